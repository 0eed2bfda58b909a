"""Where a page of a PDF shows signatures as things of their own: pictures in a sign-off block, fields, stamps, ink."""

from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from pipelines.extract.pdf.frame import Frame, frame_of
from pipelines.extract.pdf.objects import matrix_of, objects_of, times
from pipelines.report.marks import Box

MAX_WIDTH, MAX_HEIGHT = 360.0, 170.0  # points: larger pictures are a page's ground, or a scan
MAX_NOTES = 2_000  # of a page
BY_HAND = frozenset({raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK})


def signature_boxes(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, blurred: Sequence[Box]) -> list[Box]:
    """Return what is to be blurred besides, in points from the page's top left as shown.

    That is every signature field, and whole each picture, stamp or drawing by hand of which a part lies in a block.

    Args:
        document: with its forms initialised.
        page: of it.
        blurred: the sign-off blocks of the page.
    """
    frame = frame_of(page)
    found = [box for is_field, box in _notes(document, page, frame) if is_field or _touches(box, blurred)]
    if blurred:
        found += [box for box in _images(page, frame) if _is_small(box) and _touches(box, blurred)]
    return found


def _images(page: pypdfium2.PdfPage, frame: Frame) -> Iterator[Box]:
    for item in objects_of(page):
        if item.kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, e, f = times(matrix_of(item.handle), item.outer)
            xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)  # the unit square as it is placed
            yield _shown(frame, (min(xs), min(ys), max(xs), max(ys)))


def _notes(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, frame: Frame) -> Iterator[tuple[bool, Box]]:
    form = document.formenv.raw if document.formenv else None
    rect = raw.FS_RECTF()
    for i in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_NOTES)):
        note = raw.FPDFPage_GetAnnot(page.raw, i)
        if not note:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            is_field = bool(
                form
                and kind == raw.FPDF_ANNOT_WIDGET
                and raw.FPDFAnnot_GetFormFieldType(form, note) == raw.FPDF_FORMFIELD_SIGNATURE
            )
            if (is_field or kind in BY_HAND) and raw.FPDFAnnot_GetRect(note, rect):
                yield is_field, _shown(frame, (rect.left, rect.bottom, rect.right, rect.top))
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _shown(frame: Frame, box: Box) -> Box:
    x0, top, x1, bottom = frame.shown(np.array([box], dtype=np.float64))[0].tolist()
    return x0, top, x1, bottom


def _is_small(box: Box) -> bool:
    return box[2] - box[0] <= MAX_WIDTH and box[3] - box[1] <= MAX_HEIGHT


def _touches(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
