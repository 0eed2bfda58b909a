"""Find the reporting period that a document is about: never its date of approval, never last year's figures."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.describe.reading import OPENING_SENTENCES, Reading

PERIOD_DAYS = range(27, 731)  # shorter or longer is no reporting period
YEAR_DAYS = range(350, 381)  # 52 and 53 weeks included
MIN_WEIGHT = 3
MAX_HEADING_CHARS = 120

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower()[:3]: n for name, n in list(MONTHS.items())} | {"sept": 9}
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?:the )?\d{1,2} ?(?:st|nd|rd|th)?(?: day)?(?: of)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:{_DAY} ?{_MONTH},? ?{_YEAR}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?{_YEAR}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./](?:20)?\d\d|{_MONTH},? ?{_YEAR})"
)
_DATE_NO_YEAR = rf"(?:{_DAY} ?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|{_MONTH})"
_TO = r" ?(?:to|until|till|through|thru|up to|and|-|–|—|(?:and )?end(?:ing|ed)(?: on)?|to the)(?: and including)? ?"

RANGE = re.compile(rf"(?<!\w)({_DATE}|{_DATE_NO_YEAR}),?{_TO}({_DATE})(?!\w)", re.IGNORECASE)
YEAR_END = re.compile(
    rf"\b(?:(?:year|years|weeks?|period|FY)(?: that| which)?[ -]?(?:ended|ending|ends|end|to|up to)"
    rf"|(?:financial|fiscal|reporting|accounting) (?:year|period))(?: on| at| in| the| of)*:? ?\(?({_DATE})"
    r"(?!\w|,? ?(?:to|until|through|-|–|—)(?:\W|$))",
    re.IGNORECASE,
)
SPLIT_YEAR = re.compile(
    rf"(?<![\w/.-])(FY ?)?({_YEAR}|\d\d) ?(?:/|-|–|to) ?({_YEAR}|\d\d)(?![\w/%-])(?!\.\d)", re.IGNORECASE
)
ONE_YEAR = re.compile(
    rf"(?:(?P<fy>FY|F\.Y\.) ?'?(?P<short>(?:20)?\d\d)(?![\d/-])"
    r"|(?P<calendar>calendar year|(?:financial|fiscal|reporting|accounting)[ -](?:year|period)|year)"
    rf"(?: of| ending| ended|:)? ?(?P<long>{_YEAR})(?![\d/-]))",
    re.IGNORECASE,
)
BARE_YEAR = re.compile(rf"(?<![\w/.-])({_YEAR})(?![\w/-])")
ENDS_IN_MONTH = re.compile(rf"{_MONTH},? ?$|[./]$", re.IGNORECASE)
YEAR_BOUNDS = re.compile(
    rf"(?:financial|fiscal|accounting)[ -]year[^.]{{0,40}}?({_DATE_NO_YEAR}){_TO}({_DATE_NO_YEAR})(?! ?,? ?\d)",
    re.IGNORECASE,
)
YEAR_CLOSES = re.compile(
    rf"(?:financial|fiscal|accounting) year(?:[ -]?(?:ends?|ended|ending|concludes|closes))"
    rf"(?: is| on| of|:)* ({_DATE_NO_YEAR})(?! ?,? ?\d)",
    re.IGNORECASE,
)

ABOUT_THIS = re.compile(
    r"\b(?:this|the|our|joint) (?:\w+ ){0,5}(?:statement|report|disclosure)\b|constitutes|reporting period"
    r"|slavery[^.]{0,40}statement|statement (?:for|covers|relates)|pursuant|steps (?:\w+ )?taken|reporting year"
    r"|period covered|sets out the",
    re.IGNORECASE,
)
NOT_THIS = re.compile(
    r"\b(?:previous|prior|preceding|last year|earlier|next|coming|forthcoming|compared|comparative|since|by the end"
    r"|target|plan(?:s|ned)? (?:to|for)|going forward|will|turnover|revenue|employed|as at|as of|incidents?"
    r"|training was|goals?)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\b(?:approv|publish|updat|review|sign|dated|adopt|issu|version|revis|establish|found|incorporat|act \d{4}"
    r"|copyright|©|\(c\))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    start: date
    end: date
    weight: float
    bare: bool = False


def period_of(reading: Reading, jurisdiction: str | None = None) -> tuple[str | None, str | None]:
    """Return the first and last day (ISO) of the period, or None and None where the text does not say.

    A bare year is the calendar year only where nothing says otherwise. A split year ("2022/23") is the Australian
    financial year from July, elsewhere the one from April, unless the text gives its own year end.

    Args:
        reading: The document's lines and sentences.
        jurisdiction: Two letters ("AU", "GB"), where known: it decides when "FY23" began.
    """
    year_end = _year_end(reading.text)
    passages = [
        *((line, 1.5) for line in reading.lines[: reading.first_page][:40]),
        *((h, 1.0) for h in reading.headings),
    ]
    passages += [(s, 1.0 if n < OPENING_SENTENCES else 0.0) for n, s in enumerate(reading.sentences)]
    found = [f for text, bonus in passages for f in _periods(text, bonus, year_end, jurisdiction)]
    signed = [day for m in re.finditer(_DATE, reading.closing, re.IGNORECASE) if (day := _date(m[0]))]
    signed_in = {day.year for day in signed if (day.month, day.day) != (12, 31)}
    found = [f for f in found if not (f.bare and f.end.year in signed_in)]  # signed in the year that its title names
    best = max(found, key=lambda f: f.weight, default=None)  # max keeps the first of equals: the earliest in the text
    if best is None or best.weight < MIN_WEIGHT:
        return None, None
    return best.start.isoformat(), best.end.isoformat()


def _periods(text: str, bonus: float, year_end: tuple[int, int] | None, jurisdiction: str | None) -> Iterator[_Found]:
    about = 3.0 * bool(ABOUT_THIS.search(text)) + bonus
    taken: list[tuple[int, int]] = []

    def weight(match: re.Match[str], own: float) -> float:
        taken.append(match.span())
        near = text[max(0, match.start() - 70) : match.end() + 15]
        return own + about - 4.0 * bool(NOT_THIS.search(near))

    for match in RANGE.finditer(text):
        if span := _range(match[1], match[2]):
            days = (span[1] - span[0]).days + 1
            if days in PERIOD_DAYS:
                yield _Found(*span, weight(match, 4.0 if days in YEAR_DAYS else 1.0))
    for match in YEAR_END.finditer(text):
        if (last := _date(match[1])) and not _overlaps(match, taken):
            yield _Found(_year_before(last), last, weight(match, 4.0))
    for match in SPLIT_YEAR.finditer(text):
        if (span := _split_year(match, year_end, jurisdiction)) and not _overlaps(match, taken):
            yield _Found(*span, weight(match, 2.5))
    for match in ONE_YEAR.finditer(text):
        if not _overlaps(match, taken):
            year = int((match["short"] or match["long"])[-2:]) + 2000
            is_calendar = (match["calendar"] or "").lower().startswith("calendar")
            span = _one_year(year, None, None) if is_calendar else _one_year(year, year_end, jurisdiction)
            yield _Found(*span, weight(match, 2.5))
    for match in BARE_YEAR.finditer(text) if len(text) < MAX_HEADING_CHARS else ():
        dated = DATED.search(text[max(0, match.start() - 40) : match.end()]) or ENDS_IN_MONTH.search(
            text[: match.start()]
        )
        if not dated and not _overlaps(match, taken):
            yield _Found(*_one_year(int(match[1]), year_end, None), weight(match, -0.5), bare=True)


def _overlaps(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(match.start() < end and start < match.end() for start, end in taken)


def _range(first: str, last: str) -> tuple[date, date] | None:
    end = _date(last)
    if end is None:
        return None
    if re.search(_YEAR, first) or "/" in first or re.search(r"\d[.]\d", first):
        start = _date(first, first_day=True)
    else:
        start = _date(f"{first} {end.year}", first_day=True)
        if start and start > end:
            start = _date(f"{first} {end.year - 1}", first_day=True)
    return (start, end) if start and start < end else None


def _date(text: str, first_day: bool = False) -> date | None:
    """Read a printed date; a month without a day gives its last day, or its first."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    if not numbers:
        return None
    month = next((MONTHS[w] for w in re.findall(r"[a-z]+", text.lower()) if w in MONTHS), None)
    if month is None:
        if len(numbers) != 3:
            return None
        day, month, year = numbers  # day before month, as everywhere but in the United States
        if month > 12:
            day, month = month, day
    else:
        year = numbers[-1]
        day = numbers[0] if len(numbers) > 1 else 1 if first_day else 31
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, min(day, calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def _year_before(last: date) -> date:
    """Return the first day of the twelve months that end on that day."""
    try:
        return last.replace(year=last.year - 1) + timedelta(days=1)
    except ValueError:  # 29 February
        return date(last.year - 1, 3, 1)


def _year_end(text: str) -> tuple[int, int] | None:
    """Return month and day of the year end that the text gives without a year ("from 1 April to 31 March")."""
    for pattern, group in ((YEAR_BOUNDS, 2), (YEAR_CLOSES, 1)):
        if (match := pattern.search(text)) and (last := _date(f"{match[group]} 2001")):
            return last.month, last.day
    return None


def _ending(year: int, year_end: tuple[int, int]) -> tuple[date, date]:
    last = date(year, year_end[0], min(year_end[1], calendar.monthrange(year, year_end[0])[1]))
    return _year_before(last), last


def _split_year(
    match: re.Match[str], year_end: tuple[int, int] | None, jurisdiction: str | None
) -> tuple[date, date] | None:
    first, last = int(match[2]), int(match[3])
    if first < 100 and not (match[1] and 10 <= first < 60):
        return None
    first += 2000 if first < 100 else 0
    last += 2000 if last < 100 else 0
    if last - first != 1 or first < 2010:
        return None
    if year_end == (12, 31):
        year_end = None
    return _ending(last, year_end or ((6, 30) if jurisdiction == "AU" else (3, 31)))


def _one_year(year: int, year_end: tuple[int, int] | None, jurisdiction: str | None) -> tuple[date, date]:
    return _ending(year, year_end or ((6, 30) if jurisdiction == "AU" else (12, 31)))
