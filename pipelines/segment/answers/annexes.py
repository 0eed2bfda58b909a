"""Tables that answer a question asked elsewhere: text below its number, or rows under a title that names it."""

import re
from collections.abc import Iterator, Sequence

from pipelines.segment.answers.grid import Entry, Grid
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.text import CONTINUED, is_question, number_alone, number_of

_FOR = re.compile(  # "Tab D - Factory list (for MS7)", "Table for question 4.2"
    r"(?:^|[\s(])(?:for|(?:in )?(?:answer|response|reply) to|supports?|belongs to)\s+"
    r"(?P<named>(?:question|item|requirement|ref\.?)\s+)?(?P<id>[A-Z]{0,4}[-.]?\d{1,3}(?:\.\d{1,3}){0,3}(?:\([a-z]\))?)"
    r"\s*\)?\W*$",
    re.IGNORECASE,
)
MAX_TITLE_WORDS = 15


def with_annexes(tables: Sequence[Grid], pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs with what tables that ask nothing hold for questions of the same document, by number."""
    known = {number_of(pair.question_id) for pair in pairs if pair.question_id and pair.attached_by != "id"}
    done = list(pairs)
    for grid in tables:
        rows = [[entry for _, entry in row if entry.paragraphs] for row in grid.in_order()]
        rows = [row for row in rows if row]
        held = {id(entry) for row in rows for entry in row}
        own = [pair for pair in done if id(pair.asked) in held]
        if any(pair.attached_by == "id" or is_question(pair.question, addressed=True) for pair in own):
            continue
        if all(len(row) == 1 for row in rows):
            found = list(_below_numbers([row[0] for row in rows], known)) if not own else []
        else:
            found = list(filter(None, [_under_title(rows, known)]))
        if found:  # the rows are no labels with their values
            done = [pair for pair in done if pair not in own] + found
    return done


def _below_numbers(cells: Sequence[Entry], known: set[str]) -> Iterator[Pair]:
    pair: Pair | None = None
    for cell in cells:
        number = _number_in(cell.text)
        if number is not None and number_of(number) in known:
            if pair is not None:
                yield pair
            pair = Pair("", cell, "id", number, asks=True)
        elif number is not None or is_question(cell.text, addressed=True):
            break
        elif pair is not None:
            pair.answers.append(cell)
    if pair is not None:
        yield pair


def _number_in(text: str) -> str | None:
    """Return the number of a cell that says no more than what it answers: "Q13", "Q9 (continued)"."""
    if (match := CONTINUED.match(text)) and match.end() == len(text):
        return match["to"] or match["of"]
    return number_alone(text)


def _under_title(rows: Sequence[Sequence[Entry]], known: set[str]) -> Pair | None:
    """Return the rows of a table below a title that says for which question it is, cells parted by bars."""
    title, *below = rows
    match = _FOR.search(title[0].text) if len(title) == 1 and len(title[0].text.split()) <= MAX_TITLE_WORDS else None
    if match is None or number_of(match["id"]) not in known or (match["id"].isdigit() and not match["named"]):
        return None
    if below and all(entry.is_bold for entry in below[0]):
        title, below = [*title, *below[0]], below[1:]
    pair = pair_of(title[0], "id", match["id"])
    pair.question, pair.asks, pair.form = "", True, list(title[1:])
    pair.answers = [entry for row in below for entry in row]
    pair.inline = "\n".join(" | ".join(" ".join(entry.text.split()) for entry in row) for row in below)
    return pair if below else None
