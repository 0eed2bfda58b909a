"""More faults of pages: heads that change sides, layers and clips, turned crops, notes, columns that do not level."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject, TextStringObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.cases.glyphs import drawn, lines
from tests.cases.instances import Instance, apart, count, has, lacks, on_page, one_file, order, unseen, whole
from tests.cases.pages import HEADED, PROMISE, SEEN


def even_and_odd() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, texts in enumerate([*HEADED, ["Nothing else was found in the year."]], start=6):
        canvas.setFont("Times-Italic", 9)
        if number % 2:
            canvas.drawRightString(540, 812, f"Crews and wages   {number}")
        else:
            canvas.drawString(60, 812, f"{number}   Marlowe Kitchens Annual Report")
        canvas.drawCentredString(300, 28, f"– {number} –")
        canvas.setFont("Helvetica", 11)
        lines(canvas, texts, x=60, y=770)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def uneven_columns(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(60, 780, "Crews and their wages")
    canvas.setFont("Helvetica", 10)
    left = [
        "The boats that fish for us sail from",
        "three ports. Their crews are hired",
        "in port by the skipper, who may",
        "take no fee.",
    ]
    right = [
        "Wages are paid by bank transfer",
        "on the fifth of each month, and",
        "each crew member can see them",
        "on a telephone.",
    ]
    lines(canvas, left, x=60, y=740, step=14)
    lines(canvas, right, x=310, y=737, step=14)


def hidden_layer() -> bytes:
    data = drawn(lambda canvas: lines(canvas, [SEEN]))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    over = PdfReader(io.BytesIO(drawn(lambda canvas: lines(canvas, ["", "", PROMISE])))).pages[0]
    page = writer.pages[0]
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Draft")})
    )
    page.merge_page(over)
    content = page.get_contents()
    assert content is not None
    text = content.get_data()
    at = text.rindex(b"BT")
    content.set_data(text[:at] + b"/OC /Draft BDC " + text[at:] + b" EMC")
    page[NameObject("/Contents")] = writer._add_object(content)
    page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/Draft"): layer})  # type: ignore[index]
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {
            NameObject("/OCGs"): ArrayObject([layer]),
            NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([layer])}),
        }
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def clipped(canvas: Canvas) -> None:
    lines(canvas, [SEEN])
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(72, 700, PROMISE)
    canvas.restoreState()


def transparent(canvas: Canvas) -> None:
    lines(canvas, [SEEN])
    canvas.setFillAlpha(0.0)
    canvas.drawString(72, 700, PROMISE)


def turned_crop() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(10, 8, "Slug of the printer")
        lines(canvas, ["The owners approved this report on 4 May 2025."], x=120, y=600)

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(draw))))
    writer.pages[0].cropbox = RectangleObject((60, 60, 560, 800))
    writer.pages[0].rotate(180)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def four_times(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    for dx, dy in ((0, 0), (0.3, 0), (0, 0.3), (0.3, 0.3)):
        canvas.drawString(72 + dx, 740 + dy, "Skippers meet every week in Hull.")
    lines(canvas, [SEEN], y=700)


def starred(canvas: Canvas) -> None:
    x = 72.0
    for text, size, rise in (
        ("All agents hold a licence", 11, 0),
        ("1", 6, 4),
        (" and", 11, 0),
        (" charge no fee.", 11, 0),
        ("2", 6, 4),
        (" They are seen yearly.", 11, 0),
    ):
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, 740 + rise, text)
        x += canvas.stringWidth(text, "Helvetica", size)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(72, 100, "1 Issued by the port.")
    canvas.drawString(72, 90, "2 Since 2019.")


def nested_items(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    lines(canvas, ["In the year we"], y=760)
    for i, (x, mark, text) in enumerate(
        (
            (80, "1.", "saw every port, and"),
            (100, "a)", "met the harbour master"),
            (100, "b)", "asked for the crew lists"),
            (80, "2.", "paid back what was owed"),
        )
    ):
        canvas.drawString(x, 740 - 16 * i, mark)
        canvas.drawString(x + 18, 740 - 16 * i, text)
    lines(canvas, ["That is all that was planned."], y=660)


INSTANCES: list[Instance] = [
    one_file(
        "running heads inside sentences",
        "even_and_odd.pdf",
        even_and_odd,
        has("by way of two recruiters in the capital"),
        on_page("The board was told of each case", 3),
        *lacks("– 6 –", "two Crews and wages", "Annual Report recruiters"),
    ),
    one_file(
        "columns",
        "uneven.pdf",
        lambda: drawn(uneven_columns),
        whole("Their crews are hired in port by the skipper, who may take no fee."),
        order("take no fee.", "Wages are paid by bank transfer"),
        apart("Crews and their wages", "The boats that fish for us"),
    ),
    one_file("text that cannot be seen", "layer.pdf", hidden_layer, whole(SEEN), unseen(PROMISE)),
    one_file("text that cannot be seen", "clipped.pdf", lambda: drawn(clipped), whole(SEEN), unseen(PROMISE)),
    one_file("text that cannot be seen", "transparent.pdf", lambda: drawn(transparent), whole(SEEN), unseen(PROMISE)),
    one_file(
        "page boxes",
        "turned_crop.pdf",
        turned_crop,
        whole("The owners approved this report on 4 May 2025."),
        *lacks("Slug of the printer"),
    ),
    one_file(
        "doubled glyphs",
        "four_times.pdf",
        lambda: drawn(four_times),
        count("Skippers meet every week in Hull."),
        *lacks("SSkk", "mmee"),
    ),
    one_file(
        "footnote marks",
        "within.pdf",
        lambda: drawn(starred),
        has("All agents hold a licence and charge no fee.", drop_markers=True),
        apart("charge no fee", "They are seen yearly"),
        *lacks("licence1", "fee.2"),
    ),
    one_file(
        "lists",
        "nested.pdf",
        lambda: drawn(nested_items),
        apart("saw every port", "met the harbour master", "asked for the crew lists", "paid back what was owed"),
        whole("That is all that was planned."),
    ),
]
