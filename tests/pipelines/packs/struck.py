"""Forms of small tables: words struck out, scales to tick, labels over values, guidance above the bar of a response."""

import docx

from tests.pipelines.packs.word import Pack, Pair, saved, table

BANNED = "Has a court banned your firm from hiring abroad?"
LEFT = "Has any director left after a complaint by workers?"
PAID = "Do all pickers get a written payslip?"
BEDS = "Who looks at the beds of seasonal pickers?"
LOOKED = "Our welfare officer sleeps one night a month in each house and reports to the farm's owner."
FEES = "How did you find fees that pickers had paid before they came?"


def a_word_struck_out() -> Pack:
    document = docx.Document()
    made = table(document, [["E1", BANNED, ""], ["E2", LEFT, ""], ["E3", PAID, ""]])
    for row, parts, kept in zip(
        made.rows, (("YES", " / ", "NO"), ("Yes/", "No"), ("Yes", " / ", "No")), ("NO", "Yes/", None), strict=True
    ):
        for text in parts:
            run = row.cells[2].paragraphs[0].add_run(text)
            run.font.strike = bool(kept) and text not in (kept, " / ")
    return "struck.docx", saved(document), [("E1", BANNED, "NO"), ("E2", LEFT, "Yes"), ("E3", PAID, "")]


def nothing_given() -> Pack:
    document = docx.Document()
    said = (
        "No answer given",
        "(blank)",
        "Not answered",
        "No response was provided.",
        "Y/N",
        "Yes or no (please delete)",
    )
    rows = [[str(number), f"{PAID[:-1]} at site {number}?", text] for number, text in enumerate(said, start=1)]
    rows += [["7", BEDS, "No answer was given to the pickers, so we asked again."], ["8", LEFT, "☒ Yes ☐ No"]]
    table(document, [["No.", "Question", "Answer"], *rows])
    pairs: list[Pair] = [(row[0], row[1], "") for row in rows[:6]]
    return "nothing.docx", saved(document), [*pairs, ("7", BEDS, rows[6][2]), ("8", LEFT, "Yes")]


def scale_to_tick() -> Pack:
    document = docx.Document()
    rows = [
        ["Statement", "Strongly agree", "Agree", "Disagree", "Remarks"],
        ["Pickers keep their own papers.", "x", "", "", "A locker each."],
        ["Pickers may change farms in the season.", "", "", "x", ""],
        ["Pickers know whom to ring.", "", "", "", ""],
    ]
    table(document, rows)
    first, second, third = (row[0] for row in rows[1:])
    pairs: list[Pair] = [(None, first, "Strongly agree"), (None, first, "A locker each."), (None, second, "Disagree")]
    return "scale.docx", saved(document), [*pairs, (None, third, "")]


def state_of_things() -> Pack:
    document = docx.Document()
    rows = [
        ["Item", "Measure", "Not started", "Under way", "Implemented", "Evidence"],
        ["i", "Payslips are translated.", "", "✓", "", "Romanian since May, Tagalog next."],
        ["ii", "Transport to the field is free.", "", "", "✓", ""],
    ]
    table(document, rows)
    slips, ride = rows[1][1], rows[2][1]
    return (
        "state.docx",
        saved(document),
        [("i", slips, "Under way"), ("i", slips, rows[1][5]), ("ii", ride, "Implemented")],
    )


def labels_over_values() -> Pack:
    document = docx.Document()
    rows = [
        ["Trading name", "VAT number", "Signed off by"],
        ["Ellerby Soft Fruit", "", "M. Quayle"],
        ["Head office", "Farms", "Bidding for"],
        ["Ellerby", "4", "Berries"],
    ]
    made = table(document, rows)
    for row in (made.rows[0], made.rows[2]):
        for cell in row.cells:
            cell.paragraphs[0].runs[0].bold = True
    pairs = [pair for at in (0, 2) for pair in zip(rows[at], rows[at + 1], strict=True)]
    return "labels.docx", saved(document), [(None, label, value) for label, value in pairs]


def a_table_for_each_question() -> Pack:
    document = docx.Document()
    asked = (
        ("F1", BEDS, "We want to read about visits, not about rules.", LOOKED),
        ("F2", FEES, "Our evaluators like to see sums.", ""),
        ("F3", PAID, "", "Yes, each Friday."),
    )
    for number, question, guidance, answer in asked:
        made = table(document, [[number, question, "12%"], *([[guidance, "", ""]] if guidance else [])])
        for text in ("Tenderer's response", answer):
            made.add_row().cells[0].text = text
        for row in made.rows[1:]:
            row.cells[0].merge(row.cells[2])
        document.add_paragraph()
    return "each.docx", saved(document), [(number, question, answer) for number, question, _, answer in asked]


def guidance_in_the_box() -> Pack:
    document = docx.Document()
    rows = [
        ["No.", "Question", "Response"],
        ["1", BEDS, f"Guidance: name a person and a day.\n{LOOKED}"],
        ["2", FEES, "[Bidders should give sums for each country]\nBy ringing 40 homes."],
        ["3", PAID, "Your answer should say in which language."],
        ["4", LEFT, "Applicants are asked whether they paid a fee."],
    ]
    table(document, rows)
    answers = (LOOKED, "By ringing 40 homes.", "", rows[4][2])
    return "in_box.docx", saved(document), [(row[0], row[1], a) for row, a in zip(rows[1:], answers, strict=True)]


PACKS = [
    guidance_in_the_box,
    a_word_struck_out,
    nothing_given,
    scale_to_tick,
    state_of_things,
    labels_over_values,
    a_table_for_each_question,
]
