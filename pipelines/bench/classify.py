"""Measure classifiers: sentences a second, memory, load time, and that no document's neighbours change its answers."""

import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import cycle
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from corpora.datasets.labelled import AUTHORED, load
from corpora.errors import AvowalError
from corpora.prediction import Task
from models.artifact import ModelError
from models.classifier import Classifier, Passage
from models.ensemble import Ensemble
from models.linear import LinearModel, documents_of
from models.live import PerTask, live_model, model_at
from models.registry import folder_of, read_registry, released_folder
from models.threads import cores
from pipelines.bench.figures import Figures
from pipelines.bench.robustness import Progress

BASELINE = "linear-2026.11"
SENTENCES = 2_000
COMPARED = 8  # documents judged alone and among others
MB = 1e6

Documents = list[list[Passage]]


@dataclass(frozen=True, slots=True)
class Speed:
    """What one model took, in a process of its own."""

    model_id: str
    sentences: int
    seconds: float  # on the wall, with all cores
    cpu_seconds: float
    load_seconds: float
    load_cpu_seconds: float
    peak_bytes: int  # of the process; 0 where the platform does not say
    largest_change: float  # of a probability: alone on one core, against among others on all


def documents_for(data: Path | None, sentences: int = SENTENCES) -> Documents:
    """Return whole documents with at least so many sentences: of labelled rows, the authored ones by default.

    Where there are too few, they are taken again.

    Raises:
        DatasetError: as the loader.
    """
    known, _ = documents_of(load(data or AUTHORED))
    taken: Documents = []
    for document in cycle(known):
        if sum(map(len, taken)) >= sentences:
            break
        taken.append(document)
    return taken


def measure(models: Sequence[Path | None], documents: Documents, progress: Progress) -> list[Speed]:
    """Measure each model in a process of its own, one after another; None stands for what is live.

    Raises:
        ModelError: where one cannot be loaded.
    """
    found = []
    for number, folder in enumerate(models):
        progress("models", number, len(models))
        found.append(_apart(folder, documents))
    progress("models", len(models), len(models))
    return found


def compared() -> list[Path | None]:
    """Return the baseline and what is live; once where they are the same."""
    baseline = released_folder(BASELINE)
    live = {folder_of(version) for version in read_registry().live.values()}
    return [baseline] if live == {baseline} else [baseline, None]


def figures(found: Sequence[Speed]) -> Figures:
    """Return the table to show."""
    rows: list[tuple[str, Any]] = [
        ("sentences", lambda its: its.sentences),
        (f"sentences a second on {cores()} cores", lambda its: round(its.sentences / its.seconds)),
        ("sentences a CPU-second", lambda its: round(its.sentences / its.cpu_seconds)),
        ("seconds to load", lambda its: f"{its.load_seconds:.2f}"),
        ("CPU-seconds to load", lambda its: f"{its.load_cpu_seconds:.2f}"),
        ("peak memory, MB", lambda its: round(its.peak_bytes / MB) or None),
        ("largest change by other documents", lambda its: f"{its.largest_change:g}"),
    ]
    return Figures(
        "Classifiers",
        ("what", *(its.model_id for its in found)),
        [(name, *(value(its) for its in found)) for name, value in rows],
        "All four tasks together. A CPU-second counts the work of all cores; memory is that of the whole process. The "
        "change is that of a probability: a document alone on one core against among others on all.",
    )


def as_data(found: Sequence[Speed]) -> list[dict[str, Any]]:
    """Return what JSON holds of it: one object a model."""
    return [{**asdict(its), "sentences_a_second": its.sentences / its.seconds, "cores": cores()} for its in found]


def _apart(folder: Path | None, documents: Documents) -> Speed:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(theirs, folder, documents))
    process.start()
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        raise ModelError(f"The measurement of {folder or 'the live model'} ended before it had a result.") from None
    finally:
        process.join()
    if isinstance(answer, Speed):
        return answer
    message, remedy = answer
    raise ModelError(message, remedy=remedy)


def _tell(connection: Connection, folder: Path | None, documents: Documents) -> None:
    try:
        connection.send(_measured(folder, documents))
    except AvowalError as error:
        connection.send((str(error), error.advice))


def _measured(folder: Path | None, documents: Documents) -> Speed:
    began, cpu = time.perf_counter(), time.process_time()
    model = model_at(folder.resolve()) if folder else live_model()
    loaded, loaded_cpu = time.perf_counter() - began, time.process_time() - cpu
    model.predict(documents[0])
    began, cpu = time.perf_counter(), time.process_time()
    for document in documents:
        model.predict(document)
    took, took_cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = _peak_memory()
    sentences = sum(map(len, documents))
    change = largest_change(model, documents[:COMPARED])
    return Speed(model.model_id, sentences, took, took_cpu, loaded, loaded_cpu, peak, change)


def largest_change(model: Classifier, documents: Documents) -> float:
    """Return by how much a probability differs at most between a document alone, on one core, and among others."""
    largest = 0.0
    for part in _parts(model):
        among = part.scaling.probabilities(part.margins(documents))
        with _one_core(part):
            alone = [part.predict(document) for document in documents]
        for task in Task:
            differences = np.abs(among[task] - np.concatenate([scores[task] for scores in alone]))
            largest = max(largest, float(differences.max(initial=0.0)))
    return largest


def _parts(model: Classifier) -> Iterator[LinearModel | Ensemble]:
    """Yield the models that a classifier asks."""
    if isinstance(model, PerTask):
        for part in {id(its): its for its in model.models.values()}.values():
            yield from _parts(part)
    elif isinstance(model, LinearModel | Ensemble):
        yield model


@contextmanager
def _one_core(model: LinearModel | Ensemble) -> Iterator[None]:
    """Let the encoders of a model use one thread inside the block."""
    bases: list[Any] = list(model.bases.values()) if isinstance(model, Ensemble) else []
    shared = [(base, base.threads) for base in bases if hasattr(base, "threads")]
    for base, _ in shared:
        base.threads = 1
    try:
        yield
    finally:
        for base, threads in shared:
            base.threads = threads


def _peak_memory() -> int:
    """Return the most bytes that this process held; 0 where the platform does not say."""
    status = Path("/proc/self/status")
    if status.is_file():  # what `getrusage` says there begins with the parent's
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
