"""Suppliers by commitment, and the shares of statuses: counts of one level at a time, never a total of a company."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.pages.vocabulary import LOOKS, MISSING_WORDS, Look
from pipelines.report.practice_strip import DEPTHS
from pipelines.report.suppliers import ORDER, Item, Judged, Sheet

Href = Callable[[Sheet, str], str]  # of a place of a sheet
DEPTHS_SHOWN = tuple(reversed(DEPTHS))  # specific first, as the columns stand
# over the columns of the map, where room is short
HEADS = {
    "M": "Required",
    "MC": "If it applies",
    "R": "Recommended",
    "T": "Asked",
    "B": "Good practice",
    "P": "Proposed",
}
COUNTED = {"M": "required item", "MC": "required item", "R": "recommended topic", "T": "answer"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One status in the map: `number` is the page of its passage, or the pages searched in vain."""

    look: Look
    href: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One document in the map; a cell is None where the commitment was not asked of it."""

    supplier: str
    period: str
    href: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, in hundredths of its length."""

    code: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Share:
    """How often each status was given; the counts stand in the order of the columns."""

    name: str
    counts: tuple[int, ...]
    parts: tuple[Part, ...]
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one level that stand together."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Law:
    """One framework over the documents that it was applied to."""

    framework: str
    title: str
    columns: tuple[Item, ...]  # of any document: their titles, references and levels are the framework's
    groups: tuple[Group, ...]
    rows: tuple[Line, ...]
    shares: tuple[Share, ...]
    asked: int
    outside: str


def laws_of(sheets: Sequence[Sheet], href: Href) -> tuple[Law, ...]:
    """Return the map of each framework, in the order of their ids."""
    found: dict[str, list[tuple[Sheet, Judged]]] = defaultdict(list)
    for sheet in sheets:
        for law in sheet.judged:
            found[law.framework].append((sheet, law))
    return tuple(_law(pairs, href) for _, pairs in sorted(found.items()))


def _law(pairs: Sequence[tuple[Sheet, Judged]], href: Href) -> Law:
    known: dict[str, Item] = {}
    for _, law in pairs:
        for item in law.items:
            known.setdefault(item.commitment, item)
    items = sorted((item for item in known.values() if not item.is_external), key=lambda item: ORDER[item.level])
    groups = tuple(Group(HEADS[level], len(list(run))) for level, run in groupby(item.level for item in items))
    by_commitment: dict[str, Counter[str]] = defaultdict(Counter)
    rows = []
    for sheet, law in pairs:
        given = {item.commitment: item for item in law.items}
        for item in law.items:
            by_commitment[item.commitment][item.look.code] += 1
        cells = (_cell(given.get(item.commitment), sheet, href) for item in items)
        rows.append(Line(sheet.supplier, sheet.period, href(sheet, sheet.anchor), tuple(cells)))
    codes = [look.code for look in LOOKS.values()]
    shares = tuple(share(item.title, by_commitment[item.commitment], codes, item) for item in items)
    outside = "; ".join(f"{item.title} ({item.commitment})" for item in known.values() if item.is_external)
    law = pairs[0][1]
    return Law(law.framework, law.title, tuple(items), groups, tuple(rows), shares, len(pairs), outside)


def _cell(item: Item | None, sheet: Sheet, href: Href) -> Cell | None:
    if item is None:
        return None
    pages = sheet.document["pages"]
    if item.look.code == "ABSENT":
        number, where = f"of {pages}", f"in none of {pages} page{'s' if pages != 1 else ''}"
    else:
        number = item.first.short_place if item.first else ""
        where = (f"page {item.first.page}" if item.first.page else item.first.place) if item.first else ""
    return Cell(
        item.look, href(sheet, item.anchor), number, ", ".join(word for word in (item.look.word, where) if word)
    )


def share(name: str, counts: Counter[str], codes: Sequence[str], item: Item | None = None) -> Share:
    """Return the counts as pieces of a bar of length 100."""
    total = sum(counts[code] for code in codes)
    parts, start = [], 0.0
    for code in codes:
        if counts[code]:
            width = round(100 * counts[code] / total, 2)
            parts.append(Part(code, round(start, 2), width))
            start += width
    return Share(name, tuple(counts[code] for code in codes), tuple(parts), item)


def themes_of(sheets: Iterable[Sheet]) -> tuple[tuple[Share, ...], int]:
    """Return how concrete the best passages are, a line a theme, and over how many documents."""
    strips = {sheet.document["document_id"]: sheet.strip for sheet in sheets}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for strip in strips.values():
        for one in strip:
            counts[one.name][one.depth[0].upper()] += 1
    letters = [depth[0].upper() for depth in DEPTHS_SHOWN]
    return tuple(share(name, count, letters) for name, count in counts.items()), len(strips)


def bottom_line(law: Judged) -> str:
    """Return what matters of a law in one sentence of counts; levels are never added up (specification, 10)."""
    asked = [item for item in law.items if not item.is_external]
    if asked and all(item.look.code == "NOT_APPLICABLE" for item in asked):
        return f"Not judged: {asked[0].reason[:1].lower()}{asked[0].reason[1:]}"
    said = []
    for level, run in groupby(law.of("missing"), key=lambda item: COUNTED[item.level]):
        missing = list(run)
        words = MISSING_WORDS[missing[0].level].removeprefix("recommended topic ").removeprefix("answer ")
        said.append(f"{len(missing)} {level}{'s' if len(missing) != 1 else ''} {words}")
    if law.to_strengthen:
        said.append(f"{len(law.to_strengthen)} to strengthen")
    if unsure := [item for item in law.of("by hand") if not item.is_external]:
        said.append(f"{len(unsure)} to check by hand")
    if not law.of("missing"):
        said.insert(0, "nothing missing was found")
    text = ", ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def missing_of(law: Judged, *levels: str) -> int:
    """Return how many items of these levels are called missing."""
    return sum(item.level in levels for item in law.of("missing"))
