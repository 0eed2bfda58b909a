"""The text of a case as a person leafs through it: its first lines, its sentences, its last lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpora.document import Layer, Page
from pipelines.stage import Case

OPENING_LINES = 45  # of a document: a title stands here, cookie banners and menus included
CLOSING_LINES = 30  # of a document: a signature block stands here
OPENING_SENTENCES = 15
EARLY_SENTENCES = 8  # in which an author speaks of itself
UNPRINTED = (Layer.HIDDEN, Layer.QUOTED)
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9\"“‘(])")


@dataclass(frozen=True)
class Reading:
    """Lines as printed (furniture included: a running header often is the title) and sentences of the body."""

    lines: tuple[str, ...]
    sentences: tuple[str, ...]
    sizes: tuple[float, ...] = ()  # of `lines`, in points; 0 where unknown
    headings: tuple[str, ...] = ()
    first_page: int = 0  # how many of `lines` stand on the first page with text

    @cached_property
    def text(self) -> str:
        """The body with single spaces."""
        return " ".join(self.sentences)

    @cached_property
    def words(self) -> int:
        """Words of the body."""
        return len(re.findall(r"[^\W\d_]{2,}", self.text))

    @cached_property
    def opening(self) -> str:
        """The first lines, one a line."""
        return "\n".join(self.lines[:OPENING_LINES])

    @cached_property
    def closing(self) -> str:
        """The last lines, one a line."""
        return "\n".join(self.lines[-CLOSING_LINES:])


def read(case: Case) -> Reading:
    """Return the case's text; pages without sentences, and sentences without pages, are read all the same."""
    pages = case.document.pages if case.document else ()
    printed = [line for page in pages for line in _printed(page)]
    sentences = [_fold(s.text) for s in case.sentences if s.layer not in (*UNPRINTED, Layer.FURNITURE)]
    if not sentences:
        sentences = SENTENCE_END.split(" ".join(text for _, text, _ in printed))
    if not printed:
        printed = [(1, text, 0.0) for text in sentences if text]
    headings = dict.fromkeys(_fold(heading) for s in case.sentences for heading in s.section)
    first = printed[0][0] if printed else 0
    return Reading(
        lines=tuple(text for _, text, _ in printed),
        sentences=tuple(_kept(sentences)),
        sizes=tuple(size for _, _, size in printed),
        headings=tuple(_kept(headings)),
        first_page=sum(number == first for number, _, _ in printed),
    )


def _printed(page: Page) -> list[tuple[int, str, float]]:
    if not page.lines:
        return [(page.number, _fold(text), 0.0) for text in page.text.splitlines() if text.strip()]
    return [(page.number, _fold(x.text), x.size) for x in page.lines if x.layer not in UNPRINTED and x.text.strip()]


def _fold(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").replace("\ufffe", "").replace("’", "'").split())


def _kept(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text]
