"""Ferncliffe Catering: method statements in a PDF, answers over page breaks, a table of supply chain members."""

from reportlab.platypus import PageBreak, Paragraph, Spacer

from corpora.authored.packs.setting import BODY, HEADING, Asked, Pack, pdf, ruled

RESPONSE = "ferncliffe_method_statements.pdf"
M1 = (
    "The kitchens of lot 3 buy tea, tinned fish, rice and fruit. We rate each of them by country, season and the use "
    "of labour agents. Tinned fish from Thailand and soft fruit picked in Kent stand highest.",
    "The rating is made by our buyer, Nour Adeyemi, every January. She uses two public indices and what the union of "
    "fishers tells us.",
)
M2 = (
    "Within six weeks of award we will send a list of every packer and cannery for lot 3 to the Trust.",
    "• Week 8: calls with both canneries about hours and fees, led by the buyer.",
    "• Month 4: visits to two fruit farms in the picking season, with a Romanian speaker.",
    "• Month 6: a report to the Trust on what was found, with a date and an owner for each point.",
    "The contract manager checks open points at the monthly meeting and closes none without proof from the workers.",
)
M3 = (
    "In 2024 a farm in Kent had charged 14 pickers for transport. We asked for the money back, and £2,310 was repaid "
    "by August 2024. In 2025 we went back and found no new charges.",
)
M5 = (
    "Ferncliffe recognises that modern slavery is a global problem from which no sector is immune. We take our "
    "responsibilities very seriously and are dedicated to continuous improvement.",
)
M7 = ("Yes, provided that the Trust pays for the time it takes.",)
STATEMENTS = (
    ("M-01", "Describe the risks of forced labour in the food that you will supply to lot 3. (max 250 words)", M1),
    ("M-02", "How will you find and deal with these risks during the contract? (max 300 words)", M2),
    ("M-03", "What have you found in the last two years, and what did you do about it?", M3),
    ("M-04", "How will workers on farms and in canneries be heard?", ("See our answer to M-02.",)),
    ("M-05", "How do you make sure that suppliers pay back recruitment fees?", M5),
    ("M-06", "Which training will the kitchen staff on this contract receive?", ()),
    ("M-07", "Confirm that you will complete the supplier assessment tool within three months of award.", M7),
    ("M-08", "Attach your latest modern slavery statement.", ("Please refer to the attached statement (Appendix B).",)),
)
MEMBERS = (
    ("9.1", "Saltwick Canners, Songkhla, Thailand", "No conviction and no order; signed 3 May 2026"),
    ("9.2", "Hopfield Farms Ltd, Kent", "No conviction and no order; signed 9 May 2026"),
    ("9.3", "Leaf and Hill Tea, Assam, India", ""),
)


def _response() -> bytes:
    story: list[object] = [
        Paragraph("Method statements: catering for three hospitals", HEADING),
        Paragraph("Bidder: Ferncliffe Catering Ltd", BODY),
        Paragraph("Procurement: STH/2026/31, lot 3", BODY),
        Spacer(1, 10),
    ]
    for number, question, answers in STATEMENTS:
        story += [Paragraph(f"<b>{number} {question}</b>", BODY)]
        story += [Paragraph(text, BODY) for text in answers] or [Spacer(1, 40)]
        if number == "M-02":  # a page ends in the middle of an answer
            story.insert(len(story) - 2, PageBreak())
        story += [Spacer(1, 8)]
    story += [Paragraph("Supply chain members and their declarations", HEADING)]
    rows = [("No.", "Supply chain member", "Declaration"), *MEMBERS]
    story += [ruled(rows, (40, 210, 200))]
    return pdf(story, "Ferncliffe Catering Ltd - STH/2026/31 - commercial in confidence")


def pack() -> Pack:
    """Return the pack."""
    states = {
        "M-04": ("answered", "cross_reference"),
        "M-05": ("evaded",),
        "M-06": ("unanswered",),
        "M-08": ("pointer_only",),
    }
    gold = [
        Asked(RESPONSE, None, "Bidder", "Ferncliffe Catering Ltd"),
        Asked(RESPONSE, None, "Procurement", "STH/2026/31, lot 3"),
    ]
    gold += [
        Asked(RESPONSE, number, question, " ".join(answers).replace("• ", ""), states.get(number, ("answered",)))
        for number, question, answers in STATEMENTS
    ]
    gold += [
        Asked(RESPONSE, number, member, declaration, ("answered",) if declaration else ("unanswered",))
        for number, member, declaration in MEMBERS
    ]
    return Pack("ferncliffe", "STH/2026/31", "3", "Ferncliffe Catering Ltd", {RESPONSE: _response()}, gold)
