"""Where a page's columns part, and which of them are labels beside a text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipelines.extract.layout.blocks import BULLET
from pipelines.extract.layout.fragments import (
    BARE_MARK,
    FRAGMENT_GAP_EMS,
    Fragment,
    Item,
    Table,
    lines_of,
    place,
    side_by_side,
)
from pipelines.extract.layout.narrow_gutter import wide_joints

MAX_FRAGMENTS = 800
MIN_GUTTER_ROWS = 3
FLUSH_POINTS = 1.5
NEIGHBOUR_EMS = 3.5
MIN_COLUMN_LETTERS = 15
MIN_MAIN_LINES = 6
MIN_MAIN_SHARE = 0.4  # of the fragments, flush with the left edge of the main column
MAX_LABEL_CHARS = 45
MAX_LABEL_SHARE = 0.35  # of the letters beside them
SAME_LABEL_EMS = 0.6
ALIGNED_EMS = 0.7
TITLE_SIZE = 1.08  # times the line above
GAP_EMS = 0.5  # between lines: more is the space between paragraphs
ROW_GAP_EMS = 0.3  # more than the closest lines: the space between the rows of a table without rules
MIN_LEVEL_ROWS = 2
MAX_RUN_ON_SHARE, MIN_RUN_ON_CHARS = 0.2, 30  # of the rows: that begin within a sentence, after a line so long
QUESTION = re.compile(r"^(?:(?:Q|Question)\s?)?\d{1,2}(?:\.\d{1,2})*[.):]?\s", re.IGNORECASE)
MIN_LINES = 4  # a column
MIN_LINE_CHARS = 24  # the usual line of a column of prose is longer, and most lines fill the column
FULL_SHARE = 0.6
FULL_WIDTH = 0.75
UNNUMBERED = 0  # a table that stands behind those with rules


def gutter_of(fragments: list[Fragment]) -> float | None:
    """Return the x that parts the fragments in columns, or None."""
    if len(fragments) > MAX_FRAGMENTS:  # a drawing or a form of figures: not worth its quadratic time
        return None
    return _between_columns(fragments) or _beside_labels(fragments)


def _between_columns(fragments: list[Fragment]) -> float | None:
    gaps: list[tuple[float, float]] = []
    for a in fragments:
        right = [b.x0 for b in fragments if b.x0 >= a.x1 and side_by_side(a, b)]
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
    if not (is_prose(left) and is_prose(right_side)):
        return None
    return best[2]


def _beside_labels(fragments: list[Fragment]) -> float | None:
    """Return the left edge of a page's main column where few labels or side headings stand beside it."""
    starts = Counter(round(f.x0) for f in fragments)
    edge, count = starts.most_common(1)[0] if starts else (0, 0)
    if count < MIN_MAIN_LINES or count < MIN_MAIN_SHARE * len(fragments):
        return None
    main = [f for f in fragments if abs(f.x0 - edge) <= FLUSH_POINTS]
    labels = [f for f in fragments if f.x1 <= edge - 0.5 * f.size and f.x0 <= edge - 3 * f.size]
    beside = [f for f in labels if sum(map(str.isalpha, f.text)) >= 4 and any(side_by_side(f, m) for m in main)]
    return edge - 2.0 if beside else None


def with_labels(left: list[Item], right: list[Item]) -> list[list[Item]] | None:
    """Return the two columns in pieces, each label before the paragraphs that it stands beside; None if no labels."""
    texts = [item.text for item in left if isinstance(item, Fragment)]
    letters = sum(len(item.text) for item in right if isinstance(item, Fragment))
    if not texts or max(map(len, texts)) > MAX_LABEL_CHARS or sum(map(len, texts)) > MAX_LABEL_SHARE * letters:
        return None
    column = sorted(right, key=place)
    labels: dict[int, list[Item]] = {}  # by the line that they go before
    before = None
    target = 0
    for label in lines_of(left):
        size = label.size if isinstance(label, Fragment) else 10.0
        if before is None or label.top - before.bottom > SAME_LABEL_EMS * size:
            target = _line_beside(label, column, size)
        labels.setdefault(target, []).append(label)
        before = label
    cuts = sorted({0, *labels, len(column)})
    pieces: list[list[Item]] = []
    for start, end in pairwise(cuts):
        pieces += [labels.get(start, []), column[start:end]]
    return [piece for piece in pieces if piece]


def _line_beside(label: Item, column: list[Item], size: float) -> int:
    """Return the place of the last line at or above a label's top that begins a paragraph by the look of it."""
    found = 0
    for i in range(1, len(column)):
        before, line = column[i - 1], column[i]
        if line.top > label.top + ALIGNED_EMS * size:
            break
        spaced = line.top - before.bottom > GAP_EMS * size
        level = abs(line.top - label.top) < ALIGNED_EMS * size
        ended = isinstance(before, Fragment) and before.text.endswith((".", ":", "!", "?"))
        if spaced or (level and ended and line.top - before.top > 0.5 * size):
            found = i
    return found


def in_rows(left: list[Item], right: list[Item]) -> list[list[Item]] | None:
    """Return two columns as a table without rules, as of questions beside their answers; None where they are none.

    A row is a block of the left column and all that stands right of it; nothing right runs past the next row's top.
    """
    columns = [[line for line in lines_of(column) if isinstance(line, Fragment)] for column in (left, right)]
    lines = [line for column in columns for line in column]
    if any(isinstance(item, Table) for item in [*left, *right]) or any(BULLET.match(line.text) for line in lines):
        return None
    if len(lines) < len(left) + len(right):  # columns of their own stand side by side in one of the two
        return None
    steps = [below.top - above.bottom for column in columns for above, below in pairwise(column)]
    if not steps:
        return None
    rows, answers = (_blocks(column, min(steps)) for column in columns)
    tops = [row[0].top for row in rows]
    beside: list[list[Fragment]] = [[] for _ in rows]
    level = 0
    for block in answers:
        slack = SAME_LABEL_EMS * block[0].size
        row = sum(top <= block[0].top + slack for top in tops) - 1
        if row < 0 or (row + 1 < len(tops) and block[-1].bottom > tops[row + 1] + slack / 2):
            return None
        level += not beside[row] and abs(block[0].top - tops[row]) <= slack
        beside[row] += block
    asked = sum(row[-1].text.endswith("?") or bool(QUESTION.match(row[0].text)) for row in rows)
    if level < MIN_LEVEL_ROWS or 2 * max(level, asked) < len(rows) or not (asked > 1 or level > MIN_LEVEL_ROWS):
        return None
    runs_on = sum(
        below[0].text[:1].islower() and len(above[-1].text) >= MIN_RUN_ON_CHARS
        for column in (rows, [cell for cell in beside if cell])
        for above, below in pairwise(column)
    )
    if runs_on > MAX_RUN_ON_SHARE * len(rows):
        return None  # lines of prose, parted because the spaces between them vary, as in scans
    if asked < MIN_LEVEL_ROWS and all(map(is_running, columns)):
        return None
    first = next(i for i, found in enumerate(beside) if found)
    pairs = enumerate(zip(rows[first:], beside[first:], strict=True), 1)
    cells = [(r, c, cell) for r, pair in pairs for c, cell in enumerate(pair, 1) if cell]
    held = [line for _, _, cell in cells for line in cell]
    box = min(f.x0 for f in held), min(f.top for f in held), max(f.x1 for f in held), max(f.bottom for f in held)
    above: list[Item] = [line for row in rows[:first] for line in row]
    table: list[Item] = [Table(*box, cells, UNNUMBERED)]
    return [above, table] if above else [table]


def _blocks(lines: list[Fragment], closest: float) -> list[list[Fragment]]:
    blocks: list[list[Fragment]] = []
    for line in lines:
        if blocks and line.top - blocks[-1][-1].bottom <= closest + ROW_GAP_EMS * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def title_below(left: list[Item], right: list[Item]) -> list[Item]:
    """Take the last line off the left column if it is a title below both: it belongs to what follows them."""
    if len(left) < 2 or not right:
        return []
    before, item = left[-2:]
    if isinstance(before, Table) or isinstance(item, Table) or item.top < max(other.bottom for other in right):
        return []
    differs = (item.bold and not before.bold) or item.size > TITLE_SIZE * before.size
    return [left.pop()] if differs else []


def ends_paragraph(above: Item, item: Item, items: Sequence[Item]) -> bool:
    """Whether a short line only ends the wide paragraph above it, with nothing beside it."""
    if isinstance(above, Table) or isinstance(item, Table):
        return False
    flush = any(abs(item.x0 - edge) < item.size for edge in _left_edges(above))
    close = item.top - above.bottom < 0.6 * item.size and flush
    return close and not any(
        other is not item and isinstance(other, Fragment) and side_by_side(item, other) for other in items
    )


def _left_edges(line: Fragment) -> list[float]:
    """Return where a line's paragraph may be flush: with the line, or with the text behind its bullet or number."""
    offset, _, start = line.joints[0] if line.joints else (0, 0.0, line.x0)
    return [line.x0, start] if BARE_MARK.match(line.text[:offset].rstrip()) else [line.x0]


def parted(items: Sequence[Item], gutter: float) -> Iterator[Item]:
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
    if abs(start - gutter - 1) <= FLUSH_POINTS and joint[0] >= MIN_COLUMN_LETTERS and joint in wide_joints(line):
        return True
    steps = [other.top - line.top for other in column if abs(other.x0 - start) < FLUSH_POINTS]
    reach = NEIGHBOUR_EMS * line.size
    return any(-reach < step < 0 for step in steps) and any(0 < step < reach for step in steps)


def is_prose(fragments: Sequence[Fragment]) -> bool:
    """Whether a column holds words: columns of figures, marks and page numbers belong to the line they stand in."""
    texts = [f.text for f in fragments]
    letters = sum(char.isalpha() for text in texts for char in text)
    chars = sum(not char.isspace() for text in texts for char in text)
    return letters >= MIN_COLUMN_LETTERS and letters >= 0.6 * chars and median(len(text) for text in texts) >= 5


def is_running(column: Sequence[Fragment]) -> bool:
    """Whether a column's lines are long and most of them full: cells of a table are neither."""
    if len(column) < MIN_LINES or median(len(f.text) for f in column) < MIN_LINE_CHARS:
        return False
    left, right = min(f.x0 for f in column), max(f.x1 for f in column)
    return sum(f.x1 > left + FULL_WIDTH * (right - left) for f in column) >= FULL_SHARE * len(column)
