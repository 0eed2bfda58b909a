"""PDF: which words make a line, where they stand, and print of very different sizes side by side."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Line
from pipelines.extract.reading import read_source
from pipelines.ingest import find_sources

LINE = 14.0
PROSE = [
    "Hollowbeck Ltd makes office desks in Leeds and sells them in four countries.",
    "We buy timber, steel and fabric from forty suppliers, most of them in Poland.",
    "Each supplier signs our code, which bans forced labour and recruitment fees.",
]


def prose(canvas: Canvas, lines: list[str] = PROSE, x: float = 72, y: float = 700, size: float = 11) -> None:
    canvas.setFont("Helvetica", size)
    for i, line in enumerate(lines):
        canvas.drawString(x, y - i * LINE, line)


def read(folder: Path, draw: Callable[[Canvas], None]) -> tuple[Line, ...]:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    draw(canvas)
    canvas.save()
    path = folder / "a.pdf"
    path.write_bytes(out.getvalue())
    (source,) = find_sources([path], None)
    document = read_source(source).document
    assert document is not None
    return document.pages[0].lines


def texts(folder: Path, draw: Callable[[Canvas], None]) -> list[str]:
    return [line.text for line in read(folder, draw)]


def test_lines_know_where_their_words_stand(tmp_path: Path) -> None:
    words = ["William", "Willow", "will", "fill", "ill", "MMMM", "mills."]
    lefts = [72 + stringWidth(" ".join([*words[:i], ""]) if i else "", "Helvetica", 11) for i in range(len(words))]
    (line,) = read(tmp_path, lambda canvas: prose(canvas, [" ".join(words)]))
    assert [line.text[offset:].split()[0] for offset, *_ in line.stops] == words
    assert [left for _, left, _ in line.stops] == pytest.approx(lefts, abs=0.5)
    assert [right - left for _, left, right in line.stops] == pytest.approx(
        [stringWidth(word, "Helvetica", 11) for word in words], abs=0.5
    )


def test_lines_that_read_upwards_give_no_stops(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        prose(canvas, x=100, y=-200)

    lines = read(tmp_path, draw)
    assert [line.text for line in lines] == PROSE
    assert not any(line.stops for line in lines)


def test_an_item_below_columns_keeps_its_short_last_line(tmp_path: Path) -> None:
    left = [f"Left column row {i} speaks of one" for i in range(8)]
    right = [f"Right column row {i} tells another" for i in range(8)]
    item = "We ask each of our forty suppliers to send us the names of the labour agencies that they use in"

    def draw(canvas: Canvas) -> None:
        prose(canvas, left, x=72, y=720)
        prose(canvas, right, x=320, y=723)
        for number, y in ((1, 560), (2, 532)):
            prose(canvas, [f"{number}."], x=72, y=y, size=10)
            prose(canvas, [item, "Poland or Turkey."], x=90, y=y, size=10)

    lines = read(tmp_path, draw)[16:]
    assert [line.text for line in lines] == [f"1. {item}", "Poland or Turkey.", f"2. {item}", "Poland or Turkey."]
    assert [lines[i].block == lines[i + 1].block for i in range(3)] == [True, False, True]


def test_a_figure_for_show_is_a_line_of_its_own_although_small_print_runs_beside_it(tmp_path: Path) -> None:
    small = "This covers the year 2024 (from 1 January 2024 to 31 December 2024), and all of our 26 sites."

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Oblique", 120)
        canvas.drawString(80, 527, "2024")
        prose(canvas, [small, *PROSE], x=72, y=502, size=8)

    assert texts(tmp_path, draw) == ["2024", small, *PROSE]


def test_a_large_share_is_read_with_the_first_of_the_lines_beside_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 44)
        canvas.drawString(72, 600, "63%")
        prose(canvas, ["of our desks by value", "came from the five", "sites that we visited."], x=165, y=626)

    assert texts(tmp_path, draw) == [
        "63% of our desks by value",
        "came from the five",
        "sites that we visited.",
    ]


def test_large_and_small_print_on_one_baseline_is_one_line(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 40)
        canvas.drawString(72, 600, "12")
        prose(canvas, ["of our forty suppliers were visited"], x=122, y=600)

    assert texts(tmp_path, draw) == ["12 of our forty suppliers were visited"]
