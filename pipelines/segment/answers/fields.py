"""Questions beside or above the boxes of a PDF form, and what was typed in them."""

import re
from collections.abc import Sequence

from corpora.document import Document, Layer, Line
from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.guidance import GUIDANCE, is_told
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.text import SIGN_OFF, is_question, split_id
from pipelines.segment.paragraphs import Paragraph, Piece

Box = tuple[float, float, float, float]  # left, top, right, bottom, points from the page's top left

REACH_LEFT, REACH_UP = 320.0, 30.0  # points
SLACK = 3.0
MAX_NOTE_LINES, MAX_LABEL_WORDS, MIN_NOTES = 4, 25, 2
MAX_GUIDANCE = 3  # paragraphs between a question and its box
_RULE = re.compile(r"(?<=:)[\s_.…]+$|\s*[_.…]{4,}$")  # "Name: ______"
SMALL = 22.0  # points: a box as small as this is there to be ticked


def pairs_of_fields(document: Document, paragraphs: Sequence[Paragraph]) -> list[Pair]:
    """Return a pair for each box with a label that it can be named by; a box without words is a blank answer."""
    pairs: list[Pair] = []
    for page in document.pages:
        boxes = sorted(page.fields, key=lambda box: (round(box[1]), box[0]))
        if not boxes:
            continue
        here = [
            (order, paragraph)
            for order, paragraph in enumerate(paragraphs)
            if paragraph.layer == Layer.BODY and paragraph.pieces[0].page == page.number
        ]
        typed = {order: box for order, paragraph in here if (box := _holder(paragraph, boxes)) is not None}
        labels = [(order, paragraph) for order, paragraph in here if order not in typed]
        named: dict[int, Pair] = {}
        for box in boxes:
            label = _label(box, labels)
            if label is None or (box[2] - box[0] < SMALL and box[3] - box[1] < SMALL):
                continue
            (order, paragraph), told = _question_above(label, labels, boxes)
            answer = Entry(order, None, [p for o, p in here if typed.get(o) == box])
            if order in named:  # a second box under the same words: another line of the answer
                named[order].answers.append(answer)
                continue
            pair = pair_of(Entry(order, paragraph.pieces[0].line.locator, [paragraph]), "field")
            pair.answers, pair.asks = [answer], not SIGN_OFF.match(paragraph.text)
            pair.form = [Entry(at, None, [guidance]) for at, guidance in told]
            named[order] = pair
        pairs += named.values()
    return pairs


def _question_above(
    label: tuple[int, Paragraph], labels: Sequence[tuple[int, Paragraph]], boxes: Sequence[Box]
) -> tuple[tuple[int, Paragraph], list[tuple[int, Paragraph]]]:
    """Return the question of a box, and the guidance that stands between the two."""
    at = next(i for i, (order, _) in enumerate(labels) if order == label[0])
    for steps in range(1, MAX_GUIDANCE + 1):
        told = labels[max(at - steps + 1, 0) : at + 1]
        guides = all(GUIDANCE.match(p.text) or (is_told(p.text) and not is_question(p.text)) for _, p in told)
        if at < steps or not guides or any(split_id(p.text)[0] for _, p in told):
            break
        if _has_between(boxes, labels[at - steps][1], label[1]):
            break
        if is_question(labels[at - steps][1].text):
            return labels[at - steps], list(told)
    return label, []


def _has_between(boxes: Sequence[Box], above: Paragraph, below: Paragraph) -> bool:
    """Whether a box stands between two paragraphs, which then belongs to the upper one."""
    bottom, top = box_of(above.pieces[-1])[3], box_of(below.pieces[0])[1]
    return any(bottom - SLACK <= box[1] and box[3] <= top + SLACK for box in boxes)


def pairs_of_notes(paragraphs: Sequence[Paragraph]) -> list[Pair]:
    """Return a pair for each label that ends in a colon and has words to its right, where a page has several.

    Such words were typed over a flat form, or set in a column: in reading order they may stand far from their labels.
    """
    pages: dict[int, list[tuple[int, Piece]]] = {}
    for order, paragraph in enumerate(paragraphs):
        if paragraph.layer == Layer.BODY and not paragraph.in_table:
            for piece in paragraph.pieces:
                if piece.line.box:
                    pages.setdefault(piece.page, []).append((order, piece))
    return [pair for here in pages.values() for pair in _beside(here)]


def _beside(here: Sequence[tuple[int, Piece]]) -> list[Pair]:
    labels = [
        (o, p) for o, p in here if _words(p.line).endswith(":") and len(_words(p.line).split()) <= MAX_LABEL_WORDS
    ]
    pairs: list[Pair] = []
    for order, label in labels:
        left = _box_of_words(label.line)
        below = min((box_of(p)[1] for _, p in labels if box_of(p)[1] > left[3] - SLACK), default=float("inf"))
        right = [
            (at, piece)
            for at, piece in here
            if 0 <= box_of(piece)[0] - left[2] <= REACH_LEFT
            and box_of(piece)[3] > left[1] + SLACK
            and box_of(piece)[3] <= below + SLACK
        ]
        first = min(right, key=lambda found: (box_of(found[1])[0], box_of(found[1])[1]), default=None)
        if first is None or box_of(first[1])[1] >= left[3] - SLACK:
            continue
        value = [piece for at, piece in right if at == first[0] and abs(box_of(piece)[0] - box_of(first[1])[0]) < SLACK]
        pair = pair_of(Entry(order, label.line.locator, [one_line(label)]), "note")
        pair.answers = [Entry(first[0], None, [one_line(piece) for piece in value[:MAX_NOTE_LINES]])]
        pair.asks = split_id(label.line.text)[0] is not None
        pairs.append(pair)
    return pairs if len(pairs) >= MIN_NOTES else []


def box_of(piece: Piece) -> Box:
    """Return the box of a line, which has one."""
    return piece.line.box or (0.0, 0.0, 0.0, 0.0)


def _words(line: Line) -> str:
    """Return a line without the rule at its end that is there to be written over."""
    return _RULE.sub("", line.text)


def _box_of_words(line: Line) -> Box:
    """Return the box of a line as far as its words go."""
    x0, top, x1, bottom = line.box or (0.0, 0.0, 0.0, 0.0)
    end = len(_words(line))
    ends = [stop[2] for stop in line.stops if stop[0] < end] if end < len(line.text) else []
    return x0, top, min(max(ends, default=x1), x1), bottom


def one_line(piece: Piece) -> Paragraph:
    """Return a line as a paragraph."""
    line = piece.line
    return Paragraph([piece], line.text, [(0, line.start + i) for i in range(len(line.text))])


def _holder(paragraph: Paragraph, boxes: Sequence[Box]) -> Box | None:
    """Return the box that a paragraph's first line was typed in."""
    at = paragraph.pieces[0].line.box
    if at is None:
        return None
    x, y = at[0] + SLACK, (at[1] + at[3]) / 2
    return next((b for b in boxes if b[0] - SLACK <= x <= b[2] and b[1] - SLACK <= y <= b[3] + SLACK), None)


def _label(box: Box, labels: Sequence[tuple[int, Paragraph]]) -> tuple[int, Paragraph] | None:
    """Return the words to the left of a box on its first lines, else those right above it."""
    best: tuple[float, int, Paragraph] | None = None
    for order, paragraph in labels:
        lines = [_box_of_words(piece.line) for piece in paragraph.pieces if piece.line.box]
        if not lines:
            continue
        x0, top = min(line[0] for line in lines), min(line[1] for line in lines)
        x1, bottom = max(line[2] for line in lines), max(line[3] for line in lines)
        if x1 <= box[0] + SLACK and box[0] - x1 <= REACH_LEFT and min(bottom, box[3]) - max(top, box[1]) > SLACK:
            off = box[0] - x1
        elif -SLACK <= box[1] - bottom + SLACK <= REACH_UP and x0 < box[2] and x1 > box[0] - SLACK:
            off = REACH_LEFT + box[1] - bottom
        else:
            continue
        if best is None or off < best[0]:
            best = off, order, paragraph
    return best[1:] if best else None
