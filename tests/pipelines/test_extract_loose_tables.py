"""Tables of a PDF page that no rule shows, and columns that are none."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from corpora.document import Document

from .pages import pdf, read, texts

Rows = list[list[list[str]]]  # rows of cells of lines

RISKS: Rows = [
    [["Region"], ["Risk"], ["Rating"], ["Action"]],
    [
        ["Northern mills"],
        ["Spinners pay a fee to find", "a job"],
        ["High"],
        ["We pay the fee back and have", "closed two agencies"],
    ],
    [["Ports in the", "east"], ["Crews stay on board too long"], ["High"], ["A charity visits each ship"]],
    [
        ["Own offices"],
        ["Cleaners work through a", "contractor"],
        ["Low"],
        ["The contractor shows us its", "pay slips"],
    ],
]
EDGES = [60.0, 150.0, 310.0, 370.0]


def table(canvas: Canvas, rows: Rows, edges: list[float], y: float = 700, row_gap: float = 5) -> None:
    canvas.setFont("Helvetica", 9)
    for row in rows:
        for x, cell in zip(edges, row, strict=True):
            for i, line in enumerate(cell):
                canvas.drawString(x, y - 12 * i, line)
        y -= 12 * max(map(len, row)) + row_gap


def cells(document: Document) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for line in (line for page in document.pages for line in page.lines if line.locator):
        found.setdefault(str(line.locator), []).append(line.text)
    return {locator: " ".join(lines) for locator, lines in found.items()}


def test_four_columns_without_rules_are_read_cell_by_cell(tmp_path: Path) -> None:
    found = cells(read(tmp_path, pdf(lambda canvas: table(canvas, RISKS, EDGES))))

    assert found["table 1 row 2 cell 2"] == "Spinners pay a fee to find a job"
    assert found["table 1 row 3 cell 1"] == "Ports in the east"
    assert found["table 1 row 4 cell 4"] == "The contractor shows us its pay slips"


def test_prose_above_and_below_a_table_without_rules_stays_out_of_it(tmp_path: Path) -> None:
    before = "We asked the buyers of each region where they see a risk of forced labour in the mills and ports."
    after = "The board reads this table twice a year and has asked for a review of the rating of the ports."

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 718, before)
        table(canvas, [[cell for c, cell in enumerate(row) if c != 2] for row in RISKS], [60, 160, 330])
        canvas.drawString(60, 608, after)

    document = read(tmp_path, pdf(draw))

    assert texts(document)[0] == before
    assert texts(document)[-1] == after
    assert cells(document)["table 1 row 2 cell 3"] == "We pay the fee back and have closed two agencies"


def test_a_table_without_rules_goes_on_on_the_next_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, RISKS, EDGES)
        canvas.showPage()
        table(canvas, [RISKS[0], *RISKS[:0:-1]], EDGES)

    document = read(tmp_path, pdf(draw))
    second = {line.locator: line.text for line in document.pages[1].lines}

    assert second["table 1 row 2 cell 1"] == "Own offices"
    assert second["table 1 row 4 cell 3"] == "High"


def test_three_columns_of_prose_with_level_paragraphs_are_no_table(tmp_path: Path) -> None:
    columns = [
        [["Our tea grows on estates", "in Assam that we visit as", "often as we can each year."]] * 3,
        [["The auditors talk with its", "pickers alone and tell us", "what they were told there."]] * 3,
        [["Whoever paid a fee for a", "job gets it back from us", "with the wage for the month."]] * 3,
    ]
    rows = [[column[i] for column in columns] for i in range(3)]

    document = read(tmp_path, pdf(lambda canvas: table(canvas, rows, [60, 220, 380])))

    assert texts(document) == [line for column in columns for cell in column for line in cell]
    assert cells(document) == {}


def test_three_columns_of_prose_on_one_grid_are_read_one_after_the_other(tmp_path: Path) -> None:
    columns = [
        ["Our tea grows on estates", "in Assam that we visit as", "often as we can, and whose", "managers write to us."]
        * 2,
        ["The auditors talk with all", "pickers alone and tell us", "what they were told there,", "but never by whom."]
        * 2,
        ["Whoever paid a fee for a", "job gets it back from us", "with the wage that is due", "in the month after."]
        * 2,
    ]
    rows = [[[line] for line in lines] for lines in zip(*columns, strict=True)]

    document = read(tmp_path, pdf(lambda canvas: table(canvas, rows, [60, 220, 380], row_gap=0)))

    assert texts(document) == [line for column in columns for line in column]
    assert cells(document) == {}
