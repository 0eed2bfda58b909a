"""What lies under and over the text of a PDF page: filled shapes and pictures, in the order of drawing."""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as raw

from pipelines.extract.pdf.frame import Frame
from pipelines.extract.pdf.objects import PLAIN, Box, Drawn, Matrix, bind, bounds_of

SOLID = 230  # of 255: what covers
MIN_COVER = 4.0  # points: lower or narrower things are rules and underlines

fill_of = bind(raw.FPDFPageObj_GetFillColor, ctypes.c_int, *[ctypes.c_void_p] * 5)
stroke_of = bind(raw.FPDFPageObj_GetStrokeColor, ctypes.c_int, *[ctypes.c_void_p] * 5)
_draw_mode = bind(raw.FPDFPath_GetDrawMode, ctypes.c_int, *[ctypes.c_void_p] * 3)


@dataclass(slots=True)
class Ground:
    """What a page draws besides text: its place in the order of drawing, box, colour (None: a picture), and cover."""

    order: int
    box: Box
    colour: tuple[int, int, int] | None
    covers: bool


def colour_of(handle: int, read: Callable[..., Any]) -> tuple[int, int, int, int]:
    """Return red, green, blue and how solid, each of 255; black where the object does not say."""
    buffer = (ctypes.c_uint * 4)(0, 0, 0, 255)
    start = ctypes.addressof(buffer)
    read(handle, start, start + 4, start + 8, start + 12)
    return buffer[0], buffer[1], buffer[2], buffer[3]


def shown_box(bounds: Box, outer: Matrix, frame: Frame) -> Box:
    """Return bounds (left, bottom, right, top) within a form as a box in points from the page's top left."""
    left, bottom, right, top = bounds
    if outer is not PLAIN:
        a, b, c, d, e, f = outer
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
        xs, ys = zip(*corners, strict=True)
        left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
    x0, upper, x1, lower = frame.shown(np.array([[left, bottom, right, top]], dtype=np.float64))[0].tolist()
    return x0, upper, x1, lower


def grounds_of(drawn: Sequence[Drawn], frame: Frame, limit: int) -> list[Ground]:
    """Return the filled shapes and the pictures of a page, up to one more than the limit."""
    grounds: list[Ground] = []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for order, item in enumerate(drawn):
        if item.kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        colour: tuple[int, int, int] | None = None
        covers = True
        if item.kind == raw.FPDF_PAGEOBJ_PATH:
            _draw_mode(item.handle, ctypes.addressof(fill), ctypes.addressof(stroke))
            if not fill.value:
                continue
            red, green, blue, clear = colour_of(item.handle, fill_of)
            colour, covers = (red, green, blue), clear >= SOLID
        box = shown_box(bounds_of(item.handle), item.outer, frame)
        if min(box[2] - box[0], box[3] - box[1]) >= MIN_COVER:
            grounds.append(Ground(order, box, colour, covers))
            if len(grounds) > limit:
                break
    return grounds
