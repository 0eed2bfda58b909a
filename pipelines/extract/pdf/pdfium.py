"""The first reader: glyphs of a PDF page by PDFium, in few calls a glyph."""

import ctypes
import math
from collections.abc import Sequence

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipelines.extract.pdf.frame import Frame
from pipelines.extract.pdf.glyphs import ASKEW, DESCENT, UNKNOWN, WORD_GAP_EMS, Glyphs, Style, direction_of
from pipelines.extract.pdf.objects import Drawn, address, bind, bounds_of

SPACES = np.array([0x20, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 9, 10, 11, 12, 13])
LINE_END_HYPHEN = (0x02, 0xFFFE)  # PDFium's own marks for one at a line's end
MAX_NAME = 256
LEVEL_SLOPE = math.tan(math.radians(ASKEW))
MIN_ADVANCE_EMS = 0.08  # of the size: no space is as narrow
OPEN_GAP_EMS = 0.1  # of the size: between letters kerned apart and words set close


_text_object = bind(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_loose_box = bind(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_unicode = bind(raw.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_font_of = bind(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_map_error = bind(raw.FPDFText_HasUnicodeMapError, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


def read_glyphs(text: pypdfium2.PdfTextPage, frame: Frame, drawn: Sequence[Drawn]) -> tuple[Glyphs, list[int]]:
    """Return a page's glyphs and the text objects that drew them (`part` counts them).

    Args:
        text: the page's text.
        frame: the page's frame.
        drawn: all that the page draws, in order.
    """
    handle, count = address(text.raw), text.count_chars()
    codes = _codes(handle, text, count)
    objects = np.array([_text_object(handle, i) or 0 for i in range(count)], dtype=np.uint64)
    written = objects != 0  # PDFium puts in spaces and line ends of its own; gaps tell as much
    space = np.isin(codes, SPACES)
    places = np.flatnonzero(written & ~space)
    boxes = _boxes(handle, places)
    spaces = np.cumsum(space & written)
    spaced = np.diff(spaces[places], prepend=0) > 0
    pointers, firsts, part = np.unique(objects[places], return_index=True, return_inverse=True)
    parts = [int(pointer) for pointer in pointers]
    glyphs = Glyphs(codes[places], boxes, spaced, part.astype(np.int32), np.zeros(len(places), dtype=np.int32), [])
    _set_styles(text, frame, glyphs, places, parts, [int(places[i]) for i in firsts])
    spaces_at = _spaces_before(parts, drawn)
    glyphs.spaced[firsts] |= _is_space(glyphs, firsts, spaces_at - frame.left)
    guesses = np.cumsum(space & ~written)
    glyphs.spaced |= _likely_spaces(glyphs, np.diff(guesses[places], prepend=0) > 0)
    return glyphs, parts


def _likely_spaces(glyphs: Glyphs, guessed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say where PDFium sees a space that the file does not write and a gap leaves it open."""
    likely = np.zeros(len(glyphs), dtype=np.bool_)
    if len(glyphs):
        sizes = np.array([style.size for style in glyphs.styles])[glyphs.style]
        gaps = glyphs.boxes[1:, 0] - glyphs.boxes[:-1, 2]
        likely[1:] = guessed[1:] & (gaps > OPEN_GAP_EMS * sizes[:-1]) & (gaps <= WORD_GAP_EMS * sizes[:-1])
    return likely


def _spaces_before(parts: list[int], drawn: Sequence[Drawn]) -> NDArray[np.float64]:
    """Return where an object that holds spaces only is drawn before each text object, NaN where none is.

    PDFium's text leaves such objects out.
    """
    known = {part: number for number, part in enumerate(parts)}
    places = np.full(len(parts), np.nan)
    space = np.nan
    for item in drawn:
        if item.kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        number = known.get(item.handle)
        if number is not None:
            places[number] = space
            space = np.nan
        else:
            left, bottom, right, top = bounds_of(item.handle)
            if left == right and bottom == top:  # without ink, unlike the double of another object
                space = left
    return places


def _is_space(glyphs: Glyphs, firsts: NDArray[np.intp], spaces_at: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say of objects without ink that they are spaces: empty ones and soft hyphens do not move on what follows."""
    if not len(glyphs):
        return np.zeros(0, dtype=np.bool_)
    sizes = np.array([style.size for style in glyphs.styles])[glyphs.style[firsts]]
    moved = np.abs(glyphs.boxes[firsts, 0] - spaces_at)
    return np.asarray(~np.isnan(spaces_at) & (moved > MIN_ADVANCE_EMS * sizes))


def _codes(handle: int, text: pypdfium2.PdfTextPage, count: int) -> NDArray[np.int32]:
    buffer = (ctypes.c_ushort * (count + 1))()
    codes: NDArray[np.int32]
    if raw.FPDFText_GetText(text.raw, 0, count, buffer) == count + 1 and count:
        codes = np.frombuffer(bytes(buffer), dtype=np.uint16)[:count].astype(np.int32)
    else:  # glyphs without a letter have no place in the text, and rare letters have two
        codes = np.array([_unicode(handle, i) for i in range(count)], dtype=np.int64).astype(np.int32)
    odd = np.flatnonzero((codes < 32) & (codes != 9) & (codes != 10) & (codes != 13) | (codes >= 0xFFFE))
    for i in odd:
        hyphen = codes[i] in LINE_END_HYPHEN and raw.FPDFText_IsHyphen(text.raw, int(i)) == 1
        codes[i] = 0x2D if hyphen else ord(UNKNOWN)
    return codes


def _boxes(handle: int, places: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return boxes as wide as a glyph's advance, not its ink, in the page's own space."""
    buffer = np.zeros((len(places), 4), dtype=np.float32)
    start = buffer.ctypes.data
    for i, place in enumerate(places.tolist()):
        _loose_box(handle, place, start + 16 * i)
    return buffer[:, [0, 3, 2, 1]].astype(np.float64)  # FS_RECTF: left, top, right, bottom


def _set_styles(
    text: pypdfium2.PdfTextPage,
    frame: Frame,
    glyphs: Glyphs,
    places: NDArray[np.intp],
    parts: list[int],
    first_glyphs: list[int],
) -> None:
    """Find how each object is set, stand its glyphs on its line, and mark what its font maps to no letter."""
    names: dict[int, str] = {}
    styles: dict[Style, int] = {}
    style_of, font_of = [], []
    lines = np.zeros((len(parts), 3))  # slope, and a point on the line of level writing
    sizes = np.zeros(len(parts))
    turned: list[int] = []
    matrix = raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for number, (part, first) in enumerate(zip(parts, first_glyphs, strict=True)):
        font = _font_of(part) or 0
        if font not in names:
            names[font] = _font_name(font)
        a, b, height = 1.0, 0.0, 1.0
        if raw.FPDFText_GetMatrix(text.raw, first, matrix):
            a, b = matrix.a, matrix.b
            height = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
        size = (raw.FPDFText_GetFontSize(text.raw, first) or 1.0) * max(height, 1e-3)
        raw.FPDFText_GetCharOrigin(text.raw, first, x, y)
        sizes[number] = size
        if a > 0 and abs(b) <= LEVEL_SLOPE * a:
            lines[number] = b / a, x.value, y.value
        else:
            turned.append(number)
        style = Style(names[font], round(size, 2), direction_of(*frame.shown_matrix(a, b)))
        style_of.append(styles.setdefault(style, len(styles)))
        font_of.append(font)
    glyphs.styles = list(styles)
    glyphs.style = np.array(style_of, dtype=np.int32)[glyphs.part] if parts else glyphs.style
    _stand(glyphs, lines, sizes)
    for number in turned:
        _stand_turned(text, glyphs, places, number, font_of[number], sizes[number])
    glyphs.boxes = frame.shown(glyphs.boxes) if len(glyphs) else glyphs.boxes
    _mark_unmapped(text, glyphs, places, np.array(font_of, dtype=np.uint64))


def _font_name(font: int) -> str:
    buffer = ctypes.create_string_buffer(MAX_NAME)
    raw.FPDFFont_GetBaseFontName(ctypes.cast(font, raw.FPDF_FONT), buffer, MAX_NAME)
    return buffer.value.decode("utf-8", errors="replace")


def _stand(glyphs: Glyphs, lines: NDArray[np.float64], sizes: NDArray[np.float64]) -> None:
    """Make boxes of level writing as high as its size, standing on its line: fonts say their height as they like."""
    if not len(glyphs):
        return
    slope, x, y = lines[glyphs.part].T
    size = sizes[glyphs.part]
    base = y + slope * (glyphs.boxes[:, 0] - x)
    glyphs.boxes[:, 1] = base - DESCENT * size
    glyphs.boxes[:, 3] = base + (1 - DESCENT) * size


def _stand_turned(
    text: pypdfium2.PdfTextPage, glyphs: Glyphs, places: NDArray[np.intp], number: int, font: int, size: float
) -> None:
    """Make the boxes of an object whose writing is turned, from where its glyphs begin and how wide its font is."""
    matrix = raw.FS_MATRIX()
    x, y, width = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
    handle = ctypes.cast(font, raw.FPDF_FONT)
    origin, whole, first = (np.nan, np.nan), 0.0, 0
    for i in np.flatnonzero(glyphs.part == number):
        place = int(places[i])
        raw.FPDFText_GetMatrix(text.raw, place, matrix)
        raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
        length = (matrix.a * matrix.a + matrix.b * matrix.b) ** 0.5 or 1.0
        along = matrix.a / length, matrix.b / length
        up = -along[1], along[0]
        points = raw.FPDFText_GetFontSize(text.raw, place) or 1.0
        raw.FPDFFont_GetGlyphWidth(handle, int(glyphs.codes[i]), points, width)
        advance = (width.value or 0.5 * points) * length
        here = x.value, y.value
        if here == origin:  # the letters of a ligature begin where it begins: all of them together are as wide as it
            whole += advance
        else:
            origin, whole, first = here, advance, int(i)
        corners = [
            (here[0] + along[0] * s + up[0] * t, here[1] + along[1] * s + up[1] * t)
            for s in (0.0, whole)
            for t in (-DESCENT * size, (1 - DESCENT) * size)
        ]
        xs, ys = zip(*corners, strict=True)
        glyphs.boxes[first : i + 1] = min(xs), min(ys), max(xs), max(ys)


def _mark_unmapped(
    text: pypdfium2.PdfTextPage, glyphs: Glyphs, places: NDArray[np.intp], fonts: NDArray[np.uint64]
) -> None:
    """Mark glyphs that their font maps to no letter; PDFium then gives their number in the font."""
    if not len(glyphs):
        return
    _, number = np.unique(fonts, return_inverse=True)
    keys = number[glyphs.part].astype(np.int64) << 32 | glyphs.codes
    _, firsts, inverse = np.unique(keys, return_index=True, return_inverse=True)
    handle = address(text.raw)
    bad = np.array([_map_error(handle, int(places[i])) == 1 for i in firsts])
    glyphs.codes[bad[inverse]] = ord(UNKNOWN)
