"""Train on the Australian gold statements alone and judge the British ones: how a model does where it has seen none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpora.annotation import LabelledSentence
from corpora.prediction import Task
from corpora.split import FOLDS
from models.classifier import LABELS, decide
from models.folds import OutOfFold
from models.linear import known_of, truth_of
from models.report.evaluate import Transfer
from models.stack import Margins
from models.stacking import stack_of, stacked

Judge = Callable[[Sequence[LabelledSentence]], Margins]
Trained = Callable[[int | None], Judge]
"""From a fold to a model trained on the Australian statements without it; None: on all of them."""


def transfer(
    reported: Sequence[LabelledSentence], folds: Mapping[str, int], bases: Mapping[str, Trained], fewest: int
) -> Transfer | None:
    """Return what the bases, stacked, say of the British statements; stack and thresholds are of Australian folds.

    None where there are too few Australian companies for folds, or a fold holds too many of them for the others to
    teach anything, or there is no British statement.

    Args:
        reported: gold statements of both countries.
        folds: of each document.
        bases: by name, how to train each.
        fewest: companies that a base can be trained on.
    """
    seen, unseen = ([s for s in reported if s.jurisdiction == country] for country in ("AU", "UK"))
    home = {s.group: folds[s.document] for s in seen}
    left = [sum(other != number for other in home.values()) for number in home.values()]
    if len(home) < FOLDS or min(left) < fewest or not unseen:
        return None
    fold = np.array([folds[s.document] for s in seen], dtype=np.int64)
    said = {name: by_fold(trained, seen, fold) for name, trained in bases.items()}
    found = OutOfFold(seen, fold, next(iter(said.values())), truth_of(seen), known_of(seen))
    abroad = {name: trained(None)(unseen) for name, trained in bases.items()}
    if len(bases) == 1:
        scaling, margins = found.scaling(), next(iter(abroad.values()))
    else:
        scaling = replace(found, margins=stacked(found, said)).scaling()
        margins = stack_of(found, said).margins(abroad)
    scores = scaling.probabilities(margins)
    return Transfer(unseen, scores, decide(scores, scaling.thresholds))


def by_fold(trained: Callable[[int], Judge], seen: Sequence[LabelledSentence], fold: NDArray[np.int64]) -> Margins:
    """Return margins of all sentences, each fold's by the model trained without it."""
    margins = {task: np.zeros((len(seen), len(LABELS[task]))) for task in Task}
    for number in sorted(set(fold.tolist())):
        rows = fold == number
        held = [s for s, its in zip(seen, rows, strict=True) if its]
        for task, values in trained(number)(held).items():
            margins[task][rows] = values
    return margins
