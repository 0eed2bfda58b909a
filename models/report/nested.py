"""Judge each fold by what the other folds say of calibration and thresholds."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from corpora.prediction import Task
from corpora.split import FOLDS
from models.calibrate import Scaling
from models.classifier import Decisions, Scores, decide
from models.folds import OutOfFold

View = Callable[[int], OutOfFold]
"""What the judge of a fold may see: the same rows, with margins that owe nothing to that fold's labels.

A model without a second stage gives every judge the same margins. A stack, whose weights are themselves fitted on
out-of-fold margins, gives each judge those of the stack that was fitted without its fold."""


@dataclass(frozen=True, eq=False)
class Judged:
    """Probabilities and decisions of every row, each row's by the judge that never saw its fold."""

    probabilities: Scores
    decisions: Decisions


def folds_in(found: OutOfFold) -> list[int]:
    """Return the numbers of the folds that have rows."""
    return [number for number in range(FOLDS) if (found.fold == number).any()]


def nested(view: View, scalings: dict[int, Scaling]) -> Judged:
    """Judge each fold's rows with the scaling that was fitted without that fold."""
    first = view(next(iter(scalings)))
    scores = {task: np.zeros(first.margins[task].shape) for task in Task}
    decisions = {task: np.zeros(first.margins[task].shape, dtype=np.bool_) for task in Task}
    for number, scaling in scalings.items():
        found = view(number)
        rows = found.fold == number
        its_scores = scaling.probabilities({task: found.margins[task][rows] for task in Task})
        its_decisions = decide(its_scores, scaling.thresholds)
        for task in Task:
            scores[task][rows], decisions[task][rows] = its_scores[task], its_decisions[task]
    return Judged(scores, decisions)
