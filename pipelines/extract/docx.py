"""Read a Word document as it would be printed: headings, paragraphs, lists, tables, text boxes, notes."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from corpora.document import Document, Layer, Outcome
from pipelines.extract.docx_text import Paragraph, Styles, local, paragraphs_of, visible
from pipelines.extract.failure import ReadingError
from pipelines.extract.page import PageWriter
from pipelines.ingest.media import DOCX, GET_AGAIN

MAX_UNPACKED_BYTES = 500_000_000
MAX_XML_BYTES = 80_000_000
MAX_RATIO = 400  # unpacked to packed, for parts of size: XML packs to a tenth, seldom to a fiftieth
MAX_MEMBERS = 10_000
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


def read_docx(data: bytes, document_id: str) -> Document:
    """Return the document as one page; locators are "paragraph 12" and "table 2 row 3 cell 1".

    Deleted text (tracked changes) is out, inserted text in; headers and footers are furniture; comments are left out.

    Raises:
        ReadingError: The container is damaged, unpacks to more than is safe, or holds no words.
    """
    _guard(data)
    word = _open(data)
    writer = PageWriter(1, engine="python-docx")
    styles = Styles(word)
    reader = _Reader(writer, styles)
    reader.furniture(word, header=True)
    reader.body(word.element.body)
    reader.notes(word)
    reader.furniture(word, header=False)
    page = writer.page()
    if not any(line.layer == Layer.BODY for line in page.lines):
        raise ReadingError(Outcome.EMPTY, "The Word document holds no words.", GET_AGAIN)
    title = (word.core_properties.title or "").strip() or None
    return Document(document_id, DOCX, (page,), title=title)


def _guard(data: bytes) -> None:
    """Refuse a container that unpacks to more than is safe.

    Raises:
        ReadingError: As said.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadingError(Outcome.UNREADABLE, "The Word document is cut off or damaged.", GET_AGAIN) from error
    total = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        raise ReadingError(Outcome.LOCKED, "The container is locked with a password.", "Supply it without a password.")
    bomb = any(m.file_size > 5_000_000 and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members)
    large = any(m.filename.endswith((".xml", ".rels")) and m.file_size > MAX_XML_BYTES for m in members)
    if bomb or large or total > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        reason = f"The Word document unpacks to {total / 1e6:.0f} MB, more than is safe to read."
        raise ReadingError(Outcome.REFUSED, reason, "Save it anew without its pictures, or as PDF.")


def _open(data: bytes) -> WordDocument:
    try:
        return docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError, zipfile.BadZipFile, AttributeError):
        pass
    try:  # a "Strict" document differs in its namespaces only; a part that is named but missing is dropped
        return docx.Document(io.BytesIO(_repaired(data)))
    except (
        KeyError,
        ValueError,
        PackageNotFoundError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        AttributeError,
    ) as error:
        raise ReadingError(Outcome.UNREADABLE, "The Word document is damaged.", GET_AGAIN) from error


def _repaired(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.endswith((".xml", ".rels")) and STRICT in content:
                for strict, usual in TRANSITIONAL.items():
                    content = content.replace(strict, usual)
            target.writestr(member.filename, content)
    return out.getvalue()


class _Reader:
    """Writes the lines of a Word document in reading order."""

    def __init__(self, writer: PageWriter, styles: Styles) -> None:
        self._writer, self._styles = writer, styles
        self._paragraph = self._table = 0

    def body(self, element: Any) -> None:
        """Write paragraphs and tables of a story, content controls opened."""
        for child in _stories(element):
            if child.tag == qn("w:tbl"):
                self._write_table(child)
            else:
                self._paragraph += 1
                self._write(child, f"paragraph {self._paragraph}")

    def _write_table(self, table: Any, outer: str = "") -> None:
        self._table += 1
        name = f"{outer}table {self._table}"
        for r, row in enumerate(_descend(table, "w:tr"), start=1):
            if not visible(row):
                continue
            for c, cell in enumerate(_descend(row, "w:tc"), start=1):
                merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merged is not None and merged.get(qn("w:val")) != "restart":
                    continue  # the cell above goes on
                self._writer.cell(f"{name} row {r} cell {c}")
                for child in _stories(cell):
                    if child.tag == qn("w:tbl"):
                        self._write_table(child, f"{name} row {r} cell {c} ")
                    else:
                        self._write(child, f"{name} row {r} cell {c}")

    def _write(self, element: Any, locator: str, layer: Layer = Layer.BODY) -> None:
        for paragraph in paragraphs_of(element, self._styles):
            self._write_paragraph(paragraph, locator, layer)

    def _write_paragraph(self, paragraph: Paragraph, locator: str, layer: Layer) -> None:
        layer = Layer.FURNITURE if paragraph.is_contents else layer
        self._writer.block()
        before = ""
        for line in paragraph.text.split("\n"):
            line = " ".join(line.split())
            if before and not line[:1].islower():
                self._writer.block()  # a break that a person made
            mark = "• " if paragraph.is_item and not before and line else ""
            self._writer.add(
                mark + line,
                layer=layer,
                size=paragraph.size,
                bold=paragraph.bold,
                heading_level=paragraph.heading_level,
                locator=locator,
            )
            before = line or before

    def notes(self, word: WordDocument) -> None:
        """Write footnotes and endnotes after the text."""
        for kind in ("footnote", "endnote"):
            for part in word.part.package.iter_parts():
                if not str(part.partname).endswith(f"/{kind}s.xml"):
                    continue
                root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
                for note in root.iter(qn(f"w:{kind}")):
                    if note.get(qn("w:type")) in (None, "normal"):
                        for element in _stories(note):
                            self._write(element, f"{kind} {note.get(qn('w:id'))}")

    def furniture(self, word: WordDocument, header: bool) -> None:
        """Write the headers (or footers) of all sections, each different one once."""
        seen: set[Any] = set()
        for section in word.sections:
            places = ["header", "first_page_header", "even_page_header"]
            if not header:
                places = [place.replace("header", "footer") for place in places]
            for place in places:
                story = getattr(section, place)
                if story.is_linked_to_previous or story.part in seen:
                    continue
                seen.add(story.part)
                for element in story._element.iter(qn("w:p")):
                    self._write(element, place.replace("_", " "), Layer.FURNITURE)


def _stories(element: Any) -> Iterator[Any]:
    """Yield paragraphs and tables directly inside, through content controls and other wrappers."""
    for child in element:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif local(child) in (
            "sdt",
            "sdtContent",
            "smartTag",
            "customXml",
            "ins",
            "moveTo",
            "Choice",
            "AlternateContent",
        ):
            yield from _stories(child)


def _descend(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _descend(child, tag)
