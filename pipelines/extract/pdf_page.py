"""One page of a PDF: its characters as pdfplumber gives them, turned the way they read, and laid out in order."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpora.document import Layer
from pipelines.extract.blocks import block_starts
from pipelines.extract.fragments import Fragment, Item
from pipelines.extract.layout import reading_order
from pipelines.extract.open_tables import Rule
from pipelines.extract.page import Box, PageWriter
from pipelines.extract.pdf_tables import Cells, level_rules, ruled_tables, with_tables
from pipelines.extract.pdf_words import RIGHT_TO_LEFT, Char, Word, fragments_of, words_of

UNKNOWN = "\ufffd"  # stands for a glyph that its font maps to no letter
UNMAPPED = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\ufffd]")
MIN_BODY_SHARE = 0.3  # text turned aside that is less of its page is a margin note, not body
MIN_SIZE = 1.0  # points: smaller print is seen by nobody


@dataclass(slots=True)
class PdfPageText:
    """Characters of a page by the direction in which they read (0, 90, 180, 270 degrees, counter-clockwise).

    Places are points from the top left of the page as shown (its crop box).
    """

    width: float
    height: float
    engine: str
    chars: dict[int, list[Char]]
    tables: list[Cells] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)  # level ones
    letters: int = 0
    unmapped: int = 0
    typed: list[Word] = field(default_factory=list)  # what people typed over the page

    @property
    def boxes(self) -> list[Box]:
        """Boxes of all characters."""
        return [(c["x0"], c["top"], c["x1"], c["bottom"]) for chars in self.chars.values() for c in chars]


def letters_of(text: str) -> int:
    """Count letters and digits."""
    return sum(char.isalnum() for char in text)


def page_text(width: float, height: float, engine: str, chars: Sequence[Char]) -> PdfPageText:
    """Group characters by direction, without those outside the page or too small to see."""
    groups: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        outside = char["x1"] < 0 or char["x0"] > width or char["bottom"] < 0 or char["top"] > height
        if outside or char["size"] < MIN_SIZE:
            continue
        if UNMAPPED.search(char["text"]):
            char["text"] = UNKNOWN
        groups[_direction(char["matrix"])].append(char)
    text = "".join(char["text"] for group in groups.values() for char in group)
    bad = len(UNMAPPED.findall(text)) - _bullets(groups)
    return PdfPageText(width, height, engine, dict(groups), letters=letters_of(text), unmapped=max(bad, 0))


def plumber_page(page: Any) -> PdfPageText:
    """Read a pdfplumber page; boxes count from the top left of its crop box."""
    x, y, x1, y1 = page.cropbox or page.bbox
    chars: list[Char] = [
        {
            **char,
            "size": _size(char),
            "x0": char["x0"] - x,
            "x1": char["x1"] - x,
            "top": char["top"] - y,
            "bottom": char["bottom"] - y,
        }
        for char in page.chars
    ]
    text = page_text(x1 - x, y1 - y, "pdfplumber", chars)
    text.tables, text.rules = ruled_tables(page, x, y), level_rules(page, x, y)
    return text


def _size(char: Char) -> float:
    """Return the size of a character's print; pdfplumber's is its box's height, however it reads."""
    a, b = char["matrix"][:2]
    return float(char["size"] if abs(a) >= abs(b) else char["x1"] - char["x0"])


def _bullets(groups: dict[int, list[Char]]) -> int:
    """Count unmapped glyphs that stand apart like bullets: symbol fonts rarely map them, and nothing is lost."""
    count = 0
    for chars in groups.values():
        for before, char, after in zip([None, *chars], chars, [*chars[1:], None], strict=False):
            if UNMAPPED.search(char["text"]):
                near = [
                    other
                    for other in (before, after)
                    if other
                    and other["text"].isalpha()
                    and abs(other["bottom"] - char["bottom"]) < 0.5 * char["size"]
                    and (char["x1"] - other["x0"] > -0.2 * char["size"])
                    and (other["x1"] - char["x0"] > -0.2 * char["size"])
                ]
                count += not near
    return count


def _direction(matrix: Sequence[float]) -> int:
    a, b = matrix[0], matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270


def _turn(box: Box, direction: int, width: float, height: float, back: bool = False) -> Box:
    """Turn a box so that its text reads from left to right, or back onto the page (width, height: the page's)."""
    x0, top, x1, bottom = box
    if direction == 180:
        return width - x1, height - bottom, width - x0, height - top
    if direction in (90, 270):
        # reading upwards becomes left to right by a quarter turn clockwise, and back by one the other way
        if (direction == 90) != back:
            side = width if back else height
            return side - bottom, x0, side - top, x1
        side = height if back else width
        return top, side - x1, bottom, side - x0
    return box


def lay_out(text: PdfPageText, writer: PageWriter, shows: Callable[[Box], bool]) -> None:
    """Write the page's lines in reading order; text turned aside comes last, as furniture unless it is the body.

    Lines in whose box nothing is drawn (`shows`) are HIDDEN: written for a machine, not for a reader.
    """
    total = sum(len(chars) for chars in text.chars.values())
    if text.typed and 0 not in text.chars:
        text.chars[0] = []
    for direction, chars in sorted(text.chars.items(), key=lambda item: -len(item[1])):
        body = direction == 0 or len(chars) >= MIN_BODY_SHARE * total
        turned = [_turned(char, direction, text) for char in chars]
        words = words_of(turned) + (text.typed if direction == 0 else [])
        items = with_tables(words, text.tables, text.rules) if direction == 0 else [*fragments_of(words)]
        layer = Layer.BODY if body else Layer.FURNITURE
        for region in reading_order(items):
            _write_region(region, writer, layer, direction, text, shows)


def _turned(char: Char, direction: int, text: PdfPageText) -> Char:
    if direction == 0:
        return char if char["upright"] else {**char, "upright": True}
    x0, top, x1, bottom = _turn(
        (char["x0"], char["top"], char["x1"], char["bottom"]), direction, text.width, text.height
    )
    return {**char, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "upright": True}


def _write_region(
    region: list[Item],
    writer: PageWriter,
    layer: Layer,
    direction: int,
    text: PdfPageText,
    shows: Callable[[Box], bool],
) -> None:
    run: list[Fragment] = []

    def write_lines(lines: list[Fragment], locator: str | None = None) -> None:
        for line, starts in zip(lines, block_starts(lines), strict=True):
            if starts:
                writer.block()
            box = _turn(line.box, direction, text.width, text.height, back=True)
            seen = layer if line.typed or shows(box) else Layer.HIDDEN
            level = direction == 0 and not RIGHT_TO_LEFT.search(line.text)
            stops = line.stops if level else ()
            writer.add(line.text, box=box, layer=seen, size=line.size, bold=line.bold, locator=locator, stops=stops)

    for item in region:
        if isinstance(item, Fragment):
            run.append(item)
            continue
        write_lines(run)
        run = []
        for row, column, lines in item.cells:
            write_lines(lines, f"table {item.number} row {row} cell {column}")
    write_lines(run)
