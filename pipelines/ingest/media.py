"""What a file is, judged by its bytes and never by its name."""

import io
import re
import zipfile
from dataclasses import dataclass

import charset_normalizer

from corpora.document import Outcome

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"
TEXT = "text/plain"

HEAD_BYTES = 65_536
MIN_PRINTABLE_SHARE = 0.9

SAVE_AS = "Save it as PDF or DOCX and give that file."
GET_AGAIN = "Get the file again from where it was published."

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
IMAGES = (
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
ZIP_KINDS = (  # a member that begins so tells the format
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12", "a binary Excel workbook (.xlsb)"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "a PowerPoint file"),
)
HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
HTML_TAGS = re.compile(rb"<(?:p|div|h[1-6]|ul|li|table|section|article|main|span)\b[^>]*>", re.I)
MAIL_HEADER = re.compile(
    r"^(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type): ?\S", re.I
)
ERROR_TITLE = re.compile(
    r"\b(?:40[0-9]|50[0-9])\b|\bnot found\b|\berror\b|\b(?:access|permission) denied\b|\bforbidden\b|\bunavailable\b"
    r"|\bsign[ -]?in\b|\blog[ -]?in\b|\bsession expired\b|\bjust a moment\b|\bare you (?:a robot|human)\b",
    re.I,
)
TITLE = re.compile(r"<(?:title|h1)\b[^>]*>(.*?)</(?:title|h1)\s*>", re.I | re.S)
TAG_OR_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)
MAX_ERROR_PAGE_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Media:
    """A media type; where Avowal does not read it, the outcome says so with reason and remedy."""

    media_type: str | None
    outcome: Outcome = Outcome.READ
    reason: str | None = None
    remedy: str | None = None


def detect(data: bytes, suffix: str = "") -> Media:
    """Return what the bytes are; `suffix` (".pdf") only serves to word what the name promised.

    Args:
        data: The whole file; ZIP containers are listed, nothing is unpacked.
        suffix: Ending of the file's name, lower case, with its dot.
    """
    head = data[:HEAD_BYTES]
    if b"%PDF-" in head[:1024]:
        return Media(PDF)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    if head.startswith(b"{\\rtf"):
        return _refused("application/rtf", "an RTF document")
    for magic, media_type in IMAGES:
        if head.startswith(magic):
            remedy = "Run OCR on it first (for example with OCRmyPDF) and give the PDF that it makes."
            return _refused(media_type, "an image without text", remedy)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _refused("image/webp", "an image without text", "Run OCR on it first and give a PDF with a text layer.")
    if HTML_START.match(_without_bom(head)) or len(HTML_TAGS.findall(head)) >= 3:
        return _html(data, suffix)
    if suffix == ".pdf" and (b"startxref" in data[-2048:] or b" obj" in head):
        return Media(PDF, Outcome.UNREADABLE, "The file is a PDF whose beginning is missing.", GET_AGAIN)
    return _text(head)


def decode(data: bytes) -> str:
    """Return the text of the bytes: by byte-order mark, as UTF-8, else as charset-normalizer judges."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if wide := _wide_encoding(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    best = charset_normalizer.from_bytes(data[: 4 * HEAD_BYTES]).best()
    # Western texts of few accents are often taken for an exotic code page: Windows-1252 explains them as well.
    encoding = "cp1252" if best is None or _decodes(data, "cp1252") else best.encoding
    return data.decode(encoding, errors="replace")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return sum(char > "\x7f" for char in text) <= max(0.1 * len(text), 5)


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 by its zero bytes where the byte-order mark is missing."""
    sample = data[:4096]
    if len(sample) < 4 or sample.count(0) < 0.3 * len(sample):
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _without_bom(head: bytes) -> bytes:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _refused(media_type: str, name: str, remedy: str = SAVE_AS) -> Media:
    return Media(media_type, Outcome.REFUSED, f"This is {name}, which this version does not read.", remedy)


def _zip(data: bytes) -> Media:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError):
        reason = "The container (a DOCX or another ZIP) is cut off or damaged."
        return Media("application/zip", Outcome.UNREADABLE, reason, GET_AGAIN)
    if any(name.replace("\\", "/").startswith("word/") for name in names):
        return Media(DOCX)
    for folder, media_type, name in ZIP_KINDS:
        if any(member.startswith(folder) for member in names):
            return _refused(media_type, name)
    if any(member.replace("\\", "/").startswith("xl/") for member in names):
        return Media(XLSX)
    if mimetype.startswith("application/vnd.oasis.opendocument"):
        return _refused(mimetype.strip(), "an OpenDocument file")
    if mimetype.startswith("application/epub"):
        return _refused("application/epub+zip", "an EPUB book")
    return _refused("application/zip", "a ZIP archive", "Unpack it and give the folder.")


def _ole(data: bytes) -> Media:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        reason = "The Office file is protected by a password."
        return Media("application/x-ole-storage", Outcome.LOCKED, reason, "Supply a version without a password.")
    if holds("WordDocument"):
        return _refused("application/msword", "an old Word document (.doc)")
    if holds("Workbook") or holds("Book"):
        return _refused("application/vnd.ms-excel", "an old Excel workbook (.xls)")
    if holds("__properties_version1.0"):
        return _refused("application/vnd.ms-outlook", "an Outlook message (.msg)")
    return _refused("application/x-ole-storage", "an old Office file")


def _html(data: bytes, suffix: str) -> Media:
    markup = decode(data)
    text = " ".join(TAG_OR_SCRIPT.sub(" ", markup).split())
    titles = " ".join(TAG_OR_SCRIPT.sub(" ", title) for title in TITLE.findall(markup))
    promised = suffix in (".pdf", ".docx", ".doc", ".xlsx")
    if len(text) <= MAX_ERROR_PAGE_CHARS and (promised or ERROR_TITLE.search(titles)):
        named = f" saved under a name that ends in {suffix}" if promised else ""
        reason = f"This is a web page (HTML){named}, by its words an error or sign-in page and not a document."
        return Media(HTML, Outcome.NOT_A_DOCUMENT, reason, GET_AGAIN)
    return Media(HTML)


def _text(head: bytes) -> Media:
    binary = Media("application/octet-stream", Outcome.NOT_A_DOCUMENT, "The content is of no known document type.")
    binary = Media(binary.media_type, binary.outcome, binary.reason, "Give the statement as PDF, DOCX, HTML or text.")
    has_bom = any(head.startswith(bom) for bom, _ in BOMS)
    if b"\0" in head and not has_bom and not _wide_encoding(head):
        return binary
    text = decode(head)
    shown = sum(char.isprintable() or char in "\n\r\t\f\u00ad\u200b\ufeff" for char in text)
    if shown < MIN_PRINTABLE_SHARE * len(text):
        return binary
    if sum(bool(MAIL_HEADER.match(line)) for line in text.lstrip().splitlines()[:15]) >= 3:
        return _refused("message/rfc822", "an e-mail message", "Save the statement attached to it and give that file.")
    if not text.strip("\ufeff \t\r\n\f\0"):
        return Media(TEXT, Outcome.EMPTY, "The file holds white space only.", GET_AGAIN)
    return Media(TEXT)
