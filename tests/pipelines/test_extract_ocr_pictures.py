"""Pictures of print beside typed text are read, however small; photographs under or beside text are left alone."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Outcome
from pipelines.extract.ocr import tesseract as ocr
from pipelines.extract.ocr.level import Place
from pipelines.extract.pdf.document import read_pdf
from pipelines.extract.pdf.rules import Edges
from tests.pipelines.pages import HEIGHT, PROSE, WIDTH, pdf, prose
from tests.pipelines.scans import LINES, draw_picture, needs_tesseract, picture

TYPED = ["The first part of this page is typed.", "Our sites house eighty workers."]


@pytest.fixture
def never_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("read by OCR")

    monkeypatch.setattr(ocr, "program", lambda: "tesseract")
    monkeypatch.setattr(ocr, "read_picture", fail)


def photograph(block: int, least: int = 20, most: int = 90) -> Image.Image:
    """Draw the grain of a photograph: blocks of random shades on a slow change from dark to light."""
    rows, columns = 1400 // block, 1000 // block
    grain = np.random.default_rng(7).integers(least, most, (rows, columns)) + np.linspace(0, 40, columns)
    return Image.fromarray(np.kron(grain, np.ones((block, block))).astype(np.uint8))


def typed_then(lines: list[str], typed: list[str]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        prose(canvas, typed, y=780)
        draw_picture(canvas, picture(lines, width=1240, height=420), y=100)

    return draw


@needs_tesseract
@pytest.mark.parametrize("typed", [TYPED, PROSE])
def test_two_lines_in_a_picture_below_typed_text_are_read(typed: list[str]) -> None:
    (only,) = read_pdf(pdf(typed_then(LINES[:2], typed)), "id").pages
    assert only.text.splitlines() == [*typed, *LINES[:2]]
    assert only.outcome == Outcome.READ_BY_OCR


@pytest.mark.usefixtures("never_ocr")
@pytest.mark.parametrize("block", [2, 5, 9])
def test_a_slide_with_a_photograph_for_its_ground_is_read_from_its_text_alone(block: int) -> None:
    def draw(canvas: Canvas) -> None:
        draw_picture(canvas, photograph(block), width=WIDTH)
        canvas.setFillColor(white)
        canvas.rect(330, 80, 180, 500, fill=1, stroke=0)
        canvas.setFont("Helvetica", 20)
        for row, line in enumerate(TYPED):
            canvas.drawString(60, HEIGHT - 80 - 60 * row, line)

    document = read_pdf(pdf(draw), "id")
    assert document.outcome == Outcome.READ
    assert document.pages[0].text.splitlines() == TYPED


@pytest.mark.usefixtures("never_ocr")
def test_a_photograph_beside_text_is_not_read_by_ocr() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, PROSE, y=780)
        draw_picture(canvas, photograph(4), x=60, y=60, width=400)

    assert read_pdf(pdf(draw), "id").outcome == Outcome.READ


@pytest.mark.usefixtures("never_ocr")
def test_light_text_on_a_dark_picture_is_read_from_the_text_alone() -> None:
    panel = Image.fromarray(np.tile(np.linspace(110, 30, 400).astype(np.uint8)[:, None], (1, 1000)))

    def draw(canvas: Canvas) -> None:
        draw_picture(canvas, panel, x=40, y=500, width=500)
        canvas.setFillColor(white)
        canvas.setFont("Helvetica", 12)
        for row, line in enumerate([*PROSE, *TYPED]):
            canvas.drawString(60, 670 - 22 * row, line[:70])

    assert read_pdf(pdf(draw), "id").outcome == Outcome.READ


def test_a_picture_of_text_that_ocr_reads_poorly_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    word = {"text": "smudge", "x0": 0, "x1": 9, "top": 0, "bottom": 9, "size": 9, "confidence": 72.0, "level": True}
    poor = ocr.Reading([word] * 9, WIDTH, HEIGHT, 72.0, Place(0, 0.0, WIDTH, HEIGHT), Edges())
    monkeypatch.setattr(ocr, "program", lambda: "tesseract")
    monkeypatch.setattr(ocr, "read_picture", lambda *_: poor)
    document = read_pdf(pdf(typed_then(LINES, PROSE)), "id")
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "Page 1 holds a picture of text" in (document.reason or "")
    assert "smudge" not in document.pages[0].text
