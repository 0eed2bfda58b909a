"""The weights of learnt statuses as they ship: numbers in a JSON file beside this module."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from corpora.errors import AvowalError
from corpora.finding import Status
from pipelines.verdicts.features import Floats

FILE = Path(__file__).with_name("weights.json")
SURE, LIKELY = 0.9, 0.5  # of being missing, or of not: from here on high, medium
ANSWERED = 0.75  # of not being missing: from here on what the rule calls missing may be called answered
MARGIN = 0.1  # the rule says why and shows where, so it gives way only to what is clearly likelier
DIGITS = 3  # of a weight: what is lost moves no probability by .01


class WeightsError(AvowalError):
    """The weights are missing, damaged, or were fitted to other features than those that this version finds."""

    remedy = "Restore the file from the release, or fit it anew with `avowal train-statuses`."
    exit_code = 4


@dataclass(frozen=True, eq=False)
class Weights:
    """One commitment's: coefficients (statuses, features) and bias (statuses,)."""

    statuses: tuple[Status, ...]
    coefficients: Floats
    bias: Floats

    def probabilities(self, features: Floats) -> dict[Status, float]:
        """Return how likely each status is, given features (features,); they add up to one."""
        margins = self.coefficients @ features + self.bias
        shares = np.exp(margins - margins.max())
        return dict(zip(self.statuses, (shares / shares.sum()).tolist(), strict=True))


def write(found: Mapping[str, tuple[Sequence[str], Weights]], about: Mapping[str, Any], path: Path) -> None:
    """Write each commitment's feature names and weights, with what they were fitted to, as JSON."""
    commitments = {
        name: {
            "statuses": list(weights.statuses),
            "bias": np.round(weights.bias, DIGITS).tolist(),
            "weights": {
                feature: np.round(column, DIGITS).tolist()
                for feature, column in zip(names, weights.coefficients.T, strict=True)
            },
        }
        for name, (names, weights) in found.items()
    }
    text = json.dumps({**about, "commitments": commitments}, indent=None, separators=(",", ":"), ensure_ascii=False)
    path.write_text(text.replace('},"', '},\n"') + "\n", encoding="utf-8")


def decided(shares: Mapping[Status, float], ruled: Status) -> tuple[Status, float]:
    """Return a status, and how sure it is that it is missing, or that it is not.

    Args:
        shares: How likely each status is.
        ruled: What the rule says. It stands unless another is likelier than not, and clearly likelier; an outright no
            stands always, for the words say it.
    """
    likeliest = max(shares, key=lambda one: shares[one])
    missing = sum(share for one, share in shares.items() if one.is_missing)
    is_clear = shares[likeliest] >= LIKELY and shares[likeliest] - shares.get(ruled, 0.0) >= MARGIN
    status = likeliest if is_clear and ruled != Status.NEG_DISCLOSED else ruled
    if ruled.is_missing and not status.is_missing and 1 - missing < ANSWERED:
        status = ruled  # and a person looks: at this likelihood one in four "answered" would hide what is missing
    return status, missing if status.is_missing else 1 - missing


@lru_cache(maxsize=2)
def load(path: Path = FILE) -> dict[str, tuple[tuple[str, ...], Weights]]:
    """Read the weights: for each commitment the names of its features, and its weights.

    Raises:
        WeightsError: where the file cannot be read.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))["commitments"]
        return {
            name: (
                tuple(item["weights"]),
                Weights(
                    tuple(Status(status) for status in item["statuses"]),
                    np.array(list(item["weights"].values()), dtype=np.float64).T,
                    np.array(item["bias"], dtype=np.float64),
                ),
            )
            for name, item in raw.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"{path.name} cannot be read: {error}.") from error
