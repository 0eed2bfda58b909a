"""The cells of a web page's tables by row and column; a table that only lays out the page is none."""

from dataclasses import dataclass, field
from typing import Any

MAX_SPAN = 1000  # of the standard
MAX_CELL_CHARS = 3_000
MAX_LAID = 100_000  # places that cells reach over


@dataclass(slots=True)
class Table:
    """A table being read: its number in the page, and the places that cells of former rows reach into."""

    number: int
    row: int = 0
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)

    def enter_row(self) -> None:
        """Go to the next row."""
        self.row += 1
        self.column = 0

    def enter_cell(self, cell: Any) -> str:
        """Go to the next free place, note how far the cell reaches, and return its locator."""
        self.column += 1
        while (self.row, self.column) in self.taken:
            self.column += 1
        place = f"table {self.number} row {self.row} cell {self.column}"
        across, down = span(cell.get("colspan")), span(cell.get("rowspan"))
        if down > 1 and len(self.taken) + across * down < MAX_LAID:
            self.taken.update(
                (row, column)
                for row in range(self.row + 1, self.row + down)
                for column in range(self.column, self.column + across)
            )
        self.column += across - 1
        return place


def span(text: str | None) -> int:
    """Return over how many rows or columns a cell reaches."""
    digits = (text or "").strip()
    return min(max(int(digits), 1), MAX_SPAN) if digits.isdecimal() and len(digits) < 6 else 1


def lays_out(table: Any) -> bool:
    """Whether a table only puts parts of the page side by side: tables, headings, long texts or one column."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    columns = max((sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows), default=0)
    if columns < 2:
        return True
    cells = (cell for row in rows for cell in row)
    if any(sum(map(len, cell.itertext())) > MAX_CELL_CHARS for cell in cells):
        return True
    inner = next((element for element in table.iter("table", "h1", "h2") if element is not table), None)
    return inner is not None
