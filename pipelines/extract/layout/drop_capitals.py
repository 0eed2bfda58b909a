"""Large initials that reach over several lines: each is the first letter of the first word beside it."""

from collections.abc import Sequence

from pipelines.extract.layout.fragments import DISPLAY_SIZE
from pipelines.extract.pdf.glyphs import DESCENT, Word

CAPITAL_SHARE = 0.72  # of the size: how high a capital stands
MAX_GAP_EMS = 1.0  # between an initial and the lines beside it
WORD_SPACE_EMS = 0.35  # from here on the initial is a word of its own, where it can be
WORDS = frozenset("AIO")  # initials that can be words
MIN_LINES = 2


def with_drop_capitals(words: Sequence[Word]) -> list[Word]:
    """Return the words, each large initial put before the word that it begins, on that word's line."""
    initials = [word for word in words if len(word["text"]) == 1 and word["text"].isupper()]
    if not initials:
        return list(words)
    joined: dict[int, list[Word]] = {}
    for initial in initials:
        beside = [word for word in words if _is_beside(initial, word)]
        if len({round(word["bottom"]) for word in beside}) < MIN_LINES:
            continue
        first = min(beside, key=lambda word: (word["bottom"], word["x0"]))
        if id(first) not in joined and _is_level(initial, first):
            joined[id(initial)] = []
            joined[id(first)] = _joined(initial, first)
    return [word for old in words for word in joined.get(id(old), [old])]


def _top(initial: Word) -> float:
    """Return where the ink of a capital begins, in points from the top of the page."""
    return float(initial["bottom"] - (DESCENT + CAPITAL_SHARE) * initial["size"])


def _is_beside(initial: Word, word: Word) -> bool:
    if word["size"] * DISPLAY_SIZE > initial["size"] or word is initial:
        return False
    gap = word["x0"] - initial["x1"]
    middle = (word["top"] + word["bottom"]) / 2
    foot = initial["bottom"] - DESCENT * initial["size"]
    near = -0.3 * word["size"] <= gap <= MAX_GAP_EMS * word["size"]
    return bool(near and _top(initial) - 0.5 * word["size"] < middle < foot + 0.3 * word["size"])


def _is_level(initial: Word, first: Word) -> bool:
    """Whether the first word's capital height stands where the initial's ink begins."""
    return abs(_top(first) - _top(initial)) < 0.6 * float(first["size"])


def _joined(initial: Word, first: Word) -> list[Word]:
    gap = first["x0"] - initial["x1"]
    apart = gap > WORD_SPACE_EMS * first["size"] and (initial["text"] in WORDS or not first["text"][0].islower())
    if not apart:
        return [{**first, "text": initial["text"] + first["text"], "x0": initial["x0"]}]
    return [{**first, "text": initial["text"], "x0": initial["x0"], "x1": initial["x1"]}, first]
