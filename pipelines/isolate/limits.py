"""What a worker may take, and the ways in which it can fail."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """How a worker failed at a piece of work."""

    CRASHED = "crashed"
    HUNG = "hung"
    MEMORY = "too much memory"
    OUTPUT = "too much output"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take.

    A stall is counted in the worker's own CPU seconds, so that a busy machine fails no file that a quiet one reads;
    the clocks on the wall are there for a worker that waits for ever, and are wide.
    """

    memory_bytes: int = 2_000_000_000
    output_bytes: int = 128_000_000  # of one answer
    file_bytes: int = 400_000_000  # of one file that the worker writes
    stall_cpu_seconds: int = 60  # between two steps
    stall_seconds: float = 240.0  # the same on the wall
    work_seconds: float = 1_800.0  # on the wall, for the whole
    recycle_works: int = 200  # a worker that has done so many is exchanged, against slow leaks
    recycle_bytes: int = 700_000_000  # and one that has grown so large
    idle_seconds: float = 30.0  # and one that nobody needs ends
