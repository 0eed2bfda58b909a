"""Rows of tables: where its cells are short, a row reads as one sentence, its cells parted by bars."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from corpora.document import Layer
from pipelines.segment.cells import cell_of
from pipelines.segment.paragraphs import Paragraph

BAR = " | "
MIN_COLUMNS = 3  # two columns hold labels or questions and what belongs to them: each is read by itself
MAX_CELL_CHARS = 160
MAX_ROW_CHARS = 600
SENTENCE_WORDS = 8  # with a full stop
QUESTION_WORDS = 4

Place = tuple[int, str, int]  # page, table, row


def with_rows(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs, the cells of a row joined to one where they are entries of a table, not texts."""
    widths: dict[tuple[int, str], dict[int, int]] = defaultdict(dict)
    for place, row in groupby(paragraphs, key=_place):
        if place:
            widths[place[:2]][place[2]] = len({paragraph.pieces[0].line.locator for paragraph in row})
    wide = {table for table, rows in widths.items() if 2 * sum(n >= MIN_COLUMNS for n in rows.values()) >= len(rows)}
    done: list[Paragraph] = []
    for place, group in groupby(paragraphs, key=_place):
        cells = list(group)
        if place and len(cells) > 1 and (place[:2] in wide or _is_figure(cells)) and _are_entries(cells):
            cells = [_joined(cells)]
        done += cells
    return done


def _place(paragraph: Paragraph) -> Place | None:
    piece = paragraph.pieces[0]
    cell = cell_of(piece.line.locator) if piece.line.layer == Layer.BODY else None
    return (piece.page, cell.table, cell.row) if cell else None


def _is_figure(cells: Sequence[Paragraph]) -> bool:
    """Whether a label has a figure beside it, which by itself says nothing."""
    return not any(map(str.isalpha, cells[-1].text))


def _are_entries(cells: Sequence[Paragraph]) -> bool:
    return sum(len(cell.text) for cell in cells) <= MAX_ROW_CHARS and all(map(_is_entry, cells))


def _is_entry(cell: Paragraph) -> bool:
    """Whether a cell holds a name, a figure or a phrase: no sentence, question, item of a list or heading."""
    words = len(cell.text.split())
    ends = cell.text.rstrip()[-1:]
    is_text = (ends in ".!" and words >= SENTENCE_WORDS) or (ends == "?" and words >= QUESTION_WORDS)
    is_item = cell.is_item and len(cell.text) > 1  # a lone dash says "none"
    return not (is_text or len(cell.text) > MAX_CELL_CHARS or is_item or cell.pieces[0].line.heading_level)


def _joined(cells: Sequence[Paragraph]) -> Paragraph:
    row = Paragraph([], "", [], is_row=True)
    origins: list[tuple[int, int] | None] = []
    before: str | None = None
    for cell in cells:
        locator = cell.pieces[0].line.locator
        if before is not None:
            joint = " " if locator == before else BAR
            row.text += joint
            origins += [None] * len(joint)
        origins += [(origin[0] + len(row.pieces), origin[1]) if origin else None for origin in cell.origins or []]
        row.text += cell.text
        row.pieces += cell.pieces
        before = locator
    row.origins = origins
    return row
