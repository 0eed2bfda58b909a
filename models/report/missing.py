"""Which criteria a whole statement leaves out: the flag that a reader of statements wants first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpora.prediction import Task
from models.calibrate import Scaling, f1
from models.folds import OutOfFold
from models.report.nested import View

GRID = np.round(np.arange(0.02, 0.981, 0.01), 2)  # thresholds tried


@dataclass(frozen=True, eq=False)
class Gaps:
    """For each statement which criteria no sentence has: (statements, criteria asked for), True for a gap.

    `flagged` is what the largest probability of a statement's sentences says, `plain` what its sentences' own decisions
    say, and `right` what its gold labels say.
    """

    statements: tuple[str, ...]
    right: NDArray[np.bool_]
    flagged: NDArray[np.bool_]
    plain: NDArray[np.bool_]
    thresholds: Mapping[int, float]  # by fold


def find_gaps(
    found: OutOfFold,
    rows: NDArray[np.bool_],
    columns: Sequence[int],
    decisions: NDArray[np.bool_],
    view: View,
    scalings: Mapping[int, Scaling],
) -> Gaps:
    """Flag the gaps of each statement with a threshold that the statements of the other folds chose.

    A criterion is missing where its largest probability in the statement stays under the threshold. One threshold
    serves all criteria: there are too few gaps of each to choose its own (docs/evaluation.md).

    Args:
        found: the labelled sentences.
        rows: (rows,) the sentences of statements with expert labels.
        columns: the criteria asked for; every such statement must have labels of them.
        decisions: (rows, criteria) of the sentences.
        view: what each fold's judge sees.
        scalings: from margins to probabilities, by fold.
    """
    names, owner = np.unique(np.array([s.document for s in found.sentences])[rows], return_inverse=True)
    fold = np.zeros(len(names), dtype=np.int64)
    fold[owner] = found.fold[rows]
    right = ~_any(found.truth[Task.CRITERION][rows][:, columns] > 0, owner, len(names))
    plain = ~_any(decisions[rows][:, columns], owner, len(names))
    flagged = np.zeros_like(right)
    thresholds = {}
    for number, scaling in scalings.items():
        margins = view(number).margins[Task.CRITERION][rows]
        scores = scaling.labels[Task.CRITERION].probabilities(margins)[:, columns]
        largest = np.zeros(right.shape)
        np.maximum.at(largest, owner, scores)
        others = fold != number
        curve = [f1(right[others], largest[others] < threshold) for threshold in GRID]
        thresholds[number] = float(GRID[_middle_of_best(np.array(curve))])
        flagged[fold == number] = largest[fold == number] < thresholds[number]
    return Gaps(tuple(str(name) for name in names), right, flagged, plain, thresholds)


def _any(cells: NDArray[np.bool_], owner: NDArray[np.int64], statements: int) -> NDArray[np.bool_]:
    found = np.zeros((statements, cells.shape[1]), dtype=np.bool_)
    np.logical_or.at(found, owner, cells)
    return found


def _middle_of_best(curve: NDArray[np.float64]) -> int:
    """Return the middle of the thresholds that are as good as the best: an edge would be luck."""
    best = np.flatnonzero(curve == curve.max())
    return int(best[len(best) // 2])
