"""The cells of one worksheet as they are shown, read as a stream: a sheet may claim a million rows."""

import io
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipelines.extract.package import attribute, is_on, local
from pipelines.extract.xlsx.dates import days_of, is_date
from pipelines.extract.xlsx.formats import PIECE
from pipelines.extract.xlsx.numbers import shown, shown_text
from pipelines.extract.xlsx.styles import Font, Styles

MIN_ROW_POINTS = 2.0
MIN_COLUMN_CHARS = 0.5
MAX_COLUMNS = 16_384  # of the format
MAX_PLACES = 2_000_000  # cells with or without something in them
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
PLACE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$")
TAGS = tuple(f"{{*}}{name}" for name in ("c", "row", "col", "mergeCell", "control"))

Area = tuple[int, int, int, int]  # top, left, bottom, right
Runs = str | list[tuple[str, Font | None]]  # a text of one look, or its pieces (None: the cell's own look)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with something in it: `text` is what it shows, `unseen` what a reader cannot see and why not."""

    row: int
    column: int
    text: str
    bold: bool = False
    size: float = 0.0
    unseen: str = ""
    why: str = ""


@dataclass(slots=True)
class Sheet:
    """What a worksheet's part says: cells in reading order, merged ranges, form controls by shape, and its faults."""

    cells: list[SheetCell] = field(default_factory=list)
    controls: dict[str, str] = field(default_factory=dict)  # shape id: reference id
    without_result: list[str] = field(default_factory=list)  # places of formulas that were never calculated
    errors: list[str] = field(default_factory=list)  # places with #REF! and the like
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)  # by row: left, right, top
    damaged: bool = False
    cut: bool = False  # it holds more cells than are read

    def unseen(self, row: int, column: int) -> str:
        """Return why a place cannot be seen, "" where it can."""
        if row in self.hidden_rows:
            return "in hidden rows"
        if column in self.hidden_columns:
            return "in hidden columns"
        for left, right, top in self.merged.get(row, ()):
            if left <= column <= right and (top, left) != (row, column):
                return "under merged cells"
        return ""


@dataclass(frozen=True, slots=True)
class Book:
    """What cells need of their workbook."""

    styles: Styles
    strings: list[Runs]
    from_1904: bool = False
    recalculates: bool = False  # on opening: a stored 0 stands for a result that nobody has calculated yet


def read_sheet(data: bytes, book: Book, max_cells: int, heads: Sequence[Area] = ()) -> Sheet:
    """Return a worksheet's cells; reading stops where more than `max_cells` hold something.

    Args:
        data: The sheet's part.
        book: What its cells need of the workbook.
        max_cells: How many cells may still be read.
        heads: Places where the ground is not known from the cell alone.
    """
    sheet = Sheet()
    merged: list[Area] = []
    row = column = places = 0
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=TAGS,
        resolve_entities=False,
        no_network=True,
        recover=True,
        huge_tree=False,
    )
    for _, element in events:
        name = local(element)
        if name == "c":
            parent = element.getparent()
            if parent is None:
                break
            if column == 0:
                row = _number(parent.get("r")) or row + 1
                _enter_row(sheet, parent, row)
            place = PLACE.match(element.get("r") or "")
            column = column_number(place[1]) if place else column + 1
            places += 1
            if len(element) and column <= MAX_COLUMNS:
                on_head = any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in heads)
                sheet.cells.extend(_cell(sheet, element, row, column, book, on_head))
            if len(sheet.cells) >= max_cells or places >= MAX_PLACES:
                sheet.cut = True
                break
        elif name == "row":
            row = row if column else _number(element.get("r")) or row + 1
            column = 0
        elif name == "col":
            if is_on(element.get("hidden")) or _points(element.get("width")) < MIN_COLUMN_CHARS:
                last = min(_number(element.get("max")), MAX_COLUMNS)
                sheet.hidden_columns.update(range(_number(element.get("min")), last + 1))
        elif name == "mergeCell":
            merged.extend(area_of(element.get("ref") or ""))
        else:
            sheet.controls[element.get("shapeId") or ""] = attribute(element, "id") or ""
        if name != "control":
            element.clear()
        if name in ("c", "row") and (before := element.getprevious()) is not None:
            element.getparent().remove(before)
    sheet.damaged = any(entry.level_name == "FATAL" for entry in events.error_log)
    sheet.merged = _by_row(merged, sorted({cell.row for cell in sheet.cells}))
    return sheet


def _by_row(merged: list[Area], rows: list[int]) -> dict[int, list[tuple[int, int, int]]]:
    """Return the merged ranges that reach each row that holds something."""
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    count = 0
    for top, left, bottom, right in merged:
        for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
            found[row].append((left, right, top))
            count += 1
            if count > MAX_PLACES:
                return found
    return found


def column_number(letters: str) -> int:
    """Return a column's number, from 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return a column's letters ("AB" for 28)."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def area_of(reference: str) -> Iterator[Area]:
    """Yield top, left, bottom and right of a range ("B2:C4"), nothing where it is none."""
    ends = [PLACE.match(end) for end in reference.partition(":")[::2]]
    if ends[0] and ends[1]:
        yield int(ends[0][2]), column_number(ends[0][1]), int(ends[1][2]), column_number(ends[1][1])


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _points(text: str | None) -> float:
    """Return a height or width; one that is not given is of usual size."""
    try:
        return float(text or 10)
    except ValueError:
        return 10.0


def _enter_row(sheet: Sheet, element: Any, row: int) -> None:
    if is_on(element.get("hidden")) or _points(element.get("ht")) < MIN_ROW_POINTS:
        sheet.hidden_rows.add(row)


def _cell(sheet: Sheet, element: Any, row: int, column: int, book: Book, on_head: bool) -> Iterator[SheetCell]:
    children = {local(child): child for child in element}
    kind, value, formula = element.get("t") or "n", children.get("v"), children.get("f")
    stored = value.text if value is not None else None
    style = book.styles[element.get("s")]
    runs: Runs
    if kind == "inlineStr":
        runs = runs_of(children["is"], book.styles) if "is" in children else ""
    elif stored is None:
        if formula is not None and not (kind == "str" and value is not None):
            sheet.without_result.append(f"{column_letters(column)}{row}")
        return
    elif formula is not None and book.recalculates and stored == "0":
        sheet.without_result.append(f"{column_letters(column)}{row}")
        return
    elif kind == "e":
        sheet.errors.append(f"{column_letters(column)}{row}")
        return
    elif kind == "s":
        runs = book.strings[_number(stored)] if _number(stored) < len(book.strings) else ""
    elif kind == "b":
        runs = "TRUE" if is_on(stored) else "FALSE"
    elif kind == "d":
        dated = any(map(is_date, PIECE.findall(style.code)))  # else it is shown as it is written
        kind, runs = ("n", days_of(stored, book.from_1904)) if dated else ("str", stored)
    else:
        runs = _unescaped(stored) if kind == "str" else stored
    seen, unseen, why = "", "", ""
    for text, font in [(runs, None)] if isinstance(runs, str) else runs:
        font = font or style.font
        if kind == "n":
            text, code = _shown(text, style.code, book.from_1904), ""
        elif isinstance(runs, str) and kind != "b":
            text, code = shown_text(text, style.code), text
        else:
            code = ""
        if not text.strip():
            unseen, why = unseen + (code or stored or ""), "that their number format hides"
        elif font.struck or (not on_head and font.unseen(style.ground)):
            unseen, why = unseen + text, "struck out" if font.struck else "in letters that cannot be seen"
        else:
            seen += text
    if seen.strip() or unseen.strip():
        yield SheetCell(row, column, seen, style.font.bold, style.font.size, unseen, why)


def _shown(stored: str, code: str, from_1904: bool) -> str:
    try:
        value = float(stored)
    except ValueError:
        return stored
    return shown(value, code, from_1904) if math.isfinite(value) else stored


def runs_of(element: Any, styles: Styles) -> Runs:
    """Return the text of a string item without its reading aids; its runs apart where one could be unseen."""
    runs: list[tuple[str, Font | None]] = []
    for child in element:
        name = local(child)
        if name == "t":
            runs.append((_unescaped(child.text or ""), None))
        elif name == "r":
            text = "".join(part.text or "" for part in child if local(part) == "t")
            look = next((part for part in child if local(part) == "rPr"), None)
            runs.append((_unescaped(text), styles.font(look) if look is not None else None))
    plain = not any(font and (font.struck or font.colour or font.size) for _, font in runs)
    return "".join(text for text, _ in runs) if plain else runs


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
