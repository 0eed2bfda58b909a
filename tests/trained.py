"""What the tests of training share: one run of `avowal train` by the tiny recipe, and who was shown what in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import Result

from corpora.datasets.labelled import AUTHORED
from models.encoder import finetune, runs
from tests.cli.running import quick

SETS = {
    "statements": (
        "kurrawong-mining-services-2024",
        "tarrawin-retirement-living-2025",
        "pinnacle-rail-au-2023",
        "quandarra-foods-2023",
        "marlowe-foods-2024",
        "hollowbeck-plc-2025",
        "orchard-retail-2022",
        "tessera-textiles-2024",
    ),
    "near-misses": ("near-misses-consultation-a", "near-misses-governance-a", "near-misses-remedy-a"),
}
"""Authored documents of both countries: five Australian companies, and not all in one fold."""

FIRST_ROWS = 25


@dataclass(frozen=True, eq=False)
class Trained:
    """A finished run: what the command said, where everything lies, and the companies each encoder was taught."""

    said: Result
    data: tuple[Path, ...]
    out: Path
    state: Path
    taught: dict[str, set[str]]


def train_tiny(folder: Path) -> Trained:
    """Train on the beginnings of some authored documents, given as two data sets."""
    for name, documents in SETS.items():
        (folder / name).mkdir()
        for document in documents:
            rows = (AUTHORED / "train" / f"{document}.jsonl").read_text(encoding="utf-8").splitlines()
            (folder / name / f"{document}.jsonl").write_text("\n".join(rows[:FIRST_ROWS]), encoding="utf-8")
    data = tuple(folder / name for name in SETS)
    taught: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "fine_tune", watching(taught))
        named = [part for path in data for part in ("--data", path)]
        said = quick("train", "--recipe", "tiny", *named, "--out", folder / "out", "--state", folder / "state")
    return Trained(said, data, folder / "out", folder / "state", taught)


def watching(taught: dict[str, set[str]]):  # type: ignore[no-untyped-def]
    """Return `fine_tune` as it is, but for noting the companies of the examples that each encoder is given."""

    def fine_tune(network, examples: Sequence[finetune.Example], stage, reading, seed, kept, step, progress):  # type: ignore[no-untyped-def]
        taught[step] = {example.group for example in examples}
        finetune.fine_tune(network, examples, stage, reading, seed, kept, step, progress)

    return fine_tune
