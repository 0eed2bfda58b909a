"""Files attached to a PDF, to a note on a page, or in a portfolio, whose own page only says to use another program."""

import re
import zlib
from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from corpora.document import Outcome
from pipelines.extract.failure import SMALLER, ReadingError
from pipelines.extract.member import Member
from pipelines.ingest.media import GET_AGAIN

MAX_ATTACHMENTS = 200
CLIP = b"/FileAttachment"
PACKED_OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
MAX_PACKED_BYTES = 4_000_000  # of objects, as a safeguard


def attachments(data: bytes, max_bytes: int) -> Iterator[Member]:
    """Give the files attached to a PDF.

    Args:
        data: of the PDF.
        max_bytes: that they may have together.

    Raises:
        ReadingError: There are more, or they are larger, than is safe.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return  # the reader of its pages says why
    try:
        count = pdf.count_attachments()
        clipped = list(_clipped(pdf)) if _has_clips(data) else []
        if count + len(clipped) > MAX_ATTACHMENTS:
            reason = f"The PDF holds {count + len(clipped)} attached files; the limit is {MAX_ATTACHMENTS}."
            raise ReadingError(Outcome.REFUSED, reason, SMALLER)
        for index in range(count + len(clipped)):
            member = _member(pdf, index, clipped[index - count :] if index >= count else ())
            max_bytes -= len(member.data)
            if max_bytes < 0:
                raise ReadingError(Outcome.REFUSED, "The files attached to the PDF are larger than is safe.", SMALLER)
            yield member
    finally:
        pdf.close()


def _has_clips(data: bytes) -> bool:
    """Whether a note that holds a file may stand on a page: only then are the pages loaded for it."""
    if CLIP in data:
        return True
    for found in PACKED_OBJECTS.finditer(data):
        try:
            if CLIP in zlib.decompressobj().decompress(memoryview(data)[found.end() :], MAX_PACKED_BYTES):
                return True
        except zlib.error:
            continue
    return False


def _clipped(pdf: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfAttachment]:
    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            continue  # the reader of the pages says so
        for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            note = raw.FPDFPage_GetAnnot(page.raw, number)
            if not note:
                continue
            if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_FILEATTACHMENT and (
                attached := raw.FPDFAnnot_GetFileAttachment(note)
            ):
                yield pypdfium2.PdfAttachment(attached, pdf)
            raw.FPDFPage_CloseAnnot(note)


def _member(pdf: pypdfium2.PdfDocument, index: int, clipped: Sequence[pypdfium2.PdfAttachment]) -> Member:
    name = f"attachment {index + 1}"
    try:
        attached = clipped[0] if clipped else pdf.get_attachment(index)
        name = attached.get_name() or name
        return Member(name, bytes(attached.get_data()))
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return Member(name, b"", Outcome.UNREADABLE, "The attached file is damaged.", GET_AGAIN)
