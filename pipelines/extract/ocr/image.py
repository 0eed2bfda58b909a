"""Read a picture of pages (PNG, JPEG, TIFF and what else Pillow opens): every frame is a page, read by OCR."""

import io
import logging
import warnings
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from corpora.document import Document, Outcome, Page
from models.threads import cores
from pipelines.extract.failure import ReadingError
from pipelines.extract.ocr import tesseract as ocr
from pipelines.extract.ocr.page import is_unreadable, page_of
from pipelines.extract.pdf.page import PdfPageText
from pipelines.ingest.media import GET_AGAIN
from pipelines.isolate import step

logger = logging.getLogger(__name__)

MAX_PIXELS = 60_000_000  # a frame: A3 at 600 dpi has 70 million, A4 35
MAX_FRAMES = 500
DPI = 150.0  # where the file says none
SCREEN_DPI = 72.0  # what programs write that know of none
PAGE_INCHES = (1.5, 24.0)  # longer side of what may be a page, or a part of one
A4_INCHES = 11.7  # longer side
WHY = "too unclear, or in a script other than Latin"
SHARPER = "If it shows words, give a sharper picture or the document itself."
FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, KeyError, IndexError, TypeError)  # Pillow's


def read_image(data: bytes, document_id: str) -> Document:
    """Return the document, a page a frame; places are points at the picture's own dpi.

    Raises:
        ReadingError: It is damaged, too large, or there is no Tesseract to read it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size: judged here, before anything is unpacked
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            _admit(picture)
            media_type = Image.MIME[picture.format or ""]
            pages = list(_pages(picture))
    except UnidentifiedImageError as error:
        raise ReadingError(Outcome.UNREADABLE, "The picture is damaged: nothing can open it.", GET_AGAIN) from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except DAMAGE as error:
        raise ReadingError(Outcome.UNREADABLE, "The picture is damaged or cut off.", GET_AGAIN) from error
    unread = [str(page.number) for page in pages if page.outcome == Outcome.NEEDS_OCR]
    if not any(page.text for page in pages):
        if unread:
            raise ReadingError(Outcome.NEEDS_OCR, f"OCR cannot read the picture: {WHY}.", SHARPER)
        raise ReadingError(Outcome.EMPTY, "OCR finds no words in the picture.", SHARPER)
    which = f"{len(unread)} of {len(pages)} pages (page {', '.join(unread[:10])})"
    reason = f"OCR cannot read {which}: {WHY}." if unread else None
    return Document(document_id, media_type, tuple(pages), Outcome.READ_BY_OCR, reason, SHARPER if unread else None)


def _admit(picture: Image.Image) -> None:
    """Refuse what would cost too much before it is unpacked.

    Raises:
        ReadingError: Too many pixels or frames, or no Tesseract.
    """
    if ocr.program() is None:
        reason = "This is a picture: its words can be read by OCR only, and Tesseract is not installed."
        raise ReadingError(Outcome.NEEDS_OCR, reason, ocr.REMEDY)
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large()
    if _frames(picture) > MAX_FRAMES:
        reason = f"The picture has more than {MAX_FRAMES} pages."
        raise ReadingError(Outcome.REFUSED, reason, "Give the part that holds the statement.")


def _too_large() -> ReadingError:
    reason = f"The picture is larger than {MAX_PIXELS // 1_000_000} million pixels."
    return ReadingError(Outcome.REFUSED, reason, "Give a smaller version (300 dots an inch is enough).")


def _frames(picture: Image.Image) -> int:
    """Count frames that are pages: those of an animation are not."""
    return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


def _pages(picture: Image.Image) -> Iterator[Page]:
    waiting: deque[tuple[int, float, float, Future[ocr.Reading]]] = deque()
    with ThreadPoolExecutor(cores()) as pool:
        for index in range(_frames(picture)):
            picture.seek(index)
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_large()
            grey, dpi = _grey(picture)
            width, height = (side * ocr.POINTS / dpi for side in reversed(grey.shape))
            waiting.append((index, width, height, pool.submit(ocr.read_picture, grey, dpi)))
            while len(waiting) > cores():
                yield _page(*waiting.popleft())
        while waiting:
            yield _page(*waiting.popleft())


def _page(index: int, width: float, height: float, reading: "Future[ocr.Reading]") -> Page:
    try:
        read = reading.result()
        step()
        if not is_unreadable(read):
            return page_of(index, PdfPageText(width, height, "none", {}), read)
    except ocr.OcrError as error:
        logger.info("OCR fails on page %d (%s)", index + 1, error)
    return Page(index + 1, "", (), width, height, "none", Outcome.NEEDS_OCR)


def _grey(picture: Image.Image) -> tuple[ocr.Grey, float]:
    """Return the frame in grey, upright as its camera says and on white where it is transparent, and its dpi."""
    said = picture.info.get("dpi")
    shown = ImageOps.exif_transpose(picture)
    if shown.mode in ("I;16", "I;16B", "I;16L"):
        shown = Image.fromarray((np.asarray(shown) >> 8).astype(np.uint8))
    elif shown.has_transparency_data:
        shown = shown.convert("RGBA")
        white = Image.new("RGBA", shown.size, (255, 255, 255, 255))
        shown = Image.alpha_composite(white, shown)
    grey = np.array(shown.convert("L"))
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    side, (least, most) = max(grey.shape), PAGE_INCHES
    for guess in (dpi if dpi > SCREEN_DPI else 0.0, DPI):
        if guess and least <= side / guess <= most:
            return grey, guess
    return grey, side / A4_INCHES
