"""A worker may crash, hang, swell or flood: that costs its own work, which is tried once more, and nothing else."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.isolate import Fault, Limits, Pool, Result

ROOT = Path(__file__).parents[2]
ENTRY = "tests.faults.bad_work:work"
QUICK = Limits(memory_bytes=400_000_000, output_bytes=1_000_000, stall_cpu_seconds=1, stall_seconds=2.0)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(ENTRY, QUICK, programs=("tesseract",), size=2) as made:
        yield made


def ask(pool: Pool, *requests: dict[str, object]) -> list[Result]:
    found = dict(pool.run([json.dumps(request).encode() for request in requests]))
    return [found[index] for index in range(len(requests))]


FAULTS = {
    "exit": Fault.CRASHED,
    "fault": Fault.CRASHED,
    "abort": Fault.CRASHED,
    "raise": Fault.CRASHED,
    "spin": Fault.HUNG,
    "wait": Fault.HUNG,
    "swell": Fault.MEMORY,
    "flood": Fault.OUTPUT,
}


@pytest.mark.parametrize(("do", "fault"), FAULTS.items(), ids=FAULTS)
def test_a_fault_costs_its_own_work_alone_after_a_second_try(pool: Pool, do: str, fault: Fault) -> None:
    before, failed, after = ask(pool, {"do": "echo", "text": "one"}, {"do": do}, {"do": "echo", "text": "two"})
    assert (before.content, after.content) == (b"one", b"two")
    assert (failed.content, failed.fault, failed.faults) == (None, fault, (fault, fault))


@pytest.mark.parametrize("do", ["exit", "swell", "spin"])
def test_what_fails_once_is_done_by_a_fresh_worker(pool: Pool, do: str, tmp_path: Path) -> None:
    (result,) = ask(pool, {"do": do, "once": str(tmp_path / "failed")})
    assert (result.content, result.faults) == (b"done at last", (FAULTS[do],))


def test_work_that_tells_its_steps_may_last_longer_than_a_stall(pool: Pool) -> None:
    (result,) = ask(pool, {"do": "steps", "seconds": 3.0})
    assert result.content == b"whole"


def test_the_whole_has_a_limit_of_its_own_whatever_the_steps() -> None:
    with Pool(ENTRY, replace(QUICK, work_seconds=1.0), size=1) as pool:
        (result,) = ask(pool, {"do": "steps", "seconds": 60.0})
    assert result.fault == Fault.HUNG


def test_results_are_given_as_they_come_and_name_their_request(pool: Pool) -> None:
    requests = [json.dumps({"do": "steps", "seconds": 1.0}).encode(), b'{"do": "echo", "text": "quick"}']
    assert [index for index, _ in pool.run(requests)] == [1, 0]


def test_workers_are_used_again_and_exchanged_when_worn() -> None:
    with Pool(ENTRY, replace(QUICK, recycle_works=2), size=1) as pool:
        pids = [result.content for result in ask(pool, *[{"do": "pid"}] * 4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_what_a_library_prints_does_not_fall_among_the_answers(pool: Pool) -> None:
    (result,) = ask(pool, {"do": "print"})
    assert result.content == b"kept apart"


@pytest.mark.parametrize("do", ["connect", "look up", "run"])
def test_a_worker_has_no_network_and_starts_no_program(pool: Pool, do: str) -> None:
    (result,) = ask(pool, {"do": do})
    assert "A document may not" in result.detail


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no network of a process's own")
def test_a_worker_sees_no_network_at_all_where_the_system_lets_it(pool: Pool) -> None:
    (result,) = ask(pool, {"do": "interfaces"})
    here = len(Path("/proc/net/dev").read_bytes().splitlines())
    lines = (result.content or b"").splitlines()
    assert len(lines) in (3, here)  # two lines of head and the loopback, or what a strict container leaves


def test_it_works_from_another_thread_and_from_several(pool: Pool) -> None:
    def one(text: str) -> bytes | None:
        return ask(pool, {"do": "echo", "text": text})[0].content

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(one, "abcdef")) == [b"a", b"b", b"c", b"d", b"e", b"f"]


def test_whoever_waits_may_give_up_and_the_pool_serves_the_next(pool: Pool) -> None:
    def give_up() -> None:
        raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(pool.run([b'{"do": "wait"}'] * 5, give_up))
    assert ask(pool, {"do": "echo", "text": "next"})[0].content == b"next"
    assert time.monotonic() - began < 2


def test_a_worker_that_hangs_is_ended_with_the_program_that_it_waits_for(tmp_path: Path) -> None:
    program, note = tmp_path / "tesseract", tmp_path / "pid"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    with Pool(ENTRY, QUICK, programs=("tesseract",), size=1) as pool:
        (result,) = ask(pool, {"do": "child", "program": str(program), "note": str(note)})
    assert result.fault == Fault.HUNG
    assert is_gone(int(note.read_text()))


SCRIPT = """
import json, os, sys, time
from pipelines.isolate import Limits, Pool
pool = Pool("tests.faults.bad_work:work", Limits(), size=1)
for _, result in pool.run([b'{"do": "pid"}']):
    print(result.content.decode(), flush=True)
"""


def parent(tail: str, *options: str) -> tuple[subprocess.Popen[str], int]:
    """Start a process with a pool whose worker is known; without a guard around its main module, as in a notebook."""
    started = subprocess.Popen(
        [sys.executable, *options, "-c", SCRIPT + tail],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert started.stdout is not None
    return started, int(started.stdout.readline())


def is_gone(pid: int, seconds: float = 5.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1][1] == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("busy", ["", 'list(pool.run([b\'{"do": "wait"}\']))'])
def test_no_worker_outlives_its_parent_however_that_ends(number: signal.Signals, busy: str) -> None:
    started, worker = parent(busy or "time.sleep(60)")
    started.send_signal(number)
    started.wait(10)
    assert is_gone(worker)


def test_no_worker_outlives_a_parent_that_comes_to_its_end() -> None:
    started, worker = parent("")
    assert started.wait(10) == 0
    assert is_gone(worker)
