"""Wirrabilla Linen: an Australian state's schedules that Word numbers, and the export of an online form."""

from collections.abc import Sequence
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from docx.enum.section import WD_ORIENT

from corpora.authored.packs.controls import repeated, shaded
from corpora.authored.packs.setting import Asked, Pack, fill, new_word, table, word, workbook

SCHEDULES, EXPORT = "RFT-LIN-2026-08 Returnable Schedules - Wirrabilla.docx", "modern_slavery_web_form_responses.xlsx"
UNFILLED = "[Tenderer to insert response here]"
DETAILS = (
    ("Legal entity", "Wirrabilla Linen Services Pty Ltd"),
    ("Trading name", "Wirrabilla"),
    ("State of registration", "Eastern State"),
    ("Annual consolidated revenue", "AUD 61 million"),
    ("Parent entity", ""),
)
CLAUSES = (
    ("21.1", "The Supplier must take reasonable steps to identify modern slavery risks in its supply chains.", "C", ""),
    (
        "21.2",
        "The Supplier must give the Principal access to its premises and those of subcontractors at two days' notice.",
        "PC",
        "Our own three laundries: yes. The mill in Coimbatore asks for ten days, for visas of the visitors.",
    ),
    ("21.3", "The Supplier must tell the Principal of any incident within 24 hours of becoming aware of it.", "C", ""),
    (
        "21.4",
        "The Supplier must bear the cost of repaying recruitment fees to workers.",
        "NC",
        "We propose that costs above AUD 50,000 a year are shared. See our departure table.",
    ),
    ("21.5", "The Supplier must not end a subcontract before remediation has been tried.", "", ""),
    ("21.6", "The Supplier must train its managers on modern slavery every year.", "C", "Done in March 2026."),
)
CHAIN = (
    "Sheets, gowns and towels are the larger part of what we buy: AUD 4.1 million in the last year. The cloth is woven "
    "and sewn at one mill in Coimbatore, which has supplied us since 2016. Its yarn comes from nine spinners, of which "
    "we have the names of seven. Cotton is Indian and, in about a fifth of the yarn, imported; the mill could not show "
    "from where.",
    "We also buy detergents from two makers in Australia, hangers and bags through a trader in Singapore, and labour: "
    "58 of the 340 people in our laundries are supplied by a labour hire company that holds a licence in this State.",
    "Risks stand highest in spinning, where young women live in hostels of the mill and part of the wage is held back "
    "to the end of a scheme of three years, and second in labour hire, where visas tie people to one employer.",
)
ACTS = (
    "Our general manager of supply, Leela Warragul, has until 30 November 2026 to get the last two names of spinners "
    "and to end the holding back of wages at all nine. Three have done so.",
    "From the first delivery under this contract a local women's union visits two hostels a quarter. We pay for the "
    "visits and get the report on the day that the mill gets it.",
    "In our laundries a caseworker of the migrant workers' centre holds an hour each month in the canteen, without "
    "supervisors. The first ten hours brought 17 questions and one claim, over unpaid breaks, settled in April.",
)
MEASURES = (
    "Number of spinners without held-back wages (three of nine now, nine by December); hostels visited; days from a "
    "complaint to its end; share of labour hire workers who say that they could leave without a debt, asked each May "
    "(81% in 2025, 88% in 2026)."
)
SLOGAN = (
    "At Wirrabilla, people come first. Our Code of Conduct sets out our unwavering commitment to human rights and we "
    "expect all business partners to embrace it."
)
LONG = (
    "We pay for everyone's flights, visa and medical check ourselves and tell each person so in Tetum, Bislama or "
    "Tamil before signing. In the second week our people officer meets each of them without the labour hire company, "
    "asks what was paid to whom, and looks at receipts and phone messages. In the last intake of 26, two had paid a "
    "cousin of the agent AUD 700 each; both were repaid in nine days. The labour hire company then dropped that agent."
)
ASKED: tuple[tuple[str, str, str], ...] = (
    (
        "Describe the structure, operations and supply chains that you will use for this contract.",
        "Assessment weighting: 10%",
        "\n".join(CHAIN),
    ),
    (
        "Which of the risks described above are you able to reduce, and what will you do during the first year?",
        "Assessment weighting: 15%",
        "\n".join(ACTS),
    ),
    ("How will you assess whether these actions are effective?", "Assessment weighting: 10%", MEASURES),
    (
        "What do you do to make sure that workers have not paid for their jobs? (maximum 400 characters)",
        "Assessment weighting: 10%",
        LONG,
    ),
    ("How are suppliers selected with regard to modern slavery?", "Assessment weighting: 5%", SLOGAN),
    (
        "Describe any incident of modern slavery in the last five years and your response to it.",
        "Not weighted. An incident does not count against the tenderer.",
        "Refer to our response to question 4 above (the intake of 26 workers).",
    ),
    ("How does the board oversee this work?", "Assessment weighting: 5%", UNFILLED),
    (
        "What has changed since your previous modern slavery statement?",
        "Assessment weighting: 5%",
        "This is covered on page 3 of our statement, available on the public register.",
    ),
)
PAPERS = (
    ("Labour hire licence of each provider", "Y", "LHL_2026.pdf"),
    ("Latest social audit of the main factory", "Y", "Held by the auditor; can be viewed on request"),
    ("Signed supplier code", "N", "We work to our own code"),
    ("Map of the supply chain", "", ""),
)
WEB: tuple[tuple[str, str | int | None], ...] = (
    ("Name of your organisation", "Wirrabilla Linen Services Pty Ltd"),
    ("Is your organisation a reporting entity under the Modern Slavery Act 2018 (Cth)?", "No, below the threshold"),
    ("If not, has it made a voluntary statement?", "Yes"),
    ("How many people work for your organisation in Australia?", 340),
    ("How many of them hold a temporary visa?", 71),
    ("Who checks the pay and housing of workers on temporary visas, and how often?", "Payroll does, each fortnight."),
    (
        "Describe how a worker can complain without the employer knowing who it is.",
        "By a free number run by the migrant workers' centre. It passes on the matter and never the name. Cards with "
        "the number are in each locker.\nIt is also open to workers of the mill, through the women's union.",
    ),
    ("Has your organisation been the subject of a finding of the Fair Work Ombudsman since July 2021?", None),
    ("What support would you give to a person who has been exploited?", "See our response to Schedule C, question 2."),
    ("Do you agree to publish the names of your factories?", "Maybe"),
    ("Any other comments", None),
)
SITES = (
    ("Factory", "Place", "Product", "Workers"),
    ("Main mill", "Coimbatore, India", "sheets, gowns", 1150),
    ("Spinner 1", "Dindigul, India", "yarn", 320),
    ("Spinner 2", "Erode, India", "yarn", 275),
)


def _note(document: Any, text: str) -> None:
    cell = table(document, [[f"Note to tenderers: {text}"]]).rows[0].cells[0]
    shaded(cell, "FFF2CC")


def _headed(document: Any, rows: list[list[str]]) -> None:
    made = table(document, rows)
    repeated(made.rows[0])
    for cell in made.rows[0].cells:
        shaded(cell, "1F3864")
        cell.paragraphs[0].runs[0].bold = True


def _schedules() -> bytes:
    document = new_word("Returnable schedules")
    part = document.sections[0]
    part.orientation = WD_ORIENT.LANDSCAPE
    part.page_width, part.page_height = part.page_height, part.page_width
    part.header.paragraphs[0].text = "Department of Country Hospitals\tRFT-LIN-2026-08\tLinen hire and laundering"
    document.add_paragraph("Return all schedules. Failure to do so may lead to the tender being set aside.")
    document.add_heading("Schedule A - Tenderer", 1)
    _headed(document, [[label for label, _ in DETAILS], [value for _, value in DETAILS]])
    document.add_heading("Schedule B - Statement of compliance", 1)
    document.add_paragraph(
        "State for each clause of the draft agreement whether you comply (C), partially comply (PC) or do not comply "
        "(NC). Comments are required for PC and NC."
    )
    head = ["Clause", "Requirement", "C / PC / NC", "Comments"]
    _headed(document, [head, *[list(clause) for clause in CLAUSES]])
    document.add_heading("Schedule C - Modern slavery", 1)
    _note(document, "responses are to be specific to this contract. General statements of commitment attract no score.")
    for at, (question, weighting, answer) in enumerate(ASKED):
        document.add_paragraph(style="List Number").add_run(question).bold = True
        document.add_paragraph().add_run(weighting).italic = True
        fill(table(document, [[""]]).rows[0].cells[0], answer)
        document.add_paragraph()
        if at == 3:
            _note(document, "questions 5 to 8 concern the tenderer as a whole and not only this contract.")
    document.add_heading("Schedule D - Documents", 1)
    _headed(document, [["Document", "Attached (Y/N)", "File name, or reason why not"], *[list(row) for row in PAPERS]])
    document.add_paragraph("Executed for the tenderer by its authorised officer, 8 June 2026")
    return word(document)


def _export() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Form responses 1"
    sheet.append([question for question, _ in WEB])
    sheet.append([answer for _, answer in WEB])
    sites = book.create_sheet("Factories")
    for row in SITES:
        sites.append(row)
    return workbook(book)


def _ticked(rows: Sequence[tuple[str | None, str, str, str]]) -> list[Asked]:
    gold = []
    for number, asked, mark, comment in rows:
        state = ("answered",) if mark else ("unanswered",)
        given = [text for text in (mark, comment) if text] or [""]
        gold += [Asked(SCHEDULES, number, asked, text, state) for text in given]
    return gold


def pack() -> Pack:
    """Return the pack."""
    gold = [Asked(SCHEDULES, None, label, value, () if value else ("unanswered",)) for label, value in DETAILS]
    gold += _ticked(CLAUSES)
    states: dict[int, tuple[str, ...]] = {
        4: ("answered", "over_limit"),
        5: ("evaded",),
        6: ("answered", "cross_reference"),
        7: ("unanswered",),
        8: ("pointer_only",),
    }
    for at, (question, _weighting, answer) in enumerate(ASKED, start=1):
        given_text = "" if answer == UNFILLED else answer
        gold.append(Asked(SCHEDULES, str(at), question, given_text, states.get(at, ("answered",))))
    gold += _ticked([(None, *paper) for paper in PAPERS])
    for question, value in WEB:
        said = "" if value is None else str(value)
        pointing = ("answered", "cross_reference") if said.startswith("See our") else ("answered",)
        gold.append(Asked(EXPORT, None, question, said, pointing if said else ("unanswered",)))
    files = {SCHEDULES: _schedules(), EXPORT: _export()}
    return Pack("wirrabilla", "RFT-LIN-2026-08", "1", "Wirrabilla Linen Services Pty Ltd", files, gold)
