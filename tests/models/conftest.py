"""A tiny model, trained once a run on the authored sentences."""

from pathlib import Path

import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED, load_authored
from models.linear import LinearModel, Settings
from models.train import train


@pytest.fixture(scope="session")
def sentences() -> list[LabelledSentence]:
    return load_authored()


@pytest.fixture(scope="session")
def kept_folds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept_folds")


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory, kept_folds: Path) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    train(AUTHORED, folder, kept_folds, Settings(), version="tiny")
    return folder


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> LinearModel:
    from models.artifact import load

    return load(tiny_folder)
