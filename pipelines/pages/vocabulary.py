"""The words and signs of a status and of a level, wherever a person sees them (specification, section 2.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from corpora.document import Outcome
from corpora.finding import Status


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is shown: a symbol and a word, always both; `counts_as` is answered, missing or neither."""

    code: str
    word: str
    symbol: str  # id of the drawing in the templates
    sign: str  # one character, where no drawing can stand
    counts_as: str
    meaning: str


LOOKS: Mapping[Status, Look] = MappingProxyType(
    {
        Status(look.code): look
        for look in (
            Look("MET", "Met", "met", "✔", "answered", "The text shows all that is asked."),
            Look(
                "PARTIAL",
                "Partly",
                "partial",
                "◐",
                "answered",
                "The text shows a part of it, or for too small a scope.",
            ),
            Look(
                *("NEG_DISCLOSED", "Says no", "neg", "⊖", "answered"),
                "The text says outright that it is not done, or that there is none: a lawful answer, shown as a gap.",
            ),
            Look(
                *("NOT_APPLICABLE", "Does not apply", "na", "–", "answered"),
                "The condition does not hold; or the law or guidance is younger than the period, or only proposed.",
            ),
            Look("VAGUE", "Vague", "vague", "∿", "missing", "Values, names or pointers only."),
            Look("PLANNED", "Planned only", "planned", "◷", "missing", "Promises only; kept for next year's check."),
            Look(
                "ABSENT",
                "Not found",
                "absent",
                "○",
                "missing",
                "Nothing said, and at least 95 % of the pages were read.",
            ),
            Look(
                *("NOT_ASSESSABLE", "By hand", "hand", "?", "neither"),
                "A text cannot settle it, or the reading is unsure: a person looks. Never called missing.",
            ),
        )
    }
)

# What may be said of a missing item, by its level. P and B items are never missing.
MISSING_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "M": "not evidenced in the text",
        "MC": "not evidenced in the text",
        "R": "recommended topic not covered",
        "T": "answer not given",
    }
)
REASONS: Mapping[Status, str] = MappingProxyType(
    {Status.VAGUE: "vague", Status.PLANNED: "planned only", Status.ABSENT: "not found"}
)

LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "M": "required",
        "MC": "required on a condition",
        "R": "recommended",
        "T": "asked in the tender",
        "B": "good practice",
        "P": "proposed law",
    }
)

UNREAD = frozenset(
    {
        *(Outcome.NEEDS_OCR, Outcome.LOCKED, Outcome.UNREADABLE, Outcome.REFUSED),
        *(Outcome.NOT_A_DOCUMENT, Outcome.EMPTY),
    }
)


def shown_status(finding: Mapping[str, Any]) -> Status:
    """Return the status to show of a row of `findings`.

    What is unsure is for a person. What is neither answered nor missing was not asked of this document: guidance
    younger than it, proposed law, good practice.
    """
    if finding["answered"] or finding["missing"]:
        return Status(finding["status"])
    return Status.NOT_ASSESSABLE if finding["answered"] is None else Status.NOT_APPLICABLE


def counts_as(finding: Mapping[str, Any]) -> str:
    """Return how a row of `findings` counts: answered, missing, by hand or not asked."""
    if finding["answered"]:
        return "answered"
    if finding["missing"]:
        return "missing"
    return "by hand" if finding["answered"] is None else "not asked"
