"""Find what belongs to the pages and not to the text: running headers and footers, page numbers, contents lists."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from corpora.document import Document, Layer, Line, Page
from pipelines.ingest.media import XLSX

EDGE_SHARE = 0.13  # of the page's height, at its top and at its bottom
EDGE_LINES = 3
MAX_RUNNING_CHARS = 160
SENTENCE_WORDS = 6
PART_WORDS = 3
SAME_HEIGHT = 1.5  # points
MIN_PAGES = 3  # on which a line must return; on two where there are only two or three pages
MIN_SHARE = 0.25  # of the pages: chapters have their own headers

PAGE_NUMBER = re.compile(
    r"^(?:page|p\.|pg\.?|seite)?[\s|–—\-•]*(?:\d{1,3}|[ivxl]{1,6})[\s|–—\-•]*(?:(?:of|/|from|von)\s*\d{1,3})?[\s|–—\-•]*$",
    re.IGNORECASE,
)
CONTENTS_TITLE = re.compile(
    r"^(?:table of )?contents(?: page)?:?$|^in this (?:statement|report)$|^inhalt$", re.IGNORECASE
)
LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$|…{2,}\s*\d{0,3}$|_{4,}\s*\d{1,3}$")
ENTRY = re.compile(r"^.{2,100}?[\s.…]\d{1,3}$|^\d{1,3}(?:\.\d{1,2})*\.?\s+\D{2,100}$|^\d{1,3}$")
MIN_ENTRIES = 3


def mark_furniture(document: Document) -> Document:
    """Return the document with furniture lines marked; only body lines change their layer."""
    if document.media_type == XLSX:
        return document  # a sheet has no edges: the same first row on each is its head
    pages = document.pages
    edges = [_edge_lines(page) for page in pages]
    returning = _returning(pages, edges) if len(pages) > 1 else set()
    marked = []
    for page, edge in zip(pages, edges, strict=True):
        found = {i for i in edge if _returns(page.lines[i], returning) or _is_number(page.lines[i], len(pages))}
        found |= {i for i in edge if any(_beside(page.lines[i], page.lines[j]) for j in found)}
        found |= _contents_lines(page)
        lines = tuple(
            replace(line, layer=Layer.FURNITURE) if line.layer == Layer.BODY and i in found else line
            for i, line in enumerate(page.lines)
        )
        marked.append(replace(page, lines=lines))
    return replace(document, pages=tuple(marked))


def _is_number(line: Line, pages: int) -> bool:
    return pages > 1 and bool(PAGE_NUMBER.match(line.text))


def _normal(text: str) -> str:
    """Return what must return on other pages: a sentence word for word, a header with any page number."""
    if text.endswith(".") and len(text.split()) >= SENTENCE_WORDS:
        return text
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _edge_lines(page: Page) -> set[int]:
    """Return the positions of lines at the top and bottom of a page."""
    body = [(i, line) for i, line in enumerate(page.lines) if line.layer == Layer.BODY]
    if page.height is None:
        indices = [i for i, _ in body]
        return {*indices[:EDGE_LINES], *indices[-EDGE_LINES:]}
    reach = EDGE_SHARE * page.height
    return {i for i, line in body if line.box and (line.box[3] <= reach or line.box[1] >= page.height - reach)}


def _returning(pages: tuple[Page, ...], edges: list[set[int]]) -> set[str]:
    counts: Counter[str] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        counts.update({text for i in edge for text in _forms(page.lines[i])})
    needed = 2 if len(pages) <= 3 else max(MIN_PAGES, MIN_SHARE * len(pages))
    return {text for text, count in counts.items() if count >= needed}


def _returns(line: Line, returning: set[str]) -> bool:
    return any(form in returning for form in _forms(line))


def _beside(line: Line, other: Line) -> bool:
    """Whether a line stands at the height of a running one, in the same print."""
    if line.box is None or other.box is None or line.size != other.size:
        return False
    return abs(line.box[1] - other.box[1]) < SAME_HEIGHT


def _forms(line: Line) -> Iterator[str]:
    """Yield what may return: the whole line, and its first or last words at one height ("Company report | Chapter")."""
    if len(line.text) > MAX_RUNNING_CHARS:
        return
    whole = _normal(line.text)
    yield whole
    words = whole.split()
    if line.box is None or line.text.endswith("."):
        return
    height = round(line.box[1] / 3)
    for count in range(PART_WORDS, len(words)):
        yield f"{height} {' '.join(words[:count])} >"
        yield f"{height} < {' '.join(words[-count:])}"


def _contents_lines(page: Page) -> set[int]:
    """Return the positions of the lines of a contents list."""
    found: set[int] = set()
    leaders = {i for i, line in enumerate(page.lines) if LEADER.search(line.text)}
    if len(leaders) >= MIN_ENTRIES:
        found |= leaders
    for i, line in enumerate(page.lines):
        if not CONTENTS_TITLE.match(line.text):
            continue
        entries = []
        for j in range(i + 1, len(page.lines)):
            if not (ENTRY.match(page.lines[j].text) or j in leaders):
                break
            entries.append(j)
        if len(entries) >= MIN_ENTRIES or found:
            found |= {i, *entries}
    return found
