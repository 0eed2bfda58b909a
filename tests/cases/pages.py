"""Faults in how a page is laid out: columns, running heads, turned pages, boxes, unseen words, lists, scans."""

import io
from collections.abc import Callable

import pypdfium2
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import RectangleObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.cases.glyphs import drawn, lines
from tests.cases.instances import (
    ENDS,
    Instance,
    any_of,
    apart,
    count,
    ended,
    has,
    lacks,
    listed,
    near,
    on_page,
    one_file,
    order,
    unseen,
    whole,
)

WIDTH, HEIGHT = A4

LEFT = [
    "Marlowe Kitchens feeds nine",
    "schools. Cooks are hired by us",
    "and not by an agency, so that",
    "their hours can be seen. Two",
    "buyers choose our fish, and",
]
RIGHT = [
    "they see the boats before they",
    "buy. A crew that has paid a fee",
    "is paid back within a month.",
    "No such case was found in the",
    "year that this report covers.",
]


def two_columns(canvas: Canvas) -> None:
    lines(canvas, LEFT, x=60)
    lines(canvas, RIGHT, x=310)


def three_columns(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 9)
    for i, texts in enumerate(
        (
            ["We buy rice from two", "mills. Both were seen", "in May by our buyer,"],
            ["who speaks the workers’", "language. Wages there", "are paid weekly, and no"],
            ["deposit is taken. We go", "back each year before", "the harvest begins."],
        )
    ):
        lines(canvas, texts, x=50 + 180 * i, step=12)


def many_pages(head: str, foot: str, parts: list[list[str]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, texts in enumerate(parts, start=1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 815, head)
        canvas.drawRightString(540, 30, foot.format(n=number, all=len(parts)))
        canvas.setFont("Helvetica", 11)
        lines(canvas, texts, x=60, y=770)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


HEADED = [
    ["We found the first signs of debt among packers who had come by way of two"],
    ["recruiters in the capital, and both recruiters were told to pay the fees back.", "They did so in June."],
    ["The board was told of each case and approved this report on 2 July 2025."],
]


def turned(canvas: Canvas) -> None:
    canvas.translate(200, 100)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 11)
    lines(canvas, ["Boats that land at night are rated high.", "Crews are met ashore by a chaplain."], x=0, y=0)


def rotated(angle: int) -> bytes:
    data = drawn(lambda canvas: lines(canvas, ["Boats that land at night are rated high.", "Crews are met ashore."]))
    page = PdfReader(io.BytesIO(data)).pages[0]
    writer = PdfWriter()
    writer.add_page(page)
    writer.pages[0].rotate(angle)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def cropped(box: tuple[float, float, float, float], shift: float = 0.0) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(10, 830, "Proof 7 of the printer, do not publish")
        lines(canvas, ["The trustees approved this statement on 9 May 2025."], x=120, y=600)

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(draw))))
    page = writer.pages[0]
    page.add_transformation(Transformation().translate(shift, shift))
    page.mediabox = RectangleObject((shift, shift, WIDTH + shift, HEIGHT + shift))
    left, bottom, right, top = (edge + shift for edge in box)
    page.cropbox = RectangleObject((left, bottom, right, top))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


SEEN, PROMISE = "The bakery employs forty people in Hull.", "Every supplier is audited twice a year by us."


def tiny(canvas: Canvas) -> None:
    lines(canvas, [SEEN])
    canvas.setFont("Helvetica", 0.6)
    canvas.drawString(72, 700, PROMISE)


def covered(canvas: Canvas) -> None:
    lines(canvas, [SEEN, "", PROMISE])
    canvas.setFillGray(1.0)
    canvas.rect(60, 700, 480, 24, stroke=0, fill=1)


def off_the_page(canvas: Canvas) -> None:
    lines(canvas, [SEEN])
    canvas.drawString(72, -40, PROMISE)


def white(canvas: Canvas) -> None:
    lines(canvas, [SEEN])
    canvas.setFillColorRGB(0.995, 0.995, 0.995)
    canvas.drawString(72, 700, PROMISE)


def bullets(mark: str, font: str = "Helvetica") -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 770, "Steps in the year")
        items = [
            "Met the crews of six boats",
            "Paid back 2,300 pounds to two deckhands",
            "Changed our terms for agents",
        ]
        for i, item in enumerate(items):
            canvas.setFont(font, 11)
            canvas.drawString(80, 745 - 16 * i, mark)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(96, 745 - 16 * i, item)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 680, "What comes next")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 660, "We will meet the other crews in spring.")

    return draw


LISTED = (
    apart("Steps in the year", "Met the crews of six boats", "Paid back 2,300 pounds", "Changed our terms"),
    apart("Changed our terms for agents", "What comes next", "We will meet the other crews"),
    whole("We will meet the other crews in spring."),
)


def picture(texts: list[str], dots: int = 200) -> bytes:
    """Return a page of words as a PNG."""
    data = drawn(lambda canvas: lines(canvas, texts, step=24))
    bitmap = pypdfium2.PdfDocument(data)[0].render(scale=dots / 72)
    out = io.BytesIO()
    bitmap.to_pil().convert("L").save(out, "PNG", dpi=(dots, dots))
    return out.getvalue()


SCANNED = ["Brokers show us the papers of every crew.", "One broker was dropped in the year."]


def scan(texts: list[str], layer: bool) -> bytes:
    """Return a PDF that holds a picture of words, with or without the unseen words that a scanner lays over it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(io.BytesIO(picture(texts))), 0, 0, WIDTH, HEIGHT)
    if layer:
        text = canvas.beginText(72, 740)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 11)
        text.setLeading(24)
        for line in texts:
            text.textLine(line)
        canvas.drawText(text)
    canvas.save()
    return out.getvalue()


READ_OR_ASKED = ("ocr", "image", "scan", "picture", "no text")

INSTANCES: list[Instance] = [
    one_file(
        "columns",
        "two.pdf",
        lambda: drawn(two_columns),
        whole("Two buyers choose our fish, and they see the boats before they buy."),
        order("feeds nine schools", "their hours can be seen", "paid a fee is paid back", "report covers"),
        *lacks("nine they see", "fish, and year"),
    ),
    one_file(
        "columns",
        "three.pdf",
        lambda: drawn(three_columns),
        whole("Both were seen in May by our buyer, who speaks the workers’ language."),
        whole("Wages there are paid weekly, and no deposit is taken."),
        order("We buy rice", "Wages there", "We go back each year before the harvest begins."),
    ),
    one_file(
        "running heads inside sentences",
        "numbered.pdf",
        lambda: many_pages("Marlowe Kitchens Ltd – Labour report 2025", "{n}/{all}", HEADED),
        whole(
            "We found the first signs of debt among packers who had come by way of two recruiters in the capital, "
            "and both recruiters were told to pay the fees back."
        ),
        on_page("The board was told of each case", 3),
        *lacks("two 1/3", "2/3", "Labour report 2025 recruiters"),
    ),
    one_file(
        "running heads inside sentences",
        "web_address.pdf",
        lambda: many_pages("CONFIDENTIAL", "www.marlowe-kitchens.example  page {n}", HEADED),
        has("by way of two recruiters in the capital"),
        on_page("We found the first signs of debt", 1),
        *lacks("page 1", "page 2", "CONFIDENTIAL recruiters"),
    ),
    one_file(
        "turned text",
        "drawn_upwards.pdf",
        lambda: drawn(turned),
        whole("Boats that land at night are rated high."),
        whole("Crews are met ashore by a chaplain."),
        *lacks(".hgih", "staoB"),
    ),
    one_file(
        "turned text",
        "turned_leaf.pdf",
        lambda: rotated(270),
        whole("Boats that land at night are rated high."),
        whole("Crews are met ashore."),
    ),
    one_file(
        "page boxes",
        "crop.pdf",
        lambda: cropped((72, 100, 540, 800)),
        whole("The trustees approved this statement on 9 May 2025."),
        near(
            "The trustees approved", 1, ((120 - 72) / 468, (800 - 611) / 700, (120 + 257 - 72) / 468, (800 - 598) / 700)
        ),
        *lacks("Proof 7"),
    ),
    one_file(
        "page boxes",
        "origin_elsewhere.pdf",
        lambda: cropped((50, 50, 560, 780), shift=-200.0),
        whole("The trustees approved this statement on 9 May 2025."),
        near(
            "The trustees approved", 1, ((120 - 50) / 510, (780 - 611) / 730, (120 + 257 - 50) / 510, (780 - 598) / 730)
        ),
        *lacks("Proof 7"),
    ),
    *(
        one_file(
            "text that cannot be seen",
            f"{draw.__name__}.pdf",
            lambda draw=draw: drawn(draw),  # type: ignore[misc]
            whole(SEEN),
            unseen(PROMISE),
        )
        for draw in (tiny, covered, off_the_page, white)
    ),
    one_file("lists", "dots.pdf", lambda: drawn(bullets("•")), *LISTED, *lacks("(cid:")),
    one_file("lists", "dingbats.pdf", lambda: drawn(bullets("n", "ZapfDingbats")), *LISTED, *lacks("(cid:")),
    one_file("lists", "dashes.pdf", lambda: drawn(bullets("–")), *LISTED),
    one_file(
        "scans",
        "with_layer.pdf",
        lambda: scan(SCANNED, True),
        whole(SCANNED[0], 4),
        whole(SCANNED[1], 4),
        on_page(SCANNED[1], 1),
        count("One broker was dropped"),
    ),
    one_file(
        "scans",
        "without_layer.pdf",
        lambda: scan(SCANNED, False),
        any_of(has(SCANNED[0]), ended("without_layer.pdf", "needs_ocr", "read_with_warning", words=READ_OR_ASKED)),
        ENDS,
    ),
    one_file(
        "scans",
        "page.png",
        lambda: picture(SCANNED),
        listed("page.png"),
        any_of(has(SCANNED[1]), ended("page.png", "needs_ocr", "read_with_warning", words=READ_OR_ASKED)),
        ENDS,
    ),
]
