"""Reading order of a page from the places of its words: columns one after the other, each a run of lines."""

from collections.abc import Sequence

from pipelines.extract.columns import ends_paragraph, gutter_of, parted, with_labels
from pipelines.extract.fragments import Fragment, Item, lines_of, place

MAX_DEPTH = 6  # columns within columns


def reading_order(items: Sequence[Item], depth: int = 0) -> list[list[Item]]:
    """Return regions in reading order; a region is one column of lines (fragments of one line joined) and tables."""
    gutter = gutter_of([item for item in items if isinstance(item, Fragment)]) if depth < MAX_DEPTH else None
    if gutter is None:
        return [lines_of(items)] if items else []
    regions: list[list[Item]] = []
    left: list[Item] = []
    right: list[Item] = []
    across: list[Item] = []

    def flush_columns() -> None:
        for piece in with_labels(left, right) or [left, right]:
            regions.extend(reading_order(piece, depth + 1))
        left.clear()
        right.clear()

    def flush_across() -> None:
        regions.extend(reading_order(across, depth + 1))
        across.clear()

    last: Item | None = None  # above the item in hand, where that reaches over the gutter
    for item in sorted(parted(items, gutter), key=place):
        if last is not None and ends_paragraph(last, item, items):
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
