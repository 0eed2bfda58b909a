"""Which regions of a document's pages show who signed: the names in its sign-off blocks, and the room around them.

The rules know the signers (`rules.signers`); no table says where a signature is drawn. It stands where no words do:
over or under the name, or beside or under "Signed". So that room is hidden with the name, up to the next words on each
side; titles, dates and whatever else the page says stay readable.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import ceil
from typing import Any

from corpora.document import Layer, Sentence, Source, Span
from pipelines.report.marks import Box
from pipelines.rules.reading import Reading
from pipelines.rules.signers import name_in, signers
from pipelines.rules.terms import load_terms
from pipelines.stage import Case

TERMS = load_terms("sign_off")
PARTS = ("title", "date", "company", "signing", "label")  # of a sign-off block, beside the names
WORD = re.compile(r"[^\W\d_]{4}")
MAX_LINE_CHARS = 90  # a name on a line of its own, with a title at most; longer sentences are prose
LINES_AFTER = 12  # of a block, in which more people may sign
SCRAP_CHARS, SCRAP_WORDS = 25, 3  # what OCR makes of handwriting, initials, "Signed:"
CHARS_TO_TITLE, CHARS_TO_CUE = 60, 30
REACH = 110.0  # points over and under a line
ROOM = 200.0  # points: a signature is no wider
BESIDE = 12.0  # points to the left of the line
SLICE = 6.0  # points
GAP = 2.5  # points that stay free beside other words
LEAST = 4.0  # points: the leading of a paragraph is no room
LEADING = 0.8  # of a line's height: the next line of a paragraph is nearer
MAX_PARAGRAPH_LINES = 12


def sign_off_boxes(sentences: Iterable[Mapping[str, Any]]) -> dict[int, list[Box]]:
    """Return, by page, the boxes to hide in pictures (points from the page's top left); none without pages.

    Args:
        sentences: all rows of `sentences` of one document, in order.
    """
    reading = Reading(Case(Source("", None, None, 0, 0.0), sentences=tuple(_sentence(row) for row in sentences)))
    names, beside, cues = _signed(reading)
    named = {sentence.sentence_id for sentence in names}
    lines = {sentence.sentence_id for sentence in names if len(sentence.text) <= MAX_LINE_CHARS}  # hidden as they are
    seen = [sentence for sentence in reading.case.sentences if sentence.layer != Layer.HIDDEN]
    scraps = _scraps(seen)
    found: dict[int, list[Box]] = defaultdict(list)
    for sentence in (*names, *beside):
        is_cue = sentence.sentence_id in cues  # what says "Signed" stands over or beside the signature, never under it
        for page in dict.fromkeys(span.page for span in sentence.spans):
            words = [(s.sentence_id, box) for s in seen if s.sentence_id not in lines for box in _boxes(s, page)]
            if sentence.sentence_id in named:
                found[page] += _names_on(sentence, page)
            for origin in _origins(sentence, page, sentence.sentence_id in named, [box for _, box in words]):
                near = [(s.sentence_id, box) for s in scraps for box in _boxes(s, page) if _is_near(origin, box)]
                taken = {id_ for id_, _ in near}
                found[page] += [box for id_, box in near if id_ != sentence.sentence_id]
                room = _room(origin, [box for id_, box in words if id_ not in taken])
                found[page] += [box for box in room if box[3] > origin[1] or not is_cue]
    return {page: list(dict.fromkeys(boxes)) for page, boxes in sorted(found.items()) if boxes}


def _boxes(sentence: Sentence, page: int) -> list[Box]:
    return [span.box for span in sentence.spans if span.page == page and span.box]


def _sentence(row: Mapping[str, Any]) -> Sentence:
    spans = tuple(
        Span(s["page"], s["start"], s["end"], None if s["x0"] is None else (s["x0"], s["y0"], s["x1"], s["y1"]))
        for s in row["spans"]
    )
    section, layer = tuple(row["section"]), Layer(row["layer"])
    return Sentence(row["sentence_id"], row["document_id"], row["index"], row["text"], section, layer, None, spans)


def _signed(reading: Reading) -> tuple[list[Sentence], list[Sentence], set[str]]:
    """Return where signers are named, where a signature may stand without a name, and which of these say "Signed"."""
    found = signers(reading)
    cues = [signer.cue for signer in found if signer.cue]
    lost = [signer.title for signer in found if signer.title and not signer.name]
    named = [signer.name for signer in found if signer.name]
    names = {line.sentence_id: line for name in named for line in (name, *_more_names(reading, name))}
    beside = {line.sentence_id: line for line in (*cues, *lost) if line.sentence_id not in names}
    return list(names.values()), list(beside.values()), {cue.sentence_id for cue in cues} - set(names)


def _more_names(reading: Reading, name: Sentence) -> Iterator[Sentence]:
    """Give the further names that follow a signer's: lines over a title, among titles, companies and dates."""
    place = reading.place(name) + 1
    lines = reading.sentences[place : place + LINES_AFTER + 1]
    for line, below in pairwise(lines):
        if len(line.text) > MAX_LINE_CHARS:
            return
        if any(TERMS[key].search(line.text) for key in PARTS):
            continue
        if not TERMS["title"].match(below.text):
            return
        yield line


def _scraps(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return what has few characters and is no heading, title or date: what OCR reads in a signature, or initials."""
    headings = {heading for sentence in sentences for heading in sentence.section}
    return [
        sentence
        for sentence in sentences
        if len(text := sentence.text.strip(" .:,")) <= SCRAP_CHARS
        and len(text.split()) <= SCRAP_WORDS
        and not (sentence.text in headings and WORD.search(text))
        and not any(TERMS[key].search(text) for key in PARTS)
    ]


def _names_on(sentence: Sentence, page: int) -> Iterator[Box]:
    """Give the boxes of a signer's name on a page: of its characters alone, by their share of the line."""
    text = sentence.text
    if len(text) <= MAX_LINE_CHARS:
        name = name_in(text) or text
        ranges = [(text.find(name), text.find(name) + len(name))]
    else:
        ranges = [
            match.span()
            for match in TERMS["name"].finditer(text)
            if TERMS["title"].search(text[match.end() : match.end() + CHARS_TO_TITLE])
            or TERMS["signing"].search(text[max(match.start() - CHARS_TO_CUE, 0) : match.start()])
        ]
    before = 0
    for span in sentence.spans:
        length = span.end - span.start
        for first, last in ranges:
            start, end = max(first - before - 1, 0), min(last - before + 1, length)
            if span.page == page and span.box and start < end:
                x0, top, x1, bottom = span.box
                wide = (x1 - x0) / max(length, 1)
                yield x0 + start * wide, top, x0 + end * wide, bottom
        before += length + 1  # lines are joined by a space


def _origins(sentence: Sentence, page: int, is_name: bool, words: Sequence[Box]) -> list[Box]:
    """Return the lines around which a signature may stand: a name's, and the last of a paragraph that tells of one."""
    boxes = _boxes(sentence, page)
    if not boxes:
        return []
    last = boxes[-1]
    for _ in range(MAX_PARAGRAPH_LINES):
        height = last[3] - last[1]
        below = (b for b in words if 0 < b[1] - last[1] <= (1 + LEADING) * height and b[0] < last[2] and last[0] < b[2])
        following = min(below, key=lambda box: box[1], default=None)
        if following is None:
            break
        last = following
    is_line = len(sentence.text) <= MAX_LINE_CHARS
    if is_name and is_line:
        return boxes[:1]
    return [*(boxes[:1] if is_line else ()), last]


def _is_near(origin: Box, scrap: Box) -> bool:
    x, y = (scrap[0] + scrap[2]) / 2, (scrap[1] + scrap[3]) / 2
    across = origin[0] - BESIDE < x < max(origin[2], origin[0] + ROOM)
    return across and origin[1] - REACH < y < origin[3] + REACH


def _room(origin: Box, words: Sequence[Box]) -> Iterator[Box]:
    """Give the room without words around a line, in upright strips: a signature's ink may reach into any of them."""
    left, right = origin[0] - BESIDE, max(origin[2], origin[0] + ROOM)
    strips: list[Box] = []
    for number in range(ceil((right - left) / SLICE)):
        x0, x1 = left + number * SLICE, min(left + (number + 1) * SLICE, right)
        column = [box for box in words if box[0] - GAP < x1 and x0 < box[2] + GAP]
        on_level = any(box[1] < origin[3] - GAP and origin[1] + GAP < box[3] for box in column)
        if on_level and x0 >= origin[2]:
            break  # what is beyond other words is theirs
        if on_level and x1 <= origin[0]:
            continue
        top = max([origin[1] - REACH, *(box[3] + GAP for box in column if box[3] <= origin[1] + GAP)])
        bottom = min([origin[3] + REACH, *(box[1] - GAP for box in column if box[1] >= origin[3] - GAP)])
        strips.append((x0, min(top, origin[1]), x1, max(bottom, origin[3])))
    for (top, bottom), group in groupby(strips, key=lambda box: (box[1], box[3])):
        few = list(group)
        if top < origin[1] - LEAST:
            yield few[0][0], top, few[-1][2], origin[1] - GAP
        if bottom > origin[3] + LEAST:
            yield few[0][0], origin[3] + GAP, few[-1][2], bottom
        beside = max(few[0][0], origin[2] + GAP)
        if beside < few[-1][2]:
            yield beside, origin[1], few[-1][2], origin[3]
