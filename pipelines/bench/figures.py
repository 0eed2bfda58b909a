"""A table of figures that a measurement gives, whatever shows it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from models.measure import Span

Cell = str | float | int | Span | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A titled table: a share is a float from 0 to 1 or a span, a count an int, None what was not measured."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    note: str = ""

    def as_data(self) -> dict[str, object]:
        """Return what JSON holds of it: one object a row."""
        plain = ([asdict(cell) if isinstance(cell, Span) else cell for cell in row] for row in self.rows)
        rows = [dict(zip(self.columns, row, strict=True)) for row in plain]
        return {"title": self.title, "rows": rows, "note": self.note}


def shown(cell: Cell) -> str:
    """Return a cell as people read it: a share to three places, a span to two; 1 only where nothing is amiss."""
    if cell is None:
        return "-"
    if isinstance(cell, Span):
        return f"{_share(cell.value, 2)} ({_share(cell.low, 2)}-{_share(cell.high, 2)})"
    return _share(cell, 3) if isinstance(cell, float) else str(cell)


def _share(value: float, places: int) -> str:
    if value == 1:
        return "1"
    most = 1 - 10**-places
    return f"{min(value, most):.{places}f}".removeprefix("0") if 0 <= value < 1 else f"{value:.{places}f}"
