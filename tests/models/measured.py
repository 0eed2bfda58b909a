"""Ten invented statements with labels and margins made by hand, so that every figure can be worked out on paper."""

from collections.abc import Sequence

import numpy as np

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import UNLABELLED_IN_UK_GOLD
from corpora.prediction import CRITERIA, Task
from models.classifier import LABELS, MULTI_LABEL
from models.folds import OutOfFold
from models.linear import known_of, truth_of

SURE = 6.0  # margin of a sure yes; a sure no is its negative
ODD = 'A <b>bold</b> & "quoted" text of somebody\'s, number {}'


def statements(source: str = "gold") -> list[LabelledSentence]:
    """Five Australian and five British statements of twelve sentences, a sentence for each criterion and a bare one.

    The second statement of each country has no sentence on remediation.
    """
    rows = []
    for country in ("au", "uk"):
        masked = UNLABELLED_IN_UK_GOLD if country == "uk" else frozenset()
        for number in range(5):
            for index, name in enumerate((*CRITERIA, None)):
                has = name is not None and name not in masked and not (name == "remediation" and number == 1)
                acts = name == "mitigation"
                rows.append(
                    LabelledSentence(
                        document=f"{country}-{number}",
                        group=f"{country}-{number}",
                        index=index,
                        text=ODD.format(f"{country} {number} {index}"),
                        jurisdiction=country.upper(),
                        criteria=frozenset({name}) if has and name else frozenset(),
                        practices=frozenset({"TRN1"}) if acts else frozenset(),
                        status=("PLANNED" if number % 2 else "ONGOING") if acts else None,
                        specificity="GENERAL" if acts else None,
                        criteria_source=source,
                        masked=masked,
                    )
                )
    return rows


def out_of_fold(sentences: Sequence[LabelledSentence]) -> OutOfFold:
    """Margins of a judge that is always right and sure of it; the statement's number is its fold."""
    truth, known = truth_of(sentences), known_of(sentences)
    margins = {task: np.where(truth[task], SURE, -SURE) for task in MULTI_LABEL}
    for task in set(Task) - set(MULTI_LABEL):
        margins[task] = np.where(truth[task][:, None] == np.arange(len(LABELS[task])), SURE, -SURE)
    fold = np.array([int(s.document[-1]) for s in sentences])
    return OutOfFold(sentences, fold, margins, truth, known)


def place(found: OutOfFold, document: str, name: str) -> tuple[int, int]:
    """Return row and column of a criterion's own sentence in a statement."""
    column = CRITERIA.index(name)
    rows = [k for k, s in enumerate(found.sentences) if s.document == document and s.index == column]
    return rows[0], column
