"""Pages whose words are mostly no words: they do not count as read, whatever the file's format."""

from dataclasses import replace

from corpora.document import Document, Layer, Outcome, Page
from pipelines.extract.legible import MAX_BROKEN_SHARE, broken_share

MOST = 0.5  # of the letters of a text
FEW_LETTERS = 200  # of the pages that can be read: a cover, a running head
MAX_NAMED = 10  # pages in one reason
REMEDY = "Supply the original file, a PDF printed anew from it, or a scan of the printed pages."


def mark_garbled(document: Document) -> Document:
    """Return the document with the pages that nobody could read marked UNREADABLE, and that said; else as it is.

    Their text stays, so that a person can look. A document is UNREADABLE where next to nothing else stands in it.
    Each sheet of a workbook, and each file of a format without pages, is one page.

    Rationale: extraction coverage is the share of pages with usable text (specification 2.3), and below 95 % nothing
    may be called absent: what is asked for may stand where the letters are lost.
    """
    if not document.outcome.has_text:
        return document
    shares = {page.number: _share(page) for page in document.pages if page.outcome.has_text}
    bad = [number for number, share in shares.items() if share > MAX_BROKEN_SHARE]
    if not bad:
        return document
    pages = tuple(replace(p, outcome=Outcome.UNREADABLE) if p.number in bad else p for p in document.pages)
    letters = {page.number: sum(map(str.isalpha, page.text)) for page in document.pages if page.number in shares}
    lost = sum(shares[number] * letters[number] for number in bad)
    kept = sum(count for number, count in letters.items() if number not in bad)
    if kept < FEW_LETTERS and lost > MOST * sum(letters.values()):
        reason = "The text cannot be read: most of its letters are replaced by others, or run into one another."
        return replace(document, pages=pages, outcome=Outcome.UNREADABLE, reason=reason, remedy=REMEDY)
    reason = " ".join(filter(None, (document.reason, _said(bad, len(pages)))))
    return replace(document, pages=pages, outcome=Outcome.READ_WITH_WARNING, reason=reason, remedy=REMEDY)


def _share(page: Page) -> float:
    return broken_share([line.text for line in page.lines if line.layer != Layer.HIDDEN])


def _said(bad: list[int], count: int) -> str:
    why = "letters are replaced by others, or lines run into one another"
    if count == 1:
        return f"Parts of the text cannot be read: {why}."
    more = " and more" if len(bad) > MAX_NAMED else ""
    numbers = ", ".join(map(str, bad[:MAX_NAMED]))
    return f"{len(bad)} of {count} pages cannot be read: {why} (page{'s' * (len(bad) > 1)} {numbers}{more})."
