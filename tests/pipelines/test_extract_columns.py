"""Columns of a page, however many and however wide, are read one after the other."""

from pathlib import Path

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.pipelines.pages import PROSE, pdf, read, texts

SENTENCES = [
    *PROSE,
    "In 2025 we found two cases of withheld wages and had them repaid.",
    "The board reads a report on these visits every spring.",
    "Agency staff are paid through our own payroll.",
    "A hotline in five languages takes calls at any hour.",
    "We train every buyer on the signs of forced labour.",
    "Next year we will widen the audits to fabric mills in the south.",
]
FONT = "Helvetica"


def column(canvas: Canvas, text: str, x: float, y: float, width: float, size: float) -> float:
    canvas.setFont(FONT, size)
    for line in simpleSplit(text, FONT, size, width):
        canvas.drawString(x, y, line)
        y -= 1.25 * size
    return y


def columns(canvas: Canvas, sentences: list[str], widths: list[float], y: float, size: float = 9.5) -> float:
    x, lowest = 50.0, y
    share = len(sentences) // len(widths)
    for i, width in enumerate(widths):
        part = sentences[i * share :] if i == len(widths) - 1 else sentences[i * share : (i + 1) * share]
        below = column(canvas, " ".join(part[:2]), x, y, width, size) - 0.6 * size
        lowest = min(lowest, column(canvas, " ".join(part[2:]), x, below, width, size))
        x += width + 15
    return lowest


@pytest.mark.parametrize(
    ("widths", "size"),
    [
        ([155, 155, 155], 9.5),
        ([320, 150], 9.5),
        ([150, 320], 9.5),
        ([111, 111, 111, 111], 8.0),
    ],
)
def test_columns_below_a_title_are_read_one_after_the_other(tmp_path: Path, widths: list[float], size: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(50, 760, "Modern slavery statement")
        columns(canvas, SENTENCES, widths, 720, size)

    lines = texts(read(tmp_path, pdf(draw)))
    assert " ".join(lines) == " ".join(["Modern slavery statement", *SENTENCES])


@pytest.mark.parametrize("widths", [[240, 240], [155, 155, 155]])
def test_a_heading_across_columns_ends_them(tmp_path: Path, widths: list[float]) -> None:
    heading = "How we check our suppliers in every country of the group each year"

    def draw(canvas: Canvas) -> None:
        y = columns(canvas, SENTENCES, widths, 760) - 24
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(50, y, heading)
        columns(canvas, SENTENCES[::-1], widths, y - 24)

    lines = texts(read(tmp_path, pdf(draw)))
    assert " ".join(lines) == " ".join([*SENTENCES, heading, *SENTENCES[::-1]])
