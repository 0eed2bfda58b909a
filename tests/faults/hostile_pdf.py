"""PDFs made to crash a reader, to keep it busy for ever, to fill its memory, or to make it do something."""

import io
import zlib
from collections.abc import Callable

import pypdf
from reportlab.pdfgen.canvas import Canvas

from tests.faults.raw_pdf import FONT, WORDS, document, page, stream

Maker = Callable[[], bytes]


def page_tree(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + count))
    leaf = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return document(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            4: stream(WORDS),
            5: FONT,
            **dict.fromkeys(range(10, 10 + count), leaf),
        }
    )


def deep_tree(depth: int) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 10 0 R >>", 4: stream(WORDS), 5: FONT}
    for level in range(10, 10 + depth):
        parent = b"/Parent %d 0 R" % (level - 1) if level > 10 else b""
        objects[level] = b"<< /Type /Pages %s /Kids [%d 0 R] /Count 1 >>" % (parent, level + 1)
    last = 10 + depth
    objects[last] = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>" % (last - 1)
    return document(objects)


def cyclic_tree() -> bytes:
    return document(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 9 /Parent 3 0 R >>",
            3: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R >>",
        }
    )


def forms(levels: int, each: int) -> bytes:
    """A form drawn by a form drawn by a form: `each` to the power of `levels` pieces of text."""
    more = {}
    for level in range(levels):
        inner = b"/X Do " * each if level + 1 < levels else WORDS
        names = b"/XObject << /X %d 0 R >>" % (11 + level) if level + 1 < levels else b""
        more[10 + level] = stream(
            inner,
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >>" % names,
        )
    return page(b"/X Do", resources=b"/XObject << /X 10 0 R >>", more=more)


def form_of_itself() -> bytes:
    head = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /XObject << /X 10 0 R >> /Font << /F1 5 0 R >> >>"
    )
    return page(b"/X Do", resources=b"/XObject << /X 10 0 R >>", more={10: stream(WORDS + b" /X Do", head)})


def glyph_of_itself() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 "
        b"/LastChar 65 /Widths [1000] /Encoding << /Differences [65 /a] >> /CharProcs << /a 11 0 R >> "
        b"/Resources << /Font << /T 10 0 R >> >> >>"
    )
    glyph = stream(b"1000 0 d0 BT /T 1000 Tf (AAAA) Tj ET")
    return page(b"BT /T 11 Tf 72 700 Td (AAAA) Tj ET", entries=b"", resources=b"", more={10: font, 11: glyph}).replace(
        b"/F1 5 0 R", b"/T 10 0 R"
    )


def to_unicode(cmap: bytes) -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [11 0 R] "
        b"/ToUnicode 12 0 R >>"
    )
    cid = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> >>"
    )
    more = {10: font, 11: cid, 12: stream(cmap, packed=True)}
    return page(b"BT /F1 11 Tf 72 700 Td <00410042> Tj ET", more=more).replace(b"/F1 5 0 R", b"/F1 10 0 R")


def attached(files: dict[str, bytes], *, names: bytes | None = None) -> bytes:
    more = {}
    entries = []
    for index, (name, data) in enumerate(files.items()):
        number = 20 + 2 * index
        more[number] = b"<< /Type /Filespec /F (%s) /EF << /F %d 0 R >> >>" % (name.encode(), number + 1)
        more[number + 1] = stream(data, b"/Type /EmbeddedFile", packed=True)
        entries.append(b"(%s) %d 0 R" % (name.encode(), number))
    tree = names or b"<< /Names [%s] >>" % b" ".join(entries)
    return page(WORDS, catalog=b"/Names << /EmbeddedFiles 10 0 R >>", more={10: tree, **more})


def portfolio_in_portfolio(depth: int) -> bytes:
    data = page()
    for level in range(depth):
        data = attached({f"level{level}.pdf": data})
    return data


def locked(user: str, owner: str) -> bytes:
    out = io.BytesIO()
    writer = pypdf.PdfWriter(io.BytesIO(page()))
    writer.encrypt(user, owner, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def scattered(count: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(count):
        canvas.drawString(number * 7919 % 595, number * 104729 % 842, "a")
    canvas.save()
    return out.getvalue()


def ruled(count: int) -> bytes:
    lines = b"".join(
        b"%d %d m %d %d l S\n" % (n * 7919 % 595, n * 104729 % 842, n * 31 % 595, n * 17 % 842) for n in range(count)
    )
    return page(WORDS + b" .1 w " + lines, packed=True)


def nested_arrays(depth: int) -> bytes:
    return page(entries=b"/Odd " + b"[" * depth + b"]" * depth)


def fields_in_a_ring() -> bytes:
    more = {
        10: b"<< /Fields [11 0 R] >>",
        11: b"<< /FT /Tx /T (a) /Kids [12 0 R] /Parent 12 0 R >>",
        12: b"<< /T (b) /Kids [11 0 R] /Parent 11 0 R >>",
    }
    return page(catalog=b"/AcroForm 10 0 R", entries=b"/Annots [11 0 R 12 0 R]", more=more)


def many_fields(count: int) -> bytes:
    more = {
        20 + n: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f%d) /V (We train.) /Rect [%d %d %d %d] >>"
        % (n, n % 500, n % 800, n % 500 + 40, n % 800 + 12)
        for n in range(count)
    }
    names = b" ".join(b"%d 0 R" % number for number in more)
    return page(catalog=b"/AcroForm << /Fields [%s] >>" % names, entries=b"/Annots [%s]" % names, more=more)


def functions_in_a_ring() -> bytes:
    ring = b"<< /FunctionType 3 /Domain [0 1] /Functions [10 0 R 10 0 R] /Bounds [.5] /Encode [0 1 0 1] >>"
    shading = b"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 595 842] /Function 10 0 R >>"
    return page(WORDS + b" /S sh", resources=b"/Shading << /S 11 0 R >>", more={10: ring, 11: shading})


def tiles() -> bytes:
    head = (
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep .0001 /YStep .0001 "
        b"/Resources << >>"
    )
    return page(
        WORDS + b" /Pattern cs /P scn 0 0 595 842 re f",
        resources=b"/Pattern << /P 10 0 R >>",
        more={10: stream(b"0 0 .5 .5 re f", head)},
    )


def picture(width: int, height: int, filter_: bytes, data: bytes) -> bytes:
    head = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter %s"
        % (width, height, filter_)
    )
    return page(b"595 0 0 842 0 0 cm /I Do", resources=b"/XObject << /I 10 0 R >>", more={10: stream(data, head)})


def zeros(megabytes: int, unit: bytes = b" ") -> bytes:
    """Return so much of one thing, deflated piece by piece."""
    packer = zlib.compressobj(9)
    piece = unit * (1_000_000 // len(unit))
    return b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


def swelling(filters: bytes, data: bytes) -> bytes:
    bare = page()
    return bare.replace(
        stream(WORDS), b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(data), filters, data)
    )


ACTIONS = {
    "script": b"<< /S /JavaScript /JS (while \\(true\\) { app.alert\\(1\\) }) >>",
    "launch": b"<< /S /Launch /F (/bin/sh) >>",
    "link": b"<< /S /URI /URI (http://192.0.2.1/x) >>",
    "submit": b"<< /S /SubmitForm /F << /FS /URL /F (http://192.0.2.1/x) >> >>",
    "go to another": b"<< /S /GoToR /F << /FS /URL /F (http://192.0.2.1/x.pdf) >> /D [0 /Fit] >>",
}
XFA = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><xdp xmlns="http://ns.adobe.com/xdp/">&b;</xdp>'
CMAP = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FFFFFFFF> endcodespacerange\n"
    b"%s\nendcmap"
)

PDF: dict[str, Maker] = {
    "cut to a tenth.pdf": lambda: page()[:90],
    "cut to two thirds.pdf": lambda: page()[: len(page()) * 2 // 3],
    "head alone.pdf": lambda: b"%PDF-1.7\n",
    "noise after its head.pdf": lambda: b"%PDF-1.7\n" + bytes((n * n * 31) % 256 for n in range(60_000)),
    "hundred thousand pages.pdf": lambda: page_tree(100_000),
    "count that lies.pdf": lambda: page().replace(b"/Count 1", b"/Count 100000"),
    "count below zero.pdf": lambda: page().replace(b"/Count 1", b"/Count -5"),
    "page tree in a ring.pdf": cyclic_tree,
    "page tree of six thousand levels.pdf": lambda: deep_tree(6_000),
    "page of its own parent.pdf": lambda: page().replace(b"/Parent 2 0 R", b"/Parent 3 0 R"),
    "page of a kilometre.pdf": lambda: page(box=b"0 0 2834645 2834645"),
    "page of two hundred inches.pdf": lambda: page(box=b"0 0 14400 14400"),
    "page without size.pdf": lambda: page(box=b"0 0 0 0"),
    "page of no numbers.pdf": lambda: page(box=b"(a) /b null [1]"),
    "page of numbers beyond.pdf": lambda: page(box=b"0 0 1e400 -1e400"),
    "text beyond.pdf": lambda: page(b"1e30 0 0 1e30 1e38 1e38 cm " + WORDS.replace(b"11 Tf", b"1e30 Tf")),
    "stream of a gigabyte.pdf": lambda: swelling(b"/FlateDecode", zeros(1_000, b"q Q ")),
    "stream packed twice.pdf": lambda: swelling(b"[/FlateDecode /FlateDecode]", zlib.compress(zeros(2_000), 9)),
    "stream of runs.pdf": lambda: swelling(b"[/FlateDecode /RunLengthDecode]", zeros(40, b"\x81 ")),
    "ascii85 of noise.pdf": lambda: swelling(b"/ASCII85Decode", b"z" * 2_000_000 + b"!@#~~~>" * 20_000),
    "hex of noise.pdf": lambda: swelling(b"/ASCIIHexDecode", b"zz<>" * 200_000),
    "lzw of noise.pdf": lambda: swelling(b"/LZWDecode", bytes((n * 7) % 256 for n in range(100_000))),
    "filters by the thousand.pdf": lambda: swelling(b"[" + b"/FlateDecode " * 5_000 + b"]", b"x"),
    "length of itself.pdf": lambda: page().replace(b"/Length %d" % len(WORDS), b"/Length 4 0 R"),
    "form of itself.pdf": form_of_itself,
    "forms to the eighth power.pdf": lambda: forms(9, 10),
    "glyph of itself.pdf": glyph_of_itself,
    "letters by the billion.pdf": lambda: to_unicode(CMAP % b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"),
    "letters that are novels.pdf": lambda: to_unicode(
        CMAP % (b"2 beginbfchar <0041> <%s> <0042> <%s> endbfchar" % ((b"0041" * 500_000,) * 2))
    ),
    "table of places in a ring.pdf": lambda: page(trailer=b"/Prev 9"),
    "table of places that leads to itself.pdf": lambda: (found := page(trailer=b"/Prev 0000000000")).replace(
        b"/Prev 0000000000", b"/Prev %010d" % found.rfind(b"xref\n0 ")
    ),
    "arrays without end.pdf": lambda: nested_arrays(200_000),
    "outline in a ring.pdf": lambda: page(
        catalog=b"/Outlines 10 0 R",
        more={
            10: b"<< /First 11 0 R /Last 11 0 R /Count 1 >>",
            11: b"<< /Title (a) /Parent 10 0 R /Next 11 0 R /First 11 0 R >>",
        },
    ),
    "fields in a ring.pdf": fields_in_a_ring,
    "fields by the ten thousand.pdf": lambda: many_fields(10_000),
    "functions in a ring.pdf": functions_in_a_ring,
    "tiles by the billion.pdf": tiles,
    "picture of ten billion dots.pdf": lambda: picture(100_000, 100_000, b"/FlateDecode", zeros(1_250, b"\0")),
    "picture that is none.pdf": lambda: picture(600, 800, b"/JBIG2Decode", b"\0" * 5_000),
    "picture of noise.pdf": lambda: picture(600, 800, b"/JPXDecode", bytes(range(256)) * 40),
    "picture without end.pdf": lambda: page(WORDS + b" BI /W 9 /H 9 /BPC 8 /CS /G ID " + b"\x01" * 500_000),
    "letters scattered.pdf": lambda: scattered(40_000),
    "rules by the ten thousand.pdf": lambda: ruled(60_000),
    "text of three million letters.pdf": lambda: page(WORDS.replace(b") Tj", b"a" * 3_000_000 + b") Tj"), packed=True),
    "contents that are a name.pdf": lambda: page().replace(b"/Contents 4 0 R", b"/Contents /Nothing"),
    "pages that are a number.pdf": lambda: page().replace(b"/Kids [3 0 R]", b"/Kids 42"),
    "zero bytes.pdf": lambda: page().replace(b" ", b"\0"),
    "needs a password.pdf": lambda: locked("secret", "owner"),
    "locked for its owner.pdf": lambda: locked("", "owner"),
    "lock of no known make.pdf": lambda: page(
        trailer=b"/Encrypt << /Filter /Nobody /V 99 /R 99 /O (x) /U (y) /P -1 >> /ID [(a) (b)]"
    ),
    **{f"{name}.pdf": lambda action=action: page(catalog=b"/OpenAction " + action) for name, action in ACTIONS.items()},
    "form of xml.pdf": lambda: page(catalog=b"/AcroForm << /Fields [] /XFA 10 0 R >>", more={10: stream(XFA)}),
    "attached with a path.pdf": lambda: attached({"../../../tmp/avowal-hostile.txt": b"We visit each mill."}),
    "attached by the hundred.pdf": lambda: attached({f"{n}.txt": b"%d" % n for n in range(400)}),
    "attached in a ring.pdf": lambda: attached({}, names=b"<< /Kids [10 0 R 10 0 R] >>"),
    "attached gigabyte.pdf": lambda: attached({"a.txt": b" " * 600_000_000}),
    "portfolios in portfolios.pdf": lambda: portfolio_in_portfolio(9),
}
