"""The local Prefect server: one for all commands, with a key, and gone when nobody asks any more."""

import os
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.flows import server

ROOT = Path(__file__).parents[2]


def within(seconds: float, happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def shared(state: Path) -> server.Server:
    """Return the server that all tests share."""
    running = server.ensure()
    server.wait(running)
    return running


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a state folder of the test's own."""
    monkeypatch.setenv("AVOWAL_STATE", str(tmp_path / "state"))
    yield tmp_path / "state"
    server.stop()


def test_whoever_comes_later_uses_the_server_that_runs(shared: server.Server) -> None:
    assert server.ensure() == shared
    assert server.find() == shared


def test_the_server_answers_only_with_its_key(shared: server.Server) -> None:
    assert server.answers(shared)
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{shared.api_url}/admin/version", timeout=10)  # noqa: S310 - our own address
    assert caught.value.code == 401


def test_only_its_owner_may_read_the_key(shared: server.Server, state: Path) -> None:
    assert stat.S_IMODE((state / "server.auth").stat().st_mode) == 0o600


@pytest.mark.slow
def test_an_idle_server_ends_by_itself_though_looked_at_and_not_while_used(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVOWAL_SERVER_IDLE", "6")
    running = server.ensure()
    server.wait(running)
    for _ in range(3):
        time.sleep(2.5)
        assert server.ensure() == running
    assert within(30, lambda: not server.answers(running))


def test_two_commands_at_once_start_one_server(own: Path) -> None:
    code = "from pipelines.flows import server; print(server.ensure().pid)"
    both = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert len({process.communicate(timeout=60)[0] for process in both}) == 1


def test_a_killed_server_is_not_believed_and_the_next_command_starts_another(own: Path) -> None:
    first = server.ensure()
    os.kill(first.pid, signal.SIGKILL)
    assert within(10, lambda: server.find() is None)
    assert (own / "server.json").exists()  # what the killed one left
    assert server.ensure().pid != first.pid


def test_a_server_of_another_version_is_replaced(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = server.ensure()
    monkeypatch.setattr(server, "version", lambda name: "99.0")
    assert server.ensure().pid != first.pid


def test_stopping_is_said_to_have_found_one_or_none(own: Path) -> None:
    server.ensure()
    assert server.stop()
    assert not server.stop()


def test_a_server_that_a_run_is_using_is_stopped_by_force_alone(own: Path) -> None:
    server.ensure()
    with server.in_use():
        with server.in_use(), pytest.raises(server.ServerInUseError) as caught:
            server.stop()
        assert "--force" in caught.value.advice
        assert server.find()
        assert server.stop(120, force=True)


def test_a_state_folder_that_cannot_be_written_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("AVOWAL_STATE", str(tmp_path / "file" / "state"))
    with pytest.raises(server.ServerError) as caught:
        server.ensure()
    assert "AVOWAL_STATE" in caught.value.advice
