"""Put the picture of a page upright and level, and lead places back to the picture as it was."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipelines.extract.page import Box

SKEW_DPI = 100  # enough to see the lines
MAX_SKEW = 3.0  # degrees
COARSE_STEP, FINE_STEP = 0.25, 0.05
MIN_SKEW = 0.1  # a line of 500 points then drifts by less than a point
MIN_INK = 300  # pixels: with less there are no lines to go by
INK = 75  # of 255 from white


@dataclass(frozen=True, slots=True)
class Place:
    """How a picture was turned: quarter turns counter-clockwise, then `skew` degrees counter-clockwise.

    Width and height are those of the picture turned by quarters, in points.
    """

    quarters: int
    skew: float
    width: float
    height: float

    @property
    def is_plain(self) -> bool:
        """Whether nothing was turned."""
        return not self.quarters and not self.skew

    def back(self, box: Box) -> Box:
        """Return the box in the picture as it was that holds a box of the picture put right."""
        x0, top, x1, bottom = box
        corners = [self._back(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = zip(*corners, strict=True)
        if self.skew:  # the turned box is larger than the print in it: keep its height at the middle
            spare = abs(math.sin(math.radians(self.skew)))
            lost_x, lost_y = spare * (bottom - top) / 2, spare * (x1 - x0) / 2
            lost_x, lost_y = (lost_y, lost_x) if self.quarters % 2 else (lost_x, lost_y)
            lost_y = min(lost_y, (bottom - top) / 4)
            return min(xs) + lost_x, min(ys) + lost_y, max(xs) - lost_x, max(ys) - lost_y
        return min(xs), min(ys), max(xs), max(ys)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        angle = math.radians(self.skew)
        dx, dy = x - self.width / 2, y - self.height / 2
        x = self.width / 2 + dx * math.cos(angle) - dy * math.sin(angle)
        y = self.height / 2 + dx * math.sin(angle) + dy * math.cos(angle)
        width, height = self.width, self.height
        for _ in range(self.quarters):  # a quarter turn clockwise each
            x, y = height - y, x
            width, height = height, width
        return x, y


def level(picture: Image.Image, dpi: float) -> tuple[Image.Image, float]:
    """Return the picture with its lines level, and by how many degrees counter-clockwise it was turned for that."""
    rows, columns, weights, height = _ink(np.asarray(picture), dpi)
    if len(rows) < MIN_INK:
        return picture, 0.0
    coarse = np.arange(-MAX_SKEW, MAX_SKEW + 0.01, COARSE_STEP)
    best = max(coarse, key=lambda angle: _sharpness(rows, columns, weights, height, float(angle)))
    fine = np.arange(best - COARSE_STEP, best + COARSE_STEP + 0.01, FINE_STEP)
    skew = float(max(fine, key=lambda angle: _sharpness(rows, columns, weights, height, float(angle))))
    if abs(skew) < MIN_SKEW:
        return picture, 0.0
    return picture.rotate(-skew, resample=Image.Resampling.BICUBIC, fillcolor=255), -skew


def _ink(grey: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64], int]:
    """Return rows, columns and darkness of the dark pixels of the picture made small, and its longer side."""
    small = np.asarray(Image.fromarray(grey).reduce(max(1, round(dpi / SKEW_DPI))))
    dark = 255 - small.astype(np.float64)
    rows, columns = np.nonzero(dark > INK)
    return rows, columns, dark[rows, columns], max(small.shape)


def _sharpness(
    rows: NDArray[np.intp], columns: NDArray[np.intp], weights: NDArray[np.float64], side: int, angle: float
) -> float:
    """Return how sharply ink and paper part along lines at that angle."""
    shifted = np.rint(rows + math.tan(math.radians(angle)) * columns).astype(np.intp) + side
    profile = np.bincount(shifted.clip(0, 3 * side), weights=weights, minlength=3 * side + 1)
    return float((np.diff(profile) ** 2).sum())
