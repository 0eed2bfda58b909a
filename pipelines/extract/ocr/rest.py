"""Find the print of a picture that OCR left unread: faint print, and rows beside a line of dots."""

from collections.abc import Sequence

import numpy as np
from PIL import Image
from scipy import ndimage

from pipelines.extract.page import Box

SMALL_DPI = 100
CONTRAST = 25  # of 255, from the brightest near by: faint grey print has 60
NEAR_PIXELS = 15  # about a line and a half at that dpi
STRIP_PIXELS = 80
MIN_MARKS = 8  # dark pixels in a strip's row
LINE_PIXELS = (4, 26)  # height of a line of print
MARGIN_PIXELS = 3  # around the words that were read
DOT_POINTS = 2.2  # a leader's dot is smaller
MIN_DOTS = 12  # in a row
DOT_GAP_POINTS = 8.0  # between two dots of a row
DARK = 140  # of 255


def unread_lines(picture: Image.Image, dpi: float, words: Sequence[Box]) -> int:
    """Count what looks like print outside the words read, a line once a strip of the picture.

    Args:
        picture: level, in grey.
        dpi: its pixels an inch.
        words: boxes in points.
    """
    factor = max(1, round(dpi / SMALL_DPI))
    scale = dpi / 72 / factor
    small = np.asarray(picture.reduce(factor)).astype(np.int16)
    paper = ndimage.maximum_filter(small, NEAR_PIXELS)
    ink = paper - small >= CONTRAST
    for box in words:
        x0, top, x1, bottom = (round(side * scale) for side in box)
        rows = slice(max(top - MARGIN_PIXELS, 0), bottom + MARGIN_PIXELS + 1)
        ink[rows, max(x0 - MARGIN_PIXELS, 0) : x1 + MARGIN_PIXELS + 1] = False
    least, most = LINE_PIXELS
    lines = 0
    for start in range(0, ink.shape[1] - STRIP_PIXELS + 1, STRIP_PIXELS):
        marks = ink[:, start : start + STRIP_PIXELS].sum(axis=1) >= MIN_MARKS
        steps = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
        heights = steps[1::2] - steps[::2]
        lines += int(((heights >= least) & (heights <= most)).sum())
    return lines


def without_leaders(picture: Image.Image, dpi: float) -> Image.Image | None:
    """Return the picture without the rows of dots that lead to a page number, None where it has none."""
    pixels = np.array(picture)
    marks, count = ndimage.label(pixels < DARK)
    if not count:
        return None
    most = DOT_POINTS * dpi / 72
    pieces = ndimage.find_objects(marks)
    dots = sorted((piece for piece in pieces if all(side.stop - side.start <= most for side in piece)), key=_middle)
    gap = DOT_GAP_POINTS * dpi / 72
    rows: list[list[tuple[slice, slice]]] = []
    for dot in dots:
        row = next((row for row in reversed(rows) if _follows(row[-1], dot, gap)), None)
        if row is None:
            rows.append([dot])
        else:
            row.append(dot)
    found = False
    for row in rows:
        if len(row) >= MIN_DOTS:
            found = True
            for down, across in row:
                pixels[max(down.start - 2, 0) : down.stop + 2, max(across.start - 2, 0) : across.stop + 2] = 255
    return Image.fromarray(pixels) if found else None


def _middle(piece: tuple[slice, slice]) -> float:
    return float(piece[1].start)


def _follows(before: tuple[slice, slice], dot: tuple[slice, slice], gap: float) -> bool:
    height = before[0].stop - before[0].start
    apart = abs(before[0].stop - dot[0].stop)
    return bool(apart <= max(height / 2, 2) and 0 <= dot[1].start - before[1].stop <= gap)
