"""Ebbsworth Lighting: questions on one sheet and answers on another, joined by reference; and a letter in reply."""

from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]

from corpora.authored.packs.setting import Asked, Pack, word, workbook

BOOK, LETTER = "PCM-2026-17 Supplier Response Workbook_Ebbsworth.xlsx", "Ebbsworth reply to requests of 22 June.docx"
BLUE = PatternFill("solid", fgColor="CFE2F3")
LAMPS = (
    "Luminaires come from our own works in Athlone. Drivers and LED boards come from Dongguan, poles from Izmir, and "
    "the lithium batteries of the solar masts from a trader in Rotterdam. Risk is highest for the batteries: we do not "
    "know the refiner, and the trader refused to say in February 2026. It is next highest at the galvanising works in "
    "Izmir, where most of the workers are Syrian and a third of them had no work permit when we asked in 2024."
)
PERMITTED = (
    "Our buyer Sorcha Devane went to Izmir in May 2025 with a Turkish lawyer. The works applied for 37 work permits, "
    "of which 35 have been granted. Two men were refused; the works pays their rent while they appeal."
)
PERMITTED_MORE = (
    "Back pay to the legal minimum, 611,000 lira, was paid to the 37 in July 2025. We saw the bank slips and rang "
    "eleven of them."
)
CLAUSES = (
    "Our orders say that nobody may pay for a job, that we may speak with workers alone, and that the supplier puts "
    "the same words in its own orders. A supplier that tells us of a case is not dropped for it."
)
HONOUR = (
    "As a family firm we treat everybody as we would wish to be treated ourselves. Respect is the foundation of all "
    "that we do."
)
LINE = (
    "Posters with a number of the Izmir bar association hang in the works in Arabic and Turkish. Nine calls came in "
    "2025, eight of them on permits."
)
ASKED: tuple[tuple[str, str, str, int | None, str | None, tuple[str, ...]], ...] = (
    ("G-01", "Organisation", "Registered name of the tenderer", None, "Ebbsworth Lighting Ltd", ("answered",)),
    ("G-02", "Organisation", "Number of employees", None, "143", ("answered",)),
    ("G-03", "Organisation", "Is the tenderer part of a group? If so, name it.", None, "No", ("answered",)),
    (
        "L-01",
        "Risk",
        "Which parts of your supply chain carry the highest risk of forced labour?",
        250,
        LAMPS,
        ("answered",),
    ),
    (
        "L-02",
        "Action",
        "What have you done about these risks since 2024, and with what result?",
        250,
        None,
        ("answered",),
    ),
    ("L-03", "Action", "Which terms on labour do your purchase orders contain?", 150, CLAUSES, ("answered",)),
    ("L-04", "Action", "How do you check terms on labour beyond your direct suppliers?", 150, HONOUR, ("evaded",)),
    ("L-05", "Voice", "How can workers of suppliers complain, and how many did?", 100, LINE, ("answered",)),
    ("L-06", "Voice", "How do you know that workers trust this way to complain?", 100, None, ("unanswered",)),
    (
        "L-07",
        "Remedy",
        "Give an example of remedy that reached workers.",
        150,
        "As L-02.",
        ("answered", "cross_reference"),
    ),
    ("L-08", "Remedy", "Who in your firm decides on remedy, up to which sum?", 50, "", ("unanswered",)),
)
ORDER = ("G-02", "G-01", "G-03", "L-05", "L-01", "L-02", "L-02", "L-03", "L-07", "L-04", "L-08")
PARTS = {"L-02": (PERMITTED, PERMITTED_MORE)}  # two rows that each bear the reference
OWNERS = {"G": "Finance", "L": "S. Devane"}
REPLIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "You state that you do not know the refiner of the battery material. What will you do if the trader keeps "
        "refusing?",
        (
            "We will change to a maker in Wroclaw, whose refiner is named in its public report. Samples were ordered "
            "on 19 June 2026 and the change would add 4% to the price of a mast, which we would bear.",
        ),
        ("answered",),
    ),
    (
        "Were the two men whose permits were refused told of their right to legal aid?",
        (
            "Yes. Both were met by the bar association's clinic in June 2025, and each has a lawyer whom the works "
            "does not pay.",
            "One appeal was heard on 3 March 2026 and is not decided. The other will be heard in the autumn.",
        ),
        ("answered",),
    ),
    (
        "Please confirm whether any labour inspectorate has taken action against Ebbsworth in the last three years.",
        ("None has.",),
        ("answered",),
    ),
    (
        "Who erects the masts in the port, and how are they employed?",
        (
            "Six of our own fitters do, all members of a trade union. For the cranes we use Harbour Lifts, who employ "
            "their drivers directly; we read four contracts in May.",
        ),
        ("answered",),
    ),
    (
        "Please provide the minutes of the board meeting at which labour risks were last discussed.",
        ("The minutes are enclosed as Annex 2.",),
        ("pointer_only",),
    ),
)


def _head(sheet: Any, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, text)
        cell.font, cell.fill = Font(bold=True), BLUE


def _questions(sheet: Any) -> None:
    sheet["A1"] = "Port of Carrowmore: lighting of quays 3 to 7"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "Do not write on this sheet. Give each response on the sheet Responses, against the reference."
    _head(sheet, 4, ("Reference", "Theme", "Question", "Max. words", "Max. marks"))
    for row, (number, theme, question, most, _answer, _states) in enumerate(ASKED, start=5):
        for column, value in enumerate((number, theme, question, most, 10 if most else None), start=1):
            sheet.cell(row, column, value)


def _responses(sheet: Any) -> None:
    """Fill the sheet of answers in the order in which people wrote them; one answer goes on in a second row."""
    given = {number: answer for number, _, _, _, answer, _ in ASKED}
    parts = {number: list(texts) for number, texts in PARTS.items()}
    _head(sheet, 1, ("Reference", "Response", "Written by", "Ready?"))
    for row, number in enumerate(ORDER, start=2):
        text = parts[number].pop(0) if number in parts else given[number]
        ready = "Y" if text else "N"
        value = int(text) if text and text.isdigit() else text or None
        for column, filled in enumerate((number, value, OWNERS[number[0]], ready), start=1):
            sheet.cell(row, column, filled)
        sheet.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="top")


def _book() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Questions"
    _questions(sheet)
    _responses(book.create_sheet("Responses"))
    return workbook(book)


def _letter() -> bytes:
    document = docx.Document()
    for text in (
        "Ebbsworth Lighting Ltd\nCanal Works, Athlone",
        "Procurement Office, Port of Carrowmore",
        "26 June 2026",
        "Dear Ms Hanlon,",
        "Thank you for your letter of 22 June on our tender for the lighting of quays 3 to 7. We repeat your questions "
        "in italics and reply beneath each of them.",
    ):
        document.add_paragraph(text)
    for question, answer, _ in REPLIES:
        document.add_paragraph().add_run(question).italic = True
        for text in answer:
            document.add_paragraph(text)
    document.add_paragraph("Yours sincerely,")
    document.add_paragraph("Fintan Ebbs\nManaging director")
    return word(document)


def pack() -> Pack:
    """Return the pack."""
    gold = []
    for number, _theme, question, _most, answer, states in ASKED:
        gold += [Asked(BOOK, number, question, text, states) for text in PARTS.get(number, (answer or "",))]
    gold += [Asked(LETTER, None, question, "\n".join(answer), states) for question, answer, states in REPLIES]
    files = {BOOK: _book(), LETTER: _letter()}
    return Pack("ebbsworth", "PCM-2026-17", "1", "Ebbsworth Lighting Ltd", files, gold)
