"""Bands of a page that holds columns of prose beside other things with gaps of their own, each with its gutter."""

from collections.abc import Sequence
from itertools import groupby

from pipelines.extract.layout.columns import FULL_WIDTH, MAX_FRAGMENTS, gutter_of, is_prose, is_running
from pipelines.extract.layout.fragments import Fragment, Item, Table, place, side_by_side

WHITE_EMS = 0.75  # between bands: more than between the lines of a paragraph
MIN_CELLS, MIN_ROWS = 3, 2  # side by side, and rows of them, that make a table of figures

Band = tuple[list[Item], float | None]  # items and the gutter between their columns, if any


def prose_bands(items: Sequence[Item]) -> list[Band] | None:
    """Cut the items at white gaps into bands with and without columns of prose; None where no band has any."""
    if len(items) > MAX_FRAGMENTS:
        return None
    bands: list[Band] = []
    for part in _parts(items):
        gutter = _prose_gutter(part)
        if bands and _belongs(part, gutter, *bands[-1]):
            bands[-1][0].extend(part)
            continue
        bands.append((part, gutter))
    return bands if any(gutter is not None for _, gutter in bands) else None


def _belongs(part: list[Item], gutter: float | None, above: list[Item], above_gutter: float | None) -> bool:
    """Whether a part is more of the band above it: the same columns, the rest of one, or no columns either."""
    if above_gutter is None:
        return gutter is None
    return _is_clear(part, above_gutter) and (gutter is not None or _goes_on(above, part, above_gutter))


def figures(items: Sequence[Item], gutter: float) -> list[Item]:
    """Return the items of bands that are tables of figures by their look, although no rules show them."""
    found: list[Item] = []
    for is_table, run in groupby(
        [(part, _rows_of_figures(part, gutter)) for part in _parts(items)], key=lambda pair: pair[1] > 0
    ):
        parts = list(run)
        if is_table and sum(rows for _, rows in parts) >= MIN_ROWS:
            found += [item for part, _ in parts for item in part]
    return found


def _rows_of_figures(part: Sequence[Item], gutter: float) -> int:
    fragments = [item for item in part if isinstance(item, Fragment)]
    columns = [f for f in fragments if f.x1 <= gutter + 1], [f for f in fragments if f.x0 >= gutter - 1]
    if len(fragments) < MIN_CELLS or (columns[0] and columns[1] and all(map(is_prose, columns))):
        return 0
    edge = min(f.x0 for f in fragments) + 1
    return sum(sum(side_by_side(f, other) for other in fragments) >= MIN_CELLS for f in fragments if f.x0 <= edge)


def _parts(items: Sequence[Item]) -> list[list[Item]]:
    """Part the items where white runs across: above each part nothing reaches down beside it."""
    parts: list[list[Item]] = []
    floor = 0.0
    for item in sorted(items, key=place):
        size = item.size if isinstance(item, Fragment) else 0.0
        if not parts or item.top - floor > WHITE_EMS * size:
            parts.append([])
        parts[-1].append(item)
        floor = max(floor, item.bottom)
    return parts


def _prose_gutter(part: Sequence[Item]) -> float | None:
    fragments = [item for item in part if isinstance(item, Fragment)]
    gutter = gutter_of(fragments)
    if gutter is None:
        return None
    columns = [f for f in fragments if f.x1 <= gutter + 1], [f for f in fragments if f.x0 >= gutter - 1]
    return gutter if all(map(is_running, columns)) else None


def _is_clear(part: Sequence[Item], gutter: float) -> bool:
    return all(item.x1 <= gutter + 1 or item.x0 >= gutter - 1 for item in part)


def _goes_on(above: Sequence[Item], part: Sequence[Item], gutter: float) -> bool:
    """Whether a part without columns is the rest of them: paragraphs flush with one, in its print, on either side."""
    if any(isinstance(item, Table) for item in part):
        return False
    lines = [item for item in above if isinstance(item, Fragment)]
    edges = {round(f.x0) for f in lines}
    looks = {(round(f.size), f.bold) for f in lines}
    rest = [item for item in part if isinstance(item, Fragment)]
    flush = all(any(abs(f.x0 - edge) <= 2 for edge in edges) and (round(f.size), f.bold) in looks for f in rest)
    return flush and _fills_column(rest[0], lines, gutter)


def _fills_column(first: Fragment, lines: Sequence[Fragment], gutter: float) -> bool:
    """Whether a line is as long as its column is wide: a title or a cell is not."""
    on_left = first.x1 <= gutter + 1
    column = [f for f in lines if (f.x1 <= gutter + 1) == on_left]
    left, right = min((f.x0 for f in column), default=0.0), max((f.x1 for f in column), default=0.0)
    return first.x1 > left + FULL_WIDTH * (right - left)
