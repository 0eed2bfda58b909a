"""What a PDF page draws, object by object in the order of drawing, by PDFium."""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

MAX_DEPTH = 5  # forms within forms
MAX_OBJECTS = 100_000  # a page's

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def bind(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a PDFium function that takes and gives addresses as numbers: faster than typed pointers."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address(pointer: Any) -> int:
    """Return a PDFium handle as a number."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


_kind = bind(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_object = bind(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_form_object = bind(raw.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_form_count = bind(raw.FPDFFormObj_CountObjects, ctypes.c_int, ctypes.c_void_p)
_matrix = bind(raw.FPDFPageObj_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_bounds = bind(raw.FPDFPageObj_GetBounds, ctypes.c_int, *[ctypes.c_void_p] * 5)


class Drawn(NamedTuple):
    """One object: its handle, its kind (text, path, image, shading), and the matrix of the form that it lies in."""

    handle: int
    kind: int
    outer: Matrix


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one after the other."""
    if then == PLAIN:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def matrix_of(handle: int) -> Matrix:
    """Return an object's own matrix."""
    buffer = raw.FS_MATRIX()
    if not _matrix(handle, ctypes.addressof(buffer)):
        return PLAIN
    return buffer.a, buffer.b, buffer.c, buffer.d, buffer.e, buffer.f


def bounds_of(handle: int) -> Box:
    """Return the left, bottom, right and top of an object's ink in the space of the form or page that it lies in."""
    buffer = (ctypes.c_float * 4)()
    start = ctypes.addressof(buffer)
    if not _bounds(handle, start, start + 4, start + 8, start + 12):
        return 0.0, 0.0, 0.0, 0.0
    return buffer[0], buffer[1], buffer[2], buffer[3]


def objects_of(page: pypdfium2.PdfPage) -> list[Drawn]:
    """Return what a page draws, in order; what forms hold stands in their place."""
    found: list[Drawn] = []
    handle = address(page.raw)
    for i in range(raw.FPDFPage_CountObjects(page.raw)):
        for item in _each(_object(handle, i), PLAIN, 0):
            found.append(item)
            if len(found) >= MAX_OBJECTS:
                return found
    return found


def _each(item: int | None, outer: Matrix, depth: int) -> Iterator[Drawn]:
    if not item:
        return
    kind = _kind(item)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield Drawn(item, kind, outer)
    elif depth < MAX_DEPTH:
        inner = times(matrix_of(item), outer)
        for i in range(max(_form_count(item), 0)):
            yield from _each(_form_object(item, i), inner, depth + 1)
