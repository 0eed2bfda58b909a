"""What a document shows of how it puts its questions: repeated in a letter, or set in bold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.text import ASKS, is_question
from pipelines.segment.paragraphs import Paragraph

SELF_ASKED = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)  # a heading in the form of a question

_REPEATED = re.compile(  # "We repeat your questions in italics and reply beneath each of them"
    r"\b(?:repeat|restate|reproduce|quote|set out|copy|copied)\w*\b.{0,40}\b(?:questions?|queries|points|requests?)\b"
    r"|\byour (?:questions|queries|points|requests)\b.{0,60}\b(?:below|beneath|in (?:italics|bold)|in turn)\b",
    re.IGNORECASE,
)
_DEAR = re.compile(r"^Dear\s+[A-Z]\w*\b.{0,60}$")
MIN_REPEATED, MIN_UNTOLD = 2, 3  # questions in a letter that says that it repeats them, and in another
MIN_IN_BOLD = 2  # questions all in bold, from which bold shows a question


@dataclass(frozen=True, slots=True)
class Style:
    """How a document asks.

    Attributes:
        blank_boxes: whether it has boxes for answers that are blank: then guidance is no answer.
        repeats: whether it is a letter that repeats what it was asked.
        in_bold: whether its questions are set in bold.
        known: the numbers of the questions in its tables and fields, as they are compared.
    """

    blank_boxes: bool
    repeats: bool
    in_bold: bool
    known: frozenset[str]


def style_of(entries: Sequence[Entry | None], blank_boxes: bool, known: frozenset[str]) -> Style:
    """Return how the running text of a document asks."""
    written = [entry for entry in entries if entry is not None]
    bold = [entry.text for entry in written if is_all_bold(entry.paragraphs[0])]
    asking = [text for text in bold if is_question(text, addressed=True) and not SELF_ASKED.search(text)]
    return Style(blank_boxes, _repeats_questions([entry.text for entry in written]), len(asking) >= MIN_IN_BOLD, known)


def is_all_bold(paragraph: Paragraph) -> bool:
    """Whether every line of a paragraph is bold."""
    return all(piece.line.bold for piece in paragraph.pieces)


def follows(number: str, before: str | None) -> bool:
    """Whether a question's number is the next one after another's: D.3 after D.2."""
    heads = [re.match(r"^(.*?)(\d+)$", text.strip(" .)")) for text in (before or "", number)]
    if heads[0] is None or heads[1] is None:
        return False
    return heads[0][1] == heads[1][1] and int(heads[1][2]) == int(heads[0][2]) + 1


def _repeats_questions(texts: Sequence[str]) -> bool:
    """Whether a letter repeats what it was asked, a paragraph a question, and replies beneath."""
    start = next((at for at, text in enumerate(texts) if _DEAR.match(text)), None)
    if start is None:
        return False
    asking = [text for text in texts[start + 1 :] if ASKS.search(text) and not SELF_ASKED.search(text)]
    told = any(_REPEATED.search(text) for text in texts[start:])
    return len(asking) >= (MIN_REPEATED if told else MIN_UNTOLD)
