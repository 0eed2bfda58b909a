"""Glyphs by pdfplumber: a glyph without ink is a space only where it moves on what follows."""

from types import SimpleNamespace
from typing import Any

from pipelines.extract.pdf.engines import plumber_page

SIZE = 10.0


def char(text: str, x0: float, x1: float) -> dict[str, Any]:
    box = {"x0": x0, "x1": x1, "top": 100.0, "bottom": 110.0}
    return {"text": text, **box, "size": SIZE, "fontname": "Serif", "matrix": (1, 0, 0, 1, x0, 0)}


def words(*chars: dict[str, Any]) -> list[str]:
    page = plumber_page(SimpleNamespace(cropbox=(0, 0, 600, 800), bbox=(0, 0, 600, 800), chars=list(chars)))
    return [word["text"] for found in page.words.values() for word in found]


def test_a_soft_hyphen_inside_a_line_parts_no_word() -> None:
    assert words(char("o", 50, 55), char(" ", 55, 58), char("n", 55, 60), char("e", 60, 65)) == ["one"]


def test_a_space_parts_words_however_narrow_and_with_a_soft_hyphen_beside_it() -> None:
    assert words(char("o", 50, 55), char(" ", 55, 56), char("n", 56, 61)) == ["o", "n"]
    assert words(char("o", 50, 55), char(" ", 55, 58), char(" ", 55, 58), char("n", 58, 63)) == ["o", "n"]
