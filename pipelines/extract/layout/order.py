"""Reading order of a page from the places of its words: columns one after the other, each a run of lines."""

from collections.abc import Sequence

from pipelines.extract.layout.bands import figures, prose_bands
from pipelines.extract.layout.columns import (
    MIN_GUTTER_ROWS,
    UNNUMBERED,
    ends_paragraph,
    gutter_of,
    in_rows,
    parted,
    title_below,
    with_labels,
)
from pipelines.extract.layout.fragments import Fragment, Item, Table, lines_of, place
from pipelines.extract.layout.justified import whole_lines
from pipelines.extract.layout.loose_tables import with_loose_tables
from pipelines.extract.layout.narrow_gutter import narrow_gutter

MAX_DEPTH = 6  # columns within columns


def reading_order(items: Sequence[Item]) -> list[list[Item]]:
    """Return regions in reading order; a region is one column of lines (fragments of one line joined) and tables."""
    items = with_loose_tables(whole_lines(items))
    regions = _regions(items, 0)
    count = sum(isinstance(item, Table) and item.number != UNNUMBERED for item in items)
    for table in (item for region in regions for item in region if isinstance(item, Table)):
        if table.number == UNNUMBERED:
            count += 1
            table.number = count
    return regions


def _regions(items: Sequence[Item], depth: int) -> list[list[Item]]:
    if depth >= MAX_DEPTH:
        return [lines_of(items)] if items else []
    fragments = [item for item in items if isinstance(item, Fragment)]
    gutter = gutter_of(fragments) or narrow_gutter(fragments)
    if gutter is not None:
        return _in_columns(items, gutter, depth)
    bands = prose_bands(items) if len(fragments) > 2 * MIN_GUTTER_ROWS else None
    if bands is not None:
        return [region for band in bands for region in _in_band(band, depth)]
    return [lines_of(items)] if items else []


def _in_band(band: tuple[list[Item], float | None], depth: int) -> list[list[Item]]:
    items, gutter = band
    return [lines_of(items)] if gutter is None else _in_columns(items, gutter, depth)


def _in_columns(items: Sequence[Item], gutter: float, depth: int) -> list[list[Item]]:
    regions: list[list[Item]] = []
    left: list[Item] = []
    right: list[Item] = []
    across: list[Item] = []

    def flush_columns() -> None:
        after = title_below(left, right)
        for piece in with_labels(left, right) or in_rows(left, right) or [left, right]:
            regions.extend(_regions(piece, depth + 1))
        left.clear()
        right.clear()
        across.extend(after)

    def flush_across() -> None:
        regions.extend(_regions(across, depth + 1))
        across.clear()

    apart = {id(item) for item in figures(items, gutter)}
    last: Item | None = None  # above the item in hand, where that reaches over the gutter
    for item in sorted(parted(items, gutter), key=place):
        if last is not None and ends_paragraph(last, item, items):
            across.append(item)
            last = item
            continue
        last = None
        if id(item) in apart:
            flush_columns()
            across.append(item)
        elif item.x1 <= gutter + 1:
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
