"""Combine what several models say of the same sentences: one small logistic regression a label over their margins."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL
from models.threads import one_thread

Margins = Mapping[Task, NDArray[np.float64]]  # raw scores (rows, labels) of each task

MIN_POSITIVES = 5  # with fewer, a label takes the plain mean of the models
STRENGTH = 1.0  # inverse regularisation, on margins scaled to unit variance
ROUNDS = 1_000
LEAST = 1e-6  # spread of margins


@dataclass(frozen=True, eq=False)
class Stack:
    """Weights of the models named in `bases`, in that order.

    `weights` holds for a multi-label task (bases, labels), so that a label is judged by what each model says of that
    label; for a task with one right answer (bases x labels, labels). `bias` holds (labels,).
    """

    bases: tuple[str, ...]
    weights: Mapping[Task, NDArray[np.float64]]
    bias: Mapping[Task, NDArray[np.float64]]

    def margins(self, said: Mapping[str, Margins]) -> dict[Task, NDArray[np.float64]]:
        """Return the combined margins (rows, labels) of each task from those of every base."""
        return {
            task: np.einsum("brl,bl->rl", np.stack([said[name][task] for name in self.bases]), self.weights[task])
            + self.bias[task]
            if task in MULTI_LABEL
            else np.hstack([said[name][task] for name in self.bases]) @ self.weights[task] + self.bias[task]
            for task in Task
        }

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """Return what is stored of it: `of` builds it again."""
        return {f"{task}.weights": self.weights[task] for task in Task} | {
            f"{task}.bias": self.bias[task] for task in Task
        }

    def about(self) -> dict[str, Any]:
        """Return the rest of what is stored of it."""
        return {"bases": list(self.bases)}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.float64]], about: Mapping[str, Any]) -> "Stack":
        """Return the stack with these arrays.

        Raises:
            KeyError: where an array is missing.
            ValueError: where one has another shape than the labels ask for.
        """
        bases = tuple(about["bases"])
        weights = {task: arrays[f"{task}.weights"] for task in Task}
        bias = {task: arrays[f"{task}.bias"] for task in Task}
        for task in Task:
            labels = len(LABELS[task])
            rows = len(bases) * (1 if task in MULTI_LABEL else labels)
            if weights[task].shape != (rows, labels) or bias[task].shape != (labels,):
                raise ValueError(f"the stack's weights of {task} have another shape")
        return cls(bases, weights, bias)


def fit_stack(
    said: Mapping[str, Margins],
    truth: Mapping[Task, NDArray[np.int64] | NDArray[np.bool_]],
    known: Mapping[Task, NDArray[np.bool_]],
    rows: Mapping[Task, NDArray[np.bool_]],
) -> Stack:
    """Fit the weights on margins that each model gave sentences which it was not trained on.

    Args:
        said: of each base, (all rows, labels) a task.
        truth: as `models.linear.truth_of`.
        known: as `models.linear.known_of`.
        rows: of each task, which rows to fit on.
    """
    bases = tuple(said)
    weights: dict[Task, NDArray[np.float64]] = {}
    bias: dict[Task, NDArray[np.float64]] = {}
    with one_thread():
        for task in Task:
            each = np.stack([said[name][task] for name in bases])  # (bases, rows, labels)
            if task in MULTI_LABEL:
                weights[task], bias[task] = _labels(each, truth[task] > 0, known[task] & rows[task][:, None])
            else:
                use = rows[task] & (truth[task] >= 0)
                weights[task], bias[task] = _classes(each[:, use], truth[task][use].astype(np.int64))
    return Stack(bases, weights, bias)


def _labels(
    each: NDArray[np.float64], truth: NDArray[np.bool_], use: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    bases, _, labels = each.shape
    weights, bias = np.full((bases, labels), 1 / bases), np.zeros(labels)
    for label in range(labels):
        right = truth[use[:, label], label]
        if MIN_POSITIVES <= right.sum() <= len(right) - MIN_POSITIVES:
            solver = LogisticRegression(C=STRENGTH, solver="newton-cholesky")  # exact, and fast in so few columns
            fitted, offset = _fitted(solver, each[:, use[:, label], label].T, right)
            weights[:, label], bias[label] = fitted[:, 0], offset[0]
    return weights, bias


def _classes(each: NDArray[np.float64], truth: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    bases, _, labels = each.shape
    weights, bias = np.vstack([np.eye(labels) / bases] * bases), np.zeros(labels)
    seen = np.unique(truth)
    if len(seen) < labels:
        return weights, bias  # the plain mean: no class may be lost for want of an example
    return _fitted(LogisticRegression(C=STRENGTH, max_iter=ROUNDS), np.hstack(list(each)), truth)


def _fitted(
    solver: LogisticRegression, margins: NDArray[np.float64], truth: NDArray[Any]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit on margins of mean 0 and variance 1, and return (columns, outputs) and (outputs,) for them as they are."""
    mean, spread = margins.mean(axis=0), margins.std(axis=0)
    scale = np.where(spread > LEAST, spread, 1.0)  # a column that says one thing of all rows has nothing to weigh
    solver.fit((margins - mean) / scale, truth)
    weights: NDArray[np.float64] = solver.coef_.T / scale[:, None]
    return weights, solver.intercept_ - mean @ weights
