"""One local server for all flows of the test run, and stages that do as they are told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from corpora.document import Document, Page, Sentence
from corpora.identifiers import digest
from pipelines.stage import Case, report


@pytest.fixture(scope="session")
def flows(state: Path) -> Iterator[ModuleType]:
    """Give the module of the analyse flow, in a process that speaks to a server of the tests' own."""
    from pipelines.flows import server

    running = server.ensure()
    server.connect(running)
    from pipelines.flows import analyse

    with server.speaking_to(running):
        yield analyse


def read(case: Case) -> Case:
    """Read a file as one page of text: what extraction does, without its care."""
    if case.document or not case.source.document_id or not case.source.outcome.has_text:
        return case
    text = Path(case.source.path).read_text(encoding="utf-8")
    return replace(case, document=Document(case.source.document_id, "text/plain", (Page(1, text, engine="test"),)))


def cut(case: Case) -> Case:
    """Cut a page into its lines."""
    if not case.document:
        return case
    id_ = case.document.document_id
    lines = case.document.pages[0].text.splitlines()
    return replace(case, sentences=tuple(Sentence(digest(id_, i), id_, i, line) for i, line in enumerate(lines)))


@pytest.fixture
def stages(flows: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that sets what a stage does with each case; at first all pass their cases on."""

    def set_stage(name: str, one: Callable[[Case], Case]) -> None:
        def stage(cases: Sequence[Case], **_arguments: object) -> list[Case]:
            done = [one(case) for case in cases]
            report(name, len(done))
            return done

        fresh = flows.tasks._as_task(name, stage)
        monkeypatch.setattr(flows.tasks, name, fresh.with_options(retry_delay_seconds=0, retry_jitter_factor=None))

    monkeypatch.setattr(flows, "load_model", lambda: None)
    for name in ("classify", "assess", "score"):
        set_stage(name, lambda case: case)
    set_stage("extract", read)
    set_stage("segment", cut)
    return set_stage
