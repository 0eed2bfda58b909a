"""Read a PDF: pages of lines with their boxes, by pdfplumber, and by PDFium where pdfplumber gives nothing."""

import io
import logging
import time
from typing import Any

import pdfplumber
import pypdfium2

from corpora.document import Document, Layer, Outcome, Page
from pipelines.extract.failure import ReadingError
from pipelines.extract.page import PageWriter
from pipelines.extract.pdf_fields import typed_words
from pipelines.extract.pdf_page import PdfPageText, lay_out, letters_of, plumber_page
from pipelines.extract.pdf_words import Word
from pipelines.extract.pdfium import PageImage, pdfium_page
from pipelines.ingest.media import GET_AGAIN, PDF

logger = logging.getLogger(__name__)
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font

MAX_PAGES = 2_000
MAX_CHARS_A_PAGE = 50_000
PLUMBER_PAGES = 500  # PDFium, many times faster, reads the pages beyond
PLUMBER_SECONDS = 600.0  # a document: against files made to cost time; no clock should decide how others are read
SECOND_READER_RATIO = 0.6  # of PDFium's letters: with less, pdfplumber has lost text
MAX_UNMAPPED_SHARE = 0.02
DRAWN_BODY_LETTERS = 200  # a page with fewer is looked at as drawn
MIN_PRINT_LINES = 40  # besides the text, counted once a strip of the page: about ten lines over half its width
MIN_PRINT_LINES_ALONE = 10  # on a page without any text
HIDDEN_WORDS = 4  # shorter unseen lines are labels and spacers of the program that made the file
COPY_PERMISSION = 1 << 4  # ISO 32000-1, table 22, bit 5

OCR_REMEDY = "Supply a version with a text layer, or run OCR on it first (for example with OCRmyPDF)."


def read_pdf(data: bytes, document_id: str) -> Document:
    """Return the document; pages that hold print but no text are NEEDS_OCR.

    Raises:
        ReadingError: It needs a password, is damaged, has too many pages, or holds pictures of text only.
    """
    pdfium = _open_pdfium(data)
    try:
        pdfium.init_forms()
        count = len(pdfium)
        if count > MAX_PAGES:
            reason = f"The PDF has {count} pages; the limit is {MAX_PAGES}."
            raise ReadingError(Outcome.REFUSED, reason, "Give the part that holds the statement.")
        if count == 0:
            raise ReadingError(Outcome.UNREADABLE, "The PDF has no pages.", GET_AGAIN)
        permissions = int(pypdfium2.raw.FPDF_GetDocPermissions(pdfium.raw))
        title = str(pdfium.get_metadata_dict().get("Title") or "").strip() or None
        pages, unmapped = _read_pages(data, pdfium, count)
    finally:
        pdfium.close()
    warnings = [unmapped] if unmapped else []
    unseen = [line for page in pages for line in page.lines if line.layer == Layer.HIDDEN]
    hidden = sum(len(line.text.split()) >= HIDDEN_WORDS for line in unseen)
    if hidden:
        warnings.append(f"Text that cannot be seen on the page is left out ({hidden} line{'s' * (hidden != 1)}).")
    if b"%%EOF" not in data[-2048:]:
        warnings.append("The end of the file is missing: it may have had more pages.")
    document = Document(
        document_id, PDF, tuple(pages), title=title, copying_allowed=bool(permissions & COPY_PERMISSION)
    )
    return _judged(document, warnings)


def _open_pdfium(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            reason = "The PDF is locked: it opens with a password only."
            raise ReadingError(Outcome.LOCKED, reason, "Supply a version without a password.") from error
        reason = "The PDF is damaged or cut off: no reader can open it."
        raise ReadingError(Outcome.UNREADABLE, reason, GET_AGAIN) from error


def _read_pages(data: bytes, pdfium: pypdfium2.PdfDocument, count: int) -> tuple[list[Page], str | None]:
    deadline = time.monotonic() + PLUMBER_SECONDS
    pages: list[Page] = []
    bad_pages: list[int] = []
    plumber = _open_plumber(data, count)
    try:
        for index in range(count):
            in_time = index < PLUMBER_PAGES and time.monotonic() < deadline
            text = _read_page(plumber.pages[index] if plumber and in_time else None, pdfium, index)
            if text is None:
                pages.append(Page(index + 1, "", engine="none", outcome=Outcome.UNREADABLE))
                continue
            if text.unmapped > MAX_UNMAPPED_SHARE * max(text.letters, 1):
                bad_pages.append(index + 1)
            text.typed = _typed(pdfium, index)
            text.letters += sum(letters_of(word["text"]) for word in text.typed)
            image = _image(pdfium, index)
            writer = PageWriter(index + 1, text.width, text.height, text.engine)
            lay_out(text, writer, image.shows if image else lambda box: True)
            pages.append(writer.page(_page_outcome(text, image)))
    finally:
        if plumber:
            plumber.close()
    numbers = ", ".join(map(str, bad_pages[:10])) + (" and more" if len(bad_pages) > 10 else "")
    return pages, f"Some characters of the font map to no letter (page {numbers})." if bad_pages else None


def _open_plumber(data: bytes, count: int) -> Any:
    try:
        plumber = pdfplumber.open(io.BytesIO(data))
        if len(plumber.pages) == count:
            return plumber
        logger.info("pdfplumber finds %d of %d pages: read by PDFium", len(plumber.pages), count)
    except Exception as error:  # pdfminer raises whatever its parser stumbles on; the second reader takes over
        logger.info("pdfplumber cannot open the file (%r): read by PDFium", error)
    return None


def _read_page(plumber: Any, pdfium: pypdfium2.PdfDocument, index: int) -> PdfPageText | None:
    first: PdfPageText | None = None
    seen = _letters_seen_by_pdfium(pdfium, index)
    if seen is not None and seen > MAX_CHARS_A_PAGE:
        return None
    if plumber is not None:
        try:
            first = plumber_page(plumber)
        except Exception as error:  # as above: any error of pdfminer's page interpreter
            logger.info("pdfplumber fails on page %d (%r): read by PDFium", index + 1, error)
        else:
            plumber.close()  # a page caches every object that it drew
    if first and not first.unmapped and first.letters >= SECOND_READER_RATIO * (seen or 0):
        return first
    try:
        second = pdfium_page(pdfium, index)
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        logger.info("PDFium fails on page %d (%r)", index + 1, error)
        return first
    if first is None:
        return second
    worse = first.letters < SECOND_READER_RATIO * second.letters or first.unmapped > second.unmapped
    return second if worse else first


def _letters_seen_by_pdfium(pdfium: pypdfium2.PdfDocument, index: int) -> int | None:
    try:
        page = pdfium[index]
        try:
            text = page.get_textpage()
            return letters_of(text.get_text_bounded()) if text.count_chars() <= MAX_CHARS_A_PAGE else text.count_chars()
        finally:
            page.close()
    except (pypdfium2.PdfiumError, ValueError):
        return None


def _image(pdfium: pypdfium2.PdfDocument, index: int) -> PageImage | None:
    try:
        return PageImage(pdfium, index)
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None


def _typed(pdfium: pypdfium2.PdfDocument, index: int) -> list[Word]:
    try:
        return typed_words(pdfium, index)
    except (pypdfium2.PdfiumError, ValueError):
        return []


def _page_outcome(text: PdfPageText, image: PageImage | None) -> Outcome:
    if text.letters >= DRAWN_BODY_LETTERS:
        return Outcome.READ
    least = MIN_PRINT_LINES if text.letters else MIN_PRINT_LINES_ALONE
    printed = image is None or image.print_lines(text.boxes) >= least
    return Outcome.NEEDS_OCR if printed else Outcome.READ


def _judged(document: Document, warnings: list[str]) -> Document:
    """Return the document with the outcome that its pages give it."""
    pages = document.pages
    letters = sum(letters_of(page.text) for page in pages)
    unread = [page.number for page in pages if not page.outcome.has_text]
    by_ocr = [page.number for page in pages if page.outcome == Outcome.NEEDS_OCR]
    remedy = None
    outcome = Outcome.READ
    reason: str | None = None
    if len(unread) == len(pages) or (by_ocr and letters < DRAWN_BODY_LETTERS):
        outcome, remedy = Outcome.NEEDS_OCR, OCR_REMEDY
        reason = "The pages are pictures: they hold print but (nearly) no text."
        if not by_ocr:
            outcome, remedy = Outcome.UNREADABLE, GET_AGAIN
            reason = "No page could be read."
    elif letters == 0:
        outcome, reason, remedy = Outcome.EMPTY, "The pages hold no text: blank, or pictures only.", OCR_REMEDY
    elif unread or warnings:
        outcome = Outcome.READ_WITH_WARNING
        if unread:
            numbers = ", ".join(map(str, unread[:10])) + (" and more" if len(unread) > 10 else "")
            which = "page" if len(unread) == 1 else "pages"
            warnings = [f"{len(unread)} of {len(pages)} pages gave no text ({which} {numbers}).", *warnings]
            remedy = OCR_REMEDY if by_ocr else None
        reason = " ".join(warnings)
    return Document(
        document.document_id,
        document.media_type,
        pages,
        outcome,
        reason,
        remedy,
        document.title,
        document.copying_allowed,
    )
