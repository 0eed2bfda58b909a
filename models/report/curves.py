"""Precision and recall at each threshold, as numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpora.prediction import Task

THRESHOLDS = (0.01, 0.02, *(round(k / 20, 2) for k in range(1, 20)), 0.98, 0.99)


@dataclass(frozen=True, slots=True)
class Point:
    """What a threshold would give: precision is None where nothing would be given."""

    threshold: float
    precision: float | None
    recall: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision and recall of one label at rising thresholds; `average_precision` is the area, 0 to 1."""

    task: Task
    label: str
    positives: int
    average_precision: float
    points: tuple[Point, ...]


def curve(task: Task, label: str, probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> Curve:
    """Return the curve of one label from probabilities (rows,) and truth (rows,)."""
    positives = int(truth.sum())
    points = []
    for threshold in THRESHOLDS:
        given = probabilities >= threshold
        right = int((given & truth).sum())
        precision = right / int(given.sum()) if given.any() else None
        points.append(Point(threshold, precision, right / max(positives, 1)))
    return Curve(task, label, positives, _average_precision(probabilities, truth), tuple(points))


def _average_precision(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Return mean precision at each positive, going down from the surest row; ties count as one step."""
    if not truth.any():
        return 0.0
    order = np.argsort(-probabilities, kind="stable")
    right = np.cumsum(truth[order])
    last = np.append(np.diff(probabilities[order]) != 0, True)
    steps = np.diff(right[last], prepend=0)
    return float((steps * right[last] / (np.flatnonzero(last) + 1)).sum() / truth.sum())
