"""Print that is only a picture is read by OCR, in its place on the page, and where OCR is missing it is said."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Document, Outcome
from pipelines.extract.failure import ReadingError
from pipelines.extract.ocr import tesseract as ocr
from pipelines.extract.ocr.image import read_image
from pipelines.extract.ocr.level import Place
from pipelines.extract.pdf.document import read_pdf
from tests.pipelines.pages import HEIGHT, PROSE, WIDTH, pdf, prose
from tests.pipelines.scans import DPI, LINES, draw_picture, file_of, needs_tesseract, page, picture

MANY = [f"Line {number} of this page is a picture of words and holds no text." for number in range(2, 16)]


def scan(lines: list[str] = MANY, **options: float) -> Image.Image:
    return page(picture(lines, width=1100, height=1400, **options))


def whole(document: Document) -> str:
    return "\n".join(page.text for page in document.pages)


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_a_scan_needs_ocr_and_the_remedy_says_how() -> None:
    document = read_pdf(pdf(lambda canvas: draw_picture(canvas, scan())), "id")
    assert document.outcome == Outcome.NEEDS_OCR
    assert "apt-get install tesseract-ocr" in (document.remedy or "")


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_one_scanned_page_among_others_is_a_warning_and_lowers_the_coverage() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(3):
            prose(canvas, PROSE)
            canvas.showPage()
        draw_picture(canvas, scan())

    document = read_pdf(pdf(draw), "id")
    assert (document.outcome, document.coverage) == (Outcome.READ_WITH_WARNING, 0.75)
    assert "page 4" in (document.reason or "")


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_a_picture_needs_ocr() -> None:
    with pytest.raises(ReadingError, match="Tesseract is not installed") as caught:
        read_image(file_of(picture()), "id")
    assert caught.value.outcome == Outcome.NEEDS_OCR


@needs_tesseract
def test_a_scan_askew_is_read_and_its_lines_stand_where_they_are_drawn() -> None:
    document = read_pdf(pdf(lambda canvas: draw_picture(canvas, scan(turn=1.0))), "id")
    assert document.outcome == Outcome.READ_BY_OCR
    (only,) = document.pages
    assert (only.engine, only.outcome) == ("tesseract", Outcome.READ_BY_OCR)
    assert [line.text for line in only.lines] == MANY
    left, right = only.lines[0].stops[0], only.lines[0].stops[-1]
    assert left[1] < right[1]
    for line in only.lines:
        assert line.box
        x0, top, x1, bottom = line.box
        assert 0 <= x0 < x1 <= WIDTH
        assert 0 <= top < bottom <= HEIGHT


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_picture_on_its_side_is_read(turn: int) -> None:
    document = read_image(file_of(picture(MANY[:6], width=1100, turn=turn), dpi=(150, 150)), "id")
    assert [line.text for line in document.pages[0].lines] == MANY[:6]
    boxes = [line.box for line in document.pages[0].lines if line.box]
    upwards = {90: boxes[0][0] < boxes[-1][0], 180: boxes[0][1] > boxes[-1][1], 270: boxes[0][0] > boxes[-1][0]}
    assert upwards[turn]


@needs_tesseract
def test_a_page_of_text_with_a_picture_of_text_below_keeps_both_in_order() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, PROSE[:1], y=780)
        draw_picture(canvas, picture(MANY, width=1100, height=800), y=150)

    (only,) = read_pdf(pdf(draw), "id").pages
    assert only.text.splitlines() == [PROSE[0], *MANY]
    assert only.outcome == Outcome.READ_BY_OCR


@needs_tesseract
def test_one_page_read_by_ocr_among_others_is_a_warning_that_names_it() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(4):
            prose(canvas, PROSE * 6)
            canvas.showPage()
        draw_picture(canvas, scan())

    document = read_pdf(pdf(draw), "id")
    assert (document.outcome, document.coverage) == (Outcome.READ_WITH_WARNING, 1.0)
    assert "Pages were read by OCR (page 5)" in (document.reason or "")


@needs_tesseract
def test_a_drawing_without_words_is_a_page_read() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(24):  # as high as print and parted like it
            canvas.rect(60, 60 + 30 * row, 450, 9, fill=1)
        canvas.showPage()
        prose(canvas, PROSE * 6)

    document = read_pdf(pdf(draw), "id")
    assert (document.outcome, document.pages[0].outcome) == (Outcome.READ, Outcome.READ)


@needs_tesseract
@pytest.mark.parametrize("form", ["JPEG", "WEBP", "BMP", "GIF"])
def test_pictures_of_pages_are_read(form: str) -> None:
    document = read_image(file_of(picture(), form), "id")
    assert (document.media_type, document.outcome) == (f"image/{form.lower()}", Outcome.READ_BY_OCR)
    assert whole(document).splitlines() == LINES


@needs_tesseract
def test_every_frame_of_a_tiff_is_a_page_and_points_follow_its_dpi() -> None:
    out = io.BytesIO()
    frames = [picture(), picture(["The second page has one line."])]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200))
    first, second = read_image(out.getvalue(), "id").pages
    assert (first.number, first.text, second.number) == (1, "\n".join(LINES), 2)
    assert (first.width, first.height) == (324, 151.2)
    assert second.text == "The second page has one line."


@needs_tesseract
def test_a_photograph_turned_by_its_camera_is_read() -> None:
    image = picture(turn=90)
    exif = Image.Exif()
    exif[0x0112] = 6  # shown after a quarter turn clockwise
    document = read_image(file_of(image, "JPEG", exif=exif), "id")
    assert whole(document).splitlines() == LINES
    assert document.pages[0].width == 900 * 72 / 150


@needs_tesseract
def test_print_on_a_transparent_ground_is_read_on_white() -> None:
    grey = picture()
    image = Image.merge("LA", (Image.new("L", grey.size, 0), grey.point(lambda value: 255 - value)))
    assert whole(read_image(file_of(image), "id")).splitlines() == LINES


@needs_tesseract
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.extract.ocr.image.MAX_PIXELS", 1_000)
    monkeypatch.setattr(Image.Image, "convert", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(ReadingError, match="million pixels") as caught:
        read_image(file_of(picture()), "id")
    assert caught.value.outcome == Outcome.REFUSED


@needs_tesseract
@pytest.mark.parametrize("kept", [20, 600])
def test_a_damaged_picture_is_unreadable(kept: int) -> None:
    with pytest.raises(ReadingError) as caught:
        read_image(file_of(picture())[:kept], "id")
    assert caught.value.outcome == Outcome.UNREADABLE


@needs_tesseract
def test_a_picture_without_words_is_empty() -> None:
    with pytest.raises(ReadingError) as caught:
        read_image(file_of(Image.new("L", (400, 400), 200)), "id")
    assert caught.value.outcome == Outcome.EMPTY


@needs_tesseract
def test_the_languages_of_tesseract_are_told() -> None:
    assert "eng" in ocr.languages()
    assert "osd" not in ocr.languages()


@needs_tesseract
def test_tesseract_is_ended_at_its_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PATIENCE_SECONDS", 0.01)
    with pytest.raises(ocr.OcrError, match="longer than"):
        ocr.read_picture(ocr.np.array(picture()), 150)


@pytest.mark.parametrize(
    ("quarters", "box"),
    [(0, (10, 40, 60, 50)), (1, (750, 10, 760, 60)), (2, (540, 750, 590, 760)), (3, (40, 540, 50, 590))],
)
def test_a_place_on_a_turned_page_is_led_back(quarters: int, box: tuple[float, float, float, float]) -> None:
    assert Place(quarters, 0.0, 600, 800).back((10, 40, 60, 50)) == pytest.approx(box)


def test_a_place_on_a_page_askew_is_led_back() -> None:
    x0, top, x1, bottom = Place(0, -1.0, 600, 800).back((100, 100, 110, 110))
    assert (x0 + x1) / 2 == pytest.approx(600 / 2 - 195 * 0.99985 - 295 * 0.01745, abs=0.01)
    assert (top + bottom) / 2 == pytest.approx(800 / 2 - 295 * 0.99985 + 195 * 0.01745, abs=0.01)


@needs_tesseract
@pytest.mark.parametrize("ground", [40, 235])
def test_faint_print_beside_dark_boxes_is_read(ground: int) -> None:
    sheet = scan(MANY[:10])
    faint = sheet.point(lambda value: 150 + value * 105 // 255)
    faint.paste(ground, (150, 900, 1100, 1000))
    faint.paste(20, (150, 1010, 1100, 1200))
    document = read_pdf(pdf(lambda canvas: draw_picture(canvas, faint)), "id")
    assert [line.text for line in document.pages[0].lines] == MANY[:10]


@needs_tesseract
def test_the_cells_of_a_ruled_table_in_a_picture_keep_their_lines_together() -> None:
    def draw(canvas: Canvas) -> None:
        draw_picture(canvas, picture_of_table())

    lines = read_pdf(pdf(draw), "id").pages[0].lines
    assert [(line.locator, line.text) for line in lines] == [
        ("table 1 row 1 cell 1", "Risk"),
        ("table 1 row 1 cell 2", "What we do"),
        ("table 1 row 2 cell 1", "Fees that are"),
        ("table 1 row 2 cell 1", "paid for work"),
        ("table 1 row 2 cell 2", "We pay them back"),
        ("table 1 row 2 cell 2", "within a month"),
        ("table 1 row 3 cell 1", "Late wages"),
        ("table 1 row 3 cell 2", "We look at slips"),
    ]


def picture_of_table() -> Image.Image:
    sheet = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(sheet)
    for y in (200, 270, 400, 470):
        pen.line((150, y, 950, y), fill=0, width=3)
    for x in (150, 500, 950):
        pen.line((x, 200, x, 470), fill=0, width=3)
    font = ImageFont.load_default(28)
    cells = {
        (170, 215): "Risk",
        (520, 215): "What we do",
        (170, 285): "Fees that are\npaid for work",
        (520, 285): "We pay them back\nwithin a month",
        (170, 415): "Late wages",
        (520, 415): "We look at slips",
    }
    for place, text in cells.items():
        pen.multiline_text(place, text, fill=0, font=font, spacing=12)
    return sheet


@needs_tesseract
def test_a_page_in_another_script_is_said_and_not_read_as_english() -> None:
    def print_greek(canvas: Canvas) -> None:
        canvas.setFont("Symbol", 14)
        for row in range(4):
            canvas.drawString(72, 700 - 40 * row, "Δεσμευομαστε να καταπολεμησουμε τη συγχρονη δουλεια")
            canvas.drawString(72, 680 - 40 * row, "και την εμπορια ανθρωπων στις αλυσιδες εφοδιασμου μας")

    greek = pypdfium2.PdfDocument(pdf(print_greek))[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    document = read_pdf(pdf(lambda canvas: draw_picture(canvas, greek)), "id")
    assert document.outcome == Outcome.NEEDS_OCR
    assert "Greek script" in (document.reason or "")
    assert whole(document) == ""


@needs_tesseract
def test_a_photograph_is_a_page_read_and_not_words() -> None:
    photograph = Image.radial_gradient("L").resize((1000, 1400))

    def draw(canvas: Canvas) -> None:
        draw_picture(canvas, photograph)
        canvas.showPage()
        prose(canvas, PROSE * 6)

    document = read_pdf(pdf(draw), "id")
    assert [page.outcome for page in document.pages] == [Outcome.READ, Outcome.READ]
    assert document.pages[0].text == ""


@needs_tesseract
def test_a_larger_picture_than_ocr_needs_is_made_smaller_and_its_places_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MAX_SIDE", 1_000)
    large = picture().resize((1800, 840))
    (only,) = read_image(file_of(large, dpi=(300, 300)), "id").pages
    assert only.text.splitlines() == LINES
    assert (only.width, only.height) == (432.0, 201.6)
    assert only.lines[0].box
    assert only.lines[0].box[0] == pytest.approx(60 * 72 / 150, abs=2)
