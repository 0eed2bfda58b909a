"""Which lines of a page are its contents list: titles with page numbers, by leaders or in columns of their own."""

import re
from collections.abc import Sequence

from corpora.document import Line

CONTENTS_TITLE = re.compile(
    r"^(?:table of )?contents(?: page)?:?$|^in this (?:statement|report)$|^inhalt$", re.IGNORECASE
)
LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$|…{2,}\s*\d{0,3}$|_{4,}\s*\d{1,3}$")
ENTRY = re.compile(r"^.{2,100}?[\s.…]\d{1,3}$|^\d{1,3}(?:\.\d{1,2})*\.?\s+\D{2,100}$|^\d{1,3}$")
NUMBER = re.compile(r"^\d{1,3}$")
MIN_ENTRIES = 3
MAX_ENTRY_CHARS = 100
MAX_ASIDE = 3  # lines between the title and the first entry: of a column beside the list
SAME_HEIGHT_SHARE = 0.6  # of the print's size


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Return the positions of the lines of a contents list, its title included."""
    leaders = {i for i, line in enumerate(lines) if LEADER.search(line.text)}
    found = set(leaders) if len(leaders) >= MIN_ENTRIES else set()
    for i, line in enumerate(lines):
        if not CONTENTS_TITLE.match(line.text):
            continue
        numbered = leaders | _numbered(lines, i + 1)
        entries: list[int] = []
        aside = 0
        for j in range(i + 1, len(lines)):
            if j in numbered or ENTRY.match(lines[j].text):
                entries.append(j)
            elif entries or aside == MAX_ASIDE:
                break
            else:
                aside += 1
        if len(entries) >= MIN_ENTRIES or found:
            found |= {i, *entries}
    return found


def _numbered(lines: Sequence[Line], start: int) -> set[int]:
    """Return the lines that have a page number of their own beside them, and those numbers."""
    numbers = [j for j in range(start, len(lines)) if NUMBER.match(lines[j].text) and lines[j].box]
    found: set[int] = set()
    for j in range(start, len(lines)):
        line = lines[j]
        if line.box is None or len(line.text) > MAX_ENTRY_CHARS or NUMBER.match(line.text):
            continue
        beside = [n for n in numbers if _level(line, lines[n]) and abs(n - j) <= 2]
        found |= {j, *beside} if beside else set()
    return found


def _level(line: Line, number: Line) -> bool:
    if line.box is None or number.box is None:
        return False
    size = max(min(line.size, number.size), 1.0)
    return abs(line.box[3] - number.box[3]) < SAME_HEIGHT_SHARE * size
