"""Set an example source as a PDF such as a company publishes: cover, contents, running lines, columns, footnotes."""

import re
from pathlib import Path
from typing import Any

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from corpora.authored.markup import Block, ExampleSource

WIDTH, HEIGHT = A4
MARGIN = 22 * mm
BOTTOM = 32 * mm  # footnotes stand between the text and the footer
TEXT_WIDTH = WIDTH - 2 * MARGIN
FONTS = {"Times": ("Times-Roman", "Times-Bold"), "Helvetica": ("Helvetica", "Helvetica-Bold")}
FOOTNOTE = re.compile(r"\[\^(\w+)\]")


class _Note(Flowable):  # type: ignore[misc]
    """A footnote: takes no room where it stands, is drawn at the foot of that page."""

    def __init__(self, paragraph: Any) -> None:
        super().__init__()
        self.paragraph = paragraph

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.foot_notes = [*getattr(self.canv, "foot_notes", []), self.paragraph]


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Tells the table of contents of each first-level heading."""

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        if getattr(getattr(flowable, "style", None), "name", "") == "h1" and self.page > 0:
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


class _Setter:
    """Turns blocks into flowables in one document's look."""

    def __init__(self, source: ExampleSource) -> None:
        self.meta = source.meta
        self.accent = colors.HexColor(self.meta["accent"])
        self.second = colors.HexColor(self.meta.get("second", self.meta["accent"]))
        self.font, self.bold = FONTS[self.meta.get("font", "Helvetica")]
        size = 10.0 if self.font == "Helvetica" else 11.0
        base: dict[str, Any] = {"fontName": self.font, "fontSize": size, "leading": size * 1.42, "spaceAfter": 6}
        bold = {"fontName": self.bold, "keepWithNext": 1}
        small = {"fontSize": 8.5, "leading": 10.8, "spaceAfter": 0}
        looks: dict[str, dict[str, Any]] = {
            "body": {},
            "h1": {**bold, "fontSize": 17, "leading": 21, "textColor": self.accent, "spaceBefore": 14, "spaceAfter": 7},
            "h2": {**bold, "fontSize": 12, "leading": 15, "spaceBefore": 8},
            "h3": {**bold, "fontSize": 12, "leading": 15, "textColor": self.accent},
            "bullet": {"leftIndent": 12, "bulletIndent": 2, "spaceAfter": 3},
            "cell": small,
            "head": {**small, "fontName": self.bold, "textColor": colors.white},
            "caption": {**bold, "fontSize": 9, "spaceBefore": 6},
            "note": {"fontSize": 7.8, "leading": 9.6, "spaceAfter": 0},
            "sign": {"spaceAfter": 1},
        }
        self.styles = {name: ParagraphStyle(name, **{**base, **look}) for name, look in looks.items()}

    def paragraph(self, text: str, style: str = "body", **more: Any) -> Any:
        text = re.sub(r"\*\*(.+?)\*\*", rf'<font name="{self.bold}">\1</font>', text.replace("&", "&amp;"))
        return Paragraph(FOOTNOTE.sub(r"<super>\1</super>", text), self.styles[style], **more)

    def set(self, blocks: tuple[Block, ...], width: float = TEXT_WIDTH) -> list[Any]:
        out: list[Any] = []
        for block in blocks:
            out += getattr(self, f"_{block.kind}")(block, width)
        return out

    def _heading(self, block: Block, width: float) -> list[Any]:
        return [CondPageBreak(32 * mm), self.paragraph(block.text, f"h{block.level}")]

    def _text(self, block: Block, width: float) -> list[Any]:
        return [self.paragraph(block.text)]

    def _bullet(self, block: Block, width: float) -> list[Any]:
        return [self.paragraph(block.text, "bullet", bulletText="•")]

    def _note(self, block: Block, width: float) -> list[Any]:
        return [_Note(self.paragraph(f"<super>{block.rows[0][0]}</super> {block.text}", "note"))]

    def _panel(self, inside: list[Any], width: float, fill: Any) -> Any:
        table = Table([[inside]], colWidths=[width])
        edge = ("LINEBEFORE", (0, 0), (0, -1), 3, self.second)
        pad = [(f"{side}PADDING", (0, 0), (-1, -1), 9) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
        table.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, -1), fill), edge, *pad]))
        return table

    def _box(self, block: Block, width: float) -> list[Any]:
        fill = colors.Color(self.second.red, self.second.green, self.second.blue, alpha=0.12)
        return [Spacer(1, 4), self._panel([self.paragraph(block.text)], width, fill), Spacer(1, 8)]

    def _case(self, block: Block, width: float) -> list[Any]:
        fill = colors.Color(self.accent.red, self.accent.green, self.accent.blue, alpha=0.08)
        inside = [f for f in self.set(block.inside, width - 20) if not isinstance(f, CondPageBreak)]
        return [Spacer(1, 4), self._panel(inside, width, fill), Spacer(1, 8)]

    def _columns(self, block: Block, width: float) -> list[Any]:
        return [BalancedColumns(self.set(block.inside, width / 2 - 12), nCols=2, innerPadding=24), Spacer(1, 4)]

    def _table(self, block: Block, width: float) -> list[Any]:
        head, *rows = block.rows
        lengths = [max(10, *(min(len(row[i]), 46) for row in block.rows)) for i in range(len(head))]
        widths = [width * length / sum(lengths) for length in lengths]
        cells = [[self.paragraph(cell, "head") for cell in head]]
        cells += [[self.paragraph(cell, "cell") for cell in row] for row in rows]
        table = Table(cells, colWidths=widths, repeatRows=1)
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), self.accent),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LINEBELOW", (0, 1), (-1, -1), 0.4, colors.HexColor("#b8bec4")),
                    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
                ]
            )
        )
        whole = [self.paragraph(block.text, "caption")] if block.text else []
        return [KeepTogether([*whole, table, Spacer(1, 10)])]

    def _chart(self, block: Block, width: float) -> list[Any]:
        drawing = Drawing(width, 120)
        chart = VerticalBarChart()
        chart.x, chart.y, chart.width, chart.height = 30, 18, width * 0.6, 80
        chart.data = [[float(value) for _, value in block.rows]]
        chart.categoryAxis.categoryNames = [name for name, _ in block.rows]
        chart.categoryAxis.labels.fontName = chart.valueAxis.labels.fontName = self.font
        chart.categoryAxis.labels.fontSize = chart.valueAxis.labels.fontSize = 8
        chart.valueAxis.valueMin = 0
        chart.bars[0].fillColor, chart.bars[0].strokeColor = self.second, None
        chart.barLabelFormat, chart.barLabels.nudge = "%d", 7
        chart.barLabels.fontName, chart.barLabels.fontSize = self.font, 8
        drawing.add(chart)
        drawing.add(String(0, 108, block.text, fontName=self.bold, fontSize=9, fillColor=self.accent))
        return [KeepTogether([drawing, Spacer(1, 8)])]

    def _sign(self, block: Block, width: float) -> list[Any]:
        lines = [self.paragraph(row[0], "sign") for row in block.rows]
        return [KeepTogether([Spacer(1, 10), _Signature(self.accent), *lines, Spacer(1, 12)])]


class _Signature(Flowable):  # type: ignore[misc]
    """A drawn signature above its rule."""

    def __init__(self, ink: Any) -> None:
        super().__init__()
        self.ink = ink

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 60 * mm, 15 * mm

    def draw(self) -> None:
        self.canv.setStrokeColor(self.ink)
        self.canv.setLineWidth(1.1)
        path = self.canv.beginPath()
        path.moveTo(4, 14)
        for n, (up, across) in enumerate(((30, 16), (6, 30), (28, 44), (9, 58), (22, 74), (12, 96), (17, 130))):
            path.curveTo(across - 12, up + 12 * (-1) ** n, across - 6, up - 9, across, up)
        self.canv.drawPath(path)
        self.canv.setLineWidth(0.4)
        self.canv.setStrokeColor(colors.grey)
        self.canv.line(0, 3, 60 * mm, 3)


def write_pdf(source: ExampleSource, path: Path) -> None:
    """Write the source as a PDF with fixed dates and ids."""
    setter = _Setter(source)
    meta = source.meta
    cover = meta.get("look") == "cover"
    first, body = (
        Frame(MARGIN, BOTTOM, TEXT_WIDTH, HEIGHT - BOTTOM - 26 * mm, 0, 0, 0, 0, id=name) for name in ("first", "body")
    )
    document = _Document(
        str(path),
        pagesize=A4,
        invariant=1,
        title=meta["title"],
        author=meta["company"],
        lang="en-GB",
        pageTemplates=[
            PageTemplate("cover", [first], onPage=lambda canvas, _: _cover(canvas, setter)),
            PageTemplate("text", [body], onPageEnd=lambda canvas, doc: _running(canvas, doc, setter)),
        ],
    )
    story: list[Any] = []
    if cover:
        story += [NextPageTemplate("text"), Spacer(1, 1), PageBreak()]
    else:
        document.pageTemplates = document.pageTemplates[1:]
        story += _masthead(setter)
    if meta.get("contents"):
        contents = TableOfContents(dotsMinLevel=0)
        contents.levelStyles = [setter.styles["body"]]
        story += [Paragraph("Contents", ParagraphStyle("contents", setter.styles["h1"])), contents, PageBreak()]
    document.multiBuild([*story, *setter.set(source.blocks)])


def _cover(canvas: Any, setter: _Setter) -> None:
    canvas.setFillColor(setter.accent)
    canvas.rect(0, HEIGHT * 0.36, WIDTH, HEIGHT * 0.64, stroke=0, fill=1)
    canvas.setFillColor(setter.second)
    canvas.rect(0, HEIGHT * 0.35, WIDTH, HEIGHT * 0.012, stroke=0, fill=1)
    _logo(canvas, setter, MARGIN, HEIGHT - 42 * mm)
    canvas.setFillColor(colors.white)
    canvas.setFont(setter.bold, 15)
    canvas.drawString(MARGIN + 18 * mm, HEIGHT - 37 * mm, setter.meta["company"])
    canvas.setFont(setter.bold, 38)
    for n, line in enumerate(_wrapped(setter.meta["title"], 18)):
        canvas.drawString(MARGIN, HEIGHT * 0.62 - n * 44, line)
    canvas.setFillColor(setter.accent)
    canvas.setFont(setter.font, 17)
    canvas.drawString(MARGIN, HEIGHT * 0.29, setter.meta["subtitle"])
    canvas.setFont(setter.font, 11)
    canvas.drawString(MARGIN, HEIGHT * 0.26, setter.meta["strapline"])


def _logo(canvas: Any, setter: _Setter, x: float, y: float) -> None:
    canvas.setFillColor(setter.second)
    canvas.rect(x, y, 12 * mm, 12 * mm, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.setFont(setter.bold, 22)
    canvas.drawCentredString(x + 6 * mm, y + 3.4 * mm, setter.meta["company"][0])


def _wrapped(text: str, limit: int) -> list[str]:
    lines = [""]
    for word in text.split():
        fits = len(lines[-1]) + len(word) < limit
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
    return lines


def _masthead(setter: _Setter) -> list[Any]:
    big = ParagraphStyle("title", setter.styles["h1"], fontSize=25, leading=30, spaceBefore=0, spaceAfter=4)
    small = ParagraphStyle("subtitle", setter.styles["body"], fontSize=12, leading=16, spaceAfter=2)
    lines = [Paragraph(setter.meta["title"], big), Paragraph(setter.meta["subtitle"], small)]
    if "strapline" in setter.meta:
        lines.append(Paragraph(setter.meta["strapline"], small))
    return [*lines, Spacer(1, 10)]


def _running(canvas: Any, document: Any, setter: _Setter) -> None:
    canvas.setFont(setter.font, 8)
    canvas.setFillColor(colors.HexColor("#5b646c"))
    canvas.drawString(MARGIN, HEIGHT - 15 * mm, setter.meta["header"])
    canvas.drawString(MARGIN, 11 * mm, setter.meta.get("footer", setter.meta["company"]))
    canvas.drawRightString(WIDTH - MARGIN, 11 * mm, f"Page {document.page}")
    canvas.setStrokeColor(setter.second)
    canvas.setLineWidth(0.8)
    canvas.line(MARGIN, HEIGHT - 17.5 * mm, WIDTH - MARGIN, HEIGHT - 17.5 * mm)
    notes, canvas.foot_notes = getattr(canvas, "foot_notes", []), []
    y = BOTTOM - 4 * mm
    if notes:
        canvas.setLineWidth(0.4)
        canvas.line(MARGIN, y + 2, MARGIN + 40 * mm, y + 2)
    for note in notes:
        _, height = note.wrap(TEXT_WIDTH, 40 * mm)
        y -= height
        note.drawOn(canvas, MARGIN, y)
