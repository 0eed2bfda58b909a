"""Pieces of a page as layout sees them: fragments of lines, ruled tables, and the lines that fragments make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = tuple[int, int, "list[Fragment]"]  # row and column from 1, lines in order
Stop = tuple[int, float, float]  # a word: offset in its line's text, left and right edge in points

BARE_MARK = re.compile(r"^(?:\(?[\w.]{1,5}[.)]|\d{1,2}|[^\w\s])$")
PAGE_NUMBER = re.compile(r"^\d{1,3}$")

FRAGMENT_GAP_EMS = 0.9  # a wider gap may be the gutter between columns
MARK_GAP_EMS = 4.5  # between a bullet or number and its text
DISPLAY_SIZE = 1.8  # times the print beside it: a figure or initial for show
DESCENT = 0.21  # of the size, from the baseline to a box's bottom: about that of most fonts
FAR_EMS = 8.0  # from a note to its page's number
LARGER = 1.1  # times the note's print
BASELINE_EMS = 0.6  # of the smaller print: baselines this near are one, as descents are only about known


@dataclass(slots=True)
class Fragment:
    """A piece of a line without wide gaps; points from the page's top left (text files: characters and lines)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 10.0
    bold: bool = False
    typed: bool = False  # by a person, over the page: an answer, not to be joined to its label
    joints: tuple[tuple[int, float, float], ...] = ()  # offset of each later word, end of the one before, its start

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The box as x0, top, x1, bottom."""
        return self.x0, self.top, self.x1, self.bottom

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The words from left to right; one that people typed fills its field as it likes, and gives none."""
        if self.typed:
            return ()
        starts = [(0, self.x0), *((offset, x0) for offset, _, x0 in self.joints)]
        ends = [*(x1 for _, x1, _ in self.joints), self.x1]
        return tuple((offset, x0, x1) for (offset, x0), x1 in zip(starts, ends, strict=True))


@dataclass(slots=True)
class Table:
    """A ruled table: cells row by row, each with its own lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    cells: list[Cell] = field(default_factory=list)
    number: int = 1  # on its page


Item = Fragment | Table


def lines_of(items: Sequence[Item]) -> list[Item]:
    """Join fragments that stand in one line, in order from top to bottom."""
    rows: list[list[Fragment]] = []
    for fragment in sorted((i for i in items if isinstance(i, Fragment)), key=lambda f: (f.typed, f.top, f.x0)):
        near = () if fragment.typed else reversed(rows[-4:])
        row = next((row for row in near if _in_row(row, fragment)), None)
        if row is None:
            rows.append([fragment])
        else:
            row.append(fragment)
    lines: list[Item] = [join(sorted(row, key=lambda f: f.x0)) for row in rows]
    lines += [item for item in items if isinstance(item, Table)]
    return sorted(lines, key=place)


def place(item: Item) -> tuple[float, float]:
    """Return what orders lines: an answer comes after the label beside it, although its field begins higher."""
    typed = isinstance(item, Fragment) and item.typed
    return (item.top + item.bottom) / 2 if typed else item.top, item.x0


def side_by_side(a: Fragment, b: Fragment) -> bool:
    """Whether two fragments share some height."""
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.3 * min(a.bottom - a.top, b.bottom - b.top)


def _in_row(row: Sequence[Fragment], fragment: Fragment) -> bool:
    """Whether a fragment stands on a row's line; beside a figure for show only the first of the lines there does."""
    small, large = sorted((row[0].size, fragment.size))
    return all(_same_line(other, fragment) for other in (row if large > DISPLAY_SIZE * small else row[:1]))


def _same_line(a: Fragment, b: Fragment) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    if _is_far_number(a, b) or _is_far_number(b, a):
        return False
    above_each_other = a.x0 < b.x1 and b.x0 < a.x1 and is_display(a.bottom, a.size, b.bottom, b.size)
    return overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top) and not above_each_other


def _is_far_number(number: Fragment, note: Fragment) -> bool:
    """Whether the page's number stands far off at the right of a note in smaller print: on one line by chance."""
    far = number.x0 - note.x1 > FAR_EMS * number.size and number.size > LARGER * note.size
    return far and bool(PAGE_NUMBER.match(number.text)) and " " in note.text


def is_display(bottom: float, size: float, other_bottom: float, other_size: float) -> bool:
    """Whether of two prints, each by its box's bottom and its size, one is far larger and on a baseline of its own."""
    small, large = sorted((size, other_size))
    apart = abs((bottom - DESCENT * size) - (other_bottom - DESCENT * other_size))
    return large > DISPLAY_SIZE * small and apart > BASELINE_EMS * small


def join(row: Sequence[Fragment]) -> Fragment:
    """Return one fragment for those of one line, left to right; size and weight of most of its characters."""
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda f: len(f.text))
    bold = sum(len(f.text) for f in row if f.bold) > 0.5 * sum(len(f.text) for f in row)
    return Fragment(
        " ".join(f.text for f in row),
        min(f.x0 for f in row),
        min(f.top for f in row),
        max(f.x1 for f in row),
        max(f.bottom for f in row),
        main.size,
        bold,
        joints=_joints(row),
    )


def _joints(row: Sequence[Fragment]) -> tuple[tuple[int, float, float], ...]:
    joints: list[tuple[int, float, float]] = []
    offset = 0
    for i, fragment in enumerate(row):
        if i:
            joints.append((offset, row[i - 1].x1, fragment.x0))
        joints += [(offset + o, x1, x0) for o, x1, x0 in fragment.joints]
        offset += len(fragment.text) + 1
    return tuple(joints)
