"""Question and answer in one paragraph of running text: behind a question mark, or a question behind its box."""

import re

from pipelines.segment.answers.chosen import BOXES, answer_text, parted_box
from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.text import ASKS, INTERROGATIVE, is_question, split_id

MAX_INLINE_WORDS = 40
INLINE = re.compile(r"^(?P<question>[^?]{8,400}\?)\s+(?P<answer>\S.*)$", re.DOTALL)


def ticked(entry: Entry) -> Pair | None:
    """Return a question behind its box to tick ("☒ Do you train buyers?"): the mark is its answer."""
    box, asked = parted_box(entry.text)
    if not box or not ASKS.search(asked) or not is_question(asked):
        return None
    pair = pair_of(entry, "row", None)
    pair.question_id, pair.question = split_id(asked)
    pair.inline = answer_text([box]) or None
    pair.asks = True
    return pair


def inline(entry: Entry) -> Pair | None:
    """Return "Do you train staff? No" as a pair; prose that asks itself a question and goes on is none."""
    match = INLINE.match(entry.text)
    if match is None:
        return None
    number, question = split_id(match["question"])
    if not INTERROGATIVE.match(question) or len(match["answer"].split()) > MAX_INLINE_WORDS:
        return None
    closed = re.match(rf"(?:yes|no|none|n/?a|not)\b|[£$€]?\d|[{BOXES}]", match["answer"], re.IGNORECASE)
    addressed = re.search(r"\b(?:you|your|there)\b", question)
    if not (closed or addressed or number):
        return None
    pair = pair_of(entry, "row", number)
    pair.question, pair.inline, pair.asks = question, match["answer"], number is not None
    return pair
