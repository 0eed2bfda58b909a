"""Inverallan Heat: a Scottish council's envelope in ruled boxes over pages, and a European-style declaration."""

from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, Spacer, Table, TableStyle

from corpora.authored.packs.setting import BODY, HEADING, Asked, Pack, pdf, ruled

ENVELOPE, DECLARATION = "INV_technical_envelope_lot2.pdf", "SPD_Inverallan_Heat.pdf"
WIDTH = 451.0
EMPTY = "[......]"
SMALL = ParagraphStyle("small", BODY, fontSize=8.5, leading=10.5)
DETAILS = (
    ("Tenderer", "Inverallan Heat Ltd"),
    ("Lot or lots tendered for", "Lot 2: air source heat pumps, Strath of Carn"),
    ("Contact for clarifications", "Eilidh Strachan, tender manager"),
)
WAGE = (
    "All 92 of our own staff are paid at or above the real Living Wage, and were before we were accredited in 2022.",
    "For this contract the same rate is a term of each subcontract. Subcontractors send us a wage sheet for everyone "
    "on the Council's sites at the end of each month, and our quantity surveyor checks it before any invoice is paid. "
    "What we do where a sheet is late is set out on the additional page.",
)
LATE = (
    "A late sheet holds back the invoice, not the wages: we pay the workers of the subcontractor directly after seven "
    "days and deduct the sum. This was done once, in May 2025, for four groundworkers."
)
VOICE = (
    "We recognise one trade union for our installers. Its safety representative walks each site with our foreman every "
    "fortnight and may stop work.",
)
RISK = (
    "We traced the heat pump that we would fit in lot 2 from the invoice of its maker down to the main parts. The unit "
    "is put together in the Czech Republic. One in three of the people on that line comes through a labour agency, "
    "many from Mongolia and Ukraine, and live in a hostel that the agency owns. We see this as the greatest risk that "
    "we can influence, because the maker sells 6 per cent of its output to us and has agreed to visits.",
    "Printed circuit boards come from two plants in Shenzhen and one in Penang. The plant in Penang employs workers "
    "from Nepal and Bangladesh, of whom the maker's own audit in 2024 reported that they had paid between 600 and "
    "1,900 US dollars to agents at home. The maker could not tell us whether the plants in Shenzhen take workers by "
    "labour transfer from other regions, and we treat this as an open and serious risk.",
    "Copper pipe is drawn in Serbia from cathode bought on the exchange; we do not know the mines. Refrigerant is made "
    "in France by a works with a union agreement, and we rate it low. The steel brackets come from a family firm in "
    "Falkirk whose shop we have seen often.",
    "Nearer home, groundworks and drilling are subcontracted. Small gangs, cash, vans that are home to two or three "
    "men: in 2023 we came upon this at a private housing site in Perth. The men were Albanian, had been told that they "
    "owed 4,000 pounds each for the journey, and slept in the site cabin. We called the police; two of the men agreed "
    "to be referred. Since then no gang starts without a meeting with each member in his own language.",
    "We rated each of the parts above by four questions: is the work low-paid, is it done through agents, can workers "
    "leave, and can we see it? The full rating was last done in February 2026 by our supply chain manager, Rory "
    "Kinnaird, with a member of staff of a refugee charity, and is done each year.",
)
STEPS = (
    "• By week 6 from award: Rory Kinnaird meets the maker in Brno and walks the hostel, with an interpreter of ours.",
    "• By month 3: the plant in Penang gives us a list of workers with the sums paid, or a third party asks them.",
    "• By month 9: sums of those who build the Council's units are repaid. 18,000 pounds are set aside for our share.",
    "• Every month: one groundworks gang is met off site. The Council gets a one-page note within five working days.",
)
TERMS = (
    "Our subcontract bans deposits, the holding of papers and charges for work, and lets us speak with workers alone. "
    "It asks the subcontractor to put the same words into its own contracts.",
)
WARM = (
    "Inverallan is passionate about warm homes and fair work. As a responsible Highland employer we are fully signed "
    "up to the aims of the Council and look forward to working in partnership to make a real difference.",
)
MENDED = (
    "A tribunal found in June 2024 that we had underpaid holiday pay to eleven installers. We paid them 13,370 pounds "
    "in July 2024, changed the payroll rule in August, and an outside accountant checks it twice a year. The matter "
    "has been closed since September 2024."
)
BOXES: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    (
        "2.1(a)",
        "How will you make sure that everyone who works on this contract, including workers of subcontractors, is paid "
        "at least the real Living Wage?",
        "5%",
        "Tenderers should cover agency workers and the self-employed.",
        WAGE,
    ),
    ("2.1(b)", "How do workers have an effective voice in your organisation?", "5%", "", VOICE),
    (
        "3.1(a)",
        "Which parts of the supply chain for this lot carry the highest risk of modern slavery, and how do you know?",
        "20%",
        "A response that only repeats a published statement will score 0. Maximum four pages.",
        RISK,
    ),
    (
        "3.1(b)",
        "What will you do about each of these risks during the contract? Give dates and names.",
        "20%",
        "The response to this question will form part of the contract.",
        STEPS,
    ),
    (
        "3.1(c)",
        "Give one example from the last three years where you found a person at risk, and say what was done.",
        "10%",
        "",
        ("Please see the fourth paragraph of our response to 3.1(a).",),
    ),
    ("3.2(a)", "Which terms on forced labour do your subcontracts contain?", "5%", "", TERMS),
    ("3.2(b)", "How do you check that these terms are kept at the second tier and below?", "5%", "", ()),
    ("3.3", "How would you report a suspected case to the Council?", "Pass/fail", "", ("See additional page.",)),
    ("3.4", "Which training have your buyers had on modern slavery?", "5%", "Give dates and numbers.", WARM),
    ("3.5", "How do your payment terms affect the workers of your suppliers?", "5%", "", ("N/A",)),
)
REPORT = (
    "By telephone to the Council's contract manager on the same day, once the person is safe and has agreed. A written "
    "report without names follows within three working days."
)
SPD: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "A: Identification",
        (
            ("Name", "Inverallan Heat Ltd"),
            ("Postal address", "The Old Creamery, Strathcarn"),
            ("VAT registration number, if applicable", "Applied for"),
            ("Contact person or persons", "Eilidh Strachan"),
            ("Telephone", EMPTY),
        ),
    ),
    (
        "B: General information",
        (
            ("Is the economic operator a micro, a small or a medium-sized enterprise?", "[X] Yes  [ ] No"),
            ("Is the economic operator taking part in the procurement together with others?", "[ ] Yes  [X] No"),
        ),
    ),
    (
        "C: Grounds relating to criminal convictions",
        (
            (
                "Has the economic operator itself, or any person who is a member of its administrative, management or "
                "supervisory body, been convicted of child labour or another form of trafficking in human beings?",
                "[ ] Yes  [X] No",
            ),
            ("If yes, please indicate the date of conviction and who has been convicted", EMPTY),
        ),
    ),
    (
        "D: Grounds relating to labour law",
        (
            (
                "Has the economic operator, to its knowledge, breached its obligations in the field of labour law?",
                "[X] Yes  [ ] No",
            ),
            (
                "If yes, has the economic operator taken measures to demonstrate its reliability (self-cleaning)?",
                "[X] Yes  [ ] No",
            ),
            ("If it has, please describe the measures taken", MENDED),
        ),
    ),
    (
        "E: Technical and professional ability",
        (
            (
                "Which supply chain management and tracking systems will the economic operator be able to apply when "
                "performing the contract?",
                "A register of makers and plants down to the third tier, updated by hand each quarter.",
            ),
            (
                "Which proportion (percentage) of the contract does the economic operator intend to subcontract?",
                "About 30% (groundworks and drilling)",
            ),
            (
                "Is this information available to authorities free of charge from a national database?",
                "[ ] Yes  [ ] No",
            ),
        ),
    ),
)


def _box(number: str, question: str, weight: str, guidance: str, answer: tuple[str, ...]) -> Table:
    """Return a question with the box for its answer; the head comes again where the box goes over a page."""
    rows: list[list[Any]] = [[Paragraph(f"<b>{text}</b>", BODY) for text in (number, question, weight)]]
    rows += [[Paragraph(f"<i>{guidance}</i>", SMALL), "", ""]] if guidance else []
    rows += [[Paragraph("Tenderer's response:", SMALL), "", ""]]
    first = len(rows)
    rows += [[Paragraph(text, BODY), "", ""] for text in answer] or [[Spacer(1, 50), "", ""]]
    style = [
        ("GRID", (0, 0), (-1, 0), 0.7, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#D5E3EE")),
        ("BOX", (0, 1), (-1, first - 1), 0.7, colors.black),
        ("BOX", (0, first), (-1, -1), 0.7, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *(("SPAN", (0, row), (-1, row)) for row in range(1, len(rows))),
    ]
    made: Table = Table(rows, colWidths=[48, WIDTH - 113, 65], repeatRows=1, style=TableStyle(style))
    return made


def _envelope() -> bytes:
    story: list[Any] = [
        Paragraph("Technical envelope", HEADING),
        Paragraph("Strathcarn Council: heat pumps for council homes. The weighting of each question is shown.", BODY),
        ruled(DETAILS, (150, WIDTH - 150)),
        Paragraph("Section 2 Fair work", HEADING),
    ]
    for box in BOXES:
        if box[0] == "3.1(a)":
            story += [Paragraph("Section 3 Modern slavery in the supply chain", HEADING)]
            story += [Paragraph("Scores: 4 excellent, 3 good, 2 acceptable, 1 poor, 0 unacceptable.", SMALL)]
        story += [_box(*box), Spacer(1, 10)]
    story += [PageBreak(), Paragraph("Additional page for responses", HEADING)]
    story += [ruled((("Question no.", "Response"), ("2.1(a)", LATE), ("3.3", REPORT)), (80, WIDTH - 80))]
    return pdf(story, "Strathcarn Council - SC/26/0093 - Technical envelope - Inverallan Heat Ltd")


def _declaration() -> bytes:
    story: list[Any] = [Paragraph("Single procurement document", HEADING)]
    story += [Paragraph("Fill in the fields in brackets. Where a box is ticked, please give particulars.", BODY)]
    for heading, rows in SPD:
        head = (f"<b>{heading}</b>", "<b>Answer:</b>")
        made = ruled((head, *rows), (245, WIDTH - 245))
        made.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#E6E6E6"))]))
        story += [made, Spacer(1, 12)]
    return pdf(story, "Standard form for the single procurement document")


def pack() -> Pack:
    """Return the pack."""
    states: dict[str, tuple[str, ...]] = {
        "3.1(c)": ("answered", "cross_reference"),
        "3.2(b)": ("unanswered",),
        "3.3": ("answered", "cross_reference"),
        "3.4": ("evaded",),
    }
    more = {"2.1(a)": LATE, "3.3": REPORT}
    gold = [Asked(ENVELOPE, None, label, value) for label, value in DETAILS]
    for number, question, _weight, _guidance, answer in BOXES:
        text = " ".join(answer).replace("• ", "")
        gold.append(Asked(ENVELOPE, number, question, text, states.get(number, ("answered",))))
        if number in more:
            gold.append(Asked(ENVELOPE, number, question, more[number], ("answered",)))
    said = {"[X] Yes  [ ] No": "Yes", "[ ] Yes  [X] No": "No", "[ ] Yes  [ ] No": "", EMPTY: ""}
    for _heading, rows in SPD:
        for question, printed in rows:
            given = said.get(printed, printed)
            gold.append(Asked(DECLARATION, None, question, given, ("answered",) if given else ("unanswered",)))
    files = {ENVELOPE: _envelope(), DECLARATION: _declaration()}
    return Pack("inverallan", "SC/26/0093", "2", "Inverallan Heat Ltd", files, gold)
