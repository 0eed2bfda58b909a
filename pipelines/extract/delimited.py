"""Tables written as text: rows whose cells are parted by commas, semicolons, tabs or bars, as portals export them."""

import csv
from collections.abc import Sequence

from pipelines.extract.page import PageWriter

DELIMITERS = ",;\t|"
MIN_ROWS = 3
MAX_HEAD_CHARS = 300  # a survey's head is its questions

Rows = list[list[str]]


def table_in(text: str) -> Rows | None:
    """Return the rows of a text that is a table from end to end, else None.

    Each row has as many cells as the first, whose cells are all named; prose has white space behind its commas.
    """
    head = text.lstrip().split("\n", 1)[0]
    for delimiter in sorted(DELIMITERS, key=head.count, reverse=True):
        if delimiter in head and (rows := _parsed(text, delimiter)) is not None:
            return rows
    return None


def write_table(rows: Sequence[Sequence[str]], writer: PageWriter) -> None:
    """Write each cell as a block with its place; blank cells are noted."""
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            locator = f"table 1 row {number} cell {column}"
            writer.cell(locator)
            for paragraph in cell.split("\n"):
                writer.block()
                writer.add(paragraph.strip(), locator=locator)


def _parsed(text: str, delimiter: str) -> Rows | None:
    rows: Rows = []
    try:
        for row in csv.reader(text.strip("\n").splitlines(keepends=True), delimiter=delimiter, strict=True):
            if not row:
                continue
            rows.append(row)
            if len(row) != len(rows[0]) or any(_is_prose(cell, delimiter) for cell in row[1:]):
                return None
    except csv.Error:
        return None
    if len(rows) < MIN_ROWS or len(rows[0]) < 2:
        return None
    names = [" ".join(name.split()) for name in rows[0]]
    return rows if all(names) and max(map(len, names)) <= MAX_HEAD_CHARS else None


def _is_prose(cell: str, delimiter: str) -> bool:
    return delimiter in ",;" and cell[:1] == " " and bool(cell.strip())
