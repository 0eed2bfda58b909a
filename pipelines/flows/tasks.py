"""The stages as Prefect tasks: one task a stage and batch of documents, tried again where trying again can help."""

import logging
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from prefect import Task, task
from prefect.cache_policies import NO_CACHE

from corpora.errors import AvowalError
from pipelines.assess import assess_batch
from pipelines.classify import classify_batch
from pipelines.extract import extract_batch
from pipelines.score import score_batch
from pipelines.segment import segment_batch
from pipelines.stage import Case, lost

DOCUMENTS_PER_BATCH = 25  # a task costs milliseconds of bookkeeping, a document seconds

log = logging.getLogger(__name__)
logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # its advice is for programmers, such as to build it anew
Stage = Callable[..., list[Case]]


class Batch:
    """Some documents on their way, and what each stage took.

    No dataclass, on purpose: Prefect walks through every collection that a task is given, each sentence of each
    document, but leaves an object that it does not know alone.
    """

    __slots__ = ("cases", "seconds")

    def __init__(self, cases: Sequence[Case], seconds: dict[str, float] | None = None) -> None:
        self.cases = list(cases)
        self.seconds = seconds or {}


def split(cases: Sequence[Case]) -> list[Batch]:
    """Cut cases into batches, in order."""
    return [Batch(cases[at : at + DOCUMENTS_PER_BATCH]) for at in range(0, len(cases), DOCUMENTS_PER_BATCH)]


def _each(name: str, stage: Stage, cases: list[Case], arguments: dict[str, Any]) -> list[Case]:
    """Run a stage over the cases; where it fails, over each alone, so that one document costs no other."""
    try:
        return stage(cases, **arguments)
    except (AvowalError, OSError):  # the first ends the run with its remedy, the second is worth another try
        raise
    except Exception as error:
        if len(cases) > 1:
            return [done for case in cases for done in _each(name, stage, [case], arguments)]
        log.warning("%s: the stage %s failed: %r", cases[0].source.path, name, error)
        log.debug("Where it failed", exc_info=True)
        return [lost(cases[0], name, error)]


def _may_pass(_task: Any, _run: Any, state: Any) -> bool:
    """Whether trying again can help: a disk or a connection may recover, a fault in the code does not."""
    return isinstance(state.data, OSError) or isinstance(getattr(state.data, "result", None), OSError)


def _as_task(name: str, stage: Stage) -> Task[..., Batch]:
    def run(batch: Batch, **arguments: Any) -> Batch:
        began = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries' own: what matters of a document is said in its row
            cases = _each(name, stage, batch.cases, arguments)
        return Batch(cases, {**batch.seconds, name: time.perf_counter() - began})

    return task(
        name=name,
        retries=3,
        retry_delay_seconds=[1, 5, 20],
        retry_jitter_factor=0.5,
        retry_condition_fn=_may_pass,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(run)


extract = _as_task("extract", extract_batch)
segment = _as_task("segment", segment_batch)
classify = _as_task("classify", classify_batch)
assess = _as_task("assess", assess_batch)
score = _as_task("score", score_batch)
