"""Whether unseen text over a picture says what the picture shows: its words must stand where the picture has print."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipelines.extract.pdf.glyphs import WORD_GAP_EMS, Glyphs

SCALE = 2.0  # pixels a point
MIN_CONTRAST = 40  # of 255, of print on its ground
LEVEL = 0.2  # of the size, between glyphs of one line
MIN_INK = 0.5  # of a word's columns
MIN_LINES = 0.5  # of the lines fit: then the others do whose words have ink
MAX_MARGIN = 0.6  # of the size, beside a line: white there as between words
SHRINK = 0.25  # of a gap, on either side: letters reach a little beyond their place
SHIFTS = (0, 1, -1, 2, -2, 3, -3)  # pixels: the text may lie a little beside the picture's print
MIN_WORDS, MIN_GAPS = 0.8, 0.7  # shares of a line's words that have ink, and of its gaps that is white

Grey = NDArray[np.uint8]


def matching(grey: Grey, glyphs: Glyphs, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which of the glyphs asked for (n flags) belong to lines whose words and gaps are those of the picture.

    Args:
        grey: the page as drawn, `SCALE` pixels a point.
        glyphs: the page's glyphs.
        asked: glyphs that are not drawn themselves.
    """
    found = np.zeros(len(glyphs), dtype=np.bool_)
    places = np.flatnonzero(asked)
    if not len(places):
        return found
    boxes = glyphs.boxes[places]
    sizes = np.array([style.size for style in glyphs.styles])[glyphs.style[places]]
    same_line = (np.abs(np.diff(boxes[:, 3])) < LEVEL * sizes[1:]) & (np.diff(boxes[:, 0]) >= 0)
    same_word = same_line & ~glyphs.spaced[places][1:] & (boxes[1:, 0] - boxes[:-1, 2] < WORD_GAP_EMS * sizes[1:])
    words = np.split(np.arange(len(places)), np.flatnonzero(~same_word) + 1)
    lines: list[list[NDArray[np.intp]]] = []
    for word in words:
        if lines and same_line[word[0] - 1]:
            lines[-1].append(word)
        else:
            lines.append([word])
    fits = [_fits(grey, boxes, float(sizes[line[0][0]]), line) for line in lines]
    if sum(white for _, white in fits) < MIN_LINES * len(lines):
        return found
    for line, (inked, _) in zip(lines, fits, strict=True):
        found[places[np.concatenate(line)]] = inked
    return found


def _fits(grey: Grey, boxes: NDArray[np.float64], size: float, line: list[NDArray[np.intp]]) -> tuple[bool, bool]:
    """Whether a line's words have ink, and whether its gaps are white, too."""
    edges = [(float(boxes[word[0], 0]), float(boxes[word, 2].max())) for word in line]
    top, bottom = float(boxes[line[0], 1].min()), float(boxes[line[0], 3].max())
    start = max(round((edges[0][0] - size) * SCALE), 0)
    strip = grey[max(round(top * SCALE), 0) : round(bottom * SCALE), start : round((edges[-1][1] + size) * SCALE)]
    if strip.size == 0:
        return False, False
    marks = np.abs(strip.astype(np.int16) - np.median(strip)) >= MIN_CONTRAST
    ink: NDArray[np.bool_] = np.asarray(marks.any(axis=0))
    gaps = [(edges[0][0] - MAX_MARGIN * size, edges[0][0]), (edges[-1][1], edges[-1][1] + MAX_MARGIN * size)]
    gaps += [(before[1], after[0]) for before, after in pairwise(edges)]
    gaps = [(x0 + SHRINK * (x1 - x0), x1 - SHRINK * (x1 - x0)) for x0, x1 in gaps if x1 > x0]
    inked = [shift for shift in SHIFTS if _share(ink, edges, start - shift, True)]
    return bool(inked), any(_share(ink, gaps, start - shift, False) for shift in inked)


def _share(ink: NDArray[np.bool_], parts: list[tuple[float, float]], start: int, is_word: bool) -> bool:
    """Whether enough of the parts (left, right in points) are words by their ink, or white between words."""
    shares = []
    for x0, x1 in parts:
        first = max(round(x0 * SCALE) - start, 0)
        columns = ink[first : max(round(x1 * SCALE) - start, first + 1)]
        shares.append(float(columns.mean()) if columns.size else 0.0)
    if is_word:
        return sum(share >= MIN_INK for share in shares) >= MIN_WORDS * len(parts)
    return sum(shares) <= (1 - MIN_GAPS) * len(parts)
