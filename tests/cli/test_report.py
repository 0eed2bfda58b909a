"""`avowal report`: paths on stdout, the rest on stderr, and the exit codes of bad input."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import avowal, quick
from tests.report.written import Written, dead_links

Finished = tuple[Path, subprocess.CompletedProcess[str]]


@pytest.fixture
def run(finished: Finished, tmp_path: Path) -> Path:
    """Return a copy of a finished run's tables."""
    folder = tmp_path / "run"
    shutil.copytree(finished[0] / "out", folder, ignore=shutil.ignore_patterns("report*", "tenders"))
    return folder


def test_analyse_writes_the_report_beside_the_tables_and_says_so(finished: Finished) -> None:
    folder, said = finished
    page = Written(folder / "out/report.html")
    for words in ("Hollowbeck Ltd", "locked.pdf", "truncated.pdf", "gone.txt"):
        assert words in page.words
    assert "\x1b" not in page.source
    assert "report.html" in said.stdout
    assert dead_links(folder / "out") == []


def test_the_path_stands_on_stdout_and_progress_on_stderr(run: Path) -> None:
    said = avowal("report", run)
    assert (said.returncode, said.stdout) == (0, f"{run}/report.html\n")
    assert "gather" in said.stderr
    assert "Traceback" not in said.stderr


def test_all_that_it_wrote_is_named_a_line_each(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    said = quick("report", run, "--xlsx", "--annotate", "--no-images", "-o", out)
    assert said.exit_code == 0
    page, workbook, copy = map(Path, said.stdout.splitlines())
    assert (page, workbook, copy.parent) == (out / "report.html", out / "report.xlsx", out / "annotated")
    assert all(path.stat().st_size for path in (page, workbook, copy))
    assert not (run / "report.html").exists()


def test_json_holds_what_was_written_and_what_not(run: Path) -> None:
    said = quick("report", run, "--annotate", "--no-images", "--json")
    found = json.loads(said.stdout)
    assert [(row["path"], row["bytes"]) for row in found["written"]] == [
        (path, Path(path).stat().st_size) for path in (row["path"] for row in found["written"])
    ]
    assert found["written"][0]["path"] == f"{run}/report.html"
    assert found["not_annotated"] == []


def test_a_supplier_gets_one_sheet(run: Path) -> None:
    said = quick("report", run, "--supplier", "hollow")
    (path,) = said.stdout.split()
    assert Path(path).name.startswith("hollowbeck-ltd-")
    assert "Hollowbeck Ltd" in Written(Path(path)).words
    assert not (run / "report.html").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone"], "There is no folder"),
        (["."], "no finished run"),
        (["run", "--supplier", "nobody"], "No supplier of this run is called “nobody”"),
        (["run", "--supplier", ""], "No supplier of this run is called"),
        (["run", "-o", "file"], "cannot be written"),
        (["run", "--supplier", "alder", "-o", "file"], "cannot be written"),
        (["run", "--supplier", "alder", "--xlsx"], "a sheet is one page"),
        ([], "Missing argument"),
    ],
)
def test_bad_input_is_said_with_exit_code_2_and_nothing_is_written(
    run: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(run.parent)
    Path("file").write_text("mine", encoding="utf-8")
    before = sorted(run.iterdir())
    said = quick("report", *arguments)
    assert said.exit_code == 2
    assert message in " ".join(said.stderr.split())
    assert said.stdout == ""
    assert sorted(run.iterdir()) == before
    assert Path("file").read_text(encoding="utf-8") == "mine"


def test_a_half_written_run_is_refused(run: Path) -> None:
    content = (run / "findings.parquet").read_bytes()
    (run / "findings.parquet").write_bytes(content[:-100])
    said = quick("report", run)
    assert (said.exit_code, said.stdout) == (2, "")
    assert "findings.parquet" in said.stderr
    assert "--replace" in said.stderr
