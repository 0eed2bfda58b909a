"""Questions of a form or tender and what stands as their answers; and which lines are the form's own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpora.document import Answer, Document, Layer, Line
from pipelines.segment.answers import elsewhere
from pipelines.segment.answers.annexes import with_annexes
from pipelines.segment.answers.chosen import answer_text
from pipelines.segment.answers.fields import pairs_of_fields, pairs_of_notes
from pipelines.segment.answers.fine_print import leave_out_guidance
from pipelines.segment.answers.flow import pairs_of_flow
from pipelines.segment.answers.grid import Entry, Grid, grids_of
from pipelines.segment.answers.guidance import GUIDANCE, OURS, TO_THE_SUPPLIER
from pipelines.segment.answers.pair import Pair
from pipelines.segment.answers.portal import of_pieces, pairs_of_portal
from pipelines.segment.answers.table import pairs_of_table
from pipelines.segment.answers.text import answer_label, is_question, number_of
from pipelines.segment.cells import cell_of
from pipelines.segment.headings import Headings
from pipelines.segment.paragraphs import Paragraph, paragraphs_of

MIN_QUESTIONS = 3  # from which a document is a form


@dataclass(frozen=True, slots=True)
class Form:
    """What a document asks and answers; `words` are the places (page, start) of the form's own lines."""

    answers: tuple[Answer, ...]
    words: frozenset[tuple[int, int]]


def answers_of(document: Document) -> tuple[Answer, ...]:
    """Return the questions of a document with their answers, in order; none where it asks nothing."""
    return read_form(document).answers


def read_form(document: Document) -> Form:
    """Return the answers of a document, and which lines are the form's own and so nobody's evidence."""
    paragraphs = paragraphs_of(document)
    grids = grids_of(document, paragraphs)
    pairs = _pairs(document, paragraphs, grids)
    answers = tuple(pair.row(document.document_id, number) for number, pair in enumerate(pairs, start=1))
    return Form(answers, frozenset(_form_words(pairs, paragraphs)) if _is_form(pairs) else frozenset())


def with_form_words(document: Document, form: Form) -> Document:
    """Return the document with the form's own lines in the layer FORM."""
    if not form.words:
        return document

    def marked(number: int, line: Line) -> Line:
        return replace(line, layer=Layer.FORM) if (number, line.start) in form.words else line

    pages = tuple(replace(p, lines=tuple(marked(p.number, line) for line in p.lines)) for p in document.pages)
    return replace(document, pages=pages)


def _pairs(document: Document, paragraphs: Sequence[Paragraph], grids: Sequence[Grid]) -> list[Pair]:
    tables = [grid for grid in grids if grid.width > 1 or len(grid.rows) > 1]
    pairs = elsewhere.join_lists(tables, [pair for grid in tables for pair in pairs_of_table(grid)])
    taken = {order for grid in tables for order in range(grid.first, grid.last + 1)}
    held = {id(p) for grid in tables for row in grid.rows.values() for e in row.values() for p in e.paragraphs}
    exported, of_portal = pairs_of_portal(paragraphs)
    pairs += exported
    held |= of_portal
    fields = [pair for pair in pairs_of_fields(document, paragraphs) if pair.asked.order not in taken and not exported]
    pairs += fields
    held |= {id(p) for pair in fields for entry in (pair.asked, *pair.answers) for p in entry.paragraphs}
    notes = [
        pair for pair in pairs_of_notes(paragraphs) if id(paragraphs[pair.asked.order]) not in held and not exported
    ]
    pairs += notes
    held |= {id(paragraphs[entry.order]) for pair in notes for entry in (pair.asked, *pair.answers)}
    headings = Headings(document, paragraphs)
    held |= elsewhere.below_open_boxes(tables, pairs, paragraphs, held)
    flow = [
        None if id(paragraph) in held else Entry(order, voice.pieces[0].line.locator, [voice])
        for order, paragraph in enumerate(paragraphs)
        if paragraph.layer in (Layer.BODY, Layer.QUOTED)
        for voice in _voices(paragraph)
    ]
    places = {cell.table for grid in grids for cell in [cell_of(_locator(grid))] if cell}
    blanks = {cell.table for page in document.pages for cell in map(cell_of, page.blanks) if cell}
    known = frozenset(number_of(pair.question_id) for pair in pairs if pair.question_id and pair.attached_by != "id")
    pairs += pairs_of_flow(flow, lambda paragraph: headings.level(paragraph, None) > 0, bool(blanks - places), known)
    pairs = elsewhere.joined(pairs, paragraphs)
    pairs += elsewhere.in_other_boxes(pairs)
    pairs = with_annexes(tables, pairs)
    leave_out_guidance(pairs)
    elsewhere.name_questions(pairs)
    pairs = elsewhere.without_answered_blanks(pairs)
    return sorted((pair for pair in pairs if pair.question), key=lambda pair: pair.asked.order)


def _voices(paragraph: Paragraph) -> list[Paragraph]:
    """Return a question and what stands right below it without a gap as two: after bold plain, or "Response: ..."."""
    pieces = paragraph.pieces
    if cell_of(pieces[0].line.locator):
        return [paragraph]
    asking = next((i for i, piece in enumerate(pieces) if not piece.line.bold), 0)
    if any(piece.line.bold for piece in pieces[asking:]):
        asking = 0
    asking = asking or next((i for i, piece in enumerate(pieces) if i and answer_label(piece.line.text)), 0)
    parts = [of_pieces(pieces[:asking]), of_pieces(pieces[asking:])]
    return parts if asking and is_question(parts[0].text, addressed=True) else [paragraph]


def _locator(grid: Grid) -> str | None:
    return next(entry.locator for row in grid.rows.values() for entry in row.values())


def _is_form(pairs: Sequence[Pair]) -> bool:
    asking = [pair for pair in pairs if pair.asks]
    has_places = any(not pair.answer and pair.attached_by != "heading" for pair in asking)
    return len(asking) >= MIN_QUESTIONS or (len(asking) > 1 and has_places)


def _form_words(pairs: Sequence[Pair], paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield the lines of questions, guidance, labels and blanks, and of what is said to whoever fills the form."""
    answering = {id(p) for pair in pairs for entry in pair.answers for p in entry.paragraphs}
    own: list[Paragraph] = []
    for pair in pairs:
        if pair.asks:
            entries = [*pair.form, *([] if pair.inline is not None else [pair.asked])]
            own += [p for entry in entries for p in entry.paragraphs if id(p) not in answering]
            own += [p for entry in pair.answers for p in entry.paragraphs if not answer_text([p.text])]
    answered = {place for entry in (e for pair in pairs for e in pair.answers) for place in _lines_of(entry.paragraphs)}
    for paragraph in paragraphs:
        told = TO_THE_SUPPLIER.search(paragraph.text) is not None and not OURS.search(paragraph.text)
        told |= GUIDANCE.match(paragraph.text) is not None
        if paragraph.layer == Layer.BODY and id(paragraph) not in answering and told:
            yield from (place for place in _lines_of([paragraph]) if place not in answered)
    yield from _lines_of(own)


def _lines_of(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    return [(piece.page, piece.line.start) for paragraph in paragraphs for piece in paragraph.pieces]
