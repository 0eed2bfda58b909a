"""Measure OCR: scans against the text of the PDFs that they picture, and drawn text against what was typed off it.

Word accuracy is 1 less the words to change, add or drop (Levenshtein) by the words of the truth, page by page in
reading order, running heads and page numbers included. Words are what white space parts, case and punctuation kept;
only the styles of quotation marks and dashes are held equal, and marks without letter, digit or currency sign
(bullets, bars, dots that lead to a page number) are no words. Recall and precision beside it do not ask for order: what
accuracy lacks against recall is order, and not reading. Where the PDF itself holds pictures of text, OCR has read those
of the truth too: the accuracy on its other pages stands beside.
"""

import resource
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpora.document import Document, Outcome
from pipelines.bench.extract.report import Progress
from pipelines.bench.extract.scores import words_of as plain_words
from pipelines.bench.figures import Figures
from pipelines.extract.ocr import tesseract as ocr
from pipelines.extract.pdf.document import read_pdf

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
    accuracy_of_text: float  # on the pages whose truth is text alone, and was not itself read by OCR in part
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
    columns = (
        "scan or drawn text",
        "outcome",
        "pages",
        "words",
        "accuracy",
        "on pages of text",
        "recall",
        "precision",
        "CPU s a page",
    )
    rows = [
        (
            s.document,
            s.outcome.value,
            s.pages,
            s.words,
            s.accuracy,
            s.accuracy_of_text,
            s.recall,
            s.precision,
            round(s.seconds, 2),
        )
        for s in scores
    ]
    return Figures("OCR: words of scans and of drawn text", columns, rows, note)


def _scores(statements: Path, progress: Progress) -> Iterator[OcrScore]:
    typed = sorted((statements / TRUTH).glob("*.txt"))
    scans = sorted((statements / SCANS).glob("*.pdf"))
    done = {path.stem for path in typed}
    pictured = [_read(path) for path in sorted((statements / DRAWN).glob("*.pdf")) if path.stem not in done]
    for i, path in enumerate([*typed, *scans]):
        progress("OCR", i, len(typed) + len(scans))
        start = _seconds()
        document = _read(statements / DRAWN / f"{path.stem}.pdf" if path in typed else path)
        spent = _seconds() - start
        given = _pages(document)
        if path in typed:
            known = _typed(path)
            yield _score(document, path.stem, known, given, [True] * len(known), spent)
        elif truth := _likest(given, pictured):
            is_text = [page.outcome == Outcome.READ for page in truth.pages]
            yield _score(document, path.stem, _pages(truth), given, is_text, spent)
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


def _likest(given: list[list[str]], pictured: Sequence[Document]) -> Document | None:
    """Return the PDF that a scan pictures: as many pages, and most of the words."""

    def likeness(document: Document) -> float:
        known = _pages(document)
        shared, total = _shared(known, given), sum(map(len, known))
        return shared / max(total, 1) if len(known) == len(given) else 0.0

    best = max(pictured, key=likeness, default=None)
    return best if best is not None and likeness(best) >= MIN_LIKENESS else None


def _shared(known: list[list[str]], given: list[list[str]]) -> int:
    return sum((Counter(k) & Counter(g)).total() for k, g in zip(known, given, strict=False))


def _score(
    document: Document,
    name: str,
    known: list[list[str]],
    given: list[list[str]],
    is_text: Sequence[bool],
    spent: float,
) -> OcrScore:
    edits = [edits_between(k, g) for k, g in zip(known, given, strict=True)]
    counts = [len(words) for words in known]
    words, shared, pages = sum(counts), _shared(known, given), len(document.pages)
    of_text = sum(e for e, text in zip(edits, is_text, strict=True) if text)
    words_of_text = sum(n for n, text in zip(counts, is_text, strict=True) if text)
    return OcrScore(
        name,
        document.outcome,
        pages,
        words,
        1 - sum(edits) / max(words, 1),
        1 - of_text / max(words_of_text, 1),
        shared / max(words, 1),
        shared / max(sum(map(len, given)), 1),
        spent / pages,
    )


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
