"""Measure a run over many statements: shares beside the bands in which the specification expects them (11.6)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from corpora.document import STATEMENTS, body
from corpora.finding import Status
from corpora.identifiers import digest
from corpora.prediction import Task
from models.classifier import Classifier
from models.folds import Progress, silent
from models.measure import Span
from pipelines.assess import assess_batch
from pipelines.bench.figures import Cell, Figures
from pipelines.bench.intervals import middle, share, wilson
from pipelines.bench.labelled_texts import classified, folds_of_texts, text_cases, texts_of
from pipelines.score import score_batch
from pipelines.stage import Case

NOTE = (
    "Texts that read as no statement are left out. From: labels, the intervals of expert labels, widened; estimate, "
    "the specification's own. Shares of texts with Wilson's interval, the others by drawing texts anew, 95 %."
)
INSIDE, OUTSIDE = "inside", "outside"


@dataclass(frozen=True, slots=True)
class Band:
    """A share and where it is expected; `below` names another share that it must stay under."""

    name: str
    of: str
    any: frozenset[str]
    all: frozenset[str]
    low: float | None
    high: float | None
    origin: str | None
    below: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run says of one statement, without its text."""

    text: str
    criteria: frozenset[str]
    practices: frozenset[str]
    flags: frozenset[str]
    met: frozenset[str]
    answered: frozenset[str]
    sentences: int
    labelled: int  # sentences with a criterion


def bench(
    panel: Path,
    models: Mapping[int, Classifier],
    folds: Collection[int] | None = None,
    documents: int | None = None,
    progress: Progress = silent,
) -> list[Figures]:
    """Judge the British statements beside the labels as a run would, and set their shares beside the bands.

    Args:
        panel: The folder of labels.
        models: A classifier for each fold.
        folds: Only statements of these folds; all by default.
        documents: Only so many of them, the same at each call; all by default.
        progress: Hears of each text.
    """
    texts = texts_of(panel)
    fold_of = folds_of_texts(panel, texts)
    names = sorted((n for n in texts if folds is None or fold_of[n] in folds), key=lambda name: digest("share", name))
    names = names[:documents]
    framework, seen, others = bands()[0], [], 0
    for done, (name, case) in enumerate(text_cases({name: texts[name].text for name in names}), start=1):
        if case.description.kind in STATEMENTS:
            seen.append(see(name, classified(case, models[fold_of[name]]), framework))
        else:
            others += 1
        progress("texts", done, len(names))
    return [table(seen, others)]


def see(text: str, case: Case, framework: str) -> Seen:
    """Judge a classified case by a framework, flags and all, and keep what shares are counted from."""
    (judged,) = score_batch(assess_batch([case], (framework,)))
    given = [p for p in judged.predictions if p.decision]
    return Seen(
        text,
        frozenset(p.label for p in given if p.task == Task.CRITERION),
        frozenset(p.label for p in given if p.task == Task.PRACTICE),
        frozenset(flag.pattern for flag in judged.flags),
        frozenset(f.commitment for f in judged.findings if f.status == Status.MET),
        frozenset(f.commitment for f in judged.findings if f.answered),
        len(body(judged.sentences)),
        len({p.sentence_id for p in given if p.task == Task.CRITERION}),
    )


@cache
def bands() -> tuple[str, tuple[Band, ...]]:
    """Return the framework that the statements are judged by, and the bands (shares.yaml)."""
    raw = yaml.safe_load(Path(__file__).with_name("shares.yaml").read_text(encoding="utf-8"))
    return raw["framework"], tuple(
        Band(
            one["name"],
            one["of"],
            frozenset(one.get("any", ())),
            frozenset(one.get("all", ())),
            one.get("low"),
            one.get("high"),
            one.get("from"),
            one.get("below"),
        )
        for one in raw["bands"]
    )


def table(seen: Sequence[Seen], others: int) -> Figures:
    """Return a row a band: its share, where it was expected, and whether it stands there."""
    found: dict[str, Span | None] = {band.name: _value(band, seen) for band in bands()[1]}
    rows: list[tuple[Cell, ...]] = []
    for band in bands()[1]:
        value = found[band.name]
        if band.below is not None:
            top = found[band.below]
            expected, inside = f"under {band.below}", bool(value and top and value.value < top.value)
        else:
            low, high = band.low or 0.0, band.high or 0.0
            expected, inside = f"{low:g}-{high:g}", bool(value and low <= value.value <= high)
        rows.append((band.name, value, expected, (INSIDE if inside else OUTSIDE) if value else None, band.origin))
    title = f"Shares of {len(seen)} British statements ({others} other texts left out)"
    return Figures(title, ("share", "found", "expected", "stands", "from"), rows, NOTE)


def _value(band: Band, seen: Sequence[Seen]) -> Span | None:
    if band.of == "sentences":
        marks = [place < one.labelled for one in seen for place in range(one.sentences)]
        return share(marks, [one.text for one in seen for _ in range(one.sentences)])
    if band.of == "practices":
        return middle(np.array([len(one.practices) for one in seen]))
    return wilson(sum(_HOLDS[band.of](band, one) for one in seen), len(seen))


_HOLDS: dict[str, Callable[[Band, Seen], bool]] = {
    "any_label": lambda band, one: bool(one.criteria),
    "criterion": lambda band, one: bool(band.any & one.criteria),
    "practice": lambda band, one: bool(band.any & one.practices),
    "flag": lambda band, one: bool(band.any & one.flags),
    "met": lambda band, one: band.all <= one.met,
    "answered": lambda band, one: band.all <= one.answered,
}
