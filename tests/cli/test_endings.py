"""How a command ends that is cut short, has nobody to talk to, or meets a fault of ours."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.flows import server
from tests.cli.running import ROOT, STATEMENT, avowal, quick


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
    assert "write" in said.stderr.splitlines()
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
