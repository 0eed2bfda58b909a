"""Readers of PDFs to compare: Avowal's own stages, and plain library calls followed by spaCy's sentencizer."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from corpora.document import Layer
from pipelines.bench.extract.scores import Reading
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case

PDFTOTEXT_SECONDS = 60.0
BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")  # undone for the plain readers too: they only give lines


def read_with_avowal(path: Path) -> Reading:
    """Return the sentences of the body, and the lines marked as furniture, page by page."""
    (case,) = segment_batch(extract_batch([Case(source) for source in find_sources([path], None)]))
    pages = case.document.pages if case.document else ()
    furniture = [[line.text for line in page.lines if line.layer == Layer.FURNITURE] for page in pages]
    body = [sentence for sentence in case.sentences if sentence.layer == Layer.BODY]
    headings = dict.fromkeys(heading for sentence in body for heading in sentence.section)
    return Reading([sentence.text for sentence in body], furniture, list(headings))


def read_with_pdfplumber(path: Path) -> Reading:
    """Return what its extract_text gives."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        return _sentences([page.extract_text() or "" for page in document.pages])


def read_with_pdfium(path: Path) -> Reading:
    """Return what pypdfium2's get_text_range gives."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return _sentences([page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document])
    finally:
        document.close()


def read_with_pdfminer(path: Path) -> Reading:
    """Return what pdfminer.six's extract_text gives."""
    from pdfminer.high_level import extract_text

    return _sentences(extract_text(path).split("\f"))


def read_with_pdftotext(path: Path) -> Reading:
    """Return the sentences of what pdftotext writes."""
    return _sentences(run_pdftotext(path).decode(errors="replace").split("\f"))


def run_pdftotext(path: Path) -> bytes:
    """Return what the program pdftotext writes, a form feed behind each page."""
    command = [str(shutil.which("pdftotext")), "-q", str(path), "-"]
    done = subprocess.run(command, capture_output=True, timeout=PDFTOTEXT_SECONDS, check=True)  # noqa: S603 - no shell
    return done.stdout


def readers() -> Mapping[str, Callable[[Path], Reading]]:
    """Return the readers that are installed here by name, Avowal first."""
    found: dict[str, Callable[[Path], Reading]] = {
        "avowal": read_with_avowal,
        "pdfplumber": read_with_pdfplumber,
        "pypdfium2": read_with_pdfium,
        "pdfminer.six": read_with_pdfminer,
    }
    if shutil.which("pdftotext"):
        found["pdftotext"] = read_with_pdftotext
    return found


def _sentences(pages: Sequence[str]) -> Reading:
    text = BROKEN_WORD.sub("", "\n\n".join(pages).replace("\u00ad\n", "").replace("\ufffe", "-"))
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    return Reading([sentence.text for part in paragraphs if part for sentence in _sentencizer()(part).sents])


@cache
def _sentencizer():  # type: ignore[no-untyped-def]  # spaCy's Language: imported only where a reader is measured
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp
