"""Workbooks: cells as they are shown, with their place, and apart what a reader of the workbook cannot see."""

import re

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from corpora.document import Layer, Outcome
from pipelines.extract.failure import ReadingError
from pipelines.extract.xlsx.document import read_xlsx
from pipelines.extract.xlsx.sheet import column_letters
from pipelines.segment.batch import segment
from pipelines.segment.cells import cell_of
from tests.pipelines.workbooks import changed, read, rows, saved, texts, workbook


def test_each_sheet_is_a_page_under_its_name_and_each_cell_a_line_with_its_place() -> None:
    book = workbook(rows(["Do you inspect dyehouses?", "Twice a year."]), "Labour rights")
    book.create_sheet("Fire! and exits")["C7"] = "Doors open outwards."
    document = read(book)
    assert [page.text for page in document.pages] == [
        "Labour rights\nDo you inspect dyehouses?\nTwice a year.",
        "Fire! and exits\nDoors open outwards.",
    ]
    lines = [line for page in document.pages for line in page.lines]
    assert [line.heading_level for line in lines] == [1, 0, 0, 1, 0]
    assert [line.locator for line in lines[1:3]] == ["Labour rights!A1", "Labour rights!B1"]
    cell = cell_of(lines[-1].locator)
    assert cell is not None
    assert (cell.table, cell.row, cell.column) == ("Fire! and exits", 7, 3)


def test_a_row_of_short_cells_is_one_sentence_and_an_answer_in_prose_its_own() -> None:
    book = workbook(rows(["Mill", "Country", "Workers"], ["Aldermill", "Portugal", 1240], ["Brook", "Peru", 80]))
    assert [s.text for s in segment(read(book)) if "|" in s.text] == [
        "Mill | Country | Workers",
        "Aldermill | Portugal | 1240",
        "Brook | Peru | 80",
    ]
    prose = workbook(rows(["Do you pay for training days?", "Yes, all days count as work.\nTravel is paid too."]))
    assert "Yes, all days count as work." in [s.text for s in segment(read(prose))]


def test_values_read_as_they_are_shown() -> None:
    def fill(sheet: Worksheet) -> None:
        for row, (value, code) in enumerate([(0.95, "0%"), (1240, "#,##0"), (14000, '"£"#,##0')], start=1):
            sheet.cell(row, 1, value).number_format = code
        sheet["A4"] = True

    assert texts(read(workbook(fill)))[1:] == ["95%", "1,240", "£14,000", "TRUE"]


@pytest.mark.parametrize(
    ("cell", "kept", "warns"),
    [
        ('<c r="A1" t="str"><f>IF(B1,"Yes","No")</f><v>Yes</v></c>', ["Yes"], False),
        ('<c r="A1"><f>SUM(B1:B3)</f><v>42</v></c>', ["42"], False),
        ('<c r="A1" t="str"><f>B9</f><v></v></c>', [], False),  # its stored result is no text
        ('<c r="A1"><f>IF(B1,"Yes","No")</f></c>', [], True),
        ('<c r="A1"><f>IF(B1,"Yes","No")</f><v></v></c>', [], True),
    ],
)
def test_a_formula_reads_as_its_stored_result_and_is_said_to_have_none(cell: str, kept: list[str], warns: bool) -> None:
    data = changed(
        saved(workbook(rows(["x"], ["Beside it"]))),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(r'<c r="A1".*?</c>', lambda _: cell, xml),
    )
    data = changed(data, "xl/workbook.xml", lambda xml: xml.replace('fullCalcOnLoad="1"', ""))
    document = read_xlsx(data, "0" * 64)
    assert texts(document) == ["Answers", *kept, "Beside it"]
    assert (document.outcome == Outcome.READ_WITH_WARNING) == warns
    assert not warns or "no stored result" in (document.reason or "")


def test_a_nought_in_a_workbook_that_nobody_calculated_is_no_result() -> None:
    data = changed(
        saved(workbook(rows(["x"], ["Beside it"]))),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(r'<c r="A1".*?</c>', '<c r="A1"><f>COUNTIF(B:B,"Yes")</f><v>0</v></c>', xml),
    )
    document = read_xlsx(data, "0" * 64)
    assert texts(document) == ["Answers", "Beside it"]
    assert "Answers!A1" in (document.reason or "")


def test_errors_of_formulas_are_no_answers() -> None:
    data = changed(
        saved(workbook(rows(["x"], ["Beside it"]))),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(r'<c r="A1".*?</c>', '<c r="A1" t="e"><f>B1</f><v>#REF!</v></c>', xml),
    )
    document = read_xlsx(data, "0" * 64)
    assert texts(document) == ["Answers", "Beside it"]
    assert "Answers!A1" in (document.reason or "")
    assert "Answers!A1" not in document.pages[0].blanks


def test_merged_cells_are_read_once_and_what_they_cover_is_unseen() -> None:
    book = workbook(rows(["Part B: dyehouses", "Beneath"]))
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'
    data = changed(saved(book), "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", merged))
    document = read_xlsx(data, "0" * 64)
    assert (texts(document)[1:], texts(document, Layer.HIDDEN)) == (["Part B: dyehouses"], ["Beneath"])
    assert document.pages[0].blanks == ()


def test_blank_cells_beside_a_question_are_noted() -> None:
    book = workbook(rows(["Question", "Answer"], ["Do you buy cotton?", None], ["Where from?", "Peru"]))
    assert read(book).pages[0].blanks == ("Answers!B2",)


def test_notes_are_read_behind_their_row_without_their_author() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = "First", "Second"
        sheet["A1"].comment = Comment("Counted in June.", "R. Pell")

    document = read(workbook(fill))
    assert texts(document)[1:] == ["First", "Counted in June.", "Second"]
    assert document.pages[0].lines[2].locator == "Answers!A1 note"


def test_a_sheet_that_claims_every_row_is_not_walked() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "First", "Last"

    document = read(workbook(fill))
    assert texts(document)[1:] == ["First", "Last"]
    assert column_letters(16_384) == "XFD"


def test_escapes_line_breaks_and_phonetic_aids_are_resolved() -> None:
    data = changed(
        saved(workbook(rows(["x"]))),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(
            r'<c r="A1".*?</c>',
            '<c r="A1" t="inlineStr"><is><r><t>Two_x000D_\nlines</t></r><rPh sb="0" eb="1"><t>aid</t></rPh></is></c>',
            xml,
        ),
    )
    assert texts(read_xlsx(data, "0" * 64))[1:] == ["Two", "lines"]


def test_a_strict_workbook_reads_the_same() -> None:
    data = saved(workbook(rows(["Do you own mills?", "None."])))
    usual = "http://schemas.openxmlformats.org/"
    for part, old, new in [
        ("xl/workbook.xml", usual + "spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (
            "xl/worksheets/sheet1.xml",
            usual + "spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        ("xl/_rels/workbook.xml.rels", usual + "officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
    ]:
        data = changed(data, part, lambda xml, old=old, new=new: xml.replace(old, new))
    assert texts(read_xlsx(data, "0" * 64)) == ["Answers", "Do you own mills?", "None."]


def test_a_workbook_without_words_is_empty() -> None:
    with pytest.raises(ReadingError) as raised:
        read(openpyxl.Workbook())
    assert raised.value.outcome == Outcome.EMPTY


def test_a_sheet_cut_off_in_the_middle_gives_what_it_has_and_says_so() -> None:
    whole = saved(workbook(rows(["First"], ["Second"])))
    data = changed(whole, "xl/worksheets/sheet1.xml", lambda xml: xml[: xml.rindex("<row")])
    document = read_xlsx(data, "0" * 64)
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "damaged" in (document.reason or "")


def test_a_workbook_of_data_is_read_to_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.extract.xlsx.document.MAX_CELLS", 10)
    document = read(workbook(rows(*[[n, n] for n in range(50)])))
    assert len(texts(document)) == 11
    assert "larger" in (document.reason or "")


def test_a_date_written_out_reads_by_its_format() -> None:
    book = workbook(rows(["x"]))
    book["Answers"]["A1"].number_format = "d mmmm yyyy"
    dated = '<c r="A1" s="1" t="d"><v>2025-03-04T00:00:00</v></c>'
    data = changed(saved(book), "xl/worksheets/sheet1.xml", lambda xml: re.sub(r'<c r="A1".*?</c>', dated, xml))
    assert texts(read_xlsx(data, "0" * 64))[1:] == ["4 March 2025"]
    old = changed(data, "xl/workbook.xml", lambda xml: xml.replace("<workbookPr", '<workbookPr date1904="1"'))
    assert texts(read_xlsx(old, "0" * 64))[1:] == ["4 March 2025"]
    plain = changed(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(' s="1" t="d"', ' t="d"'))
    assert texts(read_xlsx(plain, "0" * 64))[1:] == ["2025-03-04T00:00:00"]
