"""Labelled sentences as `datasets.DatasetDict`, one company in one split, and back again.

Every loader gives the same columns: document, group, index, text, heading, jurisdiction, criteria_source; `criteria`
and `practices` as vectors with one place a label, true, false, or null where the set does not have the label; `status`
and `specificity` as class labels, null where none is given.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from corpora.annotation import LabelledSentence
from corpora.datasets.rows import DatasetError, checked
from corpora.errors import AvowalError
from corpora.practice import practice_ids
from corpora.prediction import CRITERIA, EvidenceStatus, Specificity
from corpora.split import FOLDS, folds_of

if TYPE_CHECKING:
    from datasets import Dataset, DatasetDict, Features

Folds = Mapping[str, Collection[int]]
FOLD_SPLITS: Folds = {"train": (2, 3, 4), "validation": (1,), "test": (0,)}
PLAIN = ("document", "group", "text", "heading", "jurisdiction", "criteria_source")
STATUSES, LEVELS = tuple(map(str, EvidenceStatus)), tuple(map(str, Specificity))


class LibraryError(AvowalError):
    """The library `datasets` is not installed; only training needs it."""

    remedy = "pip install 'avowal[train]'"
    exit_code = 4


def library() -> Any:
    """Return the library `datasets`, imported on use: what only analyses documents never loads it.

    Raises:
        LibraryError: where it is not installed.
    """
    try:
        import datasets
    except ModuleNotFoundError as error:
        raise LibraryError(f"A DatasetDict needs the package {error.name}, which is not installed.") from error
    return datasets


def features() -> "Features":
    """Return the columns; places of `criteria` are those of `CRITERIA`, of `practices` those of `practice_ids()`.

    Vectors of one length are what a multi-label loss takes; lists of the labels present could not hold a null.
    """
    lib = library()
    plain = {name: lib.Value("string") for name in PLAIN}
    return lib.Features(
        plain
        | {
            "index": lib.Value("int32"),
            "criteria": lib.Sequence(lib.Value("bool"), length=len(CRITERIA)),
            "practices": lib.Sequence(lib.Value("bool"), length=len(practice_ids())),
            "status": lib.ClassLabel(names=list(STATUSES)),
            "specificity": lib.ClassLabel(names=list(LEVELS)),
        }
    )


def by_folds(sentences: Sequence[LabelledSentence], folds: Folds = FOLD_SPLITS) -> dict[str, list[LabelledSentence]]:
    """Share sentences among splits by the five grouped folds that every measurement uses, numbered 0 to 4.

    Raises:
        DatasetError: where a fold is in two splits or there is no such fold, or a split gets no sentence.
    """
    numbers = [number for wanted in folds.values() for number in wanted]
    if len(set(numbers)) < len(numbers) or not set(numbers) <= set(range(FOLDS)):
        raise DatasetError(f"Splits take folds 0 to {FOLDS - 1}, each one once: {dict(folds)}.", remedy="Correct them.")
    fold = folds_of(sentences)
    shared = {name: [s for s in sentences if fold[s.document] in wanted] for name, wanted in folds.items()}
    if empty := [name for name, rows in shared.items() if not rows]:
        raise DatasetError(
            f"No company falls into {', '.join(empty)}.", remedy="Give more documents, or ask for fewer splits."
        )
    return shared


def as_dataset_dict(splits: Mapping[str, Sequence[LabelledSentence]]) -> "DatasetDict":
    """Return the splits as a `DatasetDict` in memory, with the columns of `features`.

    Raises:
        DatasetError: where a company is in two splits.
        LibraryError: where the library is not installed.
    """
    _refuse_shared({name: {s.group for s in rows} for name, rows in splits.items()})
    lib, columns = library(), features()
    about = lib.DatasetInfo(
        description=f"criteria: {', '.join(CRITERIA)}\npractices: {', '.join(practice_ids())}", features=columns
    )
    return lib.DatasetDict(
        {
            name: lib.Dataset.from_dict(_columns(rows), features=columns, info=about, split=lib.NamedSplit(name))
            for name, rows in splits.items()
        }
    )


def to_sentences(data: "DatasetDict | Dataset") -> list[LabelledSentence]:
    """Return the sentences of all splits, in order of document and index: what the trainer takes.

    Raises:
        DatasetError: where a column is missing or of another kind, a company is in two splits, or a place of a document
            stands twice.
    """
    splits: Mapping[str, Any] = data if isinstance(data, Mapping) else {"data": data}
    wanted = {*PLAIN, "index", "criteria", "practices", "status", "specificity"}
    placed = []
    for split, rows in splits.items():
        if missing := sorted(wanted - set(rows.column_names)):
            raise DatasetError(f"{split} has no column {', '.join(missing)}.", remedy="Load it by corpora.datasets.")
        whole = rows.with_format(None)
        placed += [(f"{split}:{number}", _sentence(row, f"{split}:{number}")) for number, row in enumerate(whole, 1)]
    groups: dict[str, set[str]] = {}
    for where, sentence in placed:
        groups.setdefault(where.rpartition(":")[0], set()).add(sentence.group)
    _refuse_shared(groups)
    return checked(placed, [])


def _columns(rows: Sequence[LabelledSentence]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in PLAIN}
    columns["index"] = [row.index for row in rows]
    columns["criteria"] = [_vector(row.criteria, row.masked, CRITERIA) for row in rows]
    columns["practices"] = [_vector(row.practices, row.masked, practice_ids()) for row in rows]
    columns["status"] = [row.status and STATUSES.index(row.status) for row in rows]
    columns["specificity"] = [row.specificity and LEVELS.index(row.specificity) for row in rows]
    return columns


def _vector(given: Collection[str], masked: Collection[str], labels: Sequence[str]) -> list[bool | None]:
    return [None if label in masked else label in given for label in labels]


def _sentence(row: Mapping[str, Any], where: str) -> LabelledSentence:
    vectors = {"criteria": CRITERIA, "practices": practice_ids()}
    for name, labels in vectors.items():
        if row[name] is not None and len(row[name]) != len(labels):
            raise DatasetError(f"{where}: {name} has {len(row[name])} places, not {len(labels)}.")
    values = {
        name: list(zip(labels, row[name] or [None] * len(labels), strict=True)) for name, labels in vectors.items()
    }
    return LabelledSentence(
        **{name: row[name] for name in PLAIN},
        index=row["index"],
        criteria=frozenset(label for label, value in values["criteria"] if value),
        practices=frozenset(label for label, value in values["practices"] if value),
        status=None if row["status"] is None else STATUSES[row["status"]],
        specificity=None if row["specificity"] is None else LEVELS[row["specificity"]],
        masked=frozenset(label for pairs in values.values() for label, value in pairs if value is None),
    )


def _refuse_shared(groups: Mapping[str, Iterable[str]]) -> None:
    home: dict[str, str] = {}
    for split, names in groups.items():
        for name in names:
            if home.setdefault(name, split) != split:
                raise DatasetError(
                    f"{name} is in the splits {home[name]} and {split}: its text would be on both sides.",
                    remedy="Split by company (the column group), never by sentence.",
                )
