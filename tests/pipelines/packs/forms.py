"""Response packs as buyers lay them out in workbooks, PDF and plain text, with the pairs that a person reads."""

import io

import openpyxl
from openpyxl.styles import Font
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

from tests.pipelines.packs import sheets
from tests.pipelines.packs.layouts import ASKED_ALONE, CALL, CHECK, FEES, LINE, PAID, TRAIN, TRAINED
from tests.pipelines.packs.pdfs import HEADING, STYLE, built
from tests.pipelines.packs.word import Pack, Pair


def merged_question_with_parts() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Labour"
    rows = [
        ["Ref", "Question", "Part", "Bidder response"],
        ["6.1", "Agency labour", "(a) Which agencies do you use?", "Fenwick Staff and Ousel Labour"],
        [None, None, "(b) Who pays their fees?", "We do."],
        [None, None, "(c) How is that checked?", None],
        ["6.2", "Training", "(a) Who is trained?", "All 14 site managers"],
        [None, None, "(b) How often?", "Each spring"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A2:A4", "B2:B4", "A5:A6", "B5:B6"):
        sheet.merge_cells(area)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    pairs: list[Pair] = [
        ("6.1(a)", "Which agencies do you use?", "Fenwick Staff and Ousel Labour"),
        ("6.1(b)", "Who pays their fees?", "We do."),
        ("6.1(c)", "How is that checked?", ""),
        ("6.2(a)", "Who is trained?", "All 14 site managers"),
        ("6.2(b)", "How often?", "Each spring"),
    ]
    return "parts.xlsx", sheets.saved(book), pairs


def merged_question_over_several_rows() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ["No.", "Question", "Response"],
        ["1", FEES, "We use two licensed agencies."],
        [None, None, "We pay their fees; no worker pays anything."],
        ["2", TRAIN, TRAINED],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    return "several_rows.xlsx", sheets.saved(book), [("1", FEES, PAID), ("2", TRAIN, TRAINED)]


def cover_and_two_sheets() -> Pack:
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Read me"
    cover["A1"] = "Instructions to bidders"
    cover["A2"] = "Complete the yellow cells of each sheet. Do not add rows."
    pairs: list[Pair] = []
    for name, prefix in (("Workforce", "W"), ("Supply chain", "S")):
        sheet = book.create_sheet(name)
        sheet["B2"] = f"{name} questions"
        sheet["B4"], sheet["C4"], sheet["D4"], sheet["E4"] = "Question ID", "Question text", "Answer type", "Answer"
        rows = [(f"{prefix}1", FEES, "Free text", PAID), (f"{prefix}2", TRAIN, "Free text", None)]
        for at, row in enumerate(rows, start=5):
            for column, value in zip("BCDE", row, strict=True):
                sheet[f"{column}{at}"] = value
            pairs.append((row[0], row[1], row[3] or ""))
    return "two_sheets.xlsx", sheets.saved(book), pairs


def answer_under_each_question_in_a_sheet() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    pairs: list[Pair] = [("Q1", FEES, PAID), ("Q2", CHECK, ""), ("Q3", TRAIN, TRAINED)]
    at = 3
    sheet["A1"] = "Labour standards"
    for number, asked, said in pairs:
        sheet[f"A{at}"], sheet[f"B{at}"] = number, asked
        sheet[f"A{at + 1}"], sheet[f"B{at + 1}"] = "Answer", said or None
        at += 3
    return "under.xlsx", sheets.saved(book), pairs


def drawn_boxes() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(60, 780, "Selection questionnaire: labour standards")
    top = 750.0
    pairs: list[Pair] = [("3.1", FEES, PAID), ("3.2", CHECK, ""), ("3.3", TRAIN, TRAINED)]
    for number, asked, said in pairs:
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, top, f"{number}  {asked}")
        canvas.setStrokeColor(colors.black)
        canvas.rect(60, top - 70, 470, 60)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(66, top - 26, said)
        top -= 110
    canvas.showPage()
    canvas.save()
    return "drawn.pdf", out.getvalue(), pairs


def shaded_questions() -> Pack:
    pairs: list[Pair] = [("A.1", FEES, f"{PAID} {TRAINED} {CALL}"), ("A.2", LINE, CALL), ("A.3", CHECK, ASKED_ALONE)]
    story: list[object] = [Paragraph("Technical proposal", HEADING)]
    for number, asked, said in pairs:
        style = TableStyle(
            [("BACKGROUND", (0, 0), (-1, -1), colors.lightgrey), ("BOX", (0, 0), (-1, -1), 0.5, colors.black)]
        )
        story += [Table([[Paragraph(f"<b>{number} {asked}</b>", STYLE)]], colWidths=[450], style=style)]
        story += [Spacer(1, 6), Paragraph(said, STYLE), Spacer(1, 10)]
    return "shaded.pdf", built(story), pairs


def question_rows_over_answer_rows() -> Pack:
    pairs: list[Pair] = [("2.1", FEES, PAID), ("2.2", CHECK, ""), ("2.3", TRAIN, TRAINED)]
    rows = []
    for number, asked, said in pairs:
        rows += [[Paragraph(f"<b>{number} {asked}</b>", STYLE)], [Paragraph(said, STYLE)]]
    grid = Table(
        rows, colWidths=[450], rowHeights=None, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    )
    return "rows.pdf", built([Paragraph("Quality questions", HEADING), grid]), pairs


def plain_mail() -> Pack:
    text = f"""Subject: Tender 118, labour questions

Dear buyer, our replies stand below each question.

1) {FEES}
>> {PAID}

2) {CHECK}
>>

3) {TRAIN}
>> {TRAINED}

Kind regards
Jane Roe
"""
    return "reply.txt", text.encode(), [("1", FEES, PAID), ("2", CHECK, ""), ("3", TRAIN, TRAINED)]


def exported_rows() -> Pack:
    text = (
        "question_id,section,question_text,response_text,attachment_names\n"
        f'q-101,Labour,"{FEES}","{PAID}",\n'
        f'q-102,Labour,"{CHECK}",,\n'
        f'q-103,Labour,"{TRAIN}","{TRAINED}",register.pdf\n'
    )
    pairs: list[Pair] = [
        ("q-101", FEES, PAID),
        ("q-102", CHECK, ""),
        ("q-103", TRAIN, TRAINED),
        ("q-103", TRAIN, "register.pdf"),
    ]
    return "export.csv", text.encode(), pairs


def numbers_alone() -> Pack:
    text = f"""Answers of Tarnbrook Facilities Ltd to schedule 4

Response to question 4.1
{PAID}

Response to question 4.2
{TRAINED}
The course is held in Polish too.
"""
    pairs: list[Pair] = [
        ("4.1", "Question 4.1", PAID),
        ("4.2", "Question 4.2", f"{TRAINED} The course is held in Polish too."),
    ]
    return "numbers.txt", text.encode(), pairs


def ticks_below_questions() -> Pack:
    text = f"""Part 2: labour standards

2.1 Do you use agency workers?
[x] Yes  [ ] No
If yes, name the agencies: Fenwick Staff and Ousel Labour

2.2 Does any worker pay a recruitment fee?
[ ] Yes  [x] No
If yes, explain how it is repaid: ____________

2.3 {TRAIN}
{TRAINED}
"""
    pairs: list[Pair] = [
        ("2.1", "Do you use agency workers?", "Yes"),
        (None, "If yes, name the agencies", "Fenwick Staff and Ousel Labour"),
        ("2.2", "Does any worker pay a recruitment fee?", "No"),
        (None, "If yes, explain how it is repaid", ""),
        ("2.3", TRAIN, TRAINED),
    ]
    return "ticks.txt", text.encode(), pairs


def web_form() -> Pack:
    def block(number: str, asked: str, said: str) -> str:
        return f'<div class="q"><h4>{number} {asked}</h4><div class="a">{said}</div></div>'

    pairs: list[Pair] = [("1.1", FEES, PAID), ("1.2", CHECK, ""), ("1.3", TRAIN, TRAINED)]
    body = "".join(block(number or "", asked, f"<p>{said}</p>" if said else "") for number, asked, said in pairs)
    return "web.html", f"<html><body><h1>Response 4471</h1>{body}</body></html>".encode(), pairs


PACKS = [
    merged_question_with_parts,
    merged_question_over_several_rows,
    cover_and_two_sheets,
    answer_under_each_question_in_a_sheet,
    drawn_boxes,
    shaded_questions,
    question_rows_over_answer_rows,
    plain_mail,
    exported_rows,
    numbers_alone,
    ticks_below_questions,
    web_form,
]
