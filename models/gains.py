"""Sentences gained and lost between two models: which decisions changed, and which of the changes are right."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from corpora.annotation import LabelledSentence
from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL, Classifier, Decisions, decide
from models.linear import documents_of, known_of, truth_of
from models.threads import one_thread


@dataclass(frozen=True, slots=True)
class Change:
    """One label that a sentence gained or lost; the sentence is known by its place and its text's digest alone.

    `right` says whether the labels agree with the change; None where the sentence is not labelled for it.
    """

    document: str
    index: int
    text_sha256: str
    task: Task
    label: str
    change: Literal["gained", "lost"]
    right: bool | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many decisions of one label, or of one task, were gained and lost, and how many of those rightly."""

    task: Task
    label: str
    gained: int
    gained_right: int
    lost: int
    lost_right: int
    unlabelled: int  # of all of them: nobody says what would be right


def gains(sentences: Sequence[LabelledSentence], before: Classifier, after: Classifier) -> list[Change]:
    """Return what changes from one classifier to another on the sentences, in their order.

    The sentences of a document must stand together, ordered by index, as the loaders give them.
    """
    return changes(sentences, decided(sentences, before), decided(sentences, after))


def decided(sentences: Sequence[LabelledSentence], model: Classifier) -> Decisions:
    """Return a model's decisions (sentences, labels) of each task, document by document."""
    with one_thread():
        each = [decide(model.predict(passages), model.thresholds) for passages in documents_of(sentences)[0]]
    empty = {task: np.zeros((0, len(LABELS[task])), dtype=np.bool_) for task in Task}
    return {task: np.vstack([empty[task], *(its[task] for its in each)]) for task in Task}


def changes(sentences: Sequence[LabelledSentence], before: Decisions, after: Decisions) -> list[Change]:
    """Return what changes from one set of decisions to another; both have a row a sentence, in the same order."""
    return list(_changes(sentences, before, after))


def _changes(sentences: Sequence[LabelledSentence], before: Decisions, after: Decisions) -> Iterator[Change]:
    truth, known = truth_of(sentences), known_of(sentences)
    places: list[tuple[int, Task, int]] = []
    for task in Task:
        rows, columns = np.nonzero(before[task] != after[task])
        places += [(int(row), task, int(column)) for row, column in zip(rows, columns, strict=True)]
    for row, task, column in sorted(places, key=lambda place: place[0]):  # stable: tasks and labels keep their order
        sentence, now = sentences[row], bool(after[task][row, column])
        if task in MULTI_LABEL:
            is_known, holds = bool(known[task][row, column]), bool(truth[task][row, column])
        else:
            is_known, holds = bool(truth[task][row] >= 0), bool(truth[task][row] == column)
        yield Change(
            document=sentence.document,
            index=sentence.index,
            text_sha256=hashlib.sha256(sentence.text.encode("utf-8")).hexdigest(),
            task=task,
            label=LABELS[task][column],
            change="gained" if now else "lost",
            right=(holds == now) if is_known else None,
        )


def tallies(found: Sequence[Change]) -> list[Tally]:
    """Count changes for each task as a whole (its label is empty) and each of its labels with any, in their order."""
    counted = []
    for task in Task:
        of_task = [change for change in found if change.task is task]
        for label in ("", *LABELS[task]):
            if its := [change for change in of_task if label in ("", change.label)]:
                counted.append(_tally(task, label, its))
    return counted


def _tally(task: Task, label: str, found: Sequence[Change]) -> Tally:
    gained, lost = ([c for c in found if c.change == kind] for kind in ("gained", "lost"))
    return Tally(
        task=task,
        label=label,
        gained=len(gained),
        gained_right=sum(c.right is True for c in gained),
        lost=len(lost),
        lost_right=sum(c.right is True for c in lost),
        unlabelled=sum(c.right is None for c in found),
    )
