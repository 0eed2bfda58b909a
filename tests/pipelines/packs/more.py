"""Response packs of less usual make, with the pairs that a person reads in them."""

import io

import docx
import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.pipelines.packs import pdfs, sheets, word
from tests.pipelines.packs.word import Pack


def limits_beside() -> Pack:
    document = docx.Document()
    made = word.table(document, [["", "", ""] for _ in range(6)])
    asked = [
        (
            "2.1",
            "How do you choose labour agencies?",
            "Max 200 words",
            "We ask for a licence and two references.",
        ),
        ("2.2", "Do workers hold their own passports?", "Max 50 words", "Yes."),
        ("2.3", "Which fees were paid back in the period?", "Max 100 words", ""),
    ]
    for i, (number, question, limit, answer) in enumerate(asked):
        for cell, text in zip(made.rows[2 * i].cells, (number, question, limit), strict=True):
            cell.text = text
        made.rows[2 * i + 1].cells[0].merge(made.rows[2 * i + 1].cells[2]).text = answer
    return "limits.docx", word.saved(document), [(number, question, answer) for number, question, _, answer in asked]


def question_and_answer_in_one_cell() -> Pack:
    document = docx.Document()
    rows = [
        ["1. What is your policy on recruitment fees?\nResponse: Workers pay none.\nAgencies repay what was taken."],
        ["2. Who checks that?\nResponse: The head of buying"],
        ["3. What was found?\nResponse:"],
    ]
    word.table(document, rows)
    return (
        "one_cell.docx",
        word.saved(document),
        [
            ("1", "What is your policy on recruitment fees?", "Workers pay none. Agencies repay what was taken."),
            ("2", "Who checks that?", "The head of buying"),
            ("3", "What was found?", ""),
        ],
    )


def answer_below_in_the_next_column() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B2"] = "1. How do you rate countries?", "By two public lists of risk."
    sheet["A4"], sheet["B5"] = "2. How many sites are rated high?", 6
    sheet["A7"] = "3. Which were visited in the period?"
    return (
        "below.xlsx",
        sheets.saved(book),
        [
            ("1", "How do you rate countries?", "By two public lists of risk."),
            ("2", "How many sites are rated high?", "6"),
            ("3", "Which were visited in the period?", ""),
        ],
    )


def stacked_cells() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, text in enumerate(
        ("Q1. Do you map your suppliers?", "Yes, to the second tier.", None, "Q2. How many are there?", "214"), start=3
    ):
        sheet.cell(row, 2, text)
    return (
        "stacked.xlsx",
        sheets.saved(book),
        [("Q1", "Do you map your suppliers?", "Yes, to the second tier."), ("Q2", "How many are there?", "214")],
    )


def definitions() -> Pack:
    page = """<html><body><main><h1>Answers of Hollowbeck Ltd</h1><dl>
    <dt>Do you train buyers?</dt><dd>Yes, on joining.</dd>
    <dt>Hours of training</dt><dd>16</dd></dl></main></body></html>"""
    return (
        "definitions.html",
        page.encode(),
        [(None, "Do you train buyers?", "Yes, on joining."), (None, "Hours of training", "16")],
    )


def unnumbered_labels() -> Pack:
    text = """Clarifications

Question: Do you use agency workers?
Answer: Yes, in two warehouses.

Question: Who pays their fees?
Answer: We do. They are part of the agency's price.

Signed: Jane Roe, director
"""
    return (
        "clarifications.txt",
        text.encode(),
        [
            (None, "Do you use agency workers?", "Yes, in two warehouses."),
            (None, "Who pays their fees?", "We do. They are part of the agency's price."),
        ],
    )


def table_without_rules() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 10)
    for x, text in ((60, "No."), (100, "Question"), (320, "Answer")):
        canvas.drawString(x, 760, text)
    canvas.line(60, 755, 540, 755)
    canvas.setFont("Helvetica", 10)
    rows = [
        ("1", ["How many workers did you", "interview in the period?"], ["312, in nine factories"]),
        ("2", ["Do you have a hotline?"], ["Yes, in six languages, run by", "an outside charity"]),
        ("3", ["Were any fees paid back?"], ["8,400 pounds to 14 workers"]),
        ("4", ["Who signs the code?"], ["Every supplier"]),
    ]
    y = 735.0
    for number, question, answer in rows:
        canvas.drawString(60, y, number)
        for i, text in enumerate(question):
            canvas.drawString(100, y - 13 * i, text)
        for i, text in enumerate(answer):
            canvas.drawString(320, y - 13 * i, text)
        y -= 13 * max(len(question), len(answer)) + 6
        canvas.line(60, y + 8, 540, y + 8)
    canvas.save()
    return "no_rules.pdf", out.getvalue(), [(n, " ".join(q), " ".join(a)) for n, q, a in rows]


def bare_layout() -> Pack:
    """Questions left, answers right, no rule between them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(60, 780, "Supplier answers")
    canvas.setFont("Helvetica", 10)
    rows = [
        ("Name of supplier:", "Hollowbeck Ltd"),
        ("Number of sites:", "14"),
        ("Modern slavery policy in place:", "Yes, since 2019"),
    ]
    for i, (label, value) in enumerate(rows):
        canvas.drawString(60, 740 - 22 * i, label)
        canvas.drawString(280, 740 - 22 * i, value)
    canvas.save()
    return "bare.pdf", out.getvalue(), [(None, label.rstrip(":"), value) for label, value in rows]


def response_of_many_columns() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "SAQ"
    rows = [
        [None, None, None, "For the supplier to complete", None, None],
        ["Ref", "Question", "Guidance", "Response (max 100 words)", "Further details", "Evidence ref"],
        ["1.1", "Is there a code for suppliers?", "Answer yes or no", "Yes", "Signed by 38 of 40", "Annex B"],
        ["1.2", "Is it translated?", "Answer yes or no", "Partly", None, None],
        ["1.3", "Who may change it?", None, None, None, None],
    ]
    for row in rows:
        sheet.append(row)
    return (
        "many.xlsx",
        sheets.saved(book),
        [
            ("1.1", "Is there a code for suppliers?", "Yes"),
            ("1.1", "Is there a code for suppliers?", "Signed by 38 of 40"),
            ("1.1", "Is there a code for suppliers?", "Annex B"),
            ("1.2", "Is it translated?", "Partly"),
            ("1.3", "Who may change it?", ""),
        ],
    )


def boxes_to_tick() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    form = canvas.acroForm
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 760, "1. Do you train your buyers?")
    for x, name, ticked in ((300, "Yes", True), (380, "No", False)):
        form.checkbox(name=f"train {name}", checked=ticked, x=x, y=756, size=13)
        canvas.drawString(x + 18, 760, name)
    canvas.drawString(72, 720, "2. How often are sites visited?")
    for x, name in ((300, "Monthly"), (380, "Yearly")):
        form.radio(name="visits", value=name, selected=name == "Yearly", x=x, y=716, size=13)
        canvas.drawString(x + 18, 720, name)
    canvas.drawString(72, 680, "3. Which country is your main source?")
    form.choice(name="source", value="Portugal", options=["Portugal", "Morocco"], x=300, y=672, width=150, height=20)
    canvas.drawString(72, 640, "Name of signatory")
    form.textfield(name="name", value="Jane Roe", x=200, y=633, width=150, height=18)
    canvas.drawString(370, 640, "Date")
    form.textfield(name="date", value="", x=410, y=633, width=100, height=18)
    canvas.save()
    return (
        "ticked.pdf",
        out.getvalue(),
        [
            ("1", "Do you train your buyers?", "Yes"),
            ("2", "How often are sites visited?", "Yearly"),
            ("3", "Which country is your main source?", "Portugal"),
            (None, "Name of signatory", "Jane Roe"),
            (None, "Date", ""),
        ],
    )


def plan_of_actions() -> Pack:
    """No form: a statement's own table of actions, whose first words tell to do something."""
    document = docx.Document()
    document.add_heading("Modern slavery statement", 1)
    document.add_paragraph(word.PROSE[1])
    rows = [
        ["Provide training to all buyers", "Done in May 2025"],
        ["Report to the board each quarter", "Begun in June 2025"],
        ["Identify the spinners behind our fabric", "Nine of eleven found"],
    ]
    word.table(document, rows)
    return "actions.docx", word.saved(document), [(None, action, state) for action, state in rows]


def numbered_pages() -> Pack:
    pairs = [
        (f"SQ {n}.{m}", f"Explain how your {thing} are checked.", f"{pdfs.LONG} {pdfs.LONG}")
        for n, m, thing in ((7, 1, "agencies"), (7, 2, "mills"), (7, 3, "hauliers"), (8, 1, "kitchens"))
    ]
    story: list[object] = []
    for number, question, answer in pairs:
        story += [pdfs.Paragraph(f"<b>{number} {question}</b> (Maximum 300 words)", pdfs.STYLE)]
        story += [pdfs.Paragraph(answer, pdfs.STYLE), pdfs.Spacer(1, 60)]
    wanted: list[word.Pair] = [(n, f"{q} (Maximum 300 words)", a) for n, q, a in pairs]
    return "numbered_pages.pdf", pdfs.built(story), wanted


PACKS = [
    limits_beside,
    question_and_answer_in_one_cell,
    answer_below_in_the_next_column,
    stacked_cells,
    definitions,
    unnumbered_labels,
    table_without_rules,
    bare_layout,
    response_of_many_columns,
    boxes_to_tick,
    plan_of_actions,
    numbered_pages,
]
