"""The analyse flow: from files to published tables, one line a stage.

`ingest -> extract -> segment -> classify -> assess -> score -> write`
"""

import time
from typing import Any

from prefect import Task, flow
from prefect.futures import PrefectFuture
from prefect.task_runners import ThreadPoolTaskRunner

from corpora.errors import AvowalError
from pipelines import request as requests
from pipelines import store
from pipelines.classify import load_model
from pipelines.extract import mark_twins
from pipelines.flows import tasks
from pipelines.flows.tasks import Batch
from pipelines.ingest import find_sources, read_sentences
from pipelines.patterns import mark_repeats
from pipelines.request import Request
from pipelines.stage import Case, lost, report
from pipelines.write import Choices, write_run

# Python threads share one interpreter: more of them would read no faster, and PDFium must not be used by two at once.
ONE_AT_A_TIME: Any = ThreadPoolTaskRunner(max_workers=1)


@flow(name="analyse", log_prints=False, persist_result=False, task_runner=ONE_AT_A_TIME)
def analyse(
    inputs: list[str],
    out: str,
    frameworks: list[str] | None = None,
    manifest: str | None = None,
    sentences: str | None = None,
    as_of: str | None = None,
    replace: bool = False,
    requirements: str | None = None,
) -> dict[str, int]:
    """Read documents, judge them against the frameworks, and publish the tables; return files by outcome.

    Safe to run again: the folder `out` changes by one rename at the end, and the same inputs give the same bytes.

    Args:
        inputs: files and folders.
        out: folder for the results; one that holds a run is refused unless `replace`.
        frameworks: ids; where none is named, guessed from each text.
        manifest: CSV that says what a file is.
        sentences: JSON lines of text that others have split.
        as_of: day (ISO) that decides which law is in force; today where not given.
        replace: exchange the run that `out` holds, once the new one is complete.
        requirements: YAML or XLSX with a tender's own requirements, judged for every response.

    Raises:
        AvowalError: the request cannot be met; of its kinds, each with a remedy.
    """
    began = time.perf_counter()
    asked = requests.check(inputs, out, frameworks or (), manifest, sentences, as_of, replace, requirements)
    with store.claim(asked.out, asked.replace) as folder:
        load_model()  # kept for the stage: a missing model is told now, not after hours of reading
        loaded = time.perf_counter()
        split_by_others, files = _ingest(asked)
        seconds = {"ingest": time.perf_counter() - loaded}

        read = _run(tasks.segment, _twins_once(_run(tasks.extract, files))) + split_by_others
        classified = _run(tasks.classify, read)
        of_tender = str(asked.requirements) if asked.requirements else None
        judging = {"frameworks": asked.frameworks, "as_of": asked.as_of, "requirements": of_tender}
        assessed = _run(tasks.assess, _bidders_together(classified), **judging)
        scored = _run(tasks.score, _repeats_marked(assessed), as_of=asked.as_of)

        writing = time.perf_counter()
        cases = [case for batch in scored for case in batch.cases]
        choices = Choices(asked.as_of, asked.frameworks, asked.manifest, asked.sentences, asked.requirements)
        outcomes = write_run(cases, folder, choices)
        report("write", len(cases))
        for stage in (tasks.extract, tasks.segment, tasks.classify, tasks.assess, tasks.score):
            seconds[stage.name] = sum(batch.seconds.get(stage.name, 0.0) for batch in scored)
        seconds["write"] = time.perf_counter() - writing
        timings = {
            "stages": {name: round(taken, 3) for name, taken in seconds.items()},
            "loading": round(loaded - began, 3),
            "flow": round(time.perf_counter() - began, 3),
        }
        store.write_json(folder / store.TIMINGS_FILE, timings)
    return outcomes


def _ingest(asked: Request) -> tuple[list[Batch], list[Batch]]:
    """Return the batches of sentences that others have split, and those of files."""
    ready = read_sentences(asked.sentences) if asked.sentences else []
    found = [Case(source) for source in find_sources(asked.inputs, asked.manifest)] if asked.inputs else []
    report("found", len(ready) + len(found))
    return tasks.split(ready), tasks.split(found)


def _twins_once(batches: list[Batch]) -> list[Batch]:
    """Mark the twins among the files that came out of others: those given were compared before they were read."""
    cases = [case for batch in batches for case in batch.cases]
    if any(case.source.held for case in cases):
        report("found", len(cases))
    marked = iter(mark_twins(cases))
    return [Batch([next(marked) for _ in batch.cases], batch.seconds) for batch in batches]


def _bidders_together(batches: list[Batch]) -> list[Batch]:
    """Put the files of bidders into one batch, since what one of them sent is judged together; others stay as they are.

    A tender is some files a bidder: one batch of them costs less than to spread them would save.
    """
    sent = [case for batch in batches for case in batch.cases if any(s.bidder for s in case.source.subjects)]
    if not sent or len(batches) == 1:
        return batches
    seconds: dict[str, float] = {}
    for batch in batches:
        for name, taken in batch.seconds.items():
            seconds[name] = seconds.get(name, 0.0) + taken
    names = {id(case) for case in sent}
    rest = tasks.split([case for batch in batches for case in batch.cases if id(case) not in names])
    return [Batch(sent, seconds), *rest]


def _repeats_marked(batches: list[Batch]) -> list[Batch]:
    """Flag the statements that repeat an earlier one of the same entity, whatever batch holds it."""
    marked = iter(mark_repeats([case for batch in batches for case in batch.cases]))
    return [Batch([next(marked) for _ in batch.cases], batch.seconds) for batch in batches]


def _run(stage: Task[..., Batch], batches: list[Batch], **arguments: Any) -> list[Batch]:
    """Run a stage over all batches; what fails for good is tried by itself, and costs its own document alone."""
    futures = [stage.submit(batch, **arguments) for batch in batches]
    return [_settle(stage, batch, future, arguments) for batch, future in zip(batches, futures, strict=True)]


def _settle(stage: Task[..., Batch], batch: Batch, future: PrefectFuture[Batch], arguments: dict[str, Any]) -> Batch:
    try:
        return future.result()
    except AvowalError:
        raise
    except Exception as error:
        if len(batch.cases) == 1:
            return Batch([lost(batch.cases[0], stage.name, error)], batch.seconds)
        alone = _run(stage, [Batch([case]) for case in batch.cases], **arguments)
        taken = sum(one.seconds.get(stage.name, 0.0) for one in alone)
        return Batch([case for one in alone for case in one.cases], {**batch.seconds, stage.name: taken})
