"""Read a tree of odd files with the real stages, and count how each ended and what that took."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpora.document import Outcome, Source
from pipelines.bench.figures import Cell, Figures
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.isolate import Fault, Result
from pipelines.segment import segment_batch
from pipelines.stage import Case

FILES_PER_BATCH = 25  # as in a run
SLOWEST = 8
MB = 1e6

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Ended:
    """How one file, or one inside another, ended."""

    path: str
    outcome: str
    reason: str | None
    remedy: str | None
    seconds: float = 0.0  # in its worker, and in segmentation
    peak_bytes: int = 0  # of its worker
    faults: tuple[str, ...] = ()  # of each try that its worker did not survive


@dataclass(slots=True)
class Robustness:
    """What a run over a tree gave."""

    given: int = 0  # files, without those inside others
    rows: list[Ended] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)  # of the run itself: there must be none
    lost: list[str] = field(default_factory=list)  # files without a row: there must be none
    seconds: float = 0.0
    parent_before_bytes: int = 0
    parent_peak_bytes: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every file ended as a row, and the run never failed."""
        return not self.crashes and not self.lost

    def figures(self) -> list[Figures]:
        """Return the tables to show."""
        outcomes = Counter(row.outcome for row in self.rows)
        faults = Counter(fault for row in self.rows for fault in row.faults)
        saved = sum(bool(row.faults) and row.outcome not in (Outcome.REFUSED, Outcome.UNREADABLE) for row in self.rows)
        unexplained = sum(not row.reason for row in self.rows if row.outcome not in (Outcome.READ, Outcome.READ_BY_OCR))
        counts = [(str(outcome), outcomes[outcome]) for outcome in Outcome]
        run: list[tuple[str, Cell]] = [
            ("files given", self.given),
            ("rows, files inside others included", len(self.rows)),
            ("files without a row", len(self.lost)),
            ("rows not read and without a reason", unexplained),
            ("crashes of the run", len(self.crashes)),
            *((f"tries that {WORDS[fault]}", faults[fault]) for fault in Fault),
            ("files read at the second try", saved),
            ("seconds in all", round(self.seconds)),
            (
                "peak memory of the parent, MB (before the run)",
                f"{_mb(self.parent_peak_bytes)} ({_mb(self.parent_before_bytes)})",
            ),
            ("peak memory of a worker, MB", _mb(max((row.peak_bytes for row in self.rows), default=0))),
        ]
        slow = sorted(self.rows, key=lambda row: -row.seconds)[:SLOWEST]
        return [
            Figures("How the files ended", ("outcome", "rows"), counts),
            Figures("The run", ("what", "count"), run),
            Figures(
                "The slowest files",
                ("file", "seconds", "MB", "outcome"),
                [(Path(row.path).name[-60:], f"{row.seconds:.1f}", _mb(row.peak_bytes), row.outcome) for row in slow],
            ),
        ]


WORDS = {
    Fault.CRASHED: "crashed their worker",
    Fault.HUNG: "came to no end",
    Fault.MEMORY: "took too much memory",
    Fault.OUTPUT: "gave too much output",
}


def measure(folder: Path, progress: Progress) -> Robustness:
    """Read every file of a folder, through extraction and segmentation, in batches as a run does.

    Args:
        folder: with files of any kind.
        progress: told of files done.

    Raises:
        AvowalError: There is no file.
    """
    began = time.perf_counter()
    found = Robustness(parent_before_bytes=peak_memory())
    sources = find_sources([folder])
    found.given = len(sources)
    for start in range(0, len(sources), FILES_PER_BATCH):
        batch = sources[start : start + FILES_PER_BATCH]
        _run(batch, found)
        progress("files", start + len(batch), len(sources))
    paths = {row.path for row in found.rows}
    found.lost = [source.path for source in sources if source.path not in paths]
    found.seconds = time.perf_counter() - began
    found.parent_peak_bytes = peak_memory()
    return found


def _run(sources: Sequence[Source], found: Robustness) -> None:
    """Run a batch; where the run itself fails, note it and go on with each file alone."""
    took: dict[str, Result] = {}
    try:
        cases = extract_batch([Case(source) for source in sources], observe=lambda s, r: took.update({s.path: r}))
        found.rows += [_segmented(case, took) for case in cases]
    except Exception as error:  # what must not happen is what is counted here
        found.crashes.append(f"{sources[0].path}: {type(error).__name__}: {error}")
        if len(sources) > 1:
            for source in sources:
                _run([source], found)


def _segmented(case: Case, took: dict[str, Result]) -> Ended:
    began = time.perf_counter()
    (done,) = segment_batch([case])
    seconds = time.perf_counter() - began
    result = took.get(case.source.path)
    told = done.document or done.source
    return Ended(
        case.source.path,
        str(told.outcome),
        told.reason,
        told.remedy,
        seconds + (result.seconds if result else 0.0),
        result.peak_bytes if result else 0,
        tuple(str(fault) for fault in result.faults) if result else (),
    )


def peak_memory() -> int:
    """Return the most bytes of memory that this process held so far; 0 where the platform does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _mb(count: int) -> int:
    return round(count / MB)
