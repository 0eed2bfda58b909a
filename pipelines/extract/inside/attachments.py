"""Files attached to a PDF: those of a portfolio, whose own page only says to use another program, and pinned ones."""

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as raw

from corpora.document import Outcome
from pipelines.extract.failure import SMALLER, ReadingError
from pipelines.extract.inside.member import Member
from pipelines.ingest.media import GET_AGAIN
from pipelines.isolate import step

MAX_ATTACHMENTS = 200
PAGES_LOOKED_AT = 12  # for pinned files where nothing speaks of any: to open a page costs as much as to read it


def attachments(data: bytes, max_bytes: int) -> Iterator[Member]:
    """Give the files attached to a PDF, then those that are pinned to its pages as notes.

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
        if count > MAX_ATTACHMENTS:
            reason = f"The PDF holds {count} attached files; the limit is {MAX_ATTACHMENTS}."
            raise ReadingError(Outcome.REFUSED, reason, SMALLER)
        seen: set[bytes] = set()
        pages = len(pdf) if b"/FileAttachment" in data else min(len(pdf), PAGES_LOOKED_AT)
        for number, member in enumerate(_members(pdf, count, pages), start=1):
            max_bytes -= len(member.data)
            if max_bytes < 0 or number > MAX_ATTACHMENTS:
                reason = "The files attached to the PDF are larger, or more, than is safe."
                raise ReadingError(Outcome.REFUSED, reason, SMALLER)
            if member.data not in seen or not member.data:  # a pinned file may be listed as attached too
                yield member
            seen.add(member.data)
    finally:
        pdf.close()


def _members(pdf: pypdfium2.PdfDocument, count: int, pages: int) -> Iterator[Member]:
    for index in range(count):
        name = f"attachment {index + 1}"
        try:
            yield _member(pdf.get_attachment(index), name)
        except pypdfium2.PdfiumError:
            yield Member(name, b"", Outcome.UNREADABLE, "The attached file is damaged.", GET_AGAIN)
    for index in range(pages):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            continue  # told by the reader of pages
        step()
        for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            note = raw.FPDFPage_GetAnnot(page.raw, at)
            try:
                is_file = raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_FILEATTACHMENT
                if is_file and (attached := raw.FPDFAnnot_GetFileAttachment(note)):
                    yield _member(pypdfium2.PdfAttachment(attached, pdf), f"attached on page {index + 1}")
            finally:
                raw.FPDFPage_CloseAnnot(note)
        page.close()


def _member(attached: pypdfium2.PdfAttachment, name: str) -> Member:
    try:
        name = attached.get_name() or name
        return Member(name, bytes(attached.get_data()))
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return Member(name, b"", Outcome.UNREADABLE, "The attached file is damaged.", GET_AGAIN)
