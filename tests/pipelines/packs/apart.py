"""Answers apart from their form: on another sheet under the same reference, and in letters that repeat questions."""

import docx
import openpyxl

from tests.pipelines.packs import sheets
from tests.pipelines.packs.word import Pack, Pair, saved

ICE = "Who pays for the ice?"
TOLD = "You write that two cooks left in March. Were they paid to the day?"
SHOW = "Please provide the list of ports at which crews may go ashore."
BUNKS = "How many cooks share a cabin?"


def _book(*named: tuple[str, list[list[str | int | None]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in named:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return sheets.saved(book)


def two_sheets() -> Pack:
    asked: list[list[str | int | None]] = [
        ["Ref", "Question", "Word limit"],
        ["S1", ICE, 20],
        ["S2", "Describe how cooks are hired.", 80],
        ["S3", BUNKS, 10],
    ]
    given: list[list[str | int | None]] = [
        ["Ref", "Answer", "Final?"],
        ["S3", 2, "Y"],
        ["S1", "The owner does.", "Y"],
        ["S1", "Since 2021 the salt too.", "Y"],
    ]
    pairs: list[Pair] = [("S2", str(asked[2][1]), ""), ("S3", BUNKS, "2")]
    pairs += [("S1", ICE, str(row[1])) for row in given[2:]]
    return "two.xlsx", _book(("Ask", asked), ("Tell", given)), pairs


def answers_beside_a_theme() -> Pack:
    asked: list[list[str | int | None]] = [
        ["No.", "Requirement", "Marks"],
        ["1.1", "Cooks keep their passports.", 5],
        ["1.2", "Cooks are paid in port.", 5],
    ]
    given: list[list[str | int | None]] = [
        ["No.", "Theme", "Supplier response"],
        ["1.1", "Papers", "Yes, in their own lockers."],
        ["1.2", "Wages", None],
    ]
    said = str(given[1][2])
    return (
        "theme.xlsx",
        _book(("Requirements", asked), ("Responses", given)),
        [("1.1", str(asked[1][1]), said), ("1.2", str(asked[2][1]), "")],
    )


def _letter(name: str, *texts: str) -> tuple[str, bytes]:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return name, saved(document)


def questions_repeated() -> Pack:
    name, data = _letter(
        "repeated.docx",
        "Dear Mr Pascoe,",
        "Your questions of 3 May are set out in italics, and our replies stand beneath.",
        TOLD,
        "Yes, by bank transfer on 31 March.",
        SHOW,
        "Newlyn and Brixham.",
        "Both ports have a seafarers' centre.",
        BUNKS,
        "Two.",
        "Yours sincerely,",
        "J. Trewin",
    )
    answers = "Yes, by bank transfer on 31 March.", "Newlyn and Brixham. Both ports have a seafarers' centre.", "Two."
    return name, data, [(None, q, a) for q, a in zip((TOLD, SHOW, BUNKS), answers, strict=True)]


def questions_without_notice() -> Pack:
    name, data = _letter(
        "plain.docx",
        "Dear Sir or Madam,",
        "Thank you for writing to us.",
        ICE,
        "The owner does.",
        TOLD,
        "They were.",
        "A slip for each is enclosed.",
        BUNKS,
        "Two.",
        "Please let me know should anything be unclear.",
        "Kind regards",
    )
    two = "Two. Please let me know should anything be unclear."
    answers = ("The owner does.", "They were. A slip for each is enclosed.", two)
    return name, data, [(None, q, a) for q, a in zip((ICE, TOLD, BUNKS), answers, strict=True)]


def letter_that_asks_itself() -> Pack:
    name, data = _letter(
        "chair.docx",
        "Dear shareholders,",
        "We repeat a question from last year in this statement, and others like it.",
        "Slavery at sea is hard to see. So what did our buyers do about it?",
        "They met the crews of nine boats in March.",
        "Wages had been kept back on two boats. Was that enough for us?",
        "The owners of both boats paid.",
    )
    return name, data, []


PACKS = [
    two_sheets,
    answers_beside_a_theme,
    questions_repeated,
    questions_without_notice,
    letter_that_asks_itself,
]
