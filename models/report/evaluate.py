"""Measure any kind of model by its out-of-fold margins: nested thresholds, intervals over statements, peers beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpora.annotation import LabelledSentence
from corpora.prediction import CRITERIA, Task
from models.classifier import LABELS, MULTI_LABEL, Decisions, Scores
from models.folds import OutOfFold, Progress, silent
from models.linear import known_of, truth_of
from models.measure import IN_DOMAIN, TRANSFER, Confusion, Figure, LabelFigure, Measure
from models.peers import PeerOutputs
from models.report import figures as headline
from models.report.curves import Curve, curve
from models.report.evaluation import Evaluation
from models.report.figures import NINE, Rows, rows_of
from models.report.missing import find_gaps
from models.report.nested import Judged, View, folds_in, nested
from models.report.restoring import Flips
from models.report.trust import Reliability, doubts, reliability
from models.report.worst import worst_errors
from models.threads import one_thread

WORST = 20  # errors kept of each task and kind


@dataclass(frozen=True, eq=False)
class Transfer:
    """What a model that was trained on Australian statements alone says of the British gold sentences.

    `probabilities` are calibrated and `decisions` made with thresholds that Australian statements chose; both hold at
    least the criteria, (sentences, criteria).
    """

    sentences: Sequence[LabelledSentence]
    probabilities: Scores
    decisions: Decisions


def evaluate(
    found: OutOfFold,
    transfer: Transfer | None = None,
    *,
    model: str = "",
    data: Mapping[str, str] | None = None,
    settings: str = "",
    outputs: PeerOutputs | None = None,
    view: View | None = None,
    restored: Flips | None = None,
    worst: int = WORST,
    progress: Progress = silent,
) -> Evaluation:
    """Measure criteria, practices, status, specificity and missing criteria, by judges that never saw the judged fold.

    Every threshold and calibration that a fold is judged with was fitted on the other folds. Silver statements are
    trained on and never reported, except as such; where `found` has none, those figures are left out.

    Args:
        found: labelled sentences with margins of models trained without their fold.
        transfer: the result of training on Australian statements alone; None leaves those figures out.
        model: what is measured.
        data: digests of the data, by file name.
        settings: how the model was trained.
        outputs: a peer's outputs on the same sentences.
        view: what the judge of each fold sees of the margins; `found` as it is, by default.
        restored: what restoring deleted signs did to the shipped model (`models.report.restoring.flips`).
        worst: how many errors of each task and kind are listed.
        progress: hears of the steps.
    """
    seen, others = view or (lambda _: found), outputs or PeerOutputs()
    with one_thread():  # many small problems: threads would only wait for each other
        scalings = {number: seen(number).scaling(without=number) for number in folds_in(found)}
        judged, rows = nested(seen, scalings), rows_of(found.sentences)
        progress("figures", 0, 3)
        figures = _figures(found, judged, rows, others)
        nine = [CRITERIA.index(name) for name in NINE]
        gaps = find_gaps(found, rows.reported, nine, judged.decisions[Task.CRITERION], seen, scalings)
        figures += headline.missing(gaps, "UK", rows, headline.peer_gaps(found.sentences, gaps, nine, others))
        pooled, by_set = _labels(found, judged, rows)
        progress("figures", 1, 3)
        if transfer:
            figures += _transferred(transfer, others)
            by_set += _transferred_labels(transfer)
        progress("figures", 2, 3)
        measured, curves = _probabilities(found, judged, rows)
        progress("figures", 3, 3)
    return Evaluation(
        model=model,
        figures=tuple(figure for figure in figures if figure is not None),
        labels=tuple(pooled + by_set),
        confusions=_confusions(found, judged, rows),
        reliability=tuple(measured),
        curves=tuple(curves),
        doubts=doubts(pooled, measured),
        errors=worst_errors(found, judged, rows.reported, worst),
        data=dict(data or {}),
        settings=settings,
        restored=restored,
    )


def judge(found: OutOfFold, view: View | None = None) -> Judged:
    """Return probabilities and decisions of every row by the judge that never saw its fold."""
    seen = view or (lambda _: found)
    with one_thread():
        return nested(seen, {number: seen(number).scaling(without=number) for number in folds_in(found)})


def _figures(found: OutOfFold, judged: Judged, rows: Rows, outputs: PeerOutputs) -> list[Figure | None]:
    known = found.known[Task.CRITERION]
    truth, given = (found.truth[Task.CRITERION] > 0) & known, judged.decisions[Task.CRITERION] & known
    return [
        *headline.criteria(found.sentences, truth, given, rows, outputs),
        *headline.practices(found, judged.decisions[Task.PRACTICE], rows),
        *(figure for task in headline.CLASSES for figure in headline.classes(found, judged, rows, task)),
        *headline.status_gold(found.sentences, judged.decisions[Task.EVIDENCE_STATUS], outputs),
    ]


def _confusions(found: OutOfFold, judged: Judged, rows: Rows) -> tuple[Confusion, ...]:
    tables = (headline.confusion(found, judged, rows, task) for task in headline.CLASSES)
    return tuple(table for table in tables if table is not None)


def _transferred(transfer: Transfer, outputs: PeerOutputs) -> list[Figure | None]:
    truth, given = truth_of(transfer.sentences)[Task.CRITERION] > 0, transfer.decisions[Task.CRITERION]
    rows = rows_of(transfer.sentences)
    return headline.criteria(transfer.sentences, truth, given, rows, outputs, TRANSFER, (("UK", NINE),))


def _transferred_labels(transfer: Transfer) -> list[LabelFigure]:
    rows = rows_of(transfer.sentences)
    truth, known = truth_of(transfer.sentences)[Task.CRITERION] > 0, known_of(transfer.sentences)[Task.CRITERION]
    return _criteria_labels(truth, transfer.decisions[Task.CRITERION], known, rows, ("UK",), TRANSFER)


def _labels(found: OutOfFold, judged: Judged, rows: Rows) -> tuple[list[LabelFigure], list[LabelFigure]]:
    """Return the figures of every label over all reported statements, and of the criteria country by country."""
    pooled: list[LabelFigure] = []
    for task in Task:
        truth, given, known, use = _cells(found, judged, rows, task)
        by = rows.experts if task == Task.CRITERION else rows.reader
        measure = Measure(rows.statement[use], f"{rows.name} statements", by)
        pooled += measure.label(task, LABELS[task], truth & known, given & known)
    truth, given, known, use = _cells(found, judged, rows, Task.CRITERION)
    reported = Rows(np.ones(int(use.sum()), dtype=np.bool_), use, rows.country[use], rows.statement[use], rows.name)
    return pooled, _criteria_labels(truth, given, known, reported, ("AU", "UK"), IN_DOMAIN)


def _criteria_labels(
    truth: NDArray[np.bool_],
    given: NDArray[np.bool_],
    known: NDArray[np.bool_],
    rows: Rows,
    countries: Sequence[str],
    setting: str,
) -> list[LabelFigure]:
    found: list[LabelFigure] = []
    for country in countries:
        use = rows.reported & (rows.country == country)
        columns = np.flatnonzero(known[use].any(axis=0))
        if use.any():
            measure = Measure(rows.statement[use], f"{country} {rows.name}", rows.experts, setting)
            cells = np.ix_(use, columns)
            found += measure.label(Task.CRITERION, [CRITERIA[k] for k in columns], truth[cells], given[cells])
    return found


def _probabilities(found: OutOfFold, judged: Judged, rows: Rows) -> tuple[list[Reliability], list[Curve]]:
    """Return the reliability of each task and label, and the precision-recall curve of each label."""
    measured: list[Reliability] = []
    curves: list[Curve] = []
    for task in Task:
        truth, _, known, use = _cells(found, judged, rows, task)
        scores = judged.probabilities[task][use]
        if task in MULTI_LABEL:
            measured.append(reliability(task, "", scores[known], truth[known]))
        elif len(scores):
            best = scores.argmax(axis=1)
            line = np.arange(len(scores))
            measured.append(reliability(task, "", scores[line, best], truth[line, best]))
        for k, label in enumerate(LABELS[task]):
            its_scores, its_truth = scores[known[:, k], k], truth[known[:, k], k]
            measured.append(reliability(task, str(label), its_scores, its_truth))
            curves.append(curve(task, str(label), its_scores, its_truth))
    return measured, curves


def _cells(
    found: OutOfFold, judged: Judged, rows: Rows, task: Task
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return truth, what was given and what is known, each (rows of the task, labels), and which rows these are.

    Of a task with one right answer the rows are those that have one, and the likeliest label is given.
    """
    if task in MULTI_LABEL:
        use = rows.reported
        return found.truth[task][use] > 0, judged.decisions[task][use], found.known[task][use], use
    use = rows.reported & (found.truth[task] >= 0)
    kinds = np.arange(len(LABELS[task]))
    truth = found.truth[task][use][:, None] == kinds
    given = judged.probabilities[task][use].argmax(axis=1)[:, None] == kinds
    return truth, given, np.ones_like(truth), use
