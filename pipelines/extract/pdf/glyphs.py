"""Glyphs of a PDF page in columns, whichever engine read them, and the words that they make."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Word = dict[str, Any]  # text, x0, top, x1, bottom (points), size, fontname, after_space

UNKNOWN = "\ufffd"  # stands for a glyph that its font maps to no letter
WORD_GAP_EMS = 0.15  # a word space is about .25 of the size, a kerned letter gap under .1
LEVEL_POINTS = 2.0  # glyphs of one word stand this level
MIN_MEAN_WORD = 2.5  # letters
DESCENT = 0.21  # of the size, from the baseline to a box's bottom: about that of most fonts
TWIN_SHARE, TWIN_POINTS, TWIN_DROP = 0.2, 4.0, 1.0  # a twin's shift: of the glyph's width, at most, and up or down
SHADOW_EMS = 0.3  # a word's shadow is nearer
ASKEW = 2.0  # degrees: scans and the text laid over them are no straighter
RIGHT_TO_LEFT = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))


class Style(NamedTuple):
    """How glyphs are set; the direction in whole degrees counter-clockwise as the page is shown."""

    font: str
    size: float  # points
    direction: int


@dataclass(slots=True)
class Glyphs:
    """Glyphs in the order of the file, without spaces; places are points from the top left of the page as shown."""

    codes: NDArray[np.int32]  # (n,) code points
    boxes: NDArray[np.float64]  # (n, 4): x0, top, x1, bottom
    spaced: NDArray[np.bool_]  # (n,) whether the file writes a space before it
    part: NDArray[np.int32]  # (n,) which text object drew it
    style: NDArray[np.int32]  # (n,) place in `styles`
    styles: list[Style]

    def where(self, kept: NDArray[np.bool_]) -> "Glyphs":
        """Return the glyphs kept; a space before one left out goes to the next."""
        if kept.all():
            return self
        spaces = np.cumsum(self.spaced)[kept]
        spaced = np.diff(spaces, prepend=0) > 0
        return Glyphs(self.codes[kept], self.boxes[kept], spaced, self.part[kept], self.style[kept], self.styles)

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def text(self) -> str:
        """One character a glyph."""
        return self.codes.astype("<u4").tobytes().decode("utf-32-le", errors="replace")


def direction_of(a: float, b: float) -> int:
    """Return where a writing whose matrix begins with a and b goes, in whole degrees counter-clockwise.

    What is askew by two degrees or less counts as level or upright.
    """
    angle = math.degrees(math.atan2(b, a)) % 360
    right = round(angle / 90) * 90
    return (right if abs(angle - right) <= ASKEW else round(angle)) % 360


def turn(boxes: NDArray[np.float64], direction: int, width: float, height: float) -> NDArray[np.float64]:
    """Turn boxes (n, 4) so that writing in that direction reads from left to right (width, height: the page's)."""
    x0, top, x1, bottom = boxes.T
    if direction == 180:
        return np.column_stack((width - x1, height - bottom, width - x0, height - top))
    if direction == 90:  # a quarter turn clockwise
        return np.column_stack((height - bottom, x0, height - top, x1))
    if direction == 270:
        return np.column_stack((top, width - x1, bottom, width - x0))
    return boxes


def turn_slanted(
    boxes: NDArray[np.float64], sizes: NDArray[np.float64], direction: int, width: float, height: float
) -> NDArray[np.float64]:
    """Turn the boxes (n, 4) around slanted glyphs about the page's middle, as wide and high as the glyphs are."""
    angle = math.radians(direction)
    sine, cosine = math.sin(angle), math.cos(angle)
    x0, top, x1, bottom = boxes.T
    x, y = (x0 + x1) / 2 - width / 2, (top + bottom) / 2 - height / 2
    middle, level = x * cosine - y * sine + width / 2, x * sine + y * cosine + height / 2
    flat = abs(cosine) > abs(sine)  # a box around a slanted glyph is as wide as its sides cast their shadows
    side, along, across = ((x1 - x0), cosine, sine) if flat else ((bottom - top), sine, cosine)
    advance = np.maximum((side - sizes * abs(across)) / abs(along), 0.1)
    return np.column_stack((middle - advance / 2, level - sizes / 2, middle + advance / 2, level + sizes / 2))


def turn_back(
    box: tuple[float, float, float, float], direction: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """Turn a box of writing made level by `turn` back onto the page."""
    x0, top, x1, bottom = box
    if direction == 0:
        return box
    if direction == 180:
        return width - x1, height - bottom, width - x0, height - top
    if direction == 90:
        return top, height - x1, bottom, height - x0
    if direction == 270:
        return width - bottom, x0, width - top, x1
    angle = math.radians(direction)
    sine, cosine = math.sin(angle), math.cos(angle)
    corners = [(x - width / 2, y - height / 2) for x in (x0, x1) for y in (top, bottom)]
    xs = [x * cosine + y * sine + width / 2 for x, y in corners]
    ys = [y * cosine - x * sine + height / 2 for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def words_by_direction(glyphs: Glyphs, width: float, height: float) -> dict[int, list[Word]]:
    """Return the words of each direction in the frame in which they read."""
    directions = np.array([style.direction for style in glyphs.styles], dtype=np.int32)[glyphs.style]
    words: dict[int, list[Word]] = {}
    for direction in sorted({int(d) for d in np.unique(directions)}):
        group = glyphs.where(directions == direction)
        if direction % 90:
            sizes = np.array([style.size for style in group.styles])[group.style]
            group.boxes = turn_slanted(group.boxes, sizes, direction, width, height)
        else:
            group.boxes = turn(group.boxes, direction, width, height)
        words[direction] = words_of(group)
    return words


def words_of(glyphs: Glyphs) -> list[Word]:
    """Return words with their font and size; a change of either parts a word.

    Glyphs are taken as the file writes them, since sorting them by place laces close lines together; only where
    that breaks words apart (scattered writing, right-to-left script) are they sorted.
    """
    glyphs = glyphs.where(~_twins(glyphs))
    if not _is_between(glyphs.codes, RIGHT_TO_LEFT).any():
        words = _words(glyphs)
        if len(glyphs) >= MIN_MEAN_WORD * len(words):
            return without_shadows(words)
    return without_shadows(_words(_by_place(glyphs)))


def _by_place(glyphs: Glyphs) -> Glyphs:
    """Sort glyphs by line and from left to right.

    A space before a letter that is read leftward stands where the wider gap is: on its right where the file writes as
    people read, on its left where it writes as the page shows; where both directions meet gaps alone tell.
    """
    top = glyphs.boxes[:, 1]
    order = np.argsort(top, kind="stable")
    rows = np.zeros(len(glyphs), dtype=np.int64)
    rows[order[1:]] = np.cumsum(np.diff(top[order]) > LEVEL_POINTS)
    leftward = _is_between(glyphs.codes, RIGHT_TO_LEFT)
    turn = np.where(leftward, -1, 1) * np.arange(len(glyphs))  # the letters of a ligature share one place
    order = np.lexsort((turn, glyphs.boxes[:, 0], rows))
    rightward = _is_between(glyphs.codes, ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F)))
    follows = np.append(False, rightward[:-1])
    spaced = (glyphs.spaced & (~leftward.any() | (rightward & follows)))[order]
    gaps = np.full(len(glyphs) + 1, -np.inf)  # before each glyph, and after the last
    x0, x1 = glyphs.boxes[order, 0], glyphs.boxes[order, 2]
    gaps[1:-1] = np.where(rows[order][1:] == rows[order][:-1], x0[1:] - x1[:-1], -np.inf)
    apart = (glyphs.spaced & leftward)[order]
    on_right = apart & (gaps[1:] >= gaps[:-1])
    spaced[1:] |= on_right[:-1]
    spaced |= apart & ~on_right
    return Glyphs(
        glyphs.codes[order], glyphs.boxes[order], spaced, glyphs.part[order], glyphs.style[order], glyphs.styles
    )


def _is_between(codes: NDArray[np.int32], ranges: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    found = np.zeros(len(codes), dtype=np.bool_)
    for low, high in ranges:
        found |= (codes >= low) & (codes <= high)
    return found


def _words(glyphs: Glyphs) -> list[Word]:
    count = len(glyphs)
    if not count:
        return []
    x0, top, x1, bottom = glyphs.boxes.T
    sizes = np.array([style.size for style in glyphs.styles])[glyphs.style]
    starts = np.ones(count, dtype=np.bool_)
    starts[1:] = (
        glyphs.spaced[1:]
        | (glyphs.style[1:] != glyphs.style[:-1])
        | (x0[1:] < x0[:-1])
        | (x0[1:] > x1[:-1] + WORD_GAP_EMS * sizes[:-1])
        | (np.abs(top[1:] - top[:-1]) > LEVEL_POINTS)
    )
    places = np.flatnonzero(starts)
    text = glyphs.text
    columns = zip(
        places.tolist(),
        [*places[1:].tolist(), count],
        x0[places].tolist(),
        np.minimum.reduceat(top, places).tolist(),
        np.maximum.reduceat(x1, places).tolist(),
        np.maximum.reduceat(bottom, places).tolist(),
        glyphs.style[places].tolist(),
        glyphs.spaced[places].tolist(),
        strict=True,
    )
    return [
        {
            "text": text[first:last],
            "x0": left,
            "top": upper,
            "x1": right,
            "bottom": lower,
            "size": glyphs.styles[style].size,
            "fontname": glyphs.styles[style].font,
            "after_space": spaced,
        }
        for first, last, left, upper, right, lower, style, spaced in columns
    ]


def _twins(glyphs: Glyphs) -> NDArray[np.bool_]:
    """Say of each glyph whether it is drawn a second time to look bold: the same one, hardly moved.

    The letters into which a ligature was parted share one box and are no twins.
    """
    count = len(glyphs)
    twin = np.zeros(count, dtype=np.bool_)
    if count < 2:
        return twin
    x0, _, x1, bottom = glyphs.boxes.T
    near = np.minimum(TWIN_SHARE * np.maximum(x1 - x0, 1.0), TWIN_POINTS)
    sizes = np.array([style.size for style in glyphs.styles])[glyphs.style]
    codes = glyphs.codes
    for shift in (0.0, TWIN_DROP):  # of two overlapping grids of rows one holds both twins
        rows = np.floor((bottom + shift) / (2 * TWIN_DROP)).astype(np.int64)
        order = np.lexsort((x0, rows, codes))
        a, b = order[:-1], order[1:]
        same = (codes[a] == codes[b]) & (rows[a] == rows[b])
        close = same & (np.abs(x0[b] - x0[a]) < near[b]) & (np.abs(bottom[b] - bottom[a]) < TWIN_DROP)
        close &= np.abs(sizes[a] - sizes[b]) < near[b]
        close &= ~((np.abs(a - b) == 1) & (glyphs.part[a] == glyphs.part[b]) & (x0[a] == x0[b]) & (x1[a] == x1[b]))
        twin[np.maximum(a, b)[close]] = True
    return twin


def without_shadows(words: list[Word]) -> list[Word]:
    """Return the words without those drawn again a little aside, as a shadow or to look bold."""
    seen: dict[tuple[str, int, int], list[Word]] = {}
    kept: list[Word] = []
    for word in words:
        text = word["text"]
        if len(text) < 2:
            kept.append(word)
            continue
        size = word["size"]
        near = SHADOW_EMS * size
        grid = max(size, 1.0)
        x, y = int(word["x0"] // grid), int(word["bottom"] // grid)
        twins = (t for i in (-1, 0, 1) for j in (-1, 0, 1) for t in seen.get((text, x + i, y + j), ()))
        if any(
            abs(t["x0"] - word["x0"]) < near and abs(t["bottom"] - word["bottom"]) < near and t["size"] == size
            for t in twins
        ):
            continue
        seen.setdefault((text, x, y), []).append(word)
        kept.append(word)
    return kept
