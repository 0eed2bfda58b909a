"""Wendham Interiors: an award questionnaire in Word with the answers of each lot side by side, and a letter in PDF."""

from reportlab.platypus import Paragraph, Spacer

from corpora.authored.packs.setting import BODY, HEADING, Asked, Pack, fill, new_word, pdf, table, word

FORM, LETTER = "award_questionnaire.docx", "covering_letter.pdf"
CHAIN = (
    "Oak from two sawmills in Latvia, foam from Izmir, and fabric woven in Tirupur.\n"
    "We know the mills of the fabric, but not the farms of its cotton."
)
RISK = (
    "Cotton stands highest, since we cannot see the farms. Spinning in Tirupur comes second: hostels and young women."
)
STEPS = (
    "Our buyer asks each mill for its hostel rules by September.\n"
    "A women's organisation visits two hostels in November and talks with residents without the managers."
)
RESULT = "The first visits, in 2024, found two hostels with locked gates after seven. Both were opened by March 2025."
KPIS = "Share of hostels visited; share of residents who may leave freely; days until a finding is closed."
CHECKED = (
    ("7.1.1", "Buyers' training on modern slavery completed in the last 12 months", "Y", "28 of 31 buyers, May 2026"),
    ("7.1.2", "Recruitment fees paid back where they were found", "N", "None were found in 2025."),
    ("7.1.3", "Labour terms passed on to second-tier mills", "Y", ""),
    ("7.1.4", "Third-party audit of every sewing site", "", ""),
)


def _form() -> bytes:
    document = new_word("Award questionnaire EFD-77 (furniture for schools)")
    document.add_paragraph("Tenderers are required to complete sections A to C. Use Arial 11.")
    head = table(document, [["Tenderer", "Wendham Interiors Ltd", "Date", "3 March 2026"], ["Lots", "2 and 3", "", ""]])
    head.rows[1].cells[1].merge(head.rows[1].cells[3])
    document.add_heading("Section A", 1)
    rows = [
        ["A1. Which materials do you buy for this contract, from which countries, and down to which tier?", CHAIN],
        ["A2. Where in this supply chain is the risk of forced labour highest, and why? [150 words]", RISK],
        ["A3. What will you do about it in the first year of the contract?", STEPS],
        ["A4. What did earlier visits find?", RESULT],
        ["A5. How are complaints of residents of hostels handled?", ""],
        ["A6. If a resident had paid a fee, what would she receive?", "N/A"],
    ]
    made = table(document, rows)
    fill(made.rows[4].cells[0], "A5. How are complaints of residents of hostels handled?\nNote: include languages.")
    document.add_heading("Section B: checklist", 1)
    check = table(document, [["Item", "", "Y/N", "Remarks"], *[list(row) for row in CHECKED]])
    check.rows[0].cells[0].merge(check.rows[0].cells[1])
    document.add_heading("Section C", 1)
    for text, bold in (
        ("C1 Which indicators do you propose for contract meetings?", True),
        (KPIS, False),
        ("C2 Do you accept the authority's clause on access to sites?", True),
        ("Yes, without deviation.", False),
        ("C3 Please upload your modern slavery statement or give a link.", True),
        ("https://wendham.example/statement-2025", False),
        ("C4 Provide details of any convictions of your directors for labour offences.", True),
        ("None.", False),
        ("C5 Describe how you select labour agencies.", True),
        ("As described in A3 above.", False),
    ):
        document.add_paragraph().add_run(text).bold = bold
    return word(document)


def _letter() -> bytes:
    text = (
        "Dear Sirs, we enclose our award questionnaire for lots 2 and 3. Wendham Interiors has made school furniture "
        "in Norfolk since 1978. We look forward to hearing from you."
    )
    story = [Paragraph("Tender EFD-77", HEADING), Spacer(1, 12), Paragraph(text, BODY)]
    return pdf([*story, Spacer(1, 20), Paragraph("Yours faithfully, J. Wendham, director", BODY)], "Wendham Interiors")


def pack() -> Pack:
    """Return the pack."""
    gold = [
        Asked(FORM, None, "Tenderer", "Wendham Interiors Ltd"),
        Asked(FORM, None, "Date", "3 March 2026"),
        Asked(FORM, None, "Lots", "2 and 3"),
    ]
    gold += [
        Asked(FORM, number, question, answer, states)
        for number, question, answer, states in (
            (
                "A1",
                "Which materials do you buy for this contract, from which countries, and down to which tier?",
                CHAIN,
                ("answered",),
            ),
            (
                "A2",
                "Where in this supply chain is the risk of forced labour highest, and why? [150 words]",
                RISK,
                ("answered",),
            ),
            ("A3", "What will you do about it in the first year of the contract?", STEPS, ("answered",)),
            ("A4", "What did earlier visits find?", RESULT, ("answered",)),
            ("A5", "How are complaints of residents of hostels handled?", "", ("unanswered",)),
            ("A6", "If a resident had paid a fee, what would she receive?", "N/A", ("answered",)),
        )
    ]
    for number, item, given, remarks in CHECKED:
        state = ("answered",) if given else ("unanswered",)
        gold += [Asked(FORM, number, item, text, state) for text in ([t for t in (given, remarks) if t] or [""])]
    gold += [
        Asked(FORM, number, question, answer, states)
        for number, question, answer, states in (
            ("C1", "Which indicators do you propose for contract meetings?", KPIS, ("answered",)),
            (
                "C2",
                "Do you accept the authority's clause on access to sites?",
                "Yes, without deviation.",
                ("answered",),
            ),
            (
                "C3",
                "Please upload your modern slavery statement or give a link.",
                "https://wendham.example/statement-2025",
                ("answered",),  # a link is what was asked for
            ),
            (
                "C4",
                "Provide details of any convictions of your directors for labour offences.",
                "None.",
                ("answered",),
            ),
            (
                "C5",
                "Describe how you select labour agencies.",
                "As described in A3 above.",
                ("answered", "cross_reference"),
            ),
        )
    ]
    files = {FORM: _form(), LETTER: _letter()}
    return Pack("wendham", "EFD-77", "2", "Wendham Interiors Ltd", files, gold)
