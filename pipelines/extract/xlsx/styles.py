"""What a workbook's styles say of a cell: its number format, and whether its letters can be seen at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pipelines.extract.package import Package, attribute, is_on, local
from pipelines.extract.xlsx.formats import BUILT_IN

MIN_SIZE = 1.5  # points: smaller letters are not there to be read
SAME_COLOUR = 24  # of 255, in each of red, green and blue: nearer than this no eye parts letters and ground
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
UNKNOWN = (-999, -999, -999)  # near no colour
SYSTEM = {"64": BLACK, "65": WHITE}  # of the reader's screen
THEME_NAMES = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"),
    *("hlink", "folHlink"),
)
INDEXED = """
000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF
800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333
"""
PALETTE = INDEXED.split()  # section 18.8.27 of the standard

T = TypeVar("T")
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Font:
    """How letters look; `colour` None where the reader's program decides, which is black."""

    size: float = 0.0
    bold: bool = False
    struck: bool = False
    colour: Colour | None = None

    def unseen(self, ground: Colour | None) -> bool:
        """Whether letters on this ground (None: paper) are too small or too near in colour to be seen."""
        pairs = zip(self.colour or BLACK, ground or WHITE, strict=True)
        return 0 < self.size < MIN_SIZE or all(abs(a - b) < SAME_COLOUR for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks; `ground` is its fill, None for paper, UNKNOWN where it cannot be told."""

    code: str = "General"
    font: Font = Font()
    ground: Colour | None = None


class Styles:
    """The cell styles of a workbook, by the number that cells use."""

    def __init__(self, package: Package, part: str | None, theme: str | None) -> None:
        self._theme = _theme(package.root(theme) if theme else None)
        root = package.root(part) if part else None
        groups = {local(group): group for group in root} if root is not None else {}
        codes = dict(BUILT_IN)
        for element in groups.get("numFmts", ()):
            codes[_int(element.get("numFmtId"))] = element.get("formatCode") or "General"
        fonts = [self.font(element) for element in groups.get("fonts", ()) if local(element) == "font"]
        grounds = [self._ground(element) for element in groups.get("fills", ()) if local(element) == "fill"]
        self._styles = [
            Style(
                codes.get(_int(element.get("numFmtId")), "General"),
                _at(fonts, element.get("fontId"), Font()),
                _at(grounds, element.get("fillId"), None),
            )
            for element in groups.get("cellXfs", ())
            if local(element) == "xf"
        ]

    def __getitem__(self, number: str | None) -> Style:
        """Return the style that a cell's attribute names."""
        return _at(self._styles, number or "0", Style())

    def font(self, element: Any) -> Font:
        """Return what a `font` or a run's `rPr` says."""
        size, bold, struck, colour = 0.0, False, False, None
        for child in element:
            name = local(child)
            if name == "sz":
                size = _float(child.get("val"))
            elif name in ("b", "strike"):
                on = child.get("val") is None or is_on(child.get("val"))
                bold, struck = (on, struck) if name == "b" else (bold, on)
            elif name == "color":
                colour = self._colour(child)
        return Font(size, bold, struck, colour)

    def _ground(self, element: Any) -> Colour | None:
        for pattern in element:
            kind = pattern.get("patternType") or "none"
            if local(pattern) == "patternFill" and kind in ("none", "solid"):
                front = next((child for child in pattern if local(child) == "fgColor"), None)
                return None if kind == "none" or front is None else self._colour(front) or UNKNOWN
            return UNKNOWN  # two colours, or one that passes into another
        return None

    def _colour(self, element: Any) -> Colour | None:
        rgb, theme, indexed = element.get("rgb"), element.get("theme"), element.get("indexed")
        found = None
        if rgb:
            found = _rgb(rgb[-6:])
        elif theme is not None:
            found = _at(self._theme, theme, None)
        elif indexed is not None:
            found = SYSTEM.get(indexed) or _rgb(_at(PALETTE, indexed, ""))
        tint = _float(element.get("tint"))
        if found is None or not tint:
            return found
        goal = 255 if tint > 0 else 0
        red, green, blue = (round(part + (goal - part) * min(abs(tint), 1.0)) for part in found)
        return red, green, blue


def _theme(root: Any) -> list[Colour | None]:
    schemes = [element for element in root.iter() if local(element) == "clrScheme"] if root is not None else []
    found: dict[str, Colour | None] = {"lt1": WHITE, "dk1": BLACK}
    for scheme in schemes[:1]:
        for slot in scheme:
            for child in slot:
                found[local(slot)] = _rgb(attribute(child, "lastClr") or attribute(child, "val") or "")
    return [found.get(name) for name in THEME_NAMES]


def _rgb(text: str) -> Colour | None:
    try:
        number = int(text, 16) if len(text) == 6 else -1
    except ValueError:
        return None
    return (number >> 16, number >> 8 & 255, number & 255) if number >= 0 else None


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _float(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _at(items: Sequence[T], number: str | None, default: T) -> T:
    index = _int(number)
    return items[index] if index < len(items) else default
