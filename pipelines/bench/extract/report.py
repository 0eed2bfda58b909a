"""Measure extraction and sentence splitting on layouts whose text is known, plain libraries beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipelines.bench.extract.layouts import Layout, make_layouts
from pipelines.bench.extract.plan import headings_of
from pipelines.bench.extract.readers import readers
from pipelines.bench.extract.scores import Known, Score, score
from pipelines.bench.figures import Cell, Figures, shown

RESAMPLES = 1_000
SINGLE = ("single column", "lists", "display", "cover and contents")
MULTI = ("two columns", "three columns")
WHOLE = ("all", "in one column", "in columns")  # groups with an interval

Progress = Callable[[str, int, int], None]
Scores = Mapping[str, Sequence[Score]]  # by reader, a score a layout

MEASURES: tuple[tuple[str, Callable[[Score], float]], ...] = (
    ("words R", lambda s: s.recall),
    ("P", lambda s: s.precision),
    ("in line", lambda s: s.aligned),
    ("chars", lambda s: s.characters),
    ("order", lambda s: s.order),
    ("sent F1", lambda s: s.sentence_f1),
    ("edge F1", lambda s: s.boundary_f1),
)
FURNITURE: tuple[tuple[str, Callable[[Score], float]], ...] = (
    ("furn P", lambda s: s.furniture_precision),
    ("R", lambda s: s.furniture_recall),
    ("F1", lambda s: s.furniture_f1),
)
HEADINGS: tuple[tuple[str, Callable[[Score], float]], ...] = (("head F1", lambda s: s.heading_f1),)
LOST = ("digits", "currency", "per_cent", "accents", "ligatures")


def measure(layouts: Sequence[Layout], progress: Progress, names: Sequence[str] | None = None) -> Scores:
    """Read every layout with every reader (or those named) and score it."""
    scores: dict[str, list[Score]] = {}
    for name, read in readers().items():
        if names is not None and name not in names:
            continue
        for i, layout in enumerate(layouts):
            known = Known(layout.plan.flows(), layout.furniture, headings_of(layout.plan))
            scores.setdefault(name, []).append(score(known, read(layout.path)))
            progress(name, i + 1, len(layouts))
    return scores


def tables(layouts: Sequence[Layout], scores: Scores) -> Iterator[Figures]:
    """Yield the figures: Avowal by kind of layout, the readers side by side, what was lost."""
    own = scores["avowal"]
    kinds = [layout.plan.kind for layout in layouts]
    groups: dict[str, list[int]] = {
        WHOLE[0]: list(range(len(layouts))),
        WHOLE[1]: [i for i, kind in enumerate(kinds) if kind in SINGLE],
        WHOLE[2]: [i for i, kind in enumerate(kinds) if kind in MULTI],
    }
    groups |= {kind: [i for i, other in enumerate(kinds) if other == kind] for kind in dict.fromkeys(kinds)}
    groups |= {
        f"by {producer}": [i for i, layout in enumerate(layouts) if layout.plan.producer == producer]
        for producer in dict.fromkeys(layout.plan.producer for layout in layouts)
    }
    measures = (*MEASURES, *FURNITURE, *HEADINGS)
    yield Figures(
        f"Avowal on {len(layouts)} layouts with known text",
        ("layouts", "n", *(name for name, _ in measures)),
        [
            (name, len(chosen), *(value(_sum([own[i] for i in chosen])) for _, value in measures))
            for name, chosen in groups.items()
            if chosen
        ],
        "R recall, P precision, F1 their harmonic mean; 'in line' the share of words in the known order, 'order' of "
        "neighbouring sentences that still follow each other; a sentence (sent) counts when every word is right, an "
        "edge where its first or last three words are; furn: lines of headers, footers and contents lists; head: "
        "headings under which a text stands.",
    )
    yield Figures(
        "95 % intervals, layouts drawn again 1,000 times",
        ("measure", *(name for name in WHOLE if groups[name])),
        [
            (label, *(_interval([own[i] for i in groups[name]], value) for name in WHOLE if groups[name]))
            for label, value in (*MEASURES, ("furn F1", FURNITURE[-1][1]))
        ],
    )
    yield Figures(
        "The same layouts by plain library calls (sentences by spaCy's sentencizer)",
        ("reader", *(name for name, _ in MEASURES), "furn F1"),
        [
            (name, *(value(_sum(rows)) for _, value in MEASURES), _sum(rows).furniture_f1 if name == "avowal" else None)
            for name, rows in scores.items()
        ],
        "The plain readers give headers and page numbers as text: that costs them sentences.",
    )
    yield Figures(
        "Lost characters",
        ("reader", *(name.replace("_", " ") for name in LOST)),
        [(name, *(getattr(_sum(rows), f"lost_{kind}") for kind in LOST)) for name, rows in scores.items()],
    )


def worst(layouts: Sequence[Layout], scores: Scores, count: int = 10) -> Figures:
    """Return the layouts that Avowal reads worst."""
    own = scores["avowal"]
    ranked = sorted(range(len(layouts)), key=lambda i: own[i].sentence_f1 + own[i].furniture_f1 + own[i].recall)
    measures = (*MEASURES, *FURNITURE, *HEADINGS)
    rows: list[tuple[Cell, ...]] = [
        (layouts[i].name, *(value(own[i]) for _, value in measures)) for i in ranked[:count]
    ]
    return Figures("The layouts read worst", ("layout", *(name for name, _ in measures)), rows)


def bench(count: int, folder: Path, first: int, progress: Progress) -> tuple[list[Figures], int]:
    """Make the layouts, measure, and return the tables and how many layouts were left out for want of Chromium."""
    layouts, left_out = make_layouts(count, folder, first, progress)
    scores = measure(layouts, progress)
    return [*tables(layouts, scores), worst(layouts, scores)], left_out


def _sum(scores: Sequence[Score]) -> Score:
    return sum(scores, Score())


def _interval(scores: Sequence[Score], value: Callable[[Score], float]) -> str:
    rng: Any = np.random.default_rng(0)
    draws = [value(_sum([scores[i] for i in rng.integers(len(scores), size=len(scores))])) for _ in range(RESAMPLES)]
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{shown(float(low))} to {shown(float(high))}"
