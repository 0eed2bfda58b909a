"""Surveys as they are exported: a row of questions, and below it one row for each who replied."""

from collections.abc import Iterator, Sequence

from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.roles import roles_of
from pipelines.segment.answers.text import is_question

MIN_SURVEY = 2  # questions side by side
MAX_LABEL_WORDS = 7

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


def pairs_of_survey(rows: Sequence[Row]) -> Iterator[Pair]:
    """Yield what each reply says to each question."""
    head, *replies = [row for row in rows if any(entry.paragraphs for _, entry in row)]
    for row in replies:
        cells = dict(row)
        for column, asked in head:
            if is_question(asked.text, addressed=True):
                pair = pair_of(asked, "column")
                pair.answers, pair.asks = [cells[column]] if column in cells else [], True
                yield pair
