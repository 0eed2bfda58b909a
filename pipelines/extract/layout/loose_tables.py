"""Tables of three columns and more without any rules: cells where white runs down and rows stand level."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipelines.extract.layout.blocks import BULLET
from pipelines.extract.layout.columns import ROW_GAP_EMS, SAME_LABEL_EMS, UNNUMBERED
from pipelines.extract.layout.fragments import Fragment, Item, Table

MIN_COLUMNS = 3
MIN_ROWS = 3
MAX_FRAGMENTS = 800  # a drawing or a form of figures: not worth the time
GUTTER_EMS = 0.6
MAX_GAP_EMS = 2.5  # between two lines of a table
LEVEL_SHARE = 0.8  # of the cells begin where their row does
FLUSH_SHARE = 0.6  # of a column's cells begin, end or have their middle at one place
FLUSH = 2.0  # points
MAX_BULLET_SHARE = 0.3
MAX_CELL_LINES = 7  # the usual cell: more are columns of prose
MIN_LETTER_SHARE = 0.25  # the figures of a chart are no table
PHRASE_SPACES, MAX_LOWER_SHARE = 2, 0.25
FULL_WIDTH, FULL_SHARE, FULL_CHARS = 0.75, 0.6, 18  # lines of running text fill their column

Line = list[Fragment]
Span = tuple[float, float]


def with_loose_tables(items: Sequence[Item]) -> list[Item]:
    """Return the items with fragments that make up tables replaced by these."""
    fragments = [item for item in items if isinstance(item, Fragment)]
    if len(fragments) > MAX_FRAGMENTS or any(f.typed for f in fragments):
        return list(items)
    lines = _lines(fragments)
    barriers = [item for item in items if isinstance(item, Table)]
    tables: list[Table] = []
    taken: set[int] = set()
    start = 0
    while start < len(lines):
        if len(lines[start]) < MIN_COLUMNS:
            start += 1
            continue
        first, last = _run(lines, start, barriers)
        if table := _table(lines[first:last]):
            tables.append(table)
            taken |= {id(line) for _, _, cell in table.cells for line in cell}
        start = max(last, start + 1)
    return [*(item for item in items if id(item) not in taken), *tables] if tables else list(items)


def _lines(fragments: Sequence[Fragment]) -> list[Line]:
    lines: list[Line] = []
    for fragment in sorted(fragments, key=lambda f: (f.bottom, f.x0)):
        if lines and fragment.bottom - lines[-1][0].bottom < 0.4 * fragment.size:
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    return lines


def _run(lines: Sequence[Line], start: int, barriers: Sequence[Table]) -> tuple[int, int]:
    """Return the first and the end of the lines around one that leave the white between columns free."""
    spans = _merged(lines[start])
    first, last = start, start + 1
    while last < len(lines) and _is_near(lines[last - 1], lines[last], barriers):
        more = _merged(lines[last], spans)
        if len(more) < max(MIN_COLUMNS, len(spans) - 1):
            break
        spans, last = more, last + 1
    while first > 0 and _is_near(lines[first - 1], lines[first], barriers):
        more = _merged(lines[first - 1], spans)
        if len(more) < max(MIN_COLUMNS, len(spans)):
            break
        spans, first = more, first - 1
    return first, last


def _is_near(above: Line, below: Line, barriers: Sequence[Table]) -> bool:
    top, bottom = max(f.bottom for f in above), min(f.top for f in below)
    size = max(f.size for f in below)
    return bottom - top <= MAX_GAP_EMS * size and not any(top < t.bottom and t.top < bottom for t in barriers)


def _merged(line: Sequence[Fragment], spans: Sequence[Span] = ()) -> list[Span]:
    """Return where columns stand, left to right, with a line's pieces among them."""
    least = GUTTER_EMS * median(f.size for f in line)
    merged: list[Span] = []
    for x0, x1 in sorted([*spans, *((f.x0, f.x1) for f in line)]):
        if merged and x0 - merged[-1][1] < least:
            merged[-1] = merged[-1][0], max(merged[-1][1], x1)
        else:
            merged.append((x0, x1))
    return merged


def _table(lines: Sequence[Line]) -> Table | None:
    spans: list[Span] = []
    for line in lines:
        spans = _merged(line, spans)
    if len(lines) < MIN_ROWS or len(spans) < MIN_COLUMNS:
        return None
    rows = _rows(lines, spans)
    while rows and len({_column(f, spans) for f in rows[-1]}) < 2:  # a source or a note below the table
        rows.pop()
    while rows and len({_column(f, spans) for f in rows[0]}) < 2:
        rows.pop(0)
    cells = [
        [(c, cell) for c in range(len(spans)) if (cell := [f for f in row if _column(f, spans) == c])] for row in rows
    ]
    if not _is_table(cells, len(spans)):
        return None
    held = [f for row in rows for f in row]
    box = min(f.x0 for f in held), min(f.top for f in held), max(f.x1 for f in held), max(f.bottom for f in held)
    return Table(*box, [(r, c + 1, cell) for r, row in enumerate(cells, 1) for c, cell in row], UNNUMBERED)


def _rows(lines: Sequence[Line], spans: Sequence[Span]) -> list[Line]:
    """Part the lines into rows: at the wider gaps, or where there are none, where all columns begin."""
    gaps = [min(f.top for f in below) - max(f.bottom for f in above) for above, below in pairwise(lines)]
    size = median(f.size for line in lines for f in line)
    closest = min(gaps)
    wide = [gap > closest + ROW_GAP_EMS * size for gap in gaps]
    if not any(wide):
        most = max(len(line) for line in lines)
        wide = [len(line) >= min(most, len(spans)) for line in lines[1:]]
    rows: list[Line] = [list(lines[0])]
    for begins, line in zip(wide, lines[1:], strict=True):
        if begins:
            rows.append(list(line))
        else:
            rows[-1] += line
    return rows


def _column(fragment: Fragment, spans: Sequence[Span]) -> int:
    return next(i for i, (x0, x1) in enumerate(spans) if x0 <= (fragment.x0 + fragment.x1) / 2 <= x1)


def _is_table(rows: Sequence[list[tuple[int, Line]]], columns: int) -> bool:
    cells = [cell for row in rows for _, cell in row]
    text = "".join(f.text for cell in cells for f in cell)
    filled = sum(len(row) > 1 for row in rows)
    if filled < MIN_ROWS or filled < 0.6 * len(rows) or median(map(len, cells)) > MAX_CELL_LINES:
        return False
    if sum(map(str.isalpha, text)) < MIN_LETTER_SHARE * len(text):
        return False
    if sum(all(f.bold for _, cell in row for f in cell) for row in rows[1:]) > 0:  # heads of boxes side by side
        return False
    if sum(bool(BULLET.match(f.text)) for cell in cells for f in cell) > MAX_BULLET_SHARE * len(cells):
        return False
    tops = [(cell[0].top - min(other[0].top for _, other in row), cell[0].size) for row in rows for _, cell in row]
    level = sum(below <= SAME_LABEL_EMS * size for below, size in tops)
    by_column = [[cell for row in rows for c, cell in row if c == column] for column in range(columns)]
    return (
        level >= LEVEL_SHARE * len(tops)
        and sum(len(row) for row in rows) >= 0.6 * columns * len(rows)
        and all(map(_is_flush, by_column))
        and not all(map(_is_running, by_column[1:]))
        and not _is_cut_up(cells)
    )


def _is_cut_up(cells: Sequence[Line]) -> bool:
    """Whether cells begin in the middle of sentences: lines of prose in columns."""
    texts = [cell[0].text for cell in cells if cell[0].text.count(" ") >= PHRASE_SPACES]
    return sum(text[0].islower() for text in texts) > MAX_LOWER_SHARE * len(texts)


def _is_flush(cells: Sequence[Line]) -> bool:
    places = [(cell[0].x0, cell[0].x1, (cell[0].x0 + cell[0].x1) / 2) for cell in cells]
    if len(places) < 2:
        return False
    sets = zip(*places, strict=True)
    return any(sum(abs(x - median(xs)) <= FLUSH for x in xs) >= FLUSH_SHARE * len(xs) for xs in map(list, sets))


def _is_running(cells: Sequence[Line]) -> bool:
    """Whether a column's lines are long and most of them full, as those of prose are."""
    lines = [f for cell in cells for f in cell]
    left, right = min(f.x0 for f in lines), max(f.x1 for f in lines)
    full = sum(f.x1 > left + FULL_WIDTH * (right - left) for f in lines)
    return full >= FULL_SHARE * len(lines) and median(len(f.text) for f in lines) >= FULL_CHARS
