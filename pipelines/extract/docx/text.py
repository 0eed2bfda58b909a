"""The text of one Word paragraph: what a reader sees, and apart what he does not and why."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipelines.extract.docx.boxes import chosen, off_sight
from pipelines.extract.docx.fields import Fields, control_state
from pipelines.extract.docx.styles import NO_LOOK, Look, Styles, child_of, fill_of, look_of, unseen, value_of
from pipelines.extract.docx.symbols import is_symbol_font, symbol
from pipelines.extract.package import attribute, local

OUT = frozenset(["pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "rt", "annotationRef", "commentReference", "fldData"])
DELETED = {"del": "deleted", "moveFrom": "moved away"}
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
AROUND = {"den": ("/", ""), "sup": ("^", ""), "sub": ("_", ""), "rad": ("√", ""), "d": ("(", ")")}  # in formulas
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MAX_DEPTH = 200


@dataclass(slots=True)
class Inline:
    """What stands in one paragraph, in order; `boxes` are what is anchored in it, with why each is unseen."""

    pieces: list[tuple[str, str]] = field(default_factory=list)  # text, and why it is unseen ("" where it is seen)
    boxes: list[tuple[Any, str]] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)  # program ids of embedded files
    notes: set[tuple[str, str]] = field(default_factory=set)  # kind and id of those that a seen mark leads to
    size: float = 0.0  # points
    weights: list[tuple[int, bool]] = field(default_factory=list)
    breaks_page: bool = False

    @property
    def text(self) -> str:
        """What a reader sees, breaks as line feeds."""
        return "".join(text for text, why in self.pieces if not why)

    @property
    def bold(self) -> bool:
        """Whether most of its letters are bold."""
        total = sum(length for length, _ in self.weights)
        return total > 0 and sum(length for length, bold in self.weights if bold) > 0.6 * total

    def hidden(self) -> list[tuple[str, str]]:
        """Return the pieces that cannot be seen with their reasons, neighbours of one reason joined."""
        runs = groupby(self.pieces, key=itemgetter(1))
        joined = [("".join(text for text, _ in run), why) for why, run in runs if why]
        return [(text, why) for text, why in joined if text.strip()]


class InlineReader:
    """Reads the runs of paragraphs, with the fields that go through them."""

    def __init__(self, styles: Styles) -> None:
        self.fields = Fields()
        self._styles = styles
        self._inline = Inline()
        self._outer = NO_LOOK
        self._ground: str | None = None

    def read(self, paragraph: Any, ground: str | None) -> Inline:
        """Return what stands in a paragraph.

        Args:
            paragraph: The `w:p` element.
            ground: Colour behind it; None for paper, "" where a picture or a pattern may lie behind it.
        """
        self._inline = Inline()
        properties = child_of(paragraph, "pPr")
        style = value_of(properties, "pStyle") or self._styles.default
        self._outer = self._styles.look(style, of_paragraph=True)
        holders = [properties, *(child_of(element, "pPr") for element in self._styles.chain(style))]
        shadings = (child_of(holder, "shd") for holder in holders)
        fills = (fill_of(shading) for shading in shadings if shading is not None)
        self._ground = next((fill for fill in fills if fill), ground)
        self._walk(paragraph, "", 0)
        return self._inline

    def _walk(self, element: Any, why: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise RecursionError
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child, why, depth)
            elif name in OUT or not name:
                continue
            elif name in DELETED:
                self._walk(child, why or DELETED[name], depth + 1)
            elif name == "sdt":
                self._control(child, why, depth)
            elif name == "AlternateContent":
                self._walk(chosen(child), why, depth + 1)
            elif name == "fldSimple" and (attribute(child, "instr") or "").strip().upper().startswith("TOC"):
                continue
            elif name == "t":
                self._add(child.text or "", why, self._outer)
            else:
                before, after = AROUND.get(name, ("", "")) if "math" in child.tag else ("", "")
                self._add(before, why, self._outer)
                self._walk(child, why, depth + 1)
                self._add(after, why, self._outer)

    def _control(self, element: Any, why: str, depth: int) -> None:
        state = control_state(child_of(element, "sdtPr"))
        if state is None:
            content = child_of(element, "sdtContent")
            self._walk(content if content is not None else (), why, depth + 1)
        else:
            self._add(state, why, self._outer)

    def _run(self, run: Any, why: str, depth: int) -> None:
        look = look_of(child_of(run, "rPr"))
        if look.style:
            look = look.over(self._styles.look(look.style))
        look = look.over(self._outer)
        reason = why or unseen(look, None if self._ground == "" else self._ground)
        if self._ground == "" and reason.endswith("colour"):
            reason = ""
        for child in run:
            name = local(child)
            if name in ("t", "delText"):
                self._add(_raised(child.text or "", look), reason or ("deleted" if name == "delText" else ""), look)
            elif name in BREAKS:
                kind = attribute(child, "type") if name == "br" else None
                self._inline.breaks_page |= kind == "page"
                self._add("" if kind == "column" else BREAKS[name], reason, NO_LOOK)
            elif name == "sym":
                self._add(symbol(attribute(child, "char"), attribute(child, "font")), reason, look)
            elif name == "fldChar":
                shown = self.fields.mark(child)
                self._add(shown, reason, look)
            elif name == "instrText":
                self.fields.instruct(child.text or "")
            elif name in ("footnoteReference", "endnoteReference") and not reason:
                self._inline.notes.add((name.removesuffix("Reference"), attribute(child, "id") or ""))
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._anchored(child, reason)
            elif name not in OUT and len(child):
                self._walk(child, reason, depth + 1)

    def _add(self, text: str, why: str, look: Look) -> None:
        if not text or self.fields.in_code:
            return
        self.fields.show(text)
        if look.font and text.strip():
            text = "".join(symbol(f"{ord(char):x}", look.font) for char in text) if is_symbol_font(look.font) else text
        self._inline.pieces.append((text, why))
        if not why and text.strip():
            self._inline.size = self._inline.size or (look.size or 0.0) / 2
            self._inline.weights.append((len(text), bool(look.bold)))

    def _anchored(self, element: Any, why: str) -> None:
        """Take note of text boxes, diagrams and embedded files in a drawing."""
        waiting = [element]
        while waiting:
            here = waiting.pop()
            name = local(here)
            if name == "AlternateContent":
                waiting.append(chosen(here))
                continue
            if name in ("txbxContent", "txBody", "relIds", "chart"):
                self._inline.boxes.append((here, why or off_sight(here)))
                continue
            if name == "textpath":  # WordArt
                self._add(here.get("string") or "", why or off_sight(here), NO_LOOK)
            if name == "OLEObject":
                self._inline.objects.append(here.get("ProgID") or "")
            waiting.extend(reversed(here))


def _raised(text: str, look: Look) -> str:
    """Return digits of a superscript run as superscripts: a footnote mark must not look like a figure."""
    return text.strip().translate(SUPERSCRIPTS) if look.raised and text.strip().isdecimal() else text
