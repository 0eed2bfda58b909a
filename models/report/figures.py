"""The headline figures, each beside what others reach on the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import UNLABELLED_IN_UK_GOLD
from corpora.prediction import CRITERIA, EvidenceStatus, Task
from corpora.split import are_reported
from models.classifier import LABELS
from models.folds import OutOfFold
from models.measure import IN_DOMAIN, Confusion, Figure, Measure
from models.peers import AU_TRAINING, LLAMA, LLAMA_THRESHOLD, PEERS, Peer, PeerOutputs
from models.report.missing import Gaps
from models.report.nested import Judged

NINE = tuple(name for name in CRITERIA if name not in UNLABELLED_IN_UK_GOLD)
MIN_GOLD_ROWS = 20  # a practice with fewer among the gold statements has no F1 worth a mean
MIN_STATUS_ROWS = 50
CLASSES = (Task.EVIDENCE_STATUS, Task.SPECIFICITY)  # exactly one label is right
EXPERTS, LANGUAGE_MODEL, AUTHORS = "experts", "language model", "this project"
_JUDGED_HERE = "judged here on the same rows by its released outputs"
STATUS_PEER = "AIMSCheck, its outputs"


@dataclass(frozen=True, eq=False)
class Rows:
    """Which rows speak for what: arrays (rows,) of booleans, and how the reported set is called."""

    reported: NDArray[np.bool_]  # of statements with expert criteria; authored ones where there are none
    silver: NDArray[np.bool_]  # of other whole statements
    country: NDArray[np.str_]
    statement: NDArray[np.str_]
    name: str  # "gold", or "authored"

    @property
    def experts(self) -> str:
        """Who labelled the criteria."""
        return EXPERTS if self.name == "gold" else AUTHORS

    @property
    def reader(self) -> str:
        """Who labelled practices, status and specificity."""
        return LANGUAGE_MODEL if self.name == "gold" else AUTHORS


def rows_of(sentences: Sequence[LabelledSentence]) -> Rows:
    """Tell the reported rows from those that are only trained on."""
    statement = np.array([s.document for s in sentences])
    silver = np.char.startswith(statement, "nw-")
    country = np.array([s.jurisdiction for s in sentences])
    name = "gold" if any(s.criteria_source == "gold" for s in sentences) else "authored"
    return Rows(np.array(are_reported(sentences)), silver, country, statement, name)


def criteria(
    sentences: Sequence[LabelledSentence],
    truth: NDArray[np.bool_],
    given: NDArray[np.bool_],
    rows: Rows,
    outputs: PeerOutputs,
    setting: str = IN_DOMAIN,
    sets: Sequence[tuple[str, Sequence[str]]] = (("AU", CRITERIA), ("AU", NINE), ("UK", NINE)),
) -> list[Figure | None]:
    """Return macro and micro F1 of the criteria for each country: truth and given are (rows, criteria)."""
    found: list[Figure | None] = []
    for country, names in sets:
        use = rows.reported & (rows.country == country)
        columns = [CRITERIA.index(name) for name in names]
        measure = Measure(rows.statement[use], f"{country} {rows.name}", rows.experts, setting)
        peer = _llama([s for s, yes in zip(sentences, use, strict=True) if yes], outputs)
        published = PEERS[f"{country} {len(names)}"] if rows.name == "gold" else ()
        for micro in (False, True):
            name = f"criteria, {'micro' if micro else 'macro'} F1 of {len(names)}"
            again = measure.f1(name, truth[use], peer, columns, micro) if peer is not None else None
            beside = (() if micro else published) + _judged(LLAMA, again)
            found.append(measure.f1(name, truth[use], given[use], columns, micro, beside))
    return found


def practices(found: OutOfFold, given: NDArray[np.bool_], rows: Rows) -> list[Figure | None]:
    """Return micro F1 of all practices, macro F1 of those that the reported statements have often enough."""
    known = found.known[Task.PRACTICE]
    truth, given = (found.truth[Task.PRACTICE] > 0) & known, given & known
    every = list(range(truth.shape[1]))
    enough = [k for k in every if truth[rows.reported, k].sum() >= MIN_GOLD_ROWS]
    figures = []
    for use, on, columns in (
        (rows.reported, f"{rows.name} statements", enough),
        (rows.silver, "silver statements", every),
    ):
        if use.any():
            measure = Measure(rows.statement[use], on, rows.reader)
            peers = PEERS["practices"] if on == "gold statements" else ()
            name = f"practices, micro F1 of {len(every)}"
            figures.append(measure.f1(name, truth[use], given[use], every, micro=True, peers=peers))
            figures.append(measure.f1(f"practices, macro F1 of {len(columns)}", truth[use], given[use], columns))
    return figures


def classes(found: OutOfFold, judged: Judged, rows: Rows, task: Task) -> list[Figure | None]:
    """Return accuracy and macro F1 of a task with one right answer, over the rows that have one."""
    use = rows.reported & (found.truth[task] >= 0)
    if not use.any():
        return []
    labels, what = LABELS[task], task.replace("_", " ")
    right, guess = found.truth[task][use].astype(np.int64), judged.probabilities[task][use].argmax(axis=1)
    at_least = MIN_STATUS_ROWS if task == Task.EVIDENCE_STATUS and rows.name == "gold" else 1
    measure = Measure(rows.statement[use], f"{rows.name} statements", rows.reader)
    first, *rest = measure.classes(what, right, guess, len(labels), at_least)
    figures: list[Figure | None] = [_beside(first, PEERS[what] if rows.name == "gold" else ()), *rest]
    if task == Task.EVIDENCE_STATUS:
        planned = labels.index(EvidenceStatus.PLANNED)
        figures.append(measure.f1(f"{what}, F1 of PLANNED", right[:, None] == planned, guess[:, None] == planned, [0]))
    return figures


def confusion(found: OutOfFold, judged: Judged, rows: Rows, task: Task) -> Confusion | None:
    """Return how often each right answer was answered how; None where no reported row has an answer."""
    use = rows.reported & (found.truth[task] >= 0)
    if not use.any():
        return None
    labels = LABELS[task]
    counts = np.zeros((len(labels), len(labels)), dtype=np.int64)
    np.add.at(counts, (found.truth[task][use].astype(np.int64), judged.probabilities[task][use].argmax(axis=1)), 1)
    table = tuple(tuple(int(count) for count in line) for line in counts)
    return Confusion(task, f"{rows.name} statements", tuple(str(label) for label in labels), table)


def status_gold(
    sentences: Sequence[LabelledSentence], decisions: NDArray[np.bool_], outputs: PeerOutputs
) -> list[Figure | None]:
    """Return F1, precision and recall of promises and of negative evidence by the experts' own labels of them.

    A sentence counts as a promise where the model decides PLANNED, as negative evidence where it decides NEGATED: the
    decisions that Avowal goes by, with no threshold of their own.
    """
    place = {(s.document, s.text): k for k, s in reversed(list(enumerate(sentences)))}
    rows = [(row, place[row.document, row.text]) for row in outputs.status if (row.document, row.text) in place]
    if not rows:
        return []
    measure = Measure([row.document for row, _ in rows], "UK status gold", EXPERTS)
    given = decisions[[k for _, k in rows]]
    found: list[Figure | None] = []
    for name, status, right, peer in (
        ("future promise", EvidenceStatus.PLANNED, [r.future for r, _ in rows], [r.peer_future for r, _ in rows]),
        (
            "negative evidence",
            EvidenceStatus.NEGATED,
            [r.negative for r, _ in rows],
            [r.peer_negative for r, _ in rows],
        ),
    ):
        truth, theirs = np.array(right)[:, None], np.array(peer)[:, None]
        ours = given[:, [LABELS[Task.EVIDENCE_STATUS].index(status)]]
        found += _three(measure, f"{name} ({int(truth.sum())})", truth, ours, theirs, STATUS_PEER)
    return found


def missing(gaps: Gaps, country: str, rows: Rows, peer: NDArray[np.bool_] | None) -> list[Figure | None]:
    """Return F1, precision and recall of the flag for criteria that a statement lacks.

    Args:
        gaps: the flags of all reported statements.
        country: whose statements count.
        rows: where the statements come from.
        peer: another system's flags of the same shape, or None.
    """
    where = dict(zip(rows.statement, rows.country, strict=True))
    use = np.array([where[name] == country for name in gaps.statements])
    if not use.any() or not gaps.right[use].any():
        return []
    measure = Measure(np.array(gaps.statements)[use], f"{country} {rows.name}", rows.experts)
    name = f"missing criteria of {gaps.right.shape[1]}"
    theirs = peer[use] if peer is not None else None
    every = list(range(gaps.right.shape[1]))
    plain = measure.f1("missing criteria, F1 by sentences", gaps.right[use], gaps.plain[use], every, micro=True)
    return [*_three(measure, name, gaps.right[use], gaps.flagged[use], theirs, LLAMA), plain]


def peer_gaps(
    sentences: Sequence[LabelledSentence], gaps: Gaps, columns: Sequence[int], outputs: PeerOutputs
) -> NDArray[np.bool_] | None:
    """Return the peer's flags by its sentence decisions at .5, in the shape of `gaps.right`; None where it has none."""
    number = {name: k for k, name in enumerate(gaps.statements)}
    has = np.zeros(gaps.right.shape, dtype=np.bool_)
    seen = False
    for s in sentences:
        scores = outputs.criteria.get((s.document, s.index))
        if scores is not None and s.document in number:
            has[number[s.document]] |= np.array(scores)[list(columns)] >= LLAMA_THRESHOLD
            seen = True
    return ~has if seen else None


def _three(
    measure: Measure,
    name: str,
    truth: NDArray[np.bool_],
    given: NDArray[np.bool_],
    peer: NDArray[np.bool_] | None,
    system: str,
) -> list[Figure | None]:
    """Return F1, precision and recall over all cells together, each beside the peer's on the same cells."""
    every = list(range(truth.shape[1]))

    def each(cells: NDArray[np.bool_] | None) -> list[Figure | None]:
        if cells is None:
            return [None, None, None]
        return [
            measure.f1(f"{name}, F1", truth, cells, every, micro=True),
            measure.precision(f"{name}, precision", truth, cells),
            measure.recall(f"{name}, recall", truth, cells),
        ]

    pairs = zip(each(given), each(peer), strict=True)
    return [_beside(ours, _judged(system, theirs)) if ours else None for ours, theirs in pairs]


def _llama(sentences: Sequence[LabelledSentence], outputs: PeerOutputs) -> NDArray[np.bool_] | None:
    scores = [outputs.criteria.get((s.document, s.index)) for s in sentences]
    if not scores or any(each is None for each in scores):
        return None
    return np.array(scores, dtype=np.float64) >= LLAMA_THRESHOLD


def _judged(system: str, figure: Figure | None) -> tuple[Peer, ...]:
    if figure is None:
        return ()
    return (Peer(system, figure.value, AU_TRAINING, _JUDGED_HERE, figure.low, figure.high),)


def _beside(figure: Figure, peers: tuple[Peer, ...]) -> Figure:
    return replace(figure, peers=figure.peers + peers)
