"""PDF: reading order, furniture, boxes, and a clear outcome for each file that cannot be read."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Document, Layer, Outcome
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.stage import Case

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
    (case,) = extract_batch([Case(source)])
    assert case.document is not None, source.reason
    return case.document


def texts(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    return [line.text for page in document.pages for line in page.lines if line.layer == layer]


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


def test_a_footnote_mark_does_not_look_like_a_figure(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, ["We assessed all suppliers"])
        end = 72 + canvas.stringWidth("We assessed all suppliers", "Helvetica", 11)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(end, 704.5, "12")

    assert texts(read(tmp_path, pdf(draw))) == ["We assessed all suppliers\u00b9\u00b2"]


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


def encrypted(data: bytes, user: str, owner: str, permissions: int = -1) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt(
        user,
        owner,
        algorithm="RC4-128",
        permissions_flag=pypdf.constants.UserAccessPermissions(permissions & 0xFFFFFFFF),
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_pdf_says_that_it_needs_a_password(tmp_path: Path) -> None:
    document = read(tmp_path, encrypted(pdf(prose), "secret", "owner"))
    assert document.outcome == Outcome.LOCKED
    assert "password" in (document.reason or "")
    assert document.remedy


def test_a_pdf_whose_owner_forbids_copying_is_read_and_says_so(tmp_path: Path) -> None:
    document = read(tmp_path, encrypted(pdf(prose), "", "owner", permissions=0b100))
    assert document.outcome == Outcome.READ
    assert not document.copying_allowed
    assert read(tmp_path, pdf(prose)).copying_allowed


@pytest.mark.parametrize("share", [0.02, 0.3])
def test_a_truncated_pdf_is_a_row_with_reason_and_remedy(tmp_path: Path, share: float) -> None:
    data = pdf(prose)
    document = read(tmp_path, data[: int(len(data) * share)])
    assert document.outcome == Outcome.UNREADABLE
    assert document.reason
    assert document.remedy


def scan() -> ImageReader:
    image = Image.new("L", (800, 1100), 255)
    draw = ImageDraw.Draw(image)
    for row in range(40):
        draw.text((80, 80 + row * 24), "This line is a picture of words and no text at all " * 2, fill=0)
    return ImageReader(image)


def test_a_scan_needs_ocr_and_the_remedy_says_how(tmp_path: Path) -> None:
    document = read(tmp_path, pdf(lambda canvas: canvas.drawImage(scan(), 0, 0, WIDTH, HEIGHT)))
    assert document.outcome == Outcome.NEEDS_OCR
    assert document.remedy == "Supply a version with a text layer, or run OCR on it first (for example with OCRmyPDF)."


def test_one_scanned_page_among_others_is_a_warning_and_lowers_the_coverage(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(3):
            prose(canvas, PROSE)
            canvas.showPage()
        canvas.drawImage(scan(), 0, 0, WIDTH, HEIGHT)

    document = read(tmp_path, pdf(draw))
    assert (document.outcome, document.coverage) == (Outcome.READ_WITH_WARNING, 0.75)
    assert "page 4" in (document.reason or "")


def test_a_blank_page_is_no_fault(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.showPage()
        canvas.showPage()

    document = read(tmp_path, pdf(draw))
    assert (document.outcome, document.coverage) == (Outcome.READ, 1.0)


def test_a_pdf_of_blank_pages_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, pdf(lambda canvas: canvas.showPage())).outcome == Outcome.EMPTY


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.extract.pdf.MAX_PAGES", 1)

    def draw(canvas: Canvas) -> None:
        for _ in range(2):
            prose(canvas)
            canvas.showPage()

    document = read(tmp_path, pdf(draw))
    assert document.outcome == Outcome.REFUSED
    assert "2 pages" in (document.reason or "")


def test_pdfium_reads_what_pdfplumber_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: object) -> None:
        raise AssertionError("a fault of the page interpreter")

    monkeypatch.setattr("pipelines.extract.pdf.plumber_page", fail)
    document = read(tmp_path, pdf(prose))
    assert texts(document) == PROSE
    assert document.pages[0].engine == "pdfium"
    box = document.pages[0].lines[0].box
    assert box is not None
    assert box[0] == pytest.approx(72, abs=2)
    assert box[3] == pytest.approx(HEIGHT - 700, abs=5)


def test_a_pdf_named_as_word_is_read_as_pdf(tmp_path: Path) -> None:
    assert texts(read(tmp_path, pdf(prose), "statement.docx")) == PROSE


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 20)
    (tmp_path / "good.pdf").write_bytes(pdf(prose))
    bad, good = extract_batch([Case(source) for source in find_sources([tmp_path], None)])
    assert bad.document is not None
    assert good.document is not None
    assert (bad.document.outcome, good.document.outcome) == (Outcome.UNREADABLE, Outcome.READ)


def test_a_file_that_changes_during_the_run_is_not_read_as_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(prose))
    (source,) = find_sources([path], None)
    path.write_bytes(pdf(lambda canvas: prose(canvas, ["Other words."])))
    (case,) = extract_batch([Case(source)])
    assert case.document is not None
    assert "changed" in (case.document.reason or "")
