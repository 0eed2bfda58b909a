"""Office files, web pages, texts and pictures made to swell, to nest without end, or to fetch what is elsewhere."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx

Maker = Callable[[], bytes]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
SQUARE = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY q "{"a" * 100_000}">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY o SYSTEM "file:///etc/passwd">]>'
DTD = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">'


def word(changed: dict[str, str | bytes] | None = None, more: dict[str, bytes] | None = None) -> bytes:
    """Return a Word document with some parts exchanged."""
    out, plain = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Hollowbeck Ltd visits each mill once a year.")
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, (changed or {}).get(name, source.read(name)))
        for name, data in (more or {}).items():
            target.writestr(name, data)
    return out.getvalue()


def body(content: str, head: str = "") -> dict[str, str | bytes]:
    return {"word/document.xml": f"{head}<w:document {W}><w:body>{content}</w:body></w:document>"}


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def related(kind: str, target: str) -> dict[str, str | bytes]:
    link = f'<Relationship Id="rId99" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'
    return {
        "word/_rels/document.xml.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{link}</Relationships>"
        )
    }


def tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + said("We train.") + "<w:p/></w:tc></w:tr></w:tbl>" * depth


def styles_in_a_ring() -> str:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    return f"<w:styles {W}>{ring}</w:styles>"


def workbook(sheet: str, strings: str = "", head: str = "", sheets: int = 1) -> bytes:
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/>' for n in range(1, sheets + 1)
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{main}.sharedStrings+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{R}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr("xl/workbook.xml", f'<workbook {S} xmlns:r="{R}"><sheets>{names}</sheets></workbook>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{relations}">{links}<Relationship Id="rId999999" Type="{R}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr("xl/sharedStrings.xml", f"<sst {S}>{strings}</sst>")
        archive.writestr("xl/worksheets/sheet1.xml", f"{head}<worksheet {S}>{sheet}</worksheet>")
    return out.getvalue()


def cells(count: int, content: str) -> str:
    rows = "".join(f'<row r="{n}"><c r="A{n}" {content}</c></row>' for n in range(1, count + 1))
    return f"<sheetData>{rows}</sheetData>"


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """Return a picture of one bit a dot, all white, whose data may end before its height does."""
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(pages: int) -> bytes:
    """Return a picture of so many pages; of none, it leads back to its first for ever."""
    entries = (
        struct.pack("<HHII", 256, 3, 1, 8) + struct.pack("<HHII", 257, 3, 1, 8) + struct.pack("<HHII", 273, 4, 1, 8)
    )
    size = 2 + len(entries) + 4
    out = b"II*\0" + struct.pack("<I", 8)
    for number in range(max(pages, 1)):
        following = 8 + (number + 1) * size if number + 1 < pages else (8 if pages == 0 else 0)
        out += struct.pack("<H", 3) + entries + struct.pack("<I", following)
    return out


OFFICE: dict[str, Maker] = {
    "entities to the tenth power.docx": lambda: word(body(said("&l9;"), BOMB)),
    "entity squared.docx": lambda: word(body(said("&q;" * 20_000), SQUARE)),
    "entity outside.docx": lambda: word(body(said("&o;"), OUTSIDE)),
    "definition outside.docx": lambda: word(body(said("We train."), DTD)),
    "entities in the styles.docx": lambda: word({"word/styles.xml": f"{BOMB}<w:styles {W}>&l9;</w:styles>"}),
    "entities in the links.docx": lambda: word({"word/_rels/document.xml.rels": f"{BOMB}<x>&l9;</x>"}),
    "template outside.docx": lambda: word(related("attachedTemplate", "http://192.0.2.1/x.dotm")),
    "picture outside.docx": lambda: word(related("image", "http://192.0.2.1/x.png")),
    "half a gigabyte.docx": lambda: word(body(" " * 500_000_000 + said("We train."))),
    "tables three thousand deep.docx": lambda: word(body(tables(3_000))),
    "tables two hundred deep.docx": lambda: word(body(tables(200))),
    "styles in a ring.docx": lambda: word({"word/styles.xml": styles_in_a_ring()}),
    "parts by the ten thousand.docx": lambda: word(more={f"word/x{n}.xml": b"<a/>" for n in range(12_000)}),
    "paragraphs by the hundred thousand.docx": lambda: word(body(said("We train.") * 150_000)),
    "no body.docx": lambda: word({"word/document.xml": f"<w:document {W}/>"}),
    "not xml.docx": lambda: word({"word/document.xml": b"\0\1\2"}),
    "cut off.docx": lambda: word()[:-400],
    "entities.xlsx": lambda: workbook(cells(1, 't="inlineStr"><is><t>&l9;</t></is>'), head=BOMB),
    "entity outside.xlsx": lambda: workbook(cells(1, 't="inlineStr"><is><t>&o;</t></is>'), head=OUTSIDE),
    "one long text in every cell.xlsx": lambda: workbook(
        cells(200_000, 't="s"><v>0</v>'), f"<si><t>{'We train. ' * 3_000}</t></si>"
    ),
    "cells by the million.xlsx": lambda: workbook(cells(1_000_000, "><v>1</v>")),
    "sheets by the ten thousand.xlsx": lambda: workbook(cells(3, "><v>1</v>"), sheets=10_000),
    "merged all over.xlsx": lambda: workbook(
        cells(1, "><v>1</v>") + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "cell beyond.xlsx": lambda: workbook(
        '<sheetData><row r="99999999"><c r="ZZZZZ99999999"><v>1</v></c></row></sheetData>'
    ),
    "no sheets.xlsx": lambda: workbook("", sheets=0),
    "great depth.html": lambda: b"<html><body>" + b"<div>" * 200_000 + b"We train.",
    "spans two thousand deep.html": lambda: b"<html><body><p>" + b"<span>" * 2_000 + b"We train.",
    "tags that never close.html": lambda: b"<html><body>We train." + b"<a " * 1_000_000,
    "comments by the hundred thousand.html": lambda: b"<!---->" * 300_000 + b"<html><body><p>We train.",
    "script that never ends.html": lambda: b"<html><body><p>We train.</p>" + b"<script>" * 300_000,
    "attributes by the million.html": lambda: b"<html><body><p " + b"a=1 " * 1_000_000 + b">We train.",
    "cells by the hundred thousand.html": lambda: b"<html><body><table><tr>" + b"<td>a" * 150_000,
    "styles by the thousand.html": lambda: (
        b"<html><head><style>" + b".a{}" * 200_000 + b".b,{display:none" * 20_000 + b"</style><p>We train."
    ),
    "alphabet of nobody.html": lambda: b'<html><meta charset="x-nobody"><body><p>We train caf\xe9 staff.',
    "frames.html": lambda: (
        b'<html><body><iframe src="http://192.0.2.1/"></iframe><img src="http://192.0.2.1/x"><p>We train.'
    ),
    "entities.xml": lambda: (BOMB + "<html><body><p>&l9;</p></body></html>").encode(),
    "zero bytes.txt": lambda: b"We train.\0\0\0" * 1_000,
    "line of thirty megabytes.txt": lambda: b"We train. " * 1_900_000,
    "brackets.txt": lambda: b"# a\n# b\n" + b"[" * 300_000 + b"(" * 300_000,
    "stars.txt": lambda: b"# a\n# b\n" + b"**a" * 200_000,
    "marks on one letter.txt": lambda: ("We train a" + "\u0301\u0323" * 300_000).encode(),
    "broken utf-8.txt": lambda: b"We train \xff\xfe\xc0\x80 staff. " * 10_000,
    "half letters.txt": lambda: "\ufeff".encode("utf-16-le") + b"W\0e\0 \0\x00\xd8 \0t\0" * 1_000,
    "form feeds.txt": lambda: b"\f" * 3_000_000 + b"We train.",
    "blank.txt": lambda: b" \n" * 2_000_000,
    "dots by the billion.png": lambda: png(60_000, 60_000),
    "no dots.png": lambda: png(1, 1)[:40],
    "cut off.png": lambda: png(2_000, 2_000, rows=10),
    "said to be vast.png": lambda: png(2_000_000_000, 2_000_000_000, rows=0),
    "pages in a ring.tiff": lambda: tiff(0),
    "pages by the ten thousand.tiff": lambda: tiff(10_000),
    "noise.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 100,
}
