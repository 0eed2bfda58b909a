"""What stands over a worksheet's cells: notes, threaded comments, text boxes and the boxes that one ticks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipelines.extract.package import Package, Reference, is_on, local
from pipelines.extract.xlsx.sheet import PLACE, column_number

MAX_NOTES = 10_000
TICKED = {"Checked": "☒ ", "": "☐ ", "Mixed": "☐ "}


@dataclass(frozen=True, slots=True)
class Note:
    """A text over the cell at row and column (from 1); `why` says why a reader cannot see it."""

    row: int
    column: int
    text: str
    kind: str  # "note", "box 2"
    why: str = ""


def notes_of(package: Package, references: Iterable[Reference]) -> list[Note]:
    """Return a sheet's notes in the order of their places; of threaded ones not the copy for older programs."""
    threaded: list[Note] = []
    classic: list[Note] = []
    for reference in references:
        if reference.kind not in ("comments", "threadedComment"):
            continue
        root = package.root(reference.target)
        if root is None:
            continue
        authors = {" ".join((author.text or "").split()) for author in root.iter("{*}author")}
        for element in root.iter("{*}threadedComment", "{*}comment"):
            place = PLACE.match((element.get("ref") or "").upper())
            if place:
                kept = threaded if local(element) == "threadedComment" else classic
                kept.append(Note(int(place[2]), column_number(place[1]), _comment(element, authors), "note"))
    taken = {(note.row, note.column) for note in threaded}
    notes = [*threaded, *(note for note in classic if (note.row, note.column) not in taken)]
    return sorted(notes[:MAX_NOTES], key=lambda note: (note.row, note.column))


def _comment(element: Any, authors: set[str]) -> str:
    pieces = []
    for text in element.iter("{*}t", "{*}text"):
        if text.text and not any(local(parent) == "rPh" for parent in text.iterancestors()):
            pieces.append(text.text)
    if pieces and pieces[0].strip().rstrip(":") in authors:
        del pieces[0]  # Excel writes who made a note at its head
    return "".join(pieces)


def boxes_of(package: Package, references: dict[str, Reference], controls: dict[str, str]) -> list[Note]:
    """Return the texts of a sheet's text boxes, shapes and form controls, in the order of their places.

    Args:
        package: The workbook.
        references: What the sheet refers to.
        controls: Reference id of each form control by the id of its shape.
    """
    boxes: list[tuple[int, int, str, str]] = []
    for reference in references.values():
        root = package.root(reference.target) if reference.kind == "drawing" else None
        for anchor in root if root is not None else ():
            row, column = _corner(anchor)
            for shape in anchor.iter("{*}sp"):
                if any(local(parent) == "Fallback" for parent in shape.iterancestors()):
                    continue
                text = "\n".join(_paragraphs(shape))
                name = next(shape.iter("{*}cNvPr"), None)
                hidden = name is not None and is_on(name.get("hidden"))
                tick = (
                    _tick(package, references.get(controls.get(name.get("id") or "", ""))) if name is not None else ""
                )
                if text.strip():
                    boxes.append((row, column, tick + text, "in hidden boxes" if hidden else ""))
    numbered = enumerate(sorted(boxes)[:MAX_NOTES], start=1)
    return [Note(row, column, text, f"box {number}", why) for number, (row, column, text, why) in numbered]


def _corner(anchor: Any) -> tuple[int, int]:
    start = next((child for child in anchor if local(child) == "from"), None)
    numbers = {local(child): child.text or "" for child in start} if start is not None else {}
    row, column = (int(n) if (n := numbers.get(name, "0").strip()).isdecimal() else 0 for name in ("row", "col"))
    return row + 1, column + 1


def _paragraphs(shape: Any) -> Iterator[str]:
    for paragraph in shape.iter("{*}p"):
        yield "".join("\n" if local(piece) == "br" else piece.text or "" for piece in paragraph.iter("{*}t", "{*}br"))


def _tick(package: Package, reference: Reference | None) -> str:
    root = package.root(reference.target) if reference else None
    if root is None or root.get("objectType") not in ("CheckBox", "Radio"):
        return ""
    return TICKED.get(root.get("checked") or "", "")
