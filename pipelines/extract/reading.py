"""Read one file by its type, in this process: what a worker does with each file, and what tests of readers call."""

import errno
import hashlib
import importlib
import json
import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from corpora.document import Document, Outcome, Source
from pipelines.extract.failure import ReadingError
from pipelines.extract.furniture import mark_furniture
from pipelines.extract.garbled import mark_garbled
from pipelines.extract.inside.member import as_source, numbered, shown_name
from pipelines.extract.inside.unpack import MAX_UNPACKED_BYTES, unpack
from pipelines.extract.page import MAX_CHARS, too_long
from pipelines.ingest.media import DOCX, GET_AGAIN, HTML, MAIL, PDF, PICTURES, TEXT, XLSX, ZIP

logger = logging.getLogger(__name__)

Reader = Callable[[bytes, str], Document]

# by name: a process that reads web pages has no need of what reads PDF
READERS = {
    PDF: "pipelines.extract.pdf.document:read_pdf",
    DOCX: "pipelines.extract.docx.document:read_docx",
    XLSX: "pipelines.extract.xlsx.document:read_xlsx",
    HTML: "pipelines.extract.html.document:read_html",
    TEXT: "pipelines.extract.text:read_text",
    MAIL: "pipelines.extract.inside.email:read_mail",
    **dict.fromkeys(PICTURES, "pipelines.extract.ocr.image:read_image"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave: the source with what is to be said of it, its own text, and the files inside it."""

    source: Source
    document: Document | None = None  # None for what only holds other files
    members: tuple[Source, ...] = ()

    __pydantic_config__ = ConfigDict(ser_json_inf_nan="constants")


@cache
def readings() -> TypeAdapter[Reading]:
    """Return what turns a reading into JSON and back, with every type checked."""
    return TypeAdapter(Reading)


def read_source(source: Source, spool: Path | None = None, max_bytes: int = MAX_UNPACKED_BYTES) -> Reading:
    """Return what a file says and holds; one that cannot be read is a document with outcome, reason and remedy.

    Args:
        source: as ingest, or its outer file, gives it, with the outcome READ.
        spool: folder for the files inside it; None leaves those aside.
        max_bytes: that these may have together.

    Raises:
        MemoryError: A fresh process may have enough.
    """
    document_id, media_type = source.document_id or "", source.media_type or ""

    def failed(outcome: Outcome, reason: str, remedy: str | None) -> Reading:
        return Reading(source, Document(document_id, media_type, (), outcome, reason, remedy))

    try:
        data = Path(source.place).read_bytes()
        if hashlib.sha256(data).hexdigest() != document_id:
            return failed(Outcome.UNREADABLE, "The file changed while the run was under way.", "Run again.")
        members: tuple[Source, ...] = ()
        left_out: ReadingError | None = None
        if spool:
            try:
                members = _members(source, data, spool, max_bytes)
            except ReadingError as error:
                if media_type == ZIP:
                    raise
                left_out = error  # a document may say what it has to say although what is attached to it is refused
        if media_type == ZIP:
            return _container(source, members)
        try:
            document = mark_garbled(mark_furniture(_reader(media_type)(data, document_id)))
        except ReadingError as error:
            if error.outcome == Outcome.EMPTY and members:
                return _container(source, members)
            raise
        return Reading(source, _checked(document, left_out), members)
    except ReadingError as error:
        return failed(error.outcome, str(error), error.advice)
    except RecursionError:
        return failed(Outcome.REFUSED, "The file's parts are nested too deeply to be read safely.", GET_AGAIN)
    except MemoryError:
        raise
    except Exception as error:  # one document's failure becomes its row
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return failed(Outcome.REFUSED, "There is no room on the disk to unpack it.", "Make room, and run again.")
        logger.warning("%s cannot be read", source.path, exc_info=True)
        return failed(Outcome.UNREADABLE, f"The file is damaged: {type(error).__name__}.", GET_AGAIN)


def work(request: Any) -> bytes:
    """Do what a worker is asked: read one file, and return the reading as JSON.

    Args:
        request: document_id, media_type, modified and held of the source, spool and max_bytes as `read_source` has
            them. The path stays with the parent, and paths of members are given from there on.
    """
    spool = Path(request["spool"])
    tempfile.tempdir = str(spool)  # what a reader leaves behind goes when the spool goes
    source = Source("", request["document_id"], request["media_type"], 0, request["modified"])
    reading = read_source(replace(source, held=request["held"]), spool, request["max_bytes"])
    # the parent knows the place, which need not be UTF-8
    return readings().dump_json(replace(reading, source=replace(reading.source, held=None)))


def ask(source: Source, spool: Path, max_bytes: int) -> bytes:
    """Return the request that has a worker read this source."""
    return json.dumps(
        {
            "document_id": source.document_id,
            "media_type": source.media_type,
            "modified": source.modified,
            "held": str(Path(source.place).absolute()),
            "spool": str(spool),
            "max_bytes": max_bytes,
        }
    ).encode()


def _reader(media_type: str) -> Reader:
    module, name = READERS[media_type].split(":")
    reader: Reader = getattr(importlib.import_module(module), name)
    return reader


def _members(source: Source, data: bytes, spool: Path, max_bytes: int) -> tuple[Source, ...]:
    taken: set[str] = set()
    return tuple(
        as_source(member, source, numbered(shown_name(member.name), taken), spool)
        for member in unpack(data, source.media_type or "", max_bytes)
    )


def _container(source: Source, members: tuple[Source, ...]) -> Reading:
    """Return the reading of what has no text of its own."""
    if not members:
        reason = "The archive holds no file."
        return Reading(replace(source, outcome=Outcome.EMPTY, reason=reason, remedy=GET_AGAIN))
    rows = "its file is a row of its own" if len(members) == 1 else f"its {len(members)} files are rows of their own"
    what = "An archive" if source.media_type == ZIP else "No text of its own"
    return Reading(replace(source, reason=f"{what}: {rows}."), None, members)


def _checked(document: Document, left_out: ReadingError | None) -> Document:
    """Return the document with a title that can be stored, and a warning where what is attached to it is left out.

    Raises:
        ReadingError: It has more text than any document.
    """
    chars = sum(len(page.text) for page in document.pages)
    if chars > MAX_CHARS:
        raise too_long(chars)
    if document.title is not None:
        document = replace(document, title=document.title.encode("utf-8", "replace").decode("utf-8"))
    if left_out is None or not document.outcome.has_text:
        return document
    reason = " ".join(filter(None, (document.reason, f"Files attached to it are left out: {left_out}")))
    return replace(document, outcome=Outcome.READ_WITH_WARNING, reason=reason, remedy=left_out.advice)
