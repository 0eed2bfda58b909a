"""Write PDFs object by object, so that each can be as wrong as a test wants it."""

import zlib

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F1 11 Tf 72 700 Td (Hollowbeck Ltd visits each mill once a year and talks to workers.) Tj ET"


def stream(content: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
    """Return a stream object's body."""
    if packed:
        content, extra = zlib.compress(content, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def document(objects: dict[int, bytes], trailer: bytes = b"", root: int = 1) -> bytes:
    """Return a file of these objects, with its table of places."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def page(
    content: bytes = WORDS,
    *,
    catalog: bytes = b"",
    entries: bytes = b"",
    resources: bytes = b"",
    box: bytes = b"0 0 595 842",
    more: dict[int, bytes] | None = None,
    packed: bool = False,
    trailer: bytes = b"",
) -> bytes:
    """Return a file of one page; `more` begins at object 10."""
    return document(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> "
            b"%s >>" % (box, resources, entries),
            4: stream(content, packed=packed),
            5: FONT,
            **(more or {}),
        },
        trailer,
    )
