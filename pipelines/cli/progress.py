"""Progress on stderr: a bar a stage on a terminal, a line now and then anywhere else."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipelines.cli import stopping
from pipelines.cli.screen import errors
from pipelines.stage import Listener, listening

STAGES = ("ingest", "extract", "segment", "classify", "assess", "score", "write")
FOUND = "found"  # how many documents there are: reported by ingest, and again when files came out of others
SECONDS_BETWEEN_LINES = 15.0


@contextmanager
def showing() -> Iterator[None]:
    """Show the progress of every stage inside the block, and let a signal end it after the document at hand."""
    console = errors()
    if not console.is_terminal:
        with listening(_interruptible(_Lines(console))):
            yield
        return
    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        Progress(*columns, console=console, transient=True) as progress,
        listening(_interruptible(_bars(progress))),
    ):
        yield


def _interruptible(listener: Listener) -> Listener:
    """Return a listener that ends the stage that reports to it once the command was told to end.

    Stages work in threads, which signals do not reach: without this it would wait for a whole batch of documents.
    """

    def hear(stage: str, done: int) -> None:
        stopping.look()
        if stage == FOUND:
            stopping.listen()
        listener(stage, done)

    return hear


def _bars(progress: Progress) -> Listener:
    bars: dict[str, TaskID] = {}
    totals: dict[str, int] = {}

    def hear(stage: str, done: int) -> None:
        if stage == FOUND:
            totals[FOUND] = done
            if "ingest" in bars:
                progress.update(bars["ingest"], total=done, completed=done)
        elif stage in STAGES:
            if stage not in bars:
                bars[stage] = progress.add_task(stage, total=totals.get(FOUND))
            progress.advance(bars[stage], done)

    return hear


class _Lines:
    """A line when a stage begins and while it lasts, never one a document."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._done: Counter[str] = Counter()
        self._found = 0
        self._last = 0.0

    def __call__(self, stage: str, done: int) -> None:
        if stage == FOUND:
            more = " with those inside others" if self._found else ""
            self._found = done
            self._console.print(f"{done} document{'' if done == 1 else 's'} found{more}")
            return
        began = stage not in self._done
        self._done[stage] += done
        if stage == "ingest" or (not began and time.monotonic() - self._last < SECONDS_BETWEEN_LINES):
            return
        self._last = time.monotonic()
        count = "" if began else f": {min(self._done[stage], self._found)} of {self._found}"
        self._console.print(f"{stage}{count}")
