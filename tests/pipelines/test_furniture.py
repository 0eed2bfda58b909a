"""What of a page is furniture: heads that change with the page, contents lists; and what only looks like it."""

from dataclasses import dataclass, field

from corpora.document import Document, Layer, Page
from pipelines.extract.furniture import mark_furniture
from pipelines.extract.page import PageWriter

PROSE = "We check all of the suppliers from whom we buy timber, steel and fabric each year."


@dataclass
class Sheet:
    """A page of 600 by 800 points to write on."""

    number: int
    writer: PageWriter = field(init=False)

    def __post_init__(self) -> None:
        self.writer = PageWriter(self.number, 600, 800, "made")

    def line(self, text: str, top: float, size: float = 10.0, x: float = 60.0, *, block: bool = True) -> None:
        if block:
            self.writer.block()
        self.writer.add(text, box=(x, top, x + 0.5 * size * len(text), top + size), size=size)

    def prose(self, top: float = 120.0) -> None:
        self.writer.block()
        for i in range(20):
            self.line(PROSE, top + 14 * i, block=False)


def marked(*sheets: Sheet) -> list[list[str]]:
    document = mark_furniture(Document("d" * 64, "application/pdf", tuple(sheet.writer.page() for sheet in sheets)))
    return [[line.text for line in page.lines if line.layer == Layer.FURNITURE] for page in document.pages]


def pages(*heads: str, size: float = 8.0, top: float = 40.0) -> list[Sheet]:
    sheets = [Sheet(number) for number in range(1, len(heads) + 1)]
    for sheet, head in zip(sheets, heads, strict=True):
        if head:
            sheet.line(head, top, size)
        sheet.prose()
    return sheets


def test_small_heads_at_one_height_are_furniture_although_each_page_has_its_own() -> None:
    heads = "Where we buy", "Marl Foods", "How we train people", "Marl Foods"
    assert marked(*pages(*heads)) == [[head] for head in heads]


def test_headings_in_the_size_of_the_text_or_larger_are_not() -> None:
    assert marked(*pages("Where we buy", "How we train", "What comes next", size=10)) == [[], [], []]
    assert marked(*pages("Our work with Marl Foods", "Our work with Ostrell", size=16)) == [[], []]
    assert marked(*pages("Our work with Marl Foods", "Our work with Ostrell", size=10)) == [[], []]
    assert marked(*pages("What we found in 2024", "What we found in 2025", size=10)) == [[], []]
    assert marked(*pages("Page 1 of the report", "Page 2 of the report", size=10)) == [
        ["Page 1 of the report"],
        ["Page 2 of the report"],
    ]


def test_a_heading_of_two_lines_whose_first_returns_is_a_heading() -> None:
    sheets = [Sheet(1), Sheet(2)]
    for sheet, name in zip(sheets, ("Marl Foods", "Ostrell"), strict=True):
        sheet.line("What we have done together with", 40, 16)
        sheet.line(name, 60, 16, block=False)
        sheet.prose()
    assert marked(*sheets) == [[], []]


def test_small_notes_at_the_foot_are_no_furniture_and_their_numbers_no_page_numbers() -> None:
    sheets = pages("Marl Foods", "Marl Foods", "Marl Foods")
    for i, sheet in enumerate(sheets):
        sheet.line(str(i + 4), 760, 6)
        sheet.line(f"see {('the code', 'our site', 'the annex to it')[i]}", 759, 8, x=68)
        sheet.line(str(i + 1), 780, 8, x=300)
    assert marked(*sheets) == [["Marl Foods", str(i + 1)] for i in range(3)]


def test_a_cell_that_begins_as_another_page_s_last_one_does_is_text() -> None:
    sheets = pages("Marl Foods", "Marl Foods", "Marl Foods")
    for i, sheet in enumerate(sheets):
        sheet.line(f"Each of the suppliers must do what part {'abc'[i]} says, and the", 730)
        sheet.line(("rest of it", "annex", "whole of its last part")[i], 744, block=False)
    assert marked(*sheets) == [["Marl Foods"]] * 3


def test_a_contents_list_whose_page_numbers_stand_in_a_column_of_their_own_is_furniture() -> None:
    sheet = Sheet(1)
    sheet.line("Contents", 100, 20)
    sheet.line("About this report", 100, 12, x=350)  # a column beside the list
    entries = []
    for i, title in enumerate(("Who we are", "Where we buy", "Risks in our chains", "What comes next")):
        sheet.line(title, 140 + 24 * i)
        sheet.line(str(3 + 2 * i), 140 + 24 * i, x=300)
        entries += [title, str(3 + 2 * i)]
    sheet.line(PROSE, 400)
    assert marked(sheet) == [["Contents", *entries]]


def test_the_title_of_a_contents_list_alone_marks_nothing() -> None:
    sheet = Sheet(1)
    sheet.line("Contents", 100, 20)
    sheet.prose()
    page = sheet.writer.page()
    assert isinstance(page, Page)
    assert marked(sheet) == [[]]


def test_a_foot_far_from_the_edge_returns_at_one_height_on_pages_made_smaller_than_the_sheet() -> None:
    sheets = pages("", "", "", "")
    for i, sheet in enumerate(sheets):
        sheet.line(f"Supplier code 2026 {i + 1}", 600)
        sheet.line("Each of them signs it, and each of them keeps a copy of it for the year.", 580)
    assert marked(*sheets) == [[f"Supplier code 2026 {i + 1}"] for i in range(4)]


def test_a_figure_beside_other_text_or_in_a_cell_is_no_page_number() -> None:
    sheets = pages("", "")
    for i, sheet in enumerate(sheets):
        sheet.line(("Poland", "Norway")[i], 740)
        sheet.line("20", 740, x=300)
        sheet.writer.block()
        sheet.writer.add("31", box=(60, 760, 70, 770), size=10, locator="table 1 row 9 cell 1")
        sheet.line(("This is a note.", "None of them replied.")[i], 780, 6)
    assert marked(*sheets) == [[], []]
