"""Tarnbrook Facilities: a selection questionnaire in Word with merged cells, and the statement that it points to."""

from corpora.authored.packs.setting import Asked, Pack, new_word, stacked, table, word

FORM, STATEMENT = "selection_questionnaire.docx", "tarnbrook_modern_slavery_statement_2025.docx"
TRAINING = (
    "All our site managers completed a half-day course on the signs of forced labour in 2025. "
    "It is given by a charity and repeated every two years."
)
HISTORY = (
    "In 2025 we visited eleven of our fourteen sites at night and spoke with 212 cleaners alone, in their own "
    "languages. Nine had paid a recruiter. We repaid £8,140 to them by October 2025 and ended the recruiter's contract."
)
PLAN = (
    "Our contract manager, Ife Brannock, will map every agency on this contract within 30 days of award.\n"
    "In month 3 she will interview one in ten night cleaners, off site, with an interpreter.\n"
    "Findings go to the Council within five working days. A plan with dates follows, and she checks it each month."
)
INCIDENT = (
    "The worker's safety comes first. We move the worker to safe housing the same day and tell the Council within 24 "
    "hours. Wages and fees are repaid within 30 days."
)
GRIEVANCE = (
    "A telephone line in nine languages, run by a charity, is open to agency workers too. "
    "The number is on a card that each worker gets on the first shift. It took 31 calls in 2025."
)
FEES = "No worker pays for a job with us. Agencies sign this, and we ask every worker in the first week."
DETAILS = "A prohibition notice of the labour inspectorate of 4 March 2024 about one agency in Dunmarsh."


def _form() -> bytes:
    document = new_word("Selection questionnaire: cleaning and security, CBC-2026-118")
    document.add_paragraph("Bidders must answer every question. Words beyond the limit will not be read.")
    table(
        document,
        [
            ["Name of bidder", "Tarnbrook Facilities Ltd"],
            ["Lot", "Lot 1: cleaning of offices"],
            ["Contact for this tender", "Rosa Ockenden, bid manager"],
        ],
    )
    document.add_heading("Part 2: exclusion grounds", 1)
    table(
        document,
        [
            ["Ref", "Question", "Answer", "If yes, give details"],
            [
                "2.1",
                "Has the bidder, or any connected person, been convicted of an offence under the Modern Slavery Act "
                "2015 in the last five years?",
                "☐ Yes  ☒ No",
                "",
            ],
            [
                "2.2",
                "Has the bidder, or any connected person, been convicted of an offence under the Gangmasters "
                "(Licensing) Act 2004?",
                "☐ Yes  ☐ No",
                "",
            ],
            ["2.3", "Has a labour market enforcement notice been served on the bidder?", "☒ Yes  ☐ No", DETAILS],
            ["2.4", "Is any intended subcontractor on the debarment list?", "", ""],
        ],
    )
    document.add_paragraph("If you answered yes to any question in Part 2, complete the table below.")
    table(
        document,
        [
            ["2.5 (a)", "What happened, and when?", "Two men of the agency had no written contract, February 2024."],
            ["2.5 (b)", "What shows that it was taken seriously?", "We paid the wages owed, £3,205, in April 2024."],
            ["2.5 (c)", "What steps prevent it from happening again?", "See 2.5 (b)"],
            ["2.5 (d)", "Have the circumstances ended, and on which date?", ""],
        ],
    )
    document.add_heading("Part 6: modern slavery", 1)
    stacked(
        document,
        [
            "6.1 What did you do in the last two years to find forced labour at your sites? (max 120 words)",
            "Guidance: a good answer says what was found and what was done.",
            HISTORY,
            "6.2 Describe how you will identify and address modern slavery in this contract. (max 40 words)",
            "Guidance: bidders should name roles, steps, times and checks.",
            PLAN,
            "6.3 What would you do if a victim were found at one of the Council's sites?",
            INCIDENT,
            "6.4 How can agency workers on this contract raise a complaint?",
            "Our answer is on the continuation sheet.",
            "6.5 How do you make sure that no worker pays for a job?\nResponse: " + FEES,
            "6.6 Describe the training on modern slavery of staff who will work on this contract.",
            "Please see our modern slavery statement 2025.",
            "6.7 Explain how your supply chain for uniforms was mapped.",
            "See Annex C.",
            "6.8 Which indicators will you report to the Council, and how often?",
            "",
        ],
    )
    document.add_heading("Continuation sheet", 1)
    document.add_paragraph("Answer to question 6.4 (continued): " + GRIEVANCE)
    document.add_paragraph("Signed: R. Ockenden, 12 June 2026")
    return word(document)


def _statement() -> bytes:
    document = new_word("Modern slavery statement 2025")
    document.add_paragraph(
        "This statement is made by Tarnbrook Facilities Ltd under section 54 of the Modern Slavery Act 2015 for the "
        "year to 31 December 2025. It was approved by our board on 20 February 2026."
    )
    for heading, text in (
        ("Our business and supply chains", "We clean offices and stations in the north of England with 900 staff."),
        ("Policies", "Our policy bans forced labour and the keeping of passports, and covers agency workers."),
        ("Due diligence", HISTORY),
        ("Training", TRAINING),
    ):
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    document.add_paragraph("Signed: Helen Tarn, director, 20 February 2026")
    return word(document)


def pack() -> Pack:
    """Return the pack."""
    convicted = "Has the bidder, or any connected person, been convicted of an offence under"
    gold = [
        Asked(FORM, None, "Name of bidder", "Tarnbrook Facilities Ltd"),
        Asked(FORM, None, "Lot", "Lot 1: cleaning of offices"),
        Asked(FORM, None, "Contact for this tender", "Rosa Ockenden, bid manager"),
        Asked(FORM, "2.1", f"{convicted} the Modern Slavery Act 2015 in the last five years?", "No", ("answered",)),
        Asked(FORM, "2.2", f"{convicted} the Gangmasters (Licensing) Act 2004?", "", ("unanswered",)),
        Asked(FORM, "2.3", "Has a labour market enforcement notice been served on the bidder?", "Yes", ("answered",)),
        Asked(FORM, "2.3", "Has a labour market enforcement notice been served on the bidder?", DETAILS, ("answered",)),
        Asked(FORM, "2.4", "Is any intended subcontractor on the debarment list?", "", ("unanswered",)),
        Asked(
            FORM,
            "2.5 (a)",
            "What happened, and when?",
            "Two men of the agency had no written contract, February 2024.",
            ("answered",),
        ),
        Asked(
            FORM,
            "2.5 (b)",
            "What shows that it was taken seriously?",
            "We paid the wages owed, £3,205, in April 2024.",
            ("answered",),
        ),
        Asked(
            FORM,
            "2.5 (c)",
            "What steps prevent it from happening again?",
            "See 2.5 (b)",
            ("answered", "cross_reference"),
        ),
        Asked(FORM, "2.5 (d)", "Have the circumstances ended, and on which date?", "", ("unanswered",)),
        Asked(
            FORM,
            "6.1",
            "What did you do in the last two years to find forced labour at your sites? (max 120 words)",
            HISTORY,
            ("answered", "copied"),
        ),
        Asked(
            FORM,
            "6.2",
            "Describe how you will identify and address modern slavery in this contract. (max 40 words)",
            PLAN,
            ("answered", "over_limit"),
        ),
        Asked(
            FORM,
            "6.3",
            "What would you do if a victim were found at one of the Council's sites?",
            INCIDENT,
            ("answered",),
        ),
        Asked(
            FORM,
            "6.4",
            "How can agency workers on this contract raise a complaint?",
            "Our answer is on the continuation sheet.",
            ("answered", "cross_reference"),
        ),
        Asked(FORM, "6.4", "How can agency workers on this contract raise a complaint?", GRIEVANCE, ("answered",)),
        Asked(FORM, "6.5", "How do you make sure that no worker pays for a job?", FEES, ("answered",)),
        Asked(
            FORM,
            "6.6",
            "Describe the training on modern slavery of staff who will work on this contract.",
            "Please see our modern slavery statement 2025.",
            ("answered", "pointer_only"),
        ),
        Asked(
            FORM,
            "6.7",
            "Explain how your supply chain for uniforms was mapped.",
            "See Annex C.",
            ("pointer_only",),
        ),
        Asked(FORM, "6.8", "Which indicators will you report to the Council, and how often?", "", ("unanswered",)),
    ]
    files = {FORM: _form(), STATEMENT: _statement()}
    return Pack("tarnbrook", "CBC-2026-118", "1", "Tarnbrook Facilities Ltd", files, gold)
