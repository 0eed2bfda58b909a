"""What people or models marked: labelled sentences in document order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """One labelled sentence; `masked` names criteria and practices that its set does not label: they are not negatives.

    `criteria_source` is gold (experts), annotated (a language model), volunteers or authored; `status` and
    `specificity` are None where the sentence describes no practice.
    """

    document: str
    group: str
    index: int
    text: str
    jurisdiction: str
    criteria: frozenset[str]
    practices: frozenset[str]
    status: str | None
    specificity: str | None
    criteria_source: str
    heading: str | None = None
    masked: frozenset[str] = frozenset()
