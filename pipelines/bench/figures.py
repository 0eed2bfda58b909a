"""A table of figures that a measurement gives, whatever shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A titled table: a share is a float from 0 to 1, a count an int, None what was not measured."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    note: str = ""

    def as_data(self) -> dict[str, object]:
        """Return what JSON holds of it: one object a row."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"title": self.title, "rows": rows, "note": self.note}


def shown(cell: Cell) -> str:
    """Return a cell as people read it: shares to three places, 1 only where nothing is amiss."""
    if cell is None:
        return "-"
    if not isinstance(cell, float):
        return str(cell)
    if cell == 1:
        return "1"
    return f"{min(cell, 0.999):.3f}".removeprefix("0") if 0 <= cell < 1 else f"{cell:.3f}"
