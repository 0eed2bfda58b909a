"""The commands promote, rollback and gate: what they print, and their exit codes."""

import json
from pathlib import Path

import pytest

from corpora.datasets.labelled import AUTHORED
from corpora.prediction import Task
from models import floors, gate
from models.registry import read_registry
from tests.cli.running import quick
from tests.models.releases import FIRST, FORGETFUL, FORGOTTEN, SECOND, Releases, rewrite_in_place


@pytest.fixture
def few() -> Path:
    return sorted((AUTHORED / "held").glob("*.jsonl"))[0]


def test_a_promotion_is_told_and_taken_back(releases: Releases, few: Path) -> None:
    said = quick("promote", SECOND, "--why", "It finds more.", "--data", few)
    assert said.exit_code == 0, said.output
    assert releases.model_id(SECOND) in said.stdout
    assert "floors hold" in said.stdout
    assert str(releases.of(SECOND) / "changes.jsonl") in said.stdout
    back = quick("rollback", "--why", "It finds too much.")
    assert back.exit_code == 0, back.output
    assert set(releases.live().values()) == {releases.model_id(FIRST)}
    assert read_registry().history[-1].why == "It finds too much."


def test_both_are_told_as_json_too(releases: Releases, few: Path) -> None:
    said = json.loads(
        quick("promote", SECOND, "--task", "practice", "--why", "It finds more.", "--data", few, "--json").stdout
    )
    assert [move["task"] for move in said["moves"]] == ["practice"]
    assert {"document", "index", "text_sha256", "task", "label", "change", "right"} == set(said["changes"][0])
    assert all(check["margin"] >= 0 for check in said["gate"])
    assert releases.live()[Task.CRITERION] == releases.model_id(FIRST)
    back = json.loads(quick("rollback", "--task", "practice", "--json").stdout)
    assert back["moves"][0]["after"] == releases.model_id(FIRST)
    assert back["changes"] is None


def test_why_not_is_an_exit_code_and_a_remedy(releases: Releases, few: Path) -> None:
    before = releases.bytes
    assert quick("promote", SECOND).exit_code == 2
    assert quick("promote", SECOND, "--why", "x", "--task", "tone").exit_code == 2
    assert quick("promote", "latest", "--why", "x").exit_code == 2
    assert quick("promote", SECOND, "--why", "x", "--data", few.with_name("gone.jsonl")).exit_code == 2
    assert quick("rollback").exit_code == 2
    failing = quick("promote", FORGETFUL, "--why", "x")
    assert failing.exit_code == 1
    assert f"criterion/{FORGOTTEN}" in failing.stderr
    assert "What helps" in failing.stderr
    rewrite_in_place(releases.of(SECOND) / "weights.npz", b"PK")
    assert quick("promote", SECOND, "--why", "x").exit_code == 4
    assert releases.bytes == before


def test_the_gate_shows_each_floor_and_ends_with_1_where_one_fails(releases: Releases) -> None:
    assert quick("gate").exit_code == 0
    failing = quick("gate", "--model", FORGETFUL)
    assert failing.exit_code == 1
    assert "fails" in failing.stdout
    as_json = quick("gate", "--model", releases.of(FORGETFUL), "--json")
    assert as_json.exit_code == 1
    found = json.loads(as_json.stdout)
    assert found["model_id"] == releases.model_id(FORGETFUL)
    assert f"criterion/{FORGOTTEN}" in [floor["key"] for floor in found["floors"] if not floor["holds"]]
    assert quick("gate", "--model", "third-1").exit_code == 2


def test_floors_are_raised_without_a_reason_and_lowered_with_one_alone(releases: Releases) -> None:
    before = floors.read_floors()
    assert quick("gate", "--raise").exit_code == 0
    assert floors.read_floors() == before  # the same model has nothing to raise
    assert quick("gate", "--raise", "--model", FORGETFUL).exit_code == 1
    assert floors.read_floors() == before
    assert quick("gate", "--lower", FORGOTTEN, "--model", FORGETFUL).exit_code == 2
    assert quick("gate", "--lower", FORGOTTEN, "--why", "x").exit_code == 2  # the live model is as good as the floor
    assert quick("gate", "--reset", "--why", "x").exit_code == 2  # the gold is the same
    assert quick("gate", "--reset", "--raise", "--why", "x").exit_code == 2
    assert floors.read_floors() == before
    quick("gate", "--lower", FORGOTTEN, "--why", "Its labels were wrong.", "--model", FORGETFUL)
    lowered = floors.read_floors().floors[f"criterion/{FORGOTTEN}"]
    assert (lowered.value, lowered.history[-1].why) == (0.0, "Its labels were wrong.")
    assert quick("gate", "--raise").exit_code == 0
    assert floors.read_floors().floors[f"criterion/{FORGOTTEN}"].value == before.floors[f"criterion/{FORGOTTEN}"].value


def test_other_gold_is_told_and_measured_anew(
    releases: Releases, few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "held").mkdir()
    for path in few.parent.glob("*.jsonl"):
        if path != few:
            (tmp_path / "held" / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(gate, "HELD", tmp_path / "held")
    said = quick("gate")
    assert said.exit_code == 2
    assert few.name in said.stderr
    assert quick("gate", "--reset").exit_code == 2
    assert quick("gate", "--reset", "--why", "One document was taken out.").exit_code == 0
    assert quick("gate").exit_code == 0


def test_they_have_help_with_their_exit_codes() -> None:
    for command in ("promote", "rollback", "gate"):
        said = quick(command, "--help")
        assert said.exit_code == 0
        assert "Exit 1" in said.stdout
