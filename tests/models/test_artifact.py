"""A model on disk: it comes back the same, holds no pickle, and a damaged one is refused with a remedy."""

import json
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED
from corpora.prediction import Task
from models.artifact import ModelError, load, read_about, save
from models.linear import LinearModel, documents_of
from models.provenance import data_digests, provenance_of
from tests.models.conftest import TINY


@pytest.fixture
def copy(tiny_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_folder, tmp_path / "copy"))


def test_what_was_saved_judges_the_same_when_read_back(
    tiny: LinearModel, sentences: list[LabelledSentence], tmp_path: Path
) -> None:
    again = save(tiny, provenance_of(AUTHORED / "train", sentences, TINY, "tiny"), tmp_path)
    passages = documents_of(sentences)[0][0]
    for task in Task:
        assert np.array_equal(tiny.predict(passages)[task], again.predict(passages)[task])
    assert tiny.model_id == again.model_id, "the id is the digest of what decides"


def test_nothing_on_disk_is_pickled(tiny_folder: Path) -> None:
    assert sorted(path.name for path in tiny_folder.iterdir()) == [
        "card.md",
        "model.json",
        "weights.npz",
    ]
    with zipfile.ZipFile(tiny_folder / "weights.npz") as archive:
        assert all(name.endswith(".npy") for name in archive.namelist())
    with np.load(tiny_folder / "weights.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


@pytest.mark.parametrize("name", ["weights.npz", "model.json"])
def test_a_file_cut_short_is_refused(copy: Path, name: str) -> None:
    content = (copy / name).read_bytes()
    (copy / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelError, match="damaged") as refused:
        load(copy)
    assert refused.value.exit_code == 4
    assert "avowal train" in refused.value.advice


@pytest.mark.parametrize("name", ["weights.npz", "model.json"])
def test_a_file_that_is_gone_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match=name):
        load(copy)


def test_a_changed_word_of_the_manifest_is_refused(copy: Path) -> None:
    about = json.loads((copy / "model.json").read_text(encoding="utf-8"))
    about["temperature"]["specificity"] = 3.0
    (copy / "model.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(ModelError, match="does not match its own digest"):
        load(copy)


def test_a_model_for_other_labels_or_of_another_format_is_refused(copy: Path) -> None:
    path = copy / "model.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**about, "format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="format 99"):
        load(copy)
    path.write_text(json.dumps({**about, "labels": {**about["labels"], "practice": ["GOV1"]}}), encoding="utf-8")
    with pytest.raises(ModelError, match="other labels"):
        load(copy)


def test_a_folder_that_is_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No model at"):
        load(tmp_path / "nowhere")


def test_a_model_says_what_it_was_trained_on_and_by_whose_labels(
    tiny_folder: Path, sentences: list[LabelledSentence]
) -> None:
    provenance = read_about(tiny_folder)["provenance"]
    assert provenance["data"] == data_digests(AUTHORED / "train")
    assert provenance["sentences"] == {"authored": len(sentences)}
    card = (tiny_folder / "card.md").read_text(encoding="utf-8")
    assert "## Limits" in card
    assert provenance["labelled_by"] in card
