"""Lay lines out as the text of one page, so that every line is a slice of it."""

import re
import unicodedata
from collections.abc import Sequence

from corpora.document import Layer, Line, Outcome, Page
from pipelines.extract.failure import SMALLER, ReadingError
from pipelines.extract.layout.fragments import Stop
from pipelines.isolate import step

Box = tuple[float, float, float, float]

# Control characters that no reader sees; NUL stands where a font maps a glyph to no letter.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# Signs without any width, inside words too: of direction, of a glyph's variant, the byte-order mark.
UNSEEN = re.compile(r"[\u061c\u180e\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff]")
SHOWN = re.compile(r"[^\s\ue000-\uf8ff]")  # private codes are the icons of symbol fonts
MAX_CHARS = 10_000_000  # of a page, and of a document: two thousand full pages
LONG_CHARS = 1_000
PILED_MARKS = re.compile(r"([\u0300-\u036f]{30})[\u0300-\u036f]+")  # to compose thousands on one letter takes for ever
SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str) -> str:
    """Return the text of a line as stored: composed, without control characters or signs of no width, spaces folded."""
    if len(text) > LONG_CHARS:
        text = PILED_MARKS.sub(r"\1", text)
    return SPACES.sub(" ", UNPRINTABLE.sub(" ", unicodedata.normalize("NFC", UNSEEN.sub("", text)))).strip()


def _stops_of_clean(text: str, stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Return the stops with their offsets in the cleaned text; of two that fall together the later one stands."""
    if not stops:
        return ()
    kept = clean(text)
    places: dict[int, tuple[float, float]] = {}
    for offset, x0, x1 in stops:
        if kept != text:
            before = clean(text[:offset])
            offset = len(before) + 1 if before else 0
        if offset < len(kept):
            places[offset] = round(x0, 2), round(x1, 2)
    return tuple((offset, x0, x1) for offset, (x0, x1) in places.items())


def too_long(chars: int) -> ReadingError:
    """Return the error of a text of so many characters, more than any document has."""
    reason = f"It holds {chars / 1e6:.0f} million characters or more; the limit is {MAX_CHARS / 1e6:.0f} million."
    return ReadingError(Outcome.REFUSED, reason, SMALLER)


class PageWriter:
    """Collects the lines of one page in reading order and hands out the finished page."""

    def __init__(self, number: int, width: float | None = None, height: float | None = None, engine: str = "") -> None:
        self.number, self.width, self.height, self.engine = number, width, height, engine
        self._texts: list[str] = []
        self._lines: list[Line] = []
        self._cells: list[str] = []
        self._next = 0
        self._block = -1

    def block(self) -> int:
        """Begin a new block and return its number."""
        self._block += 1
        return self._block

    def cell(self, locator: str) -> None:
        """Note that a table has this cell: one for which no line is added is a blank of the page."""
        self._cells.append(locator)

    def add(
        self,
        text: str,
        *,
        box: Box | None = None,
        layer: Layer = Layer.BODY,
        size: float = 0.0,
        bold: bool = False,
        heading_level: int = 0,
        locator: str | None = None,
        stops: Sequence[Stop] = (),
    ) -> None:
        """Add one line to the block begun last; one without visible characters (or with icons only) is dropped.

        Raises:
            ReadingError: The page has more text than any document.
        """
        places = _stops_of_clean(text, stops)
        text = clean(text)
        if not SHOWN.search(text):
            return
        start = self._next
        end = start + len(text)
        if end > MAX_CHARS:
            raise too_long(end)
        block = max(self._block, 0)
        if box is not None:
            box = (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
        self._lines.append(
            Line(text, start, end, box, layer, round(size, 2), bold, heading_level, block, locator, places)
        )
        self._texts.append(text)
        self._next = end + 1

    def page(self, outcome: Outcome = Outcome.READ) -> Page:
        """Return the page: its text is the lines, one a line."""
        step()
        text = "\n".join(self._texts)
        width = round(self.width, 2) if self.width is not None else None
        height = round(self.height, 2) if self.height is not None else None
        written = {line.locator for line in self._lines if line.layer != Layer.HIDDEN}
        blanks = tuple(locator for locator in self._cells if locator not in written)
        return Page(self.number, text, tuple(self._lines), width, height, self.engine, outcome, blanks=blanks)
