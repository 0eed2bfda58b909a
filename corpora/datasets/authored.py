"""The project's own labelled sentences: a half to train on and a half that is held back, by document."""

from pathlib import Path
from typing import TYPE_CHECKING

from corpora.datasets.labelled import AUTHORED, load_authored
from corpora.datasets.rows import DatasetError
from corpora.datasets.splits import as_dataset_dict

if TYPE_CHECKING:
    from datasets import DatasetDict

SPLITS = ("train", "held")


def authored(path: Path = AUTHORED) -> "DatasetDict":
    """Give a folder with the folders `train` and `held` as splits of those names.

    Raises:
        DatasetError: where one of the two is missing, a company is in both, or as `load_authored`.
        LibraryError: where the library `datasets` is not installed.
    """
    if missing := [name for name in SPLITS if not (path / name).is_dir()]:
        raise DatasetError(f"{path} has no folder {', '.join(missing)}.", remedy="Name a folder with train and held.")
    return as_dataset_dict({name: load_authored(path / name) for name in SPLITS})
