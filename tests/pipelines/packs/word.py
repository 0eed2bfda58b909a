"""Response packs in Word, with the pairs that a person reads in them."""

import io

import docx
from docx.document import Document
from docx.table import Table

Pair = tuple[str | None, str, str]  # number where one is printed, question, answer
Pack = tuple[str, bytes, list[Pair]]  # file name, content, pairs

PROSE = (
    "Hollowbeck Ltd makes office desks in Leeds and sells them in four countries.",
    "We buy timber, steel and fabric from forty suppliers, and we visit each sawmill once a year.",
)


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: Document, rows: list[list[str]]) -> Table:
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    made.style = "Table Grid"
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = text.split("\n")
            cell.text = first
            for paragraph in more:
                cell.add_paragraph(paragraph)
    return made


def with_header() -> Pack:
    document = docx.Document()
    document.add_heading("Schedule 4: labour standards questionnaire", 1)
    document.add_paragraph("Bidders must answer every question. Answers over the word limit will not be read.")
    rows = [
        ["Ref", "Question", "Word limit", "Supplier response", "Comments"],
        [
            "4.1",
            "Do you have a policy on forced labour?",
            "50",
            "Yes. It was last changed in March 2025.",
            "See annex 2",
        ],
        ["4.2", "Who owns the policy?", "20", "The finance director", ""],
        ["4.3", "How do you find risks in your supply chain?", "250", "", ""],
        ["4.4(a)", "How many workers were interviewed?", "10", "312 in 9 factories", ""],
        ["4.4(b)", "In which languages?", "10", "Polish, Romanian\nand Turkish", ""],
    ]
    table(document, rows)
    return (
        "header.docx",
        saved(document),
        [
            ("4.1", "Do you have a policy on forced labour?", "Yes. It was last changed in March 2025."),
            ("4.1", "Do you have a policy on forced labour?", "See annex 2"),
            ("4.2", "Who owns the policy?", "The finance director"),
            ("4.3", "How do you find risks in your supply chain?", ""),
            ("4.4(a)", "How many workers were interviewed?", "312 in 9 factories"),
            ("4.4(b)", "In which languages?", "Polish, Romanian and Turkish"),
        ],
    )


def merged_rows() -> Pack:
    document = docx.Document()
    asked = [
        ("SQ 7.1", "Describe how you check labour agencies. (max 300 words)", "We check each licence.\nWe also call."),
        ("SQ 7.2", "Explain how you repay recruitment fees.", "[Insert your response here]"),
        ("SQ 7.3", "State the number of sites that you audited in 2025.", "Eleven of fourteen."),
    ]
    made = table(document, [["", ""] for _ in range(10)])
    made.rows[0].cells[0].text, made.rows[0].cells[1].text = "Part 7", "Agency labour"
    for i, (number, question, answer) in enumerate(asked):
        cells = [made.rows[1 + 3 * i + j].cells[0].merge(made.rows[1 + 3 * i + j].cells[1]) for j in range(3)]
        cells[0].text = f"{number} {question}"
        cells[1].text = "Guidance: a good answer names the countries, and says who checks."
        first, *more = answer.split("\n")
        cells[2].text = first
        for text in more:
            cells[2].add_paragraph(text)
    return (
        "merged.docx",
        saved(document),
        [
            (
                "SQ 7.1",
                "Describe how you check labour agencies. (max 300 words)",
                "We check each licence. We also call.",
            ),
            ("SQ 7.2", "Explain how you repay recruitment fees.", ""),
            ("SQ 7.3", "State the number of sites that you audited in 2025.", "Eleven of fourteen."),
        ],
    )


def numbered_prose() -> Pack:
    document = docx.Document()
    document.add_heading("Response of Hollowbeck Ltd", 1)
    document.add_paragraph(PROSE[0])
    for text in (
        "Question 1: How do you train buyers? (200 words)",
        "Answer: Every buyer takes a course on joining.",
        "It is repeated each spring.",
        "Question 2: What did you learn from audits?",
        "Answer: Two agencies held passports. Both gave them back in May.",
        "Question 3: Is there a hotline?",
        "Answer:",
        "Question 4: Which countries do you buy from?",
        "Supplier response: Poland, Romania and Turkey",
    ):
        document.add_paragraph(text)
    return (
        "prose.docx",
        saved(document),
        [
            (
                "Question 1",
                "How do you train buyers? (200 words)",
                "Every buyer takes a course on joining. It is repeated each spring.",
            ),
            (
                "Question 2",
                "What did you learn from audits?",
                "Two agencies held passports. Both gave them back in May.",
            ),
            ("Question 3", "Is there a hotline?", ""),
            ("Question 4", "Which countries do you buy from?", "Poland, Romania and Turkey"),
        ],
    )


def bold_questions() -> Pack:
    document = docx.Document()
    document.add_heading("Labour rights: your questions", 1)
    pairs: list[Pair] = [
        (None, "Who is responsible for labour rights?", "The chief executive, with the head of buying."),
        (None, "How often are suppliers visited?", "Once a year. High-risk sites are visited twice, without notice."),
        (None, "What happens when something is found?", "We agree a plan. We go back after three months."),
    ]
    for _, question, answer in pairs:
        document.add_paragraph().add_run(question).bold = True
        document.add_paragraph(answer)
    document.add_heading("About us", 2)
    document.add_paragraph(PROSE[1])
    return "bold.docx", saved(document), pairs


def ticked_boxes() -> Pack:
    document = docx.Document()
    rows = [
        ["1. Do you train buyers?", "☒ Yes  ☐ No"],
        ["2. Do you pay recruitment fees back?", "☐ Yes  ☒ No"],
        ["3. Is there a union at your sites?", "☐ Yes  ☐ No"],
        ["4. Are wages paid by bank transfer?", "Yes ☑ No ☐"],
        ["5. Are passports kept by workers?", "[x] Yes  [ ] No"],
        ["6. Do you use agencies?", "☒ Yes  ☐ No  If yes, which: Northgate Staffing"],
    ]
    table(document, rows)
    return (
        "ticks.docx",
        saved(document),
        [
            ("1", "Do you train buyers?", "Yes"),
            ("2", "Do you pay recruitment fees back?", "No"),
            ("3", "Is there a union at your sites?", ""),
            ("4", "Are wages paid by bank transfer?", "Yes"),
            ("5", "Are passports kept by workers?", "Yes"),
            ("6", "Do you use agencies?", "Yes If yes, which: Northgate Staffing"),
        ],
    )


def response_rows() -> Pack:
    document = docx.Document()
    rows = [
        ["Q1", "Describe your complaint channels."],
        ["Response", "A hotline in six languages.\nIt is run by a charity."],
        ["Q2", "How many calls did you receive in 2025?"],
        ["Response", "41"],
        ["Q3", "What did callers report?"],
        ["Response", ""],
    ]
    table(document, rows)
    return (
        "responses.docx",
        saved(document),
        [
            ("Q1", "Describe your complaint channels.", "A hotline in six languages. It is run by a charity."),
            ("Q2", "How many calls did you receive in 2025?", "41"),
            ("Q3", "What did callers report?", ""),
        ],
    )


def answer_boxes() -> Pack:
    document = docx.Document()
    document.add_heading("Supplier form 12", 1)
    asked = [
        ("1.1 Describe your supply chains.", "We buy cotton in Benin and spin it in Turkey."),
        ("1.2 Please list your high-risk goods.", "Click or tap here to enter text."),
        ("1.3 How are workers hired?", "Through two agencies.\nBoth are licensed."),
        ("1.4 Who signs the contracts?", ""),
    ]
    for question, answer in asked:
        document.add_paragraph(question)
        table(document, [[answer]])
    return (
        "boxes.docx",
        saved(document),
        [
            ("1.1", "Describe your supply chains.", "We buy cotton in Benin and spin it in Turkey."),
            ("1.2", "Please list your high-risk goods.", ""),
            ("1.3", "How are workers hired?", "Through two agencies. Both are licensed."),
            ("1.4", "Who signs the contracts?", ""),
        ],
    )


def option_columns() -> Pack:
    document = docx.Document()
    rows = [
        ["No.", "Requirement", "Yes", "No", "Evidence"],
        ["1", "Workers keep their passports", "X", "", "Site rules, page 3"],
        ["2", "Wages are paid every month", "X", "", ""],
        ["3", "Fees are paid back", "", "X", ""],
        ["4", "Contracts are in the worker's language", "", "", ""],
    ]
    table(document, rows)
    return (
        "options.docx",
        saved(document),
        [
            ("1", "Workers keep their passports", "Yes"),
            ("1", "Workers keep their passports", "Site rules, page 3"),
            ("2", "Wages are paid every month", "Yes"),
            ("3", "Fees are paid back", "No"),
            ("4", "Contracts are in the worker's language", ""),
        ],
    )


def blank_form() -> Pack:
    document = docx.Document()
    document.add_heading("Tender schedule 3", 1)
    rows = [
        ["3.1 Describe your policy on forced labour. Guidance: good answers name the board.", ""],
        ["3.2 Do you train your staff each year?", ""],
        ["3.3 State the name of the director who approved the statement.", "______"],
    ]
    table(document, rows)
    return (
        "blank.docx",
        saved(document),
        [
            ("3.1", "Describe your policy on forced labour.", ""),
            ("3.2", "Do you train your staff each year?", ""),
            ("3.3", "State the name of the director who approved the statement.", ""),
        ],
    )


def plain_statement() -> Pack:
    """No questionnaire: of its tables, the one of two columns gives its labels."""
    document = docx.Document()
    document.add_heading("Modern slavery statement 2025", 1)
    for heading in ("1. Our business", "2. Policies", "3. Due diligence: what we check", "4. Training"):
        document.add_heading(heading, 2)
        document.add_paragraph(" ".join(PROSE))
        document.add_paragraph("Our work rests on three things: audits, training and a hotline for workers.")
    document.add_paragraph("Is that enough? We do not think so, and the board said as much in May.")
    table(document, [["Indicator", "2023", "2024", "2025"], ["Audits", "9", "11", "14"], ["Calls", "20", "31", "41"]])
    table(document, [["Sites visited", "14"], ["Workers interviewed", "312"]])
    return "statement.docx", saved(document), [(None, "Sites visited", "14"), (None, "Workers interviewed", "312")]


PACKS = [
    with_header,
    merged_rows,
    numbered_prose,
    bold_questions,
    ticked_boxes,
    response_rows,
    answer_boxes,
    option_columns,
    blank_form,
    plain_statement,
]
