"""Find the pages of a PDF whose print its text does not give, and read those by OCR."""

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

import numpy as np
import pypdfium2

from corpora.document import Layer, Line, Outcome, Page
from pipelines.extract import ocr
from pipelines.extract.ocr_level import Place
from pipelines.extract.page import PageWriter
from pipelines.extract.page_image import PageImage
from pipelines.extract.pdf_page import PdfPageText, lay_out, letters_of

MAX_UNMAPPED_SHARE = 0.02  # of a page's letters
DRAWN_BODY_LETTERS = 200  # a page with fewer is looked at as drawn
MIN_PRINT_LINES = 40  # besides the text, counted once a strip of the page: about ten lines over half its width
MIN_PRINT_LINES_ALONE = 10  # on a page without any text
ENGINE = "tesseract"
MIN_WORDS = 3  # with fewer, or without a word of three letters, OCR has read marks and not words


class Doubt(StrEnum):
    """Why a page's text is not taken for its print."""

    DRAWN = "drawn"  # print stands outside the text
    GARBLED = "garbled"  # the text is there, but its characters are not those of the print


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A page to be read by OCR: its text so far."""

    text: PdfPageText
    doubt: Doubt


def needs_ocr(text: PdfPageText, image: PageImage | None) -> Doubt | None:
    """Return why a page is to be read by OCR, None where its text will do.

    Args:
        text: what the page's text gave.
        image: the page as drawn, None where it cannot be drawn.
    """
    if text.unmapped > MAX_UNMAPPED_SHARE * max(text.letters, 1):
        return Doubt.GARBLED
    if text.letters >= DRAWN_BODY_LETTERS:
        return None
    least = MIN_PRINT_LINES if text.letters else MIN_PRINT_LINES_ALONE
    return Doubt.DRAWN if image is None or image.print_lines(text.boxes) >= least else None


def read_doubtful(pdfium: pypdfium2.PdfDocument, pages: Mapping[int, Doubtful]) -> dict[int, Page]:
    """Return the pages, by index from 0, as OCR reads them, several at a time.

    A page that OCR finds without words is READ as it was; one that it cannot read is missing from what is returned.
    """
    done: dict[int, Page] = {}
    if ocr.program() is None:
        return done
    for index, reading in _readings(pdfium, pages):
        if reading is not None:
            done[index] = _page(index, pages[index], reading)
    return done


def workers() -> int:
    """Return how many pages to read side by side: one a core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _readings(pdfium: pypdfium2.PdfDocument, pages: Mapping[int, Doubtful]) -> Iterator[tuple[int, ocr.Reading | None]]:
    waiting: deque[tuple[int, Future[ocr.Reading]]] = deque()
    with ThreadPoolExecutor(workers()) as pool:  # threads will do: each waits for a process of its own
        for index, page in pages.items():
            try:
                grey, dpi = _picture(pdfium, index, page)
            except (pypdfium2.PdfiumError, ValueError, MemoryError):
                yield index, None
                continue
            waiting.append((index, pool.submit(ocr.read_picture, grey, dpi)))
            while len(waiting) > workers():  # pictures are large: no more of them than are being read
                yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())


def _done(index: int, reading: "Future[ocr.Reading]") -> tuple[int, ocr.Reading | None]:
    try:
        return index, reading.result()
    except ocr.OcrError:
        return index, None


def _picture(pdfium: pypdfium2.PdfDocument, index: int, page: Doubtful) -> tuple[ocr.Grey, float]:
    """Return the page drawn for OCR and its dpi, without the print that is known."""
    sheet = pdfium[index]
    try:
        scale = min(ocr.DPI / ocr.POINTS, ocr.MAX_SIDE / max(*sheet.get_size(), 1.0))
        pixels = sheet.render(scale=scale, grayscale=True, may_draw_forms=False).to_numpy()
    finally:
        sheet.close()
    grey = np.array(pixels if pixels.ndim == 2 else pixels[..., 0])
    if page.doubt == Doubt.DRAWN:
        for x0, top, x1, bottom in page.text.boxes:
            grey[max(int(top * scale), 0) : int(bottom * scale) + 1, max(int(x0 * scale), 0) : int(x1 * scale) + 1] = (
                255
            )
    return grey, scale * ocr.POINTS


def _page(index: int, page: Doubtful, reading: ocr.Reading) -> Page:
    text = page.text
    if not reads_as_words(reading):
        writer = PageWriter(index + 1, text.width, text.height, text.engine)
        lay_out(text, writer)
        return writer.page(Outcome.READ)
    if page.doubt == Doubt.GARBLED or not text.boxes:
        return page_of(index, text.width, text.height, reading, text.typed)
    if reading.place.is_plain:
        writer = PageWriter(index + 1, text.width, text.height, f"{text.engine}+{ENGINE}")
        lay_out(replace(text, drawn=[word for word in reading.words if word["level"]]), writer)
        return writer.page(Outcome.READ_BY_OCR)
    return page_of(index, text.width, text.height, reading, text.typed)


def page_of(index: int, width: float, height: float, reading: ocr.Reading, typed: Sequence[ocr.Word] = ()) -> Page:
    """Return the page that OCR read, its lines where they stand in the picture.

    Args:
        index: of the page, from 0.
        width: of the page as it is shown, in points, as height.
        height: see width.
        reading: its words.
        typed: what people typed over it.
    """
    writer = PageWriter(index + 1, width, height, ENGINE)
    words = reading.words if reads_as_words(reading) else []
    level = [word for word in words if word["level"]]
    lay_out(PdfPageText(reading.width, reading.height, ENGINE, {}, drawn=level), writer)
    for _, line in groupby((word for word in words if not word["level"]), key=lambda word: word["line"]):
        _write_aside(list(line), writer)
    read = len(writer.page().lines)
    if typed:
        lay_out(PdfPageText(width, height, ENGINE, {}, typed=list(typed)), writer)
    whole = writer.page(Outcome.READ_BY_OCR if words else Outcome.READ)
    lines = (put_back(line, reading.place) if i < read else line for i, line in enumerate(whole.lines))
    return replace(whole, lines=tuple(lines))


def _write_aside(words: Sequence[ocr.Word], writer: PageWriter) -> None:
    """Write a line that stands on its side on a page that does not, as what stands in margins."""
    box = (
        min(word["x0"] for word in words),
        min(word["top"] for word in words),
        max(word["x1"] for word in words),
        max(word["bottom"] for word in words),
    )
    writer.block()
    writer.add(" ".join(word["text"] for word in words), box=box, layer=Layer.FURNITURE, size=words[0]["size"])


def reads_as_words(reading: ocr.Reading) -> bool:
    """Whether OCR found words, and not only the marks of a photograph or drawing."""
    words = [word["text"] for word in reading.words]
    return len(words) >= MIN_WORDS and any(letters_of(word) >= MIN_WORDS for word in words)


def put_back(line: Line, place: Place) -> Line:
    """Return a line of a picture put right with its places in the picture as it was."""
    if place.is_plain or line.box is None:
        return line
    stops: tuple[tuple[int, float, float], ...] = ()
    if not place.quarters:
        middle = (line.box[1] + line.box[3]) / 2
        for offset, left, right in line.stops:
            x0, _, x1, _ = place.back((left, middle, right, middle))
            stops += ((offset, round(x0, 2), round(x1, 2)),)
    x0, top, x1, bottom = (round(value, 2) for value in place.back(line.box))
    return replace(line, box=(x0, top, x1, bottom), stops=stops)
