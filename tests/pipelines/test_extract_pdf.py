"""PDF: reading order, furniture, boxes, and what a reader of the page sees."""

import io
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Layer, Outcome
from pipelines.segment.batch import segment
from tests.pipelines.pages import HEIGHT, PROSE, WIDTH, pdf, prose, read, texts


def test_lines_carry_page_box_size_and_weight(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, HEIGHT - 100, "Our supply chains")
        prose(canvas)
        canvas.showPage()
        prose(canvas, ["A second page."])

    document = read(tmp_path, pdf(draw))
    assert (document.outcome, document.coverage, len(document.pages)) == (Outcome.READ, 1.0, 2)
    first, second = document.pages[0].lines[0], document.pages[1].lines[0]
    assert (first.text, first.size, first.bold) == ("Our supply chains", 18, True)
    assert (second.text, second.bold, document.pages[1].number) == ("A second page.", False, 2)
    assert first.box is not None
    assert first.box[0] == pytest.approx(72, abs=1)
    assert first.box[3] == pytest.approx(100, abs=6)
    for page in document.pages:
        assert all(page.text[line.start : line.end] == line.text for line in page.lines)


def test_two_columns_are_read_one_after_the_other_below_their_title(tmp_path: Path) -> None:
    left = [f"Left column row {i} speaks of one" for i in range(12)]
    right = [f"Right column row {i} tells another" for i in range(12)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 760, "A title that stands over both of the columns of this page")
        prose(canvas, left, x=72, y=720)
        prose(canvas, right, x=320, y=723)

    assert texts(read(tmp_path, pdf(draw)))[1:] == left + right


def test_running_heads_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 5):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(72, HEIGHT - 30, "Hollowbeck Ltd | Modern slavery statement 2025")
            canvas.drawString(300, 25, f"Page {number} of 4")
            prose(canvas, [f"{line} ({number})" for line in PROSE])
            canvas.showPage()

    document = read(tmp_path, pdf(draw))
    assert len(texts(document, Layer.FURNITURE)) == 8
    assert len(texts(document)) == 16


def test_a_running_head_with_a_changing_chapter_is_furniture(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for chapter in ("Our business", "Our policies", "Due diligence in our chains", "Training", "Approval"):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(72, HEIGHT - 30, f"Hollowbeck statement 2025 {chapter}")
            prose(canvas, [f"{line} ({chapter})" for line in PROSE])
            canvas.showPage()

    document = read(tmp_path, pdf(draw))
    assert len(texts(document, Layer.FURNITURE)) == 5
    assert len(texts(document)) == 20


def test_side_headings_stand_before_the_text_that_they_head(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, ["Our", "suppliers"], x=72, y=700)
        prose(canvas, PROSE, x=180, y=700)
        prose(canvas, ["Training"], x=72, y=620)
        prose(canvas, [f"{line} (2)" for line in PROSE], x=180, y=620)

    assert texts(read(tmp_path, pdf(draw))) == [
        "Our",
        "suppliers",
        *PROSE,
        "Training",
        *(f"{line} (2)" for line in PROSE),
    ]


def test_the_last_line_of_a_wide_paragraph_above_columns_stays_with_it(tmp_path: Path) -> None:
    left = [f"Left column row {i} speaks of one" for i in range(8)]
    right = [f"Right column row {i} tells another" for i in range(8)]

    def draw(canvas: Canvas) -> None:
        prose(canvas, [*PROSE, "and that is all."], y=760)
        prose(canvas, left, x=72, y=660)
        prose(canvas, right, x=320, y=660)

    document = read(tmp_path, pdf(draw))
    assert texts(document) == [*PROSE, "and that is all.", *left, *right]


def test_letter_spaced_words_are_words(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 740)
        text.setFont("Helvetica", 14)
        text.setCharSpace(5)
        text.textLine("OUR SUPPLIERS")
        canvas.drawText(text)
        text = canvas.beginText(72, 715)
        text.setFont("Helvetica", 11)
        text.setCharSpace(-1.5)  # so tight that letters overlap
        text.textLine("Jane Roe, Director")
        canvas.drawText(text)

    assert texts(read(tmp_path, pdf(draw))) == ["OUR SUPPLIERS", "Jane Roe, Director"]


def test_a_contents_list_is_furniture(tmp_path: Path) -> None:
    entries = [
        f"{title} {'.' * 40} {page}" for title, page in (("Our business", 2), ("Our policies", 3), ("Approval", 4))
    ]
    document = read(tmp_path, pdf(lambda canvas: prose(canvas, ["Contents", *entries])))
    assert texts(document, Layer.FURNITURE) == ["Contents", *entries]


def test_text_turned_aside_is_readable_and_not_body(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.translate(30, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Printed on recycled paper")

    document = read(tmp_path, pdf(draw))
    assert texts(document) == PROSE
    assert texts(document, Layer.FURNITURE) == ["Printed on recycled paper"]


def test_glyphs_drawn_twice_are_read_once(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        prose(canvas, x=72.3)

    assert texts(read(tmp_path, pdf(draw))) == PROSE


@pytest.mark.parametrize(("mark", "shown"), [("12", "\u00b9\u00b2"), ("a", "\u1d43"), ("ii", "\u2071\u2071")])
def test_a_footnote_mark_does_not_look_like_a_figure_or_a_letter(tmp_path: Path, mark: str, shown: str) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, ["We assessed all suppliers"])
        end = 72 + canvas.stringWidth("We assessed all suppliers", "Helvetica", 11)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(end, 704.5, mark)

    document = read(tmp_path, pdf(draw))
    assert texts(document) == ["We assessed all suppliers" + shown]
    assert [sentence.text for sentence in segment(document)] == ["We assessed all suppliers"]


def test_the_cells_of_a_ruled_table_are_not_laced_together(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for y in (720, 680, 640):
            canvas.line(72, y, 500, y)
        for x in (72, 280, 500):
            canvas.line(x, 640, x, 720)
        prose(canvas, ["Do you train the staff", "who buy goods?"], x=80, y=705)
        prose(canvas, ["All nine buyers took", "a course in May."], x=288, y=705)
        prose(canvas, ["Who owns the policy?"], x=80, y=665)
        prose(canvas, ["The finance director."], x=288, y=665)

    document = read(tmp_path, pdf(draw))
    assert texts(document) == [
        "Do you train the staff",
        "who buy goods?",
        "All nine buyers took",
        "a course in May.",
        "Who owns the policy?",
        "The finance director.",
    ]
    assert document.pages[0].lines[2].locator == "table 1 row 1 cell 2"


def test_what_lies_outside_the_crop_box_is_not_read_and_boxes_count_from_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(5, 5, "Printer's slug")
        prose(canvas)

    writer = pypdf.PdfWriter(io.BytesIO(pdf(draw)))
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((50, 50, WIDTH - 50, HEIGHT - 50))
    out = io.BytesIO()
    writer.write(out)
    document = read(tmp_path, out.getvalue())
    assert texts(document) == PROSE
    box = document.pages[0].lines[0].box
    assert box is not None
    assert box[0] == pytest.approx(22, abs=1)


def test_what_people_typed_into_fields_is_read_beside_its_label(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, ["How many suppliers do you have?"], y=700)
        prose(canvas, ["Describe your hotline."], y=640)
        canvas.acroForm.textfield(name="q1", value="214", x=300, y=695, width=100, height=20)
        canvas.acroForm.textfield(name="q2", value="It is open to agency workers.", x=300, y=630, width=200, height=30)
        canvas.acroForm.textfield(name="q3", value="", x=300, y=580, width=200, height=30)

    assert texts(read(tmp_path, pdf(draw))) == [
        "How many suppliers do you have?",
        "214",
        "Describe your hotline.",
        "It is open to agency workers.",
    ]


def test_text_that_cannot_be_seen_is_not_body(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.setFillGray(1)
        prose(canvas, ["White on white: we audit every supplier."], y=500)
        text = canvas.beginText(72, 400)
        text.setTextRenderMode(3)
        text.textLine("In no colour at all: all staff are trained.")
        canvas.drawText(text)

    document = read(tmp_path, pdf(draw))
    assert texts(document) == PROSE
    assert len(texts(document, Layer.HIDDEN)) == 2
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "cannot be seen" in (document.reason or "")


def test_white_text_on_a_dark_ground_is_body(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 600, 500, 150, fill=1)
        canvas.setFillGray(1)
        prose(canvas)

    assert texts(read(tmp_path, pdf(draw))) == PROSE
