"""Halvorsen Support Services: a compliance plan in PDF boxes, and a portal's export as a workbook."""

import io

import openpyxl  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from corpora.authored.packs.setting import Asked, Pack, workbook

PLAN, EXPORT = "compliance_plan_form.pdf", "portal_export.xlsx"
BOXES = (
    (
        "1. Describe your awareness program for employees working outside the United States.",
        "Every guard hears the rules in Nepali or Hindi before the flight. Those who break them are sent home and may "
        "be dismissed. The briefing is repeated each spring by the site lead.",
    ),
    (
        "2. How can employees report violations without fear of retaliation?",
        "To our own line, to the contracting officer, or to the Global Human Trafficking Hotline at 1-844-888-FREE. "
        "Nobody loses shifts for a call.",
    ),
    ("3. Describe your recruitment and wage plan.", "See our recruitment manual, section 2."),
    ("4. If housing is provided, explain how it meets host-country standards.", ""),
    (
        "5. How will you monitor agents and subcontractors at any tier?",
        "The compliance lead checks every agent's ledgers in Kathmandu twice a year and ends the contract where fees "
        "were taken. Agents must do the same with theirs.",
    ),
    ("6. Where is this plan posted?", "At each workplace, and on halvorsen.example/plan."),
)
ROWS = (
    ("1.1", "Company", "Legal name of the offeror", "Halvorsen Support Services Inc."),
    ("1.2", "Company", "Place of performance", "Djibouti"),
    ("2.1", "Certification", "Has the offeror implemented a compliance plan?", "Yes"),
    (
        "2.2",
        "Certification",
        "To the best of your knowledge, have you or your agents engaged in prohibited practices?",
        "No. Ledgers of all four agents were checked in March 2026.",
    ),
    ("2.3", "Certification", "If violations were found, state the remedies and referrals.", None),
    ("3.1", "Papers", "How do you ensure that workers keep their passports?", "Lockers with keys; checked each month."),
    ("3.2", "Papers", "When do workers receive a written contract?", "Before travel"),
    ("3.3", "Papers", "Describe the return transport that you provide.", "Refer to 3.2."),
)


def _plan() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    height = A4[1]
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(60, height - 60, "Compliance plan: combating trafficking in persons")
    top = 90.0
    for question, answer in BOXES:
        canvas.setFont("Helvetica", 10.5)
        canvas.drawString(60, height - top, question)
        canvas.rect(60, height - top - 70, 475, 60)
        canvas.setFont("Helvetica", 10)
        for i, line in enumerate(simpleSplit(answer, "Helvetica", 10, 460)):
            canvas.drawString(66, height - top - 24 - 13 * i, line)
        top += 96
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 50, "Signature: ____________________     Date: ____________")
    canvas.save()
    return out.getvalue()


def _export() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Responses"
    sheet.append(["Event", "SOL-0192: base support, Djibouti"])
    sheet.append(["Exported", "2026-06-30"])
    sheet.append([])
    sheet.append(["Question ID", "Group", "Question Text", "Supplier Response", "Response Status"])
    for number, group, question, answer in ROWS:
        sheet.append([number, group, question, answer, "Complete" if answer else "Not started"])
    return workbook(book)


def pack() -> Pack:
    """Return the pack."""
    gold = []
    for text, answer in BOXES:
        number, question = text.split(". ", 1)
        state = {"": ("unanswered",), BOXES[2][1]: ("pointer_only",)}.get(answer, ("answered",))
        gold.append(Asked(PLAN, number, question, answer, state))
    gold += [
        Asked(EXPORT, None, "Event", "SOL-0192: base support, Djibouti"),
        Asked(EXPORT, None, "Exported", "2026-06-30"),
    ]
    for number, _, question, given in ROWS:
        states = ("answered", "cross_reference") if given == "Refer to 3.2." else ("answered",)
        gold.append(Asked(EXPORT, number, question, given or "", states if given else ("unanswered",)))
    files = {PLAN: _plan(), EXPORT: _export()}
    return Pack("halvorsen", "SOL-0192", "1", "Halvorsen Support Services Inc.", files, gold)
