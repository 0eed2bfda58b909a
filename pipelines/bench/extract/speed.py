"""Measure what reading PDFs costs: text, boxes, order, visibility; tables, drawn checks, plain libraries apart."""

import os
import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2

from pipelines.bench.extract.readers import run_pdftotext
from pipelines.bench.figures import Cell, Figures
from pipelines.extract.page import PageWriter
from pipelines.extract.pdf.document import read_pdf
from pipelines.extract.pdf.engines import find_tables, pdfium_page
from pipelines.extract.pdf.fields import typed_words
from pipelines.extract.pdf.page import lay_out

TEXT = "text, boxes, order, visibility"
DRAWN = "checks on the drawn page"
TABLES = "tables"
WHOLE = "whole document, with OCR"
BASE = "pdfplumber"
TARGET = 0.2  # of pdfplumber's time


def measure(paths: Sequence[Path], progress: Callable[[str, int, int], None]) -> tuple[dict[str, float], int]:
    """Return CPU seconds by what was done, and the number of pages; every reader reads each file in turn."""
    seconds: dict[str, float] = defaultdict(float)
    pages = 0
    _read_in_parts(paths[0].read_bytes(), defaultdict(float))  # what is loaded once is nobody's
    plain = _plain_readers()
    for name, read in plain.items():
        _spent(read, paths[0])
        progress(name, 0, len(paths))
    for i, path in enumerate(paths):
        data = path.read_bytes()
        pages += _read_in_parts(data, seconds)
        seconds[WHOLE] += _spent(_whole, path)
        for name, read in plain.items():
            seconds[name] += _spent(read, path)
        progress("speed", i + 1, len(paths))
    return seconds, pages


def bench(paths: Sequence[Path], progress: Callable[[str, int, int], None]) -> Figures:
    """Return CPU seconds a page of Avowal's parts and of the plain libraries, and each as a share of pdfplumber's."""
    seconds, pages = measure(paths, progress)
    base = seconds[BASE]
    own = (TEXT, TABLES, DRAWN, WHOLE)
    rows: list[tuple[Cell, ...]] = [
        (f"avowal: {name}" if name in own else name, seconds[name], seconds[name] / pages, seconds[name] / base)
        for name in (*own, *(name for name in seconds if name not in own))
    ]
    met = "met" if seconds[TEXT] <= TARGET * base else "missed"
    note = f"{len(paths)} files, {pages} pages, CPU time of one process. {TEXT.capitalize()}: at most {TARGET} {met}."
    return Figures("Speed", ("reader", "CPU s", "a page", "of pdfplumber"), rows, note)


def _read_in_parts(data: bytes, seconds: dict[str, float]) -> int:
    """Read a document part by part as read_pdf does; return its number of pages."""
    clock = time.process_time
    start = clock()
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()
        for index in range(len(document)):
            text = pdfium_page(document, index)
            text.typed, _ = typed_words(document, index)
            lay_out(text, _writer(text.width, text.height))
            seconds[TEXT] += clock() - start - text.drawing_seconds
            seconds[DRAWN] += text.drawing_seconds
            start = clock()
            lay_out(text, _writer(text.width, text.height))
            plain, start = clock() - start, clock()
            find_tables(text, document, index)
            lay_out(text, _writer(text.width, text.height))
            seconds[TABLES] += max(clock() - start - plain, 0.0)
            start = clock()
        return len(document)
    finally:
        document.close()


def _whole(path: Path) -> None:
    read_pdf(path.read_bytes(), "")


def _writer(width: float, height: float) -> PageWriter:
    return PageWriter(1, width, height)


def _plain_readers() -> dict[str, Callable[[Path], object]]:
    readers: dict[str, Callable[[Path], object]] = {
        BASE: _pdfplumber,
        "pypdfium2": _pypdfium2,
        "pdfminer.six": _pdfminer,
    }
    if shutil.which("pdftotext"):
        readers["pdftotext"] = run_pdftotext
    return readers


def _spent(read: Callable[[Path], object], path: Path) -> float:
    """Return the CPU seconds of a call, those of the programs that it starts with them."""
    own, children = time.process_time(), os.times()
    read(path)
    after = os.times()
    started = after.children_user + after.children_system - children.children_user - children.children_system
    return time.process_time() - own + started


def _pdfplumber(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()


def _pypdfium2(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            page.get_textpage().get_text_range()
    finally:
        document.close()


def _pdfminer(path: Path) -> None:
    from pdfminer.high_level import extract_text

    extract_text(path)
