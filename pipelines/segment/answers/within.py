"""Questions and answers in one cell, or in cells one below the other that say which of them answers."""

import re
from collections.abc import Sequence

from pipelines.segment.answers.chosen import is_blank
from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.guidance import is_note, is_told
from pipelines.segment.answers.text import QUESTION_CELL, answer_label, is_question, names_an_answer

_REPLIED = re.compile(r"\?\s+(?:yes|no|only|none|not)\b", re.IGNORECASE)
MIN_ASKING = 0.75  # of a table's rows, from which each holds its own answer

Row = Sequence[tuple[int, Entry]]


def answers_itself(question: str) -> bool:
    """Whether words ask and reply at once, as instructions do: "May it be left out? Yes, if nothing has changed."."""
    return bool(_REPLIED.search(question))


def is_stacked(rows: Sequence[Row]) -> bool:
    """Whether a table says in its first column which rows ask and which answer."""
    first = [row[0][1].text for row in rows if row]
    asking = [bool(QUESTION_CELL.match(text)) for text in first]
    answering = [names_an_answer(text) for text in first]
    first_asked = asking.index(True) if any(asking) else len(asking)
    return any(answering[first_asked + 1 :])


def is_within(rows: Sequence[Row]) -> bool:
    """Whether the rows of a table hold question and answer in one cell: nearly each asks, and goes on with a reply.

    A question whose answer is to stand in a row below, or in a cell beside it, may go on with guidance; of a table
    that has such places none is.
    """
    last = [row[-1][1] for row in rows if any(entry.paragraphs for _, entry in row)]
    asking = [entry for entry in last if entry.blocks and is_question(entry.blocks[0], addressed=True)]
    return len(asking) >= MIN_ASKING * len(last) and any(_starts(entry) for entry in asking)


def parted(entry: Entry, is_within: bool = False) -> tuple[Entry, list[Entry]]:
    """Return the question of a cell, and what follows its "Response:" if it has one; or what stands below it."""
    labelled = next((i for i, block in enumerate(entry.blocks) if i and answer_label(block)), None)
    start = labelled or (_starts(entry) if is_within else None)
    if not start:
        return entry, []
    asked, answer = (Entry(entry.order, entry.locator, p) for p in (entry.paragraphs[:start], entry.paragraphs[start:]))
    return asked, [answer]


def _starts(entry: Entry) -> int | None:
    """Return the first paragraph of a cell below its question that neither asks nor guides, None without one."""
    for i, block in enumerate(entry.blocks[1:], start=1):
        if not (is_question(block) or is_note(block) or is_told(block) or is_blank(block)):
            return i
    return None
