"""Whether probabilities mean what they say, and which labels are not to be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpora.prediction import Task
from models.measure import LabelFigure

BINS = 10
LIKELY = 0.1  # most cells of a multi-label task are near nought, where any model is right: the rest is told apart
MAX_ERROR = 0.03  # expected calibration error that a label may have
MIN_POSITIVES = 20  # fewer among the measured rows say too little
MIN_F1 = 0.5


@dataclass(frozen=True, slots=True)
class Bin:
    """The cells whose probability lies from `low` up to `high`: their mean probability, and how often it came true."""

    low: float
    high: float
    rows: int
    probability: float
    frequency: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far probabilities are from frequencies, for one label, or for a task as a whole (label "").

    `error` is the expected calibration error over ten equal bins, 0 to 1; `likely_error` the same over the cells with a
    probability of at least .1 alone. Of a task with one right answer, the whole is judged by the likeliest label.
    """

    task: Task
    label: str
    rows: int
    error: float
    likely_error: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label that is not to be trusted, and why."""

    task: Task
    label: str
    reasons: tuple[str, ...]


def reliability(task: Task, label: str, probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> Reliability:
    """Compare probabilities (cells,) with what came true (cells,)."""
    bins = _bins(probabilities, truth)
    likely = probabilities >= LIKELY
    return Reliability(task, label, len(truth), _error(bins), _error(_bins(probabilities[likely], truth[likely])), bins)


def doubts(labels: Sequence[LabelFigure], measured: Sequence[Reliability]) -> tuple[Doubt, ...]:
    """Name the labels whose probabilities are off, which are too rare to say, or which are missed too often.

    Args:
        labels: the figures of each label on the set that speaks for it.
        measured: the reliability of the same labels.
    """
    error = {(r.task, r.label): r.error for r in measured}
    found = []
    for figure in labels:
        reasons = []
        if figure.positives < MIN_POSITIVES:
            reasons.append(f"only {figure.positives} sentences have it" if figure.positives else "no sentence has it")
        if figure.positives and figure.f1.value < MIN_F1:
            reasons.append(f"F1 {figure.f1.value:.3f} is under {MIN_F1:.1f}")
        if (off := error.get((figure.task, figure.label), 0.0)) > MAX_ERROR:
            reasons.append(f"its probabilities are off by {off:.3f} on average")
        if reasons:
            found.append(Doubt(figure.task, figure.label, tuple(reasons)))
    return tuple(found)


def _bins(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> tuple[Bin, ...]:
    place = np.minimum((probabilities * BINS).astype(np.int64), BINS - 1)
    rows = np.bincount(place, minlength=BINS)
    told = np.bincount(place, weights=probabilities, minlength=BINS)
    true = np.bincount(place, weights=truth.astype(np.float64), minlength=BINS)
    return tuple(
        Bin(k / BINS, (k + 1) / BINS, int(rows[k]), float(told[k] / rows[k]), float(true[k] / rows[k]))
        for k in range(BINS)
        if rows[k]
    )


def _error(bins: Sequence[Bin]) -> float:
    rows = sum(each.rows for each in bins)
    return sum(each.rows * abs(each.probability - each.frequency) for each in bins) / max(rows, 1)
