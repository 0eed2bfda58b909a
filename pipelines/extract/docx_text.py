"""Text and standing of one Word paragraph: what a reader sees, with its style's heading level, size and weight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

_OUT = """
del delText moveFrom instrText delInstrText commentReference annotationRef rt Fallback pPr rPr sdtPr sectPr
"""
OUT = frozenset(_OUT.split())
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MAX_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; size in points (0 unknown), breaks inside it as line feeds."""

    text: str
    heading_level: int = 0
    size: float = 0.0
    bold: bool = False
    is_item: bool = False
    is_contents: bool = False


class Styles:
    """Looks up what a paragraph style means, through the styles that it is based on."""

    def __init__(self, word: WordDocument) -> None:
        self._styles: dict[str, Any] = {}
        self.default: str | None = None
        try:
            elements = word.styles.element.iter(qn("w:style"))
        except (KeyError, AttributeError):
            return  # no styles part
        for element in elements:
            style_id = element.get(qn("w:styleId")) or ""
            self._styles[style_id] = element
            if element.get(qn("w:default")) in ("1", "true") and element.get(qn("w:type")) == "paragraph":
                self.default = style_id

    def chain(self, style_id: str | None) -> list[Any]:
        """Return the style's element and those it is based on, nearest first."""
        found: list[Any] = []
        while style_id in self._styles and len(found) < 20:
            element = self._styles[style_id]
            found.append(element)
            style_id = _value(element, "w:basedOn")
        return found


def local(element: Any) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def visible(element: Any) -> bool:
    """Whether a table row or run is neither hidden nor deleted."""
    for name in ("w:rPr/w:vanish", "w:trPr/w:del", "w:trPr/w:hidden"):
        outer, inner = name.split("/")
        mark = element.find(f"{qn(outer)}/{qn(inner)}")
        if mark is not None and mark.get(qn("w:val")) not in ("0", "false"):
            return False
    return True


def paragraphs_of(element: Any, styles: Styles) -> Iterator[Paragraph]:
    """Yield the paragraph and, after it, those of the text boxes anchored in it, each once."""
    boxes: list[Any] = []
    text = "".join(_texts(element, boxes, 0))
    if text.strip():
        yield _paragraph(element, text, styles)
    for box in boxes:
        for inner in box.iter(qn("w:p")):
            if next(inner.iterancestors(qn("w:txbxContent")), None) is box:
                yield from paragraphs_of(inner, styles)


def _texts(element: Any, boxes: list[Any], depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise RecursionError
    for child in element:
        name = local(child)
        if name in OUT or (name == "r" and not visible(child)):
            continue
        if name == "txbxContent":
            boxes.append(child)
        elif name == "t":
            yield _raised(child, child.text or "")
        elif name in BREAKS:
            yield "" if name == "br" and child.get(qn("w:type")) == "column" else BREAKS[name]
        elif name == "checkBox" or (name == "checkbox" and "2010" in str(child.tag)):
            continue
        elif name == "sym":
            yield _symbol(child)
        else:
            yield from _texts(child, boxes, depth + 1)


def _raised(element: Any, text: str) -> str:
    """Return digits of a superscript run as superscripts: a footnote mark must not look like a figure."""
    align = element.getparent().find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    if align is not None and align.get(qn("w:val")) == "superscript" and text.strip().isdigit():
        return text.strip().translate(SUPERSCRIPTS)
    return text


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(qn("w:char")) or "", 16)
    except ValueError:
        return ""
    if code in (0xF0FE, 0xF052, 0xFE, 0x52):
        return "☑"
    if code in (0xF0A8, 0xF06F, 0xF0A3, 0xA8, 0x6F, 0xA3):
        return "☐"
    return chr(code) if code < 0xE000 else "•"


def _paragraph(element: Any, text: str, styles: Styles) -> Paragraph:
    properties = element.find(qn("w:pPr"))
    style_id = _value(properties, "w:pStyle") if properties is not None else None
    chain = styles.chain(style_id or styles.default)
    names = [(_value(style, "w:name") or "").lower() for style in chain]
    holders = [properties, *(style.find(qn("w:pPr")) for style in chain)]
    level = _level(names, holders)
    numbering = next((n for h in holders if h is not None and (n := h.find(qn("w:numPr"))) is not None), None)
    numbered = numbering is not None and _value(numbering, "w:numId") != "0"
    in_list = numbered or any(name.startswith(("list bullet", "list number")) for name in names[:1])
    return Paragraph(
        text,
        level,
        _size(element, chain),
        _is_bold(element, chain),
        in_list and not level,
        any(re.match(r"toc (?:\d|heading)|table of figures", name) for name in names[:1]),
    )


def _level(names: list[str], holders: list[Any]) -> int:
    for name in names:
        if match := re.match(r"(?:heading|überschrift|titre|título) (\d)", name):
            return min(int(match[1]), 6)
        if name in ("title", "subtitle"):
            return 1 if name == "title" else 2
    for holder in holders:
        if holder is not None and (outline := _value(holder, "w:outlineLvl")) is not None and outline.isdigit():
            return int(outline) + 1 if int(outline) < 6 else 0
    return 0


def _size(element: Any, chain: list[Any]) -> float:
    runs = [
        _value(run.find(qn("w:rPr")), "w:sz") for run in element.iter(qn("w:r")) if run.find(qn("w:rPr")) is not None
    ]
    styled = [_value(style.find(qn("w:rPr")), "w:sz") for style in chain if style.find(qn("w:rPr")) is not None]
    found = next((size for size in [*runs[:1], *styled] if size and size.isdigit()), None)
    return int(found) / 2 if found else 0.0


def _is_bold(element: Any, chain: list[Any]) -> bool:
    styled = any(_is_on(style.find(qn("w:rPr"))) for style in chain)
    weights = [
        (len("".join(t.text or "" for t in run.iter(qn("w:t")))), _is_on(run.find(qn("w:rPr")), styled))
        for run in element.iter(qn("w:r"))
    ]
    total = sum(length for length, _ in weights)
    return total > 0 and sum(length for length, bold in weights if bold) > 0.6 * total


def _is_on(properties: Any, default: bool = False) -> bool:
    mark = properties.find(qn("w:b")) if properties is not None else None
    return default if mark is None else mark.get(qn("w:val")) not in ("0", "false", "off")


def _value(element: Any, name: str) -> str | None:
    child = element.find(qn(name)) if element is not None else None
    return child.get(qn("w:val")) if child is not None else None
