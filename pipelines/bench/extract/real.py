"""Measure extraction on real pages that a person compared with their picture; only digests of them are kept."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from corpora.document import Layer
from corpora.errors import AvowalError
from pipelines.bench.extract.readers import readers
from pipelines.bench.extract.scores import share, words_of
from pipelines.bench.figures import Cell, Figures
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case

CHECKED = Path(__file__).with_name("real.yaml")
SENTENCE_DIGITS, WORD_DIGITS = 10, 4  # hexadecimal, of SHA-256; a word's are few, so that none can be guessed from them

Progress = Callable[[str, int, int], None]


class RealPagesError(AvowalError):
    """None of the checked documents is there."""

    remedy = "Name the folder that holds the documents whose digests stand in pipelines/bench/extract/real.yaml."


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """What is right on a page: digests of its sentences in reading order and of the words of its furniture."""

    document: str  # SHA-256 of the file
    page: int
    sentences: tuple[str, ...]
    furniture: tuple[str, ...]
    form: bool = False  # a blank form: its own words count as text


@dataclass(slots=True)
class PageScore:
    """Counts of a page, or of several."""

    known: int = 0
    given: int = 0
    right: int = 0
    pairs: int = 0
    in_order: int = 0
    furniture_known: int = 0
    furniture_given: int = 0
    furniture_right: int = 0

    def __add__(self, other: "PageScore") -> "PageScore":
        return PageScore(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def sentence_digest(text: str) -> str:
    """Return the digest of a sentence's words."""
    return hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()[:SENTENCE_DIGITS]


def word_digests(text: str) -> list[str]:
    """Return the digests of the words of a line of furniture."""
    return [hashlib.sha256(word.encode()).hexdigest()[:WORD_DIGITS] for word in words_of(text)]


@cache
def checked_pages(path: Path = CHECKED) -> tuple[CheckedPage, ...]:
    """Return the checked pages."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        CheckedPage(
            row["document"],
            row["page"],
            tuple(row["sentences"].split()),
            tuple(row["furniture"].split()),
            row.get("form", False),
        )
        for row in rows
    )


def bench(folder: Path, progress: Progress = lambda step, done, total: None) -> list[Figures]:
    """Return how well the checked pages below a folder are read, page by page and all together.

    Raises:
        RealPagesError: The folder holds none of the documents.
    """
    pages = checked_pages()
    paths = _paths(folder, {page.document for page in pages})
    if not paths:
        raise RealPagesError(f"{folder} holds none of the {len({page.document for page in pages})} checked documents.")
    cases = {}
    for i, (digest, path) in enumerate(paths.items(), start=1):
        cases[digest] = segment_batch(extract_batch([Case(source) for source in find_sources([path], None)]))[0]
        progress("real pages", i, len(paths))
    scored = [(page, score_page(page, cases[page.document])) for page in pages if page.document in cases]
    return [_table(scored, paths, len(pages)), _beside(scored, paths)]


def score_page(page: CheckedPage, case: Case) -> PageScore:
    """Compare what was read of a page with what is right."""
    layers = (Layer.BODY, Layer.FORM) if page.form else (Layer.BODY,)
    sentences = [s for s in case.sentences if s.page == page.page and s.layer in layers and words_of(s.text)]
    given = [sentence_digest(sentence.text) for sentence in sentences]
    lines = case.document.pages[page.page - 1].lines if case.document else ()
    running = [digest for line in lines if line.layer == Layer.FURNITURE for digest in word_digests(line.text)]
    pairs, in_order = _order(page.sentences, given)
    return PageScore(
        len(page.sentences),
        len(given),
        (Counter(page.sentences) & Counter(given)).total(),
        pairs,
        in_order,
        len(page.furniture),
        len(running),
        (Counter(page.furniture) & Counter(running)).total(),
    )


def _order(known: Sequence[str], given: Sequence[str]) -> tuple[int, int]:
    once = {d for d, n in Counter(known).items() if n == 1} & {d for d, n in Counter(given).items() if n == 1}
    ranks = {digest: rank for rank, digest in enumerate(d for d in given if d in once)}
    placed = [ranks[digest] for digest in known if digest in once]
    return max(len(placed) - 1, 0), sum(b == a + 1 for a, b in pairwise(placed))


def _table(scored: Sequence[tuple[CheckedPage, PageScore]], paths: Mapping[str, Path], wanted: int) -> Figures:
    def row(name: str, score: PageScore) -> tuple[Cell, ...]:
        found, furniture = share(score.right, score.known), share(score.furniture_right, score.furniture_known)
        exact, clean = share(score.right, score.given), share(score.furniture_right, score.furniture_given)
        f1 = share(2 * score.right, score.known + score.given)
        return name, score.known, score.given, exact, found, f1, share(score.in_order, score.pairs), clean, furniture

    rows = [row(f"{paths[page.document].stem[:34]}, {page.page}", score) for page, score in scored]
    total = sum((score for _, score in scored), PageScore())
    return Figures(
        f"{len(scored)} of {wanted} real pages checked by eye",
        ("page", "sentences", "given", "P", "R", "F1", "order", "furn P", "R"),
        [*rows, row("all", total)],
        "A sentence counts when every word and both its ends are right; furniture is counted by words.",
    )


def _beside(scored: Sequence[tuple[CheckedPage, PageScore]], paths: Mapping[str, Path]) -> Figures:
    """Return how many of the right sentences each reader gives anywhere in the documents."""
    rows: list[tuple[Cell, ...]] = []
    documents = {page.document for page, _ in scored}
    for name, read in readers().items():
        given = {digest: Counter(map(sentence_digest, read(paths[digest]).sentences)) for digest in documents}
        known = list(_known(page for page, _ in scored))
        rows.append((name, len(known), share(sum(given[d][sentence] > 0 for d, sentence in known), len(known))))
    return Figures("The right sentences of these pages, found anywhere in the document", ("reader", "n", "R"), rows)


def _known(pages: Iterable[CheckedPage]) -> Iterator[tuple[str, str]]:
    for page in pages:
        yield from ((page.document, sentence) for sentence in page.sentences if not page.form)


def _paths(folder: Path, digests: set[str]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.pdf")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest in digests:
            found.setdefault(digest, path)
    return found
