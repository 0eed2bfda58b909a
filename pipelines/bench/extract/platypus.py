"""Set a planned layout with reportlab's platypus: its own paragraphs, frames, tables and page templates."""

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from pipelines.bench.extract.canvas import A4, GUTTER, MARGIN
from pipelines.bench.extract.plan import Block, Plan, Section, Style
from pipelines.bench.extract.print import running_lines


def set_with_platypus(plan: Plan) -> tuple[bytes, list[list[str]]]:
    """Return the plan as a PDF, and the running lines of each page."""
    _, pages = _built(plan, 0)  # once to know how many there are
    return _built(plan, len(pages))


def _built(plan: Plan, count: int) -> tuple[bytes, list[list[str]]]:
    from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

    pages: list[list[str]] = []
    contents = [" ".join(b.sentences) for s in plan.sections if s.role == "contents" for b in s.blocks]

    def running(canvas: Any, document: Any) -> None:
        lines = running_lines(plan, len(pages) + 1, count)
        name = document.pageTemplate.id
        pages.append([*lines, *(contents if plan.sections[int(name)].role == "contents" else [])])
        width, height = canvas._pagesize
        canvas.setFont("Helvetica", 8)
        if lines:
            canvas.drawString(MARGIN, height - 36 if len(lines) > 1 else 28, lines[0])
        if len(lines) > 1:
            canvas.drawRightString(width - MARGIN, 28, lines[1])

    templates, story = [], []
    for i, section in enumerate(plan.sections):
        width, height = (A4[1], A4[0]) if section.landscape else A4
        room = (width - 2 * MARGIN - GUTTER * (section.columns - 1)) / section.columns
        frames = [
            Frame(MARGIN + c * (room + GUTTER), MARGIN, room, height - 2 * MARGIN, 0, 0, 0, 0)
            for c in range(section.columns)
        ]
        templates.append(PageTemplate(str(i), frames, running, pagesize=(width, height)))
        if i:
            story += [NextPageTemplate(str(i)), PageBreak()]
        story += list(_story(section, plan.style, room))
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, invariant=1, pageTemplates=templates, title=plan.firm)
    document.build(story)
    return out.getvalue(), pages


def _story(section: Section, style: Style, width: float) -> Iterator[Any]:
    from reportlab.platypus import Spacer

    if section.role == "cover":
        yield Spacer(1, 220)
    for block in section.blocks:
        yield _table(block, style, width) if block.rows else _paragraph(block, style)


def _paragraph(block: Block, style: Style) -> Any:
    from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    plain, bold = ("Times-Roman", "Times-Bold") if style.family == "serif" else ("Helvetica", "Helvetica-Bold")
    size, before, after, font = style.size, 0.0, 0.6 * style.size, plain
    text, keep = escape(block.text), False
    align = TA_JUSTIFY if style.justified and block.kind == "paragraph" else TA_LEFT
    if block.kind in ("heading", "title") or (block.kind == "contents" and len(block.sentences) == 1):
        scale = 1.0 if style.heading == "same size" else {0: 2.6, 1: 1.6, 2: 1.25}.get(block.level, 1.05)
        font, size, before, keep = (plain if style.heading == "larger" else bold), size * scale, 0.8 * size, True
    elif block.kind == "contents":
        text = f"{escape(block.sentences[0])} {'.' * 40 if style.justified else '&nbsp;' * 20} {block.sentences[1]}"
    indent = 16.0 * block.level if block.kind == "item" else 0.0
    if style.indented and block.kind == "paragraph":
        after = 0.0
    look = ParagraphStyle(
        block.kind,
        fontName=font,
        fontSize=size,
        leading=style.leading * size,
        alignment=align,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        bulletIndent=max(indent - 12, 0),
        firstLineIndent=1.4 * size if style.indented and block.kind == "paragraph" else 0,
        keepWithNext=keep,
    )
    return Paragraph(text, look, bulletText="•" if block.mark else None)


def _table(block: Block, style: Style, width: float) -> Any:
    from reportlab.lib.colors import Color
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table, TableStyle

    plain, bold = ("Times-Roman", "Times-Bold") if style.family == "serif" else ("Helvetica", "Helvetica-Bold")
    columns = len(block.rows[0])
    looks = [ParagraphStyle(f, fontName=f, fontSize=0.95 * style.size, leading=1.2 * style.size) for f in (plain, bold)]
    rows = [
        [Paragraph(escape(cell), looks[i == 0 and columns > 2]) for cell in row] for i, row in enumerate(block.rows)
    ]
    rules: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    tint = Color(0.87, 0.9, 0.94)
    if block.rules == "ruled":
        rules.append(("GRID", (0, 0), (-1, -1), 0.5, Color(0.2, 0.2, 0.2)))
    elif block.rules == "level":
        rules.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, Color(0.2, 0.2, 0.2)))
    elif block.rules == "shaded":
        rules += [("BACKGROUND", (0, i), (-1, i), tint) for i in range(0, len(rows), 2)]
    widths = [0.28 * width, 0.72 * width] if columns == 2 else [width / columns] * columns
    return Table(rows, widths, style=TableStyle(rules), spaceBefore=8, spaceAfter=12, splitByRow=1)
