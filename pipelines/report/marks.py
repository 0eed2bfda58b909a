"""Where a passage stands on its pages: the pieces of its lines as one box a line."""

from collections.abc import Iterable, Mapping
from typing import Any

Box = tuple[float, float, float, float]  # left, top, right, bottom: points from the page's top left

SIDES = ("x0", "y0", "x1", "y1")
MIN_LEVEL = 0.5  # of the lower piece's height, shared by two pieces of one line
MAX_GAP = 1.0  # of the higher piece's height: spaces of justified lines are narrower, gutters between columns wider


def lines(spans: Iterable[Mapping[str, Any]]) -> list[tuple[int, Box]]:
    """Return a passage's lines, each a page (from 1) and one box (points, rounded to tenths), in reading order.

    Pieces on one level that stand as near as words do are one line; two columns, and cells of a row, keep theirs.
    Pieces without a place (formats without pages) give none.

    Args:
        spans: of a row of `evidence`, `sentences` or `answers`.
    """
    found: list[tuple[int, Box]] = []
    for span in spans:
        x0, y0, x1, y1 = (span[side] for side in SIDES)
        if None in (x0, y0, x1, y1) or x1 <= x0 or y1 <= y0:
            continue
        page, box = int(span["page"]), (float(x0), float(y0), float(x1), float(y1))
        # a piece may close the gap between two that came before it
        near = [i for i, (other, line) in enumerate(found) if other == page and _is_one_line(line, box)]
        for i in reversed(near):
            box = _around(box, found.pop(i)[1])
        found.insert(near[0] if near else len(found), (page, box))
    return [(page, (round(b[0], 1), round(b[1], 1), round(b[2], 1), round(b[3], 1))) for page, b in found]


def _is_one_line(one: Box, other: Box) -> bool:
    heights = one[3] - one[1], other[3] - other[1]
    level = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return level >= MIN_LEVEL * min(heights) and gap <= MAX_GAP * max(heights)


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
