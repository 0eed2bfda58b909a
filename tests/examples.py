"""The carried examples on their way through all stages, and the run that they make."""

from pathlib import Path

from pipelines import assess, classify, extract, ingest, score, segment
from pipelines.stage import Case
from pipelines.write import Choices, write_run

EXAMPLES = Path(__file__).parents[1] / "corpora/authored/examples"
AS_OF = "2026-11-25"


def judged() -> list[Case]:
    """Return the cases of the examples, in the order of their names."""
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


def written(cases: list[Case], folder: Path) -> Path:
    """Write the tables of a run into a new folder, and return it."""
    folder.mkdir()
    write_run(cases, folder, Choices(AS_OF, ()))
    return folder
