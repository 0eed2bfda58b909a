"""Labelled sentences of any CSV or JSON lines file, read through a mapping of its columns."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.annotation import LabelledSentence
from corpora.datasets.mapping import ColumnMapping, read_mapping
from corpora.datasets.rows import DatasetError, Placed, checked, confidential, lines
from corpora.datasets.splits import FOLD_SPLITS, Folds, as_dataset_dict, by_folds
from corpora.datasets.vocabulary import TASKS, TAXONOMY, Vocabulary, known_names
from corpora.practice import practice_ids
from corpora.prediction import CRITERIA

if TYPE_CHECKING:
    from datasets import DatasetDict

YES, NO = frozenset({"1", "1.0", "true", "yes", "y"}), frozenset({"0", "0.0", "false", "no", "n"})
EMPTY = frozenset({"", "nan", "null", "none", "na", "n/a"})  # of flags alone: what tables write where nothing is known
Records = Iterable[tuple[str, Mapping[str, Any]]]  # rows of theirs, each after its place


def mapped(
    path: Path, mapping: Path | Mapping[str, Any], folds: Folds | None = None, vocabulary: Vocabulary = TAXONOMY
) -> "DatasetDict":
    """Give a mapped file in the splits that its own column names, else by the grouped folds.

    Raises:
        DatasetError: as `read_mapped` and `by_folds`; also where a company is in two splits.
        LibraryError: where the library `datasets` is not installed.
    """
    columns = read_mapping(mapping)
    placed, splits = _read(path, columns, vocabulary)
    if columns.fields.split and folds is None:
        return as_dataset_dict(in_splits(placed, splits))
    return as_dataset_dict(by_folds(placed, FOLD_SPLITS if folds is None else folds))


def read_mapped(
    path: Path, mapping: Path | Mapping[str, Any], vocabulary: Vocabulary = TAXONOMY
) -> list[LabelledSentence]:
    """Read a file whose name ends in .csv, .tsv or .jsonl through a mapping.

    Raises:
        DatasetError: where the file or a column is missing, a row has no document or text, a label is unknown or a flag
            neither yes nor no, each with file and line; or as `read_mapping`.
    """
    return _read(path, read_mapping(mapping), vocabulary)[0]


def sentences_of(
    records: Records, mapping: ColumnMapping, vocabulary: Vocabulary, mistakes: list[str]
) -> tuple[list[LabelledSentence], dict[str, str]]:
    """Turn rows of theirs into sentences, and say in which split each document is ("" where no column says so).

    `mistakes` may hold some already; the rows' own are added while they are read.

    Raises:
        DatasetError: as `read_mapped`; also where a document is in two splits.
    """
    placed: list[Placed] = []
    seen: set[str] = set()
    splits: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for where, record in records:
        seen |= record.keys()
        if told := confidential(record):
            mistakes.append(f"{where}: {told}")
            continue
        reading = _Reading(record, mapping, vocabulary)
        document = reading.cell("document")
        sentence = reading.sentence(counted[document])
        counted[document] += 1
        mistakes += [f"{where}: {mistake}" for mistake in reading.mistakes]
        if sentence is not None:
            placed.append((where, sentence))
            split = reading.cell("split")
            if splits.setdefault(document, split) != split:
                mistakes.append(f"{where}: document {document} is in the splits {splits[document]} and {split}")
    if absent := [column for column in mapping.columns if column not in seen]:
        mistakes.insert(0, f"no row has {', '.join(absent)} (there: {', '.join(sorted(seen))})")
    return checked(placed, mistakes), splits


def in_splits(sentences: Iterable[LabelledSentence], splits: Mapping[str, str]) -> dict[str, list[LabelledSentence]]:
    """Share sentences among the splits of their documents."""
    shared: dict[str, list[LabelledSentence]] = {}
    for sentence in sentences:
        shared.setdefault(splits[sentence.document], []).append(sentence)
    return shared


class _Reading:
    """One row of theirs, and what is wrong with it."""

    def __init__(self, record: Mapping[str, Any], mapping: ColumnMapping, vocabulary: Vocabulary) -> None:
        self.record, self.mapping, self.vocabulary = record, mapping, vocabulary
        self.mistakes: list[str] = []

    def cell(self, field: str) -> str:
        """Return what stands in a field, "" where nothing does."""
        column = getattr(self.mapping.fields, field)
        value = None if column is None else self.record.get(column)
        return "" if value is None else str(value).strip()

    def sentence(self, number: int) -> LabelledSentence | None:
        """Return the row as a sentence, None where it has mistakes; `number` counts the document's rows from 0."""
        self.mistakes += [f"{name} is empty" for name in ("document", "text") if not self.cell(name)]
        index = self.cell("index") or str(number)
        if not index.isdecimal():
            self.mistakes.append(f"index: {index} is no whole number from 0")
        labels = {task: self._labels(task) for task in TASKS}
        for task in ("status", "specificity"):
            if len(labels[task]) > 1:
                self.mistakes.append(f"{task}: more than one label: {', '.join(sorted(labels[task]))}")
        flags = self._flags()
        if self.mistakes:
            return None
        given = self._given("criteria") | self._given("practices") | flags.keys()
        positive = labels["criteria"] | labels["practices"] | {name for name, value in flags.items() if value}
        return LabelledSentence(
            document=self.cell("document"),
            group=self.cell("group") or self.cell("document"),
            index=int(index),
            text=self.cell("text"),
            jurisdiction=self.cell("jurisdiction") or self.mapping.jurisdiction,
            criteria=positive.intersection(CRITERIA),
            practices=positive.intersection(practice_ids()),
            status=next(iter(labels["status"]), None),
            specificity=next(iter(labels["specificity"]), None),
            criteria_source=self.mapping.labelled_by,
            heading=self.cell("heading") or None,
            masked=frozenset((*CRITERIA, *practice_ids())) - given,
        )

    def _given(self, task: str) -> frozenset[str]:
        column = getattr(self.mapping.fields, task)
        unknown = column is None or self.record.get(column) is None  # null, not an empty list or cell
        return frozenset() if unknown else self.mapping.gives(task)

    def _labels(self, task: str) -> frozenset[str]:
        column = getattr(self.mapping.fields, task)
        value = None if column is None else self.record.get(column)
        parts = value if isinstance(value, list) else self.cell(task).split(self.mapping.separator)
        theirs = [str(part).strip() for part in parts if str(part).strip()]
        meant: Mapping[str, str | None] = getattr(self.mapping.values, task)
        ours = [label for part in theirs if (label := meant.get(part, part)) is not None]
        if said := self.vocabulary.mistake(task, ours):
            self.mistakes.append(said)
            return frozenset()
        names = known_names(task)
        labels = frozenset(names[label] for label in ours)
        if task in ("criteria", "practices") and (other := labels - self.mapping.gives(task)):
            self.mistakes.append(f"{task}: {', '.join(sorted(other))}: not among the labels that the mapping gives")
        return labels

    def _flags(self) -> dict[str, bool]:
        names = known_names("criteria") | known_names("practices")
        flags: dict[str, bool] = {}
        for column, label in self.mapping.flags.items():
            value = self.record.get(column)
            said = "" if value is None else str(value).strip().lower()
            if said in YES or said in NO:
                flags[names[label]] = said in YES
            elif said not in EMPTY:
                self.mistakes.append(f"{column}: {value} is neither yes nor no")
        return flags


def _read(path: Path, mapping: ColumnMapping, vocabulary: Vocabulary) -> tuple[list[LabelledSentence], dict[str, str]]:
    mistakes: list[str] = []
    return sentences_of(_records(path, mapping, mistakes), mapping, vocabulary, mistakes)


def _records(path: Path, mapping: ColumnMapping, mistakes: list[str]) -> Records:
    if not path.is_file():
        raise DatasetError(f"There is no file {path}.", remedy="Check the path.")
    kind = path.suffix.lower()
    if kind == ".jsonl":
        return _objects(path, mistakes)
    if kind in (".csv", ".tsv"):
        return _table(path, mapping, "\t" if kind == ".tsv" else mapping.delimiter)
    raise DatasetError(f"{path.name} is neither .csv, .tsv nor .jsonl.", remedy="Name it by what it is.")


def _objects(path: Path, mistakes: list[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for where, line in lines(path):
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            mistakes.append(f"{where}: not JSON: {error}")
            continue
        if isinstance(row, dict):
            yield where, row
        else:
            mistakes.append(f"{where}: not a JSON object")


def _table(path: Path, mapping: ColumnMapping, delimiter: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            rows = csv.reader(stream, delimiter=delimiter, strict=True)
            header = next(rows, [])
            if missing := [name for name in mapping.columns if header.count(name) != 1]:
                raise DatasetError(
                    f"{path.name}:1: not once among the columns: {', '.join(missing)} (there: {', '.join(header)})",
                    remedy="Correct the mapping, or its delimiter.",
                )
            begins = rows.line_num + 1
            for row in rows:
                where, begins = f"{path.name}:{begins}", rows.line_num + 1
                if row and len(row) != len(header):
                    raise DatasetError(f"{where}: {len(row)} cells where the header has {len(header)}")
                if row:
                    yield where, dict(zip(header, row, strict=True))
        except (csv.Error, UnicodeDecodeError) as error:
            raise DatasetError(f"{path.name}: no CSV in UTF-8: {error}", remedy="Save the table as UTF-8.") from error
