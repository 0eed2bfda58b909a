"""What people typed on a PDF: values of form fields and free-text notes, which lie outside the page's own text."""

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from pipelines.extract.page import Box
from pipelines.extract.pdf.frame import frame_of
from pipelines.extract.pdf.glyphs import Word
from pipelines.extract.pdf.words import TYPED_FONT

TEXT_FIELDS = frozenset({raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX})
TICKED_FIELDS = frozenset({raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON})
TICK_FONT = "(ticked)"  # not that of typed words: a box belongs to the label beside it
UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
MAX_NOTES = 2_000  # a page
LINE_STEP = 16.0  # points
TYPED_SIZE = 10.0  # points, where the field does not say


def typed_words(document: pypdfium2.PdfDocument, index: int) -> tuple[list[Word], list[Box]]:
    """Return each typed line as one word in its place, each box to tick as ☒ or ☐, and where fields and notes are.

    Places are points from the page's top left; a field left blank has one, too.

    Raises:
        pypdfium2.PdfiumError: The page cannot be loaded.
    """
    page = document[index]
    try:
        count = min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_NOTES)
        words: list[Word] = []
        boxes: list[Box] = []
        for i in range(count):
            note = raw.FPDFPage_GetAnnot(page.raw, i)
            if not note:
                continue
            try:
                if (box := _box(page, note)) is None:
                    continue
                value = _value(document, note)
                if value is not None:
                    words += _lines(box, value)
                    boxes.append(box)
                elif state := _tick(document, note):
                    words.append(_mark(box, state))
            finally:
                raw.FPDFPage_CloseAnnot(note)
        return words, boxes
    finally:
        page.close()


def _box(page: pypdfium2.PdfPage, note: raw.FPDF_ANNOTATION) -> Box | None:
    rect = raw.FS_RECTF()
    if raw.FPDFAnnot_GetFlags(note) & UNSEEN or not raw.FPDFAnnot_GetRect(note, rect):
        return None
    box = np.array([[rect.left, rect.bottom, rect.right, rect.top]], dtype=np.float64)
    x0, top, x1, bottom = frame_of(page).shown(box)[0].tolist()
    return x0, top, x1, bottom


def _tick(document: pypdfium2.PdfDocument, note: raw.FPDF_ANNOTATION) -> str | None:
    """Return ☒ or ☐ for a box to tick or a button of a group, None for what is neither."""
    form = document.formenv.raw if document.formenv else None
    if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_WIDGET or not form:
        return None
    if raw.FPDFAnnot_GetFormFieldType(form, note) not in TICKED_FIELDS:
        return None
    return "☒" if raw.FPDFAnnot_IsChecked(form, note) else "☐"


def _mark(box: Box, state: str) -> Word:
    x0, top, x1, bottom = box
    middle, size = (top + bottom) / 2, min(bottom - top, TYPED_SIZE)
    half = size / 2
    return {
        "text": state,
        "x0": x0,
        "x1": x1,
        "top": middle - half,
        "bottom": middle + half,
        "size": size,
        "fontname": TICK_FONT,
    }


def _value(document: pypdfium2.PdfDocument, note: raw.FPDF_ANNOTATION) -> str | None:
    """Return what a field or note holds, "" for a blank one, None for what takes no words."""
    kind = raw.FPDFAnnot_GetSubtype(note)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _text(lambda buffer, size: raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))
    form = document.formenv.raw if document.formenv else None
    if kind == raw.FPDF_ANNOT_WIDGET and form and raw.FPDFAnnot_GetFormFieldType(form, note) in TEXT_FIELDS:
        value = _text(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))
        return _chosen(form, note) or value
    return None


def _chosen(form: raw.FPDF_FORMHANDLE, note: raw.FPDF_ANNOTATION) -> str:
    """Return the choices of a list as a reader sees them; its value may be a code ("1" for "Yes, all of them")."""
    count = min(raw.FPDFAnnot_GetOptionCount(form, note), MAX_NOTES)
    chosen = [i for i in range(count) if raw.FPDFAnnot_IsOptionSelected(form, note, i)]
    return "\n".join(_label(form, note, i) for i in chosen)


def _label(form: raw.FPDF_FORMHANDLE, note: raw.FPDF_ANNOTATION, index: int) -> str:
    return _text(lambda buffer, size: raw.FPDFAnnot_GetOptionLabel(form, note, index, buffer, size))


def _text(read: Callable[[Any, int], int]) -> str:
    size = read(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")


def _lines(box: Box, value: str) -> list[Word]:
    lines = [" ".join(line.split()) for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    x0, top, x1, bottom = box
    step = min((bottom - top) / max(len(lines), 1), LINE_STEP)
    if bottom - top < 3 * LINE_STEP:  # a low field shows its text in the middle, a high one from the top
        top += (bottom - top - step * len(lines)) / 2
    return [
        {
            "text": line,
            "x0": x0,
            "x1": x1,
            "top": top + i * step,
            "bottom": top + (i + 1) * step,
            "size": TYPED_SIZE,
            "fontname": TYPED_FONT,
        }
        for i, line in enumerate(lines)
    ]
