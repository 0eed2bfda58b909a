"""Progress of training and measuring, on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipelines.cli.screen import errors


@contextmanager
def showing_steps() -> Iterator[Callable[[str, int, int], None]]:
    """Show steps inside the block: a bar a step on a terminal, a line each time one moves anywhere else."""
    console = errors()
    if not console.is_terminal:
        yield lambda step, done, total: console.print(f"{step}: {done} of {total}")
        return
    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True) as progress:

        def hear(step: str, done: int, total: int) -> None:
            if step not in bars:
                bars[step] = progress.add_task(step, total=total)
            progress.update(bars[step], completed=done, total=total)

        yield hear
