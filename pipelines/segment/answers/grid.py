"""Grids of cells: the tables of a document as rows and columns of what stands in them, over page breaks too."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpora.document import Document, Layer, Span
from pipelines.segment.answers.text import is_question
from pipelines.segment.cells import cell_of
from pipelines.segment.paragraphs import Paragraph, spans_of

Box = tuple[float, float, float, float]  # left, top, right, bottom, points from the page's top left
SLACK = 3.0  # points
SAME_EDGE = 20.0  # points between the left edges of a column's cells
HEADING_WORDS = 7
MIN_BOX_WIDTH = 22.0  # points: what is narrower is there to be ticked

Rows = dict[int, dict[int, "Entry"]]  # by row and column, both from 1


@dataclass(slots=True)
class Entry:
    """What stands in one cell, paragraph by paragraph; `order` is its place in the document, blank cells have it too.

    A blank cell has no paragraphs.
    """

    order: int
    locator: str | None
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def blocks(self) -> list[str]:
        """Text of each paragraph with single spaces."""
        return [" ".join(paragraph.text.split()) for paragraph in self.paragraphs]

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.blocks)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the words stand."""
        return tuple(span for paragraph in self.paragraphs for span in spans_of(paragraph, 0, len(paragraph.text)))

    @property
    def is_bold(self) -> bool:
        """Whether it is set bold, or as a heading."""
        line = self.paragraphs[0].pieces[0].line if self.paragraphs else None
        return line is not None and (line.bold or line.heading_level > 0)

    @property
    def is_short(self) -> bool:
        """Whether it may head what follows: it is set bold, or has few words."""
        return self.is_bold or len(self.text.split()) < HEADING_WORDS


@dataclass(slots=True)
class Grid:
    """A table; `first` and `last` are the places of its first and last words among the document's paragraphs."""

    page: int
    first: int
    last: int
    rows: Rows = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Number of its last column in use."""
        return max((column for row in self.rows.values() for column in row), default=0)

    def in_order(self) -> list[list[tuple[int, Entry]]]:
        """Return the rows from the top, each with its columns from the left, blank cells among them."""
        return [sorted(self.rows[number].items()) for number in sorted(self.rows)]


def grids_of(document: Document, paragraphs: Sequence[Paragraph]) -> list[Grid]:
    """Return the tables in reading order; one that goes on at the head of the next page is one table."""
    grids: dict[tuple[int, str], Grid] = {}
    for order, paragraph in enumerate(paragraphs):
        piece = paragraph.pieces[0]
        cell = cell_of(piece.line.locator)
        if paragraph.layer != Layer.BODY or cell is None:
            continue
        grid = grids.setdefault((piece.page, cell.table), Grid(piece.page, order, order))
        grid.last = order
        entry = grid.rows.setdefault(cell.row, {}).setdefault(cell.column, Entry(order, piece.line.locator))
        entry.paragraphs.append(paragraph)
    for page in document.pages:
        for locator in page.blanks:
            cell = cell_of(locator)
            table = grids.get((page.number, cell.table)) if cell else None
            if cell and table:
                table.rows.setdefault(cell.row, {}).setdefault(cell.column, Entry(table.first, locator))
        for grid in grids.values():
            if grid.page == page.number:
                _add_boxes(grid, page.fields)
    _fold_inner(grids, paragraphs)
    paged = any(page.width for page in document.pages)
    return _over_pages(list(grids.values()), paragraphs) if paged else list(grids.values())


def _add_boxes(grid: Grid, boxes: Sequence[Box]) -> None:
    """Add a blank cell for each form field that stands to the right of a row's words and holds none."""
    columns = {c: x for row in grid.rows.values() for c, entry in row.items() if (x := _place(entry))}
    for row in grid.rows.values():
        cells = {column: place for column, entry in row.items() if (place := _place(entry))}
        for box in boxes:
            left = [c for c, p in cells.items() if p[2] <= box[0] + SLACK and _level(p, box)]
            if not left or box[2] - box[0] < MIN_BOX_WIDTH or any(_meet(place, box) for place in cells.values()):
                continue
            same = (c for c, place in columns.items() if c > max(left) and abs(place[0] - box[0]) < SAME_EDGE)
            row.setdefault(next(same, max(left) + 1), Entry(grid.first, None))


def _fold_inner(grids: dict[tuple[int, str], Grid], paragraphs: Sequence[Paragraph]) -> None:
    """Give a table within a cell that asks nothing to its cell: it is part of what stands there."""
    order = {id(paragraph): at for at, paragraph in enumerate(paragraphs)}
    for (page, name), inner in list(grids.items()):
        around = cell_of(name.rpartition(" table ")[0])
        outer = grids.get((page, around.table)) if around else None
        entry = outer.rows.get(around.row, {}).get(around.column) if outer and around else None
        cells = [cell for row in inner.in_order() for _, cell in row]
        if entry is None or any(is_question(cell.text) for cell in cells):
            continue
        entry.paragraphs += [paragraph for cell in cells for paragraph in cell.paragraphs]
        entry.paragraphs.sort(key=lambda paragraph: order[id(paragraph)])
        del grids[page, name]


def _place(entry: Entry) -> Box | None:
    found = [piece.line.box for paragraph in entry.paragraphs for piece in paragraph.pieces if piece.line.box]
    if not found:
        return None
    x0, top, x1, bottom = zip(*found, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _level(place: Box, box: Box) -> bool:
    return min(place[3], box[3]) - max(place[1], box[1]) > SLACK


def _meet(place: Box, box: Box) -> bool:
    return _level(place, box) and min(place[2], box[2]) - max(place[0], box[0]) > SLACK


def _over_pages(grids: Sequence[Grid], paragraphs: Sequence[Paragraph]) -> list[Grid]:
    done: list[Grid] = []
    for grid in grids:
        before = done[-1] if done else None
        if before and grid.page > before.page and before.width == grid.width and _adjoin(before, grid, paragraphs):
            shift = max(before.rows)
            before.rows |= {shift + number: row for number, row in grid.rows.items()}
            before.page, before.last = grid.page, grid.last
        else:
            done.append(grid)
    return done


def _adjoin(before: Grid, after: Grid, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether nothing but furniture stands between two tables on neighbouring pages."""
    between = paragraphs[before.last + 1 : after.first]
    return after.page == before.page + 1 and all(paragraph.layer != Layer.BODY for paragraph in between)
