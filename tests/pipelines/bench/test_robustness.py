"""The bench of odd files gives each its row, counts what happened to the workers, and fails if the run does."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.bench import robustness
from pipelines.cli.main import app


def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Hollowbeck Ltd visits each mill once a year.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Hollowbeck Ltd visits each mill once a year.\n", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (tmp_path / "d.txt").write_bytes(b"")
    return tmp_path


def test_every_file_is_a_row_and_the_outcomes_are_counted(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["bench", "robustness", str(folder(tmp_path)), "--json"])
    assert said.exit_code == 0, said.output
    found = json.loads(said.stdout)
    counts = {row["outcome"]: row["rows"] for row in found["tables"][0]["rows"]}
    assert {name: count for name, count in counts.items() if count} == {
        "read": 1,
        "duplicate": 1,
        "unreadable": 1,
        "empty": 1,
    }
    assert all(row["reason"] for row in found["rows"] if row["outcome"] != "read")


def test_a_run_that_fails_is_told_and_the_files_are_tried_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = robustness.extract_batch

    def fail(cases, observe):  # type: ignore[no-untyped-def]
        if any(case.source.path.endswith("a.txt") for case in cases):
            raise OSError("the disk is full")
        return whole(cases, observe=observe)

    monkeypatch.setattr(robustness, "extract_batch", fail)
    said = CliRunner().invoke(app, ["bench", "robustness", str(folder(tmp_path))])
    assert said.exit_code == 1
    assert "OSError: the disk is full" in said.stdout
    assert "files without a row" in said.stdout
