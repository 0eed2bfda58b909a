"""Read a Word document as it would be printed: headings, paragraphs, lists, tables, text boxes, notes."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from corpora.document import Document, Layer, Outcome
from pipelines.extract.docx.pictures import is_large
from pipelines.extract.docx.story import Story
from pipelines.extract.failure import ReadingError
from pipelines.extract.package import Package, local
from pipelines.extract.page import PageWriter
from pipelines.ingest.media import DOCX, GET_AGAIN

BLOCKS = ("p", "tbl", "sdt", "altChunk", "AlternateContent", "customXml", "smartTag", "sectPr", "background")
MIN_WORDS = 100  # of a document: with fewer, its pictures may be its pages
MIN_PICTURE_BYTES = 60_000
NOTES = ("footnote", "endnote")


def read_docx(data: bytes, document_id: str) -> Document:
    """Return the document as one page; locators are "paragraph 12" and "table 2 row 3 cell 1" (a column of its grid).

    Inserted text (tracked changes) is in; deleted text, and whatever else a reader cannot see, is HIDDEN. Headers,
    footers and contents lists are FURNITURE. Comments are QUOTED: seen, but not what the document itself says.

    Raises:
        ReadingError: The container is damaged, unpacks to more than is safe, or holds no words.
    """
    package = Package(data, "Word document")
    part = next((r.target for r in package.references("").values() if r.kind == "officeDocument"), "word/document.xml")
    body = package.data(part)
    if body is None:
        raise ReadingError(Outcome.UNREADABLE, "The Word document is damaged.", GET_AGAIN)
    writer = PageWriter(1, engine="lxml")
    story = Story(package, part, writer)
    story.furniture("header")
    stream = _Stream(body)
    large = 0
    for element in stream:
        story.read([element])
        large += sum(is_large(picture) for picture in element.iter("{*}pic", "{*}imagedata"))
    story.finish()
    for kind in NOTES:
        story.notes(kind)
    story.comments()
    story.furniture("footer")
    page = writer.page()
    layers = {line.layer for line in page.lines}
    if not layers & {Layer.BODY, Layer.HIDDEN}:
        if stream.damaged:
            raise ReadingError(Outcome.UNREADABLE, "The Word document is damaged.", GET_AGAIN)
        if package.pictures():
            reason = "The Word document holds pictures and no words."
            raise ReadingError(Outcome.NEEDS_OCR, reason, "Save it as PDF and give that file.")
        raise ReadingError(Outcome.EMPTY, "The Word document holds no words.", GET_AGAIN)
    words = sum(len(line.text.split()) for line in page.lines if line.layer == Layer.BODY)
    unread = max(large, package.pictures(MIN_PICTURE_BYTES)) if words < MIN_WORDS else 0
    warnings = list(_warnings(story.unseen, story.unread, stream.damaged or bool(package.damaged), unread))
    outcome = Outcome.READ_WITH_WARNING if warnings else Outcome.READ
    return Document(document_id, DOCX, (page,), outcome, " ".join(warnings) or None, title=package.title())


def _warnings(unseen: Counter[str], unread: int, damaged: bool, pictures: int) -> Iterator[str]:
    if unseen:
        counts = ", ".join(f"{n} {'passage' if n == 1 else 'passages'} {why}" for why, n in unseen.items())
        yield f"Text that is hidden or taken back is kept apart: {counts}."
    if unread:
        yield f"Files embedded in the document are not read ({unread}): give them by themselves."
    if pictures:
        yield f"Most of the document is pictures ({pictures}), whose words are not read: give it as PDF."
    if damaged:
        yield "The document is damaged: what could be read of it was."


class _Stream:
    """The blocks of a document's body one by one, each forgotten when the next is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.damaged = False

    def __iter__(self) -> Iterator[Any]:
        tags = [f"{{*}}{name}" for name in BLOCKS]
        events = etree.iterparse(
            io.BytesIO(self._data),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            recover=True,
            huge_tree=False,
        )
        for _, element in events:
            parent = element.getparent()
            if parent is None or local(parent) not in ("body", "document"):
                continue
            yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
        for entry in events.error_log:
            if "depth" in entry.message.lower():
                raise RecursionError
            self.damaged |= entry.level_name == "FATAL"
