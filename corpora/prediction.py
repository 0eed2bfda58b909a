"""What a model says of one sentence: a probability and a decision for each label of four tasks."""

from dataclasses import dataclass
from enum import StrEnum


class Task(StrEnum):
    """The four questions that the classifiers answer of each sentence."""

    CRITERION = "criterion"
    PRACTICE = "practice"
    EVIDENCE_STATUS = "evidence_status"
    SPECIFICITY = "specificity"


class EvidenceStatus(StrEnum):
    """What a sentence says of its practice (specification, section 7)."""

    DONE_IN_PERIOD = "DONE_IN_PERIOD"
    ONGOING = "ONGOING"
    PLANNED = "PLANNED"
    NEGATED = "NEGATED"
    HYPOTHETICAL = "HYPOTHETICAL"
    HISTORIC = "HISTORIC"


class Specificity(StrEnum):
    """How concrete a sentence is (specification, section 7)."""

    VAGUE = "VAGUE"
    GENERAL = "GENERAL"
    SPECIFIC = "SPECIFIC"


CRITERIA = (
    "approval",
    "signature",
    "reporting entity",
    "structure",
    "operations",
    "supply chains",
    "risk description",
    "mitigation",
    "remediation",
    "effectiveness",
    "consultation",
)  # the 11 AIMS labels, in the order used everywhere


@dataclass(frozen=True, slots=True)
class Prediction:
    """One label of one task for one sentence; probability 0 to 1, calibrated; negatives are kept too."""

    document_id: str
    sentence_id: str
    index: int
    task: Task
    label: str
    probability: float
    decision: bool
    model_id: str
