"""The carried examples on their way through all stages, once for every golden test."""

from pathlib import Path

import pytest

from pipelines import assess, classify, extract, ingest, score, segment
from pipelines.stage import Case
from pipelines.write import Choices, write_run

EXAMPLES = Path(__file__).parents[2] / "corpora/authored/examples"
AS_OF = "2026-11-25"


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    sources = ingest.find_sources([EXAMPLES], EXAMPLES / "manifest.csv")
    found = [Case(source) for source in sources if source.outcome.has_text]
    for stage in (
        extract.extract_batch,
        segment.segment_batch,
        lambda batch: classify.classify_batch(batch, classify.load_model()),
        lambda batch: assess.assess_batch(batch, frameworks=(), as_of=AS_OF),
        score.score_batch,
    ):
        found = stage(found)
    return sorted(found, key=lambda case: Path(case.source.path).name)


@pytest.fixture(scope="session")
def results(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of tables that a run over the examples writes."""
    folder = tmp_path_factory.mktemp("run") / "demo-results"
    folder.mkdir()
    write_run(cases, folder, Choices(AS_OF, ()))
    return folder
