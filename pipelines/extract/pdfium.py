"""The second reader: characters of a PDF page by PDFium, and whether the page as drawn shows print without text."""

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from pipelines.extract.page import Box
from pipelines.extract.pdf_page import PdfPageText, page_text

MAX_PIXELS = 1_200  # of the longer side; else one pixel a point, so that letters of 8 points still leave a mark
MIN_CONTRAST = 10  # of 255
DARK = 200  # of 255
STRIP_PIXELS = 60
MIN_MARKS = 4  # dark pixels in a strip's row
LINE_PIXELS = (3, 22)  # height of a line of print


def pdfium_page(document: pypdfium2.PdfDocument, index: int) -> PdfPageText:
    """Read the characters of a page with their places, as pdfplumber would give them.

    Raises:
        pypdfium2.PdfiumError: The page cannot be loaded.
    """
    page = document[index]
    try:
        width, height = page.get_size()  # as shown: turned, and cut to the crop box
        text = page.get_textpage()
        chars = [char for i in range(text.count_chars()) if (char := _char(page, text, i, width, height))]
        return page_text(width, height, "pdfium", chars)
    finally:
        page.close()


def _char(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, i: int, width: float, height: float
) -> dict[str, Any] | None:
    code = raw.FPDFText_GetUnicode(text.raw, i)
    if code in (0xFFFE, 0xFFFF, 10, 13) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return None
    rect = raw.FS_RECTF()  # "loose": as high as the font and as wide as the advance, not the ink
    if not raw.FPDFText_GetLooseCharBox(text.raw, i, rect):
        return None
    size = float(raw.FPDFText_GetFontSize(text.raw, i)) or 1.0
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text.raw, i, matrix):
        a, b = float(matrix.a), float(matrix.b)
        size *= max((a * a + b * b) ** 0.5, 1e-3)
    else:
        a, b = 1.0, 0.0
    corners = [on_page(page, width, height, x, y) for x, y in ((rect.left, rect.bottom), (rect.right, rect.top))]
    x0, x1 = sorted(corner[0] for corner in corners)
    y0, y1 = sorted(corner[1] for corner in corners)
    for _ in range(page.get_rotation() // 90):  # a page turned clockwise turns the writing's direction with it
        a, b = b, -a
    return {
        "text": chr(code),
        "x0": x0,
        "x1": x1,
        "top": y0,
        "bottom": y1,
        "doctop": y0,
        "upright": abs(a) >= abs(b),
        "size": round(size, 2),
        "fontname": "bold" if raw.FPDFText_GetFontWeight(text.raw, i) >= 600 else "regular",
        "matrix": (a, b, 0.0, 1.0, 0.0, 0.0),
    }


def on_page(page: pypdfium2.PdfPage, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    """Return a point of the page's own space in hundredths-exact points from its top left as shown."""
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    scale = 100
    raw.FPDF_PageToDevice(page.raw, 0, 0, int(width * scale), int(height * scale), 0, x, y, device_x, device_y)
    return device_x.value / scale, device_y.value / scale


class PageImage:
    """A page as PDFium draws it, in grey: tells what of it can be seen.

    Raises:
        pypdfium2.PdfiumError: The page cannot be drawn.
    """

    def __init__(self, document: pypdfium2.PdfDocument, index: int) -> None:
        page = document[index]
        try:
            width, height = page.get_size()
            self._scale = min(1.0, MAX_PIXELS / max(width, height, 1.0))
            pixels = page.render(scale=self._scale, grayscale=True, may_draw_forms=False).to_numpy()
        finally:
            page.close()
        self._grey = np.array(pixels if pixels.ndim == 2 else pixels[..., 0])

    def shows(self, box: Box) -> bool:
        """Whether anything stands out inside the box (points from the page's top left); True off the page."""
        inside = self._grey[self._slices(box)]
        return inside.size == 0 or int(inside.max()) - int(inside.min()) >= MIN_CONTRAST

    def print_lines(self, known: Sequence[Box]) -> int:
        """Count what looks like lines of print outside the text known, a line once a strip of the page.

        Print is low runs of rows with dark marks between blank rows; strips are narrow, so that a scan may be askew.
        A photograph is dark without such gaps, a rule has no height, and a vertical line too few marks a row.
        """
        grey = self._grey.copy()
        for box in known:
            grey[self._slices(box)] = 255
        lines = 0
        for start in range(0, grey.shape[1] - STRIP_PIXELS + 1, STRIP_PIXELS):
            marks = (grey[:, start : start + STRIP_PIXELS] <= DARK).sum(axis=1) >= MIN_MARKS
            steps = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
            tops, bottoms = steps[::2], steps[1::2]
            heights = bottoms - tops
            gaps = np.append(tops[1:], grey.shape[0]) - bottoms
            lines += int(((heights >= LINE_PIXELS[0]) & (heights <= LINE_PIXELS[1]) & (gaps >= 2)).sum())
        return lines

    def _slices(self, box: Box) -> tuple[slice, slice]:
        x0, top, x1, bottom = (value * self._scale for value in box)
        return slice(max(int(top) - 1, 0), max(int(bottom) + 2, 0)), slice(max(int(x0) - 1, 0), max(int(x1) + 2, 0))
