"""Which lines of a mail are the sender's own words, which repeat another mail, and which are only its signature.

A reply carries what it answers: the buyer's wishes must not count as what the supplier says. A forwarded message is
the other way round: it is sent for its own sake, unless it comes from those to whom it is sent.
"""

import re
from collections.abc import Sequence

from corpora.document import Layer

MARK = re.compile(r"^[ \t]{0,3}((?:>[ \t]?)+)")
WROTE = re.compile(r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|skrev|schreef)\b[^:]{0,80}:[*_]*$", re.IGNORECASE)
WROTE_START = re.compile(r"^[ \t*_]*(?:On|Am|Le|El|Il|Den|Op)\b", re.IGNORECASE)
MOMENT = re.compile(r"\d{1,2}[:.h]\d{2}|@|<[^>]+>")
HEADER = re.compile(
    r"^[ \t>*_]*(?:From|Sent|To|Cc|Bcc|Subject|Date|Reply-To|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet|Datum"
    r"|Da|Inviato|A|Oggetto|Data|Enviado(?: el)?|Para|Asunto|Fecha|Assunto|Fra|Sendt|Til|Emne|Från|Skickat|Till|Ämne"
    r"|Van|Verzonden|Aan|Onderwerp)[*_ ]*:",
    re.I,
)
FIRST_HEADER = re.compile(r"^[ \t>*_]*(?:From|Von|De|Da|Fra|Från|Van)[*_ ]*:", re.IGNORECASE)
ORIGINAL = re.compile(
    r"^[ \t>]*-{2,}[ \t]*(?:Original[ \t]+(?:Message|Appointment)|Ursprüngliche Nachricht|Message d'origine"
    r"|Messaggio originale|Mensaje original)",
    re.I,
)
FORWARDED = re.compile(
    r"^[ \t>]*(?:-{2,}[ \t]*(?:Forwarded|Weitergeleitete|Message transféré)|Begin forwarded message:|Forwarded by\b)",
    re.I,
)
FORWARDING_SUBJECT = re.compile(r"^\s*(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)
RULE = re.compile(r"^[ \t>]*[_*-]{10,}[ \t]*$")
SIGNATURE = re.compile(r"^--[ \t]?$")
DEVICE = re.compile(r"^(?:Sent from my |Get Outlook for |Sent from Outlook|Von meinem \w+ gesendet)", re.IGNORECASE)
MIN_HEADERS = 3
MAX_WRAP = 3  # lines that "On ... wrote:" may take
DOMAIN = re.compile(r"@([\w.-]+\w)")


def layers_of(rows: Sequence[str], subject: str = "", recipients: str = "") -> list[Layer]:
    """Return the layer of each line of a mail's text: BODY, QUOTED, or FURNITURE for signatures and header lines.

    Args:
        rows: lines as they stand, quotation marks included.
        subject: of the mail: whether it forwards.
        recipients: addresses to whom it goes: what they wrote themselves is quoted even where it is forwarded.
    """
    layers: list[Layer] = []
    own_depth = 0  # quotation marks that a forwarded message bears as a whole
    may_forward = bool(FORWARDING_SUBJECT.match(subject))
    state = Layer.BODY
    at = 0
    while at < len(rows):
        row = rows[at]
        depth = _depth(row)
        if FORWARDED.match(row) and depth <= own_depth and state != Layer.QUOTED:
            may_forward = True
            at = _take(layers, Layer.FURNITURE, at, at + 1)
        elif (end := _headers(rows, at)) and depth <= own_depth + 1 and state != Layer.QUOTED:
            theirs = _is_from(rows[at:end], recipients)
            state = Layer.BODY if may_forward and not theirs else Layer.QUOTED
            if state == Layer.BODY:
                own_depth = depth
            may_forward = False  # what that message quotes is quoted
            at = _take(layers, Layer.FURNITURE if state == Layer.BODY else Layer.QUOTED, at, end)
        elif depth > own_depth or state == Layer.QUOTED:
            at = _take(layers, Layer.QUOTED, at, at + 1)
        elif end := _wrote(rows, at):
            if not _goes_on_marked(rows, end, own_depth):
                state = Layer.QUOTED
            at = _take(layers, Layer.QUOTED, at, end)
        elif SIGNATURE.match(row):
            state = Layer.FURNITURE
            at = _take(layers, state, at, at + 1)
        elif DEVICE.match(row.strip()) or (RULE.match(row) and _headers(rows, at + 1)):
            at = _take(layers, Layer.FURNITURE, at, at + 1)
        else:
            at = _take(layers, state, at, at + 1)
    return layers


def _take(layers: list[Layer], layer: Layer, start: int, end: int) -> int:
    layers += [layer] * (end - start)
    return end


def _headers(rows: Sequence[str], at: int) -> int:
    """Return where a block of header lines that begins here ends, with the separator above it; 0 where none does."""
    end = at
    if ORIGINAL.match(rows[at]) if at < len(rows) else False:
        end += 1
        while end < len(rows) and not rows[end].strip(" \t>"):
            end += 1
    if end >= len(rows) or not FIRST_HEADER.match(rows[end]):
        return end if end > at else 0
    found = 0
    last = end
    for number in range(end, min(end + 12, len(rows))):
        if HEADER.match(rows[number]):
            found, last = found + 1, number
        elif found >= MIN_HEADERS and not rows[number].strip(" \t>"):
            break
    return last + 1 if found >= MIN_HEADERS else end if end > at else 0


def _is_from(headers: Sequence[str], recipients: str) -> bool:
    sender = next((row for row in headers if FIRST_HEADER.match(row)), "")
    domains = {domain.lower() for domain in DOMAIN.findall(recipients)}
    return any(domain.lower() in domains for domain in DOMAIN.findall(sender))


def _wrote(rows: Sequence[str], at: int) -> int:
    """Return where the line "On ... wrote:" that begins here ends, which may be wrapped; 0 where none does."""
    if not WROTE_START.match(rows[at]):
        return 0
    for end in range(at + 1, min(at + MAX_WRAP, len(rows)) + 1):
        line = " ".join(row.strip() for row in rows[at:end])
        if WROTE.search(line):
            return end if MOMENT.search(line) or _goes_on_marked(rows, end, 0) else 0
    return 0


def _goes_on_marked(rows: Sequence[str], at: int, own_depth: int) -> bool:
    """Whether the next line with words bears more quotation marks."""
    following = next((row for row in rows[at:] if row.strip(" \t>")), "")
    return _depth(following) > own_depth


def _depth(row: str) -> int:
    """Return how many quotation marks a line bears."""
    found = MARK.match(row)
    return found[1].count(">") if found else 0
