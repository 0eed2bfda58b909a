"""Passages beside a finding, as they may be shown: short, with their place, and never what is withheld."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipelines.patterns.lowered import WITHHELD
from pipelines.report.marks import lines
from pipelines.report.withheld import Withheld

MAX_QUOTE_WORDS = 25
MAX_WHOLE_WORDS = 60  # where a passage stands as proof
MAX_CONTEXT_WORDS = 30
SHORT = {"paragraph": "¶", "line": "l.", "table": "t."}  # for a cell of the map
SPACE = re.compile(r"\s+")
Row = Mapping[str, Any]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document with their place; `boxes` are (page, box) a line, empty in formats without pages.

    `text` is short, for a line of a list; `whole` is what is shown where the passage stands as proof.

    `before` and `after` are the words around it, given where there is no page to show.
    """

    text: str
    document_id: str
    sentence_id: str
    role: str = ""
    refused: str | None = None
    page: int | None = None
    locator: str | None = None
    boxes: tuple[tuple[int, Box], ...] = ()
    before: str = ""
    after: str = ""
    whole: str = ""

    @property
    def is_withheld(self) -> bool:
        """Whether its words are withheld whole."""
        return self.text == WITHHELD

    @property
    def place(self) -> str:
        """Where it stands, in words: "p. 4", or the place in a format without pages."""
        return f"p.\N{NO-BREAK SPACE}{self.page}" if self.page else self.locator or ""

    @property
    def short_place(self) -> str:
        """Where it stands, for a cell of the map."""
        if self.page:
            return str(self.page)
        place = re.fullmatch(r"(paragraph|line|table) (\d+)(?: .*)?", self.locator or "")
        return f"{SHORT[place[1]]}{place[2]}" if place else ""


@dataclass(frozen=True, eq=False)
class Texts:
    """The sentences of one document, or of one bidder's files together, with what is withheld of them."""

    sentences: Mapping[str, Row]
    order: Sequence[str]
    withheld: Mapping[str, Withheld]
    paged: frozenset[str]  # documents whose format has pages

    def clean(self, document_id: str, text: str) -> str:
        """Return a text of that document without what is withheld of it."""
        return self.withheld[document_id].clean(text) if document_id in self.withheld else text

    def passage(
        self, sentence_id: str, quote: str | None = None, role: str = "", refused: str | None = None, home: str = ""
    ) -> Passage:
        """Return a passage as it may be shown.

        Args:
            sentence_id: of a sentence; one that is not at hand gives its quote alone.
            quote: the words of the evidence; the sentence's own where not given.
            role: why it stands there.
            refused: why it does not count.
            home: the document to name where the sentence is not at hand.
        """
        row = self.sentences.get(sentence_id)
        if row is None:
            words = self.clean(home, quote or "")
            return Passage(shortened(words), home, sentence_id, role, refused, whole=shortened(words, MAX_WHOLE_WORDS))
        document = row["document_id"]
        hidden = document in self.withheld and self.withheld[document].hides(sentence_id)
        words = WITHHELD if hidden else self.clean(document, quote or row["text"])
        spans = row["spans"]
        is_paged = document in self.paged
        return Passage(
            words if words == WITHHELD else shortened(words),
            document,
            sentence_id,
            role,
            self.clean(document, refused) if refused else None,
            spans[0]["page"] if spans and is_paged else None,
            None if is_paged else row["locator"] or self._heading(row),
            tuple(lines(spans)) if is_paged else (),
            *(("", "") if is_paged or hidden else self._around(row)),
            words if words == WITHHELD else shortened(words, MAX_WHOLE_WORDS),
        )

    def _heading(self, row: Row) -> str | None:
        return f"under “{self.clean(row['document_id'], row['section'][-1])}”" if row["section"] else None

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {sentence: position for position, sentence in enumerate(self.order)}

    def _around(self, row: Row) -> tuple[str, str]:
        place = self._positions[row["sentence_id"]]
        found = []
        for step in (-1, 1):
            other = self.sentences[self.order[place + step]] if 0 <= place + step < len(self.order) else None
            is_near = other is not None and other["document_id"] == row["document_id"] and other["layer"] == "body"
            found.append(self.clean(row["document_id"], other["text"]) if is_near and other else "")
        return shortened(found[0], MAX_CONTEXT_WORDS, from_end=True), shortened(found[1], MAX_CONTEXT_WORDS)


def shortened(text: str, most: int = MAX_QUOTE_WORDS, from_end: bool = False) -> str:
    """Return at most so many words of a text, a cut shown by an ellipsis."""
    words = SPACE.split(text.strip())
    if len(words) <= most:
        return " ".join(words)
    return "… " + " ".join(words[-most:]) if from_end else " ".join(words[:most]) + " …"


def texts_of(
    sentences: Iterable[Row], withheld: Mapping[str, Withheld], paged: frozenset[str], locators: Mapping[str, str]
) -> Texts:
    """Return the texts of some documents; `locators` names a sentence's place where a format has no pages."""
    rows = {row["sentence_id"]: {**row, "locator": locators.get(row["sentence_id"])} for row in sentences}
    return Texts(rows, list(rows), withheld, paged)
