"""Read printed dates: "1 July 2024", "July 1, 2024", "01.07.2024", "July 2024"."""

import calendar
import re
from datetime import date, timedelta

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower()[:3]: n for name, n in list(MONTHS.items())} | {"sept": 9}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
DAY = r"(?:the )?\d{1,2} ?(?:st|nd|rd|th)?(?: day)?(?: of)?"
YEAR = r"(?:19|20)\d\d"
DATE = (
    rf"(?:{DAY} ?{MONTH},? ?{YEAR}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?{YEAR}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./](?:20)?\d\d|{MONTH},? ?{YEAR})"
)
DATE_NO_YEAR = rf"(?:{DAY} ?{MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|{MONTH})"


def read_date(text: str, first_day: bool = False) -> date | None:
    """Return the printed date; a month without a day gives its last day, or its first; None where there is none."""
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


def year_before(last: date) -> date:
    """Return the first day of the twelve months that end on that day."""
    try:
        return last.replace(year=last.year - 1) + timedelta(days=1)
    except ValueError:  # 29 February
        return date(last.year - 1, 3, 1)


def ending(year: int, year_end: tuple[int, int]) -> tuple[date, date]:
    """Return the first and last day of the twelve months that end in that year on that month and day."""
    last = date(year, year_end[0], min(year_end[1], calendar.monthrange(year, year_end[0])[1]))
    if year_end[0] == 2 and year_end[1] >= 28:
        last = date(year, 2, calendar.monthrange(year, 2)[1])
    return year_before(last), last
