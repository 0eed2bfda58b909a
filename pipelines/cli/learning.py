"""Progress of whatever tells its steps (training, measuring, a report), on stderr."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipelines.cli.screen import errors

if TYPE_CHECKING:
    from rich.console import Console

SECONDS_BETWEEN_LINES = 15.0


@contextmanager
def showing_steps() -> Iterator[Callable[[str, int, int], None]]:
    """Show steps inside the block: a bar a step on a terminal, a line now and then anywhere else."""
    console = errors()
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True) as progress:

        def hear(step: str, done: int, total: int) -> None:
            if step not in bars:
                bars[step] = progress.add_task(step, total=total)
            progress.update(bars[step], completed=done, total=total)

        yield hear


def _lines(console: "Console") -> Callable[[str, int, int], None]:
    """Return what prints a line when a step begins and ends and while it lasts, never one a document."""
    told: dict[str, float] = {}

    def hear(step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step not in told or done == total or now - told[step] >= SECONDS_BETWEEN_LINES:
            told[step] = now
            console.print(f"{step}: {done} of {total}")

    return hear
