"""Response packs that mix what other forms keep apart: labels of many kinds, parts, words of the form between."""

import docx
import openpyxl
from reportlab.platypus import PageBreak, Paragraph, Spacer

from tests.pipelines.packs import sheets
from tests.pipelines.packs.layouts import ASKED_ALONE, CALL, CHECK, FEES, LINE, PAID, TRAIN, TRAINED
from tests.pipelines.packs.pdfs import HEADING, STYLE, built, grid
from tests.pipelines.packs.word import Pack, Pair, saved, table


def a_table_a_question() -> Pack:
    document = docx.Document()
    document.add_heading("Schedule 7: award questions", 1)
    pairs: list[Pair] = [("Q1", FEES, PAID), ("Q2", CHECK, ""), ("Q3", TRAIN, TRAINED)]
    for number, asked, said in pairs:
        rows = [
            ["Question number", number or ""],
            ["Question", asked],
            ["Weighting", "20%"],
            ["Guidance", "A good response names persons, dates and places."],
            ["Maximum length", "400 words"],
            ["Bidder's response", said],
        ]
        table(document, rows)
        document.add_paragraph()
    return "a_table_each.docx", saved(document), pairs


def topics_and_arrangements() -> Pack:
    document = docx.Document()
    document.add_heading("Annex B: labour standards", 1)
    rows = [
        ["Topic", "Your arrangements", "Evidence reference"],
        ["Recruitment agencies and their fees", PAID, "Annex 4"],
        ["Safe keeping of passports", "", ""],
        ["Training of site managers", TRAINED, ""],
    ]
    table(document, rows)
    pairs: list[Pair] = [
        (None, rows[1][0], PAID),
        (None, rows[1][0], "Annex 4"),
        (None, rows[2][0], ""),
        (None, rows[3][0], TRAINED),
    ]
    return "topics.docx", saved(document), pairs


def buyers_who_tell() -> Pack:
    document = docx.Document()
    document.add_heading("Method statement questions", 1)
    asked = [
        "Tenderers must explain how agency labour will be engaged on this contract and who pays its fees.",
        "The Supplier is required to set out how it will keep passports safe.",
        "Bidders should describe who will be trained to see the signs of forced labour.",
    ]
    said = [PAID, "", TRAINED]
    for at, (question, answer) in enumerate(zip(asked, said, strict=True), start=1):
        document.add_heading(f"{at}.0 {('Agencies', 'Papers', 'Training')[at - 1]}", 2)
        document.add_paragraph(question)
        document.add_paragraph("Response:")
        if answer:
            document.add_paragraph(answer)
    pairs: list[Pair] = [(f"{at}.0", q, a) for at, (q, a) in enumerate(zip(asked, said, strict=True), start=1)]
    return "told.docx", saved(document), pairs


def answers_of_many_kinds_of_paragraph() -> Pack:
    document = docx.Document()
    document.add_heading("Quality response", 1)
    document.add_paragraph().add_run(f"Q1. {FEES} (max 500 words)").bold = True
    document.add_paragraph(PAID)
    document.add_paragraph("The agencies are:")
    document.add_paragraph("Fenwick Staff, licensed since 2021", style="List Number")
    document.add_paragraph("Ousel Labour, licensed since 2024", style="List Number")
    document.add_paragraph().add_run("How we check them").bold = True
    document.add_paragraph(ASKED_ALONE)
    document.add_paragraph().add_run(f"Q2. {TRAIN} (max 200 words)").bold = True
    document.add_paragraph("Why do we train? Because signs are easily missed.")
    document.add_paragraph(TRAINED)
    first = f"{PAID} The agencies are: Fenwick Staff, licensed since 2021 Ousel Labour, licensed since 2024"
    pairs: list[Pair] = [
        ("Q1", f"{FEES} (max 500 words)", f"{first} How we check them {ASKED_ALONE}"),
        ("Q2", f"{TRAIN} (max 200 words)", f"Why do we train? Because signs are easily missed. {TRAINED}"),
    ]
    return "many_kinds.docx", saved(document), pairs


def details_after_yes_or_no() -> Pack:
    document = docx.Document()
    document.add_heading("Selection questionnaire, part 3", 1)
    asked = ["Do you use labour agencies?", "Has a worker ever paid a fee?", "Is there a channel for complaints?"]
    rows = [
        ["Question", "Yes/No", "If yes, give details"],
        [asked[0], "Yes", "Fenwick Staff and Ousel Labour"],
        [asked[1], "No", ""],
        [asked[2], "", ""],
    ]
    table(document, rows)
    pairs: list[Pair] = [
        (None, asked[0], "Yes"),
        (None, asked[0], "Fenwick Staff and Ousel Labour"),
        (None, asked[1], "No"),
        (None, asked[2], ""),
    ]
    return "details.docx", saved(document), pairs


def heads_of_pages_between() -> Pack:
    pairs: list[Pair] = [("1.1", FEES, f"{PAID} {TRAINED}"), ("1.2", LINE, CALL), ("1.3", CHECK, ASKED_ALONE)]
    story: list[object] = [Paragraph("Part 1: people", HEADING)]
    for number, asked, said in pairs:
        story += [
            Paragraph(f"<b>{number}</b> <i>{asked}</i>", STYLE),
            PageBreak(),
            Paragraph(said, STYLE),
            Spacer(1, 12),
        ]
    return "pages.pdf", built(story), pairs


def number_beside_question_over_reply() -> Pack:
    pairs: list[Pair] = [("4.1", FEES, PAID), ("4.2", CHECK, ""), ("4.3", TRAIN, TRAINED)]
    rows = [row for number, asked, said in pairs for row in ([number or "", asked], ["", said])]
    return "reply_rows.pdf", built([Paragraph("Labour standards", HEADING), grid(rows, [40, 400])]), pairs


def sections_and_choices() -> Pack:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Assessment"
    rows = [
        ["Modern slavery assessment", None, None, None, None],
        ["Section", "Ref", "Question", "Answer", "Comments / evidence"],
        ["Governance", "G-01", "Is one director responsible?", "Yes", "The operations director"],
        [None, "G-02", "Does the board look at the risk each year?", "Please select", None],
        ["Recruitment", "R-01", FEES, None, PAID],
        [None, "R-02", "Are fees repaid?", "No", "None was ever found."],
    ]
    for row in rows:
        sheet.append(row)
    pairs: list[Pair] = [
        ("G-01", "Is one director responsible?", "Yes"),
        ("G-01", "Is one director responsible?", "The operations director"),
        ("G-02", "Does the board look at the risk each year?", ""),
        ("R-01", FEES, PAID),
        ("R-02", "Are fees repaid?", "No"),
        ("R-02", "Are fees repaid?", "None was ever found."),
    ]
    return "assessment.xlsx", sheets.saved(book), pairs


def parts_in_one_box() -> Pack:
    document = docx.Document()
    document.add_heading("Award questions", 1)
    asked = "Please describe (a) which agencies you use, (b) who pays their fees, and (c) how you check it."
    said = "(a) Fenwick Staff.\n(b) We do.\n(c) Two payslips a month are read."
    rows = [["Ref", "Question", "Response"], ["2.1", asked, said], ["2.2", TRAIN, TRAINED]]
    table(document, rows)
    pairs: list[Pair] = [("2.1", asked, " ".join(said.split("\n"))), ("2.2", TRAIN, TRAINED)]
    return "one_box.docx", saved(document), pairs


def mark_down() -> Pack:
    text = f"""# Response to tender 118

## 1. Recruitment

**1.1 {FEES}**

{PAID}

**1.2 {CHECK}**

_No response_

## 2. Training

**2.1 {TRAIN}**

{TRAINED}

- The course is held in Polish too.
"""
    pairs: list[Pair] = [
        ("1.1", FEES, PAID),
        ("1.2", CHECK, ""),
        ("2.1", TRAIN, f"{TRAINED} The course is held in Polish too."),
    ]
    return "response.md", text.encode(), pairs


def words_counted_below() -> Pack:
    document = docx.Document()
    document.add_heading("Part 2", 1)
    pairs: list[Pair] = [("2.1", FEES, PAID), ("2.2", TRAIN, TRAINED)]
    for number, asked, said in pairs:
        document.add_paragraph(f"{number} {asked}")
        document.add_paragraph("Maximum 250 words. Evaluated 0 to 5.")
        document.add_paragraph("Insert your response here:")
        document.add_paragraph(said)
        document.add_paragraph(f"Word count: {len(said.split())}")
    return "counted.docx", saved(document), pairs


PACKS = [
    a_table_a_question,
    topics_and_arrangements,
    buyers_who_tell,
    answers_of_many_kinds_of_paragraph,
    details_after_yes_or_no,
    heads_of_pages_between,
    number_beside_question_over_reply,
    sections_and_choices,
    parts_in_one_box,
    mark_down,
    words_counted_below,
]
