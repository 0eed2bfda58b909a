"""Lines of justified print whose word gaps are as wide as those between columns: their pieces joined again."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby, pairwise

from pipelines.extract.layout.fragments import Fragment, Item, join

FLUSH = 1.5  # points
SAME_SIZE = 0.05
REACH_LINES = 3  # up and down, to a line that shows the column
LEADING_EMS = 1.7  # the most between lines of one paragraph
INDENT_EMS = 3.0
SPACE_EMS = 0.25  # a word space before it was stretched
EVEN_RATIO, EVEN_SLACK = 1.4, 1.0  # one line's gaps are all stretched alike
MAX_FRAGMENTS = 800  # a drawing or a form of figures: not worth the time
PASSES = 4  # a line made whole may show the column to the next


def whole_lines(items: Sequence[Item]) -> list[Item]:
    """Join pieces that stand in one justified line of a column; all other items stay as they are."""
    fragments = [item for item in items if isinstance(item, Fragment) and not item.typed]
    rows = [list(row) for _, row in groupby(sorted(fragments, key=_row), key=_row)]
    if len(fragments) > MAX_FRAGMENTS or not any(len(row) > 1 for row in rows):
        return list(items)
    for row in rows:
        row.sort(key=lambda f: f.x0)
    bottoms = [row[0].bottom for row in rows]
    joined: set[int] = set()
    for _ in range(PASSES):
        changed = False
        for i, row in enumerate(rows):
            if len(row) < 2:
                continue
            reach = REACH_LINES * LEADING_EMS * row[0].size
            near = rows[bisect_left(bottoms, bottoms[i] - reach) : bisect_right(bottoms, bottoms[i] + reach)]
            if run := _justified(row, [line for other in near if other is not row for line in other]):
                joined |= {id(piece) for piece in run}
                first = row.index(run[0])
                row[first : first + len(run)] = [join(run)]
                changed = True
        if not changed:
            break
    if not joined:
        return list(items)
    held = {id(fragment) for fragment in fragments}
    return [*(line for row in rows for line in row), *(item for item in items if id(item) not in held)]


def _row(fragment: Fragment) -> tuple[float, float]:
    return round(fragment.bottom, 1), round(fragment.size, 1)


def _justified(row: list[Fragment], near: list[Fragment]) -> list[Fragment]:
    """Return the pieces of a row that fill a column's width, or none."""
    for line in near:
        if abs(line.size - row[0].size) > SAME_SIZE * line.size:
            continue
        run = [f for f in row if f.x0 >= line.x0 - FLUSH and f.x1 <= line.x1 + FLUSH]
        if len(run) < 2 or abs(run[-1].x1 - line.x1) > FLUSH or run[0].x0 > line.x0 + INDENT_EMS * line.size:
            continue
        below = next((f for f in near if abs(f.x0 - line.x0) <= FLUSH and _is_next(run[0], f)), None)
        if below is not None and _is_stretched(run, below):
            return run
    return []


def _is_next(line: Fragment, other: Fragment) -> bool:
    return 0.5 * line.size < other.bottom - line.bottom <= LEADING_EMS * line.size


def _is_stretched(run: list[Fragment], below: Fragment) -> bool:
    """Whether all gaps are alike and the next line's first word would not have fitted into what they take up."""
    gaps = [start - end for f in run for _, end, start in f.joints] + [b.x0 - a.x1 for a, b in pairwise(run)]
    gaps = [gap for gap in gaps if gap > 0]
    if max(gaps) > EVEN_RATIO * min(gaps) + EVEN_SLACK:
        return False
    word = below.stops[0][2] - below.x0
    return sum(gap - SPACE_EMS * below.size for gap in gaps) <= word + SPACE_EMS * below.size
