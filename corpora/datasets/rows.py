"""Rows of labelled files: how they are read, and how every mistake in them is told with file and line."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from corpora.annotation import LabelledSentence
from corpora.errors import AvowalError

MAX_MISTAKES = 20  # shown of one load
PLAIN = {  # pydantic's names of faults
    "missing": "is missing",
    "extra_forbidden": "is no field of the format",
    "model_type": "not a JSON object",
    "string_type": "must be a text",
    "tuple_type": "must be a list",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "string_too_short": "must not be empty",
}
OF_A_TENDER = ("procurement", "bidder", "question_id")  # fields by which a tender's text is known
Row = TypeVar("Row", bound=BaseModel)
Placed = tuple[str, LabelledSentence]  # a sentence after the file and line it was read from


class DatasetError(AvowalError):
    """A labelled file is missing or has bad rows; the first twenty are listed with file and line."""

    remedy = "Mend the rows named; docs/models.md describes the format."
    exit_code = 2


def lines(path: Path, name: str | None = None) -> Iterator[tuple[str, str]]:
    """Give the lines that are not blank, each after its place, `file:line`; `name` stands for the file there.

    Raises:
        DatasetError: where the file is missing or is not UTF-8.
    """
    name = name or path.name
    number = 0
    try:
        with path.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield f"{name}:{number}", line
    except UnicodeDecodeError as error:
        raise DatasetError(f"{name}: not UTF-8 after line {number}.", remedy="Save the file as UTF-8.") from error
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error.strerror}.", remedy="Check the path.") from error


def groups_of(path: Path, key: str = "document") -> dict[str, str]:
    """Read the column `group` of a table of documents by another column.

    Raises:
        DatasetError: where the table lacks one of the columns.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if missing := [name for name in (key, "group") if name not in (rows.fieldnames or ())]:
            raise DatasetError(f"{path.name} has no column {', '.join(missing)}.", remedy="Name the column so.")
        return {row[key]: row["group"] for row in rows if row[key]}


def parse(model: type[Row], line: str, where: str, mistakes: list[str]) -> Row | None:
    """Read one JSON object as a row; None, with what is wrong added to `mistakes`, where it is not of the format."""
    try:
        record = json.loads(line)
        if told := confidential(record):
            mistakes.append(f"{where}: {told}")
            return None
        return model.model_validate(record)
    except ValidationError as error:
        mistakes += [f"{where}: {fault}" for fault in faults(error)]
    except (json.JSONDecodeError, RecursionError) as error:
        mistakes.append(f"{where}: not JSON: {error}")
    return None


def confidential(record: object) -> str | None:
    """Return why a row may not be learnt from, or None: a bidder's words train no model, whoever labelled them."""
    named = [name for name in OF_A_TENDER if isinstance(record, Mapping) and record.get(name) not in (None, "")]
    return f"{named[0]}: the text of a tender is confidential, and no model learns from it" if named else None


def faults(error: ValidationError) -> list[str]:
    """Say in plain words what a row or a mapping has wrong, each fault after its field."""
    told = []
    for fault in error.errors():
        name = ".".join(map(str, fault["loc"]))
        said = PLAIN.get(fault["type"], fault["msg"])
        told.append(f"{name}: {said}" if name else said)
    return told


def checked(placed: Iterable[Placed], mistakes: list[str]) -> list[LabelledSentence]:
    """Return the sentences in order of document and index.

    Raises:
        DatasetError: where there are mistakes, a place of a document stands twice, or nothing was found.
    """
    seen: dict[tuple[str, int], str] = {}
    sentences = []
    for where, sentence in placed:
        place = sentence.document, sentence.index
        if place in seen:
            mistakes.append(f"{where}: {sentence.document}: index {sentence.index} stands twice, first {seen[place]}")
        else:
            seen[place] = where
            sentences.append(sentence)
    refuse(mistakes)
    if not sentences:
        raise DatasetError("No labelled sentence was found.")
    return sorted(sentences, key=lambda sentence: (sentence.document, sentence.index))


def merge(sets: Mapping[str, Sequence[LabelledSentence]]) -> list[LabelledSentence]:
    """Return the sentences of several sets, by name, as one set in order of document and index.

    Raises:
        DatasetError: where a document is in two of the sets.
    """
    home: dict[str, str] = {}
    mistakes = []
    for name, sentences in sets.items():
        for document in dict.fromkeys(s.document for s in sentences):
            if home.setdefault(document, name) != name:
                mistakes.append(f"{name}: document {document} already stands in {home[document]}")
    refuse(mistakes, "Keep each document in one set.")
    return checked(((name, sentence) for name, sentences in sets.items() for sentence in sentences), [])


def refuse(mistakes: list[str], remedy: str | None = None) -> None:
    """Tell the mistakes, the first twenty of them, where there are any.

    Raises:
        DatasetError: with the mistakes, one a line.
    """
    if mistakes:
        more = [f"... and {len(mistakes) - MAX_MISTAKES} more"] if len(mistakes) > MAX_MISTAKES else []
        raise DatasetError("\n".join(mistakes[:MAX_MISTAKES] + more), remedy)
