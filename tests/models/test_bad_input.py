"""An ensemble on disk: it comes back the same, holds no pickle, and what is wrong with it is refused with a remedy."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED
from corpora.prediction import Task
from models.artifact import ModelError, load, load_linear, read_about, save_ensemble
from models.classifier import Classifier
from models.ensemble import Ensemble
from models.linear import LinearModel, Settings, documents_of
from models.provenance import Provenance, provenance_of
from tests.models.ensembles import tiny_ensemble

FILES = ["encoder.onnx", "linear.npz", "model.json", "stack.npz", "tokenizer.json"]


@pytest.fixture(scope="module")
def origin(sentences: list[LabelledSentence]) -> Provenance:
    return provenance_of(AUTHORED, sentences, Settings(), "tiny-ensemble")


@pytest.fixture(scope="module")
def kept(tiny: LinearModel, origin: Provenance, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ensemble")
    save_ensemble(tiny_ensemble(tiny), origin, folder)
    return folder


@pytest.fixture
def copy(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "copy"))


def same(one: Classifier, two: Classifier, sentences: list[LabelledSentence]) -> bool:
    passages = documents_of(sentences)[0][0]
    return all(np.array_equal(one.predict(passages)[task], two.predict(passages)[task]) for task in Task)


def test_what_was_saved_judges_the_same_when_read_back(
    tiny: LinearModel, kept: Path, sentences: list[LabelledSentence]
) -> None:
    assert same(tiny_ensemble(tiny), load(kept), sentences)


def test_an_encoder_needs_no_linear_model(
    origin: Provenance, tmp_path: Path, sentences: list[LabelledSentence]
) -> None:
    model = tiny_ensemble()
    saved = save_ensemble(model, origin, tmp_path)
    assert same(model, saved, sentences)
    assert "linear.npz" not in read_about(tmp_path)["files"]


def test_every_file_that_decides_is_named_with_its_digest(kept: Path) -> None:
    assert sorted(path.name for path in kept.iterdir()) == FILES
    assert sorted(read_about(kept)["files"]) == [name for name in FILES if name != "model.json"]
    for name in ("linear.npz", "stack.npz"):
        with np.load(kept / name, allow_pickle=False) as arrays:
            assert all(arrays[array].dtype != object for array in arrays.files)


@pytest.mark.parametrize("key", ["bases", "stack", "temperature", "files", "provenance"])
def test_the_id_covers_everything_that_decides(kept: Path, copy: Path, key: str) -> None:
    about = json.loads((copy / "model.json").read_text(encoding="utf-8"))
    about[key]["added"] = 1
    (copy / "model.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(ModelError, match="does not match its own digest"):
        load(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_refused(copy: Path, name: str) -> None:
    content = (copy / name).read_bytes()
    (copy / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelError, match="damaged") as refused:
        load(copy)
    assert "avowal train" in refused.value.advice
    assert refused.value.exit_code == 4


@pytest.mark.parametrize("name", FILES)
def test_a_file_changed_in_one_byte_is_refused(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(bytes(content))
    with pytest.raises(ModelError):
        load(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match=name):
        load(copy)


def test_a_pointer_in_place_of_the_weights_is_refused(copy: Path) -> None:
    (copy / "encoder.onnx").write_text("version https://git-lfs.github.com/spec/v1\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"digest of encoder\.onnx differs"):
        load(copy)


def test_other_labels_are_refused(copy: Path) -> None:
    path = copy / "model.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    about["labels"]["practice"] = about["labels"]["practice"][::-1]
    path.write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(ModelError, match="other labels"):
        load(copy)


def test_a_graph_for_other_outputs_is_refused(origin: Provenance, kept: Path, tmp_path: Path) -> None:
    model = load(kept)
    assert isinstance(model, Ensemble)
    model.bases["encoder"].graph = b"no graph"  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match="graph cannot be read"):
        save_ensemble(model, origin, tmp_path)


def test_where_a_linear_model_is_asked_for_an_ensemble_is_refused(kept: Path) -> None:
    with pytest.raises(ModelError, match="no linear one"):
        load_linear(kept)
