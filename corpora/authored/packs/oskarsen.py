"""Oskarsen Uniforms: an Australian questionnaire in a workbook of several sheets, answers in the wrong column."""

from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from corpora.authored.packs.setting import Asked, Pack, workbook

BOOK = "RW-2026-044_questionnaire.xlsx"
VALUES = (
    "Oskarsen is committed to the highest ethical standards. We have zero tolerance of modern slavery and expect our "
    "suppliers to share our values."
)
OTHER_BUYER = "We are proud to serve Port Hallam Health Service, and the Service can rely on our policies."
QUESTIONS: tuple[tuple[str, str, str, str | None, str | None], ...] = (
    ("B1", "Does your organisation have a policy on modern slavery?", "Yes/No", "Yes", "Adopted in May 2023."),
    ("B2", "Which provisions on forced labour does it contain?", "Text", None, "It bans recruitment fees and debt."),
    (
        "B3",
        "How will you identify modern slavery risks in the supply of uniforms to the Department?",
        "Text (300 words)",
        "We will rate the two sewing sites and the four fabric mills by country, agency labour and hours in the first "
        "quarter. The sourcing lead signs the ratings off, and the Department gets them in April.",
        None,
    ),
    ("B4", "How do you assess those risks?", "Text", VALUES, None),
    ("B5", "How do you address those risks?", "Text", None, None),
    ("B6", "Have any cases been found in the last three years?", "Yes/No", "No", None),
    ("B7", "Name each factory and mill for this contract, with its country.", "Table", "See sheet Sites", None),
    ("B8", "What remedy would workers receive if fees had been charged?", "Text", "See B9", None),
    (
        "B9",
        "What happens when a case is found?",
        "Text",
        "The factory repays every fee within 60 days. We check the payments with the workers and tell the Department.",
        None,
    ),
    ("B10", "Who in your organisation is accountable for this work?", "Text", OTHER_BUYER, None),
)
CLAUSES = (
    ("C1", "Clause 14.1: access to sites and records", "Accepted", None),
    ("C2", "Clause 14.2: worker interviews without notice", "Not accepted", "We need 48 hours for site safety."),
    ("C3", "Clause 14.3: flow-down to subcontractors", None, None),
    ("C4", "Clause 14.4: remediation plan within 20 days", "Accepted", None),
)


def _put(sheet: Any, first: int, rows: list[list[str | None]]) -> None:
    for at, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column, value)


def _book() -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    start = book.create_sheet("Instructions")
    _put(
        start,
        1,
        [
            ["Supplier questionnaire: modern slavery, RW-2026-044"],
            ["Complete parts A, B and C. Do not change the questions."],
            ["A score is given for each answer of part B."],
        ],
    )
    about = book.create_sheet("A Organisation")
    _put(
        about,
        1,
        [
            ["Part A", None],
            ["Legal name", "Oskarsen Uniforms Pty Ltd"],
            ["ABN", "None yet: registration is under way"],
            ["Number of workers", "64"],
            ["Annual revenue", None],
        ],
    )
    asked = book.create_sheet("B Modern slavery")
    asked.merge_cells("A1:F1")
    asked["A1"] = "Part B: modern slavery questions"
    asked["A1"].font = Font(bold=True)
    asked.merge_cells("A3:F3")
    asked["A3"] = "Answers should speak of the supply to the Department, not of the company in general."
    head: list[list[str | None]] = [["No.", "Question", "Response type", "Response", "Explanation", "Assessor's notes"]]
    _put(asked, 6, head)
    row = 7
    for number, question, kind, response, explanation in QUESTIONS:
        _put(asked, row, [[number, question, kind, response, explanation, None]])
        row += 1
        if number == "B3":  # it goes on in the cell below, as people do who will not widen a row
            asked.cell(row, 4, "Mills are rated again when a sewing site changes its fabric.")
            row += 1
    sites = book.create_sheet("Sites")
    _put(
        sites,
        1,
        [
            ["Site", "Country", "Work", "Workers"],
            ["Ormond Stitching", "Fiji", "sewing", "180"],
            ["Tran Garment 2", "Vietnam", "sewing", "410"],
            ["Four fabric mills, names to follow", "China", "weaving", None],
        ],
    )
    terms = book.create_sheet("C Clauses")
    head = [["Ref", "Clause of the draft contract", "Accepted / Not accepted", "Reasons for any departure"]]
    _put(terms, 1, head)
    for cell in terms[1]:
        cell.font = Font(bold=True)
    _put(terms, 2, [list(clause) for clause in CLAUSES])
    last = book.create_sheet("Last year")
    _put(last, 1, [["No.", "Question", "Response"], ["B1", "Is there a policy?", "In draft"]])
    last.sheet_state = "hidden"
    return workbook(book)


def pack() -> Pack:
    """Return the pack."""
    gold = [
        Asked(BOOK, None, "Legal name", "Oskarsen Uniforms Pty Ltd"),
        Asked(BOOK, None, "ABN", "None yet: registration is under way"),
        Asked(BOOK, None, "Number of workers", "64"),
        Asked(BOOK, None, "Annual revenue", "", ("unanswered",)),
    ]
    states = {
        "B4": ("evaded",),
        "B5": ("unanswered",),
        "B7": ("answered", "cross_reference"),
        "B8": ("answered", "cross_reference"),
        "B10": ("wrong_entity",),
    }
    for number, question, _kind, response, explanation in QUESTIONS:
        if number == "B3" and response:
            response += " Mills are rated again when a sewing site changes its fabric."
        given = [text for text in (response, explanation) if text] or [""]
        gold += [Asked(BOOK, number, question, text, states.get(number, ("answered",))) for text in given]
    for number, clause, response, reasons in CLAUSES:
        given = [text for text in (response, reasons) if text] or [""]
        state = ("answered",) if response else ("unanswered",)
        gold += [Asked(BOOK, number, clause, text, state) for text in given]
    return Pack("oskarsen", "RW-2026-044", "B", "Oskarsen Uniforms Pty Ltd", {BOOK: _book()}, gold)
