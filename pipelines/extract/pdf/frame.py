"""The frame of a PDF page: from its own space to points from the top left of the page as shown."""

from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Frame:
    """The page as shown: its box in its own space, and how far it is turned (quarters, clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        """Points from side to side, as shown."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom, as shown."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def shown(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return boxes (n, 4: left, bottom, right, top, in any order of sides) in points from the top left as shown."""
        xs, ys = np.sort(boxes[:, ::2], axis=1), np.sort(boxes[:, 1::2], axis=1)
        x0, x1, y0, y1 = xs[:, 0], xs[:, 1], ys[:, 0], ys[:, 1]
        if self.quarters == 0:
            return np.column_stack((x0 - self.left, self.top - y1, x1 - self.left, self.top - y0))
        if self.quarters == 1:
            return np.column_stack((y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left))
        if self.quarters == 2:
            return np.column_stack((self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom))
        return np.column_stack((self.top - y1, self.right - x1, self.top - y0, self.right - x0))

    def shown_matrix(self, a: float, b: float) -> tuple[float, float]:
        """Return the beginning of a writing's matrix as the page's turn makes it."""
        for _ in range(self.quarters):
            a, b = b, -a
        return a, b


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """Return the page's frame: its crop box within its media box."""
    rect = raw.FS_RECTF()
    quarters = max(raw.FPDFPage_GetRotation(page.raw), 0) % 4
    if raw.FPDF_GetPageBoundingBox(page.raw, rect):
        return Frame(rect.left, rect.bottom, rect.right, rect.top, quarters)
    width, height = page.get_size()
    return Frame(0.0, 0.0, *((height, width) if quarters % 2 else (width, height)), quarters)
