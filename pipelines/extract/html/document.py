"""Read a web page: what it says without menus, scripts and cookie notices, and apart what a reader cannot see."""

import re
from collections import Counter
from contextlib import suppress

from lxml import etree, html

from corpora.document import Document, Layer, Outcome, Page
from pipelines.extract.failure import ReadingError
from pipelines.extract.html.reader import TreeReader
from pipelines.extract.html.shell import shell
from pipelines.extract.html.style import Sheet
from pipelines.extract.page import PageWriter
from pipelines.ingest.encodings import decode
from pipelines.ingest.media import GET_AGAIN, HTML

MAX_BYTES = 20_000_000
PROSE_WORDS = 6  # shorter unseen texts are labels for other programs, such as "Skip to content"
CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
CONDITIONAL = re.compile(r"<!\[(?:if|endif)[^\]]*\]>|<\?xml:namespace[^>]*>", re.IGNORECASE)  # of HTML saved by Word
AS_BROWSERS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def read_html(data: bytes, document_id: str) -> Document:
    """Return the document as one page; locators are tags counted in document order (p[4]) and cells of tables.

    Menus, footers, cookie notices are FURNITURE; text that the page's own style or attributes hide is HIDDEN. Nothing
    that the page refers to is fetched: frames, scripts and style sheets outside it are as if they were not there.

    Raises:
        ReadingError: The page holds no text, is too large, or is nested beyond reason.
    """
    if len(data) > MAX_BYTES:
        reason = f"The web page has {len(data) / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB."
        raise ReadingError(Outcome.REFUSED, reason, "Give the part with the statement.")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(_markup(data), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ReadingError(Outcome.EMPTY, "The web page holds no text.", GET_AGAIN) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):  # libxml2 drops what lies deeper
        raise ReadingError(Outcome.REFUSED, "The web page is nested too deeply to be read safely.", GET_AGAIN)
    sheet = Sheet(style.text or "" for style in root.iter("style"))
    page, unseen = _page(root, sheet)
    if not any(line.layer == Layer.BODY for line in page.lines):
        page, unseen = _page(root, sheet, with_noscript=True)  # what stands there for readers without scripts
    if not any(line.layer in (Layer.BODY, Layer.HIDDEN) for line in page.lines):
        raise ReadingError(Outcome.EMPTY, "The web page shows no text of its own (it may need a browser).", GET_AGAIN)
    if why := shell(page):
        raise ReadingError(Outcome.EMPTY, why, "Open the page in a browser and print it to PDF.")
    title = " ".join((root.findtext(".//title") or "").split()) or None
    counts = Counter(why for text, why in unseen if len(text.split()) >= PROSE_WORDS)
    if not counts:
        return Document(document_id, HTML, (page,), title=title)
    listed = ", ".join(f"{n} {'text' if n == 1 else 'texts'} {why}" for why, n in counts.items())
    reason = f"Text that is hidden or taken back is kept apart: {listed}."
    return Document(document_id, HTML, (page,), Outcome.READ_WITH_WARNING, reason, title=title)


def _page(root: html.HtmlElement, sheet: Sheet, with_noscript: bool = False) -> tuple[Page, list[tuple[str, str]]]:
    writer = PageWriter(1, engine="lxml")
    reader = TreeReader(writer, root, sheet, with_noscript)
    reader.read(root)
    return writer.page(), reader.unseen


def _markup(data: bytes) -> str:
    declared = CHARSET.search(data[:4096])
    text = None
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = (declared[1] or declared[2]).decode("ascii").lower()
        with suppress(LookupError, UnicodeDecodeError):  # it may say one encoding and be in another
            text = data.decode(AS_BROWSERS.get(name, name))
    text = decode(data) if text is None else text
    return CONDITIONAL.sub("", XML_HEAD.sub("", text))
