"""Paragraphs from lines: wraps joined, hyphens undone where they only broke a word, sentences carried over pages."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from corpora.document import Document, Layer, Line, Span
from pipelines.extract.furniture import usual_size
from pipelines.extract.layout.blocks import BULLET, ENDS_SENTENCE, ENUMERATOR
from pipelines.segment.cells import cell_of
from pipelines.segment.hyphens import BROKEN, joint_of
from pipelines.segment.notes import FOOTNOTE_MARK, note_marks, number_length

# Soft hyphens, joiners, marks of direction and variation: no reader sees them, and no word is found through them.
_INVISIBLE: tuple[tuple[int, int], ...] = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x180B, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
)
_INVISIBLE += ((0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE01EF))
INVISIBLE = frozenset(chr(code) for first, last in _INVISIBLE for code in range(first, last + 1))
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SPOKEN = (Layer.BODY, Layer.FORM)  # read as text, not line by line
FOOTNOTE_SIZE = 0.9  # of the paragraph that may go on
HEADING_SIZE = 1.1  # of the usual print: what is larger waits for no other half
MIN_FULL_LINES = 2
MAX_WORD_GAP_EMS = 5.0  # between words of narrow justified print
MAX_STEP_EMS, CLOSE_STEP_EMS = 1.7, 1.35  # from line to line: where the next one goes on in small letters, or not
FULL_SHARE = 0.9  # of a paragraph's width
MIN_PROSE_CHARS = 45  # a shorter last line is no sentence that runs over the page


@dataclass(frozen=True, slots=True)
class Piece:
    """A line and the page that it stands on."""

    page: int
    line: Line


@dataclass(slots=True)
class Paragraph:
    """Lines of one block as one text; `origins` gives each character's piece and offset in its page, or None."""

    pieces: list[Piece]
    text: str = ""
    origins: list[tuple[int, int] | None] | None = None
    is_row: bool = False  # of a table: its cells, parted by bars, are one sentence

    @property
    def layer(self) -> Layer:
        """Layer of its lines."""
        return self.pieces[0].line.layer

    @property
    def size(self) -> float:
        """Size of its first line, in points; 0 unknown."""
        return self.pieces[0].line.size

    @property
    def in_table(self) -> bool:
        """Whether it stands in a table's cell."""
        return cell_of(self.pieces[0].line.locator) is not None

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return bool(BULLET.match(self.pieces[0].line.text))


def paragraphs_of(document: Document) -> list[Paragraph]:
    """Return the paragraphs in reading order; furniture stands line by line where it was printed."""
    blocks: list[Paragraph] = []
    for page in document.pages:
        group: list[Piece] = []
        for line in page.lines:
            piece = Piece(page.number, line)
            if group and not _same_block(group[-1].line, line):
                blocks.append(Paragraph(group))
                group = []
            group.append(piece)
        if group:
            blocks.append(Paragraph(group))
    paragraphs = _carried_over(blocks, usual_size(document.pages))
    words = _whole_words(document)
    marks = note_marks(document)
    for paragraph in paragraphs:
        _join(paragraph, words, marks)
    return [paragraph for paragraph in paragraphs if paragraph.text.strip()]


def _whole_words(document: Document) -> Counter[str]:
    """Count the words that no line's end can have broken: neither half of one says how it is written."""
    words: Counter[str] = Counter()
    for page in document.pages:
        before = ""
        for line in page.lines:
            words.update(word.lower() for word in WORD.findall(line.text)[1 if BROKEN.search(before) else 0 : -1])
            before = line.text
    return words


def _same_block(before: Line, line: Line) -> bool:
    return before.layer == line.layer and line.layer in SPOKEN and before.block == line.block


def _carried_over(blocks: Sequence[Paragraph], size: float) -> list[Paragraph]:
    """Join a paragraph to the one that goes on with its sentence on the next page or in the next column."""
    done: list[Paragraph] = []
    unfinished: dict[bool, Paragraph | None] = {}  # the last one, in tables and outside: a table may part a sentence
    for block in blocks:
        if block.layer != Layer.BODY:
            done.append(block)
            continue
        waiting = unfinished.get(block.in_table)
        if waiting is not None and _goes_on(waiting, block):
            waiting.pieces.extend(block.pieces)
        else:
            done.append(block)
            if waiting is not None and (_is_note(waiting, block) or _is_label(waiting, block)):
                continue  # it stands between the halves of a sentence
            waiting = block
        ended = ENDS_SENTENCE.search(waiting.pieces[-1].line.text) or 0 < HEADING_SIZE * size < waiting.size
        unfinished[block.in_table] = None if ended else waiting
    return done


def _is_note(waiting: Paragraph, block: Paragraph) -> bool:
    return 0 < block.size < FOOTNOTE_SIZE * waiting.size and block.pieces[0].page == waiting.pieces[-1].page


def _is_label(waiting: Paragraph, block: Paragraph) -> bool:
    """Whether a short line, say a label of a table's row, stands below a sentence that its page does not finish."""
    short = len(block.pieces) == 1 and len(block.pieces[0].line.text) < MIN_PROSE_CHARS
    unfinished = len(waiting.pieces) > 1 and not waiting.pieces[0].line.heading_level
    return short and unfinished and block.pieces[0].page == waiting.pieces[-1].page


def _goes_on(waiting: Paragraph, block: Paragraph) -> bool:
    before, after = waiting.pieces[-1], block.pieces[0]
    plain = (before.line.locator or "").startswith("line ")  # blank lines of plain text often stand for a column's end
    moved = plain or after.page != before.page or _is_next_column(before.line, after.line)
    if block.in_table and after.page != before.page + 1:
        return False  # the next cell, or another table
    beside = len(waiting.pieces) > 1 and _is_beside(before.line, after.line)
    reach = MAX_STEP_EMS if after.line.text[:1].islower() else CLOSE_STEP_EMS
    several = len(waiting.pieces) > 1 or (after.line.text[:1].islower() and _reaches(before, block))
    below = several and not waiting.is_item and _is_below(waiting, after, reach)
    if not (moved or beside or below) or before.line.heading_level or after.line.heading_level:
        return False
    if abs(before.line.size - after.line.size) > 0.1 * max(before.line.size, after.line.size):
        return False
    text = after.line.text
    if BULLET.match(text) or ENUMERATOR.match(text):
        return False
    long_enough = below or len(before.line.text) >= MIN_PROSE_CHARS or len(waiting.pieces) > 1
    if text[:1].islower() or beside:
        return long_enough or before.line.text.endswith((",", "-"))
    # "... our partners in" | "Kenya": a line that ends in a word that cannot end a sentence goes on with a name
    unfinished = re.search(r"\b(?:the|a|an|of|in|to|and|or|for|with|by|our|its|at|on|from)$|,$", before.line.text)
    return long_enough and (bool(unfinished) or (_is_full(waiting) and _is_prose(block)))


def _is_full(paragraph: Paragraph) -> bool:
    """Whether the last line of a paragraph of several lines reaches as far as the others: it was broken there."""
    page = paragraph.pieces[-1].page
    here = [piece.line.box for piece in paragraph.pieces if piece.page == page and piece.line.box]
    if len(here) < MIN_FULL_LINES:
        return False
    width = max(box[2] for box in here) - min(box[0] for box in here)
    return here[-1][2] >= max(box[2] for box in here) - (1 - FULL_SHARE) * width


def _is_prose(block: Paragraph) -> bool:
    """Whether a block is running text: a sentence ends in its first line, or it goes on over several."""
    line = block.pieces[0].line
    return not line.bold and (len(block.pieces) > 1 or bool(ENDS_SENTENCE.search(line.text)))


def _is_next_column(before: Line, after: Line) -> bool:
    return before.box is not None and after.box is not None and after.box[1] < before.box[1] - before.size


def _is_beside(before: Line, after: Line) -> bool:
    """Whether a line is the rest of the one before, cut off at a wide gap of justified print."""
    if before.box is None or after.box is None:
        return False
    gap = after.box[0] - before.box[2]
    return abs(before.box[3] - after.box[3]) < 0.2 * before.size and 0 < gap < MAX_WORD_GAP_EMS * before.size


def _reaches(before: Piece, block: Paragraph) -> bool:
    """Whether a line ends where the lines of a block do: it was broken there."""
    edges = [piece.line.box[2] for piece in block.pieces if piece.line.box and piece.page == before.page]
    return before.line.box is not None and bool(edges) and before.line.box[2] >= max(edges) - before.line.size


def _is_below(waiting: Paragraph, after: Piece, reach: float) -> bool:
    """Whether a line stands as close below a paragraph's last as the next one does: at most `reach` times its size."""
    boxes = [piece.line.box for piece in waiting.pieces if piece.line.box and piece.page == after.page]
    box = after.line.box
    if box is None or not boxes:
        return False
    step = box[3] - boxes[-1][3]
    shared = min(max(other[2] for other in boxes), box[2]) - max(min(other[0] for other in boxes), box[0])
    return 0.5 * waiting.size < step <= reach * waiting.size and shared > 0


def _join(paragraph: Paragraph, words: Counter[str], marks: dict[int, set[str]]) -> None:
    chars: list[str] = []
    origins: list[tuple[int, int] | None] = []
    first = paragraph.pieces[0]
    number = 0 if paragraph.in_table else number_length(first.line, marks.get(first.page, ()))
    for i, piece in enumerate(paragraph.pieces):
        if i:
            joint = joint_of(paragraph.pieces[i - 1].line.text, piece.line.text, words)
            if joint:
                chars.append(joint)
                origins.append(None)
            elif joint is None:
                chars.pop()
                origins.pop()
        for offset in _shown(piece.line, first=i == 0):
            if i == 0 and offset < number:
                continue
            chars.append(piece.line.text[offset])
            origins.append((i, piece.line.start + offset))
    paragraph.text, paragraph.origins = "".join(chars), origins


def _shown(line: Line, first: bool) -> Iterator[int]:
    """Yield the offsets of a line's characters without bullet glyph, invisible characters and footnote marks."""
    text = line.text
    bullet = BULLET.match(text) if first and line.layer == Layer.BODY else None
    marks = {i for match in FOOTNOTE_MARK.finditer(text) for i in range(*match.span())}
    for offset in range(bullet.end() if bullet and bullet.end() < len(text) else 0, len(text)):
        if text[offset] not in INVISIBLE and offset not in marks:
            yield offset


def spans_of(paragraph: Paragraph, start: int, end: int) -> tuple[Span, ...]:
    """Return the pieces of lines that hold the characters start to end of the paragraph's text.

    A box ends where the words do; it is the whole line's where the places of its words are unknown.
    """
    runs: list[list[int]] = []  # piece, first offset, last offset
    for origin in (paragraph.origins or [])[start:end]:
        if origin is None:
            continue
        piece, offset = origin
        line = paragraph.pieces[piece].line
        if runs and runs[-1][0] == piece:
            between = line.text[runs[-1][2] + 1 - line.start : offset - line.start]
            if all(char in INVISIBLE for char in between):
                runs[-1][2] = offset
                continue
        runs.append([piece, offset, offset])
    return tuple(_span(paragraph.pieces[piece], first, last + 1) for piece, first, last in runs)


def _span(piece: Piece, start: int, end: int) -> Span:
    line = piece.line
    box = line.box
    if box is not None and line.stops and (start, end) != (line.start, line.end):
        x0, x1 = _x(line, start - line.start), _x(line, end - line.start)
        box = x0, box[1], max(x0, x1), box[3]
    return Span(piece.page, start, end, box, line.locator)


def _x(line: Line, offset: int) -> float:
    """Return where a character begins, in points; inside a word by its share of the characters, after it its end."""
    i = max(bisect_right(line.stops, offset, key=itemgetter(0)) - 1, 0)
    first, x0, x1 = line.stops[i]
    last = line.stops[i + 1][0] - 1 if i + 1 < len(line.stops) else len(line.text)
    share = (offset - first) / max(last - first, 1)
    return round(x0 + min(max(share, 0.0), 1.0) * (x1 - x0), 2)
