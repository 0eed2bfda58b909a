"""The look of a workbook: formats from the tokens of the pages, and a sheet of rows under headings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from corpora.finding import Status
from pipelines.pages.vocabulary import LOOKS
from pipelines.report.workbook_cells import Cell, Linked, looks_like_formula, plain

MAX_LINKS = 65_530  # Excel opens no sheet with more
OLDEST_DATE = 1900  # year: a spreadsheet counts days from there
MAX_LINES = 14  # of one row on screen; the cell holds all
LINE = 13.5  # points
A4 = 9
# The light values of the tokens of pages/avowal.css, which a test compares.
TOKENS = {
    **{"ink": "#1a1e22", "ink-2": "#54595f", "rule": "#dcd7cb", "link": "#14507c", "wash": "#f2efe7"},
    **{"yes": "#0b5750", "no": "#93330f", "hand": "#57398a", "off": "#5b6066"},
    **{"met": "#bcdbd2", "partial": "#dcece6", "neg": "#f0f5f2", "na": "#efece4"},
    **{"absent": "#f2c8b1", "vague": "#f8dccb", "planned": "#fcefe5", "by-hand": "#e5dcf2"},
}
TINTS = {  # status -> ink and tint, as [data-s=...] of the stylesheet
    Status.MET: ("yes", "met"),
    Status.PARTIAL: ("yes", "partial"),
    Status.NEG_DISCLOSED: ("yes", "neg"),
    Status.NOT_APPLICABLE: ("off", "na"),
    Status.VAGUE: ("no", "vague"),
    Status.PLANNED: ("no", "planned"),
    Status.ABSENT: ("no", "absent"),
    Status.NOT_ASSESSABLE: ("hand", "by-hand"),
}
_SANS, _SERIF = {"font_name": "Calibri", "font_size": 10}, {"font_name": "Georgia", "font_size": 9.5}
_TOP = {"valign": "top", "font_color": TOKENS["ink"]}
STYLES: dict[str, dict[str, Any]] = {
    "text": {**_SANS, **_TOP, "text_wrap": True},
    "source": {**_SERIF, **_TOP, "text_wrap": True},  # the voice of names, quotes and law
    "link": {**_SANS, **_TOP, "font_color": TOKENS["link"], "underline": 1},
    "number": {**_SANS, **_TOP, "align": "right"},
    "share": {**_SANS, **_TOP, "align": "right", "num_format": "0%"},
    "date": {**_SANS, **_TOP, "align": "right", "num_format": "d mmm yyyy"},
    "status": {**_SANS, **_TOP, "bold": True},
    "id": {**_SANS, **_TOP, "font_color": TOKENS["ink-2"], "font_size": 9},
    "heading": {
        **{**_SANS, **_TOP, "bold": True, "text_wrap": True, "bg_color": TOKENS["wash"], "valign": "bottom"},
        **{"bottom": 2, "bottom_color": TOKENS["ink"]},
    },
    "note": {**_SANS, **_TOP},  # runs on over the cells beside it
    "day": {**_SANS, **_TOP, "align": "left", "num_format": "d mmm yyyy"},
    "title": {**_SERIF, **_TOP, "font_size": 18},
    "section": {**_SERIF, **_TOP, "font_size": 13, "top": 2, "top_color": TOKENS["ink"]},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters and how its cells look; what is not printed stands last."""

    heading: str
    width: float
    style: str = "text"
    printed: bool = True


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet to write: `table` names the table that holds what is cut, `frozen` counts the columns that stay."""

    name: str
    table: str
    columns: tuple[Column, ...]
    frozen: int
    count: int  # rows
    rows: Iterable[Sequence[Cell]]


def status_words(status: Status) -> str:
    """Return sign and word of a status: never its colour alone."""
    return f"{LOOKS[status].sign} {LOOKS[status].word}"


class Book:
    """A workbook that is being written; rows go to disk as they come."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[str, bool, Status | None], Any] = {}

    def format(self, style: str, quoted: bool = False, status: Status | None = None) -> Any:
        """Return a format; `quoted` keeps a text a text when somebody edits its cell, `status` gives its colours."""
        key = style, quoted, status
        if key not in self._formats:
            made = dict(STYLES[style])
            if status:
                made |= {"font_color": TOKENS[TINTS[status][0]], "bg_color": TOKENS[TINTS[status][1]]}
            self._formats[key] = self._book.add_format(made)
            if quoted:
                self._formats[key].set_quote_prefix()
        return self._formats[key]

    def add(self, name: str) -> Any:
        """Return a new sheet, set up to be printed."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8Avowal: &A&R&8&P of &N")
        return sheet

    def text(self, sheet: Any, row: int, column: int, text: str, style: str, table: str) -> None:
        """Write a text as a text, whatever it looks like."""
        text = plain(text, table)
        sheet.write_string(row, column, text, self.format(style, looks_like_formula(text)))

    def write(self, plan: SheetPlan) -> None:
        """Write a sheet whole."""
        sheet = self.add(plan.name)
        last_row, last_column = plan.count, len(plan.columns) - 1
        for number, column in enumerate(plan.columns):
            sheet.set_column(number, number, column.width)
        sheet.freeze_panes(1, plan.frozen)
        sheet.autofilter(0, 0, last_row, last_column)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(0)  # printed too: they lead the eye along a row
        sheet.print_area(0, 0, last_row, sum(column.printed for column in plan.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})  # "4.2" is the name of a question
        for number, column in enumerate(plan.columns):
            if column.style == "status" and plan.count:
                self._colour(sheet, number, last_row)
        sheet.set_row(0, 2.4 * LINE)
        for number, column in enumerate(plan.columns):
            sheet.write_string(0, number, column.heading, self.format("heading"))
        links = 0
        for row, cells in enumerate(plan.rows, 1):
            if _lines(plan.columns, cells) > MAX_LINES:
                sheet.set_row(row, MAX_LINES * LINE)
            for number, (column, cell) in enumerate(zip(plan.columns, cells, strict=True)):
                if isinstance(cell, Linked) and cell.address and links < MAX_LINKS:
                    links += 1
                    text = plain(cell.text, plan.table)
                    link = self.format("link", looks_like_formula(text))
                    sheet.write_url(row, number, cell.address, link, text)
                else:
                    self._cell(sheet, row, number, cell, column.style, plan.table)

    def _cell(self, sheet: Any, row: int, number: int, cell: Cell, style: str, table: str) -> None:
        if isinstance(cell, Linked):
            cell, style = cell.text, "text"
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            self.text(sheet, row, number, cell, style, table)
        elif not isinstance(cell, date):
            sheet.write_number(row, number, cell, self.format(style))
        elif cell.year < OLDEST_DATE:
            self.text(sheet, row, number, cell.isoformat(), "text", table)
        else:
            sheet.write_datetime(row, number, cell, self.format(style))

    def _colour(self, sheet: Any, column: int, last_row: int) -> None:
        """Colour the statuses by their words, so that the colour follows a status that somebody changes."""
        for status, (ink, tint) in TINTS.items():
            look = self._book.add_format({"font_color": TOKENS[ink], "bg_color": TOKENS[tint]})
            rule = {"type": "cell", "criteria": "==", "value": f'"{status_words(status)}"', "format": look}
            sheet.conditional_format(1, column, last_row, column, rule)


def _lines(columns: Sequence[Column], cells: Sequence[Cell]) -> int:
    """Return about how many lines the highest cell of a row takes."""
    most = 1
    for column, cell in zip(columns, cells, strict=True):
        if isinstance(cell, str) and column.style in ("text", "source") and len(cell) > column.width:
            most = max(most, sum(ceil(len(line) / column.width) for line in cell.split("\n")))
    return most
