"""Fit learnt statuses to readings, measure each out of fold beside its rule, and keep those that beat it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora.finding import Status
from corpora.framework import load_frameworks
from pipelines.bench.figures import Cell, Figures
from pipelines.bench.intervals import match, share
from pipelines.verdicts.features import names_of
from pipelines.verdicts.fit import Example, fit, indices, out_of_fold
from pipelines.verdicts.weights import LIKELY, Weights, decided, write

NOTE = (
    "The reader is a large language model, one reading a document. Learnt: by weights that saw no text of the same "
    "group, fitted to the others. Only what beats its rule is kept. Intervals of 95 % by drawing documents anew."
)
COLUMNS = (
    *("commitment", "texts", "rule, same", "learnt, same"),
    *("missing", "rule, precision", "recall", "learnt, precision", "its recall", "kept"),
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A status, and whether "missing" is said: not where a person is asked to look."""

    status: Status
    missing: bool


def fitted(examples: Sequence[Example], about: Mapping[str, object], path: Path) -> Figures:
    """Fit each commitment, write the weights of those that beat their rule out of fold, and return the comparison."""
    rules = {c.id: c.rule for f in load_frameworks().values() for c in f.commitments}
    kept: dict[str, tuple[Sequence[str], Weights]] = {}
    rows: list[tuple[Cell, ...]] = []
    alone = [_Said(example.rule, example.rule.is_missing) for example in examples]
    final = list(alone)
    for name, places in sorted(indices(examples).items()):
        part = [examples[place] for place in places]
        ruled = [alone[place] for place in places]
        said = [_said(given, one) for given, one in zip(out_of_fold(part), part, strict=True)]
        wins = _right(said, part) > _right(ruled, part)
        if wins:
            kept[name] = (names_of(rules[name]), fit(part))
            for place, one in zip(places, said, strict=True):
                final[place] = one
        rows.append(_row(name, part, ruled, said, "yes" if wins else "no"))
    rows.append(_row("all, as kept", examples, alone, final, f"{len(kept)}"))
    write(kept, about, path)
    return Figures("Statuses learnt from readings, beside their rules", COLUMNS, rows, NOTE)


def _said(shares: Mapping[Status, float], example: Example) -> _Said:
    status, sure = decided(shares, example.rule)
    return _Said(status, status.is_missing and sure >= LIKELY)


def _right(said: Sequence[_Said], part: Sequence[Example]) -> int:
    pairs = list(zip(said, part, strict=True))
    return sum((s.status == e.status) + (s.missing == e.status.is_missing) for s, e in pairs)


def _row(
    name: str, part: Sequence[Example], ruled: Sequence[_Said], said: Sequence[_Said], kept: str
) -> tuple[Cell, ...]:
    texts = [example.document for example in part]
    truth = [example.status.is_missing for example in part]

    def same(given: Sequence[_Said]) -> Cell:
        return share([one.status == example.status for one, example in zip(given, part, strict=True)], texts)

    def flags(given: Sequence[_Said]) -> tuple[Cell, Cell]:
        found = match(truth, [one.missing for one in given], texts)
        return found.precision, found.recall

    return (name, len(set(texts)), same(ruled), same(said), sum(truth), *flags(ruled), *flags(said), kept)
