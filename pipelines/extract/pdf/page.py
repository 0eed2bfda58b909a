"""One page of a PDF, whichever engine read it: its words by direction, and how they are laid out in order."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from corpora.document import Layer
from pipelines.extract.layout.blocks import block_starts
from pipelines.extract.layout.fragments import Fragment, Item
from pipelines.extract.layout.margin import without_line_numbers
from pipelines.extract.layout.open_tables import Rule
from pipelines.extract.layout.order import reading_order
from pipelines.extract.page import Box, PageWriter
from pipelines.extract.pdf.glyphs import UNKNOWN, Glyphs, Word, turn_back, words_by_direction
from pipelines.extract.pdf.tables import Cells, with_tables
from pipelines.extract.pdf.words import RIGHT_TO_LEFT, TOUCH_EMS, fragments_of

PRIVATE = re.compile(r"[\ue000-\uf8ff]")
MIN_BODY_SHARE = 0.3  # text turned aside that is less of its page is a margin note, not body


@dataclass(slots=True)
class PdfPageText:
    """Words of a page by the direction in which they read (whole degrees counter-clockwise).

    Places are points from the top left of the page as shown (its crop box), for words turned aside in the frame in
    which they read.
    """

    width: float
    height: float
    engine: str
    words: dict[int, list[Word]]
    tables: list[Cells] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)  # level ones
    letters: int = 0
    unmapped: int = 0
    unseen: dict[int, list[Word]] = field(default_factory=dict)  # words that a reader cannot see
    typed: list[Word] = field(default_factory=list)  # what people typed over the page
    drawn: list[Word] = field(default_factory=list)  # what OCR read of the page's picture
    pictured: float = 0.0  # share of the page that pictures fill
    pictures: list[Box] = field(default_factory=list)
    replaced: int = 0  # letters that stand for others, which are drawn (marked as the "actual text")
    drawing_seconds: float = 0.0  # CPU time for checks that need the page drawn
    scanned: bool = False  # the words are those that a scanner's program lays, unseen, over its picture of the page

    @property
    def boxes(self) -> list[Box]:
        """Boxes of all words, as they stand on the page."""
        return [
            turn_back((w["x0"], w["top"], w["x1"], w["bottom"]), direction, self.width, self.height)
            for direction, words in self.words.items()
            for w in words
        ]

    def hide(self, is_unseen: Callable[[Box], bool]) -> None:
        """Set the words apart whose box, as it stands on the page, shows nothing."""
        for direction, words in self.words.items():
            boxes = (
                turn_back((w["x0"], w["top"], w["x1"], w["bottom"]), direction, self.width, self.height) for w in words
            )
            unseen = [is_unseen(box) for box in boxes]
            self.unseen.setdefault(direction, []).extend(compress(words, unseen))
            self.words[direction] = [word for word, hidden in zip(words, unseen, strict=True) if not hidden]
        self.letters = sum(letters_of(word["text"]) for words in self.words.values() for word in words)

    def words_without(self, other: "PdfPageText") -> dict[int, list[Word]]:
        """Return the words that another reading of the page does not have."""
        found: dict[int, list[Word]] = {}
        for direction, words in self.words.items():
            left = Counter(word["text"] for word in other.words.get(direction, []))
            for word in words:
                left[word["text"]] -= 1
                if left[word["text"]] < 0:
                    found.setdefault(direction, []).append(word)
        return found


def letters_of(text: str) -> int:
    """Count letters and digits."""
    return sum(map(str.isalnum, text))


def page_text(width: float, height: float, engine: str, glyphs: Glyphs, unseen: NDArray[np.bool_]) -> PdfPageText:
    """Make words of glyphs, those that a reader cannot see (n flags) apart."""
    words = words_by_direction(glyphs.where(~unseen), width, height)
    _mark_private(words)
    hidden = words_by_direction(glyphs.where(unseen), width, height) if unseen.any() else {}
    text = "".join(word["text"] for group in words.values() for word in group)
    bad = text.count(UNKNOWN) - sum(map(_bullets, words.values())) if UNKNOWN in text else 0
    return PdfPageText(width, height, engine, words, letters=letters_of(text), unmapped=max(bad, 0), unseen=hidden)


def _mark_private(words: dict[int, list[Word]]) -> None:
    """Mark private characters inside words as unmapped: only their font knows them. What stands alone is an icon."""
    for word in (word for group in words.values() for word in group):
        if PRIVATE.search(word["text"]) and any(map(str.isalpha, word["text"])):
            word["text"] = PRIVATE.sub(UNKNOWN, word["text"])


def _bullets(words: list[Word]) -> int:
    """Count unmapped glyphs that stand apart like bullets: symbol fonts rarely map them, and nothing is lost."""
    return sum(
        word["text"] == UNKNOWN and not any(_touches(word, other) for other in (before, after) if other)
        for before, word, after in zip([None, *words], words, [*words[1:], None], strict=False)
    )


def _touches(word: Word, other: Word) -> bool:
    """Whether a word stands against letters: then it is a part of theirs that only its font sets apart."""
    near = TOUCH_EMS * word["size"]
    level = abs(other["bottom"] - word["bottom"]) < 0.5 * word["size"]
    apart = max(word["x0"] - other["x1"], other["x0"] - word["x1"])
    edge = other["text"][-1] if other["x0"] < word["x0"] else other["text"][0]
    return bool(level and apart < near and edge.isalpha())


def lay_out(text: PdfPageText, writer: PageWriter) -> None:
    """Write the page's lines in reading order; text turned aside comes last, as furniture unless it is the body.

    What a reader cannot see comes after all, as HIDDEN: it was written for a machine.
    """
    lengths = {direction: sum(len(word["text"]) for word in words) for direction, words in text.words.items()}
    total = sum(lengths.values())
    groups = text.words if 0 in text.words or not (text.typed or text.drawn) else {**text.words, 0: []}
    for direction, plain in sorted(groups.items(), key=lambda item: -lengths.get(item[0], 0)):
        body = direction == 0 or lengths[direction] >= MIN_BODY_SHARE * total
        words = [*plain, *text.typed, *text.drawn] if direction == 0 else plain
        items = with_tables(words, text.tables, text.rules) if direction == 0 else [*fragments_of(words)]
        layer = Layer.BODY if body else Layer.FURNITURE
        items, numbers = without_line_numbers(items)
        for region in reading_order(items):
            _write_region(region, writer, layer, direction, text)
        _write_region(numbers, writer, Layer.FURNITURE, direction, text)
    for direction, words in text.unseen.items():
        for region in reading_order(fragments_of(words)):
            _write_region(region, writer, Layer.HIDDEN, direction, text)


def _write_region(
    region: list[Item],
    writer: PageWriter,
    layer: Layer,
    direction: int,
    text: PdfPageText,
) -> None:
    run: list[Fragment] = []

    def write_lines(lines: list[Fragment], locator: str | None = None) -> None:
        for line, starts in zip(lines, block_starts(lines), strict=True):
            if starts:
                writer.block()
            box = turn_back(line.box, direction, text.width, text.height)
            level = direction == 0 and not RIGHT_TO_LEFT.search(line.text)
            stops = line.stops if level else ()
            writer.add(line.text, box=box, layer=layer, size=line.size, bold=line.bold, locator=locator, stops=stops)

    for item in region:
        if isinstance(item, Fragment):
            run.append(item)
            continue
        write_lines(run)
        run = []
        for row, column, lines in item.cells:
            write_lines(lines, f"table {item.number} row {row} cell {column}")
    write_lines(run)
