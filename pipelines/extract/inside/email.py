"""Read a mail: the sender's own words as its text, what it quotes kept apart, what is attached as files inside it."""

import email
import email.header
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from corpora.document import Document, Layer, Line, Outcome
from pipelines.extract.failure import SMALLER, ReadingError
from pipelines.extract.inside.member import Member
from pipelines.extract.inside.quoted import MARK, layers_of
from pipelines.extract.layout.blocks import block_starts
from pipelines.extract.layout.fragments import Fragment
from pipelines.extract.page import PageWriter
from pipelines.ingest.encodings import decode
from pipelines.ingest.media import GET_AGAIN, MAIL

# What no reader of the message reads; sheets and scripts belong to web pages saved as one file (MHTML).
PASSED_OVER = ("message/delivery-status", "message/external-body", "text/css", "text/javascript")
MAX_PARTS = 1_000
MAX_TEXT_BYTES = 5_000_000
SHOWN_HEADERS = ("From", "To", "Cc", "Date", "Subject")
MIN_PLAIN_SHARE = 0.3  # of the words of the HTML part: with fewer, the plain part only says to look at that


def read_mail(data: bytes, document_id: str) -> Document:
    """Return the mail's text as one page; header lines and signatures are furniture, repeated mails are quoted.

    Raises:
        ReadingError: It has no text of its own, is encrypted, or has more parts or text than any mail.
    """
    message = _parsed(data)
    subject = _header(message, "Subject")
    texts = _texts(message)
    if sum(len(_payload(text)) for text in texts) > MAX_TEXT_BYTES:
        raise ReadingError(Outcome.REFUSED, "The mail's text is longer than any mail's.", SMALLER)
    writer = PageWriter(1, engine="email")
    for name in SHOWN_HEADERS:
        if value := _header(message, name):
            writer.block()
            writer.add(f"{name}: {value}", layer=Layer.FURNITURE, locator=name)
    recipients = " ".join(_header(message, name) for name in ("To", "Cc"))
    for text in texts:
        if text.get_content_type() == "text/html":
            _write_html(text, writer, document_id, subject, recipients)
        else:
            _write_rows(_rows(text), writer, subject, recipients)
    page = writer.page()
    if not any(line.layer in (Layer.BODY, Layer.QUOTED) for line in page.lines):
        raise ReadingError(Outcome.EMPTY, "The mail has no text of its own.", GET_AGAIN)
    return Document(document_id, MAIL, (page,), title=subject or None)


def unpack_mail(data: bytes, max_bytes: int) -> Iterator[Member]:
    """Give the files and messages attached to a mail, and pictures inside its text.

    Raises:
        ReadingError: It has more parts than any mail, or they are larger than is safe.
    """
    message = _parsed(data)
    own = {id(part) for part in _texts(message)} | {id(part) for part in _alternatives(message)}
    for number, part in enumerate(_leaves(message), start=1):
        if id(part) in own or part.get_content_type() in PASSED_OVER:
            continue
        member = _member(part, number)
        max_bytes -= len(member.data)
        if max_bytes < 0:
            raise ReadingError(Outcome.REFUSED, "What is attached to the mail is larger than is safe.", SMALLER)
        yield member


def _parsed(data: bytes) -> Message:
    # The older policy gives a message inside back byte for byte, and does not stumble over odd headers.
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    if sum(1 for _ in zip(message.walk(), range(MAX_PARTS + 1), strict=False)) > MAX_PARTS:
        raise ReadingError(Outcome.REFUSED, f"The mail has more than {MAX_PARTS} parts.", SMALLER)
    if message.get_content_type() in ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"):
        raise ReadingError(Outcome.LOCKED, "The mail is encrypted.", "Supply it without encryption.")
    return message


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        value = str(email.header.make_header(email.header.decode_header(value)))
    except (ValueError, LookupError, AssertionError, TypeError):
        value = str(value)
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that are not only envelopes, in order; a message inside is one, whatever it holds."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in _parts(message):
            yield from _leaves(part)
    else:
        yield message


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _is_text(part: Message) -> bool:
    if part.is_multipart() or part.get_content_type() not in ("text/plain", "text/html", "multipart/mixed"):
        return False
    return part.get_content_disposition() != "attachment" and not part.get_filename()


def _texts(message: Message) -> list[Message]:
    """Return the parts that are the mail's own text, in order: of alternatives the plain one, if it says as much."""
    kind = message.get_content_type()
    if not message.is_multipart():
        return [message] if _is_text(message) else []
    if message.get_content_maintype() != "multipart":
        return []  # a message inside
    parts = _parts(message)
    if kind == "multipart/alternative":
        return _chosen([_texts(part) for part in parts])
    if kind == "multipart/related":
        return _texts(parts[0]) if parts else []
    return [text for part in parts for text in _texts(part)]


def _alternatives(message: Message) -> Iterator[Message]:
    """Yield the parts that say again what the chosen ones say."""
    for part in message.walk():
        if part.get_content_type() == "multipart/alternative":
            yield from (leaf for leaf in _leaves(part) if _is_text(leaf))


def _chosen(versions: list[list[Message]]) -> list[Message]:
    versions = [version for version in versions if version]
    plain = next((v for v in versions if v[0].get_content_type() == "text/plain"), None)
    rich = next((v for v in versions if v[0].get_content_type() == "text/html"), None)
    if plain is None or rich is None:
        return plain or rich or []
    words = [sum(len(re.sub(r"<[^<>]*>", " ", _decoded(text)).split()) for text in v) for v in (plain, rich)]
    return plain if words[0] >= MIN_PLAIN_SHARE * words[1] else rich


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Message) -> str:
    """Return a part's text: in the encoding that it names, unless the bytes say otherwise."""
    data = _payload(part)
    named = (part.get_content_charset() or "").lower()
    if named in ("iso-8859-1", "latin-1", "latin1"):
        named = "cp1252"  # as every mail program reads it: quotation marks and dashes are written so
    if named and named not in ("us-ascii", "ascii"):
        try:
            return data.decode(named)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _rows(part: Message) -> list[str]:
    rows = _decoded(part).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return rows
    is_stuffed = str(part.get_param("delsp", "")).lower() == "yes"
    joined: list[str] = []
    open_at = ""  # the quotation marks of a paragraph that goes on
    for row in rows:
        marks = found[1].replace(" ", "") if (found := MARK.match(row)) else ""
        text = row[found.end() :] if found else row.removeprefix(" ")
        goes_on = text.endswith(" ") and text != "-- "
        if joined and open_at == (marks or "-"):
            joined[-1] = joined[-1].removesuffix(" ") + text if is_stuffed else joined[-1] + text
        else:
            joined.append(f"{marks} {text}" if marks else text)
        open_at = (marks or "-") if goes_on else ""
    return joined


def _write_rows(rows: list[str], writer: PageWriter, subject: str, recipients: str) -> None:
    layers = layers_of(rows, subject, recipients)
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or layers[end] != layers[start]:
            _write_run(rows, range(start, end), writer, layers[start])
            start = end


def _write_run(rows: list[str], run: range, writer: PageWriter, layer: Layer) -> None:
    fragments: list[Fragment] = []
    numbers: list[int] = []
    for number in run:
        text = MARK.sub("", rows[number])
        if shown := text.strip():
            indent = float(len(text) - len(text.lstrip()))
            # one character wide and one line high, so that the laws of printed lines serve
            fragments.append(Fragment(shown, indent, float(number), indent + len(shown), number + 1.0, size=1.0))
            numbers.append(number + 1)
    starts = block_starts(fragments)
    for is_start, fragment, number in zip(starts, fragments, numbers, strict=True):
        if is_start or number == numbers[0]:
            writer.block()
        writer.add(fragment.text, layer=layer, locator=f"line {number}")


def _write_html(part: Message, writer: PageWriter, document_id: str, subject: str, recipients: str) -> None:
    from pipelines.extract.html.document import read_html
    from pipelines.extract.inside.quoted_html import cut_quotes

    own, repeated = cut_quotes(_decoded(part))
    for markup, is_quote in ((own, False), (repeated, True)):
        try:
            lines = read_html(markup.encode(), document_id).pages[0].lines if markup else ()
        except ReadingError as error:
            if error.outcome != Outcome.EMPTY:
                raise
            continue
        layers = layers_of([line.text for line in lines], subject, recipients)
        _write_lines(lines, [Layer.QUOTED] * len(lines) if is_quote else layers, writer)


def _write_lines(lines: tuple[Line, ...], layers: list[Layer], writer: PageWriter) -> None:
    before: Line | None = None
    for line, layer in zip(lines, layers, strict=True):
        if before is None or line.block != before.block:
            writer.block()
        shown = line.layer if line.layer != Layer.BODY else layer
        writer.add(line.text, layer=shown, heading_level=line.heading_level, locator=line.locator)
        before = line


def _member(part: Message, number: int) -> Member:
    name = _filename(part)
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = _parts(part)[0]
        name = name or f"{_header(inner, 'Subject').replace('/', '-')[:80] or f'message {number}'}.eml"
        try:
            return Member(name, inner.as_bytes(policy=email.policy.compat32))
        except (ValueError, LookupError, TypeError, AttributeError):  # odd headers, which the library cannot write
            return Member(name, b"", Outcome.UNREADABLE, "The attached message is damaged.", GET_AGAIN)
    return Member(name or f"part {number}", _payload(part))


def _filename(part: Message) -> str:
    try:
        name = part.get_filename() or ""
        return str(email.header.make_header(email.header.decode_header(name)))
    except (ValueError, LookupError, AssertionError, TypeError):
        return str(part.get_param("name", "") or "")
