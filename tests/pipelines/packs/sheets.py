"""Response packs in workbooks, web pages and plain text, with the pairs that a person reads in them."""

import io

import openpyxl
from openpyxl.styles import Font

from tests.pipelines.packs.word import Pack


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def header_far_down() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Labour rights"
    sheet["A1"] = "Supplier questionnaire 2026"
    sheet["A2"] = "Please answer in column C. Suppliers must not change the questions."
    sheet["A3"] = "Supplier name"
    sheet["B3"] = "Hollowbeck Ltd"
    rows = [
        ["No.", "Question", "Answer", "Comments", "Score (buyer)"],
        ["Section A: policies"],
        ["A1", "Do you have a policy on forced labour?", "Yes", "Since 2019", 3],
        ["A2", "Who approved it?", "The board", None, 3],
        ["A3", "Where can it be read?", None, None, None],
        ["Section B: sites, and the people who work at them"],
        ["B1", "How many sites do you have?", 14, None, 3],
        ["B2", "How many of them have a union?", 9, "Two more in 2026", 3],
    ]
    for r, row in enumerate(rows, start=9):
        for c, value in enumerate(row, start=1):
            sheet.cell(r, c, value)
    for cell in sheet[10], sheet[14]:
        cell[0].font = Font(bold=True)
    sheet.row_dimensions[12].hidden = False
    sheet.column_dimensions["E"].hidden = True
    return (
        "far_down.xlsx",
        saved(book),
        [
            (None, "Supplier name", "Hollowbeck Ltd"),
            ("A1", "Do you have a policy on forced labour?", "Yes"),
            ("A1", "Do you have a policy on forced labour?", "Since 2019"),
            ("A2", "Who approved it?", "The board"),
            ("A3", "Where can it be read?", ""),
            ("B1", "How many sites do you have?", "14"),
            ("B2", "How many of them have a union?", "9"),
            ("B2", "How many of them have a union?", "Two more in 2026"),
        ],
    )


def several_sheets() -> Pack:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Policies"
    for row in (
        ["Question", "Your response"],
        ["Is there a code for suppliers?", "Yes, since 2021."],
        ["Is it part of every contract?", None],
    ):
        first.append(row)
    second = book.create_sheet("Sites & workers")
    for row in (
        ["Ref", "Requirement", "Compliant (Y/N)", "Evidence"],
        ["2.1", "Wages are paid by bank transfer", "Y", "Payroll audit of May 2025"],
        ["2.2", "Night work is by choice", "N", None],
        ["2.3", "Workers keep their passports", None, None],
    ):
        second.append(row)
    hidden = book.create_sheet("Last year")
    hidden.append(["Question", "Your response"])
    hidden.append(["Is there a hotline?", "Yes, and it is free."])
    hidden.sheet_state = "hidden"
    return (
        "sheets.xlsx",
        saved(book),
        [
            (None, "Is there a code for suppliers?", "Yes, since 2021."),
            (None, "Is it part of every contract?", ""),
            ("2.1", "Wages are paid by bank transfer", "Y"),
            ("2.1", "Wages are paid by bank transfer", "Payroll audit of May 2025"),
            ("2.2", "Night work is by choice", "N"),
            ("2.3", "Workers keep their passports", ""),
        ],
    )


def merged_sections() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "ITT"
    for row in (
        ["Section", "Question ref", "Question", "Max words", "Bidder's response"],
        ["Risk", "R-1", "Describe how you assess risk.", 250, "We rank countries and goods each year."],
        [None, "R-2", "Name the goods with the highest risk.", 50, "Cotton and polysilicon"],
        ["Remedy", "R-3", "Explain how workers are paid back.", 250, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    return (
        "sections.xlsx",
        saved(book),
        [
            ("R-1", "Describe how you assess risk.", "We rank countries and goods each year."),
            ("R-2", "Name the goods with the highest risk.", "Cotton and polysilicon"),
            ("R-3", "Explain how workers are paid back.", ""),
        ],
    )


def labels_and_values() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Sites visited", 14], ["Share of buyers trained", 0.95], ["Hotline in use", "Yes"]):
        sheet.append(row)
    sheet["B2"].number_format = "0%"
    return (
        "labels.xlsx",
        saved(book),
        [(None, "Sites visited", "14"), (None, "Share of buyers trained", "95%"), (None, "Hotline in use", "Yes")],
    )


def web_table() -> Pack:
    page = """<!DOCTYPE html><html lang="en"><head><title>Answers</title></head><body><main><h1>Supplier answers</h1>
    <table><tr><th>#</th><th>Question</th><th>Reply</th></tr>
    <tr><td>1</td><td>Do you audit farms?</td><td>Yes, <b>every year</b>.</td></tr>
    <tr><td>2</td><td>Do you pay fees back?</td><td></td></tr>
    <tr><td>3</td><td>What did audits find?</td><td><p>Late wages.</p><p>They were paid in June.</p></td></tr></table>
    <p>We visit each farm before the harvest, and we talk to workers in private.</p></main></body></html>"""
    return (
        "answers.html",
        page.encode(),
        [
            ("1", "Do you audit farms?", "Yes, every year."),
            ("2", "Do you pay fees back?", ""),
            ("3", "What did audits find?", "Late wages. They were paid in June."),
        ],
    )


def plain_text() -> Pack:
    text = """Supplier self-assessment

Q1. Do you have a policy on forced labour?
A1. Yes. The board approved it in 2024.

Q2. How do you train buyers?
A2. Each buyer takes a course on joining. It is repeated
every spring.

Q3. Has any worker been repaid?
A3.

Do you use labour agencies? No
Hotline in place: Yes
"""
    return (
        "answers.txt",
        text.encode(),
        [
            ("Q1", "Do you have a policy on forced labour?", "Yes. The board approved it in 2024."),
            ("Q2", "How do you train buyers?", "Each buyer takes a course on joining. It is repeated every spring."),
            ("Q3", "Has any worker been repaid?", ""),
            (None, "Do you use labour agencies?", "No"),
            (None, "Hotline in place", "Yes"),
        ],
    )


PACKS = [header_far_down, several_sheets, merged_sections, labels_and_values, web_table, plain_text]
