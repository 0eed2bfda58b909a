"""PDFs for the tests of annotated copies, and what a reader sees in a copy."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from pipelines.report.annotated import Note
from pipelines.report.marks import Box
from tests.pipelines.pages import pdf, prose, read

WORDS = "Our buyers visit every sawmill once a year and talk to workers in private."
Change = Callable[[PdfWriter], None]


def one_line(words: str = WORDS) -> bytes:
    """Return a page with one line, off its middle."""
    return pdf(lambda canvas: prose(canvas, [words], x=90, y=610))


def changed(data: bytes, change: Change) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def boxes_of(folder: Path, data: bytes, page: int = 1) -> tuple[Box, ...]:
    """Return the boxes of a page's lines as extraction tells them."""
    return tuple(line.box for line in read(folder, data).pages[page - 1].lines if line.box)


def note(boxes: tuple[Box, ...], page: int = 1, text: str = "Met. Says who is visited.") -> Note:
    return Note(page, boxes, "UK-10 Due diligence", text)


def seen(data: bytes, page: int = 1, scale: float = 2.0) -> NDArray[np.int16]:
    """Return the page as PDFium shows it (height, width, 3)."""
    with pypdfium2.PdfDocument(data) as document:
        return document[page - 1].render(scale=scale).to_numpy()[:, :, :3].astype(np.int16)


def extent(mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of what is set."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


def marks(data: bytes) -> list[DictionaryObject]:
    """Return all highlights of a copy."""
    notes = (one.get_object() for page in PdfReader(io.BytesIO(data)).pages for one in page.get("/Annots", []))
    return [one for one in notes if one["/Subtype"] == "/Highlight"]


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def everything(data: bytes) -> bytes:
    """Return the file and all its streams unpacked, every text as UTF-8: whatever anybody could find in it."""
    reader = PdfReader(io.BytesIO(data))
    found = [data, text_of(data).encode()]
    for number in range(1, int(reader.trailer["/Size"])):
        one = reader.get_object(number)
        if isinstance(one, StreamObject) and one.get("/Subtype") != "/Image":
            found.append(one.get_data())
        found += _texts(one)
    return b"\n".join(found)


def _texts(one: object) -> list[bytes]:
    if isinstance(one, DictionaryObject):
        return [text for value in dict.values(one) for text in _texts(value)]
    if isinstance(one, ArrayObject):
        return [text for value in list.__iter__(one) for text in _texts(value)]
    return [one.encode("utf-8", "replace")] if isinstance(one, str) and not isinstance(one, NameObject) else []
