"""Draw what was read of one page over its picture: lines by layer, blocks in reading order, cells, sentence starts."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from corpora.document import Layer, Line, Page, Sentence
from corpora.errors import AvowalError
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case

Box = tuple[float, float, float, float]

SCALE = 2.0  # pixels a point
FADED = 0.45  # of the way to white, so that what is drawn stands out
MARGIN = 46  # pixels beside the page, for the numbers of blocks
LEGEND_ROW = 30
MAX_PIXELS = 60_000_000

# Colour, dash pattern (pixels on and off) and letter: none of the three is needed to tell the others apart.
LOOKS: dict[Layer, tuple[str, tuple[int, int], str]] = {
    Layer.BODY: ("#1454b8", (1, 0), "B"),
    Layer.FURNITURE: ("#b85400", (10, 5), "F"),
    Layer.HIDDEN: ("#c00020", (3, 3), "H"),
    Layer.FORM: ("#00713a", (14, 3), "Q"),
    Layer.QUOTED: ("#6a2ca0", (6, 6), "M"),
}
MEANINGS = {
    Layer.BODY: "body: may be evidence",
    Layer.FURNITURE: "furniture: running heads, page numbers, contents lists",
    Layer.HIDDEN: "hidden: no reader sees it",
    Layer.FORM: "form: the form's own words",
    Layer.QUOTED: "quoted mail",
}


class ShowPageError(AvowalError):
    """A page cannot be drawn."""

    exit_code = 2
    remedy = "Give a PDF that may be copied, and the number of one of its pages."


def draw_page(path: Path, number: int) -> Image.Image:
    """Return the picture of a page with what was read of it drawn on top.

    Raises:
        ShowPageError: The file cannot be read, forbids copying, has no such page, or its format has no pages.
    """
    (case,) = segment_batch(extract_batch([Case(source) for source in find_sources([path], None)]))[:1]
    page = _page(case, number)
    picture = _picture(path, number)
    width, height = page.width or 1.0, page.height or 1.0
    drawn = Image.new("RGB", (picture.width + MARGIN, picture.height + LEGEND_ROW * (len(LOOKS) + 4)), "white")
    drawn.paste(Image.blend(picture, Image.new("RGB", picture.size, "white"), FADED), (MARGIN, 0))
    canvas = _Canvas(drawn, picture.width / width, picture.height / height)
    canvas.cells(page.lines)
    canvas.lines(page.lines)
    canvas.blocks(page.lines)
    canvas.sentences([sentence for sentence in case.sentences if sentence.page == number])
    canvas.legend(page, path.name, picture.height, case)
    return drawn


def _page(case: Case, number: int) -> Page:
    document = case.document
    if document is None or not document.pages:
        reason = (document.reason if document else None) or case.source.reason or "it holds no pages."
        raise ShowPageError(f"{case.source.path} cannot be shown: {reason}")
    if not document.copying_allowed:
        raise ShowPageError(
            f"{case.source.path} cannot be shown: its owner forbids copying, so its pages never leave as pictures."
        )
    if document.pages[0].width is None:
        raise ShowPageError(
            f"{case.source.path} cannot be shown: a file of this type ({document.media_type}) has no pages."
        )
    if not 1 <= number <= len(document.pages):
        raise ShowPageError(f"{case.source.path} has no page {number}: it has {len(document.pages)}.")
    return document.pages[number - 1]


def _picture(path: Path, number: int) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        with Image.open(path) as picture:  # a picture of a page; Pillow refuses bombs by itself
            picture.seek(number - 1)
            return picture.convert("RGB")
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(SCALE, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        rendered: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
        return rendered.convert("RGB")
    finally:
        document.close()


class _Canvas:
    """Draws in points of the page on a picture of so many pixels a point."""

    def __init__(self, picture: Image.Image, across: float, down: float) -> None:
        self._draw = ImageDraw.Draw(picture, "RGBA")
        self._across, self._down = across, down
        self._font, self._small = ImageFont.load_default(18), ImageFont.load_default(13)

    def cells(self, lines: Sequence[Line]) -> None:
        """Shade the cells of tables and name them."""
        for locator, group in groupby((line for line in lines if line.box), key=lambda line: line.locator):
            if locator and "table" in locator:
                box = self._box(_around(list(group)))
                self._draw.rectangle(box, fill=(250, 220, 60, 70))
                words = locator.split()
                self._draw.text((box[2] + 2, box[1] - 4), f"{words[-3]}.{words[-1]}", "#7a5c00", self._small)

    def lines(self, lines: Sequence[Line]) -> None:
        """Draw the lines' boxes, those outside the body with the letter of their layer."""
        for line in lines:
            if line.box is None:
                continue
            colour, dash, letter = LOOKS[line.layer]
            box = self._box(line.box)
            self._dashed(box, colour, dash)
            if line.layer != Layer.BODY:
                self._draw.text((box[2] + 3, box[1] - 2), letter, colour, self._font)

    def blocks(self, lines: Sequence[Line]) -> None:
        """Number the blocks in reading order, each with a bracket at its left, and join them by a path."""
        before: tuple[float, float] | None = None
        placed = [line for line in lines if line.box]
        for order, (_, group) in enumerate(groupby(placed, key=lambda line: (line.block, line.layer)), start=1):
            block = list(group)
            x0, top, _, bottom = self._box(_around(block))
            colour = LOOKS[block[0].layer][0]
            self._draw.line(
                [(x0 - 1, top - 3), (x0 - 6, top - 3), (x0 - 6, bottom + 3), (x0 - 1, bottom + 3)], colour, 3
            )
            label, middle = str(order), (x0 - 20, top + 9)
            if before:
                self._draw.line([before, middle], (200, 0, 120, 90), 2)
            size = self._draw.textlength(label, self._small) / 2 + 4
            self._draw.ellipse((middle[0] - size, middle[1] - 9, middle[0] + size, middle[1] + 9), "white", colour)
            self._draw.text(middle, label, colour, self._small, anchor="mm")
            before = middle

    def sentences(self, sentences: Sequence[Sentence]) -> None:
        """Mark where each sentence of the body begins."""
        for sentence in sentences:
            if sentence.layer == Layer.BODY and sentence.spans[0].box:
                x0, top, _, _ = self._box(sentence.spans[0].box)
                self._draw.polygon([(x0 - 4, top - 5), (x0 + 5, top - 5), (x0, top + 4)], "#d4007a")

    def legend(self, page: Page, name: str, top: int, case: Case) -> None:
        """Say below the page what the marks mean."""
        counts = {layer: sum(line.layer == layer for line in page.lines) for layer in LOOKS}
        document = case.document
        head = f"{name}, page {page.number}, read by {page.engine}: {page.outcome.value}"
        y = top + 10
        self._draw.text((MARGIN, y), head, "black", self._font)
        for layer, (colour, dash, letter) in LOOKS.items():
            y += LEGEND_ROW
            self._dashed((MARGIN, y, MARGIN + 60, y + 18), colour, dash)
            self._draw.text(
                (MARGIN + 72, y), f"{letter}  {MEANINGS[layer]} ({counts[layer]} lines)", colour, self._font
            )
        y += LEGEND_ROW
        marks = "circled number: block in reading order; bracket: block; triangle: a sentence begins; "
        self._draw.text((MARGIN, y), marks + "yellow: cell (row.column)", "black", self._font)
        if document and document.reason:
            self._draw.text((MARGIN, y + LEGEND_ROW), document.reason[:150], "#c00020", self._font)

    def _box(self, box: Box) -> Box:
        x0, top, x1, bottom = box
        return MARGIN + x0 * self._across, top * self._down, MARGIN + x1 * self._across, bottom * self._down

    def _dashed(self, box: Box, colour: str, dash: tuple[int, int]) -> None:
        x0, top, x1, bottom = box
        if not dash[1]:
            self._draw.rectangle((x0, top, max(x0, x1), max(top, bottom)), outline=colour, width=2)
            return
        for start, end in _dashes(x0, x1, dash):
            self._draw.line([(start, top), (end, top)], colour, 2)
            self._draw.line([(start, bottom), (end, bottom)], colour, 2)
        for start, end in _dashes(top, bottom, dash):
            self._draw.line([(x0, start), (x0, end)], colour, 2)
            self._draw.line([(x1, start), (x1, end)], colour, 2)


def _dashes(start: float, end: float, dash: tuple[int, int]) -> Iterator[tuple[float, float]]:
    while start < end:
        yield start, min(start + dash[0], end)
        start += sum(dash)


def _around(lines: Sequence[Line]) -> Box:
    boxes = [line.box for line in lines if line.box]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)
