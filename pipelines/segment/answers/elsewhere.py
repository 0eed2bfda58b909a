"""Answers that stand out of their place: under the question's number, in another's box, over the end of a page."""

from collections.abc import Iterator, Sequence

from corpora.document import Layer
from pipelines.segment.answers.grid import Entry, Grid
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.roles import columns_of_list
from pipelines.segment.answers.text import ID_CELL, is_question, names_an_answer, names_question, number_of
from pipelines.segment.paragraphs import Paragraph

MIN_ANSWERED = 0.5  # of a list's questions, from which another table answers it


def name_questions(pairs: Sequence[Pair]) -> None:
    """Give each answer that stands elsewhere and names its question by number the words of that question."""
    asked = {
        number_of(pair.question_id): pair for pair in reversed(pairs) if pair.attached_by != "id" and pair.question
    }
    for pair in pairs:
        if pair.attached_by == "id" and not pair.listed:
            question = asked.get(number_of(pair.question_id)) if pair.question_id else None
            pair.question = question.question if question else f"Question {pair.question_id}"
            if question is not None:
                pair.question_id, pair.limit = question.question_id, question.limit


def without_answered_blanks(pairs: Sequence[Pair]) -> list[Pair]:
    """Leave out a blank place whose question is answered elsewhere in the document, under its number."""
    answered = {(pair.question_id, pair.question) for pair in pairs if pair.attached_by == "id" and pair.answer}
    return [pair for pair in pairs if pair.answer or (pair.question_id, pair.question) not in answered]


def join_lists(tables: Sequence[Grid], pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs, with the questions of a list that is answered in another table under the same numbers.

    A question of such a list that the other table leaves out is blank.
    """
    joined = list(pairs)
    answering = [grid for grid in tables if any(names_an_answer(e.text) for row in grid.in_order() for _, e in row)]
    for grid in tables:
        listed = {number_of(pair.question_id): pair for pair in _listed(grid)}
        others = [pair for pair in joined if not grid.first <= pair.asked.order <= grid.last]
        answers = [
            pair
            for pair in others
            if number_of(pair.question_id) in listed
            and any(other.first <= pair.asked.order <= other.last for other in answering)
            and (pair.attached_by == "id" or not is_question(pair.question, addressed=True))
        ]
        answered = {number_of(pair.question_id) for pair in answers}
        if not listed or len(answered) < MIN_ANSWERED * len(listed):
            continue
        for pair in answers:
            asked = listed[number_of(pair.question_id)]
            pair.question_id, pair.question, pair.limit = asked.question_id, asked.question, asked.limit
            pair.attached_by, pair.asks, pair.listed = "id", True, True
            pair.form += [asked.asked, *asked.form]
        joined = [*others, *(pair for number, pair in listed.items() if number not in answered)]
    return joined


def _listed(grid: Grid) -> Iterator[Pair]:
    """Yield the questions of a table that numbers them and has no place for an answer."""
    columns: tuple[int, int, int | None] | None = None
    for row in grid.in_order():
        cells = dict(row)
        if columns is None or columns_of_list(row) is not None:
            columns = columns_of_list(row)
            continue
        number, asked = cells.get(columns[0]), cells.get(columns[1])
        if number and asked and asked.paragraphs and ID_CELL.match(number.text.strip()):
            pair = pair_of(asked, "column", number.text.strip(" .:\n"))
            limit = cells.get(columns[2]) if columns[2] else None
            if limit is not None and limit.text.strip().isdigit():
                pair.limit = int(limit.text)
            pair.asks, pair.form = True, [number]
            yield pair


def in_other_boxes(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield what answers another question than the one in whose box it stands, and says so by its number."""
    known = {number_of(pair.question_id) for pair in pairs if pair.question_id}
    for pair in pairs:
        for entry in pair.answers:
            yield from _taken_out(pair, entry, known)


def _taken_out(pair: Pair, entry: Entry, known: set[str]) -> Iterator[Pair]:
    blocks = entry.blocks
    starts = [
        (at, named[0])
        for at, block in enumerate(blocks)
        if (named := names_question(block)) and number_of(named[0]) in known
        if named[1] < len(block) or at + 1 < len(blocks)  # "Answer to 6.4." alone points there
    ]
    if not any(number_of(number) != number_of(pair.question_id) for _, number in starts):
        return
    paragraphs, kept = entry.paragraphs, entry.paragraphs[: starts[0][0]]
    for (at, number), end in zip(starts, [*(at for at, _ in starts[1:]), len(paragraphs)], strict=True):
        part = Entry(entry.order, entry.locator, paragraphs[at:end])
        if number_of(number) == number_of(pair.question_id):
            kept = [*kept, *part.paragraphs]
            continue
        other = Pair("", pair.asked, "id", number)
        other.answers, other.asks = [part], True
        yield other
    entry.paragraphs = kept


def below_open_boxes(
    tables: Sequence[Grid], pairs: Sequence[Pair], paragraphs: Sequence[Paragraph], held: set[int]
) -> set[int]:
    """Give a question that ends its table without an answer the text below it, as where a box runs over the page.

    Returns the paragraphs taken.
    """
    taken: set[int] = set()
    for grid in tables:
        last = max(
            (pair for pair in pairs if grid.first <= pair.asked.order <= grid.last),
            key=lambda pair: pair.asked.order,
            default=None,
        )
        if last is None or not last.awaits or last.answer:
            continue
        for order in range(grid.last + 1, len(paragraphs)):
            paragraph = paragraphs[order]
            if paragraph.layer == Layer.FURNITURE:
                continue
            if paragraph.layer != Layer.BODY or paragraph.in_table or id(paragraph) in held:
                break
            if is_question(paragraph.text, addressed=True) or paragraph.pieces[0].line.bold:
                break
            last.answers.append(Entry(order, paragraph.pieces[0].line.locator, [paragraph]))
            taken.add(id(paragraph))
    return taken


def joined(pairs: Sequence[Pair], paragraphs: Sequence[Paragraph]) -> list[Pair]:
    """Join a question that is printed again at the head of the next page to the first: its answer goes on there."""
    done: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: pair.asked.order):
        before = done[-1] if done else None
        if before is not None and pair.asked is not before.asked and _is_repeated(before, pair, paragraphs):
            before.answers += pair.answers
            before.form += [pair.asked, *pair.form]
        else:
            done.append(pair)
    return done


def _is_repeated(before: Pair, pair: Pair, paragraphs: Sequence[Paragraph]) -> bool:
    same = (pair.question_id, pair.question) == (before.question_id, before.question) and pair.question_id is not None
    pages = [entry.paragraphs[0].pieces[0].page for entry in (before.asked, pair.asked) if entry.paragraphs]
    return same and len(pages) > 1 and pages[0] < pages[1]
