"""A PDF page read by one engine or the other, with what its readers need to know of it."""

import unicodedata
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from pipelines.extract.pdf.frame import frame_of
from pipelines.extract.pdf.glyphs import UNKNOWN, Glyphs, Style, direction_of
from pipelines.extract.pdf.objects import objects_of
from pipelines.extract.pdf.page import PdfPageText, page_text
from pipelines.extract.pdf.pdfium import MIN_ADVANCE_EMS, read_glyphs
from pipelines.extract.pdf.rules import edges_of, level_rules, ruled_tables
from pipelines.extract.pdf.unseen import MIN_SIZE, Judge

MAX_CHARS_A_PAGE = 50_000


class TooLongError(ValueError):
    """A page holds more characters than any page of print."""


def pdfium_page(document: pypdfium2.PdfDocument, index: int, layered: bool = False) -> PdfPageText:
    """Read a page's words by PDFium; `layered` where the document may have layers switched off.

    Raises:
        pypdfium2.PdfiumError: The page cannot be loaded.
        TooLongError: It holds too many characters.
    """
    page = document[index]
    try:
        frame = frame_of(page)
        textpage = page.get_textpage()
        if textpage.count_chars() > MAX_CHARS_A_PAGE:
            raise TooLongError(f"page {index + 1} holds {textpage.count_chars()} characters")
        drawn = objects_of(page)
        glyphs, parts = read_glyphs(textpage, frame, drawn)
        judge = Judge(page, frame, drawn, layered)
        text = page_text(frame.width, frame.height, "pdfium", glyphs, judge.unseen(glyphs, parts))
        text.scanned, text.pictured, text.drawing_seconds = judge.scanned, judge.pictured, judge.drawing_seconds
        text.replaced, text.pictures = judge.replaced, judge.pictures
        return text
    finally:
        page.close()


def find_tables(text: PdfPageText, document: pypdfium2.PdfDocument, index: int) -> None:
    """Add the tables that a page's rules show.

    Raises:
        pypdfium2.PdfiumError: The page cannot be loaded.
    """
    page = document[index]
    try:
        edges = edges_of(objects_of(page), frame_of(page))
    finally:
        page.close()
    text.tables, text.rules = ruled_tables(edges), level_rules(edges)


def plumber_page(page: Any) -> PdfPageText:
    """Read the words of a pdfplumber page; boxes count from the top left of its crop box."""
    x, y, x1, y1 = page.cropbox or page.bbox
    styles: dict[Style, int] = {}
    codes: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    spaced: list[bool] = []
    style: list[int] = []
    blank: Any = None  # the first of the spaces before a glyph
    for char in page.chars:
        if not char["text"].strip():
            blank = blank or char
            continue
        a, b = char["matrix"][:2]
        size = float(char["size"] if abs(a) >= abs(b) else char["x1"] - char["x0"])
        moved = max(abs(char["x0"] - blank["x0"]), abs(char["top"] - blank["top"])) if blank else 0.0
        space, blank = moved > MIN_ADVANCE_EMS * size, None  # a soft hyphen does not move on what follows
        number = styles.setdefault(Style(char["fontname"], round(size, 2), direction_of(a, b)), len(styles))
        for code in _codes(char["text"]):
            codes.append(code)
            boxes.append((char["x0"] - x, char["top"] - y, char["x1"] - x, char["bottom"] - y))
            spaced.append(space)
            style.append(number)
            space = False
    count = len(codes)
    glyphs = Glyphs(
        np.array(codes, dtype=np.int32),
        np.array(boxes, dtype=np.float64).reshape(count, 4),
        np.array(spaced, dtype=np.bool_),
        np.zeros(count, dtype=np.int32),
        np.array(style, dtype=np.int32),
        list(styles),
    )
    return page_text(x1 - x, y1 - y, "pdfplumber", glyphs, _off_page_or_tiny(glyphs, x1 - x, y1 - y))


def _codes(text: str) -> list[int]:
    """Return the letters of one glyph, a ligature's one by one."""
    if text.startswith("(cid:"):
        return [ord(UNKNOWN)]
    text = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
    return [ord(UNKNOWN) if ord(c) < 32 else ord(c) for c in text if not c.isspace()]


def _off_page_or_tiny(glyphs: Glyphs, width: float, height: float) -> NDArray[np.bool_]:
    x0, top, x1, bottom = glyphs.boxes.T
    sizes = np.array([style.size for style in glyphs.styles])[glyphs.style] if len(glyphs) else np.zeros(0)
    outside = (x1 < 0) | (x0 > width) | (bottom < 0) | (top > height)
    return np.asarray(outside | (sizes < MIN_SIZE), dtype=np.bool_)
