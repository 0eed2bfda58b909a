"""How the letters of a Word document look: size, weight and colour of a run by itself and by the styles behind it."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any

from pipelines.extract.package import attribute, local

MAX_STYLES = 20  # in a chain of styles, each based on the next
TINY_HALF_POINTS = 3.0
SAME_COLOUR = 24  # of 255, in each of red, green and blue: nearer than this no eye parts letters and ground
PAPER = "FFFFFF"
HIGHLIGHTS = {"black": "000000", "white": PAPER, "darkBlue": "000080", "blue": "0000FF", "yellow": "FFFF00"}
HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|titel|kop|rubrik|otsikko|nagłówek|overskrift|заголовок|标题|見出し) ?"
    r"(\d)"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What run properties say; None where they say nothing. Size in half points, colours as six hexadecimal digits."""

    hidden: bool | None = None
    struck: bool | None = None
    bold: bool | None = None
    raised: bool | None = None
    size: float | None = None
    colour: str | None = None
    ground: str | None = None
    font: str | None = None
    style: str | None = None

    def over(self, outer: "Look") -> "Look":
        """Return this look, with the outer one's word where it says nothing."""
        if outer is NO_LOOK:
            return self
        missing = {f.name: getattr(outer, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **missing)


NO_LOOK = Look()


def look_of(properties: Any) -> Look:
    """Return what an `rPr` (or a style's) says."""
    if properties is None or not len(properties):
        return NO_LOOK
    found: dict[str, Any] = {}
    for child in properties:
        name, value = local(child), attribute(child, "val")
        if name == "vanish":
            found["hidden"] = is_set(value)
        elif name in ("strike", "dstrike"):
            found["struck"] = is_set(value) or found.get("struck")
        elif name == "b":
            found["bold"] = is_set(value)
        elif name == "vertAlign":
            found["raised"] = value == "superscript"
        elif name == "sz":
            found["size"] = _float(value)
        elif name == "color":
            found["colour"] = value
        elif name == "highlight":
            found["ground"] = HIGHLIGHTS.get(value or "", "808080")
        elif name == "shd":
            found.setdefault("ground", fill_of(child))
        elif name == "rFonts":
            found["font"] = attribute(child, "ascii") or attribute(child, "hAnsi")
        elif name == "rStyle":
            found["style"] = value
        elif name == "textFill" and any(local(fill) == "noFill" for fill in child):
            found["hidden"] = True
    return Look(**found) if found else NO_LOOK


def is_set(value: str | None) -> bool:
    """Whether a toggle that is present is on."""
    return value not in ("0", "false", "off")


def fill_of(shading: Any) -> str | None:
    """Return the colour of a shading, None where it leaves the paper as it is."""
    fill, pattern = attribute(shading, "fill"), attribute(shading, "val")
    if pattern == "solid":
        fill = attribute(shading, "color")
    return fill if fill and fill != "auto" else None


def unseen(look: Look, ground: str | None) -> str:
    """Return why letters of this look on this ground cannot be seen, "" where they can; an automatic colour can."""
    if look.hidden:
        return "set as hidden"
    if look.struck:
        return "struck out"
    if look.size is not None and 0 < look.size <= TINY_HALF_POINTS:
        return "in letters too small to read"
    letters, behind = _rgb(look.colour), _rgb(look.ground or ground or PAPER)
    if letters and behind and all(abs(a - b) < SAME_COLOUR for a, b in zip(letters, behind, strict=True)):
        return "in letters of the ground's colour"
    return ""


def _rgb(text: str | None) -> tuple[int, ...] | None:
    if not text or not re.fullmatch("[0-9A-Fa-f]{6}", text):
        return None
    return tuple(bytes.fromhex(text))


def _float(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


class Styles:
    """Looks up what a style means, through the styles that it is based on."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._looks: dict[str | None, Look] = {}
        self.default: str | None = None
        self._document = NO_LOOK
        for element in root if root is not None else ():
            if local(element) == "docDefaults":
                self._document = look_of(next(element.iter("{*}rPr"), None))
            elif local(element) == "style":
                style_id = attribute(element, "styleId") or ""
                self._elements[style_id] = element
                if attribute(element, "default") in ("1", "true") and attribute(element, "type") == "paragraph":
                    self.default = style_id

    def chain(self, style_id: str | None) -> list[Any]:
        """Return the style's element and those it is based on, nearest first."""
        found: list[Any] = []
        while style_id in self._elements and len(found) < MAX_STYLES:
            element = self._elements[style_id]
            found.append(element)
            style_id = value_of(element, "basedOn")
        return found

    def look(self, style_id: str | None, of_paragraph: bool = False) -> Look:
        """Return the look that a style gives to its runs; a paragraph's style stands on the document's defaults."""
        key = style_id if of_paragraph else f"run {style_id}"
        if key not in self._looks:
            look = NO_LOOK
            for element in self.chain(style_id):
                look = look.over(look_of(child_of(element, "rPr")))
            self._looks[key] = look.over(self._document) if of_paragraph else look
        return self._looks[key]


def child_of(element: Any, name: str) -> Any:
    """Return the first child of that name, None where there is none."""
    return next((child for child in element if local(child) == name), None) if element is not None else None


def value_of(element: Any, name: str) -> str | None:
    """Return the `val` of the child of that name."""
    child = child_of(element, name)
    return attribute(child, "val") if child is not None else None


def heading_level(names: list[str], holders: list[Any]) -> int:
    """Return a paragraph's heading level, 1 to 6, 0 for none.

    Args:
        names: Names of its styles, lower case, nearest first.
        holders: The `pPr` of the paragraph and of its styles, nearest first.
    """
    for name in names:
        if match := HEADING.match(name):
            return min(int(match[1]), 6)
        if name in ("title", "subtitle"):
            return 1 if name == "title" else 2
    for holder in holders:
        outline = value_of(holder, "outlineLvl")
        if outline is not None and outline.isdecimal():
            return int(outline[:2]) + 1 if int(outline[:2]) < 6 else 0
    return 0
