"""A pool of workers: each piece of work goes to one, and what a worker fails at is given once to a fresh one.

The standard library's ProcessPoolExecutor gives up, with all that is in flight, when one worker is killed, and has no
deadline; the pools that have one (pebble) are under licences that this project does not take.
"""

import queue
import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from types import TracebackType

from models.threads import cores
from pipelines.isolate.limits import Fault, Limits
from pipelines.isolate.process import Process, WorkFailedError

TRIES = 2
SECONDS_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one piece of work: its content, or the last fault."""

    content: bytes | None
    fault: Fault | None = None
    detail: str = ""
    faults: tuple[Fault, ...] = ()  # of every try that failed
    seconds: float = 0.0  # on the wall
    peak_bytes: int = 0  # that its worker held, as far as the platform says


@dataclass(slots=True, eq=False)
class _Job:
    index: int
    request: bytes
    done: "queue.SimpleQueue[tuple[int, Result]]"
    is_wanted: threading.Event = field(default_factory=threading.Event)


class Pool:
    """So many workers, started when first needed; use it as a context, or close it.

    Args:
        entry: the function that works, as `package.module:name`: takes what JSON gives, returns bytes.
        limits: of one piece of work.
        programs: names of programs that a worker may start.
        size: workers; as many as there are cores where not given.
    """

    def __init__(self, entry: str, limits: Limits, programs: Sequence[str] = (), size: int | None = None) -> None:
        self._entry, self._limits, self._programs = entry, limits, programs
        self.size = size or cores()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._slots = [_Slot(self) for _ in range(self.size)]
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="watch over workers", daemon=True).start()

    def start(self) -> Process:
        """Return a fresh worker."""
        return Process(self._entry, self._limits, self._programs)

    def run(
        self, requests: Sequence[bytes], wait: Callable[[], None] = lambda: None
    ) -> Generator[tuple[int, Result], None, None]:
        """Give the answer to every request with its index, as they come.

        Args:
            requests: JSON.
            wait: called several times a second; what it raises ends the work.
        """
        done: queue.SimpleQueue[tuple[int, Result]] = queue.SimpleQueue()
        jobs = [_Job(index, request, done) for index, request in enumerate(requests)]
        for job in jobs:
            job.is_wanted.set()
            self._jobs.put(job)
        left = len(jobs)
        try:
            while left:
                try:
                    found = done.get(timeout=SECONDS_BETWEEN_LOOKS)
                except queue.Empty:
                    wait()
                    continue
                left -= 1
                yield found
        finally:
            for job in jobs:
                job.is_wanted.clear()
            if left:
                for slot in self._slots:
                    slot.drop(jobs)

    def close(self) -> None:
        """End every worker."""
        if self._closed.is_set():
            return
        self._closed.set()
        for slot in self._slots:
            self._jobs.put(None)
            slot.end()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def next_job(self, timeout: float | None) -> _Job | None:
        """Wait for a job that is still wanted; None when the pool is closed.

        Raises:
            queue.Empty: None came in time.
        """
        while True:
            job = self._jobs.get(timeout=timeout)
            if job is None or self._closed.is_set():
                return None
            if job.is_wanted.is_set():
                return job

    @property
    def idle_seconds(self) -> float:
        """After how long without work a worker ends."""
        return self._limits.idle_seconds

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more work."""
        return self._closed.is_set()

    def _watch(self) -> None:
        while not self._closed.wait(SECONDS_BETWEEN_LOOKS):
            for slot in self._slots:
                slot.watch()


class _Slot:
    """A place for one worker at a time, and the thread that starts it and asks it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._process: Process | None = None
        self._job: _Job | None = None
        self._lock = threading.Lock()
        threading.Thread(target=self._serve, name="ask a worker", daemon=True).start()

    def watch(self) -> None:
        """Have the worker looked at."""
        if process := self._process:
            process.watch()

    def drop(self, jobs: Sequence[_Job]) -> None:
        """End the worker if it is busy with one of these jobs, which nobody waits for any more."""
        if self._job in jobs:
            self.end()

    def end(self) -> None:
        """End the worker, whatever it does."""
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.end()

    def _serve(self) -> None:
        while True:
            try:
                job = self._pool.next_job(self._pool.idle_seconds if self._process else None)
            except queue.Empty:
                self.end()
                continue
            if job is None:
                return
            self._job = job
            answer = self._answer(job)
            self._job = None
            job.done.put((job.index, answer))

    def _answer(self, job: _Job) -> Result:
        began = time.perf_counter()
        faults: list[Fault] = []
        detail = ""
        peak = 0
        for _ in range(TRIES):
            process = self._worker()
            try:
                content = process.ask(job.request)
            except WorkFailedError as error:
                faults.append(error.fault)
                detail = error.detail
                peak = max(peak, process.peak_bytes)
                self.end()
                if not job.is_wanted.is_set() or self._pool.is_closed:
                    break
                continue
            peak = max(peak, process.peak_bytes, process.resident_bytes())
            if process.is_worn:
                self.end()
            return Result(content, None, "", tuple(faults), time.perf_counter() - began, peak)
        return Result(None, faults[-1], detail, tuple(faults), time.perf_counter() - began, peak)

    def _worker(self) -> Process:
        with self._lock:
            if self._process is None:
                self._process = self._pool.start()
            return self._process
