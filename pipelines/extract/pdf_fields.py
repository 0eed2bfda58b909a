"""What people typed on a PDF: values of form fields and free-text notes, which lie outside the page's own text."""

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from pipelines.extract.pdf_frame import frame_of
from pipelines.extract.pdf_glyphs import Word
from pipelines.extract.pdf_words import TYPED_FONT

TEXT_FIELDS = frozenset({raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX})
UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
MAX_NOTES = 2_000  # a page
LINE_STEP = 16.0  # points
TYPED_SIZE = 10.0  # points, where the field does not say


def typed_words(document: pypdfium2.PdfDocument, index: int) -> list[Word]:
    """Return each typed line as one word in its place (points from the page's top left).

    Raises:
        pypdfium2.PdfiumError: The page cannot be loaded.
    """
    page = document[index]
    try:
        count = min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_NOTES)
        words: list[Word] = []
        for i in range(count):
            note = raw.FPDFPage_GetAnnot(page.raw, i)
            if not note:
                continue
            try:
                words += _lines(page, note, _value(document, note))
            finally:
                raw.FPDFPage_CloseAnnot(note)
        return words
    finally:
        page.close()


def _value(document: pypdfium2.PdfDocument, note: raw.FPDF_ANNOTATION) -> str:
    if raw.FPDFAnnot_GetFlags(note) & UNSEEN:
        return ""
    kind = raw.FPDFAnnot_GetSubtype(note)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _text(lambda buffer, size: raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))
    form = document.formenv.raw if document.formenv else None
    if kind == raw.FPDF_ANNOT_WIDGET and form and raw.FPDFAnnot_GetFormFieldType(form, note) in TEXT_FIELDS:
        return _text(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))
    return ""


def _text(read: Callable[[Any, int], int]) -> str:
    size = read(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")


def _lines(page: pypdfium2.PdfPage, note: raw.FPDF_ANNOTATION, value: str) -> list[Word]:
    lines = [" ".join(line.split()) for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    rect = raw.FS_RECTF()
    if not lines or not raw.FPDFAnnot_GetRect(note, rect):
        return []
    box = np.array([[rect.left, rect.bottom, rect.right, rect.top]], dtype=np.float64)
    x0, top, x1, bottom = frame_of(page).shown(box)[0].tolist()
    step = min((bottom - top) / len(lines), LINE_STEP)
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
