"""Workbooks: what a reader cannot see is never counted, and its being there is said."""

from collections.abc import Callable

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from corpora.document import Layer, Outcome
from tests.pipelines.workbooks import read, rows, texts, workbook


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def flatten_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].height = 0.5


def hide_column(sheet: Worksheet) -> None:
    sheet["B2"].value, sheet["D2"] = None, sheet["B2"].value
    sheet.column_dimensions["D"].hidden = True


def fold_columns(sheet: Worksheet) -> None:
    sheet["B2"].value, sheet["E2"] = None, sheet["B2"].value
    sheet.column_dimensions.group("D", "F", hidden=True)


def narrow_column(sheet: Worksheet) -> None:
    sheet["B2"].value, sheet["D2"] = None, sheet["B2"].value
    sheet.column_dimensions["D"].width = 0.1


def whiten(sheet: Worksheet) -> None:
    sheet["B2"].font = Font(color="FFFFFFFF")


def whiten_by_theme(sheet: Worksheet) -> None:
    sheet["B2"].font = Font(color=Color(theme=0, tint=-0.05))


def blend(sheet: Worksheet) -> None:
    sheet["B2"].font = Font(color="FF1F3864")
    sheet["B2"].fill = PatternFill("solid", fgColor="FF203764")


def shrink(sheet: Worksheet) -> None:
    sheet["B2"].font = Font(size=1)


def strike(sheet: Worksheet) -> None:
    sheet["B2"].font = Font(strike=True)


def format_away(sheet: Worksheet) -> None:
    sheet["B2"].number_format = ";;;"


@pytest.mark.parametrize(
    "hide",
    [
        *(hide_row, flatten_row, hide_column, fold_columns, narrow_column, whiten, whiten_by_theme, blend, shrink),
        *(strike, format_away),
    ],
)
def test_what_a_reader_cannot_see_is_kept_apart_and_said(hide: Callable[[Worksheet], None]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B2"] = "Do you own a dyehouse?", "We check every dyehouse."
        hide(sheet)

    document = read(workbook(fill))
    assert texts(document) == ["Answers", "Do you own a dyehouse?"]
    assert texts(document, Layer.HIDDEN) == ["We check every dyehouse."]
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "hidden or taken back" in (document.reason or "")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_kept_apart(state: str) -> None:
    book = workbook(rows(["Shown"]))
    book.create_sheet("Old").sheet_state = state
    book["Old"]["A1"] = "Last year's answer"
    document = read(book)
    assert texts(document, Layer.HIDDEN) == ["Old", "Last year's answer"]
    assert document.outcome == Outcome.READ_WITH_WARNING


@pytest.mark.parametrize(
    "fill",
    [
        PatternFill("solid", fgColor="FF003366"),
        PatternFill("solid", fgColor=Color(theme=4)),
        PatternFill("solid", fgColor=Color(theme=99)),  # a colour that nobody knows
        PatternFill("darkGrid", fgColor="FF003366"),
        GradientFill(stop=("FF003366", "FF000000")),
    ],
)
def test_white_letters_on_a_dark_ground_are_seen(fill: PatternFill | GradientFill) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["A1"] = "Question"
        sheet["A1"].font, sheet["A1"].fill = Font(color="FFFFFFFF"), fill

    assert texts(read(workbook(write))) == ["Answers", "Question"]


def test_white_letters_in_the_head_of_a_table_with_a_style_are_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Question", "Answer"])
        sheet.append(["Do you own a dyehouse?", "No."])
        sheet["A1"].font = Font(color="FFFFFFFF")
        sheet.add_table(Table(displayName="Labour", ref="A1:B2", tableStyleInfo=TableStyleInfo("TableStyleMedium2")))

    assert texts(read(workbook(fill))) == ["Answers", "Question", "Answer", "Do you own a dyehouse?", "No."]


def test_struck_out_words_of_a_cell_are_kept_apart_from_its_others() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText(
            "Yes / ", TextBlock(InlineFont(strike=True), "No"), TextBlock(InlineFont(b=True), ".")
        )

    document = read(workbook(fill))
    assert (texts(document)[1:], texts(document, Layer.HIDDEN)) == (["Yes / ."], ["No"])
