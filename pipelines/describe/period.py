"""Find the reporting period that a document is about: never its date of approval, never last year's figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipelines.describe.approved import approved_on
from pipelines.describe.dates import DATE, DATE_NO_YEAR, MONTH, YEAR, ending, read_date, year_before
from pipelines.describe.reading import OPENING_SENTENCES, Reading
from pipelines.describe.yearends import DECEMBER, JUNE, TO, UNSURE_MONTHS, labelled_year, split_years, year_end_of

PERIOD_DAYS = range(27, 731)  # shorter or longer is no reporting period
YEAR_DAYS = range(350, 381)  # 52 and 53 weeks included
MIN_WEIGHT = 3
MAX_HEADING_CHARS = 120

RANGE = re.compile(rf"(?<!\w)({DATE}|{DATE_NO_YEAR}),?{TO}({DATE})(?!\w)", re.IGNORECASE)
YEAR_END = re.compile(
    rf"\b(?:(?:(?:12|twelve)[ -]months?|years?|weeks?|period|FY)(?: that| which)?[ -]?"
    rf"(?:end(?:ed|ing|s)?|clos(?:ed|ing)|(?:up )?to)"
    rf"|(?:financial|fiscal|reporting|accounting) (?:year|period),?)(?: on| at| in| the| of)*:? ?\(?({DATE})"
    r"(?!\w|,? ?(?:to|until|through|-|–|—)(?:\W|$)(?!(?:help |try )?"
    r"(?:prevent|ensure|address|help|identify|combat|tackle|minimi[sz]e|reduce|mitigate|manage|assess|eliminate)))",
    re.IGNORECASE,
)
SPLIT_YEAR = re.compile(
    rf"(?<![\w/.-])(?P<fy>FY ?)?(?P<first>{YEAR}|\d\d) ?(?:/|-|–|to) ?(?P<last>{YEAR}|\d\d)(?![\w/%-])(?!\.\d)",
    re.IGNORECASE,
)
# a label of a year that begins nobody knows when: "FY23", "financial year 2023", "fiscal 2023", "year ended 2023"
FISCAL_YEAR = re.compile(
    rf"(?:\b(?:FY|F\.Y\.) ?'?(?P<short>(?:20)?\d\d)(?![\d/-])"
    rf"|\b(?:(?:financial|fiscal|accounting)(?:[ -](?:year|period))?(?: of| ending| ended|:)?|year (?:ended|ending))"
    rf" ?(?P<long>{YEAR})(?![\d/-]))",
    re.IGNORECASE,
)
CALENDAR_YEAR = re.compile(
    rf"\b(?P<said>calendar )?(?:reporting )?(?:year|period)(?: of|:)? (?P<year>{YEAR})(?![\d/-])", re.IGNORECASE
)
SAID_CALENDAR = re.compile(rf"\bcalendar year(?: of|:)? (?P<year>{YEAR})(?![\d/-])", re.IGNORECASE)
BARE_YEAR = re.compile(rf"(?<![\w/.-])({YEAR})(?![\w/-])")
BREAKS_OFF = re.compile(r"\b(?:year|period) (?:end(?:ed|ing|s)?|to)(?: on)?(?: the)?$", re.IGNORECASE)
ENDS_IN_MONTH = re.compile(rf"{MONTH},? ?$|[./]$", re.IGNORECASE)

ABOUT_THIS = re.compile(
    r"\b(?:this|the|our|joint) (?:\w+ ){0,5}(?:statement|report|disclosure)\b|constitutes|reporting period"
    r"|slavery[^.]{0,40}statement|statement (?:for|covers|relates)|pursuant|steps (?:\w+ )?taken|reporting year"
    r"|period covered|sets out the",
    re.IGNORECASE,
)
NOT_THIS = re.compile(
    r"\b(?:previous|prior|preceding|last year|earlier|next|coming|forthcoming|compared|comparative|since|by the end"
    r"|target|plan(?:s|ned)? (?:to|for)|going forward|will|turnover|revenue|employed|as at|as of|incidents?"
    r"|training was|goals?|for example|for instance|e\.g|such as)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\b(?:approv|publish|updat|review|sign|dated|adopt|issu|version|revis|establish|found|incorporat|act (?:of )?\d{4}"
    r"|copyright|©|\(c\))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A period with what speaks for it; without days it is a label that no year end explains, for the year `named`."""

    weight: float
    days: tuple[date, date] | None = None
    named: int = 0
    split: bool = False
    bare: bool = False

    def fits(self, other: "_Found") -> bool:
        """Whether the other's days may be the year of this label."""
        if other.days is None:
            return False
        end = other.days[1]
        early = not self.split and end.month in UNSURE_MONTHS
        return end.year == self.named or (early and end.year == self.named + 1)


@dataclass(frozen=True, slots=True)
class _Clues:
    """What the whole text says of its years."""

    text: str
    year_end: tuple[int, int] | None
    fiscal: bool  # it counts in years that are no calendar years
    signed: date | None


def period_of(reading: Reading, australian: bool = False, not_before: date = date.min) -> tuple[str | None, str | None]:
    """Return the first and last day (ISO) of the period, or None and None where the text does not say.

    A label ("FY23", "2022/23") is a period only by a year end that the text gives. A year alone ("Statement 2023") is
    the calendar year only where the text says what was done in it and nothing speaks for other years. No period ends
    after the day on which the text was approved, signed or published, and none before there was a duty to write it:
    an example, or the figures of a year long past, are then what the text dates.

    Args:
        reading: The document's lines and sentences.
        australian: Whether it answers the Australian Act alone, for an Australian company: its year ends in June
            where the text gives no other end.
        not_before: The first day of the Act that it answers.
    """
    clues = _clues(reading, australian)
    passages = [
        *((line, 1.5) for line in reading.lines[: reading.first_page][:40]),
        *((h, 1.0) for h in reading.headings),
    ]
    passages += [(s, 1.0 if n < OPENING_SENTENCES else 0.0) for n, s in enumerate(_joined(reading.sentences))]
    found = [f for text, bonus in passages for f in _periods(text, bonus, clues)]
    found = [f for f in found if f.days is None or f.days[1] >= not_before]
    if clues.signed:
        found = [f for f in found if f.days is None or f.days[1] <= clues.signed]
    best = max(found, key=lambda f: f.weight, default=None)  # max keeps the first of equals: the earliest in the text
    if best and best.days is None:
        label = best
        best = max((f for f in found if not f.bare and label.fits(f)), key=lambda f: f.weight, default=None)
    if best is None or best.days is None or best.weight < MIN_WEIGHT:
        return None, None
    return best.days[0].isoformat(), best.days[1].isoformat()


def _joined(sentences: tuple[str, ...]) -> Iterator[str]:
    """Yield the sentences, one that breaks off before its date ("for the year ending") with the next."""
    for sentence, after in zip(sentences, (*sentences[1:], ""), strict=True):
        yield f"{sentence} {after}" if BREAKS_OFF.search(sentence) else sentence


def _clues(reading: Reading, australian: bool) -> _Clues:
    text = "\n".join((*reading.lines[: reading.first_page], reading.text))
    year_end = year_end_of(text) or (JUNE if australian else None)
    labels = any(True for _ in FISCAL_YEAR.finditer(text)) or any(
        split_years(m["first"], m["last"], bool(m["fy"])) for m in SPLIT_YEAR.finditer(text)
    )
    return _Clues(
        text, year_end, (labels and year_end != DECEMBER) or year_end not in (None, DECEMBER), approved_on(reading)
    )


def _periods(text: str, bonus: float, clues: _Clues) -> Iterator[_Found]:
    about = 3.0 * bool(ABOUT_THIS.search(text)) + bonus
    taken: list[tuple[int, int]] = []

    def weight(match: re.Match[str], own: float) -> float:
        taken.append(match.span())
        near = text[max(0, match.start() - 70) : match.end() + 15]
        return own + about - 4.0 * bool(NOT_THIS.search(near))

    def free(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return (
            m for m in pattern.finditer(text) if not any(m.start() < end and start < m.end() for start, end in taken)
        )

    for match in RANGE.finditer(text):
        if span := _range(match[1], match[2]):
            days = (span[1] - span[0]).days + 1
            if days in PERIOD_DAYS:
                yield _Found(weight(match, 4.0 if days in YEAR_DAYS else 1.0), span)
    for match in free(YEAR_END):
        if last := read_date(match[1]):
            yield _Found(weight(match, 4.0), (year_before(last), last))
    for match in free(SAID_CALENDAR):
        yield _Found(weight(match, 4.0), ending(int(match["year"]), DECEMBER))
    for match in free(SPLIT_YEAR):
        if years := split_years(match["first"], match["last"], bool(match["fy"])):
            ends = clues.year_end if clues.year_end != DECEMBER else None
            yield _Found(weight(match, 2.5), ending(years[1], ends) if ends else None, years[1], split=True)
    for match in free(FISCAL_YEAR):
        year = int((match["short"] or match["long"])[-2:]) + 2000
        yield _Found(weight(match, 2.5), labelled_year(year, clues.year_end, clues.text), year)
    for match in free(CALENDAR_YEAR):
        if not clues.fiscal:
            yield _Found(weight(match, 2.5), ending(int(match["year"]), DECEMBER))
    for match in free(BARE_YEAR) if len(text) < MAX_HEADING_CHARS else ():
        before = text[max(0, match.start() - 40) : match.end()]
        if not DATED.search(before) and not ENDS_IN_MONTH.search(text[: match.start()]) and _done_in(match[1], clues):
            yield _Found(weight(match, -0.5), ending(int(match[1]), DECEMBER), bare=True)


def _done_in(year: str, clues: _Clues) -> bool:
    """Whether the text tells of that year, and counts in calendar years as far as it shows."""
    return not clues.fiscal and bool(
        re.search(rf"\b(?:in|during|throughout|over|for|(?<!act )of) {year}\b(?![/-])", clues.text, re.I)
    )


def _range(first: str, last: str) -> tuple[date, date] | None:
    end = read_date(last)
    if end is None:
        return None
    if re.search(YEAR, first) or "/" in first or re.search(r"\d[.]\d", first):
        start = read_date(first, first_day=True)
    else:
        start = read_date(f"{first} {end.year}", first_day=True)
        if start and start > end:
            start = read_date(f"{first} {end.year - 1}", first_day=True)
    return (start, end) if start and start < end else None
