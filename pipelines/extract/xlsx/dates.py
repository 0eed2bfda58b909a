"""A workbook's dates and times as they are shown: stored as days, spelled by the cell's format."""

import re
from datetime import datetime, timedelta

from pipelines.extract.xlsx.formats import literal

ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
DATE_LETTERS = frozenset("ymdhs")
DAY_SECONDS = 86_400


def is_date(piece: str) -> bool:
    """Whether a piece of a number format stands for a part of a date or time."""
    return piece[0].lower() in DATE_LETTERS or bool(ELAPSED.fullmatch(piece))


def days_of(stored: str, from_1904: bool = False) -> str:
    """Return a date written out (as strict workbooks hold it) as days, as all others do; any other text as it is."""
    try:
        moment = datetime.fromisoformat(stored).replace(tzinfo=None)
    except ValueError:
        return stored
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    return repr((moment - first).total_seconds() / DAY_SECONDS)


def shown_date(value: float, pieces: list[str], from_1904: bool) -> str:
    """Return the moment `value` days after the workbook's first as the pieces of its format spell it, in English."""
    lower = [piece.lower() for piece in pieces]
    units = [i for i, piece in enumerate(lower) if piece[0] in DATE_LETTERS or ELAPSED.fullmatch(piece)]
    fine = re.search(r"s\.0+", "".join(lower))
    moment = _moment(value, from_1904)
    if not fine:
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    half = any(piece in ("am/pm", "a/p") for piece in lower)
    out: list[str] = []
    for i, piece in enumerate(lower):
        if piece in ("am/pm", "a/p"):
            out.append(moment.strftime("%p") if piece == "am/pm" else moment.strftime("%p")[0])
        elif i not in units:
            out.append(literal(pieces[i]))
        elif elapsed := ELAPSED.fullmatch(piece):
            seconds = value * DAY_SECONDS / {"h": 3600, "m": 60, "s": 1}[elapsed[1][0]]
            out.append(f"{int(seconds + 1e-6):0{len(elapsed[1])}d}")
        else:
            before = next((lower[n] for n in reversed(units) if n < i), "")
            after = next((lower[n] for n in units if n > i), "")
            is_minute = piece[0] == "m" and (before.strip("[]")[:1] == "h" or after.strip("[]")[:1] == "s")
            out.append(_unit(piece, moment, half, is_minute))
    text = "".join(out)
    if fine:
        places = len(fine[0]) - 2
        text = text.replace("." + "0" * places, f"{moment.microsecond / 1e6:.{places}f}"[1:], 1)
    return text.strip()


def _moment(value: float, from_1904: bool) -> datetime:
    first = datetime(1899, 12, 30 if value >= 60 else 31)  # the format counts a 29 February 1900 that never was
    return (datetime(1904, 1, 1) if from_1904 else first) + timedelta(seconds=round(value * DAY_SECONDS, 3))


def _unit(piece: str, moment: datetime, half: bool, is_minute: bool) -> str:
    letter, length = piece[0], len(piece)
    if letter == "y":
        return f"{moment.year % 100:02d}" if length <= 2 else str(moment.year)
    if letter == "m" and not is_minute and length > 2:
        return moment.strftime("%b" if length == 3 else "%B")[: 1 if length == 5 else None]
    if letter == "d" and length > 2:
        return moment.strftime("%a" if length == 3 else "%A")
    number = {
        "m": moment.minute if is_minute else moment.month,
        "d": moment.day,
        "h": (moment.hour % 12 or 12) if half else moment.hour,
        "s": moment.second,
    }[letter]
    return f"{number:0{min(length, 2)}d}"
