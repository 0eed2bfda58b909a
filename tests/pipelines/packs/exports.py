"""What portals, surveys and self-assessments export, with the pairs that a person reads in them."""

import io

import docx
import openpyxl
from reportlab.pdfgen.canvas import Canvas

from tests.pipelines.packs import sheets, word
from tests.pipelines.packs.word import Pack, Pair

Cells = list[list[str | int]]


def _sheet(rows: Cells) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return sheets.saved(workbook)


def chosen_options() -> Pack:
    rows: Cells = [
        ["Q#", "Question", "Answer Options", "Selected Option", "Free Text", "Evidence file name"],
        ["1", "Do you verify age on hiring?", "Yes; No; Partly", "Partly", "Agency staff are not checked yet.", ""],
        ["2", "Do you keep passports?", "Yes; No; Partly", "-- Select --", "", ""],
    ]
    pairs: list[Pair] = [("1", str(rows[1][1]), text) for text in ("Partly", "Agency staff are not checked yet.")]
    return "chosen.xlsx", _sheet(rows), [*pairs, ("2", str(rows[2][1]), "")]


def unmade_choices() -> Pack:
    rows: Cells = [
        ["Ref", "Requirement", "Compliance (select)", "Supporting narrative"],
        ["1", "The supplier pays recruitment fees itself.", "Please select", ""],
        ["2", "The supplier holds no papers.", "Fully compliant", "Papers are copied and given back the same day."],
        ["3", "The supplier trains its buyers.", "<Select>", "Choose..."],
    ]
    pairs: list[Pair] = [("2", str(rows[2][1]), str(text)) for text in rows[2][2:]]
    return "unmade.xlsx", _sheet(rows), [("1", str(rows[1][1]), ""), *pairs, ("3", str(rows[3][1]), "")]


def survey_of_one() -> Pack:
    asked = ["What is your company name?", "Which risks have you found?", "How many staff were trained?"]
    rows: Cells = [["ID", "Start time", "Email", *asked], [1, "2025-03-02 10:11", "", "Orrel", "Debt; long hours", 212]]
    return (
        "survey.xlsx",
        _sheet(rows),
        [(None, q, a) for q, a in zip(asked, ("Orrel", "Debt; long hours", "212"), strict=True)],
    )


def survey_of_two() -> Pack:
    asked = ["Do you map your suppliers beyond tier one?", "Please describe your grievance mechanism."]
    rows: Cells = [
        ["Timestamp", "Organisation", *asked],
        ["2025-03-02", "Orrel Foods", "No", "A phone line run by a union."],
        ["2025-03-04", "Quill Paper", "Yes", ""],
    ]
    pairs = [(None, asked[0], "No"), (None, asked[0], "Yes"), (None, asked[1], rows[1][3]), (None, asked[1], "")]
    return "surveys.xlsx", _sheet(rows), [(number, q, str(a)) for number, q, a in pairs]


def levels_ticked() -> Pack:
    document = docx.Document()
    asked = ["Does your organisation publish a statement?", "Whom do you train?", "Have you mapped your supply chains?"]
    options = [["☐ Level 0: none", "☒ Level 1: on our website"], ["☒ Buyers", "☐ Guards", "☒ Board"], ["☐ Yes", "☐ No"]]
    for number, (text, ticks) in enumerate(zip(asked, options, strict=True), start=1):
        for line in (f"Q{number}. {text}", "Guidance: select what applies.", *ticks):
            document.add_paragraph(line)
    answers = ("Level 1: on our website", "Buyers Board", "")
    return (
        "levels.docx",
        word.saved(document),
        [(f"Q{i}", text, answer) for i, (text, answer) in enumerate(zip(asked, answers, strict=True), start=1)],
    )


def ticks_left_out() -> Pack:
    document = docx.Document()
    word.table(
        document,
        [
            ["Statement", "Yes", "No", "Comments"],
            ["Recruitment fees are repaid.", "", "✓", "No cases found"],
            ["Hours are recorded.", "", "", ""],
        ],
    )
    fees = "Recruitment fees are repaid."
    return (
        "left_out.docx",
        word.saved(document),
        [(None, fees, "No"), (None, fees, "No cases found"), (None, "Hours are recorded.", "")],
    )


def bold_questions_in_parts() -> Pack:
    document = docx.Document()
    lines = [
        ("1) Policies", ""),
        ("a) Please confirm whether a policy is in place.", "Confirmed. It was changed in January."),
        ("b) Please state the owner of the policy.", "Our chief people officer."),
        ("2) Checks", ""),
        ("a) What share of spend has been assessed?", "62% of spend."),
    ]
    for asked, answer in lines:
        document.add_paragraph().add_run(asked).bold = True
        if answer:
            document.add_paragraph(answer)
    return "parts.docx", word.saved(document), [(q[0], q[3:], answer) for q, answer in lines if answer]


def bold_questions_close_above() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out)
    asked = ["Please upload your code of conduct.", "Have workers been interviewed off site?", "Who owns the code?"]
    answers = ["code_2025.pdf (230 KB)", "(not answered)", "the board"]
    for i, (text, answer) in enumerate(zip(asked, answers, strict=True)):
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(60, 760 - 48 * i, f"Q{i + 1}  {text} *")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 736 - 48 * i, answer)
    canvas.save()
    return (
        "portal.pdf",
        out.getvalue(),
        [("Q1", asked[0], answers[0]), ("Q2", asked[1], ""), ("Q3", asked[2], answers[2])],
    )


def boxes_below_each_other() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out)
    rows = [
        ("4.1", "Who do workers complain to?", ""),
        ("4.2", "Website of your statement (URL)", "quillpaper.example/statement"),
        ("4.3", "Your person in charge", ""),
    ]
    for i, (number, asked, value) in enumerate(rows):
        canvas.drawString(60, 760 - 60 * i, f"{number} {asked}")
        canvas.acroForm.textfield(name=number, value=value, x=60, y=732 - 60 * i, width=400, height=18)
    canvas.save()
    return "below.pdf", out.getvalue(), [(number, asked, value) for number, asked, value in rows]


def portal_text() -> Pack:
    text = (
        "Question 1 of 2: Do you screen suppliers?\nResponse: Yes, each quarter.\nAttachments: none\n\n"
        "Question 2 of 2: Do you have a hotline?\nResponse:\nComment:\nAttachments: none\n"
    )
    return (
        "portal.txt",
        text.encode(),
        [
            ("Question 1", "Do you screen suppliers?", "Yes, each quarter."),
            ("Question 2", "Do you have a hotline?", ""),
        ],
    )


def commas() -> Pack:
    text = (
        "id,question,answer,comment\n"
        'Q1,"Do you have a policy?",Yes,"On the web, since 2020"\n'
        'Q2,Describe your audits.,"We audit 40 sites, half of them unannounced.",\n'
        "Q3,Are fees charged to workers?,,\n"
    )
    first, second = "Do you have a policy?", "Describe your audits."
    return (
        "export.csv",
        text.encode(),
        [
            ("Q1", first, "Yes"),
            ("Q1", first, "On the web, since 2020"),
            ("Q2", second, "We audit 40 sites, half of them unannounced."),
            ("Q3", "Are fees charged to workers?", ""),
        ],
    )


def semicolons() -> Pack:
    rows = [
        ("1.1", "Do you train buyers?", "Yes, each year"),
        ("1.2", "How many?", "120"),
        ("1.3", "Who pays them?", ""),
    ]
    text = "No.;Question;Response\r\n" + "".join(";".join(row) + "\r\n" for row in rows)
    return "export.txt", text.encode("cp1252"), list(rows)


def numbers_above() -> Pack:
    document = docx.Document()
    rows = [
        "Question 5.1 (weighting 10%, maximum 500 words)",
        "Describe how you will find risks in this contract.",
        "Response:",
        "We rank each category and visit the worst ten sites.",
        "Question 5.2 (weighting 5%, maximum 250 words)",
        "Describe your remedy process.",
        "Response:",
        "",
    ]
    word.table(document, [[row] for row in rows])
    return (
        "above.docx",
        word.saved(document),
        [("Question 5.1", rows[1], rows[3]), ("Question 5.2", rows[5], "")],
    )


def who_answered_and_when() -> Pack:
    rows: Cells = [
        ["Section", "Question code", "Question", "Answer", "Answer date", "Answered by"],
        ["Workers", "FL1", "Do workers keep their documents?", "Yes", "2025-01-04", "A. Ruiz"],
        ["Hours", "H1", "Is overtime agreed?", "", "", ""],
    ]
    return "dated.xlsx", _sheet(rows), [(str(row[1]), str(row[2]), str(row[3])) for row in rows[1:]]


def levels_of_maturity() -> Pack:
    rows: Cells = [
        ["#", "Control", "Maturity (0-5)", "Justification"],
        ["1", "Policy approved by the board", "4", "Renewed in May."],
        ["2", "Remedy fund", "", ""],
    ]
    first = str(rows[1][1])
    return "maturity.xlsx", _sheet(rows), [("1", first, "4"), ("1", first, "Renewed in May."), ("2", "Remedy fund", "")]


def entries_like_heads() -> Pack:
    rows: Cells = [
        ["Requirement", "Type", "Supplier response"],
        ["Code of conduct acknowledged", "Yes / No", "Yes"],
        ["Migrant workers", "Number", "37"],
    ]
    return "typed.xlsx", _sheet(rows), [(None, str(asked), str(answer)) for asked, _, answer in rows[1:]]


def numbered_replies() -> Pack:
    document = docx.Document()
    lines = ["Do you have a policy on child labour?", "Yes. It sets the age at sixteen.", "Are there any cases?", ""]
    for i, text in enumerate(lines):
        document.add_paragraph(f"{'QA'[i % 2]}.{i // 2 + 1} {text}".strip())
    return "replies.docx", word.saved(document), [("Q.1", lines[0], lines[1]), ("Q.2", lines[2], "")]


PACKS = [
    numbers_above,
    who_answered_and_when,
    levels_of_maturity,
    entries_like_heads,
    numbered_replies,
    chosen_options,
    unmade_choices,
    survey_of_one,
    survey_of_two,
    levels_ticked,
    ticks_left_out,
    bold_questions_in_parts,
    bold_questions_close_above,
    boxes_below_each_other,
    portal_text,
    commas,
    semicolons,
]
