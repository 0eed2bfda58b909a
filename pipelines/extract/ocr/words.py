"""Words, with their places, from what Tesseract writes of a page (hOCR)."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

Word = dict[str, Any]  # as layout takes them (text, x0, x1, top, bottom, size, fontname), with confidence, line, level

OCR_FONT = "ocr"
MIN_CONFIDENCE = 25.0  # per cent: words below are marks of drawings and of paper
CAP_HEIGHT = 0.72  # of the size
DESCENT = 0.21  # of the size, from the base line to a box's bottom: what layout expects of fonts
PLAUSIBLE_HEIGHT = (0.45, 1.35)  # of a line's box, times the size that Tesseract gives
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
BULLETS = {"e", "¢", "©", "®", "*", "«", "°", "·", "∙", "●", "■", "▪", "@", "+", "»>", ">", "¢e"}
BULLET_GAP = 0.45  # of the size, between a bullet and its text
SURE = 60.0  # per cent


def words_in(hocr: bytes, points: float) -> Iterator[Word]:
    """Yield the words of Tesseract's HTML, those of a line with one size and one base line."""
    tree = etree.fromstring(hocr, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    if tree is None:
        return
    for number, line in enumerate(tree.iterfind(".//{*}span[@id]")):
        title = line.get("title") or ""
        if "x_size" not in title:
            continue
        x0, top, right, bottom = _numbers(title, "bbox", 4)
        level = right - x0 >= bottom - top or len("".join(line.itertext()).split()) == 1
        slope, offset = _numbers(title, "baseline", 2)
        size = _size(title, bottom - top)
        found: list[Word] = []
        for piece in line.iterfind("{*}span"):
            text = "".join(piece.itertext()).strip().translate(LIGATURES)
            about = piece.get("title") or ""
            confidence = _numbers(about, "x_wconf", 1)[0]
            least = MIN_CONFIDENCE if any(map(str.isalnum, text)) else SURE
            if not text or confidence < least:
                continue
            left, up, end, down = _numbers(about, "bbox", 4)
            base = bottom + offset + slope * ((left + end) / 2 - x0)
            found.append(
                {
                    "text": text,
                    "x0": left * points,
                    "x1": end * points,
                    "top": (base - (1 - DESCENT) * size if level else up) * points,
                    "bottom": (base + DESCENT * size if level else down) * points,
                    "size": size * points,
                    "fontname": OCR_FONT,
                    "confidence": confidence,
                    "line": number,
                    "level": level,
                }
            )
        if len(found) > 1 and found[0]["text"] in BULLETS:
            gap = found[1]["x0"] - found[0]["x1"]
            if gap > BULLET_GAP * found[0]["size"]:
                found[0]["text"] = "•"
        yield from found


def _numbers(title: str, name: str, count: int) -> list[float]:
    found = re.search(rf"{name}((?: -?[\d.]+){{{count}}})", title)
    return [float(number) for number in found[1].split()] if found else [0.0] * count


def _size(title: str, height: float) -> float:
    """Return a line's size in pixels: Tesseract's, or for lines of which it knows none (figures alone) by height."""
    size = _numbers(title, "x_size", 1)[0]
    least, most = PLAUSIBLE_HEIGHT
    return size if size and least * size <= height <= most * size else height / CAP_HEIGHT
