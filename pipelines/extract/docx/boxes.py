"""Text boxes of a Word document: which of their two drawings is read, and whether a reader can see them."""

import re
from collections.abc import Iterator
from typing import Any

from pipelines.extract.package import attribute, local

LEFT, RIGHT = -5_000_000, 25_000_000  # English Metric Units: 14 cm before and 69 cm behind the edge of a page
AWAY = re.compile(r"(?:margin-left|margin-top|left|top):-\d{4,}")
LARGE = 4_000_000  # English Metric Units, 11 cm: a picture of this size and more may lie behind letters


def chosen(alternates: Any) -> Any:
    """Return the branch that a reader of today sees: the first choice, the fallback where that holds no words."""
    branches = [child for child in alternates if local(child) in ("Choice", "Fallback")]
    full = (
        branch for branch in branches if next(branch.iter("{*}t", "{*}p", "{*}relIds", "{*}chart"), None) is not None
    )
    return next(full, branches[0] if branches else ())


def off_sight(box: Any) -> str:
    """Return why a text box cannot be seen: hidden, or placed off the page; "" where it can."""
    for outer in box.iterancestors("{*}anchor", "{*}inline", "{*}shape"):
        for child in outer:
            if local(child) == "docPr" and child.get("hidden") in ("1", "true"):
                return "in hidden boxes"
        style = (outer.get("style") or "").replace(" ", "").lower()
        if "visibility:hidden" in style:
            return "in hidden boxes"
        if AWAY.search(style):
            return "in boxes off the page"
        for offset in outer.iter("{*}posOffset"):
            digits = (offset.text or "").strip()
            if digits.lstrip("-").isdecimal() and not LEFT < int(digits[:12]) < RIGHT:
                return "in boxes off the page"
    return ""


def paragraphs_in(box: Any) -> Iterator[Any]:
    """Yield the paragraphs of a text box or diagram part, those of boxes inside it left to them."""
    for inner in box.iter("{*}p"):
        if next(inner.iterancestors("{*}txbxContent", "{*}txBody"), box) is box:
            yield inner


def ground_of(box: Any) -> str | None:
    """Return the colour that a text box lays behind its letters; None for paper, "" where it is not known."""
    for outer in box.iterancestors("{*}wsp", "{*}shape", "{*}rect", "{*}roundrect", "{*}sp"):
        if local(outer) in ("shape", "rect", "roundrect"):
            return "" if outer.get("filled") not in ("f", "false") and outer.get("fillcolor") else None
        for properties in outer:
            if local(properties) != "spPr":
                continue
            for fill in properties:
                if local(fill) == "solidFill":
                    return next((attribute(c, "val") or "" for c in fill if local(c) == "srgbClr"), "")
                if local(fill) in ("gradFill", "blipFill", "pattFill", "grpFill"):
                    return ""
                if local(fill) == "noFill":
                    return None
        return ""  # the shape's style decides
    return None


def has_backdrop(element: Any) -> bool:
    """Whether a large drawing lies behind the text: white letters on it may well be seen."""
    for anchor in element.iter("{*}anchor"):
        extent = next((child for child in anchor if local(child) == "extent"), None)
        sides = [(extent.get(side) or "0") if extent is not None else "0" for side in ("cx", "cy")]
        if anchor.get("behindDoc") in ("1", "true") and all(s.isdecimal() and int(s) >= LARGE for s in sides):
            return True
    return False
