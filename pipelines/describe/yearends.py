"""Find the day on which a document's financial year ends, and turn labels of years ("FY23") into days by it."""

import calendar
import re
from datetime import date

from pipelines.describe.dates import DATE, DATE_NO_YEAR, YEAR, ending, read_date

TO = r" ?(?:to|until|till|through|thru|up to|and|-|–|—|(?:and )?end(?:ing|ed)(?: on)?|to the)(?: and including)? ?"
DECEMBER, JUNE = (12, 31), (6, 30)
UNSURE_MONTHS = (1, 2, 3)  # "FY2017" of a year to 31 March 2018 is usual in Japan, "FY2018" elsewhere

YEAR_BOUNDS = re.compile(
    rf"(?:financial|fiscal|accounting|reporting)[ -](?:year|period)[^.]{{0,40}}?({DATE_NO_YEAR}){TO}({DATE_NO_YEAR})"
    r"(?! ?,? ?\d)",
    re.IGNORECASE,
)
YEAR_CLOSES = re.compile(
    rf"(?:(?:financial|fiscal|accounting|reporting) (?:year|period)(?:[ -]?(?:ends?|ended|ending|end date|concludes"
    rf"|closes|to))|\byear[- ]end(?:s|ing|ed)?\b(?: date)?)(?: is| on| of| each year| every year|:|,)* (?:the )?"
    rf"({DATE_NO_YEAR})(?! ?,? ?\d)",
    re.IGNORECASE,
)
DATED_END = re.compile(
    rf"(?:(?:financial|fiscal|accounting) (?:year|period)|\byear)(?: that)?[ -]?(?:ended|ending|ends|end|to)"
    rf"(?: on| at| in| the| of)*:? ?\(?({DATE})"
    rf"|(?:financial|fiscal) year(?:,| (?:{YEAR} ?)?\([^.)]{{0,30}}? to) ({DATE})",
    re.IGNORECASE,
)
CALENDAR = re.compile(
    r"(?:financial|fiscal|accounting|reporting) year[^.]{0,25}\bcalendar year|calendar year[^.]{0,12}\(?FY",
    re.IGNORECASE,
)
COUNTS_FROM_THE_START = re.compile(r"\bJapan(?:ese)?\b")


def year_end_of(text: str) -> tuple[int, int] | None:
    """Return month and day of the year end that the text gives ("from 1 April to 31 March", "ended 30 June 2023").

    Ends with a year count only where all fall on the same last day of a month: 52 weeks end elsewhere each year.
    """
    if CALENDAR.search(text):
        return DECEMBER
    for pattern, group in ((YEAR_BOUNDS, 2), (YEAR_CLOSES, 1)):
        if (match := pattern.search(text)) and (last := read_date(f"{match[group]} 2001")):
            return last.month, last.day
    ends = [last for match in DATED_END.finditer(text) if (last := read_date(match[1] or match[2]))]
    days = {(last.month, last.day) if last.month != 2 else (2, 28) for last in ends if _closes_a_month(last)}
    return days.pop() if len(days) == 1 and all(map(_closes_a_month, ends)) else None


def split_years(first: str, last: str, labelled: bool) -> tuple[int, int] | None:
    """Return both years of "2022/23" or "FY22/23" in full, or None where these are other numbers."""
    if len(first) < 4 and not (labelled and 10 <= int(first) < 60):
        return None
    start, end = (int(year) + (2000 if len(year) < 4 else 0) for year in (first, last))
    return (start, end) if end - start == 1 and start >= 2010 else None


def labelled_year(year: int, year_end: tuple[int, int] | None, text: str) -> tuple[date, date] | None:
    """Return the days of "FY23", or None where the text gives no year end or the label could be either of two years."""
    if year_end is None or year_end[0] in UNSURE_MONTHS[:2]:
        return None
    if year_end[0] in UNSURE_MONTHS and COUNTS_FROM_THE_START.search(text):
        return None
    return ending(year, year_end)


def _closes_a_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
