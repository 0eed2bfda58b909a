"""Labelled sentences from JSON lines: a folder of gold and silver labels, or one file of our own."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpora.annotation import LabelledSentence
from corpora.errors import AvowalError
from corpora.practice import criterion_names, practice_ids
from corpora.prediction import EvidenceStatus, Specificity

AUTHORED = Path(__file__).parent.parent / "authored" / "sentences.jsonl"
UNLABELLED_IN_UK_GOLD = frozenset({"reporting entity", "consultation"})  # these labels were not given there
MAX_MISTAKES = 20  # shown of one load
PLAIN = {  # pydantic's names of faults
    "missing": "is missing",
    "extra_forbidden": "is no field of the format",
    "model_type": "not a JSON object",
    "string_type": "must be a text",
    "tuple_type": "must be a list",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
}


class DatasetError(AvowalError):
    """A labelled file is missing or has bad rows; the first twenty are listed with file and line."""

    remedy = "Mend the rows named; docs/models.md describes the format."
    exit_code = 2


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str = Field(min_length=1)
    index: int = Field(ge=0)
    text: str
    criteria: tuple[str, ...]
    criteria_source: Literal["gold", "annotated", "authored"]
    practices: tuple[str, ...]
    status: EvidenceStatus | None
    specificity: Specificity | None
    heading: str | None = None
    group: str | None = None
    jurisdiction: str | None = None


class _GoldRow(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    document: str
    index: int
    text: str
    jurisdiction: str
    labels: tuple[str, ...]


def load_labelled(folder: Path) -> list[LabelledSentence]:
    """Read a folder with `practices.jsonl`, `aims_gold.jsonl` and `documents.csv`, in order of document and index.

    The criteria of `aims_gold.jsonl` stand over those of `practices.jsonl`. UK gold has neither reporting entity nor
    consultation labels: there they are masked, which is not the same as negative. `documents.csv` gives the group that
    a document belongs to, so that one company's years stay on one side of any split.

    Raises:
        DatasetError: where a file is missing, a row is not of the format, a label is unknown, a sentence stands twice,
            a document has no group, or a gold row is not among the sentences or has another text.
    """
    names = ("practices.jsonl", "aims_gold.jsonl", "documents.csv")
    if missing := [name for name in names if not (folder / name).is_file()]:
        raise DatasetError(
            f"{folder} lacks {', '.join(missing)}", remedy=f"Name a folder that holds {', '.join(names)}."
        )
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as stream:
        groups = {row["document"]: row["group"] for row in csv.DictReader(stream)}
    mistakes: list[str] = []
    gold: dict[tuple[str, int], _GoldRow] = {}
    for where, line in _lines(folder / "aims_gold.jsonl"):
        if isinstance(row := _parse(_GoldRow, line, where, mistakes), _GoldRow):
            gold[row.document, row.index] = row
    sentences = list(_sentences(folder / "practices.jsonl", groups, gold, mistakes))
    if absent := gold.keys() - {(s.document, s.index) for s in sentences}:
        mistakes.append(f"aims_gold.jsonl: {len(absent)} sentences are not in practices.jsonl, first {min(absent)}")
    return _checked(sentences, mistakes)


def load_authored(path: Path = AUTHORED) -> list[LabelledSentence]:
    """Read one file of JSON lines in the same format; a row may name its group, else the document is its own.

    Raises:
        DatasetError: as `load_labelled`.
    """
    if not path.is_file():
        raise DatasetError(
            f"There is no file or folder {path}.", remedy="Check the path; docs/models.md describes what it must hold."
        )
    mistakes: list[str] = []
    return _checked(list(_sentences(path, {}, {}, mistakes)), mistakes)


def load(path: Path) -> list[LabelledSentence]:
    """Read a folder of labels, or one file of authored rows.

    Raises:
        DatasetError: as `load_labelled`.
    """
    return load_labelled(path) if path.is_dir() else load_authored(path)


def _sentences(
    path: Path, groups: Mapping[str, str], gold: Mapping[tuple[str, int], _GoldRow], mistakes: list[str]
) -> Iterator[LabelledSentence]:
    names, known = criterion_names(), frozenset(practice_ids())
    for where, line in _lines(path):
        row = _parse(_Row, line, where, mistakes)
        if not isinstance(row, _Row):
            continue
        expert = gold.get((row.document, row.index))
        labels = expert.labels if expert else row.criteria
        unknown = [name for name in labels if name not in names] + [p for p in row.practices if p not in known]
        group = row.group or (groups.get(row.document) if groups else row.document)
        if unknown:
            mistakes.append(f"{where}: unknown label {', '.join(unknown)}")
        elif not group:
            mistakes.append(f"{where}: document {row.document} has no group in documents.csv")
        elif expert and expert.text != row.text:
            mistakes.append(f"{where}: the text differs from aims_gold.jsonl")
        elif row.criteria_source == "gold" and gold and not expert:
            mistakes.append(f"{where}: said to be gold, but not in aims_gold.jsonl")
        else:
            jurisdiction = expert.jurisdiction if expert else row.jurisdiction or "UK"
            yield LabelledSentence(
                document=row.document,
                group=group,
                index=row.index,
                text=row.text,
                jurisdiction=jurisdiction,
                criteria=frozenset(names[name] for name in labels),
                practices=frozenset(row.practices),
                status=row.status,
                specificity=row.specificity,
                criteria_source="gold" if expert else row.criteria_source,
                heading=row.heading,
                masked=UNLABELLED_IN_UK_GOLD if expert and jurisdiction == "UK" else frozenset(),
            )


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield f"{path.name}:{number}", line


def _parse(model: type[BaseModel], line: str, where: str, mistakes: list[str]) -> BaseModel | None:
    try:
        return model.model_validate(json.loads(line))
    except ValidationError as error:
        for fault in error.errors():
            name = ".".join(map(str, fault["loc"]))
            said = PLAIN.get(fault["type"], fault["msg"])
            mistakes.append(f"{where}: {name}: {said}" if name else f"{where}: {said}")
    except json.JSONDecodeError as error:
        mistakes.append(f"{where}: not JSON: {error}")
    return None


def _checked(sentences: list[LabelledSentence], mistakes: list[str]) -> list[LabelledSentence]:
    seen: set[tuple[str, int]] = set()
    for sentence in sentences:
        place = sentence.document, sentence.index
        if place in seen:
            mistakes.append(f"{sentence.document}: index {sentence.index} stands twice")
        seen.add(place)
    if mistakes:
        more = [f"... and {len(mistakes) - MAX_MISTAKES} more"] if len(mistakes) > MAX_MISTAKES else []
        raise DatasetError("\n".join(mistakes[:MAX_MISTAKES] + more))
    if not sentences:
        raise DatasetError("No labelled sentence was found.")
    return sorted(sentences, key=lambda sentence: (sentence.document, sentence.index))
