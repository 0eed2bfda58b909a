"""Markdown reads as the page that it makes: words without marks, tables by their cells."""

import pytest

from corpora.document import Page
from pipelines.extract.text import read_text


def page(text: str) -> Page:
    return read_text(f"# Our people\n\n{text}\n\n## Farms\n".encode(), "0" * 64).pages[0]


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("We *never* charge `fees`.", ["We never charge fees."]),
        ("* Map *all* farms\n* Train buyers", ["* Map all farms", "* Train buyers"]),
        ("> We visit mills\n> every year.", ["We visit mills", "every year."]),
        ("<!-- not yet -->\n<p align='center'>We ban fees.<br>Always.</p>", ["We ban fees. Always."]),
        ("We ban fees.[^1]\n\n[^1]: But for two.", ["We ban fees.¹", "¹ But for two."]),
        ("It costs 3 * 4 * 5 pounds.", ["It costs 3 * 4 * 5 pounds."]),
    ],
)
def test_marks_are_not_words(written: str, lines: list[str]) -> None:
    assert [line.text for line in page(written).lines][1:-1] == lines


def test_a_table_is_read_by_its_cells() -> None:
    written = (
        "We tell both.\n\n| Risk | Step |\n|:-----|-----:|\n| Fees | Repaid \\| stopped |\n| Farms | |\n\nThe end."
    )
    read = page(written)
    assert [(line.text, line.locator) for line in read.lines][2:-2] == [
        ("Risk", "table 1 row 1 cell 1"),
        ("Step", "table 1 row 1 cell 2"),
        ("Fees", "table 1 row 2 cell 1"),
        ("Repaid | stopped", "table 1 row 2 cell 2"),
        ("Farms", "table 1 row 3 cell 1"),
    ]
    assert read.blanks == ("table 1 row 3 cell 2",)
    assert read.lines[-2].locator == "line 10"


def test_a_text_with_one_heading_and_a_table_is_markdown() -> None:
    lines = read_text(b"# Our people\n\na | b\n--- | ---\n1 | 2\n", "0" * 64).pages[0].lines
    assert [line.text for line in lines] == ["Our people", "a", "b", "1", "2"]


def test_a_plain_text_with_bars_is_none() -> None:
    lines = read_text(b"Leeds | York\n\nWe visit *all* mills.\n", "0" * 64).pages[0].lines
    assert [line.text for line in lines] == ["Leeds | York", "We visit *all* mills."]
