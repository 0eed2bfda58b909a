"""Read plain text and Markdown: form feeds part pages, blank lines and deliberate breaks part paragraphs."""

import re

from corpora.document import Document, Outcome
from pipelines.extract.delimited import table_in, write_table
from pipelines.extract.failure import ReadingError
from pipelines.extract.layout.blocks import ENDS_SENTENCE, HANGING, block_starts
from pipelines.extract.layout.fragments import Fragment
from pipelines.extract.markdown import cells_of, is_markdown, is_rule, words_of
from pipelines.extract.page import PageWriter
from pipelines.extract.spaced_letters import close_up
from pipelines.ingest.encodings import decode, plain
from pipelines.ingest.media import GET_AGAIN, TEXT

MAX_BYTES = 20_000_000
MAX_PAGES = 5_000
FULL_CHARS = 60  # a line as long may be a wrapped one of a text with blank lines all through
MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
UNDERLINE = re.compile(r"^(?:={3,}|-{3,})$")
RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")


def read_text(data: bytes, document_id: str) -> Document:
    """Return the document; a text without form feeds is one page.

    Raises:
        ReadingError: It is larger, or has more pages, than any document.
    """
    if len(data) > MAX_BYTES:
        reason = f"The text has {len(data) / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB."
        raise ReadingError(Outcome.REFUSED, reason, "Give the part with the statement.")
    text = plain(decode(data))
    if marked := is_markdown(text):
        text = words_of(text)
    sheets = text.split("\f")
    while len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    if len(sheets) > MAX_PAGES:
        raise ReadingError(Outcome.REFUSED, f"The text has {len(sheets)} pages.", "Give the part with the statement.")
    pages = []
    line_number = 1
    for number, sheet in enumerate(sheets, start=1):
        writer = PageWriter(number, engine="text")
        if table := table_in(sheet):
            write_table(table, writer)
        else:
            _write_sheet(sheet.split("\n"), writer, line_number, marked)
        line_number += sheet.count("\n")
        pages.append(writer.page())
    if not any(page.text for page in pages):
        raise ReadingError(Outcome.EMPTY, "The file holds white space only.", GET_AGAIN)
    return Document(document_id, TEXT, tuple(pages))


def _write_sheet(rows: list[str], writer: PageWriter, first_number: int, marked: bool) -> None:
    """Write text and, of Markdown, its tables cell by cell."""
    start = i = tables = 0
    while marked and i + 1 < len(rows):
        if "|" not in rows[i] or not is_rule(rows[i + 1]):
            i += 1
            continue
        _write(rows[start:i], writer, first_number + start)
        tables, row = tables + 1, 0
        while i < len(rows) and "|" in rows[i]:
            row += not is_rule(rows[i])
            for column, cell in enumerate([] if is_rule(rows[i]) else cells_of(rows[i]), start=1):
                locator = f"table {tables} row {row} cell {column}"
                writer.cell(locator)
                writer.block()
                writer.add(cell, locator=locator)
            i += 1
        start = i
    _write(rows[start:], writer, first_number + start)


def _write(rows: list[str], writer: PageWriter, first_number: int) -> None:
    fragments: list[Fragment] = []
    numbers: list[int] = []
    levels: list[int] = []
    for i, row in enumerate(rows):
        stripped = row.strip()
        if not stripped or RULE.match(row):
            continue
        heading = MARKDOWN_HEADING.match(stripped)
        underlined = i + 1 < len(rows) and bool(UNDERLINE.match(rows[i + 1].strip())) and len(stripped) < 100
        level = len(heading[1]) if heading else (1 if rows[i + 1].startswith("=") else 2) if underlined else 0
        shown = close_up(heading[2] if heading else stripped)
        indent = len(row) - len(row.lstrip())
        # one character wide and one line high, so that the laws of printed lines serve
        fragments.append(Fragment(shown, float(indent), float(i), float(indent + len(stripped)), i + 1.0, size=1.0))
        numbers.append(first_number + i)
        levels.append(level)
    starts = block_starts(fragments)
    starts = [start or (i > 0 and _parts(fragments[i - 1], fragments[i])) for i, start in enumerate(starts)]
    for i, fragment in enumerate(fragments):
        if starts[i] or levels[i] or (i and levels[i - 1]):
            writer.block()
        writer.add(fragment.text, heading_level=levels[i], locator=f"line {numbers[i]}")


def _parts(before: Fragment, line: Fragment) -> bool:
    """Whether a blank line parts two paragraphs, even where every line has one below it."""
    blank = line.top > before.bottom + 0.5
    whole = len(before.text) < FULL_CHARS or ENDS_SENTENCE.search(before.text)
    joined = (
        line.text[0].islower()
        or (before.text.isupper() and line.text.isupper())
        or HANGING.search(before.text)
        or len(before.text) == 1
    )
    return bool(blank and whole and not joined)
