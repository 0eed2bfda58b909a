"""Pictures show the page as a viewer does, hide what must not be seen, and say why a page has none."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Document
from pipelines.ingest.media import PDF
from pipelines.report import pictures as module
from pipelines.report.pictures import Drawn, Picture, Pictures, Wish
from tests.pipelines.pages import HEIGHT, PROSE, WIDTH, pdf, prose, read
from tests.pipelines.scans import draw_picture, file_of, needs_tesseract, page, picture

BOX = (72.0, 132.0, 480.0, 146.0)  # of the first line of prose
INK = 60  # of 255, between paper and print


@pytest.fixture(scope="module")
def drawer() -> Iterator[Pictures]:
    with Pictures(size=1) as made:
        yield made


def shown(picture: Picture) -> NDArray[np.int16]:
    image = Image.open(io.BytesIO(picture.webp))
    assert image.size == (picture.width, picture.height)
    return np.asarray(image.convert("L"), dtype=np.int16)


def inside(picture: Picture, box: tuple[float, float, float, float], margin: float = 0) -> NDArray[np.int16]:
    scale = picture.width / picture.page_width
    x0, top, x1, bottom = (round(side * scale) for side in box)
    return shown(picture)[round(top - margin) : round(bottom + margin), round(x0 - margin) : round(x1 + margin)]


def all_lines_have_ink(document: Document, drawn: Drawn) -> bool:
    boxes = [(page.number, line.box) for page in document.pages for line in page.lines]
    assert boxes
    return all(box and np.ptp(inside(drawn.pictures[number], box, 1)) > INK for number, box in boxes)


def turned(canvas: Canvas) -> None:
    for quarter in (0, 90, 180, 270):
        canvas.setPageRotation(quarter)
        prose(canvas, y=500)
        canvas.showPage()


def cropped(canvas: Canvas) -> None:
    canvas.setCropBox((60, 400, 520, 760))
    prose(canvas)


@pytest.mark.parametrize("draw", [prose, turned, cropped], ids=["plain", "turned", "cropped"])
def test_boxes_of_extraction_lie_on_the_words(drawer: Pictures, tmp_path: Path, draw: Callable[[Canvas], None]) -> None:
    data = pdf(draw)
    document = read(tmp_path, data)
    wishes = [Wish(page.number, size=(page.width or 0, page.height or 0)) for page in document.pages]
    drawn = drawer.draw(data, PDF, wishes)
    assert not drawn.left_out
    assert all_lines_have_ink(document, drawn)


@needs_tesseract
@pytest.mark.parametrize("form", ["PDF", "TIFF"])
def test_boxes_of_ocr_lie_on_the_words_of_scans(drawer: Pictures, tmp_path: Path, form: str) -> None:
    if form == "PDF":
        data = pdf(lambda canvas: draw_picture(canvas, page(picture())))
    else:
        data = file_of(page(picture()), form, dpi=(150, 150))
    document = read(tmp_path, data, "a.bin")
    (only,) = document.pages
    drawn = drawer.draw(data, document.media_type, [Wish(1, size=(only.width or 0, only.height or 0))])
    assert all_lines_have_ink(document, drawn)


def test_a_text_page_is_readable_in_few_bytes_and_the_same_every_time(drawer: Pictures) -> None:
    def full(canvas: Canvas) -> None:
        prose(canvas, PROSE * 12, y=760)

    data = pdf(full)
    once, again = (drawer.draw(data, PDF, [Wish(1, blurred=(BOX,))]) for _ in range(2))
    assert once == again
    assert (once.pictures[1].width, once.pictures[1].height) == (560, 792)
    assert 5_000 < len(once.pictures[1].webp) < 40_000


def test_a_broad_page_is_wider_than_an_upright_one(drawer: Pictures) -> None:
    def slide(canvas: Canvas) -> None:
        canvas.setPageSize((960, 540))
        prose(canvas, y=300)

    drawn = drawer.draw(pdf(slide), PDF, [Wish(1)])
    assert (drawn.pictures[1].width, drawn.pictures[1].height) == (896, 504)


def test_what_is_blurred_or_blackened_has_no_letters_and_the_next_line_has_all(drawer: Pictures) -> None:
    below = (72.0, BOX[1] + 14, 480.0, BOX[3] + 14)
    plain = drawer.draw(pdf(prose), PDF, [Wish(1)]).pictures[1]
    blurred = drawer.draw(pdf(prose), PDF, [Wish(1, blurred=(BOX,))]).pictures[1]
    black = drawer.draw(pdf(prose), PDF, [Wish(1, blackened=(BOX,))]).pictures[1]
    assert np.ptp(inside(plain, BOX)) > 200
    for hidden in (blurred, black):
        across = np.abs(np.diff(inside(hidden, BOX, -2)[4], axis=0)) > 10
        assert across.sum() <= (BOX[2] - BOX[0]) / 18 + 1  # a step from block to block, none inside
        assert np.ptp(inside(hidden, BOX, -2), axis=0).max() <= 10
        assert np.array_equal(inside(hidden, below, -2), inside(plain, below, -2))
    assert inside(black, BOX, -2).max() < 10


def test_two_wishes_for_one_page_hide_what_both_ask(drawer: Pictures) -> None:
    below = (72.0, BOX[1] + 28, 480.0, BOX[3] + 28)
    drawn = drawer.draw(pdf(prose), PDF, [Wish(1, blackened=(BOX,)), Wish(1, blackened=(below,))])
    assert inside(drawn.pictures[1], BOX, -2).max() < 10
    assert inside(drawn.pictures[1], below, -2).max() < 10


def test_a_signature_picture_is_blurred_whole_where_a_part_of_it_lies_in_the_block(drawer: Pictures) -> None:
    def signed(canvas: Canvas) -> None:
        prose(canvas)
        draw_picture(canvas, picture(["Ada N. Nowak"], 300, 120), 72, HEIGHT - 300, 150)

    block = (72.0, 290.0, 200.0, 310.0)
    drawn = drawer.draw(pdf(signed), PDF, [Wish(1, blurred=(block,))])
    seen = inside(drawn.pictures[1], (74, 242, 220, 282))
    plain = inside(drawer.draw(pdf(signed), PDF, [Wish(1)]).pictures[1], (74, 242, 220, 282))
    assert np.abs(np.diff(seen, axis=1)).sum() < np.abs(np.diff(plain, axis=1)).sum() / 10


def test_what_was_typed_into_a_form_is_drawn(drawer: Pictures) -> None:
    def form(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="a", value="Ada Nowak", x=72, y=700, width=200, height=20, borderWidth=0)
        canvas.showPage()

    drawn = drawer.draw(pdf(form), PDF, [Wish(1)])
    assert np.ptp(inside(drawn.pictures[1], (74, HEIGHT - 718, 140, HEIGHT - 702))) > INK


def test_an_owner_who_forbids_copying_is_for_the_caller_to_heed(drawer: Pictures, tmp_path: Path) -> None:
    lock = StandardEncryption("", ownerPassword="owner", canCopy=0, strength=128)
    data = pdf(prose, encrypt=lock)
    assert not read(tmp_path, data).copying_allowed
    assert 1 in drawer.draw(data, PDF, [Wish(1)]).pictures


def reason(drawn: Drawn, number: int = 1) -> str:
    assert number not in drawn.pictures
    return drawn.left_out[number]


@pytest.mark.parametrize("size", [(14_400, 14_400), (0.5, 0.5), (3_000, 300)])
def test_a_page_of_no_sensible_size_has_a_reason_and_no_picture(drawer: Pictures, size: tuple[float, float]) -> None:
    def sized(canvas: Canvas) -> None:
        canvas.setPageSize(size)
        canvas.drawString(0, 0, "a")

    assert "cannot be shown small" in reason(drawer.draw(pdf(sized), PDF, [Wish(1)]))


def test_a_page_of_another_size_than_was_read_has_no_picture(drawer: Pictures) -> None:
    drawn = drawer.draw(pdf(prose), PDF, [Wish(1, size=(WIDTH, HEIGHT - 20)), Wish(9)])
    assert reason(drawn) == "The page has another size than the one that was read."
    assert reason(drawn, 9) == "The file has no such page."


def test_what_has_no_pages_or_is_damaged_has_reasons(drawer: Pictures) -> None:
    tiff = file_of(page(picture()), "TIFF")
    assert reason(drawer.draw(b"<html>", "text/html", [Wish(1)])) == "Its format has no pages that can be drawn."
    assert reason(drawer.draw(pdf(prose)[:300], PDF, [Wish(1)])) == "The file is locked or damaged."
    assert "damaged" in reason(drawer.draw(tiff[:300], "image/tiff", [Wish(1, size=(595, 842))]))
    assert reason(drawer.draw(tiff, "image/tiff", [Wish(1)])) == "It is not known how large the page is."


def test_a_page_that_breaks_its_worker_costs_no_earlier_one_and_three_faults_end_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WORK", "tests.report.breaking:work")
    with Pictures(size=1) as drawer:
        drawn = drawer.draw(b"", PDF, [Wish(number) for number in (1, 2, 3, 4, 5)])
    assert sorted(drawn.pictures) == [1, 2]
    assert [drawn.left_out[number] for number in (3, 4)] == ["Drawing the page crashed."] * 2
    assert "not drawn any further" in drawn.left_out[5]
