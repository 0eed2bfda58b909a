"""The blocks of a Word document in reading order: paragraphs, tables, boxes, notes, headers, comments."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from corpora.document import Layer
from pipelines.extract.docx.boxes import chosen, ground_of, has_backdrop, paragraphs_in
from pipelines.extract.docx.chart import chart_lines
from pipelines.extract.docx.chunk import write_chunk
from pipelines.extract.docx.fields import control_state
from pipelines.extract.docx.numbering import Number, Numbering
from pipelines.extract.docx.styles import Styles, child_of, fill_of, heading_level, is_set, value_of
from pipelines.extract.docx.text import Inline, InlineReader
from pipelines.extract.package import Package, Reference, attribute, local
from pipelines.extract.page import PageWriter
from pipelines.extract.spaced_letters import close_up

WRAPPERS = frozenset(["sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo"])
FLAT_ROW = 40  # twentieths of a point
ASKS = re.compile(
    r"\?\s*$|^(?:please|describe|explain|provide|state|list|give|name|confirm|set out|detail|outline|what|how|do|does"
    r"|is|are|has|have|which|who|where|when|why)\b",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures")


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a paragraph's own properties and its styles say: `pPr` elements and style ids, nearest first."""

    holders: list[Any]
    style_ids: list[str]
    style: str  # name, lower case
    level: int

    @property
    def is_contents(self) -> bool:
        """Whether it is an entry or the title of a contents list."""
        return bool(CONTENTS.match(self.style))


class Story:
    """Writes what it is given; `unseen` counts what a reader cannot see by reason, `unread` embedded files."""

    def __init__(self, package: Package, part: str, writer: PageWriter) -> None:
        self._package, self._writer = package, writer
        self._references = package.references(part)
        self._styles = Styles(package.root(self._place("styles")))
        self._numbering = Numbering(package.root(self._place("numbering")))
        self._inline = InlineReader(self._styles)
        self._noted: set[tuple[str, str]] = set()
        self._paragraph = self._table = 0
        self._carried = ""  # a paragraph whose end was deleted goes on in the next
        self._backdrop = False
        self._layer = Layer.BODY
        self.unseen: Counter[str] = Counter()
        self.unread = 0

    def read(self, elements: Iterable[Any], where: str = "", ground: str | None = None, why: str = "") -> None:
        """Write blocks in order.

        Args:
            elements: Paragraphs, tables, and what wraps them.
            where: Locator of them all; "" for the document's own paragraphs, which are counted.
            ground: Colour behind them; None for paper, "" where it is not known.
            why: Why none of them can be seen, "" where they can.
        """
        for child in _blocks(elements):
            name = local(child)
            if name == "tbl":
                self._read_table(child, where, ground, why)
            elif name == "altChunk":
                reference = self._references.get(attribute(child, "id") or "", Reference("", ""))
                if not write_chunk(self._package.data(reference.target), self._writer, self._layer):
                    self.unread += 1
            elif name == "p":
                self._paragraph += not where
                self._read_paragraph(child, where or f"paragraph {self._paragraph}", ground, why)
            elif name == "sectPr":
                self._backdrop = False

    def finish(self) -> None:
        """End the text: what a deleted end of its last paragraph held back is written."""
        text, self._carried = self._carried, ""
        self._add(text, self._layer, f"paragraph {self._paragraph}", Inline())

    def notes(self, kind: str) -> None:
        """Write the footnotes or endnotes; one that no seen mark leads to is not printed."""
        root = self._package.root(self._place(f"{kind}s"))
        for note in root if root is not None else ():
            if local(note) == kind and attribute(note, "type") in (None, "normal"):
                number = attribute(note, "id") or ""
                why = "" if (kind, number) in self._noted else "in notes without a mark in the text"
                self.read(note, f"{kind} {number}", why=why)

    def comments(self) -> None:
        """Write the comments, as what others say of the document."""
        root = self._package.root(self._place("comments"))
        self._layer = Layer.QUOTED
        for comment in root if root is not None else ():
            if local(comment) == "comment":
                self.read(comment, f"comment {attribute(comment, 'id') or ''}".strip())
        self._layer = Layer.BODY

    def furniture(self, kind: str) -> None:
        """Write all different headers (or footers)."""
        self._layer, tables = Layer.FURNITURE, self._table
        for place in sorted({r.target for r in self._references.values() if r.kind == kind}):
            root = self._package.root(place)
            if root is not None:
                self._backdrop |= has_backdrop(root)
                self.read(root, kind, ground="")
        self._layer, self._table = Layer.BODY, tables

    def _place(self, kind: str) -> str:
        return next((r.target for r in self._references.values() if r.kind == kind), "")

    def _read_table(self, table: Any, where: str, ground: str | None, why: str) -> None:
        self._table += 1
        name = f"{where} table {self._table}" if where else f"table {self._table}"
        style = self._styles.chain(value_of(child_of(table, "tblPr"), "tblStyle"))
        coloured = any(fill_of(shading) for element in style for shading in element.iter("{*}shd"))
        ground = "" if coloured else ground
        for r, row in enumerate(_inside(table, "tr"), start=1):
            properties = child_of(row, "trPr")
            hidden = why or _row_hidden(properties)
            column = 1 + _int(value_of(properties, "gridBefore"))
            for cell in _inside(row, "tc"):
                own = child_of(cell, "tcPr")
                locator = f"{name} row {r} cell {column}"
                column += max(_int(value_of(own, "gridSpan")), 1)
                unseen = hidden or _cell_hidden(own)
                if not unseen:
                    self._writer.cell(locator)
                shading = child_of(own, "shd")
                fill = fill_of(shading) if shading is not None else None
                self.read(cell, locator, fill or ground, unseen)

    def _read_paragraph(self, element: Any, where: str, ground: str | None, why: str) -> None:
        if _is_prompt(element):
            return
        standing = self._standing(element)
        self._inline.fields.enter_paragraph(standing.level > 0 and not standing.is_contents)
        contents = standing.is_contents or self._inline.fields.in_contents or _in_contents_control(element)
        self._backdrop |= has_backdrop(element)
        inline = self._inline.read(element, "" if self._backdrop and ground is None else ground)
        ends_section = child_of(child_of(element, "pPr"), "sectPr") is not None
        self._backdrop &= not (inline.breaks_page or ends_section)
        contents |= self._inline.fields.in_contents
        if not why:
            self._noted |= inline.notes
        self._write_paragraph(standing, inline, where, why, contents)
        self.unread += sum(not program.startswith("Equation") for program in inline.objects)
        for box, unseen in inline.boxes:
            self._read_box(box, where, why or unseen)

    def _read_box(self, box: Any, where: str, why: str) -> None:
        if local(box) == "txbxContent":
            self.read(box, where, ground_of(box), why)
            return
        if local(box) in ("relIds", "chart"):  # a diagram or a chart: its words are in a part of their own
            key = attribute(box, "dm" if local(box) == "relIds" else "id") or ""
            root = self._package.root(self._references.get(key, Reference("", "")).target)
            for line in chart_lines(root) if root is not None and local(box) == "chart" else ():
                self._add(line, Layer.HIDDEN if why else self._layer, where, Inline())
            box = root if local(box) == "relIds" else None
        for paragraph in paragraphs_in(box) if box is not None else ():
            self._read_paragraph(paragraph, where, "", why)

    def _standing(self, element: Any) -> "_Standing":
        properties = child_of(element, "pPr")
        chain = self._styles.chain(value_of(properties, "pStyle") or self._styles.default)
        names = [(value_of(style, "name") or "").lower() for style in chain]
        holders = [properties, *(child_of(style, "pPr") for style in chain)]
        ids = [attribute(style, "styleId") or "" for style in chain]
        return _Standing(holders, ids, names[0] if names else "", heading_level(names, holders))

    def _write_paragraph(self, standing: "_Standing", inline: Inline, where: str, why: str, contents: bool) -> None:
        text, self._carried = self._carried + inline.text, ""
        number = None
        if not why and (text.strip() or not inline.hidden()):
            number = self._numbering.number(standing.holders[0], standing.holders[1:], standing.style_ids)
        if _is_joined(standing.holders[0]):
            self._carried = text
        else:
            level = standing.level
            is_list = standing.style.startswith(("list bullet", "list number"))
            mark = _mark(number, text, level, "cell" in where) or ("• " if is_list and not level else "")
            layer = Layer.HIDDEN if why else self._layer
            layer = Layer.FURNITURE if contents and layer == Layer.BODY else layer
            self._add(text, layer, where, inline, level, mark)
            self.unseen[why] += bool(why and text.strip())
        for piece, reason in inline.hidden():
            self._add(piece, Layer.HIDDEN, where, inline)
            self.unseen[why or reason] += 1
        self.unseen = +self.unseen

    def _add(self, text: str, layer: Layer, where: str, look: Inline, level: int = 0, mark: str = "") -> None:
        self._writer.block()
        before = ""
        for line in text.split("\n"):
            line = " ".join(close_up(line).split())
            if before and not line[:1].islower():
                self._writer.block()  # a break that a person made
            if not before and (line or "cell" in where):
                line = (mark if line else mark.strip("• ")) + line
            self._writer.add(line, layer=layer, size=look.size, bold=look.bold, heading_level=level, locator=where)
            before = line or before


def _mark(number: Number | None, text: str, level: int, in_cell: bool) -> str:
    """Return what stands before a paragraph of a list: its number where it names the place, else a bullet."""
    if number is None:
        return ""
    deep = re.search(r"\d\.\d|[A-Za-z]{2}|[A-Z]\d", number.text)
    if number.text and (level or in_cell or deep or ASKS.search(text.strip())):
        return f"{number.text} "
    return "" if level else "• "


def _blocks(elements: Iterable[Any]) -> Iterator[Any]:
    """Yield paragraphs, tables, imported files and section ends, through content controls and other wrappers."""
    for child in elements:
        name = local(child)
        if name == "AlternateContent":
            yield from _blocks(chosen(child))
        elif name in WRAPPERS:
            yield from _blocks(child)
        elif name in ("p", "tbl", "altChunk", "sectPr"):
            yield child


def _inside(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in WRAPPERS:
            yield from _inside(child, name)


def _row_hidden(properties: Any) -> str:
    deleted, hidden, height = (child_of(properties, name) for name in ("del", "hidden", "trHeight"))
    if deleted is not None:
        return "in deleted rows"
    if hidden is not None and is_set(attribute(hidden, "val")):
        return "in hidden rows"
    exact = height is not None and attribute(height, "hRule") == "exact"
    return "in rows of no height" if exact and _int(attribute(height, "val")) < FLAT_ROW else ""


def _cell_hidden(properties: Any) -> str:
    if child_of(properties, "cellDel") is not None:
        return "in deleted cells"
    for name in ("vMerge", "hMerge"):
        merged = child_of(properties, name)
        if merged is not None and attribute(merged, "val") != "restart":
            return "under merged cells"
    return ""


def _is_prompt(element: Any) -> bool:
    """Whether a paragraph is a content control's prompt ("Click here to enter text") and no text of anybody's."""
    return any(control_state(child_of(outer, "sdtPr")) == "" for outer in element.iterancestors("{*}sdt"))


def _in_contents_control(element: Any) -> bool:
    for outer in element.iterancestors("{*}sdt"):
        gallery = next(outer.iter("{*}docPartGallery"), None)
        if gallery is not None and attribute(gallery, "val") == "Table of Contents":
            return True
    return False


def _is_joined(properties: Any) -> bool:
    """Whether the end of a paragraph was deleted or moved away: the next one goes on where it stops."""
    mark = child_of(properties, "rPr")
    return any(child_of(mark, name) is not None for name in ("del", "moveFrom"))


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0
