"""Files attached to a PDF, and those of a portfolio, whose own page only says to use another program."""

from collections.abc import Iterator

import pypdfium2

from corpora.document import Outcome
from pipelines.extract.failure import SMALLER, ReadingError
from pipelines.extract.member import Member
from pipelines.ingest.media import GET_AGAIN

MAX_ATTACHMENTS = 200


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
        if count > MAX_ATTACHMENTS:
            reason = f"The PDF holds {count} attached files; the limit is {MAX_ATTACHMENTS}."
            raise ReadingError(Outcome.REFUSED, reason, SMALLER)
        for index in range(count):
            member = _member(pdf, index)
            max_bytes -= len(member.data)
            if max_bytes < 0:
                raise ReadingError(Outcome.REFUSED, "The files attached to the PDF are larger than is safe.", SMALLER)
            yield member
    finally:
        pdf.close()


def _member(pdf: pypdfium2.PdfDocument, index: int) -> Member:
    name = f"attachment {index + 1}"
    try:
        attached = pdf.get_attachment(index)
        name = attached.get_name() or name
        return Member(name, bytes(attached.get_data()))
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return Member(name, b"", Outcome.UNREADABLE, "The attached file is damaged.", GET_AGAIN)
