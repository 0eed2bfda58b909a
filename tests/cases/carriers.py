"""Faults of what carries a text: mail, archives, attachments, web pages, encodings, damaged and twin files."""

import io
import zipfile
from email.message import EmailMessage

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.cases.glyphs import drawn, lines
from tests.cases.instances import (
    ENDS,
    NOT_CLEAN,
    Instance,
    any_of,
    apart,
    count,
    ended,
    has,
    lacks,
    listed,
    one_file,
    qa,
    unlisted,
    whole,
)
from tests.cases.word import with_text

OURS = "We have met two crews so far."
THEIRS = "Please confirm that all crews are met ashore each month."


def mail(text: str, subject: str = "Re: crews", html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@marlowe.example", "b@buyer.example", subject
    message["Date"] = "Tue, 4 Mar 2025 10:00:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def reply_on_top() -> bytes:
    quoted = "\n".join(f"> {line}" for line in (THEIRS, "Our own code asks for it.", "> Is food free?"))
    return mail(f"Dear Jane,\n\n{OURS}\n\nOn 3 Mar 2025, at 09:12, B. Buyer wrote:\n\n{quoted}\n").as_bytes()


def reply_from_outlook() -> bytes:
    head = "From: B. Buyer <b@buyer.example>\nSent: 03 March 2025 09:12\nTo: A. Roe\nSubject: crews"
    return mail(f"{OURS}\n\nKind regards\nA. Roe\n\n-----Original Message-----\n{head}\n\n{THEIRS}\n").as_bytes()


def reply_in_html() -> bytes:
    page = f"<html><body><p>{OURS}</p><blockquote type='cite'><p>{THEIRS}</p></blockquote></body></html>"
    return mail(f"{OURS}\n\n> {THEIRS}\n", html=page).as_bytes()


def reply_between() -> bytes:
    text = "\n".join(
        (
            "Dear Jane, my answers stand below your questions.",
            "",
            "> 1. Do you meet crews ashore?",
            "",
            "Yes, in Hull and Grimsby.",
            "",
            "> 2. Is food free of charge?",
            "",
            "No, crews pay half.",
            "",
        )
    )
    return mail(text).as_bytes()


def forwarded_file() -> bytes:
    inner = mail("The statement is attached.", "Statement")
    word = "application", "vnd.openxmlformats-officedocument.wordprocessingml.document"
    data = with_text("Six boats were seen in port by our buyer.")
    inner.add_attachment(data, maintype=word[0], subtype=word[1], filename="fleet statement.docx")
    outer = mail("See below.", "Fwd: Statement")
    outer.add_attachment(inner)
    return outer.as_bytes()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def pack_in_pack() -> bytes:
    inner = zipped({"Antworten Größe.txt": OURS.encode(), "__MACOSX/._x.txt": b"\x00\x05\x16\x07", "Thumbs.db": b"x"})
    message = mail("Crews choose their own bunk.", "Bunks").as_bytes()
    return zipped({"lot 1/inner.zip": inner, "lot 1/bunks.eml": message, ".DS_Store": b"\x00\x00\x00\x01Bud1"})


def climbing_out() -> bytes:
    return zipped(
        {"../../climbed.txt": OURS.encode(), "/etc/climbed_too.txt": b"Nothing here.", "fine.txt": THEIRS.encode()}
    )


def with_attachment() -> bytes:
    cover = drawn(lambda canvas: lines(canvas, ["For the best experience, open this PDF portfolio in another viewer."]))
    inner = drawn(lambda canvas: lines(canvas, ["Marlowe Kitchens paid back nine deckhands in 2025."]))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(cover)))
    writer.add_attachment("fleet_2025.pdf", inner)
    writer.add_attachment("answers.txt", b"Agents take no fee from crews.")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WEB = """<html><head><title>Crews</title><style>.x{display:none}</style></head><body>
<div id="site-header"><ul class="menu"><li><a href="/">Start</a></li><li><a href="/fish">Fish</a></li></ul></div>
<article><h2>Our crews</h2><div>Six boats fish for us.<br><br>Each crew is met in port.</div>
<ol><li><div><b>Meet</b> the crew alone</div></li><li>Look at the contracts</li></ol>
<p>Ask the <wbr>labour<nobr>&nbsp;team</nobr>.</p><p class="x">We audit every boat.</p>
<dl><dt>Boats seen</dt><dd>four</dd></dl></article>
<aside class="newsletter"><p>Sign up now</p></aside>
<div id="onetrust-banner"><p>This site uses cookies.</p></div></body></html>"""

ERROR_PAGE = b"<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not found</h1><p>Log in.</p></body></html>"


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(lambda canvas: lines(canvas, [OURS])))))
    writer.encrypt(user_password="tide", owner_password="ebb", algorithm="AES-256")  # noqa: S106
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def owner_locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(lambda canvas: lines(canvas, [OURS])))))
    writer.encrypt(user_password="", owner_password="ebb", algorithm="AES-128", permissions_flag=0)  # noqa: S106
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


HEBREW = "\u05d4\u05e6\u05d5\u05d5\u05ea \u05e9\u05d5\u05de\u05e8 \u05e2\u05dc \u05d4\u05d3\u05e8\u05db\u05d5\u05df"


def right_to_left(texts: list[str]) -> bytes:
    """Return lines set as a printer sets them, glyph by glyph from the left, with a font that names the letters."""
    letters = sorted(set("".join(texts)) - {" "})
    codes = {letter: chr(65 + i) for i, letter in enumerate(letters)} | {" ": " "}
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for i, text in enumerate(texts):
        canvas.drawRightString(520, 740 - 20 * i, "".join(codes[letter] for letter in reversed(text)))
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(72, 600, "Approved by the owners in 2025.")
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(out.getvalue())))
    from pypdf.generic import DecodedStreamObject, NameObject

    fonts = writer.pages[0]["/Resources"]["/Font"]
    font = next(font.get_object() for font in fonts.values() if font.get_object()["/BaseFont"] == "/Helvetica")
    rows = "\n".join(f"<{ord(code):02X}> <{ord(letter):04X}>" for letter, code in codes.items())
    cmap = DecodedStreamObject()
    cmap.set_data(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end end".encode()
    )
    font[NameObject("/ToUnicode")] = writer._add_object(cmap)
    done = io.BytesIO()
    writer.write(done)
    return done.getvalue()


ARABIC = "".join(map(chr, (0x64A, 0x62D, 0x62A, 0x641, 0x638, 32, 0x627, 0x644, 0x639, 0x627, 0x645, 0x644)))


def batch() -> dict[str, bytes]:
    good = drawn(lambda canvas: lines(canvas, [OURS]))
    return {
        "good.pdf": good,
        "good again.pdf": good,
        "torn.pdf": good[: len(good) // 3],
        "nothing.pdf": b"",
        "crews.txt": b"Crews choose their own bunk.",
    }


def odd_batch() -> dict[str, bytes]:
    return {
        "a.docx": with_text(OURS),
        "b.docx": with_text("Agents take no fee.")[:900],
        "c.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "twin.docx": with_text("Two crews were met in May."),
        "Twin.DOCX": b"",
    }


QUOTED = (has(OURS), *lacks(THEIRS, "met ashore each month"))
LEGACY = "Caf\xe9 crews are paid \xa314,000 \x96 each \x93season\x94."

INSTANCES: list[Instance] = [
    one_file("quoted mail", "on_top.eml", reply_on_top, *QUOTED, *lacks("Our own code asks", "Is food free")),
    one_file("quoted mail", "outlook.eml", reply_from_outlook, *QUOTED),
    one_file(
        "quoted mail",
        "between.eml",
        reply_between,
        qa("Do you meet crews ashore", "Yes, in Hull and Grimsby."),
        qa("Is food free of charge", "No, crews pay half."),
        *lacks("Do you meet", "free of charge"),
    ),
    one_file("quoted mail", "web.eml", reply_in_html, *QUOTED, count(OURS)),
    one_file(
        "files inside files",
        "forwarded.eml",
        forwarded_file,
        listed("fleet statement.docx"),
        whole("Six boats were seen in port by our buyer."),
        count("Six boats were seen in port"),
    ),
    one_file(
        "files inside files",
        "packs.zip",
        pack_in_pack,
        listed("Antworten Größe.txt", "bunks.eml"),
        unlisted("._x.txt", ".DS_Store", "Thumbs.db"),
        has(OURS),
        has("Crews choose their own bunk."),
    ),
    one_file(
        "files inside files",
        "climbing.zip",
        climbing_out,
        has(THEIRS),
        ENDS,
        {"type": "no_file_outside", "name": "climbed.txt"},
    ),
    one_file(
        "files inside files",
        "portfolio.pdf",
        with_attachment,
        listed("fleet_2025.pdf", "answers.txt"),
        has("Marlowe Kitchens paid back nine deckhands in 2025."),
        has("Agents take no fee from crews."),
    ),
    one_file(
        "web pages",
        "crews.html",
        WEB.encode,
        apart("Six boats fish for us", "Each crew is met in port"),
        apart("Meet the crew alone", "Look at the contracts"),
        has("Ask the labour team."),
        qa("Boats seen", "four"),
        *lacks("StartFish", "We audit every boat", "uses cookies", "Sign up", "aloneLook"),
    ),
    one_file(
        "web pages",
        "table.htm",
        lambda: (
            b"<body><main><p>We keep one list of agents, and every buyer can see it.</p><table><tr><th>Agents</th>"
            b"<td><span>nine</span></td></tr><tr><th>Dropped</th><td>two</td></tr></table></main></body>"
        ),
        qa("Agents", "nine"),
        qa("Dropped", "two"),
        whole("We keep one list of agents, and every buyer can see it."),
        *lacks("Agentsnine", "nineDropped"),
    ),
    one_file(
        "text encodings",
        "windows.txt",
        lambda: LEGACY.encode("latin-1"),
        has("Café crews are paid £14,000 – each “season”."),
        *lacks("\ufffd", "\x96"),
    ),
    one_file(
        "text encodings",
        "utf16be.txt",
        lambda: "Crews’ pay is £9 an hour.".encode("utf-16"),
        has("Crews’ pay is £9 an hour."),
        *lacks("\x00", "\ufffd", "\ufeff"),
    ),
    one_file(
        "text encodings",
        "meta.html",
        lambda: (
            '<html><head><meta charset="iso-8859-15"></head><body><main><p>Löhne: 12 € je Stunde, für jede Mannschaft.'
            "</p></main></body></html>"
        ).encode("iso-8859-15"),
        has("Löhne: 12 € je Stunde"),
    ),
    one_file(
        "readable or not", "locked.pdf", locked, ENDS, NOT_CLEAN, ended("locked.pdf", "locked", words=["password"])
    ),
    one_file("readable or not", "owner.pdf", owner_locked, ENDS, has(OURS)),
    one_file(
        "readable or not",
        "error.pdf",
        lambda: ERROR_PAGE,
        ENDS,
        ended("error.pdf", "not_a_document", "unreadable", words=["html", "web page", "not a pdf"]),
        *lacks("Log in"),
    ),
    one_file(
        "readable or not",
        "error.docx",
        lambda: ERROR_PAGE,
        ENDS,
        ended("error.docx", "not_a_document", "unreadable", words=["html", "web page"]),
    ),
    Instance(
        "batches",
        "batch",
        batch,
        (
            ENDS,
            NOT_CLEAN,
            has(OURS),
            has("Crews choose their own bunk."),
            any_of(ended("good again.pdf", "duplicate"), ended("good.pdf", "duplicate")),
            ended("torn.pdf", "unreadable", "not_a_document", "read_with_warning", "empty"),
            ended("nothing.pdf", "empty", words=["empty", "0 bytes"]),
        ),
    ),
    Instance(
        "batches",
        "odd_batch",
        odd_batch,
        (
            ENDS,
            NOT_CLEAN,
            has(OURS),
            has("Two crews were met in May."),
            ended("b.docx", "unreadable"),
            ended("c.docx", "unreadable", "not_a_document", words=["word", "old", "damaged"]),
        ),
    ),
    one_file(
        "right to left",
        "hebrew.pdf",
        lambda: right_to_left([HEBREW]),
        has(HEBREW),
        has("Approved by the owners in 2025."),
        *lacks(HEBREW[::-1]),
    ),
    one_file(
        "right to left",
        "arabic.pdf",
        lambda: right_to_left([ARABIC, HEBREW]),
        has(ARABIC),
        *lacks(ARABIC[::-1]),
    ),
]
