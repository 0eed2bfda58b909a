"""Labelled sentences: gold stands over silver, masked is not negative, and a bad row says where it is."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpora.datasets.labelled import DatasetError, load, load_authored
from corpora.practice import practices
from corpora.prediction import CRITERIA, EvidenceStatus, Specificity


def row(document: str, index: int, **changes: Any) -> dict[str, Any]:
    plain = {"criteria": [], "criteria_source": "annotated", "practices": [], "status": None, "specificity": None}
    return {"document": document, "index": index, "text": f"Sentence {index}.", **plain, **changes}


def folder(path: Path, rows: list[dict[str, Any]], gold: list[dict[str, Any]] | None = None) -> Path:
    path.mkdir(exist_ok=True)
    (path / "practices.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (path / "aims_gold.jsonl").write_text("\n".join(map(json.dumps, gold or [])), encoding="utf-8")
    names = sorted({r["document"] for r in rows} - {"orphan"})
    table = "document,statement_id,group\n" + "".join(f"{name},,company of {name}\n" for name in names)
    (path / "documents.csv").write_text(table, encoding="utf-8")
    return path


def gold_row(document: str, index: int, place: str, labels: list[str]) -> dict[str, Any]:
    return {"document": document, "index": index, "text": f"Sentence {index}.", "jurisdiction": place, "labels": labels}


def test_the_labels_of_experts_stand_over_annotated_ones(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "a", [row("au-1", 0, criteria=["operations"])], [gold_row("au-1", 0, "AU", ["supply_chains"])]
    )
    (sentence,) = load(path)
    assert (sentence.criteria, sentence.criteria_source) == (frozenset({"supply chains"}), "gold")
    assert sentence.jurisdiction == "AU"


def test_what_uk_gold_does_not_label_is_masked_and_not_negative(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "a",
        [row("uk-1", 0), row("au-1", 0), row("nw-1", 0)],
        [gold_row("uk-1", 0, "UK", []), gold_row("au-1", 0, "AU", [])],
    )
    masked = {sentence.document: sentence.masked for sentence in load(path)}
    assert masked == {"uk-1": {"reporting entity", "consultation"}, "au-1": frozenset(), "nw-1": frozenset()}


def test_sentences_come_in_document_order(tmp_path: Path) -> None:
    path = folder(tmp_path / "a", [row("nw-2", 1), row("nw-1", 3), row("nw-2", 0)])
    assert [(s.document, s.index) for s in load(path)] == [("nw-1", 3), ("nw-2", 0), ("nw-2", 1)]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row("nw-1", 0, practices=["GOV9"])], "practices.jsonl:1: practices: unknown label GOV9"),
        ([row("nw-1", 0), row("nw-1", 1, criteria=["values"])], "practices.jsonl:2: criteria: unknown label values"),
        ([row("nw-1", 0, status="SOON")], "practices.jsonl:1: status"),
        ([row("nw-1", 0, colour="red")], "practices.jsonl:1: colour"),
        ([row("nw-1", 0), row("nw-1", 0)], "nw-1: index 0 stands twice"),
        ([row("orphan", 0)], "orphan has no group"),
        ([row("au-1", 0, criteria_source="gold"), row("au-1", 1)], "not in aims_gold"),
    ],
)
def test_a_bad_row_says_where_it_is(tmp_path: Path, rows: list[dict[str, Any]], told: str) -> None:
    path = folder(tmp_path / "a", [*rows, row("uk-9", 0)], [gold_row("uk-9", 0, "UK", [])])
    with pytest.raises(DatasetError, match=told):
        load(path)


def test_a_gold_row_without_its_sentence_or_with_another_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="1 sentences are not in"):
        load(folder(tmp_path / "a", [row("au-1", 0)], [gold_row("au-1", 7, "AU", [])]))
    other = {**gold_row("au-1", 0, "AU", []), "text": "Something else."}
    with pytest.raises(DatasetError, match="text differs"):
        load(folder(tmp_path / "b", [row("au-1", 0)], [other]))


def test_a_missing_file_and_broken_json_are_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"lacks practices\.jsonl, aims_gold\.jsonl, documents\.csv"):
        load(tmp_path)
    broken = tmp_path / "rows.jsonl"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"rows\.jsonl:1: not JSON"):
        load(broken)
    broken.write_text('[1]\n{"document": "a", "colour": 1}', encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        load(broken)
    assert {"rows.jsonl:1: not a JSON object", "rows.jsonl:2: index: is missing"} <= set(str(caught.value).splitlines())
    assert "rows.jsonl:2: colour: is no field of the format" in str(caught.value)
    with pytest.raises(DatasetError, match="no file or folder"):
        load(tmp_path / "none.jsonl")


def test_the_authored_set_shows_every_label_and_its_near_misses() -> None:
    sentences = load_authored()
    counts = Counter(name for sentence in sentences for name in sentence.practices)
    assert min(counts[name] for name in practices()) >= 3
    assert {name for sentence in sentences for name in sentence.criteria} == set(CRITERIA)
    assert {s.status for s in sentences} == {None, *EvidenceStatus}
    assert {s.specificity for s in sentences} == {None, *Specificity}
    assert len({s.group for s in sentences}) >= 12
    assert sum(not s.practices and not s.criteria for s in sentences) >= len(practices()), "near-misses"


def test_only_what_describes_an_action_has_a_status() -> None:
    for sentence in load_authored():
        acting = sentence.criteria & {"risk description", "mitigation", "remediation", "effectiveness", "consultation"}
        assert (sentence.status is not None) == bool(sentence.practices or acting), sentence.text
