"""Find the day on which a statement was approved, signed or published: its period cannot end later."""

import re
from collections.abc import Iterator
from datetime import date

from pipelines.describe.dates import DATE, DATE_NO_YEAR, read_date
from pipelines.describe.reading import Reading

CUE_REACH = 90  # characters before the date in which the word of approval stands
SHORT_LINE = 70  # characters of a line that holds little but the date

APPROVES = re.compile(
    r"approv|sign(?:ed|ature)|publi(?:shed|cation)|adopted|endorsed|issued?\b|dated?\b|updated|reviewed", re.IGNORECASE
)
OURS = re.compile(r"\b(?:statement|disclosure|report|board|directors?|members|signed)\b", re.IGNORECASE)
NOT_THE_DAY = re.compile(
    r"\b(?:next|until|expir\w*|valid|due|will|effective|from|since|ended|ending|ends|end|to|period|year|act|code"
    r"|polic(?:y|ies)|first|previous(?:ly)?|last year|guid\w+|regulations?|as at|as of|snapshot|accessed|incorporated"
    r"|appointed)\b"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
TO_COME = re.compile(r"\b(?:will|shall|must|should|to be|next|before)\b[^.;]{0,20}$", re.IGNORECASE)
ONLY_A_DATE = re.compile(
    rf"^\W*(?:(?:date|dated|signed|approved|published|updated|last updated|reviewed|issued?)\b[^\d]{{0,40}})?(?:on )?"
    rf"({DATE})\W*$",
    re.IGNORECASE,
)
RANGE_LIKE = re.compile(rf"(?:{DATE}|{DATE_NO_YEAR}) ?(?:to|until|through|-|–|—) ?(?:the )?{DATE}", re.IGNORECASE)


def approved_on(reading: Reading) -> date | None:
    """Return the latest day on which the text says that it was approved, signed or published, or None.

    Only dates tied to the document count: in a sentence of the statement's approval, or alone on a line of its
    opening or sign-off; the latest, as an older one may be that of the version before. A month without a day counts
    to its end.
    """
    days = [*_in_sentences(reading.sentences), *_on_lines(reading)]
    return max(days, default=None)


def _in_sentences(sentences: tuple[str, ...]) -> Iterator[date]:
    for sentence in sentences:
        if not (APPROVES.search(sentence) and OURS.search(sentence)):
            continue
        taken = [match.span() for match in RANGE_LIKE.finditer(sentence)]
        for match in re.finditer(rf"(?<!\w)({DATE})(?!\w)", sentence, re.IGNORECASE):
            before = sentence[max(0, match.start() - CUE_REACH) : match.start()]
            cue = max(APPROVES.finditer(before), key=lambda m: m.end(), default=None)
            inside = any(start <= match.start() < end for start, end in taken)
            if (
                cue is None
                or inside
                or NOT_THE_DAY.search(before[cue.end() :])
                or TO_COME.search(before[: cue.start()])
            ):
                continue
            if day := read_date(match[1]):
                yield day


def _on_lines(reading: Reading) -> Iterator[date]:
    for line in (*reading.opening.split("\n"), *reading.closing.split("\n")):
        if len(line) <= SHORT_LINE and (match := ONLY_A_DATE.match(line)) and (day := read_date(match[1])):
            yield day
    lines = reading.closing.split("\n")
    for line in lines:  # "Jane Roe, Director, 3 June 2025"
        for match in re.finditer(rf"(?<!\w)({DATE})(?!\w)", line, re.IGNORECASE) if len(line) <= SHORT_LINE else ():
            signs = re.search(
                r"director|chief|chair|\bceo\b|\bcfo\b|president|partner|secretary|sign|approv", line, re.I
            )
            if signs and not NOT_THE_DAY.search(line[: match.start()]) and (day := read_date(match[1])):
                yield day
