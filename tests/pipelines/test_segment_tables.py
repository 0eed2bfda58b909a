"""Sentences of tables: rows of entries are whole, texts in cells stay apart, captions end with their table."""

from collections.abc import Sequence

from corpora.document import Document, Page, Sentence
from pipelines.extract.page import PageWriter
from pipelines.segment.batch import segment

Row = Sequence[str | Sequence[str]]  # cells, each a line or lines


class Made:
    """A page in the making."""

    def __init__(self) -> None:
        self.writer = PageWriter(1, 600, 800)
        self.top = 50.0

    def line(self, text: str, bold: bool = False, size: float = 10.0, locator: str | None = None) -> None:
        self.writer.add(text, box=(50, self.top, 550, self.top + size), size=size, bold=bold, locator=locator)
        self.top += 14

    def block(self, *lines: str, bold: bool = False, size: float = 10.0) -> None:
        self.writer.block()
        for text in lines:
            self.line(text, bold, size)

    def table(self, *rows: Row, number: int = 1) -> None:
        for r, row in enumerate(rows, start=1):
            top = self.top
            for c, cell in enumerate(row, start=1):
                self.top = top
                self.writer.block()
                for text in [cell] if isinstance(cell, str) else cell:
                    self.line(text, bold=r == 1, locator=f"table {number} row {r} cell {c}")

    def page(self) -> Page:
        return self.writer.page()


def segmented(page: Page) -> list[Sentence]:
    sentences = segment(Document("d" * 64, "application/pdf", (page,)))
    for sentence in sentences:
        pieces = "".join(page.text[span.start : span.end] for span in sentence.spans)
        assert pieces.replace(" ", "") == sentence.text.replace(" | ", "").replace(" ", "")
    return sentences


def texts(page: Page) -> list[str]:
    return [sentence.text for sentence in segmented(page)]


def test_a_row_of_entries_is_one_sentence() -> None:
    made = Made()
    made.table(
        ["Where", "What we saw", "Share", "Mended?"],
        [["Glove works,", "Ipoh"], ["debts to agents; passports held by", "a manager"], "12%", "yes"],
        ["Spinning mills", "limits on leaving, see no. 4.", "-", "no"],
    )
    made.block("We know less of our mills than we should.")
    assert texts(made.page()) == [
        "Where | What we saw | Share | Mended?",
        "Glove works, Ipoh | debts to agents; passports held by a manager | 12% | yes",
        "Spinning mills | limits on leaving, see no. 4. | - | no",
        "We know less of our mills than we should.",
    ]


def test_questions_and_answers_stay_apart_sentence_by_sentence() -> None:
    made = Made()
    made.table(
        ["No.", "Question", "Answer"],
        ["1", "Do you train the staff who buy your goods?", "Yes. All nine buyers took a course in May 2025."],
        ["2", "Who owns the policy?", "The finance director"],
    )
    made.table(["Bidder", "Hollowbeck Ltd"], ["Signed by", "Jane Roe"], ["Words used", "36"], number=2)
    assert texts(made.page()) == [
        "No. | Question | Answer",
        "1",
        "Do you train the staff who buy your goods?",
        "Yes.",
        "All nine buyers took a course in May 2025.",
        "2",
        "Who owns the policy?",
        "The finance director",
        "Bidder",
        "Hollowbeck Ltd",
        "Signed by",
        "Jane Roe",
        "Words used | 36",
    ]


def test_a_caption_is_the_section_of_its_table_only_and_head_cells_of_nothing() -> None:
    made = Made()
    made.block("4. Risks that we found", bold=True, size=16)
    made.block("We look at all sites each year, and we score them with our unions before we act.")
    made.block("The risks, most severe first", bold=True)
    made.table(["Where", "What", "Share"], ["Ipoh", "Debts", "12%"])
    made.block("We rate the debts as the most severe risk that we found in the whole of the year.")
    sections = {sentence.text: sentence.section for sentence in segmented(made.page())}
    risks = "4. Risks that we found"
    assert sections["Ipoh | Debts | 12%"] == (risks, "The risks, most severe first")
    assert sections["We rate the debts as the most severe risk that we found in the whole of the year."] == (risks,)


def test_a_table_between_the_halves_of_a_sentence_does_not_part_them() -> None:
    first, second = Made(), Made()
    first.block("We have asked each of our suppliers in Poland to send us", "the names and the addresses of all of the")
    first.table(["Site", "Town", "Workers"], ["Mill 4", "Gdynia", "310"])
    second.block("agencies that they use.")
    later = second.page()
    pages = (first.page(), Page(2, later.text, later.lines, 600, 800))
    assert [sentence.text for sentence in segment(Document("d" * 64, "application/pdf", pages))] == [
        "We have asked each of our suppliers in Poland to send us the names and the addresses of all of the "
        "agencies that they use.",
        "Site | Town | Workers",
        "Mill 4 | Gdynia | 310",
    ]


def test_a_cell_that_goes_on_over_the_page_is_one_text() -> None:
    first, second = Made(), Made()
    first.block("Compliance", bold=True)
    cell = [
        "Each contract says that no worker pays for a job, that papers stay",
        "with their owners, and that no work is",
    ]
    first.table(["Terms", cell])
    second.table(["", "passed on without our consent."])
    later = second.page()
    pages = (first.page(), Page(2, later.text, later.lines, 600, 800))
    assert [sentence.text for sentence in segment(Document("d" * 64, "application/pdf", pages))][2:] == [
        "Each contract says that no worker pays for a job, that papers stay with their owners, and that no work is "
        "passed on without our consent.",
    ]


def test_the_head_of_a_table_without_rules_and_an_item_of_a_list_head_nothing() -> None:
    made = Made()
    made.block("We buy timber and steel from forty suppliers in Poland and in Germany, all of whom replied.")
    made.writer.block()
    stops = [(0, 50.0, 70.0), (5, 200.0, 230.0), (11, 350.0, 380.0)]
    made.writer.add("Site Goods Risk", box=(50, 100, 380, 110), size=10, bold=True, stops=stops)
    made.top = 120
    made.block("All of the sites in this table were seen by our buyers in the year that has just ended.")
    made.block("3. a survey of timber")
    made.block("All of the sites in this table were seen by our buyers in the year that has just ended.")
    made.writer.block()
    stops = [(0, 50.0, 60.0), (2, 90.0, 120.0), (8, 123.0, 160.0)]
    made.writer.add("4 Where we buy", box=(50, 230, 160, 240), size=10, bold=True, stops=stops)
    made.top = 250
    made.block("We buy timber and steel from forty suppliers in Poland and in Germany, all of whom replied.")
    assert [sentence.section for sentence in segmented(made.page())][-1] == ("4 Where we buy",)
    assert {sentence.section for sentence in segmented(made.page())[:-1]} == {()}
