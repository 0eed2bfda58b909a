"""What the text shows of one commitment, with its evidence; flags, promises, and the scores counted from findings."""

from dataclasses import dataclass
from enum import StrEnum

from corpora.document import Span


class Status(StrEnum):
    """Outcome of one commitment for one document (specification, section 2.1)."""

    MET = "MET"
    PARTIAL = "PARTIAL"
    VAGUE = "VAGUE"
    PLANNED = "PLANNED"
    NEG_DISCLOSED = "NEG_DISCLOSED"
    ABSENT = "ABSENT"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"

    @property
    def is_answered(self) -> bool:
        """Whether the text answers the commitment, a lawful "no" included."""
        return self in (Status.MET, Status.PARTIAL, Status.NEG_DISCLOSED, Status.NOT_APPLICABLE)

    @property
    def is_missing(self) -> bool:
        """Whether the status counts as missing where the commitment's level allows that word."""
        return self in (Status.VAGUE, Status.PLANNED, Status.ABSENT)


class Confidence(StrEnum):
    """Decision confidence in words; low sends the item to "check by hand" (specification, section 2.3)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Role(StrEnum):
    """Why a passage stands beside a finding; an element's own name serves as a role too."""

    DECIDES = "decides"
    SUPPORTS = "supports"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage beside a finding: what decides it, what supports it, or the nearest that was refused and why."""

    sentence_id: str
    quote: str
    role: str = Role.DECIDES
    refused_because: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One commitment judged for one document and subject entity.

    `answered` is None where a person must look: NOT_ASSESSABLE, or low confidence. `missing` is true only for levels
    M, MC, R and T; `applies` says whether the user gave the framework or it was guessed from the text.
    """

    document_id: str
    entity: str | None
    framework: str
    framework_version: str
    applies: str  # given, guessed
    commitment: str
    theme: str
    level: str
    decided_from: str  # text, external, both
    status: Status
    answered: bool | None
    missing: bool
    reason: str
    rule: str
    verified: str  # V, S, m
    confidence: Confidence
    question_id: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A failure pattern that stands in a document (specification, section 8), and the finding it bears on, if any.

    `effect` is the status that passages of this kind are worth at most, or that the pattern has led to; else "not
    evidence" or "shown": then it changes no status. A flag holds no text: only places.
    """

    document_id: str
    pattern: str  # F01 to F33
    effect: str
    sentence_ids: tuple[str, ...] = ()  # in document order; empty where the pattern is that something is not there
    framework: str | None = None
    commitment: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A planned step, kept for the next statement: `due` is the last day (ISO) of the time that the text names."""

    document_id: str
    commitment: str | None  # whose finding rests on it
    practice: str
    sentence_id: str
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one document, entity, framework, theme and level: asked = answered + missing + by_hand."""

    document_id: str
    entity: str | None
    framework: str
    theme: str
    level: str
    asked: int
    answered: int
    missing: int
    by_hand: int
