"""Measure a kind of model on documents it has not seen: grouped folds, nested thresholds, intervals over statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import UNLABELLED_IN_UK_GOLD
from corpora.prediction import CRITERIA, Task
from corpora.split import FOLDS, folds_of
from models.calibrate import calibration_error, f1, fit_calibration
from models.classifier import LABELS, MULTI_LABEL, Decisions, Scores, decide
from models.folds import OutOfFold, Progress, out_of_fold, silent
from models.linear import Settings, documents_of, fit_linear, known_of, truth_of
from models.measure import Figure, Measure
from models.peers import PEERS
from models.provenance import data_digests
from models.threads import one_thread

MIN_GOLD_ROWS = 20  # a practice with fewer among the gold statements has no F1 worth printing
NINE = tuple(name for name in CRITERIA if name not in UNLABELLED_IN_UK_GOLD)


@dataclass(frozen=True, slots=True)
class LabelFigure:
    """Precision, recall and F1 of one label over the gold statements."""

    task: Task
    label: str
    precision: float
    recall: float
    f1: float
    positives: int
    calibration_error: float  # expected, over ten bins of probability


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What `evaluate` found: figures, labels, and the data and settings that they belong to."""

    figures: tuple[Figure, ...]
    labels: tuple[LabelFigure, ...]
    data: dict[str, str]
    settings: str


def evaluate(data: Path, state: Path, settings: Settings | None = None, progress: Progress = silent) -> Evaluation:
    """Measure criteria, practices, status and specificity out of fold, and criteria from Australia to Britain.

    Every threshold and calibration that a fold is judged with was fitted on the other folds. Silver statements are
    trained on and never reported, except as such.

    Args:
        data: a folder of labels or one file of rows (docs/models.md).
        state: where fold models are kept; a second run with the same data and settings reads them.
        settings: how to train; the project's by default.
        progress: hears of the steps.

    Raises:
        DatasetError: as the loader.
    """
    with one_thread():  # many small problems: threads would only wait for each other
        return _evaluate(data, state, settings or Settings(), progress)


def _evaluate(data: Path, state: Path, settings: Settings, progress: Progress) -> Evaluation:
    found = out_of_fold(data, state, settings, progress)
    probabilities, decisions = _nested(found)
    gold = np.array([not s.document.startswith(("nw-", "nr-")) for s in found.sentences])
    whole_silver = np.array([s.document.startswith("nw-") for s in found.sentences])
    place = np.array([s.jurisdiction for s in found.sentences])
    expert = "gold" if any(s.criteria_source == "gold" for s in found.sentences) else "authored"
    criteria, practices = found.truth[Task.CRITERION] > 0, found.truth[Task.PRACTICE] > 0
    about, given = Measure(found.sentences), decisions[Task.PRACTICE]
    figures: list[Figure | None] = [
        about.f1(
            f"criteria, macro F1 of {len(names)}",
            f"{country} {expert}",
            criteria,
            decisions[Task.CRITERION],
            gold & (place == country),
            _columns(names),
            peers=PEERS[f"{country} {len(names)}"] if expert == "gold" else (),
        )
        for country, names in (("AU", CRITERIA), ("AU", NINE), ("UK", NINE))
    ]
    every = list(range(practices.shape[1]))
    common = [k for k in every if practices[gold, k].sum() >= MIN_GOLD_ROWS]
    for rows, on, columns in (
        (gold, f"{expert} statements", common),
        (whole_silver, "other whole statements", every),
    ):
        figures.append(about.f1("practices, micro F1 of 35", on, practices, given, rows, every, micro=True))
        figures.append(about.f1(f"practices, macro F1 of {len(columns)}", on, practices, given, rows, columns))
    for task in (Task.EVIDENCE_STATUS, Task.SPECIFICITY):
        rows = gold & (found.truth[task] >= 0)
        right, guess = found.truth[task], probabilities[task].argmax(axis=1)
        figures += about.classes(task, f"{expert} statements", right.astype(np.int64), guess, rows)
    progress("transfer", 0, 1)
    figures += _transfer([s for s, yes in zip(found.sentences, gold, strict=True) if yes], settings)
    progress("transfer", 1, 1)
    labels = [
        _label(task, k, found, decisions[task], probabilities[task], gold)
        for task in MULTI_LABEL
        for k in range(len(LABELS[task]))
    ]
    return Evaluation(tuple(f for f in figures if f is not None), tuple(labels), data_digests(data), repr(settings))


def _nested(found: OutOfFold) -> tuple[Scores, Decisions]:
    """Return probabilities and decisions of every row, each fold's by what the other folds say of thresholds."""
    scores = {task: np.zeros(found.margins[task].shape) for task in Task}
    decisions = {task: np.zeros(found.margins[task].shape, dtype=np.bool_) for task in Task}
    for number in range(FOLDS):
        rows = found.fold == number
        if not rows.any():
            continue
        scaling = found.scaling(without=number)
        its_scores = scaling.probabilities({task: found.margins[task][rows] for task in Task})
        its_decisions = decide(its_scores, scaling.thresholds)
        for task in Task:
            scores[task][rows], decisions[task][rows] = its_scores[task], its_decisions[task]
    return scores, decisions


def _transfer(gold: Sequence[LabelledSentence], settings: Settings) -> list[Figure | None]:
    """Train on the Australian gold statements alone and judge the British ones; thresholds from Australian folds."""
    seen, unseen = [s for s in gold if s.jurisdiction == "AU"], [s for s in gold if s.jurisdiction == "UK"]
    if len({s.group for s in seen}) < FOLDS or not unseen:
        return []
    task, folds = Task.CRITERION, folds_of(seen)
    fold = np.array([folds[s.document] for s in seen])
    margins = np.zeros((len(seen), len(CRITERIA)))
    for number in sorted(set(fold)):
        rest = [s for s, its in zip(seen, fold, strict=True) if its != number]
        held = [s for s, its in zip(seen, fold, strict=True) if its == number]
        if rest:
            margins[fold == number] = fit_linear(rest, settings, [task]).margins(documents_of(held)[0])[task]
    scaling = fit_calibration(margins, truth_of(seen)[task] > 0, known_of(seen)[task])
    given = scaling.probabilities(fit_linear(seen, settings, [task]).margins(documents_of(unseen)[0])[task])
    rows = np.ones(len(unseen), dtype=np.bool_)
    return [
        Measure(unseen).f1(
            "criteria, macro F1 of 9",
            "UK gold",
            truth_of(unseen)[task] > 0,
            given >= scaling.thresholds,
            rows,
            _columns(NINE),
            setting="transfer",
            peers=PEERS["UK 9"],
        )
    ]


def _columns(names: Sequence[str]) -> list[int]:
    return [CRITERIA.index(name) for name in names]


def _label(
    task: Task,
    column: int,
    found: OutOfFold,
    given: NDArray[np.bool_],
    scores: NDArray[np.float64],
    rows: NDArray[np.bool_],
) -> LabelFigure:
    use = rows & found.known[task][:, column]
    truth, told, score = found.truth[task][use, column] > 0, given[use, column], scores[use, column]
    both = int((truth & told).sum())
    return LabelFigure(
        task=task,
        label=LABELS[task][column],
        precision=both / max(int(told.sum()), 1),
        recall=both / max(int(truth.sum()), 1),
        f1=f1(truth, told),
        positives=int(truth.sum()),
        calibration_error=calibration_error(score, truth),
    )
