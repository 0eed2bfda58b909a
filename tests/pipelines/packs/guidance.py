"""Blank and filled forms whose guidance stands between question and answer, without saying that it is guidance."""

import io

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.pipelines.packs import word
from tests.pipelines.packs.word import Pack, Pair

ASKED = (
    ("6.1", "Describe how you train your staff.", "All staff should be trained on modern slavery each year."),
    ("6.2", "Describe your policies.", "The board must have approved a policy, and suppliers must sign it."),
    ("6.3", "Describe how you assess risk.", "Risks should be assessed by country, by sector and by supplier."),
)
GIVEN = ("Buyers take a course in May.", "", "Two lists of risk are read each spring by the head of buying.")
BLANK: list[Pair] = [(number, question, "") for number, question, _ in ASKED]
FILLED: list[Pair] = [(n, q, answer) for (n, q, _), answer in zip(ASKED, GIVEN, strict=True)]


def rows_of(answers: tuple[str, ...]) -> bytes:
    document = docx.Document()
    document.add_heading("Schedule 6", 1)
    made = word.table(document, [["", ""] for _ in range(9)])
    for i, ((number, question, guidance), answer) in enumerate(zip(ASKED, answers, strict=True)):
        for j, text in enumerate((f"{number} {question}", guidance, answer)):
            cells = made.rows[3 * i + j].cells
            cells[0].merge(cells[1]).text = text
    return word.saved(document)


def blank_rows() -> Pack:
    return "blank_rows.docx", rows_of(("", "", "")), BLANK


def filled_rows() -> Pack:
    return "filled_rows.docx", rows_of(GIVEN), FILLED


def guidance_below_a_blank_cell() -> Pack:
    document = docx.Document()
    document.add_heading("Schedule 6", 1)
    made = word.table(document, [["", ""] for _ in range(6)])
    for i, (number, question, guidance) in enumerate(ASKED):
        made.rows[2 * i].cells[0].text = f"{number} {question}"
        made.rows[2 * i + 1].cells[0].merge(made.rows[2 * i + 1].cells[1]).text = guidance
    return "beside.docx", word.saved(document), BLANK


def blank_boxes() -> Pack:
    document = docx.Document()
    document.add_heading("Schedule 6", 1)
    for number, question, guidance in ASKED:
        document.add_paragraph(f"{number} {question}")
        document.add_paragraph(guidance)
        word.table(document, [[""]])
    return "blank_boxes.docx", word.saved(document), BLANK


def placeholders() -> Pack:
    document = docx.Document()
    document.add_heading("Schedule 6", 1)
    for number, question, guidance in ASKED:
        document.add_paragraph(f"{number} {question}")
        document.add_paragraph(guidance)
        document.add_paragraph("[Insert your response here]")
    return "placeholders.docx", word.saved(document), BLANK


def fields_below() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for i, ((number, question, guidance), answer) in enumerate(zip(ASKED, GIVEN, strict=True)):
        y = 760 - 130 * i
        canvas.drawString(72, y, f"{number} {question}")
        canvas.drawString(72, y - 24, guidance)
        canvas.acroForm.textfield(name=f"a{i}", value=answer, x=72, y=y - 90, width=450, height=50)
    canvas.save()
    return "fields_below.pdf", out.getvalue(), FILLED


PACKS = [fields_below, blank_rows, filled_rows, guidance_below_a_blank_cell, blank_boxes, placeholders]
