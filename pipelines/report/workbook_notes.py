"""The first sheet of a workbook: what the others say, what their words mean, and what made them."""

from collections.abc import Sequence
from datetime import date

from corpora.finding import Status
from corpora.framework import load_frameworks
from pipelines.pages.vocabulary import LEVELS, LOOKS, MISSING_WORDS
from pipelines.report.workbook_chosen import OWN_REQUIREMENTS, Chosen
from pipelines.report.workbook_look import MAX_LINKS, Book, SheetPlan, status_words

NAME = "Read me"
TABLE = "findings"
COUNTS = {"neither": "neither answered nor missing"}
WHAT_MISSING_SAYS = (
    "It says that the words were looked for in this document and not found, or that what was found is too vague or "
    "only planned; the reason says which.",
    "It does not say that nothing was done: a website, a register or another document may show it. It says nothing of "
    "whether a supplier obeys a law, nor of whether there is slavery.",
    "It is never said of a page that could not be read, nor where the reading is unsure: those are for a person.",
)
SHEETS = {
    "Findings": "One row for each thing that an Act or a buyer asks, for each document: the status, the reason, the "
    "first passage it rests on, the question to send. The commitment's id leads to its place in the report.",
    "Evidence": "The passages beside each finding, word for word; where nothing was found, the nearest ones and why "
    "they do not count.",
    "Documents": "What was read, how much of it, and what could not be read and why.",
    "Practices": "What each document tells of 35 kinds of action, in its most concrete passage. None means that no "
    "passage was taken for it; that is no finding, and nothing there is missing.",
    "Answers": "What stands as the answer to each question of a form. Blank, evaded or copied is said; it is no mark.",
}
JOINING = (
    "The numbers in the column Finding are the same in Findings and Evidence. The grey ids at the right are those of "
    "the run's Parquet tables.",
    "A status is shown as it may be said: where the reading is unsure it is By hand here, and the table findings keeps "
    "what the rules found.",
    "A sentence by which a victim could be known is left out whole; read it in the document itself.",
)
CONFIDENTIAL = "Confidential. This workbook holds the files of one bidder and of no other."


def write_notes(book: Book, chosen: Chosen, plans: Sequence[SheetPlan], is_bid: bool, left_out: int) -> None:
    """Write the first sheet.

    Args:
        book: being written; this is its first sheet.
        chosen: what it is about.
        plans: the sheets that follow.
        is_bid: whether these are a bidder's files.
        left_out: files that could not be opened and are not listed, since nobody can say which bidder's they are.
    """
    sheet = book.add(NAME)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 92)
    row = 0

    def line(cells: Sequence[str], style: str = "text", status: Status | None = None) -> None:
        nonlocal row
        for column, text in enumerate(cells):
            look = "status" if status and not column else style
            if text or style == "heading":
                sheet.write_string(row, column, text, book.format(look, status=None if column else status))
        row += 1

    def section(title: str) -> None:
        nonlocal row
        row += 1
        for column in range(3):
            sheet.write_string(row, column, "" if column else title, book.format("section"))
        row += 1

    sheet.set_row(0, 26)
    line(["What the documents say, and what they leave out"], "title")
    line(["A finding says what a text shows of one thing that is asked. It is a place to look, not a verdict."], "note")
    if is_bid:
        line([CONFIDENTIAL], "note")
    section("This run")
    sheet.write_string(row, 0, "Law as of", book.format("text"))
    sheet.write_datetime(row, 1, date.fromisoformat(chosen.run.manifest["as_of"]), book.format("day"))
    row += 1
    line(["Judged by", "", _laws(chosen)])
    line(["Made by", "", ", ".join([f"Avowal {chosen.run.manifest['avowal']}", *chosen.run.manifest["models"]])])
    line(["Digest of run.json", "", chosen.run.manifest_digest], "id")
    if left_out:
        said = f"{left_out} files that could not be opened: nobody can say whose they are. The table files names them."
        line(["Not listed", "", said])
    section("What a status means")
    line(["Status", "Counts as", "Meaning"], "heading")
    for status, look in LOOKS.items():
        line([status_words(status), COUNTS.get(look.counts_as, look.counts_as), look.meaning], status=status)
    section("What “missing” says")
    line(["Level", "A missing item", ""], "heading")
    for level, words in LEVELS.items():
        line([words, MISSING_WORDS.get(level, "never called missing")])
    for text in WHAT_MISSING_SAYS:
        line(["", "", text])
    section("The sheets")
    for plan in plans:
        sheet.write_url(row, 0, f"internal:'{plan.name}'!A1", book.format("link"), plan.name)
        line(["", f"{plan.count:,} rows", SHEETS[plan.name]])
    if any(plan.name == "Evidence" and plan.count > MAX_LINKS for plan in plans):
        line(["", "", f"Only the first passage of each finding is a link: a sheet takes {MAX_LINKS:,}."])
    section("Ids, and what is left out")
    for text in JOINING:
        line(["", "", text])
    sheet.print_area(0, 0, row, 2)


def _laws(chosen: Chosen) -> str:
    known = load_frameworks()
    used = {
        (asked.row["framework"], asked.row["framework_version"]) for rows in chosen.findings.values() for asked in rows
    }
    named = [
        f"{known[id_].short_title}, version {version}" if id_ in known else OWN_REQUIREMENTS
        for id_, version in sorted(used)
    ]
    return "; ".join(named) or "no Act: none was named or recognised"
