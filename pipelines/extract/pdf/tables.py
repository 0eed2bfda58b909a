"""Tables of a PDF page: which words stand in which cell."""

from collections import Counter
from collections.abc import Sequence

from pipelines.extract.layout.fragments import Fragment, Item, Table
from pipelines.extract.layout.open_tables import Rule, open_tables
from pipelines.extract.layout.order import reading_order
from pipelines.extract.page import Box
from pipelines.extract.pdf.glyphs import Word
from pipelines.extract.pdf.words import fragments_of

Cells = list[list[Box | None]]  # rows of cells

MAX_LAYOUT_CELL_CHARS = 1_200  # a "cell" with more is a frame around text, not a table's
MAX_CELL_CHARS = 5_000  # where rows with several cells show that it is a table
MIN_FULL_ROWS = 3
CROSSING = 2.0  # points that a word may reach over its cell's rule
MAX_CROSSED_SHARE = 0.03


def with_tables(words: list[Word], tables: Sequence[Cells], rules: Sequence[Rule]) -> list[Item]:
    """Take the words inside tables out of the flow, each into its cell, and join the others to fragments."""
    items: list[Item] = []
    whole = open_tables(words, rules)
    rest = _take(words, [table for table in tables if not any(_is_part(table, other) for other in whole)], items)
    if items:
        whole = open_tables(rest, rules)
    rest = _take(rest, whole, items)
    return [*fragments_of(rest), *items]


def _take(rest: list[Word], tables: Sequence[Cells], items: list[Item]) -> list[Word]:
    """Append the tables that hold words to the items; return the other words."""
    for rows in tables:
        boxes = [(r, c, box) for r, row in enumerate(rows, 1) for c, box in enumerate(row, 1) if box]
        held = [(r, c, [word for word in rest if _within(word, box)]) for r, c, box in boxes]
        held = [(r, c, inside) for r, c, inside in held if inside]
        if not _is_table(held, {(r, c): box for r, c, box in boxes}):
            continue
        taken = {id(word) for _, _, inside in held for word in inside}
        rest = [word for word in rest if id(word) not in taken]
        cells = [(r, c, _cell_lines(inside)) for r, c, inside in held]
        items.append(Table(*_box(rows), cells, len(items) + 1))
    return rest


def _box(table: Cells) -> Box:
    boxes = [box for row in table for box in row if box]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _is_part(table: Cells, whole: Cells) -> bool:
    """Whether upright rules frame only some columns of a table whose level rules go on."""
    (x0, top, x1, bottom), (left, upper, right, lower) = _box(table), _box(whole)
    shared = min(bottom, lower) - max(top, upper)
    return x1 - x0 < 0.9 * (right - left) and left < (x0 + x1) / 2 < right and shared > 0.8 * (bottom - top)


def _cell_lines(words: list[Word]) -> list[Fragment]:
    lines: list[Fragment] = []
    for item in (item for region in reading_order(fragments_of(words)) for item in region):
        lines += [item] if isinstance(item, Fragment) else [line for _, _, cell in item.cells for line in cell]
    return lines


def _is_table(held: list[tuple[int, int, list[Word]]], boxes: dict[tuple[int, int], Box]) -> bool:
    """Whether rules make a table: rows and columns with words, none struck through and no cell a page's worth."""
    if len({r for r, _, _ in held}) < 2 or len({c for _, c, _ in held}) < 2:
        return False
    filled = Counter(r for r, _, _ in held)
    most = MAX_CELL_CHARS if sum(n > 1 for n in filled.values()) >= MIN_FULL_ROWS else MAX_LAYOUT_CELL_CHARS
    if max(sum(len(word["text"]) for word in inside) for _, _, inside in held) > most:
        return False
    words = sum(len(inside) for _, _, inside in held)
    crossed = sum(
        word["x0"] < boxes[r, c][0] - CROSSING or word["x1"] > boxes[r, c][2] + CROSSING
        for r, c, inside in held
        for word in inside
    )
    return bool(crossed <= MAX_CROSSED_SHARE * words)


def _within(word: Word, box: Box) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
