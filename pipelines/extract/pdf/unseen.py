"""Text of a PDF page that a reader cannot see: told by how it is set, and by drawing the page where doubt is left."""

import ctypes
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipelines.extract.pdf.frame import Frame
from pipelines.extract.pdf.glyphs import Glyphs
from pipelines.extract.pdf.grounds import colour_of, fill_of, grounds_of, shown_box, stroke_of
from pipelines.extract.pdf.objects import PLAIN, Box, Drawn, Matrix, bind, bounds_of
from pipelines.extract.pdf.pictured import SCALE, matching

MIN_SIZE = 1.2  # points: smaller print is read by nobody
LIGHT = 200  # of 255, the darkest channel: print as light is seen on dark ground only
FAINT = 60  # of 255: print as near to clear as this may not be seen
NEAR_COLOUR = 48  # of 255, summed over the channels: print so near to its ground may not be seen
MAX_GROUNDS = 400  # a drawing with more is judged as drawn
MIN_CONTRAST = 10  # of 255
MAX_PIXELS = 1_200  # of the drawing's longer side; else one pixel a point
MAX_CLIP_SEGMENTS = 2_000
MAX_TOLD = 2_000  # bytes of one mark
SEEN_SHARE = 0.5  # of the glyphs of a word
DOUBLE_POINTS = 2.0  # that the double of a text object may stand aside
SCAN_SHARE = 0.5  # of the page: a picture as large, with little but unseen text on it, is a scan with its text layer

_render_mode = bind(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_clip = bind(raw.FPDFPageObj_GetClipPath, ctypes.c_void_p, ctypes.c_void_p)
_clip_paths = bind(raw.FPDFClipPath_CountPaths, ctypes.c_int, ctypes.c_void_p)
_clip_segments = bind(raw.FPDFClipPath_CountPathSegments, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_clip_segment = bind(raw.FPDFClipPath_GetPathSegment, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int)
_point = bind(raw.FPDFPathSegment_GetPoint, ctypes.c_int, *[ctypes.c_void_p] * 3)
_count_marks = bind(raw.FPDFPageObj_CountMarks, ctypes.c_int, ctypes.c_void_p)
_mark = bind(raw.FPDFPageObj_GetMark, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_mark_name = bind(raw.FPDFPageObjMark_GetName, ctypes.c_int, *[ctypes.c_void_p] * 2, ctypes.c_ulong, ctypes.c_void_p)
_mark_text = bind(
    raw.FPDFPageObjMark_GetParamStringValue,
    ctypes.c_int,
    *[ctypes.c_void_p] * 2,
    ctypes.c_void_p,
    ctypes.c_ulong,
    ctypes.c_void_p,
)
_set_active = bind(raw.FPDFPageObj_SetIsActive, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)

COVERING = frozenset(
    {
        raw.FPDF_ANNOT_SQUARE,
        raw.FPDF_ANNOT_CIRCLE,
        raw.FPDF_ANNOT_POLYGON,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_REDACT,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_INK,
    }
)
STROKED_ONLY = frozenset({raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP})


@dataclass(slots=True)
class Verdict:
    """What is known of each glyph without drawing the page."""

    unseen: NDArray[np.bool_]  # (n,)
    doubtful: NDArray[np.bool_]  # (n,)
    pictured: NDArray[np.bool_]  # (n,) on a picture
    undrawn: NDArray[np.bool_]  # (n,) set not to be drawn


class Judge:
    """Tells of the glyphs of one page which a reader can see."""

    def __init__(self, page: pypdfium2.PdfPage, frame: Frame, drawn: Sequence[Drawn], layered: bool) -> None:
        self._page, self._frame, self._drawn, self._layered = page, frame, drawn, layered
        self.scanned = False  # what counts as seen is a scanner's unseen text
        self.pictured = 0.0  # share of the page that pictures fill
        self.pictures: list[Box] = []
        self.drawing_seconds = 0.0  # CPU time
        self._clips: dict[int, Box | None] = {}
        self._marks: dict[int, bool] = {}
        self.replaced = 0  # letters that the file says to read instead of those drawn

    def unseen(self, glyphs: Glyphs, parts: Sequence[int]) -> NDArray[np.bool_]:
        """Return which glyphs a reader cannot see (n,); the page is drawn where how they are set leaves doubt.

        Unseen text that a program lays over a picture counts as seen where it says what the picture shows; that of a
        picture of the whole page (`scanned`) is for OCR to confirm.
        """
        verdict = self.by_setting(glyphs, parts)
        unseen = verdict.unseen
        start = time.process_time()
        doubtful = verdict.doubtful & ~unseen
        if doubtful.any():
            unseen = unseen | (doubtful & ~self.as_drawn(glyphs, parts, doubtful))
        inside = self._inside(glyphs)
        pictured = unseen & inside & verdict.pictured
        if self.pictured >= SCAN_SHARE and int(pictured.sum()) > int((~unseen).sum()):
            self.scanned = True
            unseen = ~inside
        elif (claimed := pictured & verdict.undrawn).any():
            unseen = unseen & ~matching(self._grey(), glyphs, claimed)
        self.drawing_seconds = time.process_time() - start
        return unseen

    def _inside(self, glyphs: Glyphs) -> NDArray[np.bool_]:
        x0, top, x1, bottom = glyphs.boxes.T
        sizes = np.array([style.size for style in glyphs.styles])[glyphs.style]
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        on_page = (x >= 0) & (x <= self._frame.width) & (y >= 0) & (y <= self._frame.height)
        return np.asarray(on_page & (sizes >= MIN_SIZE), dtype=np.bool_)

    def by_setting(self, glyphs: Glyphs, parts: Sequence[int]) -> Verdict:
        """Judge by print size, place, colour, way of drawing, clip, layer, and what is drawn over and under it."""
        count = len(parts)
        unseen, doubtful = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
        clips = np.full((count, 4), (-np.inf, -np.inf, np.inf, np.inf))
        colours: list[tuple[int, int, int]] = []
        place = {part: number for number, part in enumerate(parts)}
        order = np.zeros(count, dtype=np.int64)
        held = [PLAIN] * count
        for n, item in enumerate(self._drawn):
            number = place.get(item.handle)
            if number is not None:
                order[number], held[number] = n, item.outer
        for number, part in enumerate(parts):
            mode = _render_mode(part)
            stroked = mode in STROKED_ONLY
            red, green, blue, clear = colour_of(part, stroke_of if stroked else fill_of)
            colours.append((red, green, blue))
            unseen[number] = mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE or clear == 0
            left, bottom, right, top = bounds_of(part)
            layered = self._is_layered(part, held[number])
            doubtful[number] = (
                mode == raw.FPDF_TEXTRENDERMODE_CLIP
                or clear < FAINT
                or min(red, green, blue) >= LIGHT
                or right - left == 0
                or top - bottom == 0
                or layered
            )
            box = self._clip(part, held[number])
            if box is not None:
                clips[number] = box
        again = self._drawn_again(parts, unseen)
        unseen, doubtful = unseen & ~again, doubtful & ~again
        x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
        clip = clips[glyphs.part]
        clipped = (x < clip[:, 0]) | (y < clip[:, 1]) | (x > clip[:, 2]) | (y > clip[:, 3])
        on_ground, pictured = self._on_grounds(glyphs, order, colours)
        undrawn = unseen[glyphs.part]
        maybe = doubtful[glyphs.part] | on_ground | self._under_notes(x, y)
        return Verdict(undrawn | clipped | ~self._inside(glyphs), maybe, pictured, undrawn)

    def _drawn_again(self, parts: Sequence[int], unseen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say which unseen text objects are drawn once more to be seen: PDFium gives the letters of the first only."""
        again = np.zeros(len(parts), dtype=np.bool_)
        if not unseen.any():
            return again
        known = frozenset(parts)
        doubles = [
            bounds_of(item.handle)
            for item in self._drawn
            if item.kind == raw.FPDF_PAGEOBJ_TEXT
            and item.handle not in known
            and _render_mode(item.handle) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
            and colour_of(item.handle, fill_of)[3] > 0
        ]
        for number in np.flatnonzero(unseen).tolist():
            bounds = bounds_of(parts[number])
            again[number] = any(
                all(abs(a - b) < DOUBLE_POINTS for a, b in zip(bounds, other, strict=True)) for other in doubles
            )
        return again

    def _on_grounds(
        self, glyphs: Glyphs, order: NDArray[np.int64], colours: Sequence[tuple[int, int, int]]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Say which glyphs something is drawn over or on a ground of about their colour, and which are on a picture."""
        grounds = grounds_of(self._drawn, self._frame, MAX_GROUNDS)
        found = np.zeros(len(glyphs), dtype=np.bool_)
        pictured = np.zeros(len(glyphs), dtype=np.bool_)
        if len(grounds) > MAX_GROUNDS:
            return ~found, pictured
        x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
        drawn = order[glyphs.part]
        colour = np.array(colours, dtype=np.int64).reshape(len(colours), 3)[glyphs.part]
        whole = self._frame.width * self._frame.height
        for ground in grounds:
            x0, top, x1, bottom = ground.box
            inside = (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
            if ground.covers:
                found |= inside & (drawn < ground.order)
            if ground.colour is None:
                self.pictured = min(self.pictured + (x1 - x0) * (bottom - top) / max(whole, 1.0), 1.0)
                self.pictures.append(ground.box)
                pictured |= inside
            elif inside.any():
                near = np.abs(colour - np.array(ground.colour)).sum(axis=1) < NEAR_COLOUR
                found |= inside & near & (drawn > ground.order)
        return found, pictured

    def _under_notes(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say which places lie under a note that may cover what is printed there."""
        found = np.zeros(len(x), dtype=np.bool_)
        rect = raw.FS_RECTF()
        for i in range(min(raw.FPDFPage_GetAnnotCount(self._page.raw), MAX_GROUNDS)):
            note = raw.FPDFPage_GetAnnot(self._page.raw, i)
            if note and raw.FPDFAnnot_GetSubtype(note) in COVERING and raw.FPDFAnnot_GetRect(note, rect):
                bounds = rect.left, rect.bottom, rect.right, rect.top
                x0, top, x1, bottom = shown_box(bounds, PLAIN, self._frame)
                found |= (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
            raw.FPDFPage_CloseAnnot(note)
        return found

    def _is_layered(self, part: int, outer: Matrix) -> bool:
        """Whether an object belongs to a layer, which a reader may have been kept from seeing."""
        marks = [self._is_layer(_mark(part, i)) for i in range(max(_count_marks(part), 0))]
        return any(marks) or (self._layered and outer is not PLAIN)

    def _is_layer(self, mark: int) -> bool:
        if mark not in self._marks:
            buffer = ctypes.create_string_buffer(64)
            size = ctypes.c_ulong()
            _mark_name(mark, ctypes.addressof(buffer), 64, ctypes.addressof(size))
            name = buffer.raw[: min(size.value, 64)].decode("utf-16-le", errors="replace")
            self._marks[mark] = name.rstrip("\0") == "OC"
            key = ctypes.create_string_buffer(b"ActualText")
            told = ctypes.create_string_buffer(MAX_TOLD)
            if _mark_text(mark, ctypes.addressof(key), ctypes.addressof(told), MAX_TOLD, ctypes.addressof(size)):
                value = told.raw[: min(size.value, MAX_TOLD)].decode("utf-16-le", errors="replace")
                self.replaced += sum(map(str.isalnum, value))
        return self._marks[mark]

    def _clip(self, part: int, outer: Matrix) -> Box | None:
        """Return the box outside which an object is cut off."""
        clip = _clip(part)
        count = _clip_paths(clip) if clip else 0
        box: Box | None = None
        for i in range(max(count, 0)):
            first = _clip_segment(clip, i, 0)  # objects share their clips
            if not first:
                continue
            if first not in self._clips:
                self._clips[first] = self._clip_box(clip, i, outer)
            each = self._clips[first]
            if each is not None:
                box = (
                    each
                    if box is None
                    else (max(box[0], each[0]), max(box[1], each[1]), min(box[2], each[2]), min(box[3], each[3]))
                )
        return box

    def _clip_box(self, clip: int, path: int, outer: Matrix) -> Box | None:
        x, y = ctypes.c_float(), ctypes.c_float()
        xs, ys = [], []
        for i in range(min(_clip_segments(clip, path), MAX_CLIP_SEGMENTS)):
            if segment := _clip_segment(clip, path, i):
                _point(segment, ctypes.addressof(x), ctypes.addressof(y))
                xs.append(x.value)
                ys.append(y.value)
        return shown_box((min(xs), min(ys), max(xs), max(ys)), outer, self._frame) if xs else None

    def as_drawn(self, glyphs: Glyphs, parts: Sequence[int], doubtful: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which glyphs can be seen (n,): those without which the page would look different.

        The page is drawn with the doubtful objects and without. Words are judged whole: a dot is hardly seen.
        """
        hidden = [parts[number] for number in np.unique(glyphs.part[doubtful])]
        scale = min(1.0, MAX_PIXELS / max(self._frame.width, self._frame.height, 1.0))
        before = self._pixels(scale)
        for part in hidden:
            _set_active(part, 0)
        try:
            after = self._pixels(scale)
        finally:
            for part in hidden:
                _set_active(part, 1)
        changed = np.abs(before.astype(np.int16) - after).max(axis=2) >= MIN_CONTRAST
        seen = np.ones(len(glyphs), dtype=np.bool_)
        corners = np.maximum(np.rint(glyphs.boxes * scale).astype(np.int64), 0)
        for i in np.flatnonzero(doubtful):
            x0, top, x1, bottom = corners[i]
            seen[i] = changed[top : max(bottom, top + 1), x0 : max(x1, x0 + 1)].any()
        starts = np.flatnonzero(np.append(True, glyphs.spaced[1:] | (np.diff(glyphs.part) != 0)))
        lengths = np.diff(np.append(starts, len(glyphs)))
        shares = np.add.reduceat(seen.astype(np.float64), starts) / lengths
        return np.asarray(np.repeat(shares >= SEEN_SHARE, lengths), dtype=np.bool_)

    def _grey(self) -> NDArray[np.uint8]:
        pixels = self._page.render(scale=SCALE, grayscale=True, may_draw_forms=False).to_numpy()
        return np.array(pixels if pixels.ndim == 2 else pixels[..., 0])

    def _pixels(self, scale: float) -> NDArray[np.uint8]:
        return np.array(self._page.render(scale=scale, may_draw_forms=False).to_numpy()[..., :3])
