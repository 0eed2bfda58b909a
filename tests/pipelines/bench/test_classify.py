"""The measurement of classifiers: whole documents, a process each, and a table of what a model took."""

from pathlib import Path

import pytest

from models.artifact import ModelError
from models.registry import released
from pipelines.bench.classify import as_data, documents_for, figures, largest_change, measure
from pipelines.classify import load_model


def test_documents_stay_whole_and_are_repeated_where_they_are_few() -> None:
    few, many = documents_for(None, 1), documents_for(None, 5_000)
    assert len(few) == 1
    assert sum(map(len, many)) >= 5_000
    assert many[0] == few[0]
    assert len({id(document) for document in many}) < len(many)


def test_a_model_is_measured_in_a_process_of_its_own() -> None:
    heard: list[tuple[str, int, int]] = []
    (found,) = measure([released()], documents_for(None, 40), lambda *step: heard.append(step))
    assert found.model_id == load_model().model_id
    assert found.sentences >= 40
    assert found.largest_change == 0
    assert min(found.seconds, found.cpu_seconds, found.load_seconds, found.peak_bytes) > 0
    assert heard[-1] == ("models", 1, 1)
    table = figures([found])
    assert table.columns == ("what", found.model_id)
    assert as_data([found])[0]["sentences_a_second"] == pytest.approx(found.sentences / found.seconds)


def test_a_model_that_cannot_be_loaded_ends_the_measurement_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No model at") as refused:
        measure([tmp_path], documents_for(None, 1), lambda *_: None)
    assert refused.value.advice


def test_no_document_changes_another() -> None:
    assert largest_change(load_model(), documents_for(None, 60)) == 0
