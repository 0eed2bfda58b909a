"""Walk a web page's tree in document order and write a line whenever a block ends."""

import re
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import Any

from corpora.document import Layer, Outcome
from pipelines.extract.failure import ReadingError
from pipelines.extract.html.forms import entered
from pipelines.extract.html.frame import LABEL, Frame
from pipelines.extract.html.opened import is_opened, openable
from pipelines.extract.html.style import Sheet
from pipelines.extract.html.tables import Table, lays_out
from pipelines.extract.html.unseen import Sight, enter
from pipelines.extract.page import PageWriter
from pipelines.extract.spaced_letters import close_up
from pipelines.ingest.media import GET_AGAIN

MAX_DEPTH = 400
_DROPPED = """
script style noframes template head math iframe object embed canvas audio video button datalist map area rt rp option
title desc metadata defs symbol
"""
DROPPED = frozenset(_DROPPED.split())
_BLOCKS = """
p div section article main header footer nav aside dialog menu h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead
tbody tfoot tr td th caption blockquote pre address figure figcaption form fieldset legend details summary body
html hr center noscript svg text search hgroup textarea select
"""
BLOCKS = frozenset(_BLOCKS.split())
HEADINGS = {f"h{n}": n for n in range(1, 7)}
ON_OWN_LINE = frozenset(["block", "flex", "grid", "list-item", "table", "table-row", "table-cell", "flow-root"])
OWN_ROLES = frozenset(["row", "cell", "gridcell", "columnheader", "rowheader", "listitem", "paragraph"])
SIDE_BY_SIDE = frozenset(["flex", "grid", "inline-flex", "inline-grid"])
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
QUOTES = {"q": ("“", "”")}


class TreeReader:
    """Writes the lines of a page; `unseen` are those texts that a reader cannot see, by reason."""

    def __init__(self, writer: PageWriter, root: Any, sheet: Sheet, with_noscript: bool = False) -> None:
        self._writer, self._sheet, self._frame = writer, sheet, Frame(root)
        self._opened = openable(root)
        self._with_noscript = with_noscript
        self._pieces: list[tuple[str, str, bool]] = []  # text, why it is unseen, whether it is bold
        self._counts: Counter[str] = Counter()
        self._owner = "body"  # locator of the text collected
        self._level = 0
        self._layer = Layer.BODY
        self._in_main = False
        self._mark = ""  # of a list's item, written before its first line
        self._tables: list[Table | None] = []
        self.unseen: list[tuple[str, str]] = []

    def read(self, root: Any) -> None:
        """Write the page."""
        elsewhere = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
        # a sheet that is not here, or a rule that is not looked up, may colour any ground
        paper = Sight(ground=None) if elsewhere or self._sheet.is_partial else Sight()
        self._visit(root, paper, 0)
        self._flush()

    def _visit(self, element: Any, outer_sight: Sight, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise ReadingError(Outcome.REFUSED, "The web page is nested too deeply to be read safely.", GET_AGAIN)
        tag = element.tag
        if not isinstance(tag, str) or (tag in DROPPED and element.get("shadowrootmode") is None):
            return
        if tag == "br":
            self._pieces.append(("\v", "", False))
            return
        if tag == "noscript" and not self._with_noscript:
            return
        reachable = element.getparent() is None or is_opened(element, self._opened)
        declared = self._sheet.declared(element)
        sight = enter(outer_sight, element, declared, reachable)
        outer = self._owner, self._level, self._layer, self._in_main
        if block := tag in BLOCKS:
            self._flush()
            self._enter(element, tag)
        display = declared.get("display", "")
        on_own_line = (
            not block
            and (display in ON_OWN_LINE or element.get("role") in OWN_ROLES)
            and self._frame.has_words(element)
        )
        self._say("\v" if on_own_line else _before(element, tag), sight)
        if (value := entered(element)) is not None:
            self._say(f" {value} ", sight)
        else:
            self._say(_raised(element) if tag == "sup" else element.text, sight)
            for child in element:
                if display in SIDE_BY_SIDE and self._frame.has_words(child):
                    self._say(" ", sight)
                self._visit(child, sight, depth + 1)
                self._say(child.tail, sight)
        self._say("\v" if on_own_line else QUOTES[tag][1] if tag in QUOTES else "", sight)
        if block:
            self._flush()
            self._leave(tag)
            self._owner, self._level, self._layer, self._in_main = outer

    def _say(self, text: str | None, sight: Sight) -> None:
        if text:
            self._pieces.append((text, sight.reason, sight.bold))

    def _enter(self, element: Any, tag: str) -> None:
        self._counts[tag] += 1
        table = self._tables[-1] if self._tables else None
        if tag == "table":
            number = self._counts["laid out"] + 1
            self._tables.append(None if lays_out(element) else Table(number))
            self._counts["laid out"] += self._tables[-1] is not None
        elif tag == "tr" and table:
            table.enter_row()
        if tag in ("td", "th") and table:
            self._owner = table.enter_cell(element)
            self._writer.cell(self._owner)
        elif not table or self._layer != Layer.BODY:
            self._owner = f"{tag}[{self._counts[tag]}]"
        if tag == "li":
            self._mark = "• "
        self._level = HEADINGS.get(tag) or _aria_level(element) or self._level
        leads = (tag != "td" or not table) and self._frame.is_list_of_links(element)
        if leads or self._frame.is_frame(element, self._in_main):
            self._layer = Layer.FURNITURE
        self._in_main |= self._frame.is_main(element)

    def _leave(self, tag: str) -> None:
        if tag == "table":
            self._tables.pop()
        elif tag == "li":
            self._mark = ""

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if self._layer == Layer.BODY:
            self._write_unseen(pieces)
        breaks = "\v\n" if self._owner.startswith("pre") else "\v"
        seen = [(text, bold) for text, why, bold in pieces if not why or self._layer != Layer.BODY]
        letters = sum(len(text.strip()) for text, _ in seen)
        is_bold = letters > 0 and sum(len(text.strip()) for text, bold in seen if bold) > 0.6 * letters
        before = ""
        for line in re.split(f"[{breaks}]", "".join(text for text, _ in seen)):
            line = " ".join(close_up(line).split())
            if not (before and line[:1].islower()):  # a break is meant, unless the sentence goes on
                self._writer.block()
            if line and self._mark:
                line, self._mark = self._mark + line, ""
            is_label = self._layer == Layer.BODY and "table" not in self._owner and LABEL.fullmatch(line)
            layer = Layer.FURNITURE if is_label else self._layer
            self._writer.add(line, layer=layer, bold=is_bold, heading_level=self._level, locator=self._owner)
            before = line

    def _write_unseen(self, pieces: list[tuple[str, str, bool]]) -> None:
        """Write the runs of text that cannot be seen, each apart."""
        for why, run in groupby(pieces, key=itemgetter(1)):
            line = " ".join("".join(text for text, _, _ in run).split()) if why else ""
            if line:
                self._writer.block()
                self._writer.add(line, layer=Layer.HIDDEN, locator=self._owner)
                self.unseen.append((line, why))


def _before(element: Any, tag: str) -> str:
    return QUOTES[tag][0] if tag in QUOTES else ""


def _raised(element: Any) -> str | None:
    """Return digits of a superscript as superscripts: a footnote mark must not look like a figure."""
    text = (element.text or "").strip()
    return text.translate(SUPERSCRIPTS) if text.isdecimal() and not len(element) else element.text


def _aria_level(element: Any) -> int:
    level = element.get("aria-level") or "2" if element.get("role") == "heading" else ""
    return min(int(level), 6) if level.isdecimal() and len(level) < 3 else 0
