"""Stack models on what they said of sentences that they were not trained on: no judge has seen what it judges."""

from collections.abc import Mapping

import numpy as np

from corpora.prediction import Task
from models.classifier import LABELS
from models.folds import OutOfFold
from models.stack import Margins, Stack, fit_stack


def stack_of(found: OutOfFold, said: Mapping[str, Margins], *without: int) -> Stack:
    """Fit the stack on out-of-fold margins of the bases, on all folds but some."""
    use = ~np.isin(found.fold, without)
    return fit_stack(said, found.truth, found.known, {task: found.rows_for(task) & use for task in Task})


def stacked(found: OutOfFold, said: Mapping[str, Margins], judge: int | None = None) -> Margins:
    """Return joint margins of all rows, each fold's by the stack fitted without it.

    With `judge`, nothing owes anything to that fold's labels: every stack is fitted without that fold too.
    """
    margins = {task: np.zeros((len(found.sentences), len(LABELS[task]))) for task in Task}
    for number in sorted(set(found.fold.tolist())):
        rows = found.fold == number
        without = (number,) if judge is None else (number, judge)
        its = {name: {task: values[rows] for task, values in each.items()} for name, each in said.items()}
        for task, values in stack_of(found, said, *without).margins(its).items():
            margins[task][rows] = values
    return margins
