"""Unpack what holds other files: archives, e-mails, and PDFs with attachments."""

from collections.abc import Iterator

from pipelines.extract.inside.archive import unpack_zip
from pipelines.extract.inside.member import Member
from pipelines.ingest.media import MAIL, PDF, ZIP

MAX_UNPACKED_BYTES = 500_000_000  # of one file


def unpack(data: bytes, media_type: str, max_bytes: int = MAX_UNPACKED_BYTES) -> Iterator[Member]:
    """Give the files inside a file; none where its type holds none.

    Args:
        data: of the outer file.
        media_type: of it.
        max_bytes: that all members may have together.

    Raises:
        ReadingError: It is damaged, locked, or holds more than is safe.
    """
    if media_type == ZIP:
        return unpack_zip(data, max_bytes)
    if media_type == MAIL:
        from pipelines.extract.inside.email import unpack_mail

        return unpack_mail(data, max_bytes)
    if media_type == PDF:
        from pipelines.extract.inside.attachments import attachments

        return attachments(data, max_bytes)
    return iter(())
