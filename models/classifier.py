"""How one passage is judged: what goes in, what comes out, and how probabilities become decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpora.practice import practice_ids
from corpora.prediction import CRITERIA, EvidenceStatus, Specificity, Task

LABELS: dict[Task, tuple[str, ...]] = {
    Task.CRITERION: CRITERIA,
    Task.PRACTICE: practice_ids(),
    Task.EVIDENCE_STATUS: tuple(EvidenceStatus),
    Task.SPECIFICITY: tuple(Specificity),
}  # the columns of every array below, in this order
MULTI_LABEL = (Task.CRITERION, Task.PRACTICE)  # several labels may hold; in the other two exactly one does
ACTING = ("risk description", "mitigation", "remediation", "effectiveness", "consultation")  # criteria with a status

Scores = Mapping[Task, NDArray[np.float64]]  # (sentences, labels of the task), probabilities 0 to 1
Decisions = Mapping[Task, NDArray[np.bool_]]  # the same shapes
Thresholds = Mapping[Task, NDArray[np.float64]]  # (labels of the task,), for the multi-label tasks


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence on its way to the classifier.

    `index` is its place in the document, from 0. A jump in the index says that text between was left out: the
    sentences beside the gap are then no neighbours. `heading` is the nearest one above it, where it is known.
    """

    text: str
    heading: str | None = None
    index: int = 0


class Classifier(Protocol):
    """A trained judge of sentences."""

    @property
    def model_id(self) -> str:
        """Exact version, with the digest of its weights."""
        ...

    @property
    def thresholds(self) -> Thresholds:
        """Probability from which a label is given, for each label of the multi-label tasks."""
        ...

    def predict(self, passages: Sequence[Passage]) -> Scores:
        """Return calibrated probabilities for the passages of one document, in document order.

        Returns:
            For each task an array (passages, labels in the order of `LABELS`). Rows of the tasks with one right
            answer sum to 1: they say which status it would be if the sentence described something.
        """
        ...


def decide(scores: Scores, thresholds: Thresholds) -> Decisions:
    """Turn probabilities into decisions.

    A criterion or practice is given at or over its threshold. Status and specificity are given to the likeliest
    label, and only where a practice or one of the acting criteria is given: nothing else has a status.
    """
    decisions = {task: np.asarray(scores[task] >= thresholds[task]) for task in MULTI_LABEL}
    acting = [CRITERIA.index(name) for name in ACTING]
    speaks = np.hstack([decisions[Task.PRACTICE], decisions[Task.CRITERION][:, acting]]).max(axis=1, initial=False)
    for task in (Task.EVIDENCE_STATUS, Task.SPECIFICITY):
        best = np.zeros(scores[task].shape, dtype=np.bool_)
        best[np.arange(len(best)), scores[task].argmax(axis=1)] = True
        decisions[task] = best & np.asarray(speaks)[:, None]
    return decisions
