"""Response packs made like those of public buyers, with the pairs that a person reads in them."""

import docx
import openpyxl
from reportlab.lib import colors
from reportlab.platypus import Paragraph, Table, TableStyle

from tests.pipelines.packs import pdfs, sheets, word
from tests.pipelines.packs.word import Pack, Pair

RELEVANT = "Are you a commercial organisation to which section 54 of the Act applies?"
REPORTED = "If you have answered yes to question 7.1, have you published a statement for the year?"


def selection_questionnaire() -> Pack:
    document = docx.Document()
    document.add_heading("Part 3: selection questions", 1)
    rows = [
        ["Section 7", "Modern slavery", ""],
        ["Question number", "Question", "Response"],
        ["7.1", RELEVANT, "Yes ☒\nNo ☐"],
        [
            "7.2",
            REPORTED,
            "Yes ☒\nPlease provide the address of the statement: hollowbeck.example/slavery\nNo ☐\n"
            "Please provide an explanation",
        ],
        ["7.3", "Has any supplier been dropped in the last three years?", "Yes ☐\nPlease provide details\nNo ☐"],
    ]
    word.table(document, rows)
    return (
        "selection.docx",
        word.saved(document),
        [
            ("7.1", RELEVANT, "Yes"),
            ("7.2", REPORTED, "Yes Please provide the address of the statement: hollowbeck.example/slavery"),
            ("7.3", "Has any supplier been dropped in the last three years?", ""),
        ],
    )


def three_columns_without_header() -> Pack:
    document = docx.Document()
    rows = [
        ["Do you keep a register of agencies?", "Yes", "It is checked each month."],
        ["Do you interview workers?", "Yes", ""],
        ["Have you repaid any fees?", "", ""],
    ]
    word.table(document, rows)
    return (
        "three.docx",
        word.saved(document),
        [
            (None, "Do you keep a register of agencies?", "Yes"),
            (None, "Do you keep a register of agencies?", "It is checked each month."),
            (None, "Do you interview workers?", "Yes"),
            (None, "Have you repaid any fees?", ""),
        ],
    )


def row_split_over_pages() -> Pack:
    long = " ".join([pdfs.LONG] * 6)
    pairs: list[Pair] = [
        ("5.1", "Describe how you choose the sites that you visit.", long),
        ("5.2", "How many sites were visited?", "Fourteen."),
        ("5.3", "Describe what you did about what you found.", long),
        ("5.4", "Who was told of it?", "The board and the union."),
    ]
    cells = [[Paragraph(text, pdfs.STYLE) for text in ("Ref", "Question", "Answer")]]
    cells += [[Paragraph(str(text), pdfs.STYLE) for text in pair] for pair in pairs]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return "split.pdf", pdfs.built([Table(cells, colWidths=[40, 130, 280], splitInRow=1, style=style)]), pairs


def self_assessment() -> Pack:
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Cover"
    for row, text in enumerate(
        ("Supplier self-assessment", "Please complete every tab and return it by 1 May."), start=2
    ):
        cover.cell(row, 2, text)
    sheet = book.create_sheet("4. Labour")
    for row in (
        [None, "4. LABOUR STANDARDS"],
        [None],
        [None, "Q no.", "Question", "Answer options", "Supplier answer", "Supplier comments"],
        [None, "4.1", "Do workers pay recruitment fees?", "Yes / No", "No", "Agencies are paid by us."],
        [None, "4.2", "How are wages paid?", "Cash / Bank", "Bank", None],
        [None, None, "Remedy"],
        [None, "4.3", "How much was repaid in the last year?", "Amount", 8400, "To 14 workers"],
        [None, "4.4", "Is there a plan for those still to be repaid?", "Yes / No", None, None],
    ):
        sheet.append(row)
    sheet["E7"].number_format = '"£"#,##0'
    return (
        "self_assessment.xlsx",
        sheets.saved(book),
        [
            ("4.1", "Do workers pay recruitment fees?", "No"),
            ("4.1", "Do workers pay recruitment fees?", "Agencies are paid by us."),
            ("4.2", "How are wages paid?", "Bank"),
            ("4.3", "How much was repaid in the last year?", "£8,400"),
            ("4.3", "How much was repaid in the last year?", "To 14 workers"),
            ("4.4", "Is there a plan for those still to be repaid?", ""),
        ],
    )


def method_statements() -> Pack:
    """Numbered headings with the marks they weigh, guidance in italics, then answers of several paragraphs."""
    document = docx.Document()
    document.add_heading("Quality response", 0)
    asked = [
        (
            "4.2.1",
            "How will you keep forced labour out of this contract? (20 marks, max 500 words)",
            [
                "We will map the makers of the uniforms within three months.",
                "Each maker will be visited before the first order.",
            ],
        ),
        (
            "4.2.2",
            "What will you do if you find it?",
            ["We will tell you within two days.", "Workers come first: they are paid back."],
        ),
        ("4.2.3", "Who is responsible?", []),
    ]
    for number, question, answers in asked:
        document.add_heading(f"{number} {question}", 2)
        document.add_paragraph("Guidance: your answer should name the sites, and the people who do the work.")
        for answer in answers:
            document.add_paragraph(answer)
    return "method.docx", word.saved(document), [(n, q, " ".join(a)) for n, q, a in asked]


def list_of_wants() -> Pack:
    """No answers: a buyer's own list, in a table as answers have it."""
    document = docx.Document()
    rows = [
        ["#", "Category", "Item name", "Item description"],
        ["1", "Policy", "Code for suppliers", "A code that bans recruitment fees"],
        ["2", "Audit", "Visits", "Two visits a year to sites that are rated high"],
        ["3", "Remedy", "Repayment", "A plan with dates, and the sums that were paid"],
    ]
    word.table(document, rows)
    return "wants.docx", word.saved(document), []


PACKS = [
    list_of_wants,
    selection_questionnaire,
    three_columns_without_header,
    row_split_over_pages,
    self_assessment,
    method_statements,
]
