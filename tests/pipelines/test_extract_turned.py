"""Pages and text that are turned: by the page's own turn, by the writing's matrix, by both, or askew."""

import io
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import RectangleObject
from reportlab.lib.colors import lightgrey
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Layer
from tests.pipelines.pages import HEIGHT, PROSE, WIDTH, pdf, prose, read, texts

QUARTERS = [90, 180, 270]


def changed(
    data: bytes, rotate: int = 0, crop: list[float] | None = None, shift: tuple[float, float] = (0, 0)
) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(data))
    page = writer.pages[0]
    page.mediabox = RectangleObject([*shift, WIDTH + shift[0], HEIGHT + shift[1]])
    page.cropbox = RectangleObject(crop or page.mediabox)
    page.rotate(rotate)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(canvas: Canvas, degrees: float) -> None:
    canvas.translate(300, 420)
    canvas.rotate(degrees)
    prose(canvas, x=-200, y=100)


@pytest.mark.parametrize("degrees", [*QUARTERS, 3, 30, 45, 200])
def test_writing_turned_by_any_angle_is_read_in_lines(tmp_path: Path, degrees: float) -> None:
    document = read(tmp_path, pdf(lambda canvas: turned(canvas, degrees)))
    assert texts(document) == PROSE
    assert all(line.box and 0 <= line.box[0] < line.box[2] <= WIDTH for line in document.pages[0].lines)


@pytest.mark.parametrize("degrees", QUARTERS)
def test_a_page_shown_upright_by_its_own_turn_has_level_boxes(tmp_path: Path, degrees: int) -> None:
    document = read(tmp_path, changed(pdf(lambda canvas: turned(canvas, degrees)), rotate=degrees))
    assert texts(document) == PROSE
    first, second = document.pages[0].lines[:2]
    assert first.box is not None
    assert second.box is not None
    assert first.box[3] - first.box[1] == pytest.approx(11, abs=0.5)
    assert second.box[1] - first.box[1] == pytest.approx(14, abs=0.5)
    assert second.box[0] == pytest.approx(first.box[0], abs=1)


@pytest.mark.parametrize("degrees", QUARTERS)
def test_a_page_shown_turned_is_read_all_the_same(tmp_path: Path, degrees: int) -> None:
    document = read(tmp_path, changed(pdf(prose), rotate=degrees))
    assert texts(document) == PROSE
    assert document.pages[0].width == pytest.approx(HEIGHT if degrees % 180 else WIDTH, abs=0.1)


@pytest.mark.parametrize(
    ("shift", "crop", "rotate", "place"),
    [
        ((0, 0), [50, 600, 560, 800], 0, (22, 91)),
        ((30, 300), [60, 620, 560, 800], 0, (12, 91)),
        ((0, 0), [50, 600, 560, 800], 90, (98, 22)),
        ((-100, -50), None, 0, (172, 84)),
    ],
)
def test_boxes_count_from_the_corner_of_the_page_as_shown(
    tmp_path: Path, shift: tuple[float, float], crop: list[float] | None, rotate: int, place: tuple[float, float]
) -> None:
    document = read(tmp_path, changed(pdf(prose), rotate, crop, shift))
    assert texts(document) == PROSE
    box = document.pages[0].lines[0].box
    assert box is not None
    assert box[:2] == pytest.approx(place, abs=1.5)


def test_a_slanted_stamp_does_not_break_the_lines_that_it_crosses(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(80, 560)
        canvas.rotate(35)
        canvas.setFillColor(lightgrey)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.drawString(0, 0, "CONFIDENTIAL")
        canvas.restoreState()
        prose(canvas)

    document = read(tmp_path, pdf(draw))
    assert texts(document) == PROSE
    assert texts(document, Layer.FURNITURE) == ["CONFIDENTIAL"]
