"""What a rule says of one commitment: a status, its reason, the passages it rests on, and how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpora.document import Sentence
from corpora.finding import Confidence, Evidence, Role, Status

STRENGTH = {
    status: rank
    for rank, status in enumerate(
        (
            Status.NOT_ASSESSABLE,
            Status.ABSENT,
            Status.VAGUE,
            Status.PLANNED,
            Status.NEG_DISCLOSED,
            Status.NOT_APPLICABLE,
            Status.PARTIAL,
            Status.MET,
        )
    )
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, its reason in words, and the passages it rests on (for ABSENT: the nearest, refused)."""

    status: Status
    reason: str
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = Confidence.MEDIUM

    @property
    def says_missing(self) -> bool:
        """Whether it says that something is missing, and does not leave that to a person."""
        return self.status.is_missing and self.confidence != Confidence.LOW

    @property
    def strength(self) -> int:
        """Rank of the status, weakest first; of two verdicts on one commitment the stronger stands."""
        return STRENGTH[self.status]


def quote(sentence: Sentence, role: str = Role.DECIDES, refused_because: str | None = None) -> Evidence:
    """Return the sentence as evidence: its text word for word, with its place."""
    return Evidence(sentence.sentence_id, sentence.text, role, refused_because, sentence.spans)


def quotes(sentences: Iterable[Sentence], role: str = Role.DECIDES, limit: int = 4) -> tuple[Evidence, ...]:
    """Return the first sentences as evidence in one role, none of them twice."""
    unique = dict.fromkeys(sentences)
    return tuple(quote(sentence, role) for sentence in list(unique)[:limit])
