"""Measure OCR: scans against the text of the PDFs that they picture, and drawn text against what was typed off it.

Word accuracy is 1 less the words to change, add or drop (Levenshtein) by the words of the truth, page by page in
reading order, running heads and page numbers included. Words are what white space parts, case and punctuation kept;
only the styles of quotation marks and dashes are held equal, and marks without letter, digit or currency sign
(bullets, bars, dots that lead to a page number) are no words. Recall and precision beside it
do not ask for order: what accuracy lacks against recall is order, and not reading.
"""

import resource
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpora.document import Document, Outcome
from pipelines.bench.extract import Progress
from pipelines.bench.extract_scores import words_of as plain_words
from pipelines.bench.figures import Figures
from pipelines.extract import ocr
from pipelines.extract.pdf import read_pdf

DRAWN, SCANS, TRUTH = "pdf", "scans", "truth"  # folders
FURNITURE_HEAD = "[furniture]"  # parts a page's body from its running heads in a typed truth
MIN_LIKENESS = 0.5  # order-free recall by which a scan is known to picture a PDF
TARGET = 0.95
SAME_PRINT = str.maketrans("’‘“”–—", "''\"\"--")


@dataclass(frozen=True, slots=True)
class OcrScore:
    """How one document came out of OCR."""

    document: str
    outcome: Outcome
    pages: int
    words: int  # of the truth
    accuracy: float
    recall: float
    precision: float
    seconds: float  # of CPU, a page


def bench_ocr(statements: Path, progress: Progress) -> Figures:
    """Return the figures of every drawn text with a truth and every scan of a PDF.

    Args:
        statements: folder that holds `scans` (pictures of some PDFs of `pdf`) and `truth` (texts of others).
        progress: is told what is read.
    """
    scores = list(_scores(statements, progress))
    average = sum(score.accuracy * score.words for score in scores) / max(sum(score.words for score in scores), 1)
    below = [score.document for score in scores if score.accuracy < TARGET]
    note = f"All words together: accuracy {average:.3f}. Below {TARGET}: {', '.join(below) or 'none'}."
    if not ocr.program():
        note = f"Tesseract is not installed. {ocr.REMEDY}"
    columns = ("scan or drawn text", "outcome", "pages", "words", "accuracy", "recall", "precision", "CPU s a page")
    rows = [
        (s.document, s.outcome.value, s.pages, s.words, s.accuracy, s.recall, s.precision, round(s.seconds, 2))
        for s in scores
    ]
    return Figures("OCR: words of scans and of drawn text", columns, rows, note)


def _scores(statements: Path, progress: Progress) -> Iterator[OcrScore]:
    typed = sorted((statements / TRUTH).glob("*.txt"))
    scans = sorted((statements / SCANS).glob("*.pdf"))
    done = {path.stem for path in typed}
    pictured = [_pages(_read(path)) for path in sorted((statements / DRAWN).glob("*.pdf")) if path.stem not in done]
    for i, path in enumerate([*typed, *scans]):
        progress("OCR", i, len(typed) + len(scans))
        start = _seconds()
        document = _read(statements / DRAWN / f"{path.stem}.pdf" if path in typed else path)
        spent = _seconds() - start
        given = _pages(document)
        known = _typed(path) if path in typed else _likest(given, pictured)
        if known:
            yield _score(document, path.stem, known, given, spent)
    progress("OCR", len(typed) + len(scans), len(typed) + len(scans))


def _read(path: Path) -> Document:
    return read_pdf(path.read_bytes(), path.stem)


def _seconds() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _pages(document: Document) -> list[list[str]]:
    return [words_of(page.text) for page in document.pages]


def _typed(path: Path) -> list[list[str]]:
    pages = path.read_text(encoding="utf-8").split("\f")
    return [words_of("\n".join(line for line in page.splitlines() if line != FURNITURE_HEAD)) for page in pages]


def words_of(text: str) -> list[str]:
    """Return the words to compare."""
    return plain_words(text.translate(SAME_PRINT))


def _likest(given: list[list[str]], pictured: Sequence[list[list[str]]]) -> list[list[str]] | None:
    """Return the pages of the PDF that a scan pictures: as many pages, and most of the words."""

    def likeness(known: list[list[str]]) -> float:
        shared, total = _shared(known, given), sum(map(len, known))
        return shared / max(total, 1) if len(known) == len(given) else 0.0

    best = max(pictured, key=likeness, default=None)
    return best if best is not None and likeness(best) >= MIN_LIKENESS else None


def _shared(known: list[list[str]], given: list[list[str]]) -> int:
    return sum((Counter(k) & Counter(g)).total() for k, g in zip(known, given, strict=False))


def _score(document: Document, name: str, known: list[list[str]], given: list[list[str]], spent: float) -> OcrScore:
    words = sum(map(len, known))
    edits = sum(edits_between(k, g) for k, g in zip(known, given, strict=True))
    shared = _shared(known, given)
    recall, precision = shared / max(words, 1), shared / max(sum(map(len, given)), 1)
    pages = len(document.pages)
    return OcrScore(name, document.outcome, pages, words, 1 - edits / max(words, 1), recall, precision, spent / pages)


def edits_between(known: Sequence[str], given: Sequence[str]) -> int:
    """Return the least number of words to change, add or drop (Levenshtein)."""
    ids: dict[str, int] = {}
    numbers = np.array([ids.setdefault(word, len(ids)) for word in given], dtype=np.int64)
    steps = np.arange(len(given) + 1)
    row = steps.copy()
    for i, word in enumerate(known, 1):
        changed = np.minimum(row[:-1] + (numbers != ids.get(word, -1)), row[1:] + 1)
        row = np.minimum.accumulate(np.concatenate(([i], changed)) - steps) + steps
    return int(row[-1])
