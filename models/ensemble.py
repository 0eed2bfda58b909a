"""The ensemble: several models judge the same sentences, a stack makes one judgement of theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpora.prediction import Task
from models.calibrate import Scaling
from models.classifier import LABELS, Passage, Scores, Thresholds
from models.stack import Margins, Stack


class Base(Protocol):
    """A model that an ensemble asks."""

    def margins(self, documents: Sequence[Sequence[Passage]]) -> Margins:
        """Return the raw scores of all passages, document after document."""
        ...


@dataclass(frozen=True, eq=False)
class Ensemble:
    """A trained ensemble (see `models.classifier.Classifier`); `bases` are the models by name, one at least."""

    bases: Mapping[str, Base]
    stack: Stack
    scaling: Scaling
    model_id: str = "ensemble-untitled"

    @property
    def thresholds(self) -> Thresholds:
        """Probability from which a label of a multi-label task is given."""
        return self.scaling.thresholds

    def margins(self, documents: Sequence[Sequence[Passage]]) -> dict[Task, NDArray[np.float64]]:
        """Return raw scores (all passages, labels) of each task, before calibration.

        The bases may share out all documents; the stack is given one at a time, since products of matrices are rounded
        differently in another number of rows.
        """
        asked = {name: base.margins(documents) for name, base in self.bases.items()} if any(documents) else {}
        joint: dict[Task, list[NDArray[np.float64]]] = {task: [np.zeros((0, len(LABELS[task])))] for task in Task}
        start = 0
        for passages in documents:
            stop = start + len(passages)
            its = {name: {task: values[start:stop] for task, values in found.items()} for name, found in asked.items()}
            if passages:
                for task, values in self.stack.margins(its).items():
                    joint[task].append(values)
            start = stop
        return {task: np.concatenate(parts) for task, parts in joint.items()}

    def predict(self, passages: Sequence[Passage]) -> Scores:
        """Return calibrated probabilities (passages, labels) of each task for one document."""
        if not passages:
            return {task: np.zeros((0, len(LABELS[task]))) for task in Task}
        return self.scaling.probabilities(self.margins([passages]))
