"""Read a PDF: pages of lines with their boxes, by PDFium, and by pdfplumber where PDFium gives little."""

import io
import logging
import re
import time
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pdfplumber
import pypdfium2

from corpora.document import Document, Layer, Outcome, Page
from pipelines.extract.failure import ReadingError
from pipelines.extract.ocr.page import ENGINE
from pipelines.extract.ocr.page_image import PageImage
from pipelines.extract.ocr.pdf_pages import (
    DRAWN_BODY_LETTERS,
    MAX_UNMAPPED_SHARE,
    Doubtful,
    doubted,
    is_suspect,
    read_doubtful,
)
from pipelines.extract.ocr.tesseract import REMEDY
from pipelines.extract.page import Box, PageWriter
from pipelines.extract.pdf.engines import TooLongError, find_tables, pdfium_page, plumber_page
from pipelines.extract.pdf.fields import typed_words
from pipelines.extract.pdf.glyphs import Word
from pipelines.extract.pdf.page import PdfPageText, lay_out, letters_of
from pipelines.ingest.media import GET_AGAIN, PDF

logger = logging.getLogger(__name__)
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font

MAX_PAGES = 2_000
PLUMBER_PAGES = 500  # PDFium, many times faster, is alone with the pages beyond
PLUMBER_SECONDS = 600.0  # a document: against files made to cost time; no clock should decide how others are read
SECOND_READER_RATIO = 0.6  # of pdfplumber's letters: with less, PDFium has lost text
LIKE_RATIO = 0.95  # of PDFium's letters: with as many, pdfplumber is believed where it knows more of its glyphs
MIN_REPLACED = 8  # letters of a page: less are those of a few ligatures
MAX_NAMED = 10  # pages in one reason
HIDDEN_WORDS = 4  # shorter unseen lines are labels and spacers of the program that made the file
COPY_PERMISSION = 1 << 4  # ISO 32000-1, table 22, bit 5

MAX_WAIT_LETTERS = 1_000  # a page that only asks to wait has fewer, in several languages
ROOT = re.compile(rb"/Root\s*(\d+\s+\d+\s+R)")
LAYER = re.compile(rb"/OC\s*\d+\s+\d+\s+R")  # in a form's dictionary, which is never compressed

PRINTED_FORM = "Open it in Adobe Acrobat, print it to PDF, and supply that."
OCR_REMEDY = f"{REMEDY} Or supply a version with a text layer."


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
        is_built = pdfium.get_formtype() == pypdfium2.raw.FORMTYPE_XFA_FULL
        pages, warnings = _read_pages(data, pdfium, count)
    finally:
        pdfium.close()
    if is_built:
        reason = "Acrobat builds the pages of this form as it opens it (XFA): the file's own pages do not hold them."
        if sum(letters_of(page.text) for page in pages) < MAX_WAIT_LETTERS:
            raise ReadingError(Outcome.UNREADABLE, reason, PRINTED_FORM)
        warnings.append(reason)
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
        if (roots := ROOT.findall(data)) and b"/Encrypt" not in data:  # an end that is cut off is all that is damaged
            with suppress(pypdfium2.PdfiumError):
                return pypdfium2.PdfDocument(b"%s\ntrailer\n<< /Root %s >>\n%%%%EOF\n" % (data, roots[-1]))
        reason = "The PDF is damaged or cut off: no reader can open it."
        raise ReadingError(Outcome.UNREADABLE, reason, GET_AGAIN) from error


def _read_pages(data: bytes, pdfium: pypdfium2.PdfDocument, count: int) -> tuple[list[Page], list[str]]:
    pages: list[Page] = []
    bad_pages: list[int] = []
    doubtful: dict[int, Doubtful] = {}
    plumber = Plumber(data, count)
    try:
        for index in range(count):
            text = _read_page(plumber, pdfium, index)
            if text is None:
                pages.append(Page(index + 1, "", engine="none", outcome=Outcome.UNREADABLE))
                continue
            if text.unmapped > MAX_UNMAPPED_SHARE * max(text.letters, 1):
                bad_pages.append(index + 1)
            with suppress(pypdfium2.PdfiumError):  # a page that pdfplumber alone can open
                find_tables(text, pdfium, index)
            text.typed, boxes = _typed(pdfium, index)
            text.letters += sum(letters_of(word["text"]) for word in text.typed)
            writer = PageWriter(index + 1, text.width, text.height, text.engine)
            lay_out(text, writer)
            if doubt := doubted(text, _image(pdfium, index) if is_suspect(text) else None):
                doubtful[index] = doubt
            page = writer.page(Outcome.NEEDS_OCR if doubt else Outcome.READ)
            pages.append(replace(page, fields=tuple(boxes)))
    finally:
        plumber.close()
    read, unread = read_doubtful(pdfium, doubtful)
    warnings = [f"Page {index + 1} {why}." for index, why in list(unread.items())[:MAX_NAMED]]
    for index, page in read.items():
        pages[index] = replace(page, fields=pages[index].fields)
    bad_pages = [number for number in bad_pages if pages[number - 1].outcome != Outcome.READ_BY_OCR]
    if bad_pages:
        warnings.append(f"Some characters of the font map to no letter ({_named(bad_pages)}).")
    return pages, warnings


class Plumber:
    """The second reader, opened for the first page that asks for it."""

    def __init__(self, data: bytes, count: int) -> None:
        self._data, self._count = data, count
        self.is_layered = LAYER.search(data) is not None  # some of what it draws may be switched off
        self._deadline = time.monotonic() + PLUMBER_SECONDS
        self._opened: Any = None
        self._failed = False

    def read(self, index: int) -> PdfPageText | None:
        """Return a page, or None where it cannot be read in time."""
        if self._opened is None and not self._failed:
            self._opened = self._open()
            self._failed = self._opened is None
        if self._failed or index >= PLUMBER_PAGES or time.monotonic() > self._deadline:
            return None
        page = self._opened.pages[index]
        try:
            return plumber_page(page)
        except Exception as error:  # pdfminer raises whatever its page interpreter stumbles on
            logger.info("pdfplumber fails on page %d (%r)", index + 1, error)
            return None
        finally:
            page.close()  # a page caches every object that it drew

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()

    def _open(self) -> Any:
        try:
            plumber = pdfplumber.open(io.BytesIO(self._data))
            if len(plumber.pages) == self._count:
                return plumber
            logger.info("pdfplumber finds %d of %d pages", len(plumber.pages), self._count)
        except Exception as error:  # as above
            logger.info("pdfplumber cannot open the file (%r)", error)
        return None


def _read_page(plumber: Plumber, pdfium: pypdfium2.PdfDocument, index: int) -> PdfPageText | None:
    """Read a page by PDFium, and by pdfplumber where PDFium gives nothing or letters that its fonts do not know."""
    first: PdfPageText | None = None
    try:
        first = pdfium_page(pdfium, index, plumber.is_layered)
    except TooLongError:
        return None
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        logger.info("PDFium fails on page %d (%r): read by pdfplumber", index + 1, error)
    if first and first.letters and not first.unmapped and first.replaced < MIN_REPLACED:
        return first
    second = plumber.read(index)
    if second is not None and (image := _image(pdfium, index)):
        second.hide(lambda box: not image.shows(box))
    if first is None or second is None:
        return first or second
    if first.replaced >= MIN_REPLACED and second.unmapped <= first.unmapped:
        said = first.words_without(second)  # pdfplumber reads what is drawn, PDFium what the file says of it
        if sum(letters_of(word["text"]) for words in said.values() for word in words) < MIN_REPLACED:
            return first
        for direction, words in said.items():
            second.unseen.setdefault(direction, []).extend(words)
        return second
    maps_more = second.unmapped < first.unmapped and second.letters >= LIKE_RATIO * first.letters
    return second if maps_more or second.letters > first.letters / SECOND_READER_RATIO else first


def _image(pdfium: pypdfium2.PdfDocument, index: int) -> PageImage | None:
    try:
        return PageImage(pdfium, index)
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None


def _typed(pdfium: pypdfium2.PdfDocument, index: int) -> tuple[list[Word], list[Box]]:
    try:
        return typed_words(pdfium, index)
    except (pypdfium2.PdfiumError, ValueError):
        return [], []


def _judged(document: Document, warnings: list[str]) -> Document:
    """Return the document with the outcome that its pages give it."""
    pages = document.pages
    unread = [page.number for page in pages if not page.outcome.has_text]
    drawn = [page.number for page in pages if page.outcome == Outcome.NEEDS_OCR]
    by_ocr = [page.number for page in pages if page.outcome == Outcome.READ_BY_OCR]
    letters = {page.number: letters_of(page.text) for page in pages}
    total = sum(letters.values())
    remedy = OCR_REMEDY if drawn else None
    if len(unread) == len(pages) or (drawn and total < DRAWN_BODY_LETTERS):
        reason = "The pages are pictures: they hold print but (nearly) no text."
        if drawn:
            reason = " ".join([reason, *warnings])
            return replace(document, outcome=Outcome.NEEDS_OCR, reason=reason, remedy=remedy)
        return replace(document, outcome=Outcome.UNREADABLE, reason="No page could be read.", remedy=GET_AGAIN)
    if total == 0:
        reason = "The pages hold no text: blank, or pictures only."
        return replace(document, outcome=Outcome.EMPTY, reason=reason, remedy=OCR_REMEDY)
    outcome = Outcome.READ
    if unread:
        warnings = [f"{len(unread)} of {len(pages)} pages gave no text ({_named(unread)}).", *warnings]
    if by_ocr and sum(letters[number] for number in by_ocr) > total / 2:
        outcome = Outcome.READ_BY_OCR
    else:
        parts = [page.number for page in pages if page.outcome == Outcome.READ_BY_OCR and page.engine != ENGINE]
        whole = [number for number in by_ocr if number not in parts]
        for numbers, what in ((parts, "Pictures of text"), (whole, "Pages")):
            if numbers:
                warnings.append(f"{what} were read by OCR ({_named(numbers)}): compare quotations with the page.")
    holed = [page.number for page in pages if page.outcome == Outcome.READ_WITH_WARNING]
    if holed:
        warnings.append(f"Words with characters that the font maps to no letter were read by OCR ({_named(holed)}).")
    if warnings and outcome == Outcome.READ:
        outcome = Outcome.READ_WITH_WARNING
    return replace(document, outcome=outcome, reason=" ".join(warnings) or None, remedy=remedy)


def _named(numbers: list[int]) -> str:
    more = " and more" if len(numbers) > MAX_NAMED else ""
    return f"page{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers[:MAX_NAMED]))}{more}"
