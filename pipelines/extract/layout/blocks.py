"""Paragraphs, list items and headings from the lines of one column: which line begins a block of its own."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipelines.extract.layout.fragments import Fragment

BULLET = re.compile(  # a dash right before a number is its sign
    r"^(?:[•◦▪▫■□●○∙·‣⁃➢➤►▶✓✔❖◆◇★✗✦\uf000-\uf0ff—*]|(?:–|--?)(?![£$€]?\d)|[o\ufffd](?= ))\s*(?=\S|$)"
)
ENUMERATOR = re.compile(
    r"^(?:\(?(?:\d{1,2}|[a-hA-H]|[ivx]{1,5})[.)]|\([a-zA-Z0-9]{1,4}\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?)(?=\s)"
)
DASH = re.compile(r"[–—*-]")
LABELLED = re.compile(r"^[^\Wa-z](?:[^:：]{0,28}\S)?\s?[:：]\s?\S")  # "Name: Jane Roe"
HANGING = re.compile(r"\b(?:the|a|an|of|in|to|and|or|for|with|by|our|its|their|at|from)$")  # no block ends so
OPENER = re.compile(r"(?:We|Our|It|Its|They|Their|This|These|There|He|She)\s")
SMALL_WORD = 4  # letters of a word that titles set small
ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱᵛˣ]*$")  # the last: marks of footnotes

MAX_LEADING_EMS = 2.3
BLOCK_GAP = 1.35  # of the usual distance between lines
SIZE_STEP = 0.07  # a share of the size: less is rounding
WRAP_SLACK_EMS = 1.0
SHORT_LINE_SHARE = 0.75
CELL_GAP_EMS = 2.0  # a word space is about .25; in narrow justified print it is seldom over 1.5
MAX_CELL_CHARS = 30
HANGING_EMS, HANGING_SIZE = 1.7, 1.4


def block_starts(lines: Sequence[Fragment]) -> list[bool]:
    """Say of each line of one column whether it begins a paragraph, list item or heading of its own."""
    leading = _leading(lines)
    starts = [True] * len(lines)
    right_edge = 0.0
    dashes = sum(bool(DASH.match(line.text)) for line in lines)
    for i in range(1, len(lines)):
        before, line = lines[i - 1], lines[i]
        if starts[i - 1]:
            right_edge = _right_edge(lines, i - 1)
        starts[i] = _begins(before, line, right_edge, leading, dashes == 1)
    return starts


def _begins(before: Fragment, line: Fragment, right_edge: float, leading: float, lone_dash: bool) -> bool:
    text = line.text
    if before.typed != line.typed or (_is_tabular(line) and _is_tabular(before)):
        return True
    if LABELLED.match(text) and LABELLED.match(before.text):
        return True
    if _hangs(before, line):
        return False
    if abs(before.size - line.size) > SIZE_STEP * max(before.size, line.size):
        return True
    step = line.bottom - before.bottom
    if step > BLOCK_GAP * max(leading, min(before.size, line.size)):
        # a paragraph may be set wider than its neighbours: its full lines run on unfinished
        unfinished = not (ENDS_SENTENCE.search(before.text) or _stops_early(before, line, right_edge))
        if not unfinished or step > MAX_LEADING_EMS * line.size or line.top <= before.top:
            return True
    if BULLET.match(text) and len(text) > 1 and not _is_dash_of_sentence(before, line, lone_dash):
        return True
    if ENUMERATOR.match(text) and (
        ENDS_SENTENCE.search(before.text) or _stops_early(before, line, right_edge) or _is_next_item(before, line)
    ):
        return True
    goes_on = (
        text[:1].islower()
        or (text[:1] == "(" and not ENUMERATOR.match(text))
        or before.text.endswith((",", "-", "\u00ad"))
    )
    if before.bold != line.bold:
        return not goes_on
    if goes_on:
        return False
    indented = line.x0 - before.x0 > 0.8 * line.size and bool(ENDS_SENTENCE.search(before.text))
    return indented or _stops_early(before, line, right_edge) or _opens_sentence(before, line)


def _is_next_item(before: Fragment, line: Fragment) -> bool:
    """Whether two lines one below the other are both items by their numbers: "a) ..." and "b) ..." or "2. ..."."""
    first, second = ENUMERATOR.match(before.text), ENUMERATOR.match(line.text)
    if first is None or second is None or HANGING.search(before.text):
        return False
    return (first[0][0] == "(") == (second[0][0] == "(") and not line.text[second.end() :].strip()[:1].isdigit()


def _opens_sentence(before: Fragment, line: Fragment) -> bool:
    """Whether a line begins with a word that has a capital in no place but the first, below one that ends nothing."""
    if not OPENER.match(line.text) or ENDS_SENTENCE.search(before.text) or HANGING.search(before.text):
        return False
    words = [word for word in before.text.split() if word[0].isalpha()]  # not a title whose every word has a capital
    return any(word[0].islower() and len(word) > SMALL_WORD for word in words)


def _is_tabular(line: Fragment) -> bool:
    """Whether a line is a row of a table without rules: short pieces with wide white between them."""
    gaps = [(x0 - x1) for _, x1, x0 in line.joints if x0 - x1 > CELL_GAP_EMS * line.size]
    return bool(gaps) and len(line.text) < MAX_CELL_CHARS * (len(gaps) + 1)


def _hangs(before: Fragment, line: Fragment) -> bool:
    """Whether a line ends in a word that cannot end a paragraph, with the rest of it close below."""
    small, large = sorted((before.size, line.size))
    close = 0 < line.bottom - before.bottom <= HANGING_EMS * large and large <= HANGING_SIZE * small
    return close and bool(HANGING.search(before.text)) and not (BULLET.match(line.text) or ENUMERATOR.match(line.text))


def _is_dash_of_sentence(before: Fragment, line: Fragment, lone: bool) -> bool:
    """Whether a dash at a line's beginning only carries on the sentence or title of the line before."""
    if ENDS_SENTENCE.search(before.text) or not DASH.match(line.text):
        return False
    return lone or bool(re.match(r"[–—*-]\s*[^\W_A-Z]", line.text))


def _stops_early(before: Fragment, line: Fragment, right_edge: float) -> bool:
    """Whether the first word of the next line would have fitted: then the break was meant."""
    first = line.text.split(" ", 1)[0]
    width = (line.x1 - line.x0) * (len(first) + 1) / max(len(line.text), 1)
    if before.x1 + width + WRAP_SLACK_EMS * line.size >= right_edge:
        return False
    short = before.x1 - before.x0 < SHORT_LINE_SHARE * (right_edge - before.x0)
    return short or bool(ENDS_SENTENCE.search(before.text))  # ragged lines of narrow frames come near the edge


def _right_edge(lines: Sequence[Fragment], start: int) -> float:
    """Return how far the lines around reach: those of about this size, a screenful either way."""
    around = [
        line.x1
        for line in lines[max(start - 15, 0) : start + 25]
        if abs(line.size - lines[start].size) <= 2 * SIZE_STEP * lines[start].size
    ]
    return max(around)


def _leading(lines: Sequence[Fragment]) -> float:
    steps = [b.bottom - a.bottom for a, b in pairwise(lines) if b.bottom - a.bottom > 0.5]
    most = 2.2 * median(line.size for line in lines) if steps else 0.0
    steps = [step for step in steps if step < most]
    return sorted(steps)[len(steps) // 3] if steps else 0.0
