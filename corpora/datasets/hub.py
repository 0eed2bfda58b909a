"""Data sets that a recipe names by their id on a hub: fetched only where the user allows the network."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.datasets.mapped import in_splits, sentences_of
from corpora.datasets.mapping import read_mapping
from corpora.datasets.rows import DatasetError
from corpora.datasets.splits import as_dataset_dict, library
from corpora.datasets.vocabulary import TAXONOMY, Vocabulary

if TYPE_CHECKING:
    from datasets import Dataset, DatasetDict


def fetched(
    name: str,
    mapping: Path | Mapping[str, Any],
    network: bool = False,
    revision: str | None = None,
    vocabulary: Vocabulary = TAXONOMY,
) -> "DatasetDict":
    """Give a data set of the hub in its own splits, read through a mapping; name a `revision` to get the same again.

    Raises:
        DatasetError: where the network is not allowed, the set cannot be fetched, a document or company is in two of
            its splits, or as `read_mapped`.
        LibraryError: where the library `datasets` is not installed.
    """
    if not network:
        raise DatasetError(
            f"{name} is on a hub, and the network is not allowed.",
            remedy="Allow the network for this run, or download the files and name their path.",
        )
    columns, lib = read_mapping(mapping), library()
    if columns.fields.split:
        raise DatasetError(f"{name}: its splits are its own.", remedy="Take `split` out of the mapping.")
    try:
        found = lib.load_dataset(name, revision=revision)
    except Exception as error:  # the library lets through those of HTTP, of file systems and of its own
        raise DatasetError(f"{name} could not be fetched: {error}", remedy="Check the id and the network.") from error
    columns = columns.model_copy(update={"fields": columns.fields.model_copy(update={"split": _SPLIT})})
    rows = (row for split, data in found.items() for row in _rows(name, split, data))
    return as_dataset_dict(in_splits(*sentences_of(rows, columns, vocabulary, [])))


_SPLIT = "split of the hub"  # no column of theirs


def _rows(name: str, split: str, data: "Dataset") -> Iterator[tuple[str, dict[str, Any]]]:
    spelled = {column: kind for column, kind in data.features.items() if _names(kind)}
    for number, row in enumerate(data.with_format(None), 1):
        read = {
            column: _spelled(spelled[column], value) if column in spelled else value for column, value in row.items()
        }
        yield f"{name}/{split}:{number}", read | {_SPLIT: split}


def _names(kind: Any) -> Any:
    """Return the class label of a column or of the items of its lists, None where there is none."""
    inner = getattr(kind, "feature", kind)
    return inner if hasattr(inner, "int2str") else None


def _spelled(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    return [_names(kind).int2str(item) for item in value] if isinstance(value, list) else _names(kind).int2str(value)
