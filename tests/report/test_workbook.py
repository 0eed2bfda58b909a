"""A workbook says what the tables say, to people who live in spreadsheets."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpora.document import Answer, AnswerState, Layer, QuestionType
from corpora.finding import Confidence, Role, Status
from pipelines.report import workbook, workbook_look
from pipelines.report.run import Run
from pipelines.report.workbook import WorkbookError, write_workbook
from tests.report.runs import case, finding, judged, passage, run_of, unread

TEXTS = (
    "The board of Hollowbeck plc approved this statement on 12 May 2026.",
    "We trained 212 buyers in the year.",
    "We train our staff.",
    "We will train all agencies next year.",
    "Training of 900 people is described in this footer.",
)


def rows(book: Any, name: str) -> list[dict[str, Any]]:
    headings, *found = book[name].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in found]


def read(path: Path) -> Any:
    return openpyxl.load_workbook(path)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    alder = case("Alder Ltd", ["We may look at this."], suffix="docx")
    hollowbeck = case(
        "Hollowbeck plc",
        TEXTS,
        labels={
            1: ("TRN1", "DONE_IN_PERIOD", "GENERAL", 0.7),
            2: ("TRN1", "ONGOING", "VAGUE", 0.9),
            3: ("TRN1", "PLANNED", "SPECIFIC", 0.99),
            4: ("TRN1", "DONE_IN_PERIOD", "SPECIFIC", 0.99),
        },
        layers={4: Layer.FURNITURE},
    )
    table = Answer(hollowbeck.source.document_id or "", "#1", "By December 2026", "Trace all cotton.")
    return run_of(
        tmp_path / "run",
        judged(
            hollowbeck,
            finding(hollowbeck, "UK-02", Status.MET, passage(hollowbeck, 0)),
            finding(hollowbeck, "UK-G1", Status.ABSENT, passage(hollowbeck, 2, Role.NEAREST, "no date"), level="R"),
            finding(hollowbeck, "UK-03", Status.VAGUE, confidence=Confidence.LOW),
            answers=[table],
        ),
        judged(alder, finding(alder, "UK-02", Status.VAGUE, passage(alder, 0))),
        unread("in/locked.pdf"),
        unread("in/gone.pdf", opened=False),
    )


def test_a_reader_is_first_told_what_the_words_mean(run: Run, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    book = read(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Read me", "Findings", "Evidence", "Documents", "Practices"]
    said = [cell for row in book["Read me"].iter_rows(values_only=True) for cell in row if cell]
    assert {"✔ Met", "○ Not found", "? By hand", "not evidenced in the text", "never called missing"} <= set(said)
    assert datetime(2026, 11, 26) in said
    assert "Modern Slavery Act 2015 (UK), version 1" in said
    assert not any(word in str(said).lower() for word in ("breach", "complian", "guilt", "score"))


def test_a_finding_is_a_row_in_words_with_its_passage_and_what_to_ask(run: Run, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    found = rows(read(tmp_path / "a.xlsx"), "Findings")
    assert [(row["Supplier"], row["Commitment"]) for row in found] == [
        ("Alder Ltd", "UK-02"),
        ("Hollowbeck plc", "UK-02"),  # the order of the Act, not of the letters
        ("Hollowbeck plc", "UK-03"),
        ("Hollowbeck plc", "UK-G1"),
    ]
    vague, met, unsure, absent = found
    assert (met["Status"], met["Counts as"], met["Page"], met["Words of the text"]) == (
        "✔ Met",
        "answered",
        1,
        TEXTS[0],
    )
    assert met["Act or framework"] == "Modern Slavery Act 2015 (UK)"
    assert (met["Title"], met["Level"], met["Question to the supplier"]) == (
        "Approval by the right body",
        "required",
        None,
    )
    assert met["Period to"] == datetime(2026, 3, 31)
    assert (vague["Status"], vague["Counts as"]) == ("∿ Vague", "missing: not evidenced in the text")
    assert vague["Question to the supplier"].startswith("When did the board")
    assert vague["Page"] is None  # a Word file has none
    assert (unsure["Status"], unsure["Status code"]) == ("? By hand", "NOT_ASSESSABLE")
    assert unsure["Counts as"] == "neither: check by hand"
    assert absent["Counts as"] == "missing: recommended topic not covered"
    assert absent["Words of the text"] is None  # the nearest passage is no evidence


def test_passages_bear_the_number_of_their_finding(run: Run, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    book = read(tmp_path / "a.xlsx")
    numbers = {row["Finding"]: row["Commitment"] for row in rows(book, "Findings")}
    vague, met, nearest = rows(book, "Evidence")
    assert all(numbers[row["Finding"]] == row["Commitment"] for row in (vague, met, nearest))
    assert (vague["Page"], vague["Place"]) == (None, "paragraph 0")
    assert (met["Part"], met["Page"]) == ("decides", 1)
    assert (nearest["Part"], nearest["Why it does not count"]) == ("nearest, does not count", "no date")


def test_what_could_not_be_read_is_listed_with_its_reason(run: Run, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    found = {row["File"]: row for row in rows(read(tmp_path / "a.xlsx"), "Documents")}
    assert list(found) == ["alder_ltd.docx", "hollowbeck_plc.pdf", "locked.pdf", "in/gone.pdf"]
    assert found["locked.pdf"]["How it was read"] == "locked"
    assert found["in/gone.pdf"]["What would help"] == "Ask for a copy."
    assert found["hollowbeck_plc.pdf"]["Share of pages read"] == 1


def test_a_practice_is_told_by_what_was_done_in_the_body_however_sure_a_plan_is(run: Run, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    found = rows(read(tmp_path / "a.xlsx"), "Practices")
    assert len(found) == 35  # of the one document whose sentences were classified
    (training,) = [row for row in found if row["Practice code"] == "TRN1"]
    assert (training["How concrete"], training["What is said of it"], training["Page"]) == (
        "general",
        "done in the period",
        2,
    )
    assert training["Words of the text"] == TEXTS[1]
    assert {row["How concrete"] for row in found if row is not training} == {"none"}


def test_answers_are_a_sheet_of_a_bid(tmp_path: Path) -> None:
    bid = case("Ash Ltd", ["Training"], kind="tender response")
    blank = Answer(
        *(bid.source.document_id or "", "4.2", "Whom do you train?", "", 250, "row"),
        type=QuestionType.METHOD,
        states=((AnswerState.UNANSWERED, "Nothing stands there."),),
        practices=("TRN1",),
    )
    run = run_of(tmp_path / "run", judged(bid, answers=[blank]))
    write_workbook(run, tmp_path / "a.xlsx", list(run.documents))
    (answer,) = rows(read(tmp_path / "a.xlsx"), "Answers")
    assert (answer["Question no."], answer["Answer"], answer["State"]) == ("4.2", "(left blank)", "unanswered")
    assert (answer["Why"], answer["Words allowed"]) == ("Nothing stands there.", 250)
    assert (answer["What is asked for"], answer["Speaks of"]) == ("method for this contract", "Staff training")


def test_headings_stay_in_sight_and_on_paper(run: Run, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    book = read(tmp_path / "a.xlsx")
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes in ("B2", "C2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(sheet.column_dimensions[cell.column_letter].width for cell in sheet[1])


def test_the_colour_of_a_status_goes_with_its_sign_and_word(run: Run, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    (range_,) = read(tmp_path / "a.xlsx")["Findings"].conditional_formatting
    assert str(range_.sqref) == "D2:D5"
    tints = {rule.formula[0]: rule.dxf.fill.bgColor.rgb for rule in range_.rules}
    assert len(tints) == len(Status)
    assert tints['"✔ Met"'] == "FFBCDBD2"
    assert tints['"○ Not found"'] == "FFF2C8B1"


def test_colours_are_those_of_the_pages() -> None:
    styles = (Path(workbook.__file__).parents[1] / "pages" / "avowal.css").read_text(encoding="utf-8")
    light = styles[: styles.index("@media")]
    for name, colour in workbook_look.TOKENS.items():
        assert f"--{name}: {colour};" in light


def test_links_lead_to_the_report_else_to_the_finding(run: Run, tmp_path: Path) -> None:
    def link(row: Any) -> str | None:
        return f"report.html#{row['entity'][:5]}-{row['commitment']}" if "commitment" in row else "report.html#here"

    write_workbook(run, tmp_path / "a.xlsx", None, link)
    book = read(tmp_path / "a.xlsx")
    for name, cell in (("Findings", "B3"), ("Evidence", "B3")):
        found = book[name][cell].hyperlink
        assert (found.target, found.location) == ("report.html", "Hollo-UK-02")
    assert book["Documents"]["A2"].hyperlink.location == "here"
    write_workbook(run, tmp_path / "b.xlsx")
    book = read(tmp_path / "b.xlsx")
    assert book["Findings"]["B3"].hyperlink is None
    assert book["Evidence"]["B3"].hyperlink.location == "'Findings'!A3"
    assert book["Findings"]["B3"].value == "UK-02"


def test_the_same_run_gives_the_same_bytes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        write_workbook(run, tmp_path / "elsewhere.xlsx")
    time.tzset()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "elsewhere.xlsx").read_bytes()
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"


def test_more_rows_than_a_sheet_takes_are_refused_before_anything_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 34)
    with pytest.raises(WorkbookError, match="Practices would have 35 rows; 34 is the most") as raised:
        write_workbook(run, tmp_path / "new" / "a.xlsx")
    assert "Parquet" in raised.value.advice
    assert not (tmp_path / "new").exists()
    assert raised.value.exit_code == 2


def test_links_end_where_a_sheet_takes_no_more(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_look, "MAX_LINKS", 2)
    write_workbook(run, tmp_path / "a.xlsx", None, lambda row: "report.html#a")
    cells = [read(tmp_path / "a.xlsx")["Findings"][f"B{row}"] for row in range(2, 6)]
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False, False]
    assert all(cell.value for cell in cells)
