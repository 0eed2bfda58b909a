"""One worker process as its parent sees it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict

from pipelines import settings
from pipelines.isolate import frames
from pipelines.isolate.limits import Fault, Limits

# A program of its own rather than multiprocessing's spawn, which runs the main module again: that fails in a notebook
# and in every script without a guard. The module path is the parent's, whatever way that was started.
START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pipelines.isolate.inside import serve; serve()"


class WorkFailedError(Exception):
    """The worker failed at a piece of work; it is of no use any more."""

    def __init__(self, fault: Fault, detail: str) -> None:
        super().__init__(detail)
        self.fault, self.detail = fault, detail


class Process:
    """A worker: asked by one thread, watched over by another.

    On Linux the kernel ends it when the thread that started it ends: let that thread live as long as the worker may.
    """

    def __init__(self, entry: str, limits: Limits, programs: Sequence[str]) -> None:
        self._limits = limits
        path = [os.path.abspath(place) for place in sys.path]
        self._popen = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-c", START, json.dumps(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if settings.debugs() else subprocess.DEVNULL,
            bufsize=0,
            start_new_session=sys.platform != "win32",
            env=settings.worker_environment(),
        )
        self.works = 0
        self.peak_bytes = 0
        self._fault: Fault | None = None  # why it was killed
        self._lock = threading.Lock()
        self._began: float | None = None  # of the work at hand
        self._heard = 0.0
        setup = {"entry": entry, "limits": asdict(limits), "programs": list(programs)}
        with suppress(OSError):  # a worker that ends at once is told when it is asked
            frames.send(self._stdin, frames.WORK, json.dumps(setup).encode())

    @property
    def _stdin(self) -> frames.Writer:
        assert self._popen.stdin is not None  # noqa: S101 - opened above
        return self._popen.stdin

    @property
    def _stdout(self) -> frames.Reader:
        assert self._popen.stdout is not None  # noqa: S101 - opened above
        return self._popen.stdout

    def ask(self, request: bytes) -> bytes:
        """Have one piece of work done and return the answer.

        Raises:
            WorkFailedError: It failed; the worker is dead.
        """
        with self._lock:
            self._began = self._heard = time.monotonic()
        try:
            frames.send(self._stdin, frames.WORK, request)
            while True:
                kind, content = frames.receive(self._stdout, self._limits.output_bytes)
                self._heard = time.monotonic()
                if kind != frames.STEP:
                    break
        except frames.TooLongError as error:
            self.end()
            raise WorkFailedError(Fault.OUTPUT, f"an answer of {error} bytes") from None
        except (EOFError, OSError):
            raise WorkFailedError(*self._how_it_ended()) from None
        finally:
            with self._lock:
                self._began = None
        if kind != frames.DONE:
            self.end()
            raise WorkFailedError(*_told(content))
        self.works += 1
        return content

    def watch(self) -> None:
        """End the worker where the work at hand takes more than it may; to be called now and then."""
        with self._lock:
            if self._began is None:
                return
            now = time.monotonic()
            self.peak_bytes = max(self.peak_bytes, self.resident_bytes())
            if now - self._heard > self._limits.stall_seconds or now - self._began > self._limits.work_seconds:
                self._fault = Fault.HUNG
            elif self.resident_bytes() > self._limits.memory_bytes:
                self._fault = Fault.MEMORY
            else:
                return
            self._kill()

    @property
    def is_worn(self) -> bool:
        """Whether it has done or taken so much that a fresh one should do what comes next."""
        return self.works >= self._limits.recycle_works or self.resident_bytes() > self._limits.recycle_bytes

    def resident_bytes(self) -> int:
        """Return the memory that it holds now; 0 where the platform does not say."""
        try:
            with open(f"/proc/{self._popen.pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return 0

    def end(self) -> None:
        """Kill it with all that it started, and wait for that."""
        with self._lock:
            self._kill()
        self._wait()
        for stream in (self._popen.stdin, self._popen.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()

    def _kill(self) -> None:
        if self._popen.returncode is not None:
            return
        with suppress(OSError):
            if sys.platform == "win32":
                self._popen.kill()
            else:
                os.killpg(self._popen.pid, signal.SIGKILL)  # its number stays taken until it is waited for

    def _wait(self) -> int:
        """Wait for its end; return its exit code, negative for a signal, and note the most memory that it held."""
        with self._lock:
            if self._popen.returncode is None and sys.platform != "win32":
                with suppress(ChildProcessError):
                    _, status, used = os.wait4(self._popen.pid, 0)
                    self._popen.returncode = os.waitstatus_to_exitcode(status)
                    if sys.platform == "darwin":  # Linux counts what the parent held when it started this process
                        self.peak_bytes = max(self.peak_bytes, used.ru_maxrss)
        return self._popen.wait()

    def _how_it_ended(self) -> tuple[Fault, str]:
        with self._lock:  # its exit code is settled; what it had started may live on, or it closed the pipe and stays
            self._kill()
        code = self._wait()
        self.end()
        if self._fault:
            return self._fault, "ended by its parent"
        if code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
            if name == "SIGXCPU":
                return Fault.HUNG, name
            if name == "SIGKILL":  # nobody but the kernel kills a worker unseen
                return Fault.MEMORY, name
            near = self.peak_bytes > 0.8 * self._limits.memory_bytes
            return (Fault.MEMORY if near else Fault.CRASHED), name
        return Fault.CRASHED, f"exit code {code}"


def _told(content: bytes) -> tuple[Fault, str]:
    try:
        fault, detail = json.loads(content)
        return Fault(fault), str(detail)
    except (ValueError, TypeError):
        return Fault.CRASHED, "an answer that is none"
