"""Compare the unseen text that a scanner's program lays over a page with the picture of the page."""

import re
from collections.abc import Sequence

import numpy as np

from pipelines.extract.layout.fragments import Fragment
from pipelines.extract.ocr import tesseract as ocr
from pipelines.extract.ocr.words import Word
from pipelines.extract.pdf.words import fragments_of

SAMPLES = 5  # lines of a page
MIN_SAMPLE_LETTERS = 8  # of a line
MARGIN_POINTS = 3.0
GAP_PIXELS = 40
MIN_AGREEMENT = 0.5  # of the words of the sample: scanners' own OCR and Tesseract differ by a few in a hundred
WORD = re.compile(r"\w{2,}")


def sample_of(words: Sequence[Word]) -> list[Fragment]:
    """Return some lines of a text layer, spread over the page."""
    lines = [line for line in fragments_of(words) if sum(map(str.isalnum, line.text)) >= MIN_SAMPLE_LETTERS]
    step = max(len(lines) / SAMPLES, 1.0)
    return [lines[int(i * step)] for i in range(min(SAMPLES, len(lines)))]


def agrees(sample: Sequence[Fragment], grey: ocr.Grey, dpi: float) -> bool:
    """Whether the picture shows the words of the lines where they stand; a layer without whole lines is believed.

    Raises:
        OcrError: Tesseract fails.
    """
    if not sample:
        return True
    scale = dpi / ocr.POINTS
    strips = []
    for line in sample:
        x0, top, x1, bottom = line.x0, line.top - MARGIN_POINTS, line.x1, line.bottom + MARGIN_POINTS
        rows = slice(max(int(top * scale), 0), max(int(bottom * scale), 0))
        strips.append(grey[rows, max(int(x0 * scale) - GAP_PIXELS, 0) : int(x1 * scale) + GAP_PIXELS])
    sheet = np.full(
        (sum(len(strip) + GAP_PIXELS for strip in strips) + GAP_PIXELS, max(strip.shape[1] for strip in strips)),
        255,
        dtype=np.uint8,
    )
    place = GAP_PIXELS
    for strip in strips:
        sheet[place : place + len(strip), : strip.shape[1]] = strip
        place += len(strip) + GAP_PIXELS
    told = [word for line in sample for word in WORD.findall(line.text.lower())]
    seen = set(
        WORD.findall(" ".join(word["text"] for word in ocr.read_picture(sheet, dpi, ocr.ONE_BLOCK).words).lower())
    )
    return sum(word in seen for word in told) >= MIN_AGREEMENT * len(told)
