"""Pages drawn for the tests of PDF reading, and how they are read."""

import io
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Document, Layer
from pipelines.extract.reading import read_source
from pipelines.ingest import find_sources

WIDTH, HEIGHT = A4
LINE = 14.0
PROSE = [
    "Hollowbeck Ltd makes office desks in Leeds and sells them in four countries.",
    "We buy timber, steel and fabric from forty suppliers, most of them in Poland.",
    "Each supplier signs our code, which bans forced labour and recruitment fees.",
    "Our buyers visit every sawmill once a year and talk to workers in private.",
]


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def prose(canvas: Canvas, lines: list[str] = PROSE, x: float = 72, y: float = 700, size: float = 11) -> None:
    canvas.setFont("Helvetica", size)
    for i, line in enumerate(lines):
        canvas.drawString(x, y - i * LINE, line)


def read(folder: Path, data: bytes, name: str = "a.pdf") -> Document:
    path = folder / name
    path.write_bytes(data)
    (source,) = find_sources([path], None)
    document = read_source(source).document
    assert document is not None, source.reason
    return document


def texts(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    return [line.text for page in document.pages for line in page.lines if line.layer == layer]
