"""Split a paragraph in sentences: spaCy's rule-based sentencizer, corrected for abbreviations, numbers and lists."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from pipelines.segment.firms import FIRMS, begins_after_firm, is_definition
from pipelines.segment.spacy_alone import Doc, Language, blank

_NEVER_LAST = """
no nos s ss sec sect sch cl art arts para paras ch pt p pp vol fig figs app e.g eg i.e ie cf viz approx c ca est incl
mr mrs ms dr prof hon st messrs rev gen col capt dept vs v tel ext max min avg ref reg al resp ed eds
"""
_MAYBE_LAST = "etc u.s u.k e.u u.n a.m p.m jr sr"
_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec"
_STARTERS = """
A Across Additionally After All Also Although An And Any Are As At Based Because Before Besides Between Both But By
Can Currently Despite Do Does During Each Either Every Finally Five Following For Four From Further Furthermore Given
Had Has Have He Here How However If In Instead Is It Its Many Moreover More Most Neither Nevertheless No Nobody None
Not Nothing Of On Once One Only Other Our Over She Several Should Since Six So Some Such That The Their Then There
Therefore These They This Those Three Through Throughout Thus To Today Together Two Under Until Upon Was We Were What
When Whenever Where Wherever Whether Which While Who Whose Why Will With Within Without You Your
"""
NEVER_LAST = frozenset(_NEVER_LAST.split())  # abbreviations that stand before what they belong to
MAYBE_LAST = frozenset(
    [*FIRMS, *_MAYBE_LAST.split(), *_MONTHS.split()]
)  # these end a sentence where a new one plainly starts
STARTERS = frozenset(_STARTERS.split())
OPENERS = frozenset("([{“‘«„\"'")
ABBREVIATION = re.compile(r"(?:^|[\s(\[“‘\"'/])((?:[^\W\d_]\.)*[^\W\d_]+)\.$")
NOTED = re.compile(r"[.!?][”’\"')]*(?:[*†‡§]{1,3}|\[\d{1,3}\])\s+$")  # a stop and the mark of its footnote
ENUMERATION = re.compile(r"^\s*\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s*$")
PART = re.compile(r"[^\W\d_]{1,2}\.|[”’)\]]")  # "S.p." | "A.", "it." | "”[3]": without a blank, of one piece
INLINE_BULLET = re.compile(r"[•▪■●◦‣]")
ENDLESS = re.compile(r"[^\w\s]{300,}|\S{1000,}")  # a tokeniser takes minutes for thousands of signs without a space
NO_STOP = re.compile(r"[^。．！？]")
MAX_CHARS = 200_000
MARK_CHARS = 12  # that a stop, its quotation mark and the mark of a footnote may take
LOOK_AHEAD = 200  # characters that decide whether a sentence starts


@Language.component("sentence_corrections")
def sentence_corrections(doc: Doc) -> Doc:
    """Move, take away and add sentence starts where the sentencizer's full stops mislead."""
    text = doc.text
    starts = doc.to_array("SENT_START") == 1  # one array: each look at a token's own mark walks the whole document
    candidates = {
        _opening(doc, i)
        for i in range(1, len(doc))
        if starts[i]
        or (doc[i - 1].text.endswith(".") and doc[i - 1].whitespace_)
        or NOTED.search(text[max(doc[i].idx - MARK_CHARS, 0) : doc[i].idx])
    }
    first = 0
    marks: Any = np.full((len(doc), 1), -1, dtype="int64")
    for i, token in enumerate(doc):
        start = token.idx
        after = text[start : start + LOOK_AHEAD]
        if i == 0 or INLINE_BULLET.match(token.text) or (i in candidates and _starts(text[first:start], after)):
            marks[i] = 1
            first = start
    return doc.from_array(["SENT_START"], marks.astype("uint64"))


def _opening(doc: Doc, i: int) -> int:
    """Return the token at which a sentence opens: a bracket or quotation mark before its first word belongs to it."""
    while i > 1 and doc[i - 1].text in OPENERS and not doc[i - 1].whitespace_ and doc[i - 2].whitespace_:
        i -= 1
    return i


def _starts(before: str, after: str) -> bool:
    """Whether a new sentence starts between the text of the running one and what follows."""
    if before.endswith((".", "!", "?")) and PART.match(after):
        return False
    before, bracket, after = before.rstrip(), after, after.lstrip("".join(OPENERS))
    if ENUMERATION.match(before) or not before:
        return False
    word = re.match(r"[^\W_]+", after)
    if after[:1].islower() or before.endswith((",", ";")):
        return False
    abbreviation = ABBREVIATION.search(before)
    if abbreviation is None:
        return True
    name = abbreviation[1].lower()
    starter = word is not None and word[0] in STARTERS
    if name in FIRMS:
        return not is_definition(bracket) and (starter or begins_after_firm(before, after))
    if name in MAYBE_LAST:
        return starter
    if name in NEVER_LAST:
        return False
    if len(name) == 1 and abbreviation[1].islower() and after[:1].isdigit():  # "(b. 1970)"
        return False
    if len(name) == 1 and abbreviation[1].isupper():  # an initial: "J. Roe", but not "Schedule A. The"
        return starter
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", name):
        return starter
    return True


@cache
def _pipeline() -> Language:
    nlp = blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("sentence_corrections")
    return nlp


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence, without the spaces around it; together they hold every word."""
    ranges = []
    for first, last in _chunks(text):
        plain = ENDLESS.sub(lambda found: NO_STOP.sub("x", found[0]), text[first:last])
        for sentence in _pipeline()(plain).sents:
            start, end = first + sentence.start_char, first + sentence.end_char
            while start < end and (text[start].isspace() or INLINE_BULLET.match(text[start])):
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if end > start:
                ranges.append((start, end))
    return ranges


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Yield pieces of a paragraph of any length, cut at a space where it is longer than any paragraph is."""
    start = 0
    while start < len(text):
        end = min(start + MAX_CHARS, len(text))
        if end < len(text) and (space := text.rfind(" ", start, end)) > start:
            end = space + 1
        yield start, end
        start = end
