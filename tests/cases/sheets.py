"""Faults in workbooks: hidden rows, columns and sheets, values as shown, formulas without results."""

import datetime as dt
import io
import zipfile

import openpyxl

from tests.cases.instances import ENDS, Instance, any_of, ended, lacks, one_file, qa, unseen
from tests.pipelines.packs.sheets import saved


def hidden_parts() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "SAQ"
    for row in (
        ["Ref", "Buyer's note", "Question", "Response"],
        ["1", "We know that they do not.", "Do you meet crews ashore?", "Not yet."],
        ["2", None, "Is food free?", "Yes, on all boats."],
        ["3", None, "Were fees repaid?", "All fees were repaid in 2023."],
    ):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[4].hidden = True
    kept = book.create_sheet("Draft")
    kept.append(["Do you meet crews ashore?", "Say that a chaplain does."])
    kept.sheet_state = "veryHidden"
    return saved(book)


def grouped_and_flat() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Question", "Answer"],
        ["Do agents charge fees?", "No."],
        ["Old: do agents charge fees?", "Yes, 400 pounds."],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].height = 0
    sheet.column_dimensions["C"].width = 0
    sheet["C2"] = "Ask again in May."
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    return saved(book)


def shown_values() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, (label, value, form) in enumerate(
        (
            ("Share of boats seen", 0.075, "0.0%"),
            ("Share of crews on our payroll", 0.6667, "0%"),
            ("Spend on repayment", 12500, '"£"#,##0'),
            ("Day of the last visit", dt.date(2025, 3, 4), "d mmmm yyyy"),
            ("Crew members", 318.0, "General"),
        ),
        start=1,
    ):
        sheet.cell(row, 1, label)
        sheet.cell(row, 2, value).number_format = form
    return saved(book)


def more_values() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Question", "Answer"])
    for label, value, form in (
        ("Are all agents licensed?", True, "General"),
        ("Share of agents with a contract", 1.25, "0%"),
        ("Wage floor in pounds an hour", 12.6, "0.00"),
        ("Ratio of women to men", 0.5, "0.0"),
    ):
        sheet.append([label, value])
        sheet.cell(sheet.max_row, 2).number_format = form
    return saved(book)


def formulas() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Question", "Answer"],
        ["How many boats were seen?", "=SUM(D1:D3)"],
        ["Who saw them?", "A buyer and a chaplain"],
    ):
        sheet.append(row)
    return saved(book)


def far_cell() -> bytes:
    """One word at the end of a sheet of sixteen thousand columns and a million rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Question", "Answer"])
    sheet.append(["Is there a hotline?", "Yes, it is free."])
    sheet["XFD1048576"] = "end"
    return saved(book)


def macro_names() -> bytes:
    """A workbook whose formulas have stored results, errors among them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Question", "Answer"])
    sheet.append(["How many crews were met?", 41])
    sheet.append(["What share is that?", 0])
    data = saved(book)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<v>41</v>", b"<f>40+1</f><v>41</v>")
                content = content.replace(
                    b'<c r="B3" t="n"><v>0</v></c>', b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
                )
            target.writestr(member.filename, content)
    return out.getvalue()


INSTANCES: list[Instance] = [
    one_file(
        "hidden Office content",
        "column_row_sheet.xlsx",
        hidden_parts,
        qa("Do you meet crews ashore", "Not yet.", wrong=["Say that a chaplain does."]),
        qa("Is food free", "Yes, on all boats."),
        unseen("All fees were repaid in 2023."),
        unseen("We know that they do not."),
        unseen("Say that a chaplain does."),
    ),
    one_file(
        "hidden Office content",
        "flat.xlsx",
        grouped_and_flat,
        qa("Do agents charge fees", "No.", wrong=["Yes, 400 pounds."]),
        unseen("Yes, 400 pounds."),
        unseen("Ask again in May."),
    ),
    one_file(
        "values as shown",
        "formats.xlsx",
        shown_values,
        qa("Share of boats seen", "7.5%"),
        qa("Share of crews on our payroll", "67%"),
        qa("Spend on repayment", "£12,500"),
        qa("Day of the last visit", "4 March 2025"),
        qa("Crew members", "318"),
        *lacks("0.075", "318.0"),
    ),
    one_file(
        "values as shown",
        "kinds.xlsx",
        more_values,
        qa("Are all agents licensed", "TRUE", "Yes"),
        qa("Share of agents with a contract", "125%"),
        qa("Wage floor", "12.60"),
        qa("Ratio of women", "0.5"),
    ),
    one_file(
        "workbook traps",
        "no_results.xlsx",
        formulas,
        qa("Who saw them", "A buyer and a chaplain"),
        any_of(
            ended("no_results.xlsx", "read_with_warning", words=["formula", "calculat", "stored"]),
            qa("How many boats were seen", "0"),
        ),
        *lacks("=SUM", "None"),
    ),
    one_file(
        "workbook traps",
        "stored_results.xlsx",
        macro_names,
        qa("How many crews were met", "41"),
        *lacks("40+1", "1/0"),
        ENDS,
    ),
    one_file("workbook traps", "far_cell.xlsx", far_cell, qa("Is there a hotline", "Yes, it is free."), ENDS),
]
