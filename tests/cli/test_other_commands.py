"""The commands beside analyse: frameworks, doctor, classify, server."""

import json
from pathlib import Path

import pytest

from pipelines.flows import server
from tests.cli.running import quick


def test_frameworks_are_listed_shown_and_linted() -> None:
    assert "UK-MSA" in quick("frameworks", "list").stdout
    assert "UK-02" in quick("frameworks", "show", "uk-msa").stdout
    assert "no mistakes" in quick("frameworks", "lint").stdout


def test_doctor_says_what_is_there_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    said = quick("doctor", "--json")
    found = json.loads(said.stdout)
    assert said.exit_code == (0 if found["ready"] else 4)
    assert {"Python", "packages", "model", "frameworks", "spaCy", "state folder", "OCR"} <= {
        check["name"] for check in found["checks"]
    }
    assert all(check["ok"] or check["remedy"] for check in found["checks"])


def test_doctor_ends_with_4_where_something_needed_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("AVOWAL_STATE", str(tmp_path / "file" / "state"))
    said = quick("doctor")
    assert said.exit_code == 4
    assert "missing" in said.stdout


def test_classify_answers_by_the_documents_own_names_and_numbers(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        '{"document": "tea", "index": 7, "text": "The board approved this statement."}\n'
        '{"document": "tea", "index": 9, "text": "We train all buyers each year."}\n',
        encoding="utf-8",
    )
    said = quick("classify", rows, "-o", tmp_path / "out.jsonl")
    assert said.exit_code == 0, said.output
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(row["document"], row["index"]) for row in written} == {("tea", 7), ("tea", 9)}
    assert set(written[0]) == {"document", "index", "task", "label", "probability", "decision"}
    assert quick("classify", rows, "-o", tmp_path / "out.jsonl").exit_code == 2
    assert quick("classify", rows, "-o", tmp_path / "out.parquet").exit_code == 0
    assert quick("classify", rows, "-o", tmp_path / "folder").exit_code == 0
    assert (tmp_path / "folder/predictions.parquet").is_file()


def test_the_server_is_shown_and_stopped_by_a_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AVOWAL_STATE", str(tmp_path))
    assert "No server runs" in quick("server", "status").stdout
    running = server.ensure()
    assert running.api_url in quick("server", "status").stdout
    assert "has ended" in quick("server", "stop").stdout
    assert "No server runs" in quick("server", "stop").stdout
