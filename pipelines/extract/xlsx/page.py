"""A worksheet as a page: its rows in order, what a reader sees of each first, and apart what is hidden."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from corpora.document import Layer, Page
from pipelines.extract.page import PageWriter
from pipelines.extract.xlsx.notes import Note
from pipelines.extract.xlsx.sheet import Sheet, SheetCell, column_letters

# Names that nobody chose: they head nothing.
UNNAMED = re.compile(r"(?:sheet|tabelle|feuil|hoja|foglio|blad|planilha|ark|arkusz|лист|工作表) ?\d*", re.IGNORECASE)
MAX_BLANKS = 50_000


class SheetPage:
    """Writes one sheet's page; `unseen` counts its hidden entries by reason."""

    def __init__(self, number: int, name: str, hidden: bool, sheet: Sheet) -> None:
        self._number, self._name, self._hidden, self._sheet = number, name, hidden, sheet
        self._writer = PageWriter(number, engine="lxml")
        self.unseen: Counter[str] = Counter()

    def page(self, notes: Iterable[Note], boxes: Sequence[Note]) -> Page:
        """Return the page: a line a cell, a row's notes behind the row, boxes behind all rows."""
        empty = self._writer.page()
        if not UNNAMED.fullmatch(self._name):
            self._writer.block()
            layer = Layer.HIDDEN if self._hidden else Layer.BODY
            self._writer.add(self._name, layer=layer, heading_level=1, locator=f"sheet {self._name}")
        heading = self._writer.page()
        waiting: dict[int, list[Note]] = defaultdict(list)
        for note in notes:
            waiting[note.row].append(note)
        for row, cells in groupby(self._sheet.cells, key=lambda cell: cell.row):
            seen = [(cell, self._why(cell.row, cell.column)) for cell in cells]
            for cell, why in sorted(seen, key=lambda pair: bool(pair[1])):  # the cells that are seen read as one row
                self._write(cell.text, self._place(cell.row, cell.column), why, cell)
            for cell, why in seen:
                self._write(cell.unseen, self._place(cell.row, cell.column), why or cell.why, cell)
            self._write_notes(waiting.pop(row, ()))
        for row in sorted(waiting):
            self._write_notes(waiting[row])
        self._write_notes(boxes)
        self._note_blanks()
        page = self._writer.page()
        return page if len(page.lines) > len(heading.lines) else empty

    def _place(self, row: int, column: int) -> str:
        return f"{self._name}!{column_letters(column)}{row}"

    def _why(self, row: int, column: int) -> str:
        """Return why a cell cannot be seen, "" where it can."""
        return "in hidden sheets" if self._hidden else self._sheet.unseen(row, column)

    def _write_notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            why = self._why(note.row, note.column) or note.why
            self._write(note.text, f"{self._place(note.row, note.column)} {note.kind}", why)

    def _write(self, text: str, locator: str, why: str, look: SheetCell | None = None) -> None:
        before = ""
        for line in text.replace("\r", "\n").split("\n"):
            line = " ".join(line.split())
            if not (before and line[:1].islower()):  # a break that a person made, unless the sentence goes on
                self._writer.block()
            self._writer.add(
                line,
                layer=Layer.HIDDEN if why else Layer.BODY,
                size=look.size if look else 0.0,
                bold=look is not None and look.bold,
                locator=locator,
            )
            before = line or before
        if why and before:
            self.unseen[why] += 1

    def _note_blanks(self) -> None:
        """Note the cells of the sheet's rows and columns that show nothing; a fault is no blank."""
        shown = [cell for cell in self._sheet.cells if cell.text.strip()]
        rows = {cell.row for cell in shown}
        columns = {cell.column for cell in shown}
        faults = {*self._sheet.without_result, *self._sheet.errors}
        if self._hidden or len(rows) * len(columns) > MAX_BLANKS:
            return
        for row in sorted(rows):
            for column in sorted(columns):
                if f"{column_letters(column)}{row}" not in faults and not self._why(row, column):
                    self._writer.cell(self._place(row, column))
