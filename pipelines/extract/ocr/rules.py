"""Find the rules and the edges of shades in a level picture, by which its tables are known."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from pipelines.extract.page import Box
from pipelines.extract.pdf.rules import Edges

DPI = 150  # what rules are looked for at
POINTS = 72.0
THICK_PIXELS = 9  # a rule is thinner: four points
RULE_CONTRAST = 20  # of 255, from what lies on both sides
SHADE_CONTRAST = 14  # between what lies above and below, or left and right
LEVEL_PIXELS = 60  # the shortest level rule: 29 points, longer than any stroke of print
UPRIGHT_PIXELS = 36  # the shortest upright one: a row of a table is as high
MAX_SHARE_IN_WORDS = 0.5  # of an edge's length
GAP_PIXELS = 2  # that a scan may break a rule by


def edges_in(picture: Image.Image, dpi: float, words: Sequence[Box]) -> Edges:
    """Return the rules and edges of shades, in points from the picture's top left.

    Args:
        picture: level, in grey.
        dpi: its pixels an inch.
        words: boxes of the print, in points: what runs through a word, or under it, is no rule.
    """
    factor = max(1, round(dpi / DPI))
    grey = np.asarray(picture.reduce(factor)).astype(np.int16)
    boxes: list[tuple[float, float, float, float]] = []
    is_rule: list[bool] = []
    points = POINTS * factor / dpi
    for axis, length in ((0, LEVEL_PIXELS), (1, UPRIGHT_PIXELS)):
        rules = _runs(_thin(grey, axis), 1 - axis, length)
        near = ndimage.maximum_filter1d(rules, THICK_PIXELS, axis=axis)
        shades = _runs(_steps(grey, axis) & ~near, 1 - axis, length)
        for marks, rule in ((rules, True), (shades, False)):
            for box in _boxes(marks, axis):
                boxes.append(box)
                is_rule.append(rule)
    if not boxes:
        return Edges()
    found = np.array(boxes) * points
    free = _share_in(found, np.array(words).reshape(-1, 4)) < MAX_SHARE_IN_WORDS
    return Edges(found[free], np.array(is_rule)[free])


def _share_in(edges: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much of each edge (n, 4) lies in words (m, 4): its length there by its whole length, (n,)."""
    x0, top, x1, bottom = (edges[:, None, side] for side in range(4))
    left, upper, right, lower = (words[None, :, side] for side in range(4))
    across = np.minimum(x1, right) - np.maximum(x0, left)
    down = np.minimum(bottom, lower) - np.maximum(top, upper)
    inside = np.where((across >= 0) & (down >= 0), np.maximum(across, down), 0.0).sum(axis=1)
    return np.asarray(inside / np.maximum(x1 - x0, bottom - top)[:, 0])


def _thin(grey: NDArray[np.int16], axis: int) -> NDArray[np.bool_]:
    """Mark what is darker, or lighter, than both sides within the thickness of a rule."""
    dark = ndimage.grey_closing(grey, size=_size(axis)) - grey
    light = grey - ndimage.grey_opening(grey, size=_size(axis))
    return np.asarray((dark >= RULE_CONTRAST) | (light >= 2 * RULE_CONTRAST))


def _size(axis: int) -> tuple[int, int]:
    return (THICK_PIXELS, 1) if axis == 0 else (1, THICK_PIXELS)


def _steps(grey: NDArray[np.int16], axis: int) -> NDArray[np.bool_]:
    """Mark where one shade meets another."""
    return np.asarray(np.abs(ndimage.correlate1d(grey, [-1, 0, 0, 1], axis=axis)) >= SHADE_CONTRAST)


def _runs(marks: NDArray[np.bool_], axis: int, length: int) -> NDArray[np.bool_]:
    """Keep marks that run on along an axis; small gaps are closed."""
    closed = ndimage.minimum_filter1d(
        ndimage.maximum_filter1d(marks, GAP_PIXELS + 1, axis=axis), GAP_PIXELS + 1, axis=axis
    )
    opened = ndimage.minimum_filter1d(closed, length, axis=axis, mode="constant", cval=False)
    return np.asarray(
        ndimage.maximum_filter1d(opened, length, axis=axis, mode="constant", cval=False, origin=-(length + 1) % 2)
    )


def _boxes(marks: NDArray[np.bool_], axis: int) -> list[tuple[float, float, float, float]]:
    """Return each run as a line without thickness: x0, top, x1, bottom in pixels."""
    labels, _ = ndimage.label(marks, structure=np.ones((3, 3)))
    found = []
    for piece in ndimage.find_objects(labels):
        thickness = piece[axis].stop - piece[axis].start
        if thickness > THICK_PIXELS:
            continue
        middle = (piece[axis].start + piece[axis].stop) / 2
        start, end = float(piece[1 - axis].start), float(piece[1 - axis].stop)
        found.append((start, middle, end, middle) if axis == 0 else (middle, start, middle, end))
    return found
