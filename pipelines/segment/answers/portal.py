"""A portal's own export: each question a block of labels (Question, Type, Response, Attachments) and their values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corpora.document import Layer
from pipelines.segment.answers.fields import SLACK, box_of, one_line
from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.text import answer_label, is_question, split_id
from pipelines.segment.paragraphs import Paragraph, Piece

MIN_BLOCKS = 2
MAX_VALUE_WORDS = 15  # behind a label of the portal's own: the names of files, a type
_HEAD = re.compile(
    r"^(?:Question|Q|Item)(?:\s?(?:no\.?|number)?\s?(?P<id>[A-Z]{0,3}[-.]?\d{1,3}(?:[.-]\d{1,3}){0,4}[a-z]?))?"
    r"\s*(?:\*|\((?:mandatory|required|optional)\))?\s*(?::\s*(?P<words>\S.*)?)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:(?:question |response |answer )?(?:type|format)|mandatory|required|weight(?:ing)?|(?:word|character) limit"
    r"|max(?:imum)? (?:words|characters|score|marks)|help(?: text)?|guidance|hint|category|options?)\s*(?::.*)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:attach(?:ments?|ed (?:files?|documents?))|(?:uploaded )?files?|uploads?|evidence"
    r"|supporting (?:documents?|evidence)"
    r"|status|audit trail|history|(?:last )?(?:saved|updated|modified|edited|answered|submitted)(?: (?:by|on|at))?"
    r"|internal notes?|score)\s*(?::.*)?$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"^(?:(?:supplier )?comments?|remarks?|explanation|further (?:details|information))\s*:?$", re.I)


class Kind(StrEnum):
    """What a line of a block is."""

    HEAD = "head"
    RESPONSE = "response"
    COMMENT = "comment"
    BEFORE = "before"
    AFTER = "after"
    TEXT = "text"


@dataclass(slots=True)
class _Block:
    """A question with the paragraphs behind each label that answers."""

    number: str | None
    asked: list[Paragraph]
    order: int
    given: list[list[Paragraph]] = field(default_factory=list)  # behind the label of the response, and of comments
    form: list[Paragraph] = field(default_factory=list)
    places: set[int] = field(default_factory=set)  # of its paragraphs in the document
    state: Kind = Kind.HEAD

    def pairs(self) -> Iterator[Pair]:
        """Yield the response, blank too, and each comment."""
        form = [Entry(self.order, None, [paragraph]) for paragraph in self.form]
        for at, paragraphs in enumerate(self.given):
            if at and not paragraphs:
                continue
            pair = pair_of(Entry(self.order, self.asked[0].pieces[0].line.locator, self.asked), "below", self.number)
            pair.answers = [Entry(self.order, paragraphs[0].pieces[0].line.locator, paragraphs)] if paragraphs else []
            pair.asks, pair.form = True, form
            yield pair


def pairs_of_portal(paragraphs: Sequence[Paragraph]) -> tuple[list[Pair], set[int]]:
    """Return the pairs of a document that is such an export, and the paragraphs that they take; else nothing.

    It is one where several blocks have a response, and the portal's own labels stand in as many.
    """
    parts = [
        (order, part)
        for order, paragraph in enumerate(paragraphs)
        if paragraph.layer == Layer.BODY and not paragraph.in_table
        for part in _parts(paragraph)
    ]
    kinds = [_kind(part.text) for _, part in parts]
    blocks, first = list[_Block](), len(parts)
    block: _Block | None = None
    for at, (order, part) in enumerate(parts):
        following = kinds[at + 1] if at + 1 < len(parts) else Kind.TEXT
        is_asked = block is not None and block.state == Kind.HEAD  # by the words below "Question"
        if kinds[at] == Kind.HEAD or (not is_asked and _starts(part, kinds[at], following)):
            block = _begun(part, kinds[at], order)
            blocks.append(block)
            first = min(first, at)
        elif block is None or not _read(block, part, kinds[at], following):
            block = None
            continue
        block.places.add(order)
    kept = [block for block in blocks if block.given and block.asked]
    own = sum(kind in (Kind.BEFORE, Kind.AFTER) for kind in kinds)
    if len(kept) < MIN_BLOCKS or own < len(kept):
        return [], set()
    cover = _cover(parts[:first])
    places = {order for block in kept for order in block.places}
    taken = {id(paragraphs[o]) for o in places | {e.order for pair in cover for e in (pair.asked, *pair.answers)}}
    return [*cover, *(pair for block in kept for pair in block.pairs())], taken


def of_pieces(pieces: Sequence[Piece]) -> Paragraph:
    """Return lines as one paragraph."""
    text, origins = "", list[tuple[int, int] | None]()
    for i, piece in enumerate(pieces):
        joint = " " if i else ""
        text += joint + piece.line.text
        origins += [None] * len(joint) + [(i, piece.line.start + at) for at in range(len(piece.line.text))]
    return Paragraph(list(pieces), text, origins)


def _parts(paragraph: Paragraph) -> list[Paragraph]:
    """Return a paragraph cut at the lines that are labels."""
    labels = [_kind(piece.line.text.strip()) != Kind.TEXT for piece in paragraph.pieces]
    if len(labels) == 1 or not any(labels):
        return [paragraph]
    cuts = [at for at in range(1, len(labels)) if labels[at] or labels[at - 1]]
    return [of_pieces(paragraph.pieces[a:b]) for a, b in zip([0, *cuts], [*cuts, len(labels)], strict=True)]


def _kind(text: str) -> Kind:
    for kind, pattern in ((Kind.HEAD, _HEAD), (Kind.COMMENT, _COMMENT), (Kind.BEFORE, _BEFORE), (Kind.AFTER, _AFTER)):
        if pattern.match(text):
            return kind
    label = answer_label(text)
    return Kind.RESPONSE if label is not None and label.end() == len(text) else Kind.TEXT


def _starts(part: Paragraph, kind: Kind, following: Kind) -> bool:
    """Whether words without "Question" above them are one: labels that stand before a response follow."""
    asks = split_id(part.text)[0] is not None or is_question(part.text)
    return kind == Kind.TEXT and asks and following in (Kind.BEFORE, Kind.RESPONSE)


def _begun(part: Paragraph, kind: Kind, order: int) -> _Block:
    head = _HEAD.match(part.text) if kind == Kind.HEAD else None
    if head is None or head["words"]:  # "Question: Do you ...?" in one line
        return _Block(head["id"] if head else None, [part], order)
    return _Block(head["id"], [], order, form=[part])


def _read(block: _Block, part: Paragraph, kind: Kind, following: Kind) -> bool:
    """Take the next part of a block; False where it is none of it."""
    if kind in (Kind.RESPONSE, Kind.COMMENT):
        block.given.append([])
    if kind != Kind.TEXT:
        block.state = kind
        block.form.append(part)
    elif block.state == Kind.HEAD:
        block.asked.append(part)
    elif block.state in (Kind.RESPONSE, Kind.COMMENT):
        if part.pieces[0].line.bold and following == Kind.HEAD and block.given[-1]:
            return False  # heads the next part of the form
        block.given[-1].append(part)
    elif len(part.text.split()) <= MAX_VALUE_WORDS or block.state == Kind.BEFORE:
        block.form.append(part)
    else:
        return False
    return True


def _cover(parts: Sequence[tuple[int, Paragraph]]) -> list[Pair]:
    """Return the labels in bold above the first question with what stands right of each."""
    here = [(order, piece) for order, part in parts for piece in part.pieces if piece.line.box]
    pairs = list[Pair]()
    for order, label in here:
        level = [
            (at, piece)
            for at, piece in here
            if piece.page == label.page and abs(box_of(piece)[3] - box_of(label)[3]) < SLACK and piece is not label
        ]
        if label.line.bold and len(level) == 1 and not level[0][1].line.bold:
            at, value = level[0]
            pair = pair_of(Entry(order, label.line.locator, [one_line(label)]), "row")
            pair.answers = [Entry(at, value.line.locator, [one_line(value)])]
            pairs.append(pair)
    return pairs
