"""The commands train and evaluate: what they print, what they take, and why not."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpora.datasets.labelled import AUTHORED
from models.artifact import read_about
from tests.cli.running import ROOT, quick

if TYPE_CHECKING:
    from tests.trained import Trained

ONE = AUTHORED / "train" / "marlowe-foods-2024.jsonl"
WITHOUT_TORCH = """
import sys

class Away:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "torch":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Away())
from pipelines.cli.main import app

app()
"""


def test_training_by_the_tiny_recipe_says_the_models_name(trained: "Trained") -> None:
    assert trained.said.exit_code == 0, trained.said.output
    assert trained.said.stdout.strip() == f"{read_about(trained.out)['model_id']}: {trained.out}"


def test_it_tells_every_step_on_the_way(trained: "Trained") -> None:
    for step in ("folds: 5 of 5", "fold-0, epoch 1 of 6: 1 of ", "all, epoch ", "transfer: 1 of 1", "figures: "):
        assert step in trained.said.stderr
    assert "Warning" not in trained.said.stderr


def test_what_was_trained_is_measured_by_the_same_recipe_and_data(
    trained: "Trained", monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.encoder import runs

    monkeypatch.delattr(runs, "fine_tune")  # all is kept
    named = [part for path in trained.data for part in ("--data", path)]
    said = quick("evaluate", "--recipe", "tiny", *named, "--state", trained.state, "--json")
    assert said.exit_code == 0, said.output
    found = json.loads(said.stdout)
    assert {"in-domain", "transfer"} == {figure["setting"] for figure in found["figures"]}
    assert len(found["data"]) == len(list(trained.data[0].iterdir())) + len(list(trained.data[1].iterdir()))


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_an_unknown_recipe_is_refused_and_the_known_ones_named(tmp_path: Path, command: str) -> None:
    out = ["--out", tmp_path / "out"] if command == "train" else []
    said = quick(command, "--recipe", "gigantic", "--data", ONE, *out, "--state", tmp_path / "state")
    assert said.exit_code == 2
    assert "no recipe gigantic" in said.stderr
    assert "tiny" in said.stderr
    assert not list(tmp_path.iterdir())


def test_a_mistake_in_a_recipe_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("name: mine\nabout: x\nencoder: {gold: {epoch: 3}}\n", encoding="utf-8")
    said = quick("train", "--recipe", tmp_path / "mine.yaml", "--data", ONE, "--out", tmp_path / "out")
    assert said.exit_code == 2
    assert "encoder.gold.epoch: is no key of a recipe" in " ".join(said.stderr.split())


def test_data_that_is_not_there_or_named_twice_is_refused(tmp_path: Path) -> None:
    for data in ([tmp_path / "gone"], [ONE, tmp_path / "gone.jsonl"], [ONE, ONE]):
        named = [part for path in data for part in ("--data", path)]
        said = quick("train", "--recipe", "linear", *named, "--out", tmp_path / "out", "--state", tmp_path / "state")
        assert said.exit_code == 2
        assert "What helps" in said.stderr
    assert quick("train", "--recipe", "linear", "--out", tmp_path / "out").exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_without_torch_it_says_what_to_install_before_anything_is_trained(tmp_path: Path, command: str) -> None:
    out = ["--out", tmp_path / "out"] if command == "train" else []
    arguments = [command, "--recipe", "tiny", "--data", ONE, *out, "--state", tmp_path / "state"]
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert said.returncode == 4, said.stderr
    assert "trains an encoder; torch is missing" in " ".join(said.stderr.split())
    assert "pip install 'avowal[train]'" in said.stderr
    assert not list(tmp_path.rglob("*"))
