"""Glyphs drawn twice, as a shadow or spaced apart make the words that a reader sees."""

from pathlib import Path

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines.extract.pdf.glyphs import Glyphs, Style, words_of
from tests.pipelines.pages import LINE, PROSE, pdf, prose, read, texts

FONT = "Helvetica-Bold"
SHIFTS = [(0.3, 0.0), (0.0, 0.3), (0.3, -0.3), (-0.4, 0.2), (0.0, 0.0), (0.8, -0.8), (1.5, -1.5)]


@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("grey", [0.0, 0.7])
def test_lines_drawn_again_a_little_aside_are_read_once(
    tmp_path: Path, shift: tuple[float, float], grey: float
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 11)
        for i, line in enumerate(PROSE):
            y = 700 - i * LINE
            canvas.setFillGray(grey)
            canvas.drawString(72 + shift[0], y + shift[1], line)
            canvas.setFillGray(0)
            canvas.drawString(72, y, line)

    assert texts(read(tmp_path, pdf(draw))) == PROSE


@pytest.mark.parametrize("shift", SHIFTS[:3])
def test_glyphs_each_drawn_twice_are_read_once(tmp_path: Path, shift: tuple[float, float]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 11)
        for i, line in enumerate(PROSE):
            x, y = 72.0, 700 - i * LINE
            for glyph in line:
                canvas.drawString(x, y, glyph)
                canvas.drawString(x + shift[0], y + shift[1], glyph)
                x += canvas.stringWidth(glyph, FONT, 11)

    assert texts(read(tmp_path, pdf(draw))) == PROSE


@pytest.mark.parametrize("space", [-0.5, 1, 2, 3, 4, 6])
def test_letters_set_apart_make_words_and_figures(tmp_path: Path, space: float) -> None:
    lines = ["Our supply chains in 2025", "A policy that covers 1,250 workers"]

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 500)
        text.setFont(FONT, 11)
        text.setCharSpace(space)
        text.setLeading(40)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        prose(canvas)

    assert texts(read(tmp_path, pdf(draw)))[-2:] == lines


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("O U R   S U P P L Y   C H A I N S", "OUR SUPPLY CHAINS"),
        ("M O D E R N  S L A V E R Y", "MODERN SLAVERY"),
        ("R I S K", "RISK"),
        ("1 2 3 4 5", "1 2 3 4 5"),
        ("Plants A and B", "Plants A and B"),
    ],
)
def test_capitals_typed_apart_make_words_and_single_figures_do_not(tmp_path: Path, typed: str, line: str) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.setFont(FONT, 14)
        canvas.drawString(72, 500, typed)

    assert texts(read(tmp_path, pdf(draw)))[-1] == line


@pytest.mark.parametrize("last", ["us.", "me!", "us, so."])
def test_a_short_word_of_letters_set_apart_keeps_its_stop(tmp_path: Path, last: str) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        text = canvas.beginText(72, 500)
        text.setFont("Helvetica", 11)
        text.setCharSpace(2.5)
        text.setWordSpace(4)
        text.textLine(f"No worker leaves a deposit with {last}")
        canvas.drawText(text)

    assert texts(read(tmp_path, pdf(draw)))[-1] == f"No worker leaves a deposit with {last}"


def test_letters_of_a_ligature_are_no_doubles() -> None:
    """Two letters that stand in one place, as PDFium parts a ligature, are both kept."""
    codes = [ord(letter) for letter in "office"]
    lefts = [0.0, 6.0, 6.0, 6.0, 15.0, 20.0]
    rights = [6.0, 15.0, 15.0, 15.0, 20.0, 26.0]
    boxes = np.array([[a, 0.0, b, 11.0] for a, b in zip(lefts, rights, strict=True)])
    flags = np.zeros(6, dtype=np.bool_)
    numbers = np.zeros(6, dtype=np.int32)
    glyphs = Glyphs(np.array(codes, dtype=np.int32), boxes, flags, numbers, numbers, [Style("F", 11.0, 0)])
    assert [word["text"] for word in words_of(glyphs)] == ["office"]
