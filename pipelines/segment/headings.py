"""Which paragraphs are headings, and the path of headings above each passage."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpora.document import Document
from pipelines.extract.layout.blocks import CELL_GAP_EMS
from pipelines.segment.paragraphs import SPOKEN, Paragraph

MAX_HEADING_CHARS = 140
MAX_HEADING_WORDS = 18
MAX_PLAIN_HEADING_WORDS = 9
MIN_PROSE_WORDS = 12
LARGER = 1.1  # than the body
PLAIN_LEVEL, CAPITALS_LEVEL = 9, 8

NUMBERED = re.compile(
    r"^(?:\(?(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?|[A-H][.)]|[IVX]{1,4}[.)]"
    r"|(?:part|section|chapter|criterion|step) \w{1,4}[:.]?)\s+\S",
    re.I,
)
LISTED = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+[a-z]")  # "3. a survey": an item of a list
NOT_FINAL = re.compile(r"[.;,:…]$")
UNFINISHED = re.compile(
    r"\b(?:a|an|the|of|in|to|and|or|for|with|by|our|its|their|at|on|from|is|are|we)$", re.IGNORECASE
)
NAMED_DATE = re.compile(
    r"^\W*\d{1,2}(?:st|nd|rd|th)? \w+ \d{4}\W*$|^(?:signed|date[d]?|name|title|position|by)\b\s*:?", re.I
)


class Headings:
    """Decides heading or not by the document's own usage, and keeps the path."""

    def __init__(self, document: Document, paragraphs: Sequence[Paragraph]) -> None:
        sizes: Counter[float] = Counter()
        bold: Counter[bool] = Counter()
        for page in document.pages:
            for line in page.lines:
                if line.layer in SPOKEN:
                    sizes[round(line.size, 1)] += len(line.text)
                    bold[line.bold] += len(line.text)
        self._body_size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._body_bold = bold[True] > bold[False]
        looks = {self._look(p) for p in paragraphs if p.layer in SPOKEN and self._stands_out(p)}
        self._ranks = {look: rank for rank, look in enumerate(sorted(looks, reverse=True), start=1)}
        self._path: list[tuple[int, str]] = []

    @property
    def path(self) -> tuple[str, ...]:
        """Headings above the place reached, outermost first."""
        return tuple(text for _, text in self._path)

    def level(self, paragraph: Paragraph, following: Paragraph | None) -> int:
        """Return the heading's level, 1 the highest, or 0 for a paragraph that is none."""
        text = paragraph.text.strip()
        given = paragraph.pieces[0].line.heading_level
        if given:
            return given if len(text) <= 2 * MAX_HEADING_CHARS else 0
        if paragraph.in_table or paragraph.is_item or not self._could_be(text) or _is_row(paragraph):
            return 0
        if self._stands_out(paragraph):
            return self._ranks[self._look(paragraph)]
        letters = [char for char in text if char.isalpha()]
        if len(letters) >= 4 and all(char.isupper() for char in letters) and len(text.split()) <= 12:
            return CAPITALS_LEVEL
        if following is None or len(following.text.split()) < MIN_PROSE_WORDS or following.pieces[0].line.heading_level:
            return 0
        if following.text[:1].islower() or UNFINISHED.search(text):
            return 0
        plain = len(text.split()) <= MAX_PLAIN_HEADING_WORDS and len(paragraph.pieces) == 1 and "," not in text
        numbered = NUMBERED.match(text)
        return PLAIN_LEVEL if (plain or numbered) and not text.endswith(("?", "!")) else 0

    def enter(self, level: int, text: str) -> None:
        """Go under a heading: it ends those of its level and below."""
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._path.append((level, text))

    def leave(self) -> None:
        """End the last heading, as a caption's scope ends with its table."""
        self._path.pop()

    def is_caption(self, paragraph: Paragraph, following: Paragraph | None) -> bool:
        """Whether a heading in body size, without a number, stands right above a table: it heads nothing else."""
        line = paragraph.pieces[0].line
        plain = not line.heading_level and not NUMBERED.match(paragraph.text) and line.size < LARGER * self._body_size
        return plain and following is not None and following.in_table

    @staticmethod
    def _could_be(text: str) -> bool:
        if len(text) > MAX_HEADING_CHARS or len(text.split()) > MAX_HEADING_WORDS or NOT_FINAL.search(text):
            return False
        if not any(char.isalpha() for char in text) or NAMED_DATE.match(text) or LISTED.match(text):
            return False
        return not text[0].islower()

    def _stands_out(self, paragraph: Paragraph) -> bool:
        if paragraph.in_table or paragraph.is_item or _is_row(paragraph):
            return False
        if not self._could_be(paragraph.text.strip()):
            return False
        line = paragraph.pieces[0].line
        larger = self._body_size > 1 and line.size >= LARGER * self._body_size
        return larger or (line.bold and not self._body_bold)

    @staticmethod
    def _look(paragraph: Paragraph) -> tuple[float, bool, int]:
        line = paragraph.pieces[0].line
        numbered = NUMBERED.match(paragraph.text)
        depth = numbered[1].count(".") if numbered and numbered[1] else 0
        return round(line.size * 2) / 2, line.bold, -depth


def _is_row(paragraph: Paragraph) -> bool:
    """Whether a line is the head of a table without rules: pieces with wide white between them, not after a number."""
    line = paragraph.pieces[0].line
    gaps = [b[1] - a[2] for a, b in pairwise(line.stops)]
    wide = [gap for gap in gaps[NUMBERED.match(line.text) is not None :] if gap > CELL_GAP_EMS * line.size]
    return len(paragraph.pieces) == 1 and bool(wide)
