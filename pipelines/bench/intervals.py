"""How sure a counted share is: an interval of 95 %, by formula for shares of texts, else by resampling the texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.measure import INTERVAL, RESAMPLES, SEED, Span

Floats = NDArray[np.float64]
Z = 1.96  # standard deviations of a normal distribution that hold 95 % of it


@dataclass(frozen=True, slots=True)
class Match:
    """How well one yes-or-no is told: `positives` are right, `given` were said; None where nothing can be said."""

    cells: int
    positives: int
    given: int
    precision: Span | None
    recall: Span | None
    f1: Span | None
    kappa: Span | None


def wilson(yes: int, of: int) -> Span | None:
    """Return a share with Wilson's interval; None of nothing."""
    if not of:
        return None
    ratio, spread = yes / of, Z**2 / of
    centre = (ratio + spread / 2) / (1 + spread)
    half = Z * sqrt(ratio * (1 - ratio) / of + spread / (4 * of)) / (1 + spread)
    low, high = (0.0 if yes == 0 else centre - half), (1.0 if yes == of else centre + half)
    return Span(ratio, low, high)


def resampled(counts: NDArray[Any], score: Callable[[Floats], Floats]) -> Span | None:
    """Return a score of summed counts with the interval that drawing the texts anew gives.

    Args:
        counts: (texts, k), what each text adds.
        score: from sums (n, k) to scores (n,), NaN where a score has no meaning.
    """
    counts = np.asarray(counts, dtype=np.float64)
    if not len(counts) or np.isnan(value := float(score(counts.sum(axis=0, keepdims=True))[0])):
        return None
    even = np.full(len(counts), 1 / len(counts))
    drawn = np.random.default_rng(SEED).multinomial(len(counts), even, RESAMPLES)
    low, high = np.nanpercentile(score(drawn @ counts), INTERVAL)
    return Span(value, float(low), float(high))


def middle(values: NDArray[Any]) -> Span | None:
    """Return the median of (texts,) with the interval that drawing the texts anew gives."""
    if not len(values):
        return None
    drawn = np.random.default_rng(SEED).integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.percentile(np.median(np.asarray(values)[drawn], axis=1), INTERVAL)
    return Span(float(np.median(values)), float(low), float(high))


def share(yes: Sequence[bool], texts: Sequence[str]) -> Span | None:
    """Return how many of the cells are true; `texts` names the text of each, whose cells are drawn together."""
    sums = _by_text(np.stack([np.array(yes, dtype=bool), np.ones(len(yes), dtype=bool)], axis=1), texts)
    return resampled(sums, lambda n: _over(n[:, 0], n[:, 1]))


def match(right: Sequence[bool], said: Sequence[bool], texts: Sequence[str]) -> Match:
    """Compare what is right with what was said, a cell at a time; `texts` names the text of each cell."""
    truth, given = np.array(right, dtype=bool), np.array(said, dtype=bool)
    sums = _by_text(np.stack([truth & given, truth, given, np.ones_like(truth)], axis=1), texts)
    _, positives, told, cells = (int(total) for total in sums.sum(axis=0))
    return Match(
        cells,
        positives,
        told,
        precision=resampled(sums, lambda n: _over(n[:, 0], n[:, 2])),
        recall=resampled(sums, lambda n: _over(n[:, 0], n[:, 1])),
        f1=resampled(sums, lambda n: _over(2 * n[:, 0], n[:, 1] + n[:, 2])) if positives else None,
        kappa=resampled(sums, _kappa),
    )


def _by_text(cells: NDArray[np.bool_], texts: Sequence[str]) -> Floats:
    """Return the sums (texts, k) of cells (n, k)."""
    names, owner = np.unique(np.array(texts, dtype=str), return_inverse=True)
    sums = np.zeros((len(names), cells.shape[1]))
    np.add.at(sums, owner, cells)
    return sums


def _over(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)


def _kappa(sums: Floats) -> Floats:
    """Return Cohen's kappa of two yes-or-no readings from sums (n, 4): both, right, said, all."""
    both, right, said, cells = sums.T
    agreed = (cells - right - said + 2 * both) / cells
    chance = (right * said + (cells - right) * (cells - said)) / cells**2
    return np.where(chance < 1, (agreed - chance) / np.where(chance < 1, 1 - chance, 1), np.nan)
