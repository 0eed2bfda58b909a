"""Labelled sentences from JSON lines: a folder of gold and silver labels, or files of our own."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpora.annotation import LabelledSentence
from corpora.datasets.aims import UNLABELLED_IN_UK_GOLD as UNLABELLED_IN_UK_GOLD
from corpora.datasets.aims import GoldRow, gold_rows
from corpora.datasets.rows import DatasetError as DatasetError
from corpora.datasets.rows import Placed, checked, groups_of, lines, merge, parse
from corpora.datasets.vocabulary import TASKS, TAXONOMY, Vocabulary
from corpora.practice import criterion_names

AUTHORED = Path(__file__).parent.parent / "authored"
FOLDER_FILES = ("practices.jsonl", "aims_gold.jsonl", "documents.csv")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str = Field(min_length=1)
    index: int = Field(ge=0)
    text: str
    criteria: tuple[str, ...]
    criteria_source: Literal["gold", "annotated", "authored"]
    practices: tuple[str, ...]
    status: str | None
    specificity: str | None
    heading: str | None = None
    group: str | None = None
    jurisdiction: str | None = None

    def mistakes(self, vocabulary: Vocabulary) -> list[str]:
        """Say which labels are unknown."""
        given = (self.criteria, self.practices, [self.status or ()], [self.specificity or ()])
        told = (vocabulary.mistake(task, [x for x in labels if x]) for task, labels in zip(TASKS, given, strict=True))
        return [mistake for mistake in told if mistake]


def load(path: Path, vocabulary: Vocabulary = TAXONOMY) -> list[LabelledSentence]:
    """Read a folder of gold and silver labels, or authored rows: one file, or a folder of *.jsonl at any depth.

    Raises:
        DatasetError: as `load_labelled`.
    """
    return load_labelled(path, vocabulary) if _is_labelled(path) else load_authored(path, vocabulary)


def load_all(paths: Sequence[Path], vocabulary: Vocabulary = TAXONOMY) -> list[LabelledSentence]:
    """Read several sets as one, in order of document and index.

    Raises:
        DatasetError: as `load_labelled`; also where a document is in two of the sets.
    """
    places = [str(path) for path in paths]
    if len(set(places)) < len(places):
        raise DatasetError(f"A path is named twice: {', '.join(places)}.", remedy="Name each set once.")
    return merge({str(path): load(path, vocabulary) for path in paths})


def files_of(path: Path) -> dict[str, Path]:
    """Return the files that `load` reads, sorted, by their name below the path (a file: its own name)."""
    if _is_labelled(path):
        return {name: path / name for name in FOLDER_FILES}
    if path.is_dir():
        return {found.relative_to(path).as_posix(): found for found in sorted(path.rglob("*.jsonl"))}
    return {path.name: path}


def load_labelled(folder: Path, vocabulary: Vocabulary = TAXONOMY) -> list[LabelledSentence]:
    """Read a folder with `practices.jsonl`, `aims_gold.jsonl` and `documents.csv`, in order of document and index.

    The criteria of `aims_gold.jsonl` stand over those of `practices.jsonl`. UK gold has neither reporting entity nor
    consultation labels: there they are masked, which is not the same as negative. `documents.csv` gives the group that
    a document belongs to, so that one company's years stay on one side of any split.

    Raises:
        DatasetError: where a file is missing, a row is not of the format, a label is unknown, a sentence stands twice,
            a document has no group, or a gold row is not among the sentences or has another text.
    """
    if missing := [name for name in FOLDER_FILES if not (folder / name).is_file()]:
        raise DatasetError(
            f"{folder} lacks {', '.join(missing)}", remedy=f"Name a folder that holds {', '.join(FOLDER_FILES)}."
        )
    groups = groups_of(folder / "documents.csv")
    mistakes: list[str] = []
    gold = gold_rows(folder / "aims_gold.jsonl", mistakes)
    placed = list(_sentences(folder / "practices.jsonl", "practices.jsonl", groups, gold, vocabulary, mistakes))
    if absent := gold.keys() - {(s.document, s.index) for _, s in placed}:
        mistakes.append(f"aims_gold.jsonl: {len(absent)} sentences are not in practices.jsonl, first {min(absent)}")
    return checked(placed, mistakes)


def load_authored(path: Path = AUTHORED, vocabulary: Vocabulary = TAXONOMY) -> list[LabelledSentence]:
    """Read JSON lines in the same format; a row may name its group, else the document is its own.

    Of a folder every *.jsonl file is read, at any depth and in order of name; a document stands in one file alone.

    Raises:
        DatasetError: as `load_labelled`.
    """
    if not path.exists():
        raise DatasetError(
            f"There is no file or folder {path}.", remedy="Check the path; docs/models.md describes what it must hold."
        )
    if not (files := files_of(path)):
        raise DatasetError(
            f"{path} lacks {', '.join(FOLDER_FILES)}, and holds no other *.jsonl file.",
            remedy="Name a file or folder of labelled sentences; docs/models.md describes the format.",
        )
    mistakes: list[str] = []
    placed: list[Placed] = []
    home: dict[str, str] = {}
    for name, file in files.items():
        for where, sentence in _sentences(file, name, {}, {}, vocabulary, mistakes):
            if home.setdefault(sentence.document, name) == name:
                placed.append((where, sentence))
            else:
                mistakes.append(f"{where}: document {sentence.document} already stands in {home[sentence.document]}")
    return checked(placed, mistakes)


def _is_labelled(path: Path) -> bool:
    return path.is_dir() and any((path / name).is_file() for name in FOLDER_FILES)


def _sentences(
    path: Path,
    name: str,
    groups: Mapping[str, str],
    gold: Mapping[tuple[str, int], tuple[str, GoldRow]],
    vocabulary: Vocabulary,
    mistakes: list[str],
) -> Iterator[Placed]:
    names = criterion_names()
    for where, line in lines(path, name):
        row = parse(_Row, line, where, mistakes)
        if row is None:
            continue
        _, expert = gold.get((row.document, row.index), (None, None))
        labels = expert.labels if expert else row.criteria
        group = row.group or (groups.get(row.document) if groups else row.document)
        if unknown := row.model_copy(update={"criteria": labels}).mistakes(vocabulary):
            mistakes.extend(f"{where}: {mistake}" for mistake in unknown)
        elif not group:
            mistakes.append(f"{where}: document {row.document} has no group in documents.csv")
        elif expert and expert.text != row.text:
            mistakes.append(f"{where}: the text differs from aims_gold.jsonl")
        elif row.criteria_source == "gold" and gold and not expert:
            mistakes.append(f"{where}: said to be gold, but not in aims_gold.jsonl")
        else:
            yield (
                where,
                LabelledSentence(
                    document=row.document,
                    group=group,
                    index=row.index,
                    text=row.text,
                    jurisdiction=expert.jurisdiction if expert else row.jurisdiction or "UK",
                    criteria=frozenset(names[label] for label in labels),
                    practices=frozenset(row.practices),
                    status=row.status,
                    specificity=row.specificity,
                    criteria_source="gold" if expert else row.criteria_source,
                    heading=row.heading,
                    masked=expert.masked if expert else frozenset(),
                ),
            )
