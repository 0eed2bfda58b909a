"""Reading order of a page from the places of its words: columns one after the other, each a run of lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

Cell = tuple[int, int, "list[Fragment]"]  # row and column from 1, lines in order

BARE_MARK = re.compile(r"^(?:\(?[\w.]{1,5}[.)]|\d{1,2}|[^\w\s])$")

FRAGMENT_GAP_EMS = 0.9  # a wider gap may be the gutter between columns
MARK_GAP_EMS = 4.5  # between a bullet or number and its text
MIN_GUTTER_ROWS = 3
FLUSH_POINTS = 1.5
NEIGHBOUR_EMS = 3.5
MIN_COLUMN_LETTERS = 15


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


def reading_order(items: Sequence[Item], depth: int = 0) -> list[list[Item]]:
    """Return regions in reading order; a region is one column of lines (fragments of one line joined) and tables."""
    gutter = _gutter([item for item in items if isinstance(item, Fragment)]) if depth < 6 else None
    if gutter is None:
        return [_lines(items)] if items else []
    regions: list[list[Item]] = []
    left: list[Item] = []
    right: list[Item] = []
    across: list[Item] = []

    def flush_columns() -> None:
        regions.extend(reading_order(left, depth + 1))
        regions.extend(reading_order(right, depth + 1))
        left.clear()
        right.clear()

    def flush_across() -> None:
        regions.extend(reading_order(across, depth + 1))
        across.clear()

    last: Item | None = None  # above the item in hand, where that reaches over the gutter
    for item in sorted(_parted(items, gutter), key=_place):
        if last is not None and _ends_paragraph(last, item, items):
            across.append(item)
            last = item
            continue
        last = None
        if item.x1 <= gutter + 1:
            flush_across()
            left.append(item)
        elif item.x0 >= gutter - 1:
            flush_across()
            right.append(item)
        else:
            flush_columns()
            across.append(item)
            last = item
    flush_columns()
    flush_across()
    return regions


def _gutter(fragments: list[Fragment]) -> float | None:
    """Return the x that parts the fragments in columns, or None."""
    gaps: list[tuple[float, float]] = []
    for a in fragments:
        right = [b.x0 for b in fragments if b.x0 >= a.x1 and _side_by_side(a, b)]
        if right and (nearest := min(right)) - a.x1 >= FRAGMENT_GAP_EMS * 0.8 * a.size:
            gaps.append((a.x1, nearest))
    best: tuple[int, float, float] | None = None
    for start, _ in gaps:
        over = [gap for gap in gaps if gap[0] <= start < gap[1]]
        end = min(gap[1] for gap in over)
        if best is None or (len(over), end - start) > best[:2]:
            best = len(over), end - start, end - 1  # the right column is flush, the left one often ragged
    if best is None or best[0] < MIN_GUTTER_ROWS:
        return None
    left = [f for f in fragments if f.x1 <= best[2] + 1]
    right_side = [f for f in fragments if f.x0 >= best[2] - 1]
    if min(len(left), len(right_side)) < MIN_GUTTER_ROWS:
        return None
    if not (_is_prose(left) and _is_prose(right_side)):
        return None
    return best[2]


def _ends_paragraph(above: Item, item: Item, items: Sequence[Item]) -> bool:
    """Whether a short line only ends the wide paragraph above it, with nothing beside it."""
    if isinstance(above, Table) or isinstance(item, Table):
        return False
    close = item.top - above.bottom < 0.6 * item.size and abs(item.x0 - above.x0) < item.size
    return close and not any(
        other is not item and isinstance(other, Fragment) and _side_by_side(item, other) for other in items
    )


def _parted(items: Sequence[Item], gutter: float) -> Iterator[Item]:
    """Yield the items; a line whose words stand on both sides, the right ones flush with the right column, is cut."""
    column = [item for item in items if item.x0 >= gutter - 1]
    for item in items:
        joint = None
        if isinstance(item, Fragment) and item.x0 < gutter - 1 and item.x1 > gutter + 1:
            joint = next((j for j in item.joints if _is_at_edge(j, item, gutter, column)), None)
        if joint is None or isinstance(item, Table):
            yield item
            continue
        offset, end, start = joint
        later = tuple((o - offset, x1, x0) for o, x1, x0 in item.joints if o > offset)
        earlier = tuple(j for j in item.joints if j[0] < offset)
        yield replace(item, text=item.text[:offset].rstrip(), x1=end, joints=earlier)
        yield replace(item, text=item.text[offset:], x0=start, joints=later)


def _is_at_edge(joint: tuple[int, float, float], line: Fragment, gutter: float, column: list[Item]) -> bool:
    """Whether a word gap is the gutter: the word after it is flush with the column's lines above and below."""
    _, end, start = joint
    if not (end <= gutter + 1 and start - end > 0.1 * line.size):
        return False
    steps = [other.top - line.top for other in column if abs(other.x0 - start) < FLUSH_POINTS]
    reach = NEIGHBOUR_EMS * line.size
    return any(-reach < step < 0 for step in steps) and any(0 < step < reach for step in steps)


def _side_by_side(a: Fragment, b: Fragment) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.3 * min(a.bottom - a.top, b.bottom - b.top)


def _is_prose(fragments: Sequence[Fragment]) -> bool:
    """Whether a column holds words: columns of figures, marks and page numbers belong to the line they stand in."""
    texts = [f.text for f in fragments]
    letters = sum(char.isalpha() for text in texts for char in text)
    chars = sum(not char.isspace() for text in texts for char in text)
    return letters >= MIN_COLUMN_LETTERS and letters >= 0.6 * chars and median(len(text) for text in texts) >= 5


def _lines(items: Sequence[Item]) -> list[Item]:
    """Join fragments that stand in one line, in order from top to bottom."""
    rows: list[list[Fragment]] = []
    for fragment in sorted((i for i in items if isinstance(i, Fragment)), key=lambda f: (f.typed, f.top, f.x0)):
        near = () if fragment.typed else reversed(rows[-4:])
        row = next((row for row in near if _same_line(row[0], fragment)), None)
        if row is None:
            rows.append([fragment])
        else:
            row.append(fragment)
    lines: list[Item] = [join(sorted(row, key=lambda f: f.x0)) for row in rows]
    lines += [item for item in items if isinstance(item, Table)]
    return sorted(lines, key=_place)


def _place(item: Item) -> tuple[float, float]:
    """Return what orders lines: an answer comes after the label beside it, although its field begins higher."""
    typed = isinstance(item, Fragment) and item.typed
    return (item.top + item.bottom) / 2 if typed else item.top, item.x0


def _same_line(a: Fragment, b: Fragment) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top)


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
