"""The detectors by pattern: each is a pure function over what a case says and what was found of it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpora.document import Sentence
from corpora.finding import Finding
from corpora.pattern import failure_patterns
from pipelines.rules import Reading
from pipelines.rules.reading import MAX_JUDGED_CHARS
from pipelines.rules.terms import compile_terms


@dataclass(frozen=True, slots=True)
class Seen:
    """What a detector looks at: the text, what was judged of it, and the day on which it is looked at."""

    reading: Reading
    findings: Sequence[Finding] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a pattern stands; `finding` is the one it was judged with, where a rule did so.

    Without sentences the pattern is that something is not there, or not readable. `framework` is given where the whole
    text fails a framework and no single commitment.
    """

    sentences: tuple[Sentence, ...] = ()
    finding: Finding | None = None
    framework: str | None = None


Detector = Callable[[Seen], Iterator[Hit]]

DETECTORS: dict[str, Detector] = {}
MANY_CELLS = 3  # bars of a row, from which it is no prose
# A question, or the head of what follows in the form of one: "How we ensure that no slavery takes place:"
ASKS = re.compile(
    r"\?\W*$|^\W*(?:\d[\d.]*\W+)?(?:how|what|why|where|when|who|which)\b.*[^.;!]$", re.IGNORECASE | re.DOTALL
)


def pattern(code: str) -> Callable[[Detector], Detector]:
    """Register the detector of a pattern; each has one."""

    def register(function: Detector) -> Detector:
        if code in DETECTORS:
            raise ValueError(f"{code} has a detector already")
        DETECTORS[code] = function
        return function

    return register


@cache
def cues(code: str) -> dict[str, re.Pattern[str]]:
    """Return the compiled cues of a pattern."""
    return compile_terms(failure_patterns()[code].cues)


def passages(seen: Seen) -> Iterator[Sentence]:
    """Yield the sentences that may be a passage of a pattern: prose of the body, no heading, question or table row."""
    for sentence in seen.reading.sentences:
        row = sentence.text.count("|") >= MANY_CELLS or len(sentence.text) > MAX_JUDGED_CHARS
        if not row and not ASKS.search(sentence.text) and not seen.reading.is_heading(sentence):
            yield sentence
