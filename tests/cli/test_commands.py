"""The command line as its user meets it: exit codes, messages, and what goes to which stream."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from reportlab.pdfgen import canvas
from typer.testing import CliRunner, Result

from pipelines.cli.main import app
from pipelines.flows import server

ROOT = Path(__file__).parents[2]
STATEMENT = """Hollowbeck Ltd: modern slavery statement for the financial year ended 31 December 2025

This statement is made under section 54(1) of the Modern Slavery Act 2015.

We buy tea and packaging from forty suppliers in Kenya and India.

This statement was approved by the board of directors on 12 May 2026.

Jane Roe, Director
"""


def avowal(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def quick(*arguments: str | Path) -> Result:
    """Run a command that never gets as far as Prefect, in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "hollowbeck.txt").write_text(STATEMENT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return a finished run over good and bad files, and what the command said."""
    folder = tmp_path_factory.mktemp("run")
    inbox = folder / "in"
    inbox.mkdir()
    (inbox / "hollowbeck.txt").write_text(STATEMENT, encoding="utf-8")
    (inbox / "twin.txt").write_text(STATEMENT, encoding="utf-8")
    (inbox / "really-text.pdf").write_text(STATEMENT.replace("Hollowbeck", "Alder"), encoding="utf-8")
    (inbox / "empty\x1b[31m.pdf").write_bytes(b"")
    pdf = io.BytesIO()
    page = canvas.Canvas(pdf)
    scan = Image.new("L", (1240, 1754), 255)
    for line in range(30):
        ImageDraw.Draw(scan).text(
            (120, 120 + line * 45), "We expect our suppliers to follow our code.", 0, font_size=30
        )
    page.drawInlineImage(scan, 0, 0, 595, 842)
    page.save()
    (inbox / "picture.pdf").write_bytes(pdf.getvalue())
    (inbox / "truncated.pdf").write_bytes(pdf.getvalue()[:2000])
    locked = PdfWriter(clone_from=io.BytesIO(pdf.getvalue()))
    locked.encrypt("a password", algorithm="RC4-128")
    locked.write(inbox / "locked.pdf")
    said = avowal(
        "analyse",
        folder / "in",
        folder / "gone.txt",
        "-o",
        folder / "out",
        "--framework",
        "uk-msa",
        "--as-of",
        "2026-11-25",
    )
    return folder, said


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
    assert "Could not be read (5)" in said.stdout
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
        "picture": "needs_ocr",
        "truncated": "unreadable",
        "locked": "locked",
        "gone": "unreadable",
    }
    assert all(row["reason"] and row["remedy"] for row in files.values() if row["outcome"] not in ("read", "duplicate"))


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
    assert set(timings) == {"stages", "flow", "loading", "overhead", "total"}
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


def test_the_users_own_prefect_is_used_when_asked_for(inbox: Path, tmp_path: Path, state: Path) -> None:
    running = server.ensure()
    server.wait(running)
    theirs = {
        "PREFECT_API_URL": running.api_url,
        "PREFECT_API_AUTH_STRING": (state / "server.auth").read_text(encoding="utf-8"),
        "PREFECT_HOME": str(tmp_path / "theirs"),
    }
    elsewhere = str(tmp_path / "state")
    said = avowal("analyse", inbox, "-o", tmp_path / "out", "--prefect", "inherit", AVOWAL_STATE=elsewhere, **theirs)
    assert said.returncode == 0, said.stderr
    assert not (tmp_path / "state").exists()  # no server of ours was started


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_is_its_exit_code_and_leaves_the_earlier_run(
    finished: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, sent: signal.Signals
) -> None:
    if signal.getsignal(sent) == signal.SIG_IGN:
        pytest.skip("whoever runs the tests ignores this signal, and so would the command")
    folder, _ = finished
    shutil.copytree(folder / "out", tmp_path / "out")
    (tmp_path / "in").mkdir()
    for number in range(300):
        (tmp_path / "in" / f"{number}.txt").write_text(f"{STATEMENT}\n{number}\n" * 5, encoding="utf-8")
    before = (tmp_path / "out" / "run.json").read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli.main", "analyse", tmp_path / "in", "-o", tmp_path / "out", "--replace"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    for line in process.stderr:
        if line.startswith(("segment", "classify")):
            break
    time.sleep(0.2)
    began = time.monotonic()
    os.killpg(process.pid, sent)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 128 + sent
    assert time.monotonic() - began < 10
    assert "Traceback" not in errors
    assert "untouched" in errors
    assert (tmp_path / "out" / "run.json").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_a_reader_that_has_had_enough_leaves_the_runs_own_code(inbox: Path, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    said = subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", "analyse", inbox, tmp_path / "gone.pdf", "-o", tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert said.returncode == 1
    assert said.stderr.splitlines()[-1] == "write"
    assert (tmp_path / "out" / "files.parquet").is_file()


def test_a_run_whose_server_dies_once_its_results_are_in_place_is_complete(
    finished: tuple[Path, subprocess.CompletedProcess[str]], inbox: Path, tmp_path: Path
) -> None:
    folder, _ = finished
    code = f"""
import shutil, sys, types
def flow(inputs, out, *others):
    shutil.copytree({str(folder / "out")!r}, out)
    raise ConnectionError("the server has gone")
sys.modules["pipelines.flows.analyse"] = types.SimpleNamespace(analyse=flow)
from pipelines.cli.main import run
run()
"""
    said = subprocess.run(
        [sys.executable, "-c", code, "analyse", inbox, "-o", tmp_path / "out", "--prefect", "inherit"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1, said.stderr  # the run's own: some of its documents could not be read
    assert "the results are complete" in said.stderr
    assert "Results:" in said.stdout


@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_a_stdout_that_takes_nothing_is_exit_code_74_with_a_message(where: str) -> None:
    said = subprocess.run(
        ["sh", "-c", f'"$0" -m pipelines.cli.main frameworks list {where}', sys.executable],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 74
    assert said.stderr.startswith("Error: Nothing can be written to stdout")
    assert "Traceback" not in said.stderr


def test_a_fault_of_ours_is_exit_code_70_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_names: object) -> None:
        raise KeyError("one\ntwo")

    monkeypatch.setattr("corpora.framework.load_frameworks", fail)
    said = quick("frameworks", "list")
    assert said.exit_code == 70
    assert said.stderr.startswith("Error: This is a fault in Avowal: KeyError")
    assert "Traceback" not in said.stderr
    assert "AVOWAL_DEBUG=1" in said.stderr
    monkeypatch.setenv("AVOWAL_DEBUG", "1")
    assert "Traceback" in quick("frameworks", "list").stderr


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
