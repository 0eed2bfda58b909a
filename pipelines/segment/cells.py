"""What a locator says of a table's cell: its table, row and column, the same for Word, web pages, PDF and workbooks."""

import re
from dataclasses import dataclass

IN_TABLE = re.compile(r"^(?P<table>.*table \d+) row (?P<row>\d+) cell (?P<column>\d+)$")
IN_SHEET = re.compile(r"^(?P<table>.+)!(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})$")


@dataclass(frozen=True, slots=True)
class Cell:
    """Place of a cell; row and column count from 1, a merged cell has those of its first place."""

    table: str
    row: int
    column: int


def cell_of(locator: str | None) -> Cell | None:
    """Return the cell that a locator names ("table 2 row 3 cell 1", "Labour rights!B4"), None where it names none."""
    if match := IN_TABLE.match(locator or ""):
        return Cell(match["table"], int(match["row"]), int(match["column"]))
    if match := IN_SHEET.match(locator or ""):
        return Cell(match["table"], int(match["row"]), column_number(match["column"]))
    return None


def column_number(letters: str) -> int:
    """Return the number of a workbook's column, from 1 ("A" 1, "AB" 28)."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
