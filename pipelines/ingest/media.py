"""What a file is, judged by its bytes and never by its name."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from corpora.document import Outcome
from pipelines.ingest.encodings import BOMS, decode, plain, wide_encoding

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"
TEXT = "text/plain"
MAIL = "message/rfc822"
ZIP = "application/zip"
PICTURES = ("image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp", "image/webp")

MAX_DIRECTORY_BYTES = 5_000_000  # of a ZIP: some forty thousand names
HEAD_BYTES = 65_536
MIN_PRINTABLE_SHARE = 0.9
MAX_ZERO_SHARE = 0.01  # of a text's bytes: a program left them there

UNPACK = "Unpack it and give the folder."
SAVE_AS = "Save it as PDF or DOCX and give that file."
GET_AGAIN = "Get the file again from where it was published."

IMAGES = (
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
PACKED = (
    (b"Rar!\x1a\x07", "application/vnd.rar", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "a 7z archive"),
    (b"\x1f\x8b", "application/gzip", "a gzip archive"),
    (b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef", "a package of Outlook (winmail.dat)"),
)
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
XML_START = re.compile(rb"<\?xml[^>]*>")
HTML_TAGS = re.compile(rb"<(?:p|div|h[1-6]|ul|li|table|section|article|main|span)\b[^>]*>", re.I)
MULTIPART = re.compile(r"Content-Type: ?multipart/", re.I)
MAIL_HEADER = re.compile(
    r"^(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type): ?\S", re.I
)
PROMISED = (".pdf", ".docx", ".doc", ".xlsx", ".xls")  # of which only the content can be a document
JSON_START = re.compile(rb"\s*[{\[]\s*(?:\"[^\"]{1,200}\"\s*[:,\]]|[}\]{])")
ERROR_TITLE = re.compile(
    r"\b(?:40[0-9]|50[0-9])\b|\bnot found\b|\berror\b|\b(?:access|permission) denied\b|\bforbidden\b|\bunavailable\b"
    r"|\bsign[ -]?in\b|\blog[ -]?in\b|\bsession expired\b|\bjust a moment\b|\bare you (?:a robot|human)\b",
    re.I,
)
MAX_ERROR_PAGE_CHARS = 2_000
MAX_ERROR_PAGE_BYTES = 2_000_000


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
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)  # first of all: what it holds may be seen in it
    if head.lstrip().startswith(b"%PDF-"):
        return Media(PDF)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    if head.startswith(b"{\\rtf"):
        return _refused("application/rtf", "an RTF document")
    if media := _picture(head) or _packed(head):
        return media
    if HTML_START.match(_from_first_tag(head)):
        return _html(data, suffix)
    if _is_mail(head):
        return Media(MAIL)
    if b"%PDF-" in head[:1024] and (b" obj" in head or b"startxref" in data[-2048:]):
        return Media(PDF)  # below lines of its own, which readers pass over; a text may name the sign too
    if len(HTML_TAGS.findall(head)) >= 3:
        return _html(data, suffix)
    if suffix == ".pdf" and (b"startxref" in data[-2048:] or b" obj" in head):
        return Media(PDF, Outcome.UNREADABLE, "The file is a PDF whose beginning is missing.", GET_AGAIN)
    return _json(head, suffix) or _text(head)


def _from_first_tag(head: bytes) -> bytes:
    """Return what follows mark, declaration and comments at the head of a web page."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if declaration := XML_START.match(head):
        head = head[declaration.end() :].lstrip()
    while head.startswith(b"<!--"):  # piece by piece: one pattern for all of them takes for ever on some texts
        head = head.partition(b"-->")[2].lstrip()
    return head


def _picture(head: bytes) -> Media | None:
    for magic, media_type in IMAGES:
        if head.startswith(magic):
            return Media(media_type)
    is_bitmap = head.startswith(b"BM") and head[6:10] == bytes(4)
    if is_bitmap or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Media("image/bmp" if is_bitmap else "image/webp")
    return None


def _packed(head: bytes) -> Media | None:
    for magic, media_type, name in PACKED:
        if head.startswith(magic):
            return _refused(media_type, name, UNPACK)
    return _refused("application/x-tar", "a tar archive", UNPACK) if head[257:262] == b"ustar" else None


def _is_mail(head: bytes) -> bool:
    """Whether it begins with a block of header lines, three of them such as mails have."""
    text = head.decode("ascii", "replace").lstrip().replace("\r\n", "\n")
    block = text.partition("\n\n")[0].split("\n")
    if block[0].startswith("From "):  # as mailboxes of many programs part their messages
        block = block[1:]
    names = [line for line in block if not line.startswith((" ", "\t"))]  # the others go on a line
    if not all(":" in line for line in names):
        return False
    # A page that Word saved as one file says no more than how it is packed.
    packed = names[0].startswith("MIME-Version") and any(MULTIPART.match(line) for line in names)
    return packed or sum(bool(MAIL_HEADER.match(line)) for line in names) >= 3


def _refused(media_type: str, name: str, remedy: str = SAVE_AS) -> Media:
    return Media(media_type, Outcome.REFUSED, f"This is {name}, which this version does not read.", remedy)


def _zip(data: bytes) -> Media:
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 70_000))
    if end >= 0 and int.from_bytes(data[end + 12 : end + 16], "little") > MAX_DIRECTORY_BYTES:
        return Media(ZIP, Outcome.REFUSED, "The archive holds more files than any submission.", UNPACK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
            mimetype = ""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    mimetype = file.read(100).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError, zlib.error):
        reason = "The container (a DOCX or another ZIP) is cut off or damaged."
        return Media(ZIP, Outcome.UNREADABLE, reason, GET_AGAIN)
    is_office = "[Content_Types].xml" in names  # an archive may have a folder named "word" too

    def holds(folder: str, part: str) -> bool:
        return part in names or (is_office and any(name.startswith(folder) for name in names))

    if holds("word/", "word/document.xml"):
        return Media(DOCX)
    if "xl/workbook.bin" in names:
        return _refused(XLSB, "a binary Excel workbook (.xlsb)")
    if holds("xl/", "xl/workbook.xml"):
        return Media(XLSX)
    if holds("ppt/", "ppt/presentation.xml"):
        return _refused(POWERPOINT, "a PowerPoint file")
    if mimetype.startswith("application/vnd.oasis.opendocument"):
        return _refused(mimetype, "an OpenDocument file")
    if mimetype.startswith("application/epub"):
        return _refused("application/epub+zip", "an EPUB book")
    return Media(ZIP)


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
    markup = decode(data[:MAX_ERROR_PAGE_BYTES])
    text, titles = _shown(markup)
    promised = suffix in PROMISED
    is_short = len(data) <= MAX_ERROR_PAGE_BYTES and len(text) <= MAX_ERROR_PAGE_CHARS
    if is_short and (promised or ERROR_TITLE.search(titles)):
        named = f" saved under a name that ends in {suffix}" if promised else ""
        reason = f"This is a web page (HTML){named}, by its words an error or sign-in page and not a document."
        return Media(HTML, Outcome.NOT_A_DOCUMENT, reason, GET_AGAIN)
    return Media(HTML)


def _shown(markup: str) -> tuple[str, str]:
    """Return the words of a web page, scripts and styles left out, and those of its title and first headings alone."""
    words: list[str] = []
    titles: list[str] = []
    skipping = ""  # the tag whose end is awaited
    in_title = False
    for piece in markup.split("<"):
        tag, _, text = piece.partition(">")
        name = re.split(r"[\s/>]", tag.lstrip("/").lower(), maxsplit=1)[0] if tag else ""
        if skipping:
            if not (tag.startswith("/") and name == skipping):
                continue
            skipping = ""
        elif name in ("script", "style") and not tag.startswith("/"):
            skipping = name
            continue
        if name in ("title", "h1"):
            in_title = not tag.startswith("/")
        words.append(text)
        if in_title:
            titles.append(text)
    return " ".join(" ".join(words).split()), " ".join(titles)


def _json(head: bytes, suffix: str) -> Media | None:
    """Say that data of a web service, often an error, was saved in the place of a document."""
    if suffix not in PROMISED or not JSON_START.match(head):
        return None
    reason = f"This is data of a web service (JSON) saved under a name that ends in {suffix}, and not a document."
    return Media("application/json", Outcome.NOT_A_DOCUMENT, reason, GET_AGAIN)


def _text(head: bytes) -> Media:
    binary = Media("application/octet-stream", Outcome.NOT_A_DOCUMENT, "The content is of no known document type.")
    binary = Media(binary.media_type, binary.outcome, binary.reason, "Give the statement as PDF, DOCX, HTML or text.")
    has_bom = any(head.startswith(bom) for bom, _ in BOMS)
    if not has_bom and not wide_encoding(head):
        head = head.rstrip(b"\0")
        if head.count(0) > max(1, MAX_ZERO_SHARE * len(head)):
            return binary
    text = plain(decode(head))
    shown = sum(char.isprintable() or char in "\n\t\f\u00ad\u200b\ufeff" for char in text)
    if shown < MIN_PRINTABLE_SHARE * len(text):
        return binary
    if not text.strip("\ufeff \t\r\n\f\0"):
        return Media(TEXT, Outcome.EMPTY, "The file holds white space only.", GET_AGAIN)
    return Media(TEXT)
