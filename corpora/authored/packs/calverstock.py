"""Calverstock Guarding: a housing association's Word form of a table a question, words struck out, and a matrix."""

from typing import Any

from corpora.authored.packs.controls import shaded
from corpora.authored.packs.setting import Asked, Pack, fill, new_word, table, word

FORM = "Threeways_ITT_Part4_Calverstock Guarding.docx"
PROMPT = "Enter your response here."
DETAILS = (  # a shaded row of labels, and below it the row of what was filled in
    (
        ("Name of bidding organisation", "Calverstock Guarding Ltd"),
        ("Company registration number", "09911274"),
        ("Lead contact", "Bronwen Achterberg"),
    ),
    (
        ("Lots bid for", "Lot 1 (concierge) and Lot 3 (void properties)"),
        ("Parent company", ""),
        ("SIA approved contractor number", "Renewal in hand"),
    ),
)
PLACES = (
    "Our guards are on our own payroll, apart from the night relief at void properties, which we buy from Pennine "
    "Relief Guarding. That is where the risk lies: 19 of its 31 guards hold student visas and are paid through an "
    "umbrella company. Uniforms come from one mill in Sialkot; body cameras are put together in Shenzhen from parts "
    "that we cannot trace beyond the maker."
)
VISITS = (
    "In November 2025 our operations manager, Idris Calloway, made nine unannounced night visits to void properties. "
    "At two of them the guard on duty was not the person on the rota.\n"
    "Both men had bought the shift from the rostered guard for £25. We took the rostering back from the subcontractor "
    "in the same week.",
    "The £300 that the two had paid in all was given back to them by 12 December 2025. Since January every shift "
    "starts with a check of the licence against the face, and 611 checks up to March found no further case.",
)
STEPS = (
    "Before the start: each relief guard is met alone by our welfare officer, in a language that he chooses.",
    "Month 2: payslips of all relief guards are compared with the rota and the bank record.",
    "Month 6: relief guards who wish to are moved to our own payroll. Threeways gets the number.",
)
WORDS = (
    "We regard modern slavery as abhorrent. Calverstock is committed to the highest ethical standards and will always "
    "strive to go above and beyond for its clients and their residents."
)
HOUSED = (
    "The guard would be taken off the site by a manager in plain clothes, never by the subcontractor, and offered a "
    "room that we keep with a hotel in Stallbridge. We would ring the Modern Slavery Helpline with the guard's consent "
    "and tell Threeways' contract manager within four hours."
)
ASKED: tuple[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "MS1",
        "Where in the services for this contract do you see the highest risk of modern slavery, and on what evidence?",
        "15%",
        "We are looking for places, groups of workers and the limits of what you know.",
        (PLACES,),
        ("answered",),
    ),
    (
        "MS2",
        "What have you done in the past 18 months to look for exploitation of guards, and what did you find?",
        "20%",
        "Please do not describe policies.",
        VISITS,  # two rows: the writer of the form left one, and the bidder added another
        ("answered",),
    ),
    (
        "MS3",
        "What will you do in the first six months of this contract?",
        "20%",
        "",
        ("\n".join(STEPS),),
        ("answered",),
    ),
    (
        "MS4",
        "How do the prices that you pay subcontractors allow for lawful wages, holiday and training?",
        "10%",
        "Figures for one hour of guarding are welcome.",
        (WORDS,),
        ("evaded",),
    ),
    (
        "MS5",
        "A resident tells you that a guard sleeps in the void property that he guards. What happens next?",
        "15%",
        "",
        (HOUSED,),
        ("answered",),
    ),
    (
        "MS6",
        "How do relief guards learn of a way to complain that does not lead to their employer?",
        "10%",
        "",
        (PROMPT,),
        ("unanswered",),
    ),
    (
        "MS7",
        "How was the rostering of relief guards changed after your own checks?",
        "10%",
        "",
        ("Please see our response to MS2.",),
        ("answered", "cross_reference"),
    ),
)
DECLARED: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    (
        "D1",
        "Has any director of your organisation been convicted of an offence under the Modern Slavery Act 2015?",
        "No",
        ("answered",),
    ),
    (
        "D2",
        "Has your organisation published a modern slavery statement for its last financial year?",
        "Yes",
        ("answered",),
    ),
    ("D3", "Has the Security Industry Authority withdrawn or suspended a licence of yours?", None, ("unanswered",)),
)
SCALE = ("Fully in place", "Partly in place", "Planned", "Not in place")
MATRIX: tuple[tuple[str, str, str | None, str], ...] = (
    ("a", "Relief guards hold their own licence cards.", "Fully in place", ""),
    (
        "b",
        "Guards are paid for the handover between shifts.",
        "Partly in place",
        "Lot 1 sites only, until October 2026.",
    ),
    (
        "c",
        "No guard pays for training that the post requires.",
        "Fully in place",
        "£184 a head, paid by us since 2023.",
    ),
    ("d", "Umbrella companies are named in each subcontract.", "Planned", ""),
    ("e", "Void properties are checked for signs of people living there.", None, ""),
    ("f", "Guards have a say in their rota.", "Not in place", "Raised by guards in February; no decision yet."),
)


def _details(document: Any) -> None:
    rows: list[list[str]] = []
    for block in DETAILS:
        rows += [[label for label, _ in block], [value for _, value in block]]
    made = table(document, rows)
    for row in (made.rows[0], made.rows[2]):
        for cell in row.cells:
            cell.paragraphs[0].runs[0].bold = True
            shaded(cell, "C9DAF8")


def _question(document: Any, number: str, question: str, weight: str, guidance: str, answer: tuple[str, ...]) -> None:
    """Add a table for one question: its head, guidance, a bar, and a shaded row for each part of the answer."""
    made = document.add_table(rows=1, cols=3)
    made.style = "Table Grid"
    for cell, text in zip(made.rows[0].cells, (number, question, weight), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    if guidance:
        cells = made.add_row().cells
        cells[0].merge(cells[2]).paragraphs[0].add_run(guidance).italic = True
    cells = made.add_row().cells
    bar = cells[0].merge(cells[2])
    bar.paragraphs[0].add_run("Bidder's response").bold = True
    shaded(bar, "1C4587")
    for part in answer:
        cells = made.add_row().cells
        box = cells[0].merge(cells[2])
        fill(box, part)
        shaded(box, "F3F3F3")
    document.add_paragraph()


def _declared(document: Any) -> None:
    made = table(document, [[number, question, ""] for number, question, _, _ in DECLARED])
    for row, (_, _, kept, _) in zip(made.rows, DECLARED, strict=True):
        paragraph = row.cells[2].paragraphs[0]
        for text in ("Yes", " / ", "No"):
            run = paragraph.add_run(text)
            run.font.strike = bool(kept) and text in ("Yes", "No") and text != kept


def _matrix(document: Any) -> None:
    made: Any = table(document, [["", "Statement", *SCALE, "Comment"]])
    for cell in made.rows[0].cells:
        shaded(cell, "C9DAF8")
    for number, statement, ticked, comment in MATRIX:
        cells = made.add_row().cells
        cells[0].text, cells[1].text, cells[-1].text = number, statement, comment
        if ticked:
            cells[2 + SCALE.index(ticked)].text = "✓"


def _form() -> bytes:
    document = new_word("Invitation to tender, part 4: modern slavery")
    document.sections[0].footer.paragraphs[0].text = "Threeways Homes - security services - TWH/26/311"
    document.add_paragraph(
        "Bidders must fill in every section. The shaded rows grow as you type. Responses are marked from 0 to 5 by "
        "three evaluators, who see only this document."
    )
    document.add_heading("Section A: the bidder", 1)
    _details(document)
    document.add_heading("Section B: method statements", 1)
    for number, question, weight, guidance, answer, _ in ASKED:
        _question(document, number, question, weight, guidance, answer)
    document.add_heading("Section C: declarations", 1)
    document.add_paragraph("Delete as appropriate.")
    _declared(document)
    document.add_heading("Section D: where you stand today", 1)
    document.add_paragraph("Tick one column a row. Comments are optional. This section is not marked.")
    _matrix(document)
    document.add_paragraph()
    document.add_paragraph("Bronwen Achterberg, tender manager, 4 June 2026")
    return word(document)


def pack() -> Pack:
    """Return the pack."""
    gold = [
        Asked(FORM, None, label, value, () if value else ("unanswered",)) for block in DETAILS for label, value in block
    ]
    for number, question, _weight, _guidance, answer, states in ASKED:
        gold.append(Asked(FORM, number, question, "" if answer == (PROMPT,) else "\n".join(answer), states))
    gold += [Asked(FORM, number, question, kept or "", states) for number, question, kept, states in DECLARED]
    for number, statement, ticked, comment in MATRIX:
        given = [text for text in (ticked, comment) if text] or [""]
        state = ("answered",) if ticked else ("unanswered",)
        gold += [Asked(FORM, number, statement, text, state) for text in given]
    return Pack("calverstock", "TWH/26/311", "3", "Calverstock Guarding Ltd", {FORM: _form()}, gold)
