"""Text of a PDF that a reader cannot see is kept apart, and text that only looks as if it could not stays."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pypdf
import pypdf.annotations
import pytest
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib.colors import Color, black, lightgrey, navy, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Layer, Outcome
from tests.pipelines.pages import HEIGHT, PROSE, WIDTH, pdf, prose, read, texts

UNSEEN = "Every supplier of ours is audited for forced labour twice a year."
Draw = Callable[[Canvas], None]


def text(canvas: Canvas, x: float = 72, y: float = 400, size: float = 11) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(x, y, UNSEEN)


def photograph() -> ImageReader:
    """Stripes of grey without any print."""
    return ImageReader(Image.linear_gradient("L").resize((400, 100)))


def not_drawn(canvas: Canvas) -> None:
    line = canvas.beginText(72, 400)
    line.setFont("Helvetica", 11)
    line.setTextRenderMode(3)
    line.textOut(UNSEEN)
    canvas.drawText(line)


def not_drawn_over_a_photograph(canvas: Canvas) -> None:
    canvas.drawImage(photograph(), 60, 380, 400, 60)
    not_drawn(canvas)


def white_on_white(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    text(canvas)


def nearly_white(canvas: Canvas) -> None:
    canvas.setFillColor(Color(0.99, 0.99, 0.985))
    text(canvas)


def clear(canvas: Canvas) -> None:
    canvas.setFillColor(Color(0, 0, 0, alpha=0))
    text(canvas)


def tiny(canvas: Canvas) -> None:
    text(canvas, size=0.5)


def of_one_point(canvas: Canvas) -> None:
    text(canvas, size=1)


def left_of_the_page(canvas: Canvas) -> None:
    text(canvas, x=-900)


def above_the_page(canvas: Canvas) -> None:
    text(canvas, y=HEIGHT + 30)


def clipped_away(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(72, 100, 300, 50)
    canvas.clipPath(path, stroke=0, fill=0)
    text(canvas)
    canvas.restoreState()


def clipped_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("small", 0, 0, 50, 50)
    text(canvas)
    canvas.endForm()
    canvas.doForm("small")


def under_a_shape(canvas: Canvas) -> None:
    text(canvas)
    canvas.setFillColor(lightgrey)
    canvas.rect(60, 390, 460, 30, stroke=0, fill=1)


def under_a_picture(canvas: Canvas) -> None:
    text(canvas)
    canvas.drawImage(photograph(), 60, 380, 460, 60)


def in_the_colour_of_its_ground(canvas: Canvas) -> None:
    canvas.setFillColor(navy)
    canvas.rect(60, 390, 460, 30, stroke=0, fill=1)
    text(canvas)


@pytest.mark.parametrize(
    "draw",
    [
        not_drawn,
        not_drawn_over_a_photograph,
        white_on_white,
        nearly_white,
        clear,
        tiny,
        of_one_point,
        left_of_the_page,
        above_the_page,
        clipped_away,
        clipped_in_a_form,
        under_a_shape,
        under_a_picture,
        in_the_colour_of_its_ground,
    ],
    ids=lambda draw: draw.__name__,
)
def test_unseen_text_is_kept_apart_and_said(tmp_path: Path, draw: Draw) -> None:
    def both(canvas: Canvas) -> None:
        prose(canvas)
        canvas.setFillColor(black)
        draw(canvas)

    document = read(tmp_path, pdf(both))
    assert texts(document) == PROSE
    assert " ".join(texts(document, Layer.HIDDEN)) == UNSEEN
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "cannot be seen" in (document.reason or "")


def white_on_dark(canvas: Canvas) -> None:
    canvas.setFillColor(navy)
    canvas.rect(60, 390, 460, 30, stroke=0, fill=1)
    canvas.setFillColor(white)
    text(canvas)


def white_on_a_dark_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (100, 20), 40)), 60, 380, 460, 60)
    canvas.setFillColor(white)
    text(canvas)


def within_its_clip(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(60, 380, 500, 50)
    canvas.clipPath(path, stroke=0, fill=0)
    text(canvas)
    canvas.restoreState()


def on_a_shade(canvas: Canvas) -> None:
    canvas.setFillColor(lightgrey)
    canvas.rect(60, 390, 460, 30, stroke=0, fill=1)
    canvas.setFillColor(black)
    text(canvas)


def under_a_clear_marker(canvas: Canvas) -> None:
    text(canvas)
    canvas.setFillColor(Color(1, 1, 0, alpha=0.4))
    canvas.rect(60, 390, 460, 30, stroke=0, fill=1)


def outlined(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    line = canvas.beginText(72, 400)
    line.setFont("Helvetica", 11)
    line.setTextRenderMode(2)
    line.textOut(UNSEEN)
    canvas.drawText(line)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("large", 0, 0, WIDTH, HEIGHT)
    text(canvas)
    canvas.endForm()
    canvas.doForm("large")


@pytest.mark.parametrize(
    "draw",
    [white_on_dark, white_on_a_dark_picture, within_its_clip, on_a_shade, under_a_clear_marker, outlined, in_a_form],
    ids=lambda draw: draw.__name__,
)
def test_text_that_can_be_seen_is_body(tmp_path: Path, draw: Draw) -> None:
    def both(canvas: Canvas) -> None:
        prose(canvas)
        draw(canvas)

    document = read(tmp_path, pdf(both))
    assert texts(document) == [*PROSE, UNSEEN]
    assert document.outcome == Outcome.READ


def layered(off: bool, in_form: bool) -> bytes:
    """Put text on a layer, by its marks or by a form that belongs to the layer."""

    def draw(canvas: Canvas) -> None:
        prose(canvas)
        if in_form:
            return in_a_form(canvas)
        canvas._code.append("/OC /Layer1 BDC")
        text(canvas)
        canvas._code.append("EMC")
        return None

    writer = pypdf.PdfWriter(io.BytesIO(pdf(draw)))
    group = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Notes")})
    )
    shown = DictionaryObject({NameObject("/OFF"): ArrayObject([group] if off else [])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([group]), NameObject("/D"): shown}
    )
    resources = cast(DictionaryObject, writer.pages[0]["/Resources"].get_object())
    if in_form:
        forms = cast(DictionaryObject, resources["/XObject"].get_object())
        for form in forms.values():
            cast(DictionaryObject, form.get_object())[NameObject("/OC")] = group
    else:
        resources[NameObject("/Properties")] = DictionaryObject({NameObject("/Layer1"): group})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("in_form", [False, True])
def test_a_layer_that_is_switched_off_is_not_seen(tmp_path: Path, in_form: bool) -> None:
    document = read(tmp_path, layered(off=True, in_form=in_form))
    assert texts(document) == PROSE
    assert texts(document, Layer.HIDDEN) == [UNSEEN]
    assert texts(read(tmp_path, layered(off=False, in_form=in_form), "b.pdf")) == [*PROSE, UNSEEN]


def test_what_a_note_covers_is_not_seen(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        text(canvas)

    writer = pypdf.PdfWriter(io.BytesIO(pdf(draw)))
    note = pypdf.annotations.Rectangle(rect=(60, 390, 520, 420), interior_color="000000")
    cover = pypdf.generic.StreamObject()
    cover.set_data(b"0 g 0 0 460 30 re f")
    cover.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([pypdf.generic.FloatObject(v) for v in (0, 0, 460, 30)]),
        }
    )
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(cover)})
    note[NameObject("/F")] = pypdf.generic.NumberObject(4)
    writer.add_annotation(0, note)
    out = io.BytesIO()
    writer.write(out)
    document = read(tmp_path, out.getvalue())
    assert texts(document) == PROSE
    assert texts(document, Layer.HIDDEN) == [UNSEEN]


@pytest.mark.parametrize("twin", [clear, not_drawn])
def test_a_line_drawn_again_over_its_unseen_twin_is_seen(tmp_path: Path, twin: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        twin(canvas)
        canvas.restoreState()
        text(canvas, x=72.5, y=400.5)

    document = read(tmp_path, pdf(draw))
    assert texts(document) == [UNSEEN]
    assert document.outcome == Outcome.READ
