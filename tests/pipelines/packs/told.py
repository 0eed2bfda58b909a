"""Guidance between a question and its answer, lists and Word's own numbering; and answers that only look like it."""

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Pt
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from tests.pipelines.packs import pdfs
from tests.pipelines.packs.word import Pack, Pair, saved, table

KILN = "How do you know that no kiln hand owes money to a recruiter?"
SACKS = "Describe how sack carriers are paid in the wet months."
CHILD = "What happened when a child was last found at a kiln?"
FIREMEN = "State how many firemen work at night."
SAID = "A teacher from the village asks twenty families a month, without the foreman."
BLOCK = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:sdtPr>{}<w:text/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
)


def _bold(document: Document, text: str, style: str | None = None) -> None:
    document.add_paragraph(style=style).add_run(text).bold = True


def rows_of_guidance() -> Pack:
    """A weight beside the question, the buyer's row, the bidder's row; the second is blank, the third one word."""
    document = docx.Document()
    told = (
        "The panel will look for: checks by outsiders; what they found. No more than 150 words.",
        "Tenderers who pay by the piece should explain the rates. Limit: one page.",
        "Assessors expect a dated example. Max. 80 words.",
    )
    for number, asked, guide, given in zip(
        ("7.1", "7.2", "7.3"), (KILN, SACKS, CHILD), told, (SAID, "", "None."), strict=True
    ):
        made = table(document, [[number, asked, "10 marks"], ["", "", ""], ["", "", ""]])
        for row, text in zip(made.rows[1:], (guide, given), strict=True):
            row.cells[0].merge(row.cells[2]).text = text
        document.add_paragraph()
    return "panel.docx", saved(document), [("7.1", KILN, SAID), ("7.2", SACKS, ""), ("7.3", CHILD, "None.")]


def small_print() -> Pack:
    """In the PDF only the size tells guidance from answer; a blank is seen where guidance stands alone."""
    body = ParagraphStyle("body", fontSize=10, leading=13)
    bold, small = ParagraphStyle("bold", body, fontName="Helvetica-Bold"), ParagraphStyle("small", body, fontSize=8)
    story = [
        Paragraph(f"Q1. {KILN}", bold),
        Paragraph("Mind the difference between advances and fees.", small),
        Paragraph(SAID, body),
        Paragraph(f"Q2. {SACKS}", bold),
        Paragraph("Write 'nil' where sacks are carried by machine.", small),
        Paragraph(f"Q3. {CHILD}", bold),
        Paragraph("Copies of reports may be enclosed.", small),
        Paragraph("She went back to school in May, and the kiln pays for her books.", body),
        Paragraph("Her brother is with her.", body),
    ]
    books = "She went back to school in May, and the kiln pays for her books. Her brother is with her."
    return "small.pdf", pdfs.built(story), [("Q1", KILN, SAID), ("Q2", SACKS, ""), ("Q3", CHILD, books)]


def rules_as_answers() -> Pack:
    """What a bidder tells others to do is an answer, also where its first paragraph is the smaller one."""
    document = docx.Document()
    answers = (
        "Kilns must show the wage book to the auditor. Vendors must sign the code.",
        "The Authority will be told within a day.\nFamilies should be moved only if they ask.",
        "We write small here.\nThree firemen, and a foreman.",
    )
    pairs: list[Pair] = []
    for number, asked, given in zip(("1", "2", "3"), (SACKS, CHILD, FIREMEN), answers, strict=True):
        _bold(document, f"{number}. {asked}")
        first, *rest = given.split("\n")
        document.add_paragraph().add_run(first).font.size = Pt(9) if number == "2" else None
        for text in rest:
            document.add_paragraph(text)
        pairs.append((number, asked, " ".join(given.split("\n"))))
    return "rules.docx", saved(document), pairs


def guidance_above_a_label() -> Pack:
    """Whatever stands between the question and "Offeror's reply:" is the buyer's; a list is no new question."""
    document = docx.Document()
    pairs: list[Pair] = []
    for number, asked, guide in (("1", KILN, "Half a page."), ("2", CHILD, "If none was found, say how you looked.")):
        _bold(document, f"K.{number} {asked}")
        document.add_paragraph(guide).runs[0].italic = True
        document.add_paragraph("Offeror's reply: The owner looks at three things:")
        for text in ("list of families", "name of the lender, if any"):
            document.add_paragraph(text, style="List Bullet")
        document.add_paragraph("describe the debt in the wage book", style="List Number")
        document.add_paragraph("It is done in June.")
        listed = f"list of families name of the lender, if any {number}. describe the debt in the wage book"
        pairs.append((f"K.{number}", asked, f"The owner looks at three things: {listed} It is done in June."))
    return "label.docx", saved(document), pairs


def numbered_by_word() -> Pack:
    """Word numbers the questions; the bold steps inside an answer are numbered too, and ask nothing."""
    document = docx.Document()
    document.add_heading("Part B", 1)
    pairs: list[Pair] = []
    asked = (KILN, "Name the auditor of each kiln.", SACKS, FIREMEN)
    answers = (SAID, "Fenwick for all.", "By the day, at the same rate.", "Four.")
    for number, (question, answer) in enumerate(zip(asked, answers, strict=True), start=1):
        _bold(document, question, "List Number")
        document.add_paragraph(answer)
        pairs.append((str(number), question, answer))
    _bold(document, "9. Identify the lender in each village")
    document.add_paragraph("A list hangs in the office.")
    whole = "Four. 9. Identify the lender in each village A list hangs in the office."
    return "auto.docx", saved(document), [*pairs[:-1], ("4", FIREMEN, whole)]


def headed_and_controlled() -> Pack:
    """The heading bears the number, the bold line below it asks, and a content control holds the answer."""
    document = docx.Document()
    pairs: list[Pair] = []
    for number, title, question, answer in (
        ("5.1", "Debt", KILN, SAID),
        ("5.2", "Pay", SACKS, ""),
        ("5.3", "Handing over", "Outline the plan for moving families to other work.", "Two kilns a year."),
    ):
        document.add_heading(f"{number} {title}", 2)
        _bold(document, question)
        holder = BLOCK.format("" if answer else "<w:showingPlcHdr/>", answer or "Click here to enter text.")
        document.add_paragraph()._p.append(parse_xml(holder))
        pairs.append((number, question, answer))
    return "controls.docx", saved(document), pairs


def prompts_in_the_box() -> Pack:
    """ "If yes, give details:" is the form's; "If yes, we tell the owner" is the bidder's."""
    document = docx.Document()
    rows = [
        ["No.", "Question", "Bidder's response"],
        ["1", "Has a kiln been closed by an inspector?", "☒ Yes ☐ No\nIf yes, please state why: a wall had cracked."],
        ["2", "Is a fireman asked whether he owes money?", "If yes, we tell the owner: he pays the lender."],
    ]
    table(document, rows)
    pairs: list[Pair] = [("1", rows[1][1], "Yes a wall had cracked."), ("2", rows[2][1], rows[2][2])]
    return "prompts.docx", saved(document), pairs


PACKS = [
    rows_of_guidance,
    small_print,
    rules_as_answers,
    guidance_above_a_label,
    numbered_by_word,
    headed_and_controlled,
    prompts_in_the_box,
]
