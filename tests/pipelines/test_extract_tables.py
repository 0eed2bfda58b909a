"""PDF: tables without upright rules, and columns of prose on the page of a table."""

import io
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Document, Layer
from pipelines.extract.reading import read_source
from pipelines.ingest import find_sources

LINE = 12.0
ROW = 5.0  # space in a row above and below its text
COLUMNS = (72, 200, 330, 430)
RIGHT = 520
ROWS = [
    [["Where"], ["Who is at risk"], ["What we saw"], ["Share"]],
    [["Glove works,", "Ipoh"], ["Migrant workers"], ["Debts to agents;", "passports held by", "a manager"], ["12%"]],
    [["Spinning mills"], ["Young women", "in hostels"], ["Limits on leaving"], ["7%"]],
    [["Our depots"], ["Seasonal staff"], ["None"], ["81%"]],
]
LEFT = [
    "Hollowbeck makes desks and chairs for schools",
    "in Leeds, and it sells them in four countries of",
    "Europe, mostly through shops of other firms.",
    "Each of its forty suppliers signs a code which",
    "bars forced labour and all recruitment fees.",
    "Its buyers visit every sawmill once a year, and",
    "they talk to the workers there without others.",
]
OTHER = [
    "Nine of ten boards that we buy come from two",
    "sawmills in Poland, which employ 310 people,",
    "and steel comes from a works in Bilbao. Since",
    "May we publish the names and addresses of all",
    "our direct suppliers, and of 30 sites above them.",
    "Freight, cleaning and security are bought from",
    "local firms, which we know less about so far.",
]


def table(canvas: Canvas, y: float, rows: Sequence[Sequence[Sequence[str]]], rules: str) -> float:
    """Draw a table from y down; rules: "level" below each row, "zebra" shades, "ends" (top, head, foot) or "none"."""
    canvas.setFont("Helvetica", 9)
    if rules != "none":
        canvas.line(COLUMNS[0], y, RIGHT, y)
    for number, row in enumerate(rows):
        height = max(map(len, row)) * LINE + 2 * ROW
        if rules == "zebra" and number % 2 == 0:
            canvas.setFillGray(0.9)
            canvas.rect(COLUMNS[0], y - height, RIGHT - COLUMNS[0], height, fill=1, stroke=0)
            canvas.setFillGray(0)
        for x, cell in zip(COLUMNS, row, strict=False):
            for i, line in enumerate(cell):
                canvas.drawString(x + 4, y - ROW - 9 - i * LINE, line)
        y -= height
        if rules == "level" or (rules == "ends" and number in (0, len(rows) - 1)):
            canvas.line(COLUMNS[0], y, RIGHT, y)
    return y


def prose(canvas: Canvas, lines: Sequence[str], x: float, y: float, size: float = 10) -> float:
    canvas.setFont("Helvetica", size)
    for i, line in enumerate(lines):
        canvas.drawString(x, y - i * LINE, line)
    return y - len(lines) * LINE


def read(folder: Path, canvas: Canvas, out: io.BytesIO) -> Document:
    canvas.save()
    path = folder / "a.pdf"
    path.write_bytes(out.getvalue())
    (source,) = find_sources([path], None)
    document = read_source(source).document
    assert document is not None, source.reason
    return document


def page() -> tuple[Canvas, io.BytesIO]:
    out = io.BytesIO()
    return Canvas(out, pagesize=A4), out


def texts(document: Document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines if line.layer == Layer.BODY]


def cells(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in document.pages[0].lines:
        if line.locator:
            found.setdefault(line.locator, []).append(line.text)
    return found


@pytest.mark.parametrize("rules", ["level", "zebra", "ends"])
def test_a_table_without_upright_rules_is_read_row_by_row(tmp_path: Path, rules: str) -> None:
    canvas, out = page()
    prose(canvas, ["Our risks, the most severe first"], 72, 760)
    y = table(canvas, 740, ROWS, rules)
    prose(canvas, ["We rate our timber as the risk that we know the least about so far."], 72, y - 30)
    document = read(tmp_path, canvas, out)
    assert list(cells(document).items()) == [
        (f"table 1 row {r} cell {c}", cell) for r, row in enumerate(ROWS, 1) for c, cell in enumerate(row, 1)
    ]
    assert texts(document)[0] == "Our risks, the most severe first"
    assert texts(document)[-1].startswith("We rate our timber")
    blocks = [(line.locator, line.block) for line in document.pages[0].lines if line.locator]
    assert len({block for _, block in blocks}) == len({locator for locator, _ in blocks})


def test_prose_between_the_rules_of_head_and_foot_is_no_table(tmp_path: Path) -> None:
    canvas, out = page()
    for y in (780, 600, 400, 60):
        canvas.line(72, y, RIGHT, y)
    prose(canvas, LEFT, 72, 760)
    prose(canvas, OTHER, 300, 760)
    wide = [f"{a} {b}" for a, b in zip(LEFT, OTHER, strict=True)]
    prose(canvas, wide, 72, 580)
    document = read(tmp_path, canvas, out)
    assert not cells(document)
    assert texts(document) == [*LEFT, *OTHER, *wide]


def test_a_head_whose_titles_reach_over_columns_keeps_them_whole(tmp_path: Path) -> None:
    canvas, out = page()
    rows = [
        [["Site"], ["Share of the fees that were repaid"]],
        *([["Ipoh"], [str(n)], ["12"], ["yes"]] for n in (7, 8)),
    ]
    table(canvas, 740, [*rows, rows[-1]], "level")
    found = cells(read(tmp_path, canvas, out))
    assert found["table 1 row 1 cell 2"] == ["Share of the fees that were repaid"]
    assert found["table 1 row 2 cell 2"] == ["7"]
    assert found["table 1 row 2 cell 4"] == ["yes"]


def test_bullets_between_rules_are_no_column(tmp_path: Path) -> None:
    canvas, out = page()
    canvas.setFont("Helvetica", 9)
    for i, item in enumerate(("Child labour", "Forced labour", "Wages and hours", "Safety")):
        canvas.line(72, 740 - i * 20, RIGHT, 740 - i * 20)
        canvas.drawString(76, 727 - i * 20, "\u2022")
        canvas.drawString(96, 727 - i * 20, item)
    document = read(tmp_path, canvas, out)
    assert not cells(document)
    assert texts(document)[0].endswith(" Child labour")


FIGURES = [[["Country"], ["Sites"], ["Workers"], ["Women"]]] + [
    [[name], [str(n)], [f"{n},400"], [f"{n}1%"]] for name, n in (("Poland", 4), ("Spain", 3), ("Kenya", 2), ("Peru", 1))
]


def columns(canvas: Canvas, y: float, rows: int = 7) -> None:
    """Draw prose in two columns of two paragraphs each, whose breaks stand at different heights."""
    prose(canvas, LEFT[:4], 72, y)
    prose(canvas, LEFT[4:], 72, y - 4 * LINE - 12)
    prose(canvas, OTHER[:2], 310, y - 3)
    prose(canvas, OTHER[2:rows], 310, y - 3 - 2 * LINE - 12)


@pytest.mark.parametrize("rules", ["level", "none"])
def test_columns_of_prose_are_not_laced_on_the_page_of_a_table(tmp_path: Path, rules: str) -> None:
    canvas, out = page()
    columns(canvas, 760)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(72, 640, "Where our boards are sawn")
    y = table(canvas, 620, FIGURES, rules)
    prose(canvas, ["We know less the further we look, and of the farms we know nothing at all."], 72, y - 30)
    found = texts(read(tmp_path, canvas, out))
    assert found[:15] == [*LEFT, *OTHER, "Where our boards are sawn"]
    assert found[-1].startswith("We know less")
    if rules == "none":
        assert found[15:-1] == [cell for row in FIGURES for [cell] in row]


def test_the_gaps_of_a_long_table_do_not_hide_those_of_the_prose_above_it(tmp_path: Path) -> None:
    canvas, out = page()
    columns(canvas, 760)
    rows = [FIGURES[0], *([["Peru"], [str(n)], [f"{n},417,300"], [f"{n}1,045"]] for n in range(10, 30))]
    table(canvas, 620, rows, "none")
    found = texts(read(tmp_path, canvas, out))
    assert found == [*LEFT, *OTHER, *(" ".join(cell for [cell] in row) for row in rows)]


def test_paragraphs_at_one_height_in_both_columns_stay_in_their_columns(tmp_path: Path) -> None:
    canvas, out = page()
    for x, lines in ((72, LEFT), (310, OTHER)):
        prose(canvas, lines, x, 760)
        prose(canvas, [f"{line} (2)" for line in lines], x, 760 - 7 * LINE - 12)
    prose(canvas, ["All in all we found the way to the last of the mills."], 72, 760 - 14 * LINE - 24)
    table(canvas, 500, FIGURES, "none")
    found = texts(read(tmp_path, canvas, out))
    assert found[:29] == [
        *LEFT,
        *(f"{line} (2)" for line in LEFT),
        "All in all we found the way to the last of the mills.",
        *OTHER,
        *(f"{line} (2)" for line in OTHER),
    ]


def test_a_mark_raised_over_its_line_stays_with_its_word(tmp_path: Path) -> None:
    canvas, out = page()
    prose(canvas, ["We know all of our mills and a third of our", "spinners, and no farms. We say so here."], 72, 740)
    end = 72 + canvas.stringWidth("spinners, and no farms.", "Helvetica", 10)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(end - 1, 740 - LINE + 4.5, "1")
    assert texts(read(tmp_path, canvas, out))[1] == "spinners, and no farms.\u00b9 We say so here."


ASKED = [
    (
        ["Q1 How do you learn that a worker", "has paid for the job?"],
        ["We ask each of them at", "the gate, and later."],
    ),
    (["Q2 Who holds the passports?"], ["Their owners do."]),
    (["Q3 Who hears complaints about", "a foreman?"], ["A charity, which tells", "our board."]),
]


@pytest.mark.parametrize("rules", ["none", "below"])
def test_questions_beside_their_answers_without_rules_or_with_level_ones_are_rows(tmp_path: Path, rules: str) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    y = 740.0
    for question, answer in ASKED:
        for row, (left, right) in enumerate(zip_longest(question, answer, fillvalue="")):
            canvas.drawString(72, y - 13 * row, left)
            canvas.drawString(300, y - 13 * row, right)
        y -= 13 * len(question) + 12
        if rules == "below":
            canvas.line(70, y + 17, 500, y + 17)
    canvas.save()
    document = read_source(find_sources([tmp_path])[0]).document
    assert document is not None
    cells: dict[str | None, str] = {}
    for line in document.pages[0].lines:
        cells[line.locator] = f"{cells[line.locator]} {line.text}" if line.locator in cells else line.text
    assert list(cells.values()) == [" ".join(cell) for row in ASKED for cell in row]
    assert list(cells) == [f"table 1 row {row} cell {cell}" for row in (1, 2, 3) for cell in (1, 2)]
