"""Exports of portals that set labels above what was typed, with the pairs that a person reads in them."""

import io

import docx
from reportlab.pdfgen.canvas import Canvas

from tests.pipelines.packs.word import Pack, Pair, saved

LINE = "Which line can deckhands ring from sea?"
RING = ("A satellite phone hangs in each mess.", "In 2025 it was used 14 times, twice about wages.")
PAY = "Are deckhands paid in port, and by whom?"
CREW = "Send the list of crew agents."


def blocks_in_a_pdf() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out)
    blocks = (
        ("Question A.1 *", LINE, "Format: Multi-line", RING, "Evidence", "mess_photo.jpg"),
        ("Question A.2", PAY, "Format: Yes/No", ("(blank)",), "Evidence", "None uploaded"),
        ("Question A.3 *", CREW, "Format: File", ("Not answered",), "Evidence", "None uploaded"),
    )
    top = 780
    for head, asked, kind, said, label, files in blocks:
        for text, bold in (
            (head, True),
            (asked, True),
            (kind, False),
            ("Supplier response", True),
            *((part, False) for part in said),
            (label, True),
            (files, False),
        ):
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10)
            canvas.drawString(70, top, text)
            top -= 22
        top -= 10
    canvas.save()
    return "blocks.pdf", out.getvalue(), [("A.1", LINE, " ".join(RING)), ("A.2", PAY, ""), ("A.3", CREW, "")]


def blocks_in_word() -> Pack:
    document = docx.Document()
    document.add_heading("Bid 7741, read-only copy", 1)
    for asked, needed, said, remark in (
        (f"3.1 {LINE}", "Mandatory: Yes", RING[0], ""),
        (f"3.2 {PAY}", "Mandatory: No", "Yes", "By the owner's agent in Brixham."),
        (f"3.3 {CREW}", "Mandatory: Yes", "No response supplied", ""),
    ):
        for text in ("Question", asked, needed, "Answer", said, *(["Comment", remark] if remark else [])):
            document.add_paragraph(text)
        document.add_paragraph("Attachments")
        document.add_paragraph("0 files")
    pairs: list[Pair] = [("3.1", LINE, RING[0]), ("3.2", PAY, "Yes"), ("3.2", PAY, "By the owner's agent in Brixham.")]
    return "blocks.docx", saved(document), [*pairs, ("3.3", CREW, "")]


def blocks_without_a_head() -> Pack:
    document = docx.Document()
    for number, asked, said in (("1.", LINE, RING), ("2.", PAY, ("The owner pays, each Friday.",)), ("3.", CREW, ())):
        document.add_paragraph().add_run(f"{number} {asked}").bold = True
        for text in ("Response type: text", "Your answer", *said, "Audit trail", "Saved 4 May 2026 by J. Trewin"):
            document.add_paragraph(text)
    return (
        "no_head.docx",
        saved(document),
        [("1", LINE, " ".join(RING)), ("2", PAY, "The owner pays, each Friday."), ("3", CREW, "")],
    )


PACKS = [blocks_in_a_pdf, blocks_in_word, blocks_without_a_head]
