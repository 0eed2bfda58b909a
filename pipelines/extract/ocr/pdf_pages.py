"""Find the pages of a PDF whose text is not what they show, and read those by OCR."""

import logging
import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

import numpy as np
import pypdfium2

from corpora.document import Outcome, Page
from models.threads import cores
from pipelines.extract.legible import is_garbled
from pipelines.extract.ocr import tesseract as ocr
from pipelines.extract.ocr.page import ENGINE, is_unreadable, page_of, reads_as_words
from pipelines.extract.ocr.page_image import PageImage
from pipelines.extract.ocr.scan_layer import agrees, sample_of
from pipelines.extract.ocr.words import Word
from pipelines.extract.page import Box, PageWriter
from pipelines.extract.pdf.glyphs import UNKNOWN
from pipelines.extract.pdf.page import PdfPageText, lay_out
from pipelines.isolate import step

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

MAX_UNMAPPED_SHARE = 0.02  # of a page's letters
DRAWN_BODY_LETTERS = 200  # a page with fewer is looked at as drawn
MIN_PRINT_LINES = 40  # besides the text, counted once a strip of the page: about ten lines over half its width
MIN_PICTURED_SHARE = 0.06  # of the page: smaller pictures are logos and icons
MIN_PICTURE_LINES = 6  # in pictures that are no photographs, counted likewise: two short lines, or a chart's labels
MIN_PICTURE_LINES_ALONE = 3  # on a page that has little text besides
MAX_WRITTEN_SHARE = 0.1  # of a picture, under text that is known: else its print is that text
MIN_PHOTOGRAPH_LINES = 100  # of a page that a camera took: the grain of a photograph looks like a few
PICTURE_CONFIDENCE = 80.0  # per cent: what OCR reads in a photograph is below
MAX_OCR_PAGES = 400  # a document
OCR_SECONDS = 1_200.0  # by the clock, for a document: so that what was read is not lost with the rest
POOR = "holds a picture of text that OCR reads too poorly to be kept"
LEFT = "is beyond what OCR reads of one document"
FIRST_LAYERS, EACH_LAYER = 3, 10  # pages of a scan whose text layer is looked at: the first ones, and one of ten more


class Doubt(StrEnum):
    """Why a page's text is not taken for what it shows."""

    DRAWN = "drawn"  # print stands outside the text
    GARBLED = "garbled"  # the text is there, but its characters are not those of the print
    HOLED = "holed"  # a few characters of the text are unknown
    LAYER = "layer"  # a scanner's program put the text, unseen, over its picture of the page
    POOR_LAYER = "poor layer"  # such a text leaves print out


USABLE = (Doubt.HOLED, Doubt.LAYER, Doubt.POOR_LAYER)  # the text as it is will do where Tesseract is missing


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A page to be read by OCR: its text so far, and the pictures to read, where not the whole page is read."""

    text: PdfPageText
    doubt: Doubt
    pictures: tuple[Box, ...] = ()


def is_suspect(text: PdfPageText) -> bool:
    """Whether a page should be drawn, to see what of its print its text leaves out."""
    return text.letters < DRAWN_BODY_LETTERS or text.pictured >= MIN_PICTURED_SHARE


def doubted(text: PdfPageText, image: PageImage | None) -> Doubtful | None:
    """Return a page that is to be read by OCR and why, None where its text will do.

    Args:
        text: what the page's text gave.
        image: the page as drawn, where it is suspect; None where it is not, or cannot be drawn.
    """
    if text.unmapped > MAX_UNMAPPED_SHARE * max(text.letters, 1) or is_garbled(_words(text)):
        return Doubtful(text, Doubt.GARBLED)
    if is_suspect(text):
        photographs = [] if image is None else [box for box in text.pictures if image.is_photograph(box, text.boxes)]
        if image is None or _shows_more(image, text, photographs):
            return Doubtful(text, Doubt.POOR_LAYER if text.scanned else Doubt.DRAWN)
        pictures = [box for box in text.pictures if box not in photographs and not _is_written_on(box, text.boxes)]
        if not text.scanned and _shows_print(image, text, pictures):
            return Doubtful(text, Doubt.DRAWN, tuple(pictures))
    if text.unmapped:
        return Doubtful(text, Doubt.HOLED)
    return Doubtful(text, Doubt.LAYER) if text.scanned else None


def _shows_more(image: PageImage, text: PdfPageText, photographs: Sequence[Box]) -> bool:
    """Whether a page shows print besides its text; where it has none, whatever it shows may be print."""
    if not text.letters:
        return not image.is_blank
    if text.scanned:
        return image.print_lines(text.boxes) >= MIN_PRINT_LINES
    if image.print_lines([*text.boxes, *photographs]) >= MIN_PRINT_LINES:
        return True
    return bool(photographs) and image.print_lines(text.boxes, photographs) >= MIN_PHOTOGRAPH_LINES


def _shows_print(image: PageImage, text: PdfPageText, pictures: Sequence[Box]) -> bool:
    """Whether pictures that are no photographs, logos or icons show print."""
    size = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in pictures)
    if size < MIN_PICTURED_SHARE * text.width * text.height:
        return False
    least = MIN_PICTURE_LINES_ALONE if text.letters < DRAWN_BODY_LETTERS else MIN_PICTURE_LINES
    return image.print_lines(text.boxes, pictures) >= least


def _is_written_on(box: Box, words: Sequence[Box]) -> bool:
    """Whether a picture is the ground of text that is known: a panel, an arrow, the frame of a box."""
    x0, top, x1, bottom = box
    inside = [(a, b, c, d) for a, b, c, d in words if x0 < (a + c) / 2 < x1 and top < (b + d) / 2 < bottom]
    return sum((c - a) * (d - b) for a, b, c, d in inside) > MAX_WRITTEN_SHARE * (x1 - x0) * (bottom - top)


def _words(text: PdfPageText) -> list[str]:
    return [word["text"] for words in text.words.values() for word in words]


def read_doubtful(
    pdfium: pypdfium2.PdfDocument, pages: Mapping[int, Doubtful]
) -> tuple[dict[int, Page], dict[int, str]]:
    """Return the pages, by index from 0, as OCR reads them, several at a time, and why it cannot read the others.

    A page that OCR finds without words is READ as it was; one that it cannot read is not among those returned.
    """
    unread: dict[int, str] = {}
    done: dict[int, Page] = {}
    if ocr.program() is None:
        return {index: _as_it_was(index, page.text) for index, page in pages.items() if page.doubt in USABLE}, {}
    layers = [index for index, page in pages.items() if page.doubt == Doubt.LAYER]
    bad = _disagreeing(pdfium, pages, layers)
    done |= {index: _as_it_was(index, pages[index].text) for index in layers if index not in bad}
    asked = {index: page for index, page in pages.items() if index not in done}
    deadline = time.monotonic() + OCR_SECONDS
    works: dict[int, tuple[Doubtful | None, Callable[[ocr.Grey, float], ocr.Reading]]] = {
        index: (page if page.doubt == Doubt.DRAWN else None, ocr.read_picture)
        for index, page in list(asked.items())[:MAX_OCR_PAGES]
    }
    for index, reading in _results(pdfium, works, deadline):
        page = pages[index]
        why = _unreadable(reading)
        if not why and reading:
            done[index] = _page(index, page, reading)
            if page.pictures and reads_as_words(reading) and done[index].outcome == Outcome.READ:
                unread[index] = POOR
        elif page.doubt != Doubt.GARBLED and page.text.letters >= DRAWN_BODY_LETTERS:
            done[index] = _as_it_was(index, page.text)
        else:
            unread[index] = why
    left = {index: LEFT for index in asked if index not in done and index not in unread}
    return done, unread | left


def _unreadable(reading: ocr.Reading | None) -> str:
    if reading is None:
        return "could not be read by OCR"
    if reading.script != ocr.LATIN:
        return f"is printed in {reading.script} script, which OCR does not read here"
    return "is too unclear for OCR" if is_unreadable(reading) else ""


def _disagreeing(pdfium: pypdfium2.PdfDocument, pages: Mapping[int, Doubtful], layers: Sequence[int]) -> set[int]:
    """Return the pages whose text layer says other words than their picture; all are looked at where one does."""
    first = [*layers[:FIRST_LAYERS], *layers[FIRST_LAYERS::EACH_LAYER]]
    bad = _disagree(pdfium, pages, first)
    return bad | _disagree(pdfium, pages, [index for index in layers if index not in first]) if bad else bad


def _disagree(pdfium: pypdfium2.PdfDocument, pages: Mapping[int, Doubtful], layers: Sequence[int]) -> set[int]:
    samples = {index: sample_of(pages[index].text.words.get(0, [])) for index in layers}
    looks = {index: (None, partial(agrees, sample)) for index, sample in samples.items()}
    return {index for index, agreed in _results(pdfium, looks) if agreed is False}


def _results(
    pdfium: pypdfium2.PdfDocument,
    asked: Mapping[int, tuple[Doubtful | None, Callable[[ocr.Grey, float], Result]]],
    deadline: float = math.inf,
) -> Iterator[tuple[int, Result | None]]:
    """Yield by page what was made of its picture, several at a time; None where that failed.

    Args:
        pdfium: the document.
        asked: by page, the text that its picture is drawn without (None: all is drawn), and what to do with the
            picture and its dpi.
        deadline: on the monotonic clock; pages beyond are left out.
    """
    waiting: deque[tuple[int, Future[Result]]] = deque()
    with ThreadPoolExecutor(cores()) as pool:  # threads will do: each waits for a process of its own
        for index, (known, work) in asked.items():
            if time.monotonic() > deadline:
                break
            try:
                grey, dpi = _picture(pdfium, index, known)
            except (pypdfium2.PdfiumError, ValueError, MemoryError):
                yield index, None
                continue
            waiting.append((index, pool.submit(work, grey, dpi)))
            while len(waiting) > cores():  # pictures are large: no more of them than are being read
                first, result = waiting.popleft()
                yield first, _made(first, result)
        for last, result in waiting:
            yield last, _made(last, result)


def _made(index: int, result: "Future[Result]") -> Result | None:
    step()
    try:
        return result.result()
    except ocr.OcrError as error:
        logger.info("OCR fails on page %d (%s)", index + 1, error)
        return None


def _picture(pdfium: pypdfium2.PdfDocument, index: int, page: Doubtful | None = None) -> tuple[ocr.Grey, float]:
    """Return the page drawn for OCR and its dpi, without the print that is known and what is not to be read."""
    sheet = pdfium[index]
    try:
        scale = min(ocr.DPI / ocr.POINTS, ocr.MAX_SIDE / max(*sheet.get_size(), 1.0))
        pixels = sheet.render(scale=scale, grayscale=True, may_draw_forms=False).to_numpy()
    finally:
        sheet.close()
    grey = np.array(pixels if pixels.ndim == 2 else pixels[..., 0])
    if page and page.pictures:
        beside = np.ones(grey.shape, dtype=np.bool_)
        for box in page.pictures:
            beside[_slices(box, scale)] = False
        grey[beside] = 255
    for box in page.text.boxes if page else ():
        grey[_slices(box, scale)] = 255
    return grey, scale * ocr.POINTS


def _slices(box: Box, scale: float) -> tuple[slice, slice]:
    x0, top, x1, bottom = (max(int(side * scale), 0) for side in box)
    return slice(top, bottom + 1), slice(x0, x1 + 1)


def _page(index: int, page: Doubtful, reading: ocr.Reading) -> Page:
    text = page.text
    if not reads_as_words(reading) or (page.doubt == Doubt.GARBLED and is_garbled([w["text"] for w in reading.words])):
        return _as_it_was(index, text)
    if page.doubt == Doubt.HOLED:
        return _filled(index, text, reading)
    if page.doubt in (Doubt.LAYER, Doubt.POOR_LAYER):
        hidden = {0: [*text.unseen.get(0, []), *text.words.get(0, [])]}
        return page_of(index, replace(text, words={}, unseen={**text.unseen, **hidden}), reading)
    if page.doubt == Doubt.GARBLED or not text.letters:
        return page_of(index, replace(text, words={}), reading)
    if text.letters >= DRAWN_BODY_LETTERS and reading.confidence < PICTURE_CONFIDENCE:
        return _as_it_was(index, text)
    if not reading.place.is_plain:
        return page_of(index, text, reading)
    writer = PageWriter(index + 1, text.width, text.height, f"{text.engine}+{ENGINE}")
    lay_out(replace(text, drawn=[word for word in reading.words if word["level"]]), writer)
    return writer.page(Outcome.READ_BY_OCR)


def _as_it_was(index: int, text: PdfPageText) -> Page:
    writer = PageWriter(index + 1, text.width, text.height, text.engine)
    lay_out(text, writer)
    return writer.page(Outcome.READ)


def _filled(index: int, text: PdfPageText, reading: ocr.Reading) -> Page:
    """Return the page with the words that hold unknown characters as OCR reads them."""
    filled: list[Word] = []
    for word in text.words.get(0, []):
        if UNKNOWN in word["text"] and (read := _at(word, reading.words)):
            word = {**word, "text": read}
        filled.append(word)
    writer = PageWriter(index + 1, text.width, text.height, f"{text.engine}+{ENGINE}")
    lay_out(replace(text, words={**text.words, 0: filled}), writer)
    return writer.page(Outcome.READ_WITH_WARNING)


def _at(word: Word, words: Sequence[Word]) -> str:
    """Return what OCR reads in the place of a word."""
    y = (word["top"] + word["bottom"]) / 2
    inside = [
        other
        for other in words
        if other["top"] < y < other["bottom"] and word["x0"] < (other["x0"] + other["x1"]) / 2 < word["x1"]
    ]
    return " ".join(other["text"] for other in inside)
