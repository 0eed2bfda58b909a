"""A tiny model, trained once a run on the authored sentences."""

from pathlib import Path

import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED, load
from models.artifact import load_linear
from models.linear import LinearModel
from models.recipe import Recipe
from models.train import train

TINY = Recipe(name="tiny", about="the linear model on the authored sentences")


@pytest.fixture(scope="session")
def sentences() -> list[LabelledSentence]:
    return load(AUTHORED / "train")


@pytest.fixture(scope="session")
def kept_folds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept_folds")


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory, kept_folds: Path) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    train(AUTHORED / "train", folder, kept_folds, TINY)
    return folder


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> LinearModel:
    return load_linear(tiny_folder)
