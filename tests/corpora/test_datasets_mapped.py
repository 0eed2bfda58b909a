"""Any CSV or JSON lines through a mapping: what is not given is masked, and what is unknown is told with its line."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpora.datasets.labelled import DatasetError
from corpora.datasets.mapped import read_mapped
from corpora.datasets.mapping import read_mapping
from corpora.datasets.vocabulary import Vocabulary
from corpora.practice import practice_ids
from corpora.prediction import CRITERIA

MAPPING: dict[str, Any] = {
    "fields": {
        "document": "statement",
        "text": "sentence",
        "group": "company",
        "criteria": "topics",
        "status": "tense",
    },
    "flags": {"has training": "TRN1"},
    "values": {"criteria": {"Irrelevant": None, "Risks": "risk description"}, "status": {"future": "PLANNED"}},
    "separator": "|",
}
HEADER = "statement,company,sentence,topics,tense,has training\n"


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    return path


def test_a_table_becomes_sentences_by_its_mapping(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        's1,Acme,"We train,\nand we learn.",Risks | C2_SUPPLY,future,1',
        "s1,Acme,Hello.,Irrelevant,,0",
        "s2,Acme,Who knows.,,,",
    )
    first, second, third = read_mapped(path, MAPPING)
    assert (first.document, first.group, first.index) == ("s1", "Acme", 0)
    assert first.text == "We train,\nand we learn."
    assert first.criteria == {"risk description", "supply chains"}
    assert (first.practices, first.status, first.criteria_source) == ({"TRN1"}, "PLANNED", "annotated")
    assert first.masked == set(practice_ids()) - {"TRN1"}
    assert (second.index, second.criteria, second.practices, second.status) == (1, set(), set(), None)
    assert "TRN1" not in second.masked
    assert third.masked == set(practice_ids()), "an empty flag is unknown, not false"


def test_json_lines_may_hold_lists_and_null_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        {"d": 7, "t": "One.", "c": ["Supply"], "n": 4},
        {"d": 7, "t": "Two.", "c": [], "n": 9},
        {"d": 8, "t": "Three."},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    mapping = {
        "fields": {"document": "d", "text": "t", "criteria": "c", "index": "n"},
        "values": {"criteria": {"Supply": "SC"}},
        "labels": {"criteria": ["SC", "RK"]},
        "labelled_by": "gold",
        "jurisdiction": "AU",
    }
    one, two, three = read_mapped(path, mapping)
    assert [(s.document, s.index) for s in (one, two, three)] == [("7", 4), ("7", 9), ("8", 0)]
    assert (one.criteria, one.jurisdiction, one.criteria_source) == ({"supply chains"}, "AU", "gold")
    assert set(CRITERIA) - two.masked == {"supply chains", "risk description"}
    assert set(CRITERIA) <= three.masked


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "s1,A,Text.,Supply Chain,,1",
            r"rows\.csv:2: criteria: unknown label Supply Chain \(did you mean supply chains",
        ),
        ("s1,A,Text.,,soon,1", r"rows\.csv:2: status: unknown label soon \(known: DONE_IN_PERIOD"),
        ("s1,A,Text.,,PLANED,1", r"rows\.csv:2: status: unknown label PLANED \(did you mean PLANNED\?\)"),
        ("s1,A,Text.,,ONGOING|PLANNED,1", "more than one label"),
        ("s1,A,Text.,,,perhaps", r"rows\.csv:2: has training: perhaps is neither yes nor no"),
        (",A,Text.,,,1", r"rows\.csv:2: document is empty"),
        ("s1,A, ,,,1", r"rows\.csv:2: text is empty"),
        ("s1,A,Text.", r"rows\.csv:2: 3 cells where the header has 6"),
        ('s1,A,"Text.,,,1', r"rows\.csv: no CSV"),
    ],
)
def test_a_bad_row_says_where_it_is(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(DatasetError, match=told):
        read_mapped(table(tmp_path, row), MAPPING)


def test_the_line_is_told_after_a_cell_of_several_lines(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"rows\.csv:4: criteria: unknown label x"):
        read_mapped(table(tmp_path, 's1,A,"One\ntwo.",,,1', "s1,A,Three.,x,,1"), MAPPING)


def test_a_label_that_a_recipe_lacks_is_told(tmp_path: Path) -> None:
    few = Vocabulary(criteria=("approval", "signature"))
    with pytest.raises(DatasetError, match=r"rows\.csv:2: criteria: label risk description is not one of the recipe's"):
        read_mapped(table(tmp_path, "s1,A,Text.,Risks,,1"), MAPPING, few)


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    fields = {**MAPPING["fields"], "text": "sentense"}
    with pytest.raises(DatasetError, match=r"rows\.csv:1: not once among the columns: sentense \(there: statement, "):
        read_mapped(table(tmp_path, "s1,A,Text.,,,1"), {**MAPPING, "fields": fields})
    lines = tmp_path / "rows.jsonl"
    lines.write_text('{"d": "a", "t": "x"}\n{"d": "b"\n[]', encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        read_mapped(lines, {"fields": {"document": "d", "text": "t", "status": "s"}})
    assert "no row has s (there: d, t)" in str(caught.value)
    assert "rows.jsonl:2: not JSON" in str(caught.value)
    assert "rows.jsonl:3: not a JSON object" in str(caught.value)


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.xlsx").write_bytes(b"PK")
    with pytest.raises(DatasetError, match=r"neither \.csv, \.tsv nor \.jsonl"):
        read_mapped(tmp_path / "rows.xlsx", MAPPING)
    with pytest.raises(DatasetError, match="There is no file"):
        read_mapped(tmp_path / "none.csv", MAPPING)
    (tmp_path / "rows.csv").write_bytes(HEADER.encode() + b"s1,A,caf\xe9,,,1")
    with pytest.raises(DatasetError, match="UTF-8"):
        read_mapped(tmp_path / "rows.csv", MAPPING)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fields: {document: a, text: b}\ncolour: red", r"map\.yaml: colour: is no key of a mapping"),
        ("fields: {document: a}", r"map\.yaml: fields\.text: is missing"),
        ("fields: {document: a, text: b, criterion: c}", r"map\.yaml: fields\.criterion: is no key of a mapping"),
        ("fields: {document: a, text: b}\nvalues: {status: {x: PLANED}}", "did you mean PLANNED"),
        (
            "fields: {document: a, text: b}\nlabels: {practices: [TRN9]}",
            r"practices: unknown label TRN9 \(did you mean TRN",
        ),
        ("fields: {document: a, text: b}\nflags: {c: GOVV1}", r"flags\.c: unknown label GOVV1 \(did you mean GOV1"),
        ("fields: [", "not YAML"),
    ],
)
def test_a_mistake_in_a_mapping_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=told):
        read_mapping(path)


def test_a_mapping_may_code_labels_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(
        "fields: {document: a, text: b, status: s}\nvalues: {status: {0: null, 1: PLANNED}}", encoding="utf-8"
    )
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"a": "d", "b": "x", "s": 1}\n{"a": "d", "b": "y", "s": 0}', encoding="utf-8")
    assert [s.status for s in read_mapped(rows, path)] == ["PLANNED", None]
