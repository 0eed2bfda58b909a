"""Find what belongs to the pages and not to the text: running headers and footers, page numbers, contents lists."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from corpora.document import Document, Layer, Line, Page
from pipelines.extract.contents import contents_lines
from pipelines.ingest.media import XLSX

EDGE_SHARE = 0.13  # of the page's height, at its top and at its bottom
EDGE_LINES = 3
MAX_RUNNING_CHARS = 160
SENTENCE_WORDS = 6
PART_WORDS = 3
PART = "\x00"  # stands for the rest of a line
SAME_HEIGHT = 1.5  # points
MIN_PAGES = 3  # on which a line must return; on two where there are only two or three pages
MIN_SHARE = 0.25  # of the pages: chapters have their own headers
WIDE_EDGE_SHARE = 0.3  # of the height, for what returns at one height: print made for a smaller page stands further in
MIN_PAGES_WIDE = 4
HEADING_SIZE = 1.1  # of the body's print: what is larger may be a heading that begins as another does
SMALL_PRINT = 0.95  # of the body's: heads and feet that change from page to page are set smaller
MAX_CHANGING_WORDS = 10
PLACE_SHARE = 0.5  # of the pages that have such a line at one height
MARK_SIZE = 0.85  # of its note's print
NOTE_GAP_EMS = 2.5  # between a footnote's number and its text
APART = 1.2  # times its size: the least white between a changing head or foot and the text

PAGE_NUMBER = re.compile(
    r"^(?:page|p\.|pg\.?|seite)?[\s|–—\-•]*(?:\d{1,3}|[ivxl]{1,6})[\s|–—\-•]*(?:(?:of|/|from|von)\s*\d{1,3})?[\s|–—\-•]*$",
    re.IGNORECASE,
)
NOTE = re.compile(r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]+|\d{1,3}\s+\D)|[.;:]$")  # a footnote's beginning, or the end of a text


def mark_furniture(document: Document) -> Document:
    """Return the document with furniture lines marked; only body lines change their layer."""
    if document.media_type == XLSX:
        return document  # a sheet has no edges: the same first row on each is its head
    pages = document.pages
    size = usual_size(pages)
    edges = [_edge_lines(page) for page in pages]
    edges = [edge - _notes(page, edge) - _typed(page) for page, edge in zip(pages, edges, strict=True)]
    returning = _returning(pages, edges, size) if len(pages) > 1 else set()
    places = _places(pages, edges, size) if len(pages) > 1 else {}
    standing = _standing(pages)
    marked = []
    for page, edge in zip(pages, edges, strict=True):
        found = {i for i in edge if _returns(page.lines[i], returning, size)}
        found -= _beginning_alike(page, found, size)
        found |= places.get(page.number, set())
        found |= {i for i in range(len(page.lines)) if _place(page, i) in standing}
        found -= _typed(page)
        if len(pages) > 1:
            found |= _numbers(page, edge, found)
        found |= {
            i for i in edge if any(_beside(page.lines[i], page.lines[j]) and not _is_cell(page.lines[i]) for j in found)
        }
        found |= contents_lines(page.lines)
        lines = tuple(
            replace(line, layer=Layer.FURNITURE) if line.layer == Layer.BODY and i in found else line
            for i, line in enumerate(page.lines)
        )
        marked.append(replace(page, lines=lines))
    return replace(document, pages=tuple(marked))


def _typed(page: Page) -> set[int]:
    """Return what was typed into a form's fields, and the labels to their left: never furniture."""

    def belongs(line: Line) -> bool:
        x0, top, x1, bottom = line.box or (0.0, 0.0, 0.0, 0.0)
        level = (f for f in page.fields if f[1] <= (top + bottom) / 2 <= f[3])
        return any(x1 <= f[0] + 1 or (f[0] - 1 <= x0 and x1 <= f[2] + 1) for f in level)

    return {i for i, line in enumerate(page.lines) if line.box and belongs(line)}


def _notes(page: Page, edge: set[int]) -> set[int]:
    """Return small numbers with a text close to their right, and those texts: a footnote's, not the page's."""
    found: set[int] = set()
    for i in edge:
        line = page.lines[i]
        if line.box is None or not PAGE_NUMBER.match(line.text):
            continue
        middle = (line.box[1] + line.box[3]) / 2
        for j in edge - {i}:
            other = page.lines[j]
            level = other.box and line.size < MARK_SIZE * other.size and other.box[1] - 1 < middle < other.box[3] + 1
            if level and other.box and 0 <= other.box[0] - line.box[2] < NOTE_GAP_EMS * other.size:
                found |= {i, j}
    return found


def _numbers(page: Page, edge: set[int], found: set[int]) -> set[int]:
    """Return the page's number: no text but other furniture stands beside it or further out, and it is no cell."""
    numbers: set[int] = set()
    for i in edge:
        line = page.lines[i]
        if not PAGE_NUMBER.match(line.text) or _is_cell(line):
            continue
        further = [
            j for j, other in enumerate(page.lines) if other.layer == Layer.BODY and _is_further(page, other, line)
        ]
        if all(j in found or PAGE_NUMBER.match(page.lines[j].text) for j in further):
            numbers.add(i)
    return numbers


def _is_further(page: Page, other: Line, line: Line) -> bool:
    """Whether a line stands further out on its page than another."""
    if other.box is None or line.box is None or page.height is None:
        return False
    if _bottom(line) < page.height / 2:
        return other.box[3] < line.box[1]
    return other.box[1] > line.box[3]


def _is_cell(line: Line) -> bool:
    return "table" in (line.locator or "")


def _place(page: Page, index: int) -> tuple[str, int, float] | None:
    """Return what a line says and where, if it stands in the outer parts of its page."""
    line = page.lines[index]
    if line.box is None or page.height is None or _is_cell(line) or line.layer != Layer.BODY:
        return None
    reach = WIDE_EDGE_SHARE * page.height
    inside = reach < line.box[3] and line.box[1] < page.height - reach
    if inside or len(line.text.split()) > MAX_CHANGING_WORDS or NOTE.search(line.text):
        return None
    return _normal(line.text), round(line.box[1] / SAME_HEIGHT), round(line.size, 1)


def _standing(pages: tuple[Page, ...]) -> set[tuple[str, int, float] | None]:
    """Return what stands at one place, page numbers apart, on a good part of the pages."""
    counts = Counter(place for page in pages for i in range(len(page.lines)) if (place := _place(page, i)))
    return {place for place, count in counts.items() if count >= max(MIN_PAGES_WIDE, MIN_SHARE * len(pages))}


def _normal(text: str) -> str:
    """Return what must return on other pages: a sentence word for word, a header with any page number."""
    if text.endswith(".") and len(text.split()) >= SENTENCE_WORDS:
        return text
    return re.sub(r"(?<!\d)\d{1,3}(?!\d)", "#", " ".join(text.casefold().split()))  # the year of a heading stays


def _edge_lines(page: Page) -> set[int]:
    """Return the positions of lines at the top and bottom of a page."""
    body = [(i, line) for i, line in enumerate(page.lines) if line.layer == Layer.BODY]
    if page.height is None:
        indices = [i for i, _ in body]
        return {*indices[:EDGE_LINES], *indices[-EDGE_LINES:]}
    reach = EDGE_SHARE * page.height
    return {i for i, line in body if line.box and (line.box[3] <= reach or line.box[1] >= page.height - reach)}


def usual_size(pages: tuple[Page, ...]) -> float:
    """Return the size in which most of the body is printed, in points; 0 unknown."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.layer == Layer.BODY:
                sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _beginning_alike(page: Page, found: set[int], size: float) -> set[int]:
    """Return found lines, small print apart, whose block goes on in other words: headings or text that begin alike."""
    rest = {line.block for i, line in enumerate(page.lines) if i not in found and line.layer == Layer.BODY}
    return {i for i in found if page.lines[i].block in rest and page.lines[i].size >= SMALL_PRINT * size > 0}


def _places(pages: tuple[Page, ...], edges: list[set[int]], size: float) -> dict[int, set[int]]:
    """Return, by page number, the small lines that stand where most pages have one: heads that change with the page."""
    standing: dict[tuple[int, float], list[tuple[int, int]]] = {}
    for page, edge in zip(pages, edges, strict=True):
        for i in _outermost(page, edge, size):
            place = round(_bottom(page.lines[i]) / SAME_HEIGHT), round(page.lines[i].size, 1)
            standing.setdefault(place, []).append((page.number, i))
    found: dict[int, set[int]] = {}
    for places in standing.values():
        if len({number for number, _ in places}) >= max(2, PLACE_SHARE * len(pages)):
            for number, i in places:
                found.setdefault(number, set()).add(i)
    return found


def _outermost(page: Page, edge: set[int], size: float) -> list[int]:
    """Return the small labels that stand at the top and the foot of a page, up to the first other line."""
    if page.height is None:
        return []
    placed = sorted((i for i, line in enumerate(page.lines) if line.box), key=lambda i: _bottom(page.lines[i]))
    found: list[int] = []
    for indices, upward in ((placed, False), (placed[::-1], True)):
        taken: list[int] = []
        inner = None
        for i in indices:
            if i not in edge or (upward and _bottom(page.lines[i]) < page.height / 2):
                inner = i
                break
            if not (_is_small_label(page.lines[i], size) or PAGE_NUMBER.match(page.lines[i].text)):
                inner = i
                break
            taken.append(i)
        if inner is not None:
            taken = [i for i in taken if _white(page.lines[i], page.lines[inner]) > APART * page.lines[i].size]
        found += taken
    return found


def _bottom(line: Line) -> float:
    return line.box[3] if line.box else 0.0


def _white(line: Line, other: Line) -> float:
    """Return the height of the white between two lines, in points; negative where they share some height."""
    if line.box is None or other.box is None:
        return 0.0
    return max(other.box[1] - line.box[3], line.box[1] - other.box[3])


def _is_small_label(line: Line, size: float) -> bool:
    words = len(line.text.split())
    return line.size < SMALL_PRINT * size and words <= MAX_CHANGING_WORDS and not NOTE.search(line.text)


def _returning(pages: tuple[Page, ...], edges: list[set[int]], size: float) -> set[str]:
    counts: Counter[str] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        counts.update({text for i in edge for text in _forms(page.lines[i], size)})
    needed = 2 if len(pages) <= 3 else max(MIN_PAGES, MIN_SHARE * len(pages))
    return {text for text, count in counts.items() if count >= (MIN_PAGES if PART in text else 1) and count >= needed}


def _returns(line: Line, returning: set[str], size: float) -> bool:
    return any(form in returning for form in _forms(line, size))


def _beside(line: Line, other: Line) -> bool:
    """Whether a line stands at the height of a running one, in the same print."""
    if line.box is None or other.box is None or line.size != other.size:
        return False
    return abs(line.box[1] - other.box[1]) < SAME_HEIGHT


def _forms(line: Line, size: float) -> Iterator[str]:
    """Yield what may return: the whole line, and its first or last words at one height ("Company report | Chapter")."""
    if len(line.text) > MAX_RUNNING_CHARS or PAGE_NUMBER.match(line.text):
        return
    whole = _normal(line.text)
    yield whole
    words = whole.split()
    if line.box is None or line.text.endswith(".") or line.size > HEADING_SIZE * size:
        return
    height = round(line.box[1] / 3)
    for count in range(PART_WORDS, len(words)):
        yield f"{height} {' '.join(words[:count])} {PART}"
        yield f"{height} {PART} {' '.join(words[-count:])}"
