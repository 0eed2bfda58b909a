"""Set an example source as a Word file: real headings and lists, header and footer with page numbers, tables."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from corpora.authored.markup import Block, ExampleSource

WRITTEN = datetime(2026, 7, 1, 9, 0)  # of every example: a build on another day gives the same bytes
ZIP_TIME = (2026, 7, 1, 9, 0, 0)
ANSWER_WIDTHS = (Cm(3), Cm(6.6), Cm(6.6))
BOLD = re.compile(r"\*\*(.+?)\*\*")


def write_docx(source: ExampleSource, path: Path) -> None:
    """Write the source as a Word file with fixed dates."""
    document = Document()
    _prepare(document, source)
    if source.meta.get("cover"):
        _cover(document, source)
    else:
        document.add_paragraph(source.meta["title"], style="Title")
        if "subtitle" in source.meta:
            document.add_paragraph(source.meta["subtitle"], style="Subtitle")
    for block in source.blocks:
        _add(document, block, source.meta["accent"])
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_fixed(buffer.getvalue()))


def _fixed(content: bytes) -> bytes:
    """Return the same package with one time for all its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


def _prepare(document: DocxDocument, source: ExampleSource) -> None:
    meta = source.meta
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = meta["title"], meta["company"], meta["company"]
    properties.created = properties.modified = WRITTEN
    properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    colour = RGBColor.from_string(meta["accent"].lstrip("#").upper())
    for name, size in (("Normal", 10.5), ("Title", 24), ("Subtitle", 13), ("Heading 1", 15), ("Heading 2", 12)):
        style: Any = document.styles[name]
        style.font.name, style.font.size = meta.get("font", "Calibri"), Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
        fonts = style.element.rPr.rFonts
        for attribute in [a for a in fonts.attrib if "Theme" in a]:
            del fonts.attrib[attribute]
        if name != "Normal":
            style.font.color.rgb = colour
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.12
    section.header.paragraphs[0].text = meta["header"]
    footer = section.footer.paragraphs[0]
    footer.text = f"{meta['footer']}\tPage "
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        _field(footer, kind, text)
    for paragraph in (section.header.paragraphs[0], footer):
        for run in paragraph.runs:
            run.font.size = Pt(8)


def _field(paragraph: Any, kind: str, text: str) -> None:
    run = paragraph.add_run()
    element = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        element.set(qn("w:fldCharType"), kind)
    else:
        element.text = text
    run._r.append(element)


def _cover(document: DocxDocument, source: ExampleSource) -> None:
    for _ in range(7):
        document.add_paragraph()
    company = document.add_paragraph()
    run = company.add_run(source.meta["company"])
    run.bold, run.font.size = True, Pt(14)
    document.add_paragraph(source.meta["title"], style="Title")
    document.add_paragraph(source.meta["subtitle"], style="Subtitle")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add(document: DocxDocument, block: Block, accent: str) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, block.level)
    elif block.kind == "table":
        if block.text:
            _text(document.add_paragraph(), f"**{block.text}**")
        _table(document, block.rows, accent)
    elif block.kind == "qa":
        _answer(document, block, accent)
    elif block.kind == "sign":
        document.add_paragraph("_" * 34).paragraph_format.space_before = Pt(22)
        for row in block.rows:
            document.add_paragraph(row[0]).paragraph_format.space_after = Pt(0)
    else:
        _text(document.add_paragraph(style="List Bullet" if block.kind == "bullet" else None), block.text)


def _text(paragraph: Any, text: str) -> None:
    for n, part in enumerate(BOLD.split(text)):
        if part:
            paragraph.add_run(part).bold = bool(n % 2) or None


def _table(document: DocxDocument, rows: tuple[tuple[str, ...], ...], accent: str) -> None:
    table: Any = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    lengths = [max(12, *(min(len(row[i]), 50) for row in rows)) for i in range(len(rows[0]))]
    for n, row in enumerate(rows):
        for i, cell in enumerate(row):
            _cell(table.cell(n, i), cell, Cm(16.2 * lengths[i] / sum(lengths)), accent if n == 0 else None)
    document.add_paragraph()


def _cell(cell: Any, text: str, width: Any, fill: str | None) -> None:
    cell.width = width
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    _text(paragraph, text)
    for run in paragraph.runs:
        run.font.size = Pt(9.5)
        if fill:
            run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)
    if fill:
        _shade(cell, fill)


def _shade(cell: Any, fill: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), fill.lstrip("#").upper())
    cell._tc.get_or_add_tcPr().append(shading)


def _answer(document: DocxDocument, block: Block, accent: str) -> None:
    """Add a question with its answer as buyers' templates do: id, weight and limit above, then two rows."""
    head = tuple(part.strip() for part in block.text.split("|"))
    (question,), *answers = block.rows
    lines = [row[0] for row in answers if row[0]]
    words = sum(len(re.findall(r"\w[\w'’.,%-]*", line)) for line in lines)
    table: Any = document.add_table(4, 3, style="Table Grid")
    for i, text in enumerate((head[0], f"Weighting: {head[1]}", f"Limit: {head[2]}")):
        table.columns[i].width = ANSWER_WIDTHS[i]
        _cell(table.cell(0, i), text, ANSWER_WIDTHS[i], accent)
    for n, label in enumerate(("Question", "Bidder's response", "Words used"), start=1):
        _cell(table.cell(n, 0), f"**{label}**", ANSWER_WIDTHS[0], None)
        _shade(table.cell(n, 0), "#E9ECF2")
        table.cell(n, 1).merge(table.cell(n, 2))
    _cell(table.cell(1, 1), question, ANSWER_WIDTHS[1] + ANSWER_WIDTHS[2], None)
    _cell(table.cell(3, 1), str(words), ANSWER_WIDTHS[1] + ANSWER_WIDTHS[2], None)
    response = table.cell(2, 1)
    for n, line in enumerate(lines):
        paragraph = response.paragraphs[0] if n == 0 else response.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(4)
        if line.startswith("- "):
            paragraph.style = document.styles["List Bullet"]
        _text(paragraph, line.removeprefix("- "))
        for run in paragraph.runs:
            run.font.size = Pt(9.5)
    document.add_paragraph()
