"""Word documents built for the tests from their XML, and what was read of them."""

import io
import zipfile
from collections.abc import Mapping

from corpora.document import Document, Layer
from pipelines.extract.docx.document import read_docx

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(name: str, content: str) -> str:
    """Return a part's XML: a root element `w:name` around its content."""
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"


def word(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word file; `parts` are further parts by kind ("footnotes": XML of its root)."""
    parts = parts or {}
    references = "".join(
        f'<Relationship Id="{kind}" Type="{KINDS}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>' for kind in parts
    )
    main = f'<Relationship Id="main" Type="{KINDS}/officeDocument" Target="word/document.xml"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", f"<Relationships>{main}</Relationships>")
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{references}</Relationships>")
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", content)
    return out.getvalue()


def run(text: str, look: str = "") -> str:
    """Return a run; `look` is the content of its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph; what does not begin with "<" is the text of a plain run."""
    content = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def table(*rows: list[str]) -> str:
    """Return a table of cells; what does not begin with "<" is a cell's text."""
    cells = [
        "".join(cell if cell.startswith("<w:tc") else f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows
    ]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def read(body: str, parts: Mapping[str, str] | None = None) -> Document:
    """Return what is read of a Word file with this body."""
    return read_docx(word(body, parts), "0" * 64)


def texts(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    """Return the lines of a layer."""
    return [line.text for page in document.pages for line in page.lines if line.layer == layer]
