"""The worst errors: where the model was surest and the label says otherwise. Named by place and hash, never by text."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpora.identifiers import digest
from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL
from models.folds import OutOfFold
from models.report.nested import Judged

A_LABEL = 3  # errors of one label and kind, so that the list shows more than one failing
DIGITS = 12


@dataclass(frozen=True, slots=True)
class WorstError:
    """A sentence that was given a label that it does not have, or not given one that it has (`gold`)."""

    task: Task
    label: str
    document: str
    index: int
    digest: str  # of the text: first 12 hex digits
    gold: bool
    probability: float


def text_digest(text: str) -> str:
    """Return what names a text without showing it."""
    return digest(text)[:DIGITS]


def worst_errors(found: OutOfFold, judged: Judged, rows: NDArray[np.bool_], each: int) -> tuple[WorstError, ...]:
    """Return the surest wrong decisions of criteria and practices: so many missed and so many wrongly given of each."""
    errors: list[WorstError] = []
    for task in MULTI_LABEL:
        truth, scores, given = found.truth[task] > 0, judged.probabilities[task], judged.decisions[task]
        wrong = (truth != given) & found.known[task] & rows[:, None]
        for gold in (False, True):
            places = np.argwhere(wrong & (truth == gold))
            off = np.abs(gold - scores[tuple(places.T)])
            taken = np.zeros(len(LABELS[task]), dtype=np.int64)
            kept = 0
            for row, column in places[np.argsort(-off, kind="stable")]:
                if kept == each:
                    break
                if taken[column] == A_LABEL:
                    continue
                taken[column] += 1
                kept += 1
                s = found.sentences[row]
                about = (s.document, s.index, text_digest(s.text), gold, float(scores[row, column]))
                errors.append(WorstError(task, LABELS[task][column], *about))
    return tuple(errors)
