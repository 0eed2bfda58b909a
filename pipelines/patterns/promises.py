"""Promises: what a text plans, kept with its date so that next year's statement can be held against it."""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpora.document import Sentence
from corpora.finding import Finding, Promise, Role, Status
from corpora.practice import practice_ids
from corpora.prediction import EvidenceStatus
from pipelines.describe.dates import DATE, read_date
from pipelines.rules import Reading
from pipelines.stage import Case

BY_DAY = re.compile(
    rf"\b(?:by|before|in|from|during|until|of|on)(?: the)?(?: end)?(?: of)?(?: the)? ({DATE})", re.IGNORECASE
)
BY_YEAR = re.compile(
    r"\b(?:by|before|in|during|for|throughout|over)(?: the)?(?: end)?(?: of)?(?: the)?"
    r"(?: (?P<part>first|second|third|fourth) (?P<unit>quarter|half) of)?"
    r" ?(?P<fy>(?:FY|financial year|fiscal year|fiscal|year) ?(?:ending )?)?'?"
    r"(?P<first>20\d\d|(?<=FY)\d\d|(?<=FY )\d\d)"
    r"(?:[/-](?P<last>\d\d|20\d\d))?(?![\d%])",
    re.IGNORECASE,
)
NEXT_YEAR = re.compile(
    r"\b(?:next|coming|forthcoming|current) (?:\w+ )?(?:financial |fiscal |reporting |calendar )?year\b"
    r"|\b(?:over|in|within|during) the (?:next|coming) (?:12|twelve) months\b",
    re.IGNORECASE,
)
# What happens on a trigger, goes on, or never happens is a rule that stands (specification 2.4, 'we will'; 7.2).
STANDING = re.compile(
    r"^\W*(?:if|where|when|whenever|should|once|in the event)\b|\bwill (?:not|never)\b|^\W*continu(?:e|ing)\b"
    r"|\bcontinues? to\b",
    re.IGNORECASE,
)
PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def promises_of(case: Case, findings: Sequence[Finding]) -> tuple[Promise, ...]:
    """Return each planned step once a practice, in document order.

    Rationale: planned are the sentences whose status is PLANNED and to which the classifiers give a practice; the
    commitment is the one whose finding rests on the sentence as a plan.

    Source: specification 2.1 (PLANNED: keep the promise), 10 (promises to follow up).
    """
    reading = Reading(case)
    end = _day(reading.description.period_end)
    rests = {
        e.sentence_id: f.commitment
        for f in reversed(findings)
        if f.status == Status.PLANNED
        for e in f.evidence
        if e.role != Role.NEAREST
    }
    return tuple(
        Promise(
            sentence.document_id, rests.get(sentence.sentence_id), practice, sentence.sentence_id, _due(sentence, end)
        )
        for sentence, practice in _planned(reading)
    )


def _planned(reading: Reading) -> Iterator[tuple[Sentence, str]]:
    for sentence in reading.about(*practice_ids()):
        if reading.state(sentence) == EvidenceStatus.PLANNED and not STANDING.search(sentence.text):
            for practice in practice_ids():
                if reading.decides(sentence, practice):
                    yield sentence, practice


def _due(sentence: Sentence, period_end: date | None) -> str | None:
    day = due_in(sentence.text, period_end)
    return day.isoformat() if day else None


def due_in(text: str, period_end: date | None) -> date | None:
    """Return the last day of the time by which something is promised, or None where the text names none.

    Args:
        text: of a plan.
        period_end: last day of the period that the text reports on: gives "FY27" its month, and "next year" its year.
    """
    for match in BY_DAY.finditer(text):
        if (day := read_date(match[1])) and (period_end is None or day > period_end):
            return day
    for match in BY_YEAR.finditer(text):
        year = int((match["last"] or match["first"])[-2:]) + 2000
        day = _end_of(year, bool(match["fy"] or match["last"]), period_end, match["part"], match["unit"])
        if period_end is None or day > period_end:
            return day
    if period_end and NEXT_YEAR.search(text):
        return _in_year(period_end.year + 1, period_end)
    return None


def _end_of(year: int, fiscal: bool, period_end: date | None, part: str | None, unit: str | None) -> date:
    if part and unit:
        months = PARTS[part.lower()] * (3 if unit.lower() == "quarter" else 6)
        if months <= 12:
            return date(year, months, calendar.monthrange(year, months)[1])
    return _in_year(year, period_end) if fiscal and period_end else date(year, 12, 31)


def _in_year(year: int, like: date) -> date:
    """Return the same day in another year, the last of February where it has no 29th."""
    return date(year, like.month, min(like.day, calendar.monthrange(year, like.month)[1]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
