"""The panel's figures with their intervals: how often findings are a reader's, and how far "missing" can be trusted."""

from collections.abc import Sequence

from models.measure import Span
from pipelines.bench.assess import Agreement, Judged, by_commitment
from pipelines.bench.figures import Cell, Figures
from pipelines.bench.intervals import match, share

MIN_MISSING = 20  # of a commitment, for figures on its flags to mean something
READER = (
    "The reader is a large language model with the specification, one reading a document: this is agreement with that "
    "reader, no accuracy. Intervals of 95 % by drawing documents anew."
)
FLAGGED = (
    f"Commitments that the reader called missing at least {MIN_MISSING} times. Flagged: said to be missing; what is "
    "left to a person is not."
)
Counted = Sequence[tuple[Judged, Agreement]]


def figures(found: Counted) -> list[Figures]:
    """Return agreement with the baselines beside it, then precision and recall of "missing" by commitment."""
    return [_agreement(found), _missing(found)]


def counts(found: Counted) -> Figures:
    """Return what the table of the panel is made from: the counts of each commitment."""
    names = tuple(Agreement.__slots__)
    rows = [tuple(getattr(row, name) for name in names) for row in by_commitment(found)]
    return Figures("Panel: counts", names, rows)


def _agreement(found: Counted) -> Figures:
    texts = [row.document for row, _ in found]

    def of(part: str) -> Span | None:
        return share([bool(getattr(counts, part)) for _, counts in found], texts)

    rows = (
        ("findings", of("exact"), of("near")),
        ("rules alone", of("ruled"), of("ruled_near")),
        ("always the usual status", of("majority"), of("majority_near")),
    )
    title = f"Panel: {len(found)} findings on {len(set(texts))} documents"
    return Figures(title, ("by", "same status", "same or second-best"), rows, READER)


def _missing(found: Counted) -> Figures:
    names = sorted({row.commitment for row, _ in found})
    rows: list[tuple[Cell, ...]] = []
    for name in (*names, "all"):
        part = [pair for pair in found if name in ("all", pair[0].commitment)]
        said = match(
            [row.status.is_missing for row, _ in part],
            [bool(counts.flags) for _, counts in part],
            [row.document for row, _ in part],
        )
        if name == "all" or said.positives >= MIN_MISSING:
            rows.append((name, said.cells, said.positives, said.given, said.precision, said.recall, said.f1))
    columns = ("commitment", "findings", "missing", "flagged", "precision", "recall", "F1")
    return Figures('Panel: "missing"', columns, rows, FLAGGED)
