"""Unpack a ZIP archive: every size in it is a claim, so what comes out is counted while it comes."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator

from corpora.document import Outcome
from pipelines.extract.failure import ReadingError
from pipelines.extract.inside.member import Member, is_litter
from pipelines.ingest.media import GET_AGAIN, UNPACK

MAX_MEMBERS = 2_000
MAX_RATIO = 200  # unpacked to packed, of the whole; documents pack to a tenth, drawings to a fiftieth
RATIO_FROM_BYTES = 10_000_000
PIECE_BYTES = 1 << 20
LOCAL_HEADER_BYTES = 30
UTF8_FLAG, LOCKED_FLAG = 0x800, 0x1
UNICODE_PATH = 0x7075
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


def unpack_zip(data: bytes, max_bytes: int) -> Iterator[Member]:
    """Give the members in the order of the archive's directory, without folders and a system's litter.

    Args:
        data: of the archive.
        max_bytes: that all members may have together, unpacked.

    Raises:
        ReadingError: It is damaged, or unpacks to more than is safe.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except FAULTS as error:
        raise ReadingError(Outcome.UNREADABLE, "The archive is cut off or damaged.", GET_AGAIN) from error
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _refuse_tricks(members)
        left = min(max_bytes, max(MAX_RATIO * len(data), RATIO_FROM_BYTES))
        for member in members:
            name = name_of(member)
            if is_litter(name):
                continue
            found = _member(archive, member, name, left)
            left -= len(found.data)
            yield found


def _refuse_tricks(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        reason = f"The archive holds {len(members)} files; the limit is {MAX_MEMBERS}."
        raise ReadingError(Outcome.REFUSED, reason, "Give the files that hold the statement.")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            reason = "Files of the archive lie over each other, as in an archive made to do harm."
            raise ReadingError(Outcome.REFUSED, reason, GET_AGAIN)
        end = member.header_offset + LOCAL_HEADER_BYTES + member.compress_size


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, left: int) -> Member:
    if stat.S_ISLNK(member.external_attr >> 16):
        return Member(name, b"", Outcome.NOT_A_DOCUMENT, "A link to another file, not a file.", "Give that file.")
    if member.flag_bits & LOCKED_FLAG:
        return Member(name, b"", Outcome.LOCKED, "It is locked with a password.", "Supply it without a password.")
    try:
        with archive.open(member) as file:
            pieces: list[bytes] = []
            size = 0
            while piece := file.read(PIECE_BYTES):
                size += len(piece)
                if size > left:
                    reason = "The archive unpacks to more than is safe."
                    raise ReadingError(Outcome.REFUSED, reason, UNPACK)
                pieces.append(piece)
    except NotImplementedError:
        reason = f"It is packed by a method that is not known here (number {member.compress_type})."
        return Member(name, b"", Outcome.REFUSED, reason, UNPACK)
    except FAULTS:
        reason = "It is damaged: what comes out of the archive is not what went in."
        return Member(name, b"", Outcome.UNREADABLE, reason, GET_AGAIN)
    return Member(name, b"".join(pieces))


def name_of(member: zipfile.ZipInfo) -> str:
    """Return the name as it was meant: many programs write UTF-8 without saying so."""
    if member.flag_bits & UTF8_FLAG:
        return member.filename
    if told := _unicode_path(member.extra):
        return told
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename  # as the format has it: the code page of the first PCs


def _unicode_path(extra: bytes) -> str | None:
    """Return the name from the field that Info-ZIP adds for names that are not plain."""
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == UNICODE_PATH and size > 5:
            try:
                return extra[9 : 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        extra = extra[4 + size :]
    return None
