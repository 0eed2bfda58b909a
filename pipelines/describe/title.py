"""Find the lines of a document that stand as its title."""

import re
from itertools import pairwise

from pipelines.describe.reading import OPENING_LINES, Reading

TITLE_LINES = 8  # of the opening, in which a title stands unless its print is larger than all around it
MAX_TITLE_CHARS = 160  # of lines that may be a title
MAX_PRINTED_CHARS = 150  # of the title that is shown
SHORT_WORDS = 2
LARGE = 1.15  # times the usual size of the document's print

NAMES_A_DOCUMENT = re.compile(
    r"\b(?:statement|policy|report|disclosure|code of|notice|terms|agreement|guidance|toolkit|form|manual|plan|index"
    r"|questionnaire|response|act \d{4}|declaration|annex|appendix|proposal|tender)\b",
    re.IGNORECASE,
)
SENTENCE_ENDS = re.compile(r"(?<=[a-z0-9)”\"]{3})[.!?]\s+(?=[A-Z\"“])")  # not behind "Ltd." or initials
SENTENCE = re.compile(r"\w+(?: \S+){7}.*[.;]$|^[a-z]|(?i:^\W*(?:we|it|this is|to|in|our \w+ (?:is|are))\b)|\.\.\.")
WRAPS = re.compile(r"(?:\b(?:and|of|the|for|to|on|in|our|a|with)|[&–—:,-])$", re.IGNORECASE)
NOT_A_TITLE = re.compile(
    r"^(?:\W*\d*\W*|menu|home|search|page \d.*|contents?|internal|public|confidential|skip to .*|log ?in|.*cookies.*"
    r"|.*@.*|https?:.*|www\..*|←.*|basket|.*\bclick\b.*)$",
    re.IGNORECASE,
)


def titles_of(reading: Reading) -> tuple[str, ...]:
    """Return lines that stand as titles, the title as printed first; a title over several lines is joined."""
    start = list(zip(reading.lines, reading.sizes or (0.0,) * len(reading.lines), strict=False))[: reading.first_page]
    blocks = _blocks(start[:OPENING_LINES])
    usual = sorted(size for size in reading.sizes if size)[len([s for s in reading.sizes if s]) // 2 :][:1]
    large = [(size, text) for text, size in blocks if usual and size > LARGE * usual[0]]
    largest = max((size for size, _ in large), default=0.0)
    by_size = [text for size, text in large if size >= 0.6 * largest and NAMES_A_DOCUMENT.search(text)]
    by_size += [text for size, text in large if size == largest]
    early = [text for text, _ in blocks[:TITLE_LINES]]
    pairs = [f"{a} {b}" for a, b in pairwise(early) if len(a) + len(b) < MAX_TITLE_CHARS and a[-1:] not in ".!?"]
    naming = [text for text in early if NAMES_A_DOCUMENT.search(text) and not SENTENCE.search(text)]
    joined = [text for text in pairs if not naming and NAMES_A_DOCUMENT.search(text)]
    short = [text for text in naming[:1] if len(text.split()) <= SHORT_WORDS]  # the end of a title over two lines
    joined += [pair for pair in pairs if short and pair.endswith(short[0])][:1]
    order = [*by_size, *(joined if short else ()), *naming, *joined, *early[:3], *pairs[:3]]
    return tuple(dict.fromkeys(order))


def title_of(reading: Reading, titles: tuple[str, ...], wanted: re.Pattern[str] | None = None) -> str | None:
    """Return the title as printed, at most one sentence of 150 characters, or None where it is longer.

    It is the first line of the wanted words that is no sentence, else the likeliest title.
    """
    title = _titled(reading, titles, wanted) if wanted else next(iter(titles), None)
    title = SENTENCE_ENDS.split(title, maxsplit=1)[0] if title else None
    return title if title and len(title) <= MAX_PRINTED_CHARS else None


def _titled(reading: Reading, titles: tuple[str, ...], wanted: re.Pattern[str]) -> str | None:
    early = (*titles, *(text for text, _ in _blocks([(line, 0.0) for line in reading.lines[:OPENING_LINES]])))
    fits = (line for line in early if wanted.search(line) and not SENTENCE.search(line))
    return next(fits, titles[0] if titles else None)


def _blocks(lines: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Join lines of one title: same large print, or a line that plainly goes on."""
    blocks: list[tuple[str, float]] = []
    goes_on = False
    for n, (text, size) in enumerate(lines):
        text = text.lstrip("#•* ").rstrip("* ")
        if n == 0:  # of plain text and of sentences alone the first line may be a whole paragraph
            text = SENTENCE_ENDS.split(text, maxsplit=1)[0]
        if len(text) > MAX_TITLE_CHARS or NOT_A_TITLE.match(text):
            goes_on = False
            continue
        last = blocks[-1] if blocks else ("", -1.0)
        same_print = bool(size) and abs(size - last[1]) < 0.5 and size > 13 and len(last[0]) + len(text) < 120
        if blocks and (goes_on or same_print) and len(last[0]) + len(text) < MAX_TITLE_CHARS:
            blocks[-1] = (f"{last[0]} {text}", last[1])
        else:
            blocks.append((text, size))
        goes_on = bool(WRAPS.search(text)) and len(text) < 100
    return blocks
