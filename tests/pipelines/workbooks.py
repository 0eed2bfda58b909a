"""Workbooks drawn for the tests, and a way to change their parts."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from corpora.document import Document, Layer
from pipelines.extract.xlsx.document import read_xlsx


def workbook(fill: Callable[[Worksheet], object], name: str = "Answers") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    fill(sheet)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(book: openpyxl.Workbook) -> Document:
    return read_xlsx(saved(book), "0" * 64)


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content.decode()) if name == part else content)
    return out.getvalue()


def texts(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    return [line.text for page in document.pages for line in page.lines if line.layer == layer]


def rows(*values: list[object]) -> Callable[[Worksheet], object]:
    return lambda sheet: [sheet.append(value) for value in values]
