"""Text that others have already split: rows of document, index, text and heading, read as finished cases."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpora.document import Document, Line, Page, Sentence, Source, Span
from corpora.errors import AvowalError
from corpora.identifiers import digest
from pipelines.ingest.media import TEXT
from pipelines.stage import Case

MAX_MISTAKES_SHOWN = 20
WANTED = {
    "document": "must be a text, and not an empty one",
    "index": "must be a whole number from 0",
    "text": "must be a text",
    "heading": "must be a text",
}


class GivenSentencesError(AvowalError):
    """A file of sentences holds rows that are not as they must be."""

    remedy = 'One JSON object a line: {"document": "name", "index": 0, "text": "A sentence.", "heading": "optional"}.'
    exit_code = 2


class Row(BaseModel):
    """One sentence as given; index orders the sentences of one document."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    document: str = Field(min_length=1)
    index: int = Field(ge=0)
    text: str
    heading: str | None = None


def read_sentences(path: Path) -> list[Case]:
    """Return one case a document, in order of first appearance, with document and sentences already filled.

    The document's id is a digest of its name and texts; it has one page, whose text is the sentences one a line.

    Raises:
        GivenSentencesError: The file is missing or empty, or a row is not as it must be (every such line is named).
    """
    documents: dict[str, dict[int, Row]] = {}
    mistakes: list[str] = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        modified = path.stat().st_mtime
    except OSError as error:
        fault = "there is no such file" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        raise GivenSentencesError(f"{path}: {fault}.", remedy="Check the path, and that you may read it.") from error
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1} is not"
        raise GivenSentencesError(f"{path}: {place} UTF-8 text.", remedy="Save the file as UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = Row.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            mistakes.append(f"line {number}: not JSON ({error.msg})")
        except (ValidationError, RecursionError) as error:
            mistakes.append(f"line {number}: {_first_fault(error)}")
        else:
            rows = documents.setdefault(row.document, {})
            if row.index in rows:
                mistakes.append(f"line {number}: index {row.index} of {row.document} stands twice")
            rows[row.index] = row
    if mistakes:
        more = [f"and {len(mistakes) - MAX_MISTAKES_SHOWN} more"] if len(mistakes) > MAX_MISTAKES_SHOWN else []
        shown = mistakes[:MAX_MISTAKES_SHOWN] + more
        raise GivenSentencesError(f"{path}:\n" + "\n".join(f"  {mistake}" for mistake in shown))
    if not documents:
        raise GivenSentencesError(f"{path}: holds no row.")
    return [_case(name, [rows[i] for i in sorted(rows)], modified) for name, rows in documents.items()]


def _first_fault(error: ValidationError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    fault = error.errors()[0]
    if not fault["loc"]:
        return "not a JSON object"
    name = str(fault["loc"][0])
    return f"{name}: {'is missing' if fault['type'] == 'missing' else WANTED[name]}"


def _case(name: str, rows: list[Row], modified: float) -> Case:
    texts = [" ".join(row.text.split()) for row in rows]
    document_id = digest(name, *texts)
    lines: list[Line] = []
    sentences: list[Sentence] = []
    start = 0
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        end = start + len(text)
        locator = f"row {row.index}"
        lines.append(Line(text, start, end, block=index, locator=locator))
        span = Span(1, start, end, locator=locator)
        section = (row.heading.strip(),) if row.heading and row.heading.strip() else ()
        sentence_id = digest(document_id, 1, start, text)
        sentences.append(Sentence(sentence_id, document_id, row.index, text, section, spans=(span,)))
        start = end + 1
    page = Page(1, "\n".join(texts), tuple(lines), engine="given")
    source = Source(name, document_id, TEXT, sum(len(text.encode()) for text in texts), modified)
    return Case(source, Document(document_id, TEXT, (page,)), tuple(sentences))
