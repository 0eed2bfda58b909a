"""Draw a planned layout line by line with reportlab's canvas: every line's place is chosen here, as typesetters do."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipelines.bench.extract.plan import Block, Plan, Section
from pipelines.bench.extract.print import running_lines
from pipelines.bench.extract.prose import BREAKS

A4 = (595.28, 841.89)
MARGIN = 62.0
GUTTER = 22.0
NOTE_SIZE = 0.8
CELL_PAD = 4.0
STANDARD = {"sans": ("Helvetica", "Helvetica-Bold"), "serif": ("Times-Roman", "Times-Bold")}
FONT_FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/Library/Fonts", "C:/Windows/Fonts")
LIGATURES = (("fi", "\ufb01"), ("fl", "\ufb02"))
DINGBATS = {"▪": "n", "■": "n", "➢": "\u27a2", "✓": "4", "◦": "m"}


def draw_with_canvas(plan: Plan) -> tuple[bytes, list[list[str]]]:
    """Return the plan as a PDF, and the running lines of each page."""
    pages = _Drawing(plan).pages  # once to know how many there are
    drawing = _Drawing(plan, len(pages))
    return drawing.data, drawing.pages


class _Drawing:
    """One run over the plan; `pages` holds the running lines drawn, page by page."""

    def __init__(self, plan: Plan, count: int = 0) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.plan, self.style, self.count = plan, plan.style, count
        self.plain, self.bold, self.ligatures = _fonts(plan.style.family)
        out = io.BytesIO()
        self.canvas: Any = Canvas(out, pagesize=A4, invariant=1)
        self.pages: list[list[str]] = []
        for section in plan.sections:
            self._section(section)
        self.canvas.save()
        self.data = out.getvalue()

    def _page(self, section: Section, first: bool) -> None:
        """Begin a page, with its running lines."""
        width, height = (A4[1], A4[0]) if section.landscape else A4
        sideways = section.turned == "print"
        if sideways:
            width, height = A4
        self.canvas.setPageSize((width, height))  # as shown: reportlab itself swaps the sides of a turned page
        self.canvas.setPageRotation(90 if section.turned == "page" else 0)
        if section.turned == "page":  # shown upright by /Rotate, a quarter turn clockwise
            self.canvas.translate(height, 0)
            self.canvas.rotate(90)
        self.width, self.height = width, height
        lines = running_lines(self.plan, len(self.pages) + 1, self.count)
        if section.role == "contents" and first:
            lines = [*lines, *(" ".join(block.sentences) for block in section.blocks)]
        self.pages.append(lines)
        self._running(running_lines(self.plan, len(self.pages), self.count))
        if sideways:
            self.canvas.translate(width, 0)
            self.canvas.rotate(90)
            self.width, self.height = height, width
        room = self.width - 2 * MARGIN - (160 if section.box else 0)
        self.column_width = (room - GUTTER * (section.columns - 1)) / section.columns
        self.lefts = [MARGIN + i * (self.column_width + GUTTER) for i in range(section.columns)]
        self.column, self.y = 0, self.height - MARGIN - 16
        self.top = self.y
        self.floor = MARGIN + 14

    def _running(self, lines: Sequence[str]) -> None:
        self.canvas.setFont(self.plain, 8)
        above, below = self.height - 34, 30.0
        if len(lines) == 1:
            self.canvas.drawCentredString(self.width / 2, below, lines[0])
        elif lines:
            if self.style.header == "alternating" and len(self.pages) % 2:
                self.canvas.drawRightString(self.width - MARGIN, above, lines[0])
            else:
                self.canvas.drawString(MARGIN, above, lines[0])
            self.canvas.drawRightString(self.width - MARGIN, below, lines[1])
            if self.style.header == "both with rules":
                self.canvas.line(MARGIN, above - 5, self.width - MARGIN, above - 5)
                self.canvas.line(MARGIN, below + 10, self.width - MARGIN, below + 10)

    def _section(self, section: Section) -> None:
        self._page(section, True)
        if section.notes:
            self._notes(section.notes)
        if section.box:
            self._box(section.box)
        if section.role == "cover":
            self.y -= 220
        drop = self.style.drop_cap
        for block in section.blocks:
            self._block(block, section, drop and block.kind == "paragraph")
            drop = drop and block.kind != "paragraph"
        self.canvas.showPage()

    def _down(self, step: float, section: Section) -> None:
        """Go down a line, to the next column or the next page where there is no room."""
        if self.y - step < self.floor:
            self.column += 1
            self.y = self.top
            if self.column >= len(self.lefts):
                self.canvas.showPage()
                self._page(section, False)
        self.y -= step

    def _block(self, block: Block, section: Section, drop: bool = False) -> None:
        style, size = self.style, self.style.size
        font, indent, first, gap, tracking = self.plain, 0.0, 0.0, 0.6 * size, style.tracking
        if block.kind == "table":
            self._table(block, section)
            return
        if block.kind in ("heading", "title") or (block.kind == "contents" and len(block.sentences) == 1):
            scale = 1.0 if style.heading == "same size" else {0: 2.6, 1: 1.6, 2: 1.25}.get(block.level, 1.05)
            font, size = (self.plain if style.heading == "larger" else self.bold), style.size * scale
            tracking = 0.22 * size if style.heading == "spaced" else 0.0
            if self.y - 4 * size < self.floor:
                self._down(self.y, section)
            self.y -= 0.5 * size
        elif block.kind == "contents":
            self._entry(block, section)
            return
        elif block.kind == "item":
            indent, gap = 14.0 * block.level, 0.25 * size
        elif block.kind == "paragraph" and style.indented:
            first, gap = 1.4 * size, 0.0
        lead = style.leading * size
        note = str(block.note[0]) if block.note else ""
        lines = list(self._wrapped(block.text, font, size, self.column_width - indent, first, tracking, drop))
        for i, line in enumerate(lines):
            self._down(lead, section)
            x = self.lefts[self.column] + indent + (first if i == 0 else 0)
            if drop and i < 2:
                x += self._width(block.text[0], font, 3 * size) + 0.2 * size
            if i == 0 and block.mark:
                self._mark(block.mark, self.lefts[self.column] + indent - 10, size)
            if drop and i == 0:
                self.canvas.setFont(font, 3 * size)
                self.canvas.drawString(self.lefts[self.column], self.y - lead, block.text[0])
            wide = style.justified and block.kind == "paragraph" and i < len(lines) - 1 and not drop
            width = self.column_width - indent - (first if i == 0 else 0)
            end = self._line(line, x, self.y, font, size, width if wide else 0.0, tracking)
            if note and i == len(lines) - 1:
                self.canvas.setFont(font, 0.6 * size)
                self.canvas.drawString(end + 0.3, self.y + 0.35 * size, note)
        self.y -= gap

    def _line(self, text: str, x: float, y: float, font: str, size: float, width: float, tracking: float) -> float:
        """Draw a line, spread to a width where one is given; return its right end."""
        drawn = _with_ligatures(text) if self.ligatures and not tracking else text
        words = drawn.split(" ")
        natural = self._width(drawn, font, size) + tracking * len(drawn)
        pad = (width - natural) / (len(words) - 1) if width and len(words) > 1 else 0.0
        if not pad:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, drawn, charSpace=tracking)
            return x + natural
        for word in words:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, word, charSpace=tracking)
            x += self._width(word + " ", font, size) + tracking * (len(word) + 1) + pad
        return x

    def _width(self, text: str, font: str, size: float) -> float:
        return float(self.canvas.stringWidth(text, font, size))

    def _wrapped(
        self, text: str, font: str, size: float, width: float, first: float = 0.0, tracking: float = 0.0,
        drop: bool = False,
    ) -> Iterator[str]:  # fmt: skip
        """Yield lines; long words are broken with hyphens where the style says so."""
        beside = self._width(text[0], font, 3 * size) + 0.2 * size if drop else 0.0
        line, count, room = "", 0, width - first - beside
        text = text[1:] if drop else text
        for word in text.split(" "):
            joined = f"{line} {word}" if line else word
            if not line or self._width(joined, font, size) + tracking * len(joined) <= room:
                line = joined
                continue
            head, tail = self._broken(line, word, font, size, room - tracking * len(joined))
            yield f"{line} {head}-" if head else line
            count += 1
            line, room = tail, width - (beside if count < 2 else 0)
        yield line

    def _broken(self, line: str, word: str, font: str, size: float, room: float) -> tuple[str, str]:
        """Return what of a word still fits behind a line, and the rest."""
        parts = BREAKS.get(word.rstrip(".,;:"), ())
        if self.style.hyphens:
            for i in range(len(parts) - 1, 0, -1):
                head = "".join(parts[:i])
                if self._width(f"{line} {head}-", font, size) <= room:
                    return head, word[len(head) :]
        return "", word

    def _mark(self, mark: str, x: float, size: float) -> None:
        if self.ligatures or mark in "•–":
            self.canvas.setFont(self.plain, size)
            self.canvas.drawString(x, self.y, mark)
        else:
            self.canvas.setFont("ZapfDingbats", 0.8 * size)
            self.canvas.drawString(x, self.y, DINGBATS[mark])

    def _entry(self, block: Block, section: Section) -> None:
        words, number = block.sentences
        self._down(1.6 * self.style.size, section)
        size, left = self.style.size, self.lefts[0]
        self._line(words, left, self.y, self.plain, size, 0, 0)
        self.canvas.setFont(self.plain, size)
        self.canvas.drawRightString(left + self.column_width, self.y, number)
        start = left + self._width(words + "  ", self.plain, size)
        dots = int((left + self.column_width - 24 - start) / self._width(".", self.plain, size))
        if self.style.justified or self.style.tint:
            self.canvas.drawString(start, self.y, "." * max(dots, 0))

    def _notes(self, notes: Sequence[tuple[int, str]]) -> None:
        size = NOTE_SIZE * self.style.size
        drawn = [(n, list(self._wrapped(text, self.plain, size, self.width - 2 * MARGIN - 12))) for n, text in notes]
        y = self.floor + sum(len(lines) for _, lines in drawn) * 1.25 * size
        self.floor = y + 10
        self.canvas.line(MARGIN, y + size + 2, MARGIN + 120, y + size + 2)
        for number, lines in drawn:
            self.canvas.setFont(self.plain, 0.6 * size)
            self.canvas.drawString(MARGIN, y + 0.35 * size, str(number))
            for line in lines:
                self._line(line, MARGIN + 8, y, self.plain, size, 0, 0)
                y -= 1.25 * size

    def _box(self, blocks: Sequence[Block]) -> None:
        left, width, size = self.width - MARGIN - 140, 128.0, 0.95 * self.style.size
        lines = [
            (self.bold if block.kind == "heading" else self.plain, line)
            for block in blocks
            for line in self._wrapped(block.text, self.bold if block.kind == "heading" else self.plain, size, width - 4)
        ]
        top, step = self.top - 40, 1.3 * size
        self.canvas.setFillGray(0.9)
        self.canvas.rect(left - 8, top - (len(lines) + 1) * step, width + 16, (len(lines) + 2) * step, 0, 1)
        self.canvas.setFillGray(0)
        for i, (font, line) in enumerate(lines):
            self._line(line, left, top - i * step, font, size, 0, 0)

    def _table(self, block: Block, section: Section) -> None:
        size, columns = 0.92 * self.style.size, len(block.rows[0])
        shares = [0.28, 0.72] if columns == 2 else [1 / columns] * columns
        widths = [share * self.column_width for share in shares]
        self.y -= size
        for i, row in enumerate(block.rows):
            font = self.bold if i == 0 and columns > 2 else self.plain
            cells = [list(self._wrapped(c, font, size, w - 2 * CELL_PAD)) for c, w in zip(row, widths, strict=True)]
            height = max(map(len, cells)) * 1.2 * size + 2 * CELL_PAD
            self._down(height, section)
            x = self.lefts[self.column]
            if block.rules == "shaded" and i % 2 == 0:
                self.canvas.setFillGray(0.88)
                self.canvas.rect(x, self.y, self.column_width, height, 0, 1)
                self.canvas.setFillGray(0)
            for lines, width in zip(cells, widths, strict=True):
                if block.rules == "ruled":
                    self.canvas.rect(x, self.y, width, height)
                for j, line in enumerate(lines):
                    below = self.y + height - CELL_PAD - (j + 1) * 1.2 * size + 0.3 * size
                    self._line(line, x + CELL_PAD, below, font, size, 0, 0)
                x += width
            if block.rules == "level":
                left = self.lefts[self.column]
                self.canvas.line(left, self.y, left + self.column_width, self.y)
                if i == 0:
                    self.canvas.line(left, self.y + height, left + self.column_width, self.y + height)
        self.y -= 1.5 * size


def _with_ligatures(text: str) -> str:
    for letters, ligature in LIGATURES:
        text = text.replace(letters, ligature)
    return text


def _fonts(family: str) -> tuple[str, str, bool]:
    """Return a plain and a bold font, and whether they hold ligatures."""
    if family in STANDARD:
        return *STANDARD[family], False
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for folder in map(Path, FONT_FOLDERS):
        files = folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf"
        if all(path.is_file() for path in files):
            for path in files:
                pdfmetrics.registerFont(TTFont(path.stem, path))
            return "DejaVuSans", "DejaVuSans-Bold", True
    return *STANDARD["sans"], False
