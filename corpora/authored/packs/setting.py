"""Set response packs as the files that bidders send: Word, workbooks, PDF and mail, always with the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
from docx.document import Document
from docx.table import Table as WordTable
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

WRITTEN = datetime(2026, 7, 1, 9, 0)
ZIP_TIME = (2026, 7, 1, 9, 0, 0)
BODY = getSampleStyleSheet()["BodyText"]
HEADING = getSampleStyleSheet()["Heading2"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair as a person reads it: number as printed (None: none), question, answer, and what is to be said of it."""

    file: str
    id: str | None
    question: str
    answer: str
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """What one bidder sent for one lot: its files, and the pairs that a person reads in them."""

    name: str
    procurement: str
    lot: str
    bidder: str
    files: dict[str, bytes]
    gold: list[Asked] = field(default_factory=list)


def word(document: Document) -> bytes:
    """Return a Word file with fixed dates."""
    document.core_properties.created = document.core_properties.modified = WRITTEN
    out = io.BytesIO()
    document.save(out)
    return _fixed(out.getvalue())


def workbook(book: openpyxl.Workbook) -> bytes:
    """Return a workbook with fixed dates."""
    book.properties.created = book.properties.modified = WRITTEN
    out = io.BytesIO()
    book.save(out)
    return _fixed(out.getvalue(), drop_time=True)


def pdf(story: Sequence[Any], title: str) -> bytes:
    """Return a PDF of reportlab's flowables, with a running header on every page."""

    def header(canvas: Any, _document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, A4[1] - 30, title)
        canvas.drawRightString(A4[0] - 60, 30, f"Page {canvas.getPageNumber()}")

    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1, title=title).build(
        list(story), onFirstPage=header, onLaterPages=header
    )
    return out.getvalue()


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[float], spans: Sequence[Any] = ()) -> Table:
    """Return a table for a PDF with rules around every cell."""
    cells: list[list[Any]] = [[Paragraph(text, BODY) for text in row] for row in rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans]
    made: Table = Table(cells, colWidths=list(widths), style=TableStyle(style))
    return made


def table(document: Document, rows: Sequence[Sequence[str]]) -> WordTable:
    """Add a table to a Word file, a paragraph a line."""
    made: WordTable = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    made.style = "Table Grid"
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            fill(cell, text)
    return made


def fill(cell: Any, text: str) -> None:
    """Write a text into a cell, a paragraph a line."""
    first, *more = text.split("\n")
    cell.text = first
    for paragraph in more:
        cell.add_paragraph(paragraph)


def stacked(document: Document, rows: Sequence[str]) -> None:
    """Add a table of two columns of which each row is merged into one cell."""
    made = document.add_table(rows=len(rows), cols=2)
    made.style = "Table Grid"
    for row, text in zip(made.rows, rows, strict=True):
        fill(row.cells[0].merge(row.cells[1]), text)


def new_word(title: str) -> Document:
    """Return an empty Word file with a title."""
    document = docx.Document()
    document.add_heading(title, 0)
    return document


def _fixed(content: bytes, drop_time: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            data = old.read(name)
            if drop_time and name == "docProps/core.xml":  # openpyxl writes the time of saving whatever it is told
                stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                head, _, rest = data.partition(b"<dcterms:modified")
                opening, _, tail = rest.partition(b">")
                data = head + b"<dcterms:modified" + opening + b">" + stamp + tail[tail.index(b"<") :]
            new.writestr(part, data)
    return out.getvalue()
