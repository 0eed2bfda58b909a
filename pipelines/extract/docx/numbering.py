"""The numbers that Word writes before paragraphs by itself: they stand in no text, yet a reader sees "4.2 Training"."""

import re
from dataclasses import dataclass
from typing import Any

from pipelines.extract.docx.styles import child_of, is_set, value_of
from pipelines.extract.package import attribute, local

LEVELS = 9
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MAX_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, text ("%1.%2"), first number, and whether a higher level restarts it."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: bool = True
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """What stands before a paragraph: `text` ("4.2", "(a)", "" for a bullet) and how deep the list is, from 0."""

    text: str
    depth: int
    is_bullet: bool


class Numbering:
    """Counts the lists of a document in the order of its paragraphs."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int], dict[int, Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        links: dict[str, str] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                key = attribute(element, "abstractNumId") or ""
                self._levels[key] = _levels(element)
                if link := value_of(element, "styleLink"):
                    links[link] = key
        for element in root if root is not None else ():
            if local(element) == "abstractNum" and (link := value_of(element, "numStyleLink")) in links:
                self._levels[attribute(element, "abstractNumId") or ""] = self._levels[links[link or ""]]
            elif local(element) == "num":
                starts, changed = _overrides(element)
                self._lists[attribute(element, "numId") or ""] = (
                    value_of(element, "abstractNumId") or "",
                    starts,
                    changed,
                )

    def number(self, properties: Any, style_properties: list[Any], style_ids: list[str]) -> Number | None:
        """Return what Word writes before the next paragraph, None where it is in no list; the list counts on.

        Args:
            properties: The paragraph's `pPr`, None where it has none.
            style_properties: Those of its styles, nearest first.
            style_ids: Ids of its styles: a list's level may be tied to one.
        """
        list_id = depth = None
        for holder in [properties, *style_properties]:
            numbered = child_of(holder, "numPr")
            if numbered is not None:
                list_id = value_of(numbered, "numId") if list_id is None else list_id
                depth = value_of(numbered, "ilvl") if depth is None else depth
        if list_id is None or list_id not in self._lists:
            return None
        abstract, starts, changed = self._lists[list_id]
        levels = self._levels.get(abstract, {}) | changed
        if depth is None:
            tied = (level for level, kept in levels.items() if kept.style in style_ids)
            depth = str(next(tied, 0))
        deep = min(int(depth), LEVELS - 1) if depth.isdecimal() and len(depth) < 3 else 0
        return self._count(list_id, abstract, levels, starts, deep)

    def _count(
        self, list_id: str, abstract: str, levels: dict[int, Level], starts: dict[int, int], depth: int
    ) -> Number:
        level = levels.get(depth, Level())
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        if depth in starts and (list_id, depth) not in self._begun:
            counts[depth] = starts[depth]
        else:
            before = counts[depth]
            counts[depth] = level.start if before is None else before + 1
        self._begun.add((list_id, depth))
        for deeper in range(depth + 1, LEVELS):
            if levels.get(deeper, Level()).restarts:
                counts[deeper] = None
        if level.kind == "bullet":
            return Number("", depth, is_bullet=True)

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            kept = levels.get(place, Level())
            count = counts[place]
            return spelled(kept.start if count is None else count, "decimal" if level.legal else kept.kind)

        return Number(re.sub(r"%([1-9])", shown, level.text).strip(), depth, is_bullet=False)


def spelled(count: int, kind: str) -> str:
    """Return a count as a list writes it: 3, c, C, iii, III, 03."""
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(97 + (count - 1) % 26) * min((count - 1) // 26 + 1, 10)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < count <= MAX_ROMAN:
        text = ""
        for value, sign in (*ROMAN, *ROMAN_ONES):
            text += sign * (count // value)
            count %= value
        return text.upper() if kind == "upperRoman" else text
    if kind == "none":
        return ""
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def _levels(element: Any) -> dict[int, Level]:
    found = {}
    for child in element:
        if local(child) == "lvl":
            found[_int(attribute(child, "ilvl"), 0)] = _level(child)
    return found


def _level(element: Any) -> Level:
    legal = child_of(element, "isLgl")
    return Level(
        value_of(element, "numFmt") or "decimal",
        value_of(element, "lvlText") or "",
        _int(value_of(element, "start"), 1),
        value_of(element, "lvlRestart") != "0",
        legal is not None and is_set(attribute(legal, "val")),
        value_of(element, "pStyle"),
    )


def _overrides(element: Any) -> tuple[dict[int, int], dict[int, Level]]:
    starts: dict[int, int] = {}
    changed: dict[int, Level] = {}
    for override in element:
        if local(override) != "lvlOverride":
            continue
        depth = _int(attribute(override, "ilvl"), 0)
        if (start := value_of(override, "startOverride")) is not None:
            starts[depth] = _int(start, 1)
        if (level := child_of(override, "lvl")) is not None:
            changed[depth] = _level(level)
    return starts, changed


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default
