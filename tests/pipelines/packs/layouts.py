"""Response packs as buyers lay them out in Word: each with the pairs that a person reads in it."""

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell

from tests.pipelines.packs.word import Pack, Pair, saved, table

FEES = "Which recruitment agencies do you use, and who pays their fees?"
PAID = "We use two licensed agencies. We pay their fees; no worker pays anything."
CHECK = "How do you check that no worker has handed over a passport?"
ASKED_ALONE = "Supervisors ask each new cleaner alone, in the first week, and a locker key stays with the cleaner."
TRAIN = "Who is trained to see the signs of forced labour?"
TRAINED = "All 14 site managers, each spring. The last course was on 4 March 2026."
LINE = "Which telephone line or other channel can agency workers use?"
CALL = "A free line run by a charity, in nine languages. The number is on each payslip."


def question_and_answer_one_below_the_other_in_a_cell() -> Pack:
    document = docx.Document()
    document.add_heading("Part C: labour standards", 1)
    made = table(document, [[""], [""], [""]])
    for row, (number, asked, said) in zip(
        made.rows, [("C1", FEES, PAID), ("C2", CHECK, ""), ("C3", TRAIN, TRAINED)], strict=True
    ):
        cell = row.cells[0]
        run = cell.paragraphs[0].add_run(f"{number}. {asked}")
        run.bold = True
        if said:
            run.add_break()
            cell.paragraphs[0].add_run(said)
    return "one_cell.docx", saved(document), [("C1", FEES, PAID), ("C2", CHECK, ""), ("C3", TRAIN, TRAINED)]


def plain_break_in_a_cell() -> Pack:
    document = docx.Document()
    document.add_heading("Part D: people", 1)
    pairs: list[Pair] = [("D.1", FEES, PAID), ("D.2", TRAIN, TRAINED), ("D.3", LINE, CALL)]
    table(document, [[f"{number} {asked}\n{said}"] for number, asked, said in pairs])
    return "plain_break.docx", saved(document), pairs


def answers_in_the_left_column() -> Pack:
    document = docx.Document()
    document.add_heading("Labour standards: what we asked and what you say", 1)
    table(
        document,
        [
            ["Your response", "Our question", "Ref"],
            [PAID, FEES, "2.1"],
            ["", CHECK, "2.2"],
            [TRAINED, TRAIN, "2.3"],
        ],
    )
    return "left.docx", saved(document), [("2.1", FEES, PAID), ("2.2", CHECK, ""), ("2.3", TRAIN, TRAINED)]


def two_rows_a_question() -> Pack:
    document = docx.Document()
    document.add_heading("Quality questions", 1)
    pairs: list[Pair] = [("5.1", FEES, PAID), ("5.2", CHECK, ""), ("5.3", TRAIN, TRAINED)]
    rows = [["No.", "Requirement"]]
    for number, asked, said in pairs:
        rows += [[number or "", asked], [said, ""]]
    made = table(document, rows)
    for at in (2, 4, 6):
        made.rows[at].cells[0].merge(made.rows[at].cells[1])
    return "two_rows.docx", saved(document), pairs


def named_response_prefixes() -> Pack:
    document = docx.Document()
    document.add_heading("Clarifications and quality questions", 1)
    said = [
        ("1.1", FEES, f"Tarnbrook response: {PAID}", PAID),
        ("1.2", CHECK, f"Our answer – {ASKED_ALONE}", ASKED_ALONE),
        ("1.3", TRAIN, f"SUPPLIER RESPONSE: {TRAINED}", TRAINED),
        ("1.4", LINE, "Supplier response:", ""),
    ]
    for number, asked, reply, _ in said:
        document.add_paragraph(f"{number} {asked}")
        document.add_paragraph(reply)
    return "prefixes.docx", saved(document), [(n, asked, given) for n, asked, _, given in said]


def compliance_and_comment() -> Pack:
    document = docx.Document()
    document.add_heading("Annex 3: statement of requirements", 1)
    rows = [
        ["Req. ID", "Requirement", "M/D", "Complies? (Y/N/P)", "Supplier comment"],
        ["R-01", "The supplier shall pay every recruitment fee.", "M", "Y", PAID],
        ["R-02", "The supplier shall give agency workers a telephone line.", "M", "P", "From May; today by e-mail."],
        ["R-03", "The supplier shall train its site managers.", "D", "", ""],
    ]
    table(document, rows)
    first, second, third = (row[1] for row in rows[1:])
    pairs: list[Pair] = [
        ("R-01", first, "Y"),
        ("R-01", first, PAID),
        ("R-02", second, "P"),
        ("R-02", second, "From May; today by e-mail."),
        ("R-03", third, ""),
    ]
    return "comply.docx", saved(document), pairs


def yes_no_and_explain() -> Pack:
    document = docx.Document()
    document.add_heading("Exclusion and conduct", 1)
    convicted, ordered = "Has anybody connected been convicted?", "Is an order against slavery in force?"
    rows = [
        ["", "Question", "Yes", "No", "If yes, please explain"],
        ["a", convicted, "", "X", ""],
        ["b", ordered, "✓", "", "An undertaking of 3 May 2025, kept since."],
        ["c", "Are you under investigation?", "", "", ""],
    ]
    table(document, rows)
    pairs: list[Pair] = [
        ("a", convicted, "No"),
        ("b", ordered, "Yes"),
        ("b", ordered, "An undertaking of 3 May 2025, kept since."),
        ("c", "Are you under investigation?", ""),
    ]
    return "yes_no.docx", saved(document), pairs


def long_notes_between() -> Pack:
    document = docx.Document()
    document.add_heading("Method statements", 1)
    note = (
        "Your response must not exceed 500 words, excluding diagrams. Text beyond the limit will not be evaluated. "
        "Use Arial 11. You may attach one organogram of one side of A4. Do not attach marketing material."
    )
    pairs: list[Pair] = [("MS1", FEES, PAID), ("MS2", CHECK, ""), ("MS3", TRAIN, f"{TRAINED} {PAID}")]
    for number, asked, said in pairs:
        document.add_paragraph().add_run(f"{number}: {asked}").bold = True
        document.add_paragraph(note)
        document.add_paragraph("Weighting 20%. Minimum score 2.")
        table(document, [[said]])
    return "notes.docx", saved(document), pairs


def nested_tables() -> Pack:
    document = docx.Document()
    document.add_heading("Tender questionnaire", 1)
    outer = table(document, [["Section 1: labour"], [""]])
    inner = outer.rows[1].cells[0].add_table(rows=4, cols=3)
    rows = [["Ref", "Question", "Answer"], ["1.1", FEES, PAID], ["1.2", CHECK, ""], ["1.3", TRAIN, TRAINED]]
    _fill(inner, rows)
    return "nested.docx", saved(document), [("1.1", FEES, PAID), ("1.2", CHECK, ""), ("1.3", TRAIN, TRAINED)]


def table_within_an_answer() -> Pack:
    document = docx.Document()
    document.add_heading("Tender questionnaire", 1)
    outer = table(document, [["Ref", "Question", "Answer"], ["1.1", FEES, ""], ["1.2", TRAIN, TRAINED]])
    cell = outer.rows[1].cells[2]
    cell.paragraphs[0].text = "Two agencies:"
    _fill(cell.add_table(rows=2, cols=2), [["Fenwick Staff", "licensed"], ["Ousel Labour", "licensed"]])
    cell.add_paragraph("We pay their fees.")
    said = "Two agencies: Fenwick Staff licensed Ousel Labour licensed We pay their fees."
    return "inner.docx", saved(document), [("1.1", FEES, said), ("1.2", TRAIN, TRAINED)]


def controls_and_lists_to_choose_from() -> Pack:
    document = docx.Document()
    document.add_heading("Supplier portal form", 1)
    asked = [
        "Do you pay recruitment fees?",
        "Is the policy published?",
        "When was it approved?",
        "Describe your checks.",
    ]
    made = table(document, [["Question", "Response"], *([words, ""] for words in asked)])
    _control(
        made.rows[1].cells[1], "Yes, always", "<w:dropDownList><w:listItem w:value='Yes, always'/></w:dropDownList>"
    )
    _control(made.rows[2].cells[1], "Choose an item.", "<w:showingPlcHdr/><w:dropDownList/>")
    _control(made.rows[3].cells[1], "04/03/2026", "<w:date/>")
    _control(made.rows[4].cells[1], "Click or tap here to enter text.", "<w:showingPlcHdr/><w:text/>")
    said = ["Yes, always", "", "04/03/2026", ""]
    return "controls.docx", saved(document), [(None, words, given) for words, given in zip(asked, said, strict=True)]


def numbered_list_with_boxes() -> Pack:
    document = docx.Document()
    document.add_heading("Quality submission", 1)
    pairs: list[Pair] = [("1", FEES, PAID), ("2", CHECK, ""), ("3", TRAIN, TRAINED)]
    for _, asked, said in pairs:
        document.add_paragraph(asked, style="List Number")
        table(document, [[said]])
    return "numbered.docx", saved(document), pairs


def headings_with_rich_answers() -> Pack:
    document = docx.Document()
    document.add_heading("Response to the invitation to tender", 0)
    document.add_heading("Question 3.1 – Recruitment", 2)
    document.add_paragraph(FEES).runs[0].italic = True
    document.add_paragraph(PAID)
    document.add_paragraph("Fenwick Staff, since 2021", style="List Bullet")
    document.add_paragraph("Ousel Labour, since 2024", style="List Bullet")
    document.add_heading("Question 3.2 – Training", 2)
    document.add_paragraph(TRAIN).runs[0].italic = True
    document.add_paragraph(TRAINED)
    document.add_paragraph("New managers join the next course.")
    return (
        "headings.docx",
        saved(document),
        [
            ("Question 3.1", FEES, f"{PAID} Fenwick Staff, since 2021 Ousel Labour, since 2024"),
            ("Question 3.2", TRAIN, f"{TRAINED} New managers join the next course."),
        ],
    )


def two_columns_of_answers() -> Pack:
    document = docx.Document()
    document.add_heading("Answers by lot", 1)
    rows = [
        ["Ref", "Question", "Lot 1 response", "Lot 2 response"],
        ["7.1", FEES, PAID, "None is used."],
        ["7.2", TRAIN, "", TRAINED],
    ]
    table(document, rows)
    pairs: list[Pair] = [("7.1", FEES, PAID), ("7.1", FEES, "None is used."), ("7.2", TRAIN, TRAINED)]
    return "lots.docx", saved(document), pairs


def _fill(made: Table, rows: list[list[str]]) -> None:
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _control(cell: _Cell, text: str, kind: str) -> None:
    """Put a content control into a cell, in place of its paragraph's words."""
    words = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{kind}</w:sdtPr>"
        f"<w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    cell.paragraphs[0]._p.append(words)


PACKS = [
    question_and_answer_one_below_the_other_in_a_cell,
    plain_break_in_a_cell,
    answers_in_the_left_column,
    two_rows_a_question,
    named_response_prefixes,
    compliance_and_comment,
    yes_no_and_explain,
    long_notes_between,
    nested_tables,
    table_within_an_answer,
    controls_and_lists_to_choose_from,
    numbered_list_with_boxes,
    headings_with_rich_answers,
    two_columns_of_answers,
]
