"""The command line as its user meets it: exit codes, messages, and what goes to which stream."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.cli.running import ROOT, STATEMENT, avowal, quick


def test_help_loads_nothing_heavy() -> None:
    code = """
import sys
from typer.testing import CliRunner
from pipelines.cli.main import app
from pipelines.flows import server
result = CliRunner().invoke(app, ["--help"])
assert result.exit_code == 0, result.output
print(sorted({name.split(".")[0] for name in sys.modules} & {
    "prefect", "spacy", "sklearn", "scipy", "numpy", "pyarrow", "pandas", "pydantic", "pdfplumber", "httpx"}))
"""
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_every_command_has_help() -> None:
    for words in ([], ["analyse"], ["demo"], ["doctor"], ["classify"], ["frameworks"], ["server"]):
        assert quick(*words, "--help").exit_code == 0


def test_the_version_is_shown() -> None:
    assert quick("--version").output.startswith("avowal ")


def test_some_unread_documents_are_exit_code_1_and_listed(
    finished: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, said = finished
    assert said.returncode == 1, said.stderr
    assert f"Could not be read ({4 if shutil.which('tesseract') else 5})" in said.stdout
    assert "Twins, read once (1)" in said.stdout


def test_every_bad_file_is_listed_with_its_remedy_and_all_others_are_read(
    finished: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = finished
    files = {Path(row["path"]).stem: row for row in pq.read_table(folder / "out" / "files.parquet").to_pylist()}
    assert {name.replace("\x1b[31m", ""): row["outcome"] for name, row in files.items()} == {
        "hollowbeck": "read",
        "really-text": "read",
        "twin": "duplicate",
        "empty": "empty",
        "picture": "read_by_ocr" if shutil.which("tesseract") else "needs_ocr",
        "truncated": "unreadable",
        "locked": "locked",
        "gone": "unreadable",
    }
    unread = [row for row in files.values() if row["outcome"] not in ("read", "read_by_ocr", "duplicate")]
    assert all(row["reason"] and row["remedy"] for row in unread)


def test_the_table_names_framework_counts_and_reasons(
    finished: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, said = finished
    assert "hollowbeck.txt" in said.stdout
    assert "UK-MSA" in said.stdout
    assert "Not evidenced in the text" in said.stdout
    assert str(folder / "out") in said.stdout
    assert all(len(line) <= 100 or str(folder) in line for line in said.stdout.splitlines())


def test_a_run_over_names_that_are_no_utf_8_is_complete(inbox: Path, tmp_path: Path) -> None:
    odd = inbox / os.fsdecode(b"lat\xe9in.txt")
    odd.write_text(STATEMENT.replace("Hollowbeck", "Alder"), encoding="utf-8")
    out = tmp_path / os.fsdecode(b"r\xe9sultats")
    said = avowal("analyse", odd, inbox / "hollowbeck.txt", "-o", out, PYTHONIOENCODING="ascii")
    assert said.returncode == 0, said.stderr
    assert r"lat\xe9in.txt" in said.stdout
    assert (out / "files.parquet").is_file()


def test_a_files_name_cannot_paint_the_screen(finished: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, said = finished
    assert "\x1b" not in said.stdout + said.stderr
    assert "empty\N{REPLACEMENT CHARACTER}[31m.pdf" in said.stdout


def test_progress_goes_to_stderr_and_is_sparse_without_a_terminal(
    finished: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, said = finished
    lines = said.stderr.splitlines()
    assert lines[0] == "8 documents found"
    assert [line for line in lines if line in ("extract", "segment", "classify", "assess", "score", "write")]
    assert len(lines) < 12


def test_timings_name_the_overhead(finished: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, said = finished
    timings = json.loads((folder / "out" / "timings.json").read_text(encoding="utf-8"))
    assert set(timings) == {"stages", "flow", "loading", "report", "overhead", "total"}
    assert f"{timings['overhead']:.1f} s bookkeeping" in said.stdout


def test_all_good_is_exit_code_0_and_json_is_one_object_alone_on_stdout(inbox: Path, tmp_path: Path) -> None:
    said = avowal("analyse", inbox, "-o", tmp_path / "out", "--json")
    found: dict[str, Any] = json.loads(said.stdout)
    assert said.returncode == found["exit_code"] == 0
    assert found["outcomes"] == {"read": 1}
    (document,) = found["documents"]
    for judged in document["judgements"]:
        others = sum(len(names) for names in judged["others"].values())
        assert judged["asked"] == sum(judged[k] for k in ("met", "partial", "missing", "by_hand")) + others
        assert len(judged["missing_commitments"]) == judged["missing"]
    assert all(Path(table["path"]).is_file() for table in found["tables"].values())


def test_an_earlier_run_is_refused_at_once_and_exchanged_on_demand(
    finished: tuple[Path, subprocess.CompletedProcess[str]], inbox: Path, tmp_path: Path
) -> None:
    folder, _ = finished
    shutil.copytree(folder / "out", tmp_path / "out")
    refused = quick("analyse", inbox, "-o", tmp_path / "out")
    assert refused.exit_code == 2
    assert "--replace" in refused.stderr
    before = (tmp_path / "out" / "run.json").read_bytes()
    said = avowal("analyse", inbox, "-o", tmp_path / "out", "--replace")
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "out" / "run.json").read_bytes() != before


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (lambda inbox: ["analyse", "-o", inbox.parent / "out"], "Nothing to analyse"),
        (lambda inbox: ["analyse", inbox, "-o", inbox / "out"], "inside"),
        (lambda inbox: ["analyse", inbox, "-o", inbox / "hollowbeck.txt"], "is a file"),
        (lambda inbox: ["analyse", inbox, "-o", inbox / "hollowbeck.txt" / "out"], "cannot be written"),
        (lambda inbox: ["analyse", inbox, "-o", inbox.parent / "out", "--framework", "XX"], "Unknown framework"),
        (lambda inbox: ["analyse", inbox, "-o", inbox.parent / "out", "--framework", ""], "framework is empty"),
        (lambda inbox: ["analyse", inbox, "-o", inbox.parent / "out", "--framework", " , "], "framework is empty"),
        (lambda inbox: ["analyse", inbox, "-o", inbox.parent / "out", "--as-of", "tomorrow"], "Not a day"),
        (lambda inbox: ["analyse", inbox, "-o", inbox.parent / "out", "--as-of", ""], "Not a day"),
        (lambda inbox: ["analyse", inbox, "-o", inbox.parent / "out", "--manifest", "no.csv"], "no manifest"),
        (lambda inbox: ["analyse", inbox, "-o", inbox.parent / "out", "--sentences", "no.jsonl"], "no file of sent"),
        (lambda inbox: ["analyse", inbox, "-o", inbox.parent / "out", "--prefect", "cloud"], "inherit"),
        (lambda inbox: ["analyse", inbox.parent / "gone.pdf", "-o", inbox.parent / "out"], "gone.pdf"),
        (lambda inbox: ["analyse", inbox, "--frobnicate"], "frobnicate"),
        (lambda inbox: ["classify", inbox / "hollowbeck.txt", "-o", inbox / "out.xlsx"], "not written as .xlsx"),
        (lambda inbox: ["classify", inbox / "hollowbeck.txt", "-o", inbox / "out.jsonl"], "not JSON"),
        (lambda inbox: ["frameworks", "show", "XX"], "Unknown framework"),
        (lambda inbox: ["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_usage_is_exit_code_2_with_a_remedy_and_no_traceback(
    inbox: Path, wrong: Callable[[Path], list[str | Path]], word: str
) -> None:
    said = quick(*wrong(inbox))
    assert said.exit_code == 2, said.output
    assert word in " ".join(said.stderr.split())
    assert "Traceback" not in said.output
    assert said.stdout == ""
    assert sorted(path.name for path in inbox.parent.iterdir()) == ["inbox"]


@pytest.mark.parametrize(
    "words",
    [
        ["analyse", "FILE", "--manifest", "FILE", "--sentences", "FILE", "--framework", ""],
        ["classify", "FILE", "-o", "out.xlsx"],
        ["train", "--data", "FILE", "-o", "out"],
        ["evaluate", "--data", "FILE"],
        ["bench", "assess", "--data", "FILE"],
    ],
)
def test_a_file_without_permission_is_told_by_avowal_and_not_before_it(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda *_arguments, **_options: False)  # root may read everything
    said = quick(*(inbox / "hollowbeck.txt" if word == "FILE" else word for word in words))
    assert said.exit_code == 2
    assert "not readable" not in said.output
    assert "What helps:" in said.stderr


def test_an_empty_folder_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = avowal("analyse", tmp_path / "empty", "-o", tmp_path / "out")
    assert said.returncode == 3
    assert "Traceback" not in said.stderr
    assert "What helps:" in said.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty"]


def test_a_state_folder_that_cannot_be_written_is_exit_code_4(inbox: Path, tmp_path: Path) -> None:
    said = avowal("analyse", inbox, "-o", tmp_path / "out", AVOWAL_STATE=str(inbox / "hollowbeck.txt" / "state"))
    assert said.returncode == 4
    assert "AVOWAL_STATE" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_missing_package_is_exit_code_4(tmp_path: Path) -> None:
    code = "import sys; sys.modules['yaml'] = None; from pipelines.cli.main import run; run()"
    said = subprocess.run(
        [sys.executable, "-c", code, "frameworks", "list"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 4
    assert "yaml is missing" in said.stderr
    assert "Traceback" not in said.stderr
