"""Words that a form allows, and what lies beyond them."""

from collections.abc import Sequence

from corpora.document import Answer
from corpora.finding import Evidence
from pipelines.answers.question import words_of


def over(answers: Sequence[Answer]) -> tuple[int, int] | None:
    """Return the words of an answer and those allowed, None where it keeps within them or the form says none.

    Source: specification 9.1 (6).
    """
    allowed = min((answer.limit for answer in answers if answer.limit), default=None)
    count = len(words_of(answers).split())
    return (count, allowed) if allowed is not None and count > allowed else None


def beyond(answers: Sequence[Answer], evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the quotes that end beyond the words allowed, in order."""
    found = over(answers)
    if found is None:
        return ()
    words = words_of(answers).split()
    kept = " ".join(words[: found[1]])
    return tuple(item.quote for item in evidence if " ".join(item.quote.split()) not in kept)
