"""Turn margins into probabilities that mean what they say, and choose the thresholds that decide."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_softmax, softmax
from sklearn.linear_model import LogisticRegression

from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL, Thresholds

GRID = np.round(np.arange(0.05, 0.951, 0.01), 2)  # thresholds tried
SMOOTHED = 9  # neighbouring thresholds whose F1 is averaged before the best is taken: one lucky step is no summit
SHRINK_POSITIVES = 100  # a label with so many positives stands half way between its own threshold and the common one
MIN_POSITIVES = 5  # with fewer, a label is not calibrated on its own
MAX_SLOPE = 20.0


@dataclass(frozen=True, eq=False)
class Calibration:
    """Platt scaling a label: probability = 1 / (1 + exp(-(slope x margin + intercept))). Arrays of shape (labels,)."""

    slope: NDArray[np.float64]
    intercept: NDArray[np.float64]
    thresholds: NDArray[np.float64]

    def probabilities(self, margins: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (rows, labels) in 0 to 1 from margins of that shape."""
        return np.asarray(expit(margins * self.slope + self.intercept), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Scaling:
    """From margins to probabilities, task by task.

    `labels` holds the Platt scaling and thresholds of the multi-label tasks; `temperature` the factor on the margins of
    the tasks with one right answer, before softmax.
    """

    labels: Mapping[Task, Calibration]
    temperature: Mapping[Task, float]

    @property
    def thresholds(self) -> Thresholds:
        """Probability from which a label of a multi-label task is given."""
        return {task: calibration.thresholds for task, calibration in self.labels.items()}

    def probabilities(self, margins: Mapping[Task, NDArray[np.float64]]) -> dict[Task, NDArray[np.float64]]:
        """Return probabilities (rows, labels) of each task from margins of the same shapes."""
        return {
            task: self.labels[task].probabilities(values)
            if task in MULTI_LABEL
            else np.asarray(softmax(values * self.temperature[task], axis=1), dtype=np.float64)
            for task, values in margins.items()
        }


def unscaled() -> Scaling:
    """Return the scaling that takes logistic models at their word and decides at one half."""
    sizes = {task: len(LABELS[task]) for task in MULTI_LABEL}
    plain = {task: Calibration(np.ones(n), np.zeros(n), np.full(n, 0.5)) for task, n in sizes.items()}
    return Scaling(plain, {task: 1.0 for task in Task if task not in MULTI_LABEL})


def fit_calibration(margins: NDArray[np.float64], truth: NDArray[np.bool_], known: NDArray[np.bool_]) -> Calibration:
    """Fit slope, intercept and threshold of each label on margins of rows that the model was not trained on.

    Thresholds maximise the F1 averaged with their neighbours', then move towards the one common threshold with the best
    mean F1: fully for a label never seen, half way at 100 positives. A few lucky positives must not choose a threshold.
    Both numbers were chosen on silver statements, which no reported figure is measured on.

    Args:
        margins: (rows, labels).
        truth: (rows, labels).
        known: (rows, labels); False where a set does not have the label.
    """
    labels = margins.shape[1]
    slope, intercept = np.ones(labels), np.zeros(labels)
    for label in range(labels):
        rows = known[:, label]
        positives = int(truth[rows, label].sum())
        if MIN_POSITIVES <= positives <= rows.sum() - MIN_POSITIVES:
            fitted = LogisticRegression(C=1e3).fit(margins[rows, label, None], truth[rows, label])
            slope[label] = np.clip(fitted.coef_[0, 0], 0.05, MAX_SLOPE)
            intercept[label] = fitted.intercept_[0]
    probabilities = Calibration(slope, intercept, np.full(labels, 0.5)).probabilities(margins)
    curves = np.array(
        [
            uniform_filter1d(_f1_curve(probabilities[known[:, k], k], truth[known[:, k], k]), SMOOTHED, mode="nearest")
            for k in range(labels)
        ]
    )
    seen = np.array([truth[known[:, k], k].sum() for k in range(labels)])
    common = GRID[curves[seen >= MIN_POSITIVES].mean(axis=0).argmax()] if (seen >= MIN_POSITIVES).any() else 0.5
    own = GRID[curves.argmax(axis=1)]
    thresholds = (seen * own + SHRINK_POSITIVES * common) / (seen + SHRINK_POSITIVES)
    return Calibration(slope, intercept, np.round(thresholds, 4))


def fit_temperature(margins: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """Return the factor on margins (rows, classes) under which softmax gives the right classes the best likelihood."""
    if len(truth) < MIN_POSITIVES:
        return 1.0
    rows = np.arange(len(truth))
    found = minimize_scalar(
        lambda factor: -log_softmax(margins * factor, axis=1)[rows, truth].mean(), bounds=(0.2, 5.0), method="bounded"
    )
    return round(float(found.x), 4)


def f1(truth: NDArray[np.bool_], given: NDArray[np.bool_]) -> float:
    """Return F1 of the positive class over all entries; 0 where nothing is true and nothing given."""
    both = int((truth & given).sum())
    total = int(truth.sum()) + int(given.sum())
    return 2 * both / total if total else 0.0


def calibration_error(probabilities: NDArray[np.float64], truth: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error: mean distance of probability and frequency over equal bins, 0 to 1."""
    place = np.minimum((probabilities * bins).astype(np.int64), bins - 1)
    told = np.bincount(place, weights=probabilities, minlength=bins)
    true = np.bincount(place, weights=truth.astype(np.float64), minlength=bins)
    return float(np.abs(told - true).sum() / max(len(truth), 1))


def _f1_curve(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return F1 at each threshold of the grid."""
    order = np.sort(probabilities)
    positive = np.sort(probabilities[truth])
    given = len(order) - np.searchsorted(order, GRID)
    right = len(positive) - np.searchsorted(positive, GRID)
    return np.asarray(2 * right / np.maximum(given + len(positive), 1), dtype=np.float64)
