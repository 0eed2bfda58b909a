"""Whether a reader of a web page can see an element's text: by its style, its attributes, its ground."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

SAME_COLOUR = 24  # of 255, in each of red, green and blue: nearer than this no eye parts letters and ground
OFF_SCREEN_PIXELS = 500
MIN_OPACITY = 0.05
NAMES = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255), "whitesmoke": (245, 245, 245), "yellow": (255, 255, 0), "red": (255, 0, 0),
    "blue": (0, 0, 255), "green": (0, 128, 0), "navy": (0, 0, 128), "grey": (128, 128, 128), "gray": (128, 128, 128),
}  # fmt: skip
_HIDING_CLASSES = """
hidden is-hidden d-none hide display-none invisible sr-only visually-hidden visuallyhidden screen-reader-text
screen-reader-only offscreen off-screen u-hidden noshow
"""
HIDING_CLASSES = frozenset(_HIDING_CLASSES.split())
COLOURED = frozenset(["font", "td", "th", "tr", "table", "body"])  # by attributes of their own
MEANING = frozenset(["del", "s", "strike", "b", "strong", "th"])
LENGTH = re.compile(r"^(-?\d*\.?\d+)(px|pt|em|rem|%|vw|vh|in|cm|mm)?$")
PIXELS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "%": 10.0, "vw": 10.0, "vh": 10.0, "in": 96.0, "cm": 38.0}
CLIPPED = re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%|circle\(0|polygon\(0 0(?:, ?0 0)+\)")

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Sight:
    """How text at a place of the tree is shown; `why` says why it cannot be seen, "" where it can."""

    why: str = ""
    colour: Colour | None = (0, 0, 0)  # None: not known
    ground: Colour | None = (255, 255, 255)  # None: a picture or an unknown colour
    tiny: bool = False
    invisible: bool = False
    indented: bool = False
    struck: bool = False
    bold: bool = False

    @property
    def reason(self) -> str:
        """Why text here cannot be seen."""
        if self.why:
            return self.why
        if self.invisible or self.indented:
            return "hidden by the page's style"
        if self.tiny:
            return "too small to read"
        if self.struck:
            return "struck out"
        near = self.colour and self.ground and zip(self.colour, self.ground, strict=True)
        return "in letters of the ground's colour" if near and all(abs(a - b) < SAME_COLOUR for a, b in near) else ""


def enter(outer: Sight, element: Any, declared: Mapping[str, str], reachable: bool) -> Sight:
    """Return how the text of an element inside `outer` is shown.

    Args:
        outer: How it is shown around the element.
        element: The element.
        declared: What the page's style says of it.
        reachable: Whether something on the page opens it, as a tab or a folded section.
    """
    if not declared and not element.attrib and element.tag not in MEANING:
        return outer
    sight = outer
    if not outer.why and not reachable and (why := _hidden(element, declared)):
        sight = replace(sight, why=why)
    changes: dict[str, Any] = {}
    if element.tag in ("del", "s", "strike"):
        changes["struck"] = True
    if element.tag in ("b", "strong", "th") and not outer.bold:
        changes["bold"] = True
    if declared or element.tag in COLOURED:
        changes |= _declared(outer, element, declared, reachable)
    return replace(sight, **changes) if changes else sight


def _declared(outer: Sight, element: Any, declared: Mapping[str, str], reachable: bool) -> dict[str, Any]:
    """Return what changes by the page's style."""
    changes: dict[str, Any] = {}
    if visibility := declared.get("visibility"):
        changes["invisible"] = visibility in ("hidden", "collapse") and not reachable
    if (size := pixels(declared.get("font-size"))) is not None:
        changes["tiny"] = size <= 1.5 and not (declared["font-size"].endswith(("em", "%")) and size > 0)
    if (indent := pixels(declared.get("text-indent"))) is not None:
        changes["indented"] = indent <= -OFF_SCREEN_PIXELS
    if "line-through" in (declared.get("text-decoration") or declared.get("text-decoration-line") or ""):
        changes["struck"] = True
    if (weight := declared.get("font-weight")) is not None:
        changes["bold"] = weight in ("bold", "bolder", "600", "700", "800", "900")
    if (colour := declared.get("color") or (element.get("color") if element.tag == "font" else None)) is not None:
        changes["colour"] = outer.colour if colour == "inherit" else colour_of(colour)
        if colour == "transparent":
            changes["invisible"] = True
    ground = declared.get("background-color") or declared.get("background") or element.get("bgcolor")
    pictured = declared.get("background-image", "none") not in ("none", "initial", "unset")
    if pictured or "url(" in (declared.get("background") or "") or element.get("background"):
        changes["ground"] = None
    elif ground and ground not in ("transparent", "none", "inherit", "initial", "unset", "0"):
        changes["ground"] = colour_of(ground.split()[0] if not ground.startswith("rgb") else ground)
    return changes


def _hidden(element: Any, declared: Mapping[str, str]) -> str:
    """Return why an element with all that is in it cannot be seen."""
    if declared.get("display") == "none":
        return "hidden by the page's style"
    if element.get("hidden") not in (None, "until-found") or element.get("aria-hidden") == "true":
        return "marked as hidden"
    shown = "display" in declared or "visibility" in declared
    if not shown and HIDING_CLASSES & set((element.get("class") or "").lower().split()):
        return "marked as hidden"
    if not declared:
        return ""
    try:
        faint = float(declared.get("opacity", "1").rstrip("%")) < MIN_OPACITY
    except ValueError:
        faint = False
    away = any(
        (place := pixels(declared.get(side))) is not None and place <= -OFF_SCREEN_PIXELS
        for side in ("left", "top", "right")
    )
    if faint or away or CLIPPED.search(declared.get("clip", "") + " " + declared.get("clip-path", "")):
        return "hidden by the page's style"
    return ""


def pixels(text: str | None) -> float | None:
    """Return a length in pixels, about; None where it is none."""
    match = LENGTH.match(text or "")
    return float(match[1]) * PIXELS.get(match[2] or "px", 1.0) if match else None


def colour_of(text: str) -> Colour | None:
    """Return a colour, None for one that is not known."""
    text = text.strip().lower()
    if match := re.fullmatch(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?", text):
        red, green, blue = bytes.fromhex(match[1])
        return red, green, blue
    if match := re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?", text):
        red, green, blue = (17 * int(digit, 16) for digit in match.groups())
        return red, green, blue
    if match := re.match(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", text):
        red, green, blue = (min(int(part), 255) for part in match.groups())
        return red, green, blue
    return NAMES.get(text)
