"""Response packs in PDF, with the pairs that a person reads in them."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.pipelines.packs.word import Pack, Pair

STYLE = getSampleStyleSheet()["BodyText"]
HEADING = getSampleStyleSheet()["Heading2"]
LONG = (
    "We rank countries and goods each year, and the board looks at the ranking in June. In 2025 cotton, polysilicon "
    "and agency labour stood highest. We then visit the sites behind them, talk to workers away from their managers, "
    "and agree a plan with a date for each thing that we found. Plans that are not kept go to the director of buying."
)


def built(story: Sequence[object]) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(list(story))
    return out.getvalue()


def grid(rows: list[list[str]], widths: list[float], repeat: int = 0, ruled: bool = True) -> Table:
    cells = [[Paragraph(text, STYLE) for text in row] for row in rows]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    return Table(cells, colWidths=widths, repeatRows=repeat, style=TableStyle(style))


def table_over_pages() -> Pack:
    pairs: list[Pair] = [
        (f"{n // 4 + 1}.{n % 4 + 1}", f"Describe step {n} of how you check the {thing} that you buy.", answer)
        for n, (thing, answer) in enumerate(
            [
                ("cotton", LONG),
                ("timber", "Each mill holds a licence. We see it before we order."),
                ("steel", ""),
                ("rubber", LONG + " " + LONG),
                ("coffee", "Through one importer, visited each May."),
                ("sugar", LONG),
                ("rice", LONG + " " + LONG),
                ("tea", "We buy none."),
            ]
        )
    ]
    rows = [["Ref", "Question", "Bidder response"], *([a or "", b, c] for a, b, c in pairs)]
    story = [Paragraph("Tender 118: labour standards", HEADING), grid(rows, [40, 150, 260], repeat=1)]
    return "over_pages.pdf", built(story), pairs


def wrapped_two_columns() -> Pack:
    pairs: list[Pair] = [
        ("Q1", "What do you do when you find that a worker has paid a fee to be hired by an agency?", LONG),
        ("Q2", "Do your contracts let you end the deal?", "Yes, clause 9 does."),
        ("Q3", "Which agencies supplied workers in the period, and in which countries?", "None"),
    ]
    rows = [[f"{number}. {question}", answer] for number, question, answer in pairs]
    return "two_columns.pdf", built([grid(rows, [200, 250])]), pairs


def numbered() -> Pack:
    pairs: list[Pair] = [
        ("1.1", "Describe your policy on forced labour.", "It bans fees. The board approved it in 2024."),
        ("1.2", "How do you train your buyers?", LONG),
        ("1.3", "What did your audits find in the period?", f"{LONG} {LONG}"),
        ("2.1", "Do you have a hotline for workers?", "Yes, in six languages."),
        ("2.2", "How many calls were made to it?", "Forty-one."),
    ]
    story: list[object] = [Paragraph("Supplier response", HEADING), Spacer(1, 330)]
    for number, question, answer in pairs:
        story += [Paragraph(f"<b>{number} {question}</b>", STYLE), Paragraph(answer, STYLE), Spacer(1, 8)]
    return "numbered.pdf", built(story), pairs


def form_fields() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 14)
    canvas.drawString(72, 790, "Supplier self-assessment 2026")
    canvas.setFont("Helvetica", 10)
    asked = [
        ("1. How many sites do you have?", "14"),
        ("2. Who owns the policy?", "The finance director"),
        ("3. When was it approved?", ""),
    ]
    for i, (label, value) in enumerate(asked):
        canvas.drawString(72, 740 - 40 * i, label)
        canvas.acroForm.textfield(name=f"f{i}", value=value, x=300, y=733 - 40 * i, width=220, height=20, borderWidth=1)
    canvas.drawString(72, 610, "4. Describe how you check labour agencies.")
    canvas.acroForm.textfield(
        name="wide",
        value="We check each licence. We call the workers.",
        x=72,
        y=540,
        width=450,
        height=60,
        borderWidth=1,
    )
    canvas.drawString(72, 510, "5. What else should we know?")
    canvas.acroForm.textfield(name="more", value="", x=72, y=440, width=450, height=60, borderWidth=1)
    canvas.save()
    return (
        "fields.pdf",
        out.getvalue(),
        [
            ("1", "How many sites do you have?", "14"),
            ("2", "Who owns the policy?", "The finance director"),
            ("3", "When was it approved?", ""),
            ("4", "Describe how you check labour agencies.", "We check each licence. We call the workers."),
            ("5", "What else should we know?", ""),
        ],
    )


def typed_notes() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 790, "Declaration of the supplier")
    canvas.setFont("Helvetica", 10)
    for i, label in enumerate(
        ("A. Mills visited last year:", "B. Name of the auditor:", "C. Fees paid back to workers:")
    ):
        canvas.drawString(72, 740 - 40 * i, label)
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(out.getvalue())))
    for i, text in enumerate(("Nine of eleven", "Northgate Audit Ltd", "8,400 pounds to 14 workers")):
        note = FreeText(text=text, rect=(240, 735 - 40 * i, 520, 752 - 40 * i), font_size="10pt")
        writer.add_annotation(0, note)
    done = io.BytesIO()
    writer.write(done)
    return (
        "notes.pdf",
        done.getvalue(),
        [
            ("A", "Mills visited last year", "Nine of eleven"),
            ("B", "Name of the auditor", "Northgate Audit Ltd"),
            ("C", "Fees paid back to workers", "8,400 pounds to 14 workers"),
        ],
    )


def boxes_below() -> Pack:
    pairs: list[Pair] = [
        ("3.1", "Describe your due diligence on labour providers.", LONG),
        ("3.2", "Please confirm that workers pay no fees to you or your agencies.", "Confirmed for all sites."),
        ("3.3", "Explain how you pay fees back.", ""),
    ]
    story: list[object] = [Paragraph("Part 3: method statements", HEADING)]
    for number, question, answer in pairs:
        shaded = Table(
            [[Paragraph(f"{number} {question}", STYLE)], [Paragraph(answer or "&nbsp;", STYLE)]],
            colWidths=[450],
            style=TableStyle(
                [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)]
            ),
        )
        story += [shaded, Spacer(1, 12)]
    return "boxes_below.pdf", built(story), pairs


PACKS = [table_over_pages, wrapped_two_columns, numbered, form_fields, typed_notes, boxes_below]
