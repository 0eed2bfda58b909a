"""Two-row headers, stems with parts, and answers that stand under another question, on another sheet or in an annex."""

import docx
import openpyxl
from openpyxl.styles import Font

from tests.pipelines.packs import sheets
from tests.pipelines.packs.word import Pack, Pair, saved, table

NETS = "Do crews pay for nets that are lost?"
PORT = "How often may crews go ashore?"
LOGS = "Who keeps the log of hours?"
BUOY = "Explain what happens when a man falls ill at sea."
FREE = "No. The owner insures them."
SHORE = "Every tenth day, for a night."

Rows = list[list[str | int | None]]


def _sheet(book: openpyxl.Workbook, title: str, rows: Rows, merged: tuple[str, ...] = (), bold: int = 0) -> None:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows(max_row=bold):
        for cell in row:
            cell.font = Font(bold=True)
    for cells in merged:
        sheet.merge_cells(cells)


def _book(*made: tuple[str, Rows, tuple[str, ...], int]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows, merged, bold in made:
        _sheet(book, title, rows, merged, bold)
    return sheets.saved(book)


def header_of_two_rows() -> Pack:
    rows: Rows = [
        ["No.", "Area", "Question", "For completion by the bidder", None, "Buyer"],
        [None, None, None, "Answer", "Remarks", "Marks"],
        ["F1", "Gear", NETS, "No", "The owner insures them.", None],
        ["F2", None, PORT, SHORE, None, None],
        ["F3", "Hours", LOGS, None, None, None],
    ]
    merged = ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "B3:B4")
    pairs: list[Pair] = [("F1", NETS, "No"), ("F1", NETS, "The owner insures them."), ("F2", PORT, SHORE)]
    return "two_rows.xlsx", _book(("Fish", rows, merged, 2)), [*pairs, ("F3", LOGS, "")]


def header_of_two_rows_in_word() -> Pack:
    document = docx.Document()
    rows = [
        ["Ref", "Requirement", "Tenderer", ""],
        ["", "", "Compliant (Y/N)", "Evidence"],
        ["2.1", "Crews keep their passports.", "Y", "Locker list"],
        ["2.2", "Crews are paid in port.", "", ""],
    ]
    made = table(document, rows)
    made.cell(0, 2).merge(made.cell(0, 3))
    for column in (0, 1):
        made.cell(0, column).merge(made.cell(1, column))
    pairs: list[Pair] = [("2.1", rows[2][1], "Y"), ("2.1", rows[2][1], "Locker list"), ("2.2", rows[3][1], "")]
    return "two_rows.docx", saved(document), pairs


def answer_that_reads_like_a_header() -> Pack:
    """The row below a one-row header answers, though its words could name columns."""
    rows: Rows = [["No.", "Question", "Answer", "Comments"], [1, NETS, "No", "Evidence"], [2, PORT, SHORE, None]]
    pairs: list[Pair] = [("1", NETS, "No"), ("1", NETS, "Evidence"), ("2", PORT, SHORE)]
    return "one_row.xlsx", _book(("Fish", rows, (), 1)), pairs


def parts_below_a_stem() -> Pack:
    rows: Rows = [
        ["Ref", "Question", "Response"],
        ["B2", "Say for each boat in the fleet:", None],
        ["(a)", "Who engaged the crew, and where?", "The skipper, in Peniel."],
        ["(b)", "What was deducted from the first share?", None],
        ["B3", PORT, SHORE],
        ["B4", "Do you keep a log of hours?", None],
        ["B5", LOGS, "The mate."],
    ]
    return (
        "stem.xlsx",
        _book(("Fish", rows, (), 1)),
        [
            ("B2(a)", str(rows[2][1]), "The skipper, in Peniel."),
            ("B2(b)", str(rows[3][1]), ""),
            ("B3", PORT, SHORE),
            ("B4", "Do you keep a log of hours?", ""),
            ("B5", LOGS, "The mate."),
        ],
    )


def parts_below_a_spanning_row() -> Pack:
    document = docx.Document()
    rows = [
        ["Question", "Answer"],
        ["Q4 Rest:", ""],
        ["(a) Berths", "One a man."],
        ["(b) Sleep", "Six hours, unbroken."],
    ]
    rows += [[f"Q5 {PORT}", SHORE]]
    made = table(document, rows)
    made.cell(1, 0).merge(made.cell(1, 1))
    pairs: list[Pair] = [("Q4(a)", "Rest: Berths", "One a man."), ("Q4(b)", "Rest: Sleep", "Six hours, unbroken.")]
    return "span.docx", saved(document), [*pairs, ("Q5", PORT, SHORE)]


def answers_in_another_box() -> Pack:
    rows: Rows = [
        ["Item", "Question", "Bidder response"],
        ["F-01", NETS, None],
        ["F-02", PORT, f"{SHORE}\nItem F-01: {FREE}\nAnswer to F-03 (its cell is locked):\nThe mate does."],
        ["F-03", LOGS, None],
        ["F-04", BUOY, "Answer to F-02."],
    ]
    pairs: list[Pair] = [("F-01", NETS, FREE), ("F-03", LOGS, "The mate does.")]
    pairs = [("F-02", PORT, SHORE), *pairs, ("F-04", BUOY, "Answer to F-02.")]
    return "boxes.xlsx", _book(("Fish", rows, (), 1)), pairs


def times_and_figures_in_a_box() -> Pack:
    """What looks like a number before a colon names no question of this form."""
    rows: Rows = [
        ["Item", "Question", "Bidder response"],
        [
            "6.1",
            PORT,
            "Spring: each week.\n6.30: the bell rings.\n2024: 41 nights ashore.\nB12: the pier where boats lie.",
        ],
        ["6.2", LOGS, "The mate."],
    ]
    pairs: list[Pair] = [("6.1", PORT, " ".join(str(rows[1][2]).split("\n"))), ("6.2", LOGS, "The mate.")]
    return "times.xlsx", _book(("Fish", rows, (), 1)), pairs


def texts_in_an_annex() -> Pack:
    """A table of one column: a number, then the text that goes on; 7 is no question's number here."""
    document = docx.Document()
    pairs: list[Pair] = []
    for number, question, given in (("Q1", PORT, "See the annex."), ("Q2", LOGS, "See the annex."), ("Q3", NETS, FREE)):
        table(document, [["No.", "Question", "Answer"], [number, question, given]])
        document.add_paragraph()
        pairs.append((number, question, given))
    document.add_heading("Annex", 1)
    table(document, [["Q1 (continued)"], [SHORE], ["Two boats stay out."], ["Question 2"], ["The mate.\n7"]])
    return (
        "annex.docx",
        saved(document),
        [*pairs, ("Q1", PORT, f"{SHORE} Two boats stay out."), ("Q2", LOGS, "The mate. 7")],
    )


def table_for_a_question() -> Pack:
    asked: Rows = [["Ref", "Question", "Response"], ["K1", "List the boats, with port and crew.", "See tab Boats"]]
    asked += [["K2", PORT, SHORE]]
    boats: Rows = [["Boats (for K1)", None], ["Boat", "Crew"], ["Hesper", 6], ["Gannet", 9]]
    ports: Rows = [["Ports for 2026", None, None], ["Port", "Berths", "Depth"], ["Newlyn", 2, "4 m"]]
    data = _book(("Ask", asked, (), 1), ("Boats", boats, ("A1:B1",), 2), ("Ports", ports, ("A1:B1",), 2))
    pairs: list[Pair] = [("K1", str(asked[1][1]), "See tab Boats"), ("K2", PORT, SHORE)]
    return "boats.xlsx", data, [*pairs, ("K1", str(asked[1][1]), "Hesper | 6 Gannet | 9")]


def numbered_instructions() -> Pack:
    told: Rows = [
        [1, "Fill in the blue cells."],
        [2, "May rows be added? No, use the tab for more."],
        [3, "State prices nowhere."],
    ]
    asked: Rows = [["Ref", "Question", "Response"], ["K2", PORT, SHORE]]
    return "told.xlsx", _book(("Read me", told, (), 0), ("Ask", asked, (), 1)), [("K2", PORT, SHORE)]


PACKS = [
    header_of_two_rows,
    header_of_two_rows_in_word,
    answer_that_reads_like_a_header,
    parts_below_a_stem,
    parts_below_a_spanning_row,
    answers_in_another_box,
    times_and_figures_in_a_box,
    texts_in_an_annex,
    table_for_a_question,
    numbered_instructions,
]
