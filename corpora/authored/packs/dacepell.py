"""Dace & Pell Packaging: a grocer's questionnaire in a workbook, answers below merged questions, crosses in columns."""

from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

from corpora.authored.packs.setting import Asked, Pack, workbook

BOOK = "Orrin_Supplier_Labour_Questionnaire_2026 (Dace Pell).xlsx"
GREY = PatternFill("solid", fgColor="DDDDDD")
COMPANY: tuple[tuple[str, str | int | None], ...] = (
    ("Supplier name", "Dace & Pell Packaging Ltd"),
    ("Trading names covered by this response", "Dace & Pell; Pellbox"),
    ("Sites covered by this response", "Corby Lane (printing and glueing), Saltfleet (pulp trays)"),
    ("Number of people at peak season", 418),
    ("of whom supplied by agencies", 165),
    ("of whom on visas of a seasonal or skilled worker", None),
    ("Trade union recognised (choose from list)", "Yes - all sites"),
    ("Questionnaire completed by", "Owain Teague, HR manager"),
)
PULP = (
    "Our first concern is the sorting of waste paper. We buy 9,000 tonnes a year from three merchants, who buy from "
    "sorting stations in Poland, Portugal and the Midlands. Sorters are paid by weight and most come through agencies, "
    "often with a bed in a shared house. We have seen two of the stations. We have not seen those in Portugal. Further "
    "text is on the tab Continuation."
)
PULP_MORE = (
    "Second is our own night shift at Saltfleet, where 165 agency workers run the drying line from August to December. "
    "Third are the starch and dyes that we buy from a wholesaler, who would not name the makers when we asked in May "
    "2025 and again in January 2026."
)
FOUND = (
    "Yes. In October 2025 a shift leader noticed that six workers from one address had the same bank account on their "
    "starter forms. Our HR manager met each of them alone with an interpreter. A driver of the agency had kept their "
    "cards and took £60 a week from each. We called the police and the helpline the same evening, paid for a hotel for "
    "three weeks, and all six kept their jobs. They received £4,320 from us in November; we are claiming it back from "
    "the agency, which we have not used since."
)
AGENCIES = (
    "Two, both licensed. We check the licence each quarter, sit in on one induction a month and read ten payslips a "
    "month, chosen by us and not by the agency."
)
GOODWILL = (
    "We have excellent relationships with all our merchants, most of whom we have known for over twenty years. We are "
    "confident that they would tell us if anything was wrong."
)
LINE = (
    "A text number that goes to the union's regional office. 12 messages in 2025: nine on pay, two on housing, one on "
    "a supervisor who sold shifts. He was dismissed in June 2025. Posters are in Romanian, Polish, Tetum and English."
)
FORECAST = (
    "Orrin's orders for mince pie trays came nine days late in 2025 and led to 71 hours a week on the drying line. We "
    "would like to agree a date after which orders cannot be changed."
)
QUESTIONS: tuple[tuple[str, str, str, str | None], ...] = (
    (
        "Q1",
        "Who in your senior team is accountable for labour standards, and how often does the board discuss them?",
        "Name and job title, please.",
        "Marian Pell, managing director. The board has it on the agenda twice a year, last on 14 April 2026.",
    ),
    (
        "Q2",
        "Where in your operations and supply chain is the risk of forced labour highest? Explain how you know.",
        "Hint: think of labour agencies, waste, housing and lower tiers. Do not copy your public statement.",
        PULP,
    ),
    (
        "Q3",
        "In the past 24 months, have you found any sign of forced labour? What happened to the workers?",
        "Hint: suppliers are not marked down for finding problems.",
        FOUND,
    ),
    ("Q4", "How many labour providers do you use at these sites, and how do you check them?", "", AGENCIES),
    ("Q5", "How do you know about conditions at your suppliers' suppliers?", "", GOODWILL),
    (
        "Q6",
        "How can agency workers raise a problem without going through their supervisor?",
        "Hint: numbers for the last year are welcome.",
        LINE,
    ),
    ("Q7", "Which corrective actions from your last ethical audit are still open, and since when?", "", None),
    ("Q8", "How are workers told about the ways to raise a problem?", "", "As Q6."),
    (
        "Q9",
        "Which of Orrin's own buying practices make it harder for you to meet our standards?",
        "This answer is not shared with your buyer.",
        FORECAST,
    ),
)
FEES = (
    ("Q10a", "Do any workers at these sites pay for recruitment, travel or visas?", "Not to our knowledge"),
    ("Q10b", "On what date did you last ask the workers themselves?", "12 to 16 January 2026"),
    ("Q10c", "What share of workers was asked?", "31%"),
    ("Q10d", "If any had paid, what did they receive back?", "n/a"),
)
CHECKS: tuple[tuple[str, str, str | None, str | None], ...] = (
    ("L1", "We have a written policy on forced labour, signed by a director.", "Yes", None),
    ("L2", "The policy has been given to every labour provider.", "Yes", "Signed copies of both held by HR."),
    ("L3", "Workers keep their own passports and identity cards at all times.", "Yes", None),
    ("L4", "We inspect housing that is provided by labour providers.", "Partly", "Only since the case in October."),
    ("L5", "All merchants and wholesalers have told us the sites from which they supply.", "No", "See Q2"),
    ("L6", "Supervisors are trained to recognise signs of debt bondage.", "Partly", "11 of 26; the rest by September."),
    ("L7", "Workers' deposits are never taken for tools, lockers or clothing.", None, "Being checked with payroll."),
    ("L8", "We have an agreement on remedy with at least one independent organisation.", None, None),
    ("L9", "We train buyers on the effect of short lead times.", "No", "We have one buyer, who is the owner."),
)
UNION = ("Yes - all sites", "Yes - some sites", "No")
RULES = (
    "1. Fill in the tabs Company, Questions and Checklist. White cells only.",
    "2. If a cell is too small, go on in the tab Continuation and give the number of the question.",
    "3. Send the workbook as an xlsx file to your Orrin contact by 29 May 2026.",
    "Answers are rated green, amber or red by our human rights team.",
)


def _start(book: Any) -> None:
    sheet = book.create_sheet("Read me")
    sheet.merge_cells("B2:H2")
    sheet["B2"] = "Orrin Grocers: supplier labour questionnaire 2026"
    sheet["B2"].font = Font(bold=True, size=16)
    for at, text in enumerate(RULES, start=4):
        sheet.merge_cells(start_row=at, start_column=2, end_row=at, end_column=8)
        sheet.cell(at, 2, text)


def _company(book: Any) -> None:
    sheet = book.create_sheet("Company")
    sheet.merge_cells("B2:G2")
    sheet["B2"] = "Section 1: about your company"
    listed = DataValidation(type="list", formula1="Lists!$A$1:$A$3", allow_blank=True)
    sheet.add_data_validation(listed)
    for at, (label, value) in enumerate(COMPANY):
        row = 4 + 2 * at  # an empty row between any two
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        sheet.merge_cells(start_row=row, start_column=4, end_row=row, end_column=7)
        sheet.cell(row, 2, label).fill = GREY
        sheet.cell(row, 4, value)
        if "choose" in label:
            listed.add(sheet.cell(row, 4))


def _questions(book: Any) -> None:
    sheet = book.create_sheet("Questions")
    sheet.merge_cells("A1:H1")
    sheet["A1"] = "Section 2: your work on forced labour"
    sheet.column_dimensions["J"].hidden = True
    row = 3
    for number, question, hint, answer in QUESTIONS:
        sheet.cell(row, 1, number).font = Font(bold=True)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=8)
        sheet.cell(row, 2, question).font = Font(bold=True)
        for column in range(1, 9):
            sheet.cell(row, column).fill = GREY
        sheet.cell(row, 10, "Red if no site is named; green if workers were asked")
        if hint:
            row += 1
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=8)
            sheet.cell(row, 1, hint).font = Font(italic=True, color="808080")
        row += 1
        sheet.merge_cells(start_row=row, start_column=1, end_row=row + 1, end_column=8)
        if number == "Q4":  # typed beside the question, and the box below was left empty
            sheet.cell(row - 1, 9, answer)
        else:
            sheet.cell(row, 1, answer).alignment = Alignment(wrap_text=True, vertical="top")
        if number == "Q3":
            sheet.cell(row - 2, 2).comment = Comment("Ask for the police reference at the call.", "Orrin HR team")
        row += 3
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=8)
    sheet.cell(row, 1, "Recruitment fees").font = Font(bold=True)
    for number, question, answer in FEES:
        row += 1
        sheet.cell(row, 1, number)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=5)
        sheet.cell(row, 2, question)
        sheet.merge_cells(start_row=row, start_column=6, end_row=row, end_column=8)
        sheet.cell(row, 6, answer)


def _checklist(book: Any) -> None:
    sheet = book.create_sheet("Checklist")
    sheet.merge_cells("A1:G1")
    sheet["A1"] = "Section 3: checklist. Put a cross in one column and comment where you chose partly or no."
    columns = ("Yes", "Partly", "No")
    for at, text in ((1, "No."), (2, "Statement"), (3, "Put one X"), (6, "Comment"), (7, "Orrin rating")):
        sheet.cell(3, at, text).font = Font(bold=True)
    sheet.merge_cells("C3:E3")
    for column in "ABFG":
        sheet.merge_cells(f"{column}3:{column}4")
    for at, text in enumerate(columns, start=3):
        sheet.cell(4, at, text)
    for row, (number, statement, ticked, comment) in enumerate(CHECKS, start=5):
        sheet.cell(row, 1, number)
        sheet.cell(row, 2, statement)
        if ticked:
            sheet.cell(row, 3 + columns.index(ticked), "x" if number in ("L3", "L9") else "X")
        sheet.cell(row, 6, comment)


def _book() -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _start(book)
    _company(book)
    _questions(book)
    _checklist(book)
    more = book.create_sheet("Continuation")
    for at, values in enumerate((("Question number", "Text continued"), ("Q2", PULP_MORE), (None, None)), start=1):
        for column, value in enumerate(values, start=1):
            more.cell(at, column, value)
    lists = book.create_sheet("Lists")
    for at, item in enumerate(UNION, start=1):
        lists.cell(at, 1, item)
    lists.sheet_state = "hidden"
    return workbook(book)


def pack() -> Pack:
    """Return the pack."""
    states = {"Q5": ("evaded",), "Q7": ("unanswered",), "Q8": ("answered", "cross_reference")}
    gold = [
        Asked(BOOK, None, label, "" if value is None else str(value), () if value else ("unanswered",))
        for label, value in COMPANY
    ]
    for number, question, _hint, answer in QUESTIONS:
        gold.append(Asked(BOOK, number, question, answer or "", states.get(number, ("answered",))))
        if number == "Q2":
            gold.append(Asked(BOOK, number, question, PULP_MORE, ("answered",)))
    gold += [Asked(BOOK, number, question, answer, ("answered",)) for number, question, answer in FEES]
    for number, statement, ticked, comment in CHECKS:
        given = [text for text in (ticked, comment) if text] or [""]
        state = ("answered",) if ticked or comment else ("unanswered",)
        gold += [Asked(BOOK, number, statement, text, state) for text in given]
    return Pack("dacepell", "ORRIN-LAB-2026", "1", "Dace & Pell Packaging Ltd", {BOOK: _book()}, gold)
