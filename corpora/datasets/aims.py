"""The AIMS gold statements: criteria that experts gave to every sentence (Mila and QUT, CC-BY-4.0)."""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from corpora.annotation import LabelledSentence
from corpora.datasets.rows import Placed, checked, groups_of, lines, parse
from corpora.datasets.splits import FOLD_SPLITS, Folds, as_dataset_dict, by_folds
from corpora.datasets.vocabulary import TAXONOMY, Vocabulary
from corpora.practice import criterion_names, practice_ids

if TYPE_CHECKING:
    from datasets import DatasetDict

GOLD = "aims_gold.jsonl"
UNLABELLED_IN_UK_GOLD = frozenset({"reporting entity", "consultation"})  # these labels were not given there


class GoldRow(BaseModel):
    """One sentence of `aims_gold.jsonl`; other fields of the file, as a peer model's scores, are left aside."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    document: str = Field(min_length=1)
    index: int = Field(ge=0)
    text: str
    jurisdiction: str
    labels: tuple[str, ...]

    @property
    def masked(self) -> frozenset[str]:
        """Criteria that the set of this sentence does not label."""
        return UNLABELLED_IN_UK_GOLD if self.jurisdiction == "UK" else frozenset()


def aims(path: Path, folds: Folds = FOLD_SPLITS, vocabulary: Vocabulary = TAXONOMY) -> "DatasetDict":
    """Give the gold statements as train, validation and test by the five grouped folds, or as `folds` says.

    Raises:
        DatasetError: as `read_aims` and `by_folds`.
        LibraryError: where the library `datasets` is not installed.
    """
    return as_dataset_dict(by_folds(read_aims(path, vocabulary), folds))


def read_aims(path: Path, vocabulary: Vocabulary = TAXONOMY) -> list[LabelledSentence]:
    """Read `aims_gold.jsonl`, or that file of a folder: expert criteria alone, practices masked.

    A `documents.csv` beside the file gives the groups; without one each document is its own.

    Raises:
        DatasetError: where the file is missing, a row is not of the format, a label is unknown, a sentence stands
            twice, or `documents.csv` lacks a document.
    """
    path = path / GOLD if path.is_dir() else path
    table = path.with_name("documents.csv")
    groups = groups_of(table) if table.is_file() else None
    names = criterion_names()
    mistakes: list[str] = []
    placed: list[Placed] = []
    for where, row in gold_rows(path, mistakes).values():
        group = row.document if groups is None else groups.get(row.document)
        if unknown := vocabulary.mistake("criteria", row.labels):
            mistakes.append(f"{where}: {unknown}")
        elif not group:
            mistakes.append(f"{where}: document {row.document} has no group in documents.csv")
        else:
            sentence = LabelledSentence(
                document=row.document,
                group=group,
                index=row.index,
                text=row.text,
                jurisdiction=row.jurisdiction,
                criteria=frozenset(names[label] for label in row.labels),
                practices=frozenset(),
                status=None,
                specificity=None,
                criteria_source="gold",
                masked=row.masked.union(practice_ids()),
            )
            placed.append((where, sentence))
    return checked(placed, mistakes)


def gold_rows(path: Path, mistakes: list[str]) -> dict[tuple[str, int], tuple[str, GoldRow]]:
    """Read expert rows by document and index, each after its place; what is wrong is added to `mistakes`.

    Raises:
        DatasetError: where the file is missing or is not UTF-8.
    """
    found: dict[tuple[str, int], tuple[str, GoldRow]] = {}
    for where, line in lines(path):
        row = parse(GoldRow, line, where, mistakes)
        if row is None:
            continue
        place = row.document, row.index
        if place in found:
            mistakes.append(f"{where}: {row.document}: index {row.index} stands twice, first {found[place][0]}")
        found[place] = where, row
    return found
