"""A PDF page as PDFium draws it: whether it shows print without text."""

from collections.abc import Sequence

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from scipy import ndimage

from pipelines.extract.page import Box

MAX_PIXELS = 1_200  # of the longer side; else one pixel a point, so that letters of 8 points still leave a mark
MIN_CONTRAST = 10  # of 255
NEAR_PIXELS = 11  # print stands out from the brightest this near: it may be faint, or its ground dark
MIN_INK = 40  # of 255
BLANK_CONTRAST = 24  # of 255: specks of paper
STRIP_PIXELS = 60
MIN_MARKS = 4  # dark pixels in a strip's row
LINE_PIXELS = (3, 22)  # height of a line of print
STROKE_PIXELS = 5
BUSY, STRONG = 20, 100  # of 255, the contrast within a stroke's width: of anything but a plain ground, and of print
MIN_STRONG_SHARE = 0.4  # of what is busy: prints and charts have .5 to .9, photographs up to .35


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

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands out on the whole page."""
        return int(self._grey.max()) - int(self._grey.min()) < BLANK_CONTRAST if self._grey.size else True

    def print_lines(self, known: Sequence[Box], within: Sequence[Box] | None = None) -> int:
        """Count what looks like lines of print outside the text known, a line once a strip of the page.

        Print is low runs of rows with dark marks between blank rows; strips are narrow, so that a scan may be askew.
        A photograph is dark without such gaps, a rule has no height, and a vertical line too few marks a row.

        Args:
            known: boxes of the text that is known.
            within: boxes to look into, None for the whole page.
        """
        text = self._mask(known)
        paper = ndimage.maximum_filter(np.where(text, 0, self._grey), NEAR_PIXELS)  # light letters are no paper
        ink = (paper - self._grey.astype(np.int16) >= MIN_INK) & ~text
        if within is not None:
            ink &= self._mask(within)
        lines = 0
        for start in range(0, ink.shape[1] - STRIP_PIXELS + 1, STRIP_PIXELS):
            marks = ink[:, start : start + STRIP_PIXELS].sum(axis=1) >= MIN_MARKS
            steps = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
            tops, bottoms = steps[::2], steps[1::2]
            heights = bottoms - tops
            gaps = np.append(tops[1:], ink.shape[0]) - bottoms
            lines += int(((heights >= LINE_PIXELS[0]) & (heights <= LINE_PIXELS[1]) & (gaps >= 2)).sum())
        return lines

    def is_photograph(self, box: Box, known: Sequence[Box]) -> bool:
        """Whether the box holds shades that pass into each other, and not print or lines on a plain ground.

        The text known is left out, so that print over a photograph does not make it one of print.
        """
        here = self._slices(box)
        grey = self._grey[here]
        if not grey.size:
            return False
        contrast = ndimage.maximum_filter(grey, STROKE_PIXELS) - ndimage.minimum_filter(grey, STROKE_PIXELS)
        contrast = contrast[~self._mask(known)[here]]
        return int((contrast >= STRONG).sum()) < MIN_STRONG_SHARE * int((contrast > BUSY).sum())

    def _mask(self, boxes: Sequence[Box]) -> NDArray[np.bool_]:
        mask = np.zeros(self._grey.shape, dtype=np.bool_)
        for box in boxes:
            mask[self._slices(box)] = True
        return mask

    def _slices(self, box: Box) -> tuple[slice, slice]:
        x0, top, x1, bottom = (value * self._scale for value in box)
        return slice(max(int(top) - 1, 0), max(int(bottom) + 2, 0)), slice(max(int(x0) - 1, 0), max(int(x1) + 2, 0))
