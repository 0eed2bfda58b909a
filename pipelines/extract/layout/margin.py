"""Line numbers in the left margin of a page: they count its lines and are none of its words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipelines.extract.layout.fragments import Fragment, Item

NUMBER = re.compile(r"\d{1,4}(?=\s|$)")
SAME_EDGE = 1.5  # points: numbers stand flush on one side
MIN_NUMBERS = 3  # where only every fifth line, or every second or tenth, has one
MIN_EACH = 8  # where each has
MAX_STEP = 10
EVEN_SHARE = 0.8
MIN_GAP_EMS = 0.6
RUNS_ON_SHARE = 0.5  # of the numbered lines: those of a list end where their item ends

Numbered = tuple[int, float, Fragment]  # the number, its right edge, the fragment that it begins


def without_line_numbers(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return the items without the line numbers of the page, and those numbers from top to bottom."""
    lines = sorted((i for i in items if isinstance(i, Fragment) and not i.typed), key=lambda f: f.top)
    numbered = [found for line in lines if (found := _numbered(line))]
    if len(numbered) < MIN_NUMBERS:
        return list(items), []
    text = [line for line in lines if not NUMBER.fullmatch(line.text)]
    for edge in sorted({round(x1) for _, x1, _ in numbered}):
        column = [found for found in numbered if abs(found[1] - edge) <= SAME_EDGE]
        outer = all(line.x0 > edge or _numbered(line) in column for line in text)
        if outer and _counts_lines(column, text):
            return _taken(items, column)
    return list(items), []


def _numbered(line: Fragment) -> Numbered | None:
    if not (match := NUMBER.match(line.text)):
        return None
    if match.end() == len(line.text):
        return int(match[0]), line.x1, line
    offset, end, start = line.joints[0] if line.joints else (0, 0.0, 0.0)
    apart = offset == match.end() + 1 and start - end >= MIN_GAP_EMS * line.size
    return (int(match[0]), end, line) if apart else None


def _counts_lines(column: Sequence[Numbered], text: Sequence[Fragment]) -> bool:
    """Whether the numbers grow by one step, and as many lines of text lie between two as the step says."""
    steps = [b - a for (a, _, _), (b, _, _) in pairwise(column)]
    if len(column) < MIN_NUMBERS or len(set(steps)) != 1 or not 1 <= steps[0] <= MAX_STEP:
        return False
    step = steps[0]
    bottoms = sorted({round(line.bottom) for line in text})
    between = [
        sum(above.bottom + 2 < bottom <= below.bottom + 2 for bottom in bottoms)
        for (_, _, above), (_, _, below) in pairwise(column)
    ]
    if sum(count == step for count in between) < EVEN_SHARE * len(between):
        return False
    if step > 1:
        return all(number % step == 0 for number, _, _ in column)
    texts = [words for _, _, line in column if (words := _words_beside(line, text))]
    runs_on = sum(b[:1].islower() or a[-1].isalpha() for a, b in pairwise(texts))
    return len(column) >= MIN_EACH and median(map(len, texts)) > 1 and runs_on >= RUNS_ON_SHARE * len(texts)


def _words_beside(number: Fragment, text: Sequence[Fragment]) -> str:
    own = NUMBER.sub("", number.text, count=1).strip()
    return own or next((f.text for f in text if abs(f.bottom - number.bottom) < 0.4 * f.size), "")


def _taken(items: Sequence[Item], column: Sequence[Numbered]) -> tuple[list[Item], list[Item]]:
    held = {id(line): (number, end) for number, end, line in column}
    rest: list[Item] = []
    numbers: list[Item] = []
    for item in items:
        if id(item) not in held or not isinstance(item, Fragment):
            rest.append(item)
            continue
        number, end = held[id(item)]
        numbers.append(replace(item, text=str(number), x1=end, joints=()))
        if item.joints:
            first, _, start = item.joints[0]
            later = tuple((offset - first, x1, x0) for offset, x1, x0 in item.joints[1:])
            rest.append(replace(item, text=item.text[first:], x0=start, joints=later))
    return rest, sorted(numbers, key=lambda item: item.top)
