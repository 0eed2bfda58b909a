"""Faults in how a PDF sets its letters: doubled, without a letter, parted by spaces, broken at a line's end, raised."""

import io
from collections.abc import Callable

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from tests.cases.instances import Instance, any_of, apart, count, ended, has, lacks, one_file, whole

FIRST = "Our auditors looked at eleven tanneries in the north."


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """Return one page as a canvas draws it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def lines(canvas: Canvas, texts: list[str], x: float = 72, y: float = 740, step: float = 15) -> None:
    for i, text in enumerate(texts):
        canvas.drawString(x, y - i * step, text)


def twice(dx: float, dy: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        lines(canvas, [FIRST])
        canvas.setFont("Times-Roman", 13)
        for shift in (0, 1):
            x = 72 + shift * dx
            for char in "All committees meet weekly in Leeds.":
                canvas.drawString(x, 700 + shift * dy, char)
                x += canvas.stringWidth(char, "Times-Roman", 13)

    return draw


def shadowed(canvas: Canvas) -> None:
    """A heading with a grey shadow behind it, as word processors draw it."""
    for grey, shift in ((0.6, 1.0), (0.0, 0.0)):
        canvas.setFillGray(grey)
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(72 + shift, 760 - shift, "Pressing footwear suppliers")
    canvas.setFont("Helvetica", 11)
    lines(canvas, [FIRST, "Three of them were asked to repay fees."], y=720)


def without_letters(texts: list[str], holes: str) -> bytes:
    """Return a page whose font maps some characters to no letter, as ligatures often are."""
    data = drawn(lambda canvas: lines(canvas, texts))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    font = writer.pages[0]["/Resources"]["/Font"]["/F1"].get_object()
    rows = "\n".join(f"<{code:02X}> <{0 if chr(code) in holes else code:04X}>" for code in range(32, 127))
    cmap = DecodedStreamObject()
    cmap.set_data(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"95 beginbfchar\n{rows}\nendbfchar endcmap end end".encode()
    )
    font[NameObject("/ToUnicode")] = writer._add_object(cmap)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def spaced(gap: float, size: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", size)
        text = canvas.beginText(72, 760)
        text.setCharSpace(gap)
        text.setWordSpace(gap)
        text.textOut("PEOPLE AND WAGES")
        canvas.drawText(text)
        canvas.setFont("Helvetica", 11)
        lines(canvas, ["Wages are paid each Friday by bank transfer."], y=720)
        text = canvas.beginText(72, 690)
        text.setCharSpace(gap / 2)
        text.textOut("No worker leaves a deposit with them.")
        canvas.drawText(text)

    return draw


def raised(mark: str, size: float, rise: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for text, is_mark in (
            ("Every depot was visited in the year.", False),
            (mark, True),
            (" The next round begins in March.", False),
        ):
            canvas.setFont("Helvetica", size if is_mark else 11)
            canvas.drawString(x, 740 + (rise if is_mark else 0), text)
            x += canvas.stringWidth(text, "Helvetica", size if is_mark else 11)
        canvas.setFont("Helvetica", 11)
        lines(canvas, ["Hauliers are seen twice, without a day being named."], y=725)
        canvas.setFont("Helvetica", 5)
        canvas.drawString(72, 93, mark)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(77, 90, "Leased depots are left out.")

    return draw


HYPHENS_A = [
    "Every agency that we work with has been vis-",
    "ited by our long-",
    "term auditors, and we re-",
    "imbursed nineteen packers in full for fees.",
    "The audit was a follow-",
    "up of the one in May.",
]
HYPHENS_B = [
    "Workers may report any grievance confiden-",
    "tially, by a free and well-",
    "known number, and our multi-stake-",
    "holder forum reads each report within a month.",
    "Confidentially made reports are kept for five years.",
]

INSTANCES: list[Instance] = [
    one_file(
        "doubled glyphs",
        "glyph_by_glyph.pdf",
        lambda: drawn(twice(0.4, 0.0)),
        whole("All committees meet weekly in Leeds."),
        whole(FIRST),
        *lacks("AAll", "ccoomm", "comitees", "Al comm"),
    ),
    one_file(
        "doubled glyphs",
        "up_and_across.pdf",
        lambda: drawn(twice(0.3, 0.3)),
        count("All committees meet weekly in Leeds."),
        *lacks("AAll", "mmee"),
    ),
    one_file(
        "doubled glyphs",
        "shadowed_heading.pdf",
        lambda: drawn(shadowed),
        count("Pressing footwear suppliers"),
        whole(FIRST),
        whole("Three of them were asked to repay fees."),
    ),
    one_file(
        "glyphs that map to no letter",
        "no_f.pdf",
        lambda: without_letters(["We fund five offices for staff who find faults.", FIRST], "f"),
        *lacks("\x00", "ind aults", "oices"),
        any_of(
            has("We fund five offices for staff who find faults."),
            ended("no_f.pdf", "read_with_warning", "needs_ocr", words=["ocr", "letter", "font", "character"]),
        ),
    ),
    one_file(
        "glyphs that map to no letter",
        "no_l.pdf",
        lambda: without_letters(["All mills file late bills in full.", "Labels follow local rules."], "l"),
        *lacks("\x00", "mi s", "bis in fu"),
        any_of(
            has("All mills file late bills in full."),
            ended("no_l.pdf", "read_with_warning", "needs_ocr", words=["ocr", "letter", "font", "character"]),
        ),
    ),
    one_file(
        "letter and word gaps",
        "wide_heading.pdf",
        lambda: drawn(spaced(4.0, 16)),
        has("PEOPLE AND WAGES"),
        whole("Wages are paid each Friday by bank transfer."),
        has("No worker leaves a deposit with them."),
        *lacks("P E O", "N o w"),
    ),
    one_file(
        "letter and word gaps",
        "narrow_gaps.pdf",
        lambda: drawn(spaced(3.0, 12), LETTER),
        has("PEOPLE AND WAGES"),
        has("No worker leaves a deposit with them."),
        *lacks("P E O", "PEOPLEAND"),
    ),
    one_file(
        "hyphens at line ends",
        "follow_up.pdf",
        lambda: drawn(lambda canvas: lines(canvas, HYPHENS_A)),
        has("has been visited by our long-term auditors, and we reimbursed nineteen packers in full"),
        whole("The audit was a follow-up of the one in May."),
        *lacks("longterm", "followup", "vis- ited", "re-imbursed"),
    ),
    one_file(
        "hyphens at line ends",
        "well_known.pdf",
        lambda: drawn(lambda canvas: lines(canvas, HYPHENS_B)),
        has("any grievance confidentially, by a free and well-known number"),
        has("our multi-stakeholder forum reads each report"),
        *lacks("wellknown", "confiden- tially"),
    ),
    one_file(
        "footnote marks",
        "after_the_stop.pdf",
        lambda: drawn(raised("3", 6, 4)),
        has("Every depot was visited in the year.", drop_markers=True),
        has("The next round begins in March.", drop_markers=True),
        apart("visited in the year", "The next round"),
        apart("without a day being named", "Leased depots"),
        *lacks("year.3"),
    ),
    one_file(
        "footnote marks",
        "two_digits.pdf",
        lambda: drawn(raised("12", 7, 3.5)),
        has("Every depot was visited in the year.", drop_markers=True),
        apart("visited in the year", "The next round"),
        *lacks("year.12"),
    ),
]
