"""Brayholme Records: a selection questionnaire of central government, with lists, boxes and fields, and its annex."""

from typing import Any

from corpora.authored.packs.controls import boxes, choice, repeated, shaded, text_field
from corpora.authored.packs.setting import Asked, Pack, fill, new_word, word

FORM, ANNEX = "PSQ_response_Brayholme_v3_FINAL.docx", "Annex_B_supply_chain.docx"
ADDRESS = "Unit 9, Ferry Wharf\nHaxmouth\nHX1 4PD"
ORDER = (
    "On 11 September 2024 the labour inspectorate accepted an undertaking from our subsidiary Brayholme Logistics. Six "
    "agency drivers had been charged £35 a week for transport that was free to other staff. The undertaking ended on "
    "10 March 2026. We repaid £5,460 to the six drivers in October 2024, stopped using the agency and now audit the "
    "payslips of every agency worker each quarter. The inspectorate's closing letter is available on request."
)
DONE = (
    "Our work for the Office falls into three parts: collection by our own drivers, scanning at Haxmouth by our own "
    "staff, and keying of index data by a partner in Antananarivo. The first two are paid by us directly. The third is "
    "where we see the risk: piece rates, home working and young workers who come through a labour broker.\n"
    "In March 2025 our head of supply chain spent four days at the keying centre with an independent interpreter. She "
    "read 60 contracts and three months of wage records and spoke with 22 keyers outside the building. Nine had paid "
    "the broker the equivalent of £40 for a place. All nine were repaid by June 2025; the broker was replaced, and "
    "keyers are now hired directly.\n"
    "We went back in February 2026. Nobody hired since then had paid, but overtime had been paid late in two months "
    "out of six. The partner now sends us the payroll summary each month."
)
OWNER = "Priya Anstruther, director of operations. She reports to the board each quarter."
WHEN = (
    "Before any keying starts. The assessment is repeated every twelve months and whenever the partner moves work to "
    "a new centre."
)
TOLD = "Within one working day, by telephone and then in writing to the contract manager named by the Office."
CHAIN = "See Annex B, enclosed as a separate document."
VALUES = (
    "Brayholme has always been a people-first business. Integrity runs through everything that we do and we would "
    "never knowingly work with anyone who did not share our values. We hold ourselves and our partners to the very "
    "highest standards and believe that doing the right thing is good for business."
)
TRAINED = (
    "All 140 employees take an online module on modern slavery when they join and once a year after that. In the year "
    "to March 2026 137 of them (98%) had completed it; the other three were on long-term leave. Supervisors and the "
    "four people who buy services attend a half-day workshop in addition, which is led by a former labour inspector "
    "and uses cases from data entry and haulage. We ask each person five questions before and eight weeks after."
)
MOVED = "Our answer to this question is in the box for SQ7.8 below."
WHISTLE = (
    "A confidential line run by a charity is open to our staff, agency drivers and the keyers of our partner, in "
    "English, French and Malagasy. It took seven calls in 2025, two of them about pay."
)
REMEDY = (
    "We would put the safety of the person first, with the help of a specialist charity, and would ask them before "
    "anything is reported. Fees and wages owed are repaid by us within 30 days if the partner does not pay."
)
SUB = ("Madakey Services", "the agencies Tollbar Drivers and Wickfen Staffing")
MAPPED = (
    "We mapped the service line by line in January 2026, starting from the invoices of the last two years. There are "
    "eleven direct suppliers. Eight are small firms in the county from whom we buy vehicle servicing and boxes.",
    "Two are labour agencies, Tollbar Drivers and Wickfen Staffing, who supply up to 14 drivers at peak. Neither uses "
    "umbrella companies; we checked this from payslips.",
    "The last is Madakey Services, who run one keying centre with 86 keyers. We know their cleaning and canteen "
    "contractors by name, but not yet the maker of their uniforms.",
)
HEAD3 = ("Question number", "Question", "Response")
HEAD4 = ("Question number", "Question", "Evaluation", "Response")
CONVICTED = (
    "Within the past five years, has your organisation, or any director or connected person, been convicted anywhere "
    "in the world of an offence under section 1, 2 or 4 of the Modern Slavery Act 2015, or of an equivalent offence?"
)
ORDERED = (
    "Has a labour market enforcement undertaking or order, or a slavery and trafficking prevention order, been in "
    "force against your organisation or a connected person in the past five years?"
)
DEBARRED = "Is any supplier on whom you rely to meet the conditions of participation on the debarment list?"
Q = {
    "SQ1.1(a)": "Full name of the supplier submitting the information",
    "SQ1.1(b)": "Registered office address",
    "SQ1.1(c)": "Trading status",
    "SQ1.1(d)": "Are you a small or medium-sized enterprise?",
    "SQ1.1(e)": "Name of ultimate parent company, if applicable",
    "SQ1.1(f)": "Please give the names of the subcontractors on whom you rely for more than 10% of the contract value.",
    "SQ2.1(a)": CONVICTED,
    "SQ2.1(b)": "If you have answered yes to SQ2.1(a), state the date of conviction, the court and the sentence.",
    "SQ2.2(a)": ORDERED,
    "SQ2.2(b)": "If you have answered yes to SQ2.2(a), describe the events and what was done since (self-cleaning).",
    "SQ2.3": DEBARRED,
    "SQ7.1(a)": "Are you a relevant commercial organisation as defined by section 54 of the Modern Slavery Act 2015?",
    "SQ7.1(b)": "If yes, have you published a statement that meets the requirements of section 54 for your last year?",
    "SQ7.1(c)": "Please give the web address of the statement.",
    "SQ7.2": "What have you done in the last two years to find and address modern slavery in the services that you "
    "would use for this contract?",
    "SQ7.3(a)": "the person who is accountable for labour standards, and to whom they report",
    "SQ7.3(b)": "when the risks of subcontractors are assessed",
    "SQ7.3(c)": "how quickly the Office would be told of a suspected case",
    "SQ7.4": "Describe the supply chain for this contract, down to the lowest tier that you know.",
    "SQ7.5": "How do your own prices and deadlines affect the working hours of subcontractors' staff, and what do you "
    "do about it?",
    "SQ7.6": "Describe the training on modern slavery of the staff who would deliver this contract. (Maximum 50 words)",
    "SQ7.7": "How can workers of subcontractors raise a concern with you in confidence?",
    "SQ7.8": "What remedy would be provided to a worker found to be in a situation of modern slavery?",
    "SQ7.9": "Which measures will show the Office whether your actions are working?",
    "SQ7.10": "How have you involved workers or their representatives in this work?",
}
GIVEN: dict[str, str] = {
    "SQ1.1(a)": "Brayholme Records Ltd",
    "SQ1.1(b)": ADDRESS,
    "SQ1.1(c)": "Private limited company",
    "SQ1.1(d)": "Yes",
    "SQ1.1(e)": "N/A",
    "SQ1.1(f)": f"{SUB[0]}; {SUB[1]}",
    "SQ2.1(a)": "No",
    "SQ2.1(b)": "Not applicable",
    "SQ2.2(a)": "Yes",
    "SQ2.2(b)": ORDER,
    "SQ2.3": "",
    "SQ7.1(a)": "Yes",
    "SQ7.1(b)": "Yes",
    "SQ7.1(c)": "https://brayholme.example/modern-slavery-2025",
    "SQ7.2": DONE,
    "SQ7.3(a)": OWNER,
    "SQ7.3(b)": WHEN,
    "SQ7.3(c)": TOLD,
    "SQ7.4": CHAIN,
    "SQ7.5": VALUES,
    "SQ7.6": TRAINED,
    "SQ7.7": MOVED,
    "SQ7.8": f"SQ7.7: {WHISTLE}\nSQ7.8: {REMEDY}",  # two answers in one box
    "SQ7.9": "",
    "SQ7.10": "Please refer to our response to SQ7.2.",
}
TICKED = ("SQ1.1(d)", "SQ2.1(a)", "SQ2.2(a)", "SQ7.1(a)")
LISTS = {
    "SQ1.1(c)": ("Public limited company", "Private limited company", "Limited liability partnership", "Sole trader"),
    "SQ2.3": ("Yes", "No"),
    "SQ7.1(b)": ("Yes", "No", "Not yet due"),
}
SCORED = {"SQ7.2": "Scored 0-5, weight 30%", "SQ7.4": "Scored 0-5, weight 20%", "SQ7.5": "Scored 0-5, weight 10%"}
GUIDANCE = {
    "SQ2.1(a)": "See the guidance on connected persons in Annex D before you answer.",
    "SQ2.2(b)": "An answer of yes does not lead to exclusion where the supplier shows that it has self-cleaned.",
    "SQ7.2": "Guidance: a strong response names the places and people concerned, says what was found and what changed "
    "for the workers. Policies alone score no more than 1. Maximum 300 words.",
    "SQ7.4": "Guidance: a table or diagram may be attached. Attachments must carry the question number.",
}
STATES: dict[str, tuple[str, ...]] = {
    "SQ2.3": ("unanswered",),
    "SQ7.4": ("answered", "cross_reference"),
    "SQ7.5": ("evaded",),
    "SQ7.6": ("answered", "over_limit"),
    "SQ7.7": ("answered", "cross_reference"),
    "SQ7.9": ("unanswered",),
    "SQ7.10": ("answered", "cross_reference"),
}


def _row(made: Any, number: str, four: bool) -> None:
    cells = made.add_row().cells
    cells[0].text, cells[1].text = number, Q[number]
    if number in GUIDANCE:
        cells[1].add_paragraph().add_run(GUIDANCE[number]).italic = True
    if four:
        cells[2].text = SCORED.get(number, "Pass/fail" if number.startswith("SQ2") else "For information")
    answer, given = cells[-1], GIVEN[number]
    if number in TICKED:
        boxes(answer, given)
    elif number in LISTS:
        choice(answer.paragraphs[0], LISTS[number], given or None)
    elif number == "SQ7.9" or number.startswith("SQ7.3"):
        text_field(answer.paragraphs[0], given or None)
    else:
        fill(answer, given)


def _banner(made: Any, text: str) -> None:
    cells = made.add_row().cells
    whole = cells[0].merge(cells[-1])
    whole.text = text
    shaded(whole, "D9D9D9")


def _section(document: Any, head: tuple[str, ...], banner: str, numbers: list[str]) -> None:
    made = document.add_table(rows=1, cols=len(head))
    made.style = "Table Grid"
    for cell, text in zip(made.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        shaded(cell, "BFBFBF")
    repeated(made.rows[0])
    _banner(made, banner)
    for number in numbers:
        if number == "SQ7.3(a)":
            _banner(made, "SQ7.3 For the services covered by this contract, please state:")
        if number == "SQ7.6":  # the buyer joined two tables, and the head stayed in the middle
            for cell, text in zip(made.add_row().cells, head, strict=True):
                cell.paragraphs[0].add_run(text).bold = True
        _row(made, number, len(head) == 4)


def _form() -> bytes:
    document = new_word("Procurement specific questionnaire")
    part = document.sections[0]
    part.header.paragraphs[0].text = "OFFICIAL - SENSITIVE (when complete)"
    part.footer.paragraphs[0].text = "Office for Harbours and Lights - OHL-2026-0417"
    document.add_paragraph(
        "Scanning and indexing of lighthouse records. This questionnaire is in three parts. Suppliers must complete "
        "each part. If you are unsure how to answer, raise a clarification question through the portal before noon on "
        "6 May 2026."
    )
    document.add_paragraph("Do not change the numbering. Responses in other formats will not be evaluated.")
    numbers = list(Q)
    document.add_heading("Part 1: your information", 1)
    _section(document, HEAD3, "Section 1 Potential supplier information", [n for n in numbers if n.startswith("SQ1")])
    document.add_heading("Part 2: exclusion grounds", 1)
    document.add_paragraph("The Office will consider connected persons and associated persons as well as the supplier.")
    _section(document, HEAD4, "Section 2 Mandatory grounds", [n for n in numbers if n.startswith("SQ2")])
    document.add_heading("Part 3: questions for this procurement", 1)
    document.add_paragraph("Responses are scored as follows: 5 excellent, 3 good, 1 weak, 0 no response.")
    _section(document, HEAD4, "Section 7 Modern slavery", [n for n in numbers if n.startswith("SQ7")])
    document.add_paragraph("Signed for the supplier by D. Brayholme, managing director, 19 May 2026")
    return word(document)


def _annex() -> bytes:
    document = new_word("Annex B: supply chain")
    document.add_paragraph("Brayholme Records Ltd, tender OHL-2026-0417")
    document.add_heading(f"SQ7.4 {Q['SQ7.4']}", 2)
    for text in MAPPED:
        document.add_paragraph(text)
    return word(document)


def pack() -> Pack:
    """Return the pack."""
    gold = []
    for number, question in Q.items():
        given = REMEDY if number == "SQ7.8" else GIVEN[number]
        gold.append(Asked(FORM, number, question, given, STATES.get(number, ("answered",))))
        if number == "SQ7.7":
            gold.append(Asked(FORM, number, question, WHISTLE, ("answered",)))
        if number == "SQ7.4":
            gold.append(Asked(ANNEX, number, question, "\n".join(MAPPED), ("answered",)))
    files = {FORM: _form(), ANNEX: _annex()}
    return Pack("brayholme", "OHL-2026-0417", "1", "Brayholme Records Ltd", files, gold)
