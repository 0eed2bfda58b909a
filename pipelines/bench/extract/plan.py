"""What a seeded layout says, whoever prints it: sections of blocks, the looks of its pages, and the true sentences."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.bench.extract.prose import Prose

KINDS = (
    "single column", "two columns", "three columns", "tables", "side boxes", "footnotes", "lists", "rotated pages",
    "landscape mix", "cover and contents", "display",
)  # fmt: skip
PRODUCERS = ("chromium", "platypus", "canvas")
FAMILIES = ("sans", "serif", "wide")
BULLETS = ("•", "–", "▪", "■", "➢", "✓", "◦")
HEADERS = ("none", "number below", "firm above, number right", "alternating", "chapter above", "both with rules")
BAR = " | "
MIN_ROW_COLUMNS = 3  # the rows of narrower tables are read cell by cell, unless a figure stands beside its label


@dataclass(frozen=True, slots=True)
class Block:
    """What is printed as one: a heading, paragraph, item, quote, signature line, contents entry or table."""

    kind: str
    sentences: tuple[str, ...] = ()
    level: int = 0
    mark: str = ""  # a bullet, which is no part of the text
    rows: tuple[tuple[str, ...], ...] = ()
    rules: str = ""  # of a table: ruled, shaded, level or open
    note: tuple[int, str] | None = None  # number and text of a footnote to the last word

    @property
    def text(self) -> str:
        """The sentences as printed."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that begin on a page of their own; those with a box or notes fit on one page."""

    blocks: tuple[Block, ...]
    columns: int = 1
    landscape: bool = False
    turned: str = ""  # "page": by /Rotate; "print": the text runs up the page
    box: tuple[Block, ...] = ()
    role: str = ""  # cover, contents

    @property
    def notes(self) -> list[tuple[int, str]]:
        """Footnotes in order."""
        return [block.note for block in self.blocks if block.note]


@dataclass(frozen=True, slots=True)
class Style:
    """How the pages look; sizes in points."""

    family: str
    size: float
    leading: float
    justified: bool
    hyphens: bool
    indented: bool  # first lines, in place of space between paragraphs
    header: str
    heading: str  # bold, larger, capitals, spaced, same size
    bullet: str
    drop_cap: bool
    tint: bool
    tracking: float  # points between letters of body text


@dataclass(frozen=True, slots=True)
class Plan:
    """A document to print: `seed` decides all of it."""

    seed: int
    producer: str
    kind: str
    firm: str
    style: Style
    sections: tuple[Section, ...] = field(default=())

    def flows(self) -> list[list[str]]:
        """Return true sentences by flow, each in reading order: the main text, each box, each page's notes."""
        main: list[str] = []
        others: list[list[str]] = []
        for section in self.sections:
            if section.role == "contents":
                continue
            main += [sentence for block in section.blocks for sentence in truth_of(block)]
            others.append([sentence for block in section.box for sentence in truth_of(block)])
            others.append([text for _, text in section.notes])
        return [flow for flow in [main, *others] if flow]


def headings_of(plan: Plan) -> list[str]:
    """Return the headings under which a text stands, the title and the name on a cover among them."""
    found: list[str] = []
    for section in plan.sections:
        lowest = 2 if section.role == "cover" else 3
        blocks = (*section.blocks, *section.box)
        found += [block.text for block in blocks if block.kind in ("title", "heading") and block.level <= lowest]
    return found


def truth_of(block: Block) -> Iterator[str]:
    """Yield the sentences that a reader should get from a block."""
    for row in block.rows:
        figure = len(row) == 2 and not any(map(str.isalpha, row[1]))
        if len(row) >= MIN_ROW_COLUMNS or figure:
            yield BAR.join(row)
        else:
            yield from row
    yield from block.sentences


def plan_of(seed: int) -> Plan:
    """Return the plan of a seed; kinds and producers take turns."""
    rng = random.Random(f"layout {seed}")  # noqa: S311 - the same words for a seed, no secret
    kind = KINDS[seed % len(KINDS)]
    producer = PRODUCERS[(seed + 2 * (seed // len(KINDS))) % len(PRODUCERS)]
    if producer == "platypus" and kind in ("footnotes", "side boxes", "rotated pages", "display"):
        producer = "canvas"  # what platypus has no flowable for
    prose = Prose(rng)
    style = Style(
        family=rng.choice(FAMILIES),
        size=rng.choice((9.0, 9.5, 10.0, 10.5, 11.0)),
        leading=rng.choice((1.2, 1.3, 1.45)),
        justified=rng.random() < 0.5,
        hyphens=rng.random() < 0.6,
        indented=rng.random() < 0.25,
        header=rng.choice(HEADERS if kind != "cover and contents" else HEADERS[1:]),
        heading=rng.choice(("bold", "larger", "capitals", "spaced" if kind == "display" else "bold", "same size")),
        bullet=rng.choice(BULLETS),
        drop_cap=kind == "display" and rng.random() < 0.7,
        tint=kind == "display" or rng.random() < 0.2,
        tracking=rng.choice((0.0, 0.0, 0.3, -0.15)) if kind == "display" else 0.0,
    )
    firm = prose.word("firm")
    return Plan(seed, producer, kind, firm, style, tuple(_sections(kind, rng, prose, firm, style)))


def _sections(kind: str, rng: random.Random, prose: Prose, firm: str, style: Style) -> Iterator[Section]:
    if kind == "cover and contents":
        yield from _front(rng, prose, firm)
        yield Section((*_chapter(rng, prose, 10), *_signature(prose, firm)))
    elif kind in ("two columns", "three columns"):
        columns = 2 if kind.startswith("two") else 3
        yield Section(tuple(_chapter(rng, prose, 14)), columns)
        yield Section(tuple(_chapter(rng, prose, 12)), columns)
    elif kind == "tables":
        rules = rng.choice(("ruled", "shaded", "level", "open"))
        for _ in range(3):
            blocks = [*_chapter(rng, prose, 2), _table(rng, prose, rules), Block("paragraph", prose.paragraph())]
            yield Section((*blocks, _table(rng, prose, rules), Block("paragraph", prose.paragraph())))
    elif kind == "side boxes":
        for _ in range(3):
            box = Block("heading", (prose.heading(),), 3), Block("paragraph", prose.paragraph(2, 3))
            yield Section(tuple(_chapter(rng, prose, 5)), box=box)
    elif kind == "footnotes":
        number = 0
        for _ in range(3):
            blocks = []
            for block in _chapter(rng, prose, 5):
                if block.kind == "paragraph" and rng.random() < 0.6:
                    number += 1
                    block = Block("paragraph", block.sentences, note=(number, prose.sentence()))
                blocks.append(block)
            yield Section(tuple(blocks), columns=rng.choice((1, 1, 2)))
    elif kind == "lists":
        for _ in range(2):
            yield Section(tuple(block for _ in range(3) for block in _list(rng, prose, style.bullet)))
    elif kind == "rotated pages":
        yield Section(tuple(_chapter(rng, prose, 5)))
        turned = rng.choice(("page", "print"))
        table = _table(rng, prose, "ruled")
        yield Section((*_chapter(rng, prose, 2), table, *_chapter(rng, prose, 1)), landscape=True, turned=turned)
        yield Section(tuple(_chapter(rng, prose, 4)))
    elif kind == "landscape mix":
        yield Section(tuple(_chapter(rng, prose, 6)))
        yield Section(tuple(_chapter(rng, prose, 6)), columns=2, landscape=True)
        yield Section(tuple(_chapter(rng, prose, 6)), columns=rng.choice((1, 2)))
    else:
        for _ in range(3):
            yield Section(tuple(_chapter(rng, prose, 8 if kind == "single column" else 5)))


def _chapter(rng: random.Random, prose: Prose, paragraphs: int) -> list[Block]:
    blocks = [Block("heading", (prose.heading(),), 1)]
    for i in range(paragraphs):
        if i and rng.random() < 0.3:
            blocks.append(Block("heading", (prose.heading(),), 2))
        blocks.append(Block("paragraph", prose.paragraph()))
    return blocks


def _list(rng: random.Random, prose: Prose, bullet: str) -> Iterator[Block]:
    yield Block("heading", (prose.heading(),), 1)
    yield Block("paragraph", prose.paragraph(1, 3))
    yield Block("paragraph", (prose.fill("In {year} this meant:"),))
    marks = rng.choice((bullet, "1.", "(a)"))
    shape = rng.choice(("phrase", "semicolon", "sentence"))
    count = rng.randint(3, 5)
    for i in range(count):
        text = prose.sentence() if shape == "sentence" else prose.item()
        if shape == "semicolon":
            text += "; and" if i == count - 2 else ("." if i == count - 1 else ";")
        if marks == "1.":
            yield Block("item", (f"{i + 1}. {text}",), 1)
        elif marks == "(a)":
            yield Block("item", (f"({'abcdefg'[i]}) {text}",), 1)
        else:
            yield Block("item", (text,), 1, mark=bullet)
            if rng.random() < 0.3:
                yield Block("item", (prose.item(),), 2, mark=rng.choice(("–", "◦")))
    yield Block("paragraph", prose.paragraph(1, 3))


def _table(rng: random.Random, prose: Prose, rules: str) -> Block:
    columns = rng.choice((2, 3, 4, 4, 5))
    rows: list[tuple[str, ...]] = []
    if columns == 2 and rng.random() < 0.6:
        rows += [(prose.cell(), prose.sentence()) for _ in range(rng.randint(3, 5))]
        return Block("table", rows=tuple(rows), rules=rules)
    labels = ("Site", "Goods", "Risk", "Workers", "Share")[:columns]
    rows.append(labels)
    for i in range(rng.randint(4, 8)):
        name = prose.word("place") if i % 2 else prose.word("firm")
        rows.append((name, *(prose.cell() for _ in range(columns - 1))))
    return Block("table", rows=tuple(rows), rules=rules)


def _front(rng: random.Random, prose: Prose, firm: str) -> Iterator[Section]:
    title = Block("title", ("Modern slavery statement",)), Block("heading", (firm,), 2)
    yield Section((*title, Block("heading", (prose.fill("For the year to 30 June {year}"),), 3)), role="cover")
    page = 2
    entries = [Block("contents", ("Contents",))]
    for _ in range(rng.randint(5, 9)):
        page += rng.randint(1, 3)
        entries.append(Block("contents", (prose.heading(), str(page))))
    yield Section(tuple(entries), role="contents")


def _signature(prose: Prose, firm: str) -> Sequence[Block]:
    lines = (
        prose.fill(f"This statement was approved by the board of {firm} on 3 {{month}} 2025."),
        prose.word("person"),
        f"Director, {firm}",
        prose.fill("12 {month} 2025"),
    )
    return [Block("paragraph", lines[:1]), *(Block("signature", (line,)) for line in lines[1:])]
