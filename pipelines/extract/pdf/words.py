"""Line fragments from the words of a PDF page, whichever engine read them."""

import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from pipelines.extract.layout.drop_capitals import with_drop_capitals
from pipelines.extract.layout.fragments import (
    BARE_MARK,
    DISPLAY_SIZE,
    FRAGMENT_GAP_EMS,
    MARK_GAP_EMS,
    Fragment,
    is_display,
)
from pipelines.extract.pdf.glyphs import DESCENT, Word

TYPED_FONT = "(typed)"  # stands for the font of what people typed into fields and notes
CHANGE_GAP_EMS = 0.1  # words that only a change of font parted stand closer
SAME_FONT_GAP_EMS = 0.05
BASELINE_SHARE = 0.22  # of the size: print on one line may sit this far apart
MIN_SPACED_LETTERS = 2
MIN_SPACED_SHARE = 0.75  # of the line's words are single letters
CLOSING = frozenset(".,;:!?)\u2019\u201d")  # belong to the word before them
STEP = 8.0  # points
MIN_TYPED_LETTERS = 4
EVEN_GAP_EMS = 0.1
SPACED_WORD_GAP = 1.6  # a gap this many times the usual one is between words
MARK_SIZE = 0.85  # a footnote mark is smaller than this share of its word; browsers set it at five sixths
MAX_DROP = 0.45  # of the size: a subscript stands no lower, a line beside a large bullet may
NEAR_EMS = 0.6  # between a word and what is set above or below its line
TOUCH_EMS = 0.3  # between a figure for show and its mark
SUPERSCRIPTS = str.maketrans("0123456789abcdefghivx", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱᵛˣ")
LETTER_MARK = re.compile(r"^(?:[a-h](?:,[a-h])*|[ivx]{1,4}(?:,[ivx]{1,4})*)$")
FOOTNOTE_MARK = re.compile(r"^\d{1,3}(?:,\d{1,3})*$")
SMALL_MARK = re.compile(r"^(?:[®™©℠*†‡§]+|TM|SM|st|nd|rd|th|\(\d{1,2}\))$")
TICKS = frozenset("☐☒")  # boxes of a form, which stand close to their labels
BOLD = re.compile(r"bold|black|heavy|semibd|demi(?!light)", re.IGNORECASE)
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
RUN = re.compile(r"[%£$€]?[\dA-Za-z]+(?:[.,:/-][\dA-Za-z]+)*[%£$€]?")  # reads from the left in any script
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def fragments_of(words: Iterable[Word]) -> list[Fragment]:
    """Return pieces of lines: words side by side without a wide gap, left to right."""
    rows: list[list[Word]] = []
    near: dict[int, list[list[Word]]] = {}  # rows by the steps of height at which a word may stand to be theirs
    for word in sorted(with_drop_capitals(list(words)), key=lambda word: (-word["size"], word["bottom"], word["x0"])):
        beside = near.get(int(word["bottom"] // STEP), ())
        home = min((row for row in beside if _in_row(row, word)), key=lambda row: _drop(row[0], word), default=None)
        if home is not None:
            home.append(word)
            continue
        rows.append([word])
        for step in range(int(word["top"] // STEP), int((word["bottom"] + word["size"]) // STEP) + 1):
            near.setdefault(step, []).append(rows[-1])
    fragments: list[Fragment] = []
    for row in (part for parted in rows for part in _without_display(parted, rows)):
        row.sort(key=lambda word: (word["x0"], word["x1"]))
        for piece in _pieces(row):
            fragments.append(_fragment(piece))
    return sorted(fragments, key=lambda f: (f.top, f.x0))


def _drop(first: Word, word: Word) -> float:
    return float(abs(first["bottom"] - word["bottom"]))


def _in_row(row: list[Word], word: Word) -> bool:
    """Whether a word stands on the line of a larger one: lines of two columns may overlap and still be two."""
    first = row[0]
    if word["size"] >= MARK_SIZE * first["size"]:
        return _drop(first, word) <= BASELINE_SHARE * float(first["size"])
    if not first["top"] < word["bottom"] <= first["bottom"] + first["size"]:
        return False
    inside = _is_inside(first, word)
    raised = _is_mark(word["text"]) and first["top"] < word["bottom"] <= first["bottom"]
    if not is_display(first["bottom"], first["size"], word["bottom"], word["size"]):
        level = inside and abs(_rise(first, word)) <= BASELINE_SHARE * first["size"]
        return bool(level or ((raised or inside) and _touches(row, word, NEAR_EMS)))
    is_mark = raised or (inside and SMALL_MARK.match(word["text"]))
    return bool(is_mark and _touches(row, word, TOUCH_EMS))


def _is_mark(text: str) -> bool:
    return bool(FOOTNOTE_MARK.match(text) or LETTER_MARK.match(text))


def _touches(row: list[Word], word: Word, ems: float) -> bool:
    near = (ems * other["size"] for other in row)
    return any(
        word["x0"] - other["x1"] < reach and other["x0"] - word["x1"] < reach
        for other, reach in zip(row, near, strict=True)
    )


def _rise(first: Word, word: Word) -> float:
    """Return how far the line of one word stands above another's, in points."""
    return float((first["bottom"] - DESCENT * first["size"]) - (word["bottom"] - DESCENT * word["size"]))


def _is_inside(first: Word, word: Word) -> bool:
    """Whether smaller print stands within the height of larger, no lower than what is set below a line."""
    inside = first["top"] < (word["top"] + word["bottom"]) / 2 < first["bottom"]
    return bool(inside and _rise(first, word) >= -MAX_DROP * first["size"])


def _without_display(row: list[Word], rows: list[list[Word]]) -> list[list[Word]]:
    """Part large print from the small print on its baseline where more lines of that stand beside it."""
    first = row[0]
    large: list[Word] = []
    small: list[Word] = []
    for word in row:
        level = not is_display(first["bottom"], first["size"], word["bottom"], word["size"])
        (small if level and first["size"] > DISPLAY_SIZE * word["size"] else large).append(word)
    others = (word for other in rows if other is not row for word in other)
    if not small or not any(_stands_beside(word, large) for word in others):
        return [row]
    return [large, small]


def _stands_beside(word: Word, large: list[Word]) -> bool:
    return any(
        display["size"] > DISPLAY_SIZE * word["size"]
        and _is_inside(display, word)
        and 0 <= word["x0"] - display["x1"] < display["size"]
        for display in large
    )


def _pieces(row: list[Word]) -> list[list[Word]]:
    pieces = [[row[0]]]
    for word in row[1:]:
        before = pieces[-1][-1]
        size = max(before["size"], word["size"])
        gap = word["x0"] - before["x1"]
        limit = MARK_GAP_EMS if len(pieces[-1]) == 1 and BARE_MARK.match(before["text"]) else FRAGMENT_GAP_EMS
        apart = TYPED_FONT in (before["fontname"], word["fontname"])
        if not apart and -size <= gap <= limit * size:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _fragment(words: list[Word]) -> Fragment:
    main = max(words, key=lambda word: len(word["text"]))
    letters = sum(len(word["text"]) for word in words)
    joints: list[tuple[int, float, float]] = []
    if sum(len(word["text"]) for word in words if RIGHT_TO_LEFT.search(word["text"])) >= letters / 2:
        text = " ".join(_leftward([str(word["text"]) for word in words]))
    else:
        text = ""
        spaced = _letter_gap(words)
        for i, word in enumerate(words):
            piece = _with_gap(words, i)
            if spaced and piece.startswith(" ") and word["x0"] - words[i - 1]["x1"] < SPACED_WORD_GAP * spaced:
                piece = piece[1:]
            if piece.startswith(" "):
                joints.append((len(text) + 1, float(words[i - 1]["x1"]), float(word["x0"])))
            text += piece
    return Fragment(
        text,
        min(word["x0"] for word in words),
        min(word["top"] for word in words),
        max(word["x1"] for word in words),
        max(word["bottom"] for word in words),
        float(main["size"]),
        sum(len(word["text"]) for word in words if BOLD.search(word["fontname"])) > 0.6 * letters,
        words[0]["fontname"] == TYPED_FONT,
        tuple(joints),
    )


def _letter_gap(words: list[Word]) -> float:
    """Return the usual gap between the letters of a l e t t e r - s p a c e d line, 0 for any other line.

    Where spaces are written between the letters only capitals are believed: single letters may be labels.
    """
    if len(words) < MIN_SPACED_LETTERS:
        return 0.0
    single = [word["text"] for word in words if len(word["text"]) == 1 and word["text"].isalnum()]
    gaps = [b["x0"] - a["x1"] for a, b in pairwise(words)]
    if all(word.get("after_space", True) for word in words[1:]):
        spaced = len(single) == len(words) >= MIN_TYPED_LETTERS and all(map(str.isupper, single))
    elif any(map(str.isalpha, single)):
        stops = sum(word["text"] in CLOSING for word in words[1:])
        spaced = len(single) + stops >= MIN_SPACED_SHARE * len(words)
    else:  # figures side by side may be figures of their own
        even = max(gaps) - min(gaps) < EVEN_GAP_EMS * words[0]["size"]
        spaced = even and len(single) >= MIN_SPACED_SHARE * len(words)
    return float(median(gaps)) if spaced else 0.0


def _leftward(texts: list[str]) -> list[str]:
    """Return the words of a line, given from left to right, as they are read from the right; Latin runs stay whole."""
    words: list[str] = []
    run: list[str] = []
    for text in reversed(texts):
        if LATIN.search(text) and not RIGHT_TO_LEFT.search(text):
            run.insert(0, text)
            continue
        words += [*run, _turned(text)]
        run = []
    return [*words, *run]


def _turned(text: str) -> str:
    """Turn a word round, but not the numbers in it."""
    return RUN.sub(lambda run: run[0][::-1], text[::-1])


def _with_gap(words: list[Word], i: int) -> str:
    """Return a word with the space before it; a footnote mark joins its word as a superscript."""
    word = words[i]
    text = str(word["text"])
    if i == 0:
        return text
    before = words[i - 1]
    if before["text"] in TICKS:
        return " " + text
    raised = word["size"] < MARK_SIZE * before["size"] and word["bottom"] < before["bottom"] - 0.1 * before["size"]
    if raised and _is_mark(text):
        return text.replace(",", "").translate(SUPERSCRIPTS)
    if word.get("after_space"):
        return " " + text  # however narrow: tightly set print overlaps
    same_font = word["fontname"] == before["fontname"] and word["size"] == before["size"]
    least = SAME_FONT_GAP_EMS if same_font else CHANGE_GAP_EMS  # in one font only a space or a gap parts words
    glued = word["x0"] - before["x1"] < least * min(before["size"], word["size"])
    return text if glued else " " + text
