"""Readings are labels without text; nothing that is held for measuring is fitted to."""

from pathlib import Path

import pytest

from corpora.datasets.labelled import DatasetError
from corpora.finding import Status
from models.classifier import Classifier
from pipelines.bench.readings import SEEN, examples, read_readings
from pipelines.verdicts.fit import MIN_DOCUMENTS

HEAD = f"document,{SEEN}"


def test_the_readings_that_come_along_name_each_document_once() -> None:
    found = read_readings()
    assert len({(row.document, row.commitment) for row in found}) == len(found)
    assert len({row.document for row in found}) >= MIN_DOCUMENTS
    assert not any(row.status == row.alternative for row in found)


@pytest.mark.parametrize(
    "text",
    ["document,rules_written_with,UK-99\na,no,MET\n", "document,rules_written_with,UK-13\na,no,FINE\n", "UK-13\nMET\n"],
)
def test_a_file_of_readings_with_other_words_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "readings.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match="cannot be read"):
        read_readings(path)


def test_nothing_is_fitted_to_what_is_held_for_measuring(
    panel: Path, silent: dict[int, Classifier], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "readings.csv"
    path.write_text(f"{HEAD},UK-13\nt1,no,ABSENT\n", encoding="utf-8")
    monkeypatch.setattr("pipelines.bench.readings.folds_of_texts", lambda *_: {"t1": 2})
    with pytest.raises(DatasetError, match="Held for measuring"):
        examples(panel, silent, path)


def test_each_reading_becomes_an_example_with_what_the_rule_says(
    panel: Path, silent: dict[int, Classifier], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "readings.csv"
    rows = "t1,no,ABSENT,ABSENT/VAGUE\nt2,yes,MET,MET\nelsewhere,no,MET,MET\n"
    path.write_text(f"{HEAD},UK-11,UK-13\n{rows}", encoding="utf-8")
    monkeypatch.setattr("pipelines.bench.readings.HELD_FOLDS", frozenset())
    found = {example.commitment: example for example in examples(panel, silent, path)}
    assert {example.document for example in found.values()} == {"t1"}, "t2 served to write rules, the other has no text"
    assert (found["UK-11"].status, found["UK-11"].rule, found["UK-11"].group) == (Status.ABSENT, Status.ABSENT, "b")
    assert (found["UK-13"].status, found["UK-13"].alternative) == (Status.ABSENT, Status.VAGUE)
