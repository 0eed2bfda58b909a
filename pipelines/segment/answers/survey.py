"""Surveys as they are exported: a row of questions, and below it one row for each who replied."""

import re
from collections.abc import Iterator, Sequence

from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.roles import roles_of
from pipelines.segment.answers.text import ID_CELL, is_question

MIN_SURVEY = 2  # questions side by side
MAX_LABEL_WORDS = 7
ROWS_OF_LABELS, MIN_LABELS = 2, 3
_MORE = re.compile(r"\b(?:comments?|anything else|other information)\b", re.IGNORECASE)

Row = Sequence[tuple[int, Entry]]


def is_survey(rows: Sequence[Row]) -> bool:
    """Whether a table's first row holds the questions and each further row one reply, as surveys are exported."""
    written = [[(c, entry) for c, entry in row if entry.paragraphs] for row in rows]
    written = [row for row in written if row]
    if len(written) < 2 or roles_of(written[0]):
        return False
    asking = {c for c, entry in written[0] if is_question(entry.text, addressed=True)}
    labels = [entry.text for c, entry in written[0] if c not in asking]
    if len(asking) < MIN_SURVEY or any(len(text.split()) > MAX_LABEL_WORDS for text in labels):
        return False
    replies = [(c, entry) for row in written[1:] for c, entry in row]
    asks_again = any(is_question(entry.text, addressed=True) for _, entry in replies)
    return not asks_again and all(any(c in asking for c, _ in row) for row in written[1:])


def are_labels_above(rows: Sequence[Row]) -> bool:
    """Whether a table holds labels in bold over a row of values, once or again and again: the head of a form."""
    if len(rows) % ROWS_OF_LABELS or not rows or len(rows[0]) < MIN_LABELS or roles_of(rows[0]):
        return False
    if ID_CELL.match(rows[0][0][1].text.strip()):
        return False  # "3.1 | Which ...? | 20%" over its answer
    labels = [entry for row in rows[::ROWS_OF_LABELS] for _, entry in row]
    values = [entry for row in rows[1::ROWS_OF_LABELS] for _, entry in row]
    return all(entry.paragraphs and entry.is_bold for entry in labels) and not any(entry.is_bold for entry in values)


def pairs_of_labels_above(rows: Sequence[Row]) -> Iterator[Pair]:
    """Yield each label of such a table with the value below it."""
    for at in range(0, len(rows), ROWS_OF_LABELS):
        yield from pairs_of_survey(rows[at : at + ROWS_OF_LABELS], every=True)


def pairs_of_survey(rows: Sequence[Row], every: bool = False) -> Iterator[Pair]:
    """Yield what each reply says to each question; every: and to each label."""
    head, *replies = [row for row in rows if any(entry.paragraphs for _, entry in row)]
    for row in replies:
        cells = dict(row)
        for column, asked in head:
            asks = is_question(asked.text, addressed=True) or bool(_MORE.search(asked.text))
            if every or asks:
                pair = pair_of(asked, "column")
                pair.answers, pair.asks = [cells[column]] if column in cells else [], asks
                yield pair
