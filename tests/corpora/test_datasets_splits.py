"""Sources as DatasetDict: companies stay whole, masked is null, and what goes in comes back out."""

import builtins
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.aims import aims, read_aims
from corpora.datasets.authored import authored
from corpora.datasets.hub import fetched
from corpora.datasets.labelled import AUTHORED, DatasetError, files_of, load, load_all, load_authored
from corpora.datasets.mapped import mapped
from corpora.datasets.splits import LibraryError, as_dataset_dict, by_folds, features, to_sentences
from corpora.datasets.wikirate import read_wikirate, wikirate
from corpora.practice import practice_ids
from corpora.prediction import CRITERIA
from corpora.split import folds_of

needs_library = pytest.mark.skipif(find_spec("datasets") is None, reason="needs the library datasets")


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def row(document: str, index: int, **changes: Any) -> dict[str, Any]:
    plain = {"criteria": [], "criteria_source": "authored", "practices": [], "status": None, "specificity": None}
    return {"document": document, "index": index, "text": f"Sentence {index}.", **plain, **changes}


def gold(folder: Path, companies: int = 10) -> Path:
    rows = [
        {"document": f"{place.lower()}-{n}", "index": i, "jurisdiction": place, "text": f"{n} {i}", "labels": labels}
        for n in range(companies)
        for place in ("AU", "UK")
        for i, labels in enumerate([["supply_chains", "RK"], []])
    ]
    lines = [f"{place}-{n},,company {n}" for n in range(companies) for place in ("au", "uk")]
    written(folder / "aims_gold.jsonl", rows)
    (folder / "documents.csv").write_text("document,statement_id,group\n" + "\n".join(lines), encoding="utf-8")
    return folder


ANSWERS = {
    "id": "w1",
    "year": "2019",
    "training": "Leadership, Suppliers",
    "training_evidence": "We trained our suppliers\u201a\u00c4\u00f4 staff.",
    "whistleblowing": "In Development (supply chain workers)",
    "whistleblowing_evidence": "A line will open.",
}


def test_a_folder_of_files_is_read_at_any_depth_in_order(tmp_path: Path) -> None:
    written(tmp_path / "train" / "b.jsonl", [row("b", 0)])
    written(tmp_path / "held" / "a.jsonl", [row("c", 1), row("c", 0)])
    assert list(files_of(tmp_path)) == ["held/a.jsonl", "train/b.jsonl"]
    assert [(s.document, s.index) for s in load(tmp_path)] == [("b", 0), ("c", 0), ("c", 1)]


def test_a_document_stands_in_one_file_and_in_one_set(tmp_path: Path) -> None:
    one = written(tmp_path / "x" / "one.jsonl", [row("a", 0)])
    written(tmp_path / "x" / "two.jsonl", [row("b", 0), row("a", 1)])
    with pytest.raises(DatasetError, match=r"two\.jsonl:2: document a already stands in one\.jsonl"):
        load(tmp_path / "x")
    written(tmp_path / "y.jsonl", [row("a", 7)])
    with pytest.raises(DatasetError, match=r"y\.jsonl: document a already stands in .*one\.jsonl"):
        load_all([one, tmp_path / "y.jsonl"])
    with pytest.raises(DatasetError, match="named twice"):
        load_all([one, one])
    assert [s.document for s in load_all([tmp_path / "x" / "two.jsonl"])] == ["a", "b"]


def test_a_sentence_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", [row("a", 0), row("a", 1), row("a", 0)])
    with pytest.raises(DatasetError, match=r"a\.jsonl:3: a: index 0 stands twice, first a\.jsonl:1"):
        load(path)


def test_an_unknown_label_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", [row("a", 0, criteria=["supply chain"], practices=["gov1"], status="PLANED")])
    with pytest.raises(DatasetError) as caught:
        load(path)
    told = str(caught.value).splitlines()
    assert told[0].startswith("a.jsonl:1: criteria: unknown label supply chain (did you mean supply chains")
    assert told[1].startswith("a.jsonl:1: practices: unknown label gov1 (did you mean GOV1")
    assert told[2] == "a.jsonl:1: status: unknown label PLANED (did you mean PLANNED?)"


def test_gold_criteria_are_known_where_experts_gave_them_and_practices_nowhere(tmp_path: Path) -> None:
    found = {(s.document, s.index): s for s in read_aims(gold(tmp_path))}
    assert found["au-0", 0].criteria == {"supply chains", "risk description"}
    assert found["au-0", 0].masked == set(practice_ids())
    assert found["uk-0", 1].masked == {*practice_ids(), "reporting entity", "consultation"}
    assert found["uk-3", 0].group == "company 3"
    (tmp_path / "documents.csv").write_text("document,group\nau-0,x", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"aims_gold\.jsonl:3: document uk-0 has no group"):
        read_aims(tmp_path)


def test_splits_are_the_folds_that_measurements_use(tmp_path: Path) -> None:
    sentences = read_aims(gold(tmp_path))
    fold = folds_of(sentences)
    shared = by_folds(sentences, {"train": (0, 1, 2, 3), "held": (4,)})
    assert {fold[s.document] for s in shared["held"]} == {4}
    assert not {s.group for s in shared["train"]} & {s.group for s in shared["held"]}
    with pytest.raises(DatasetError, match="each one once"):
        by_folds(sentences, {"train": (0, 1), "test": (1,)})
    with pytest.raises(DatasetError, match="No company falls into"):
        by_folds([s for s in sentences if s.group == "company 1"])


def test_volunteers_answers_are_quotes_with_few_known_labels(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    written(tmp_path / "wikirate_answers.jsonl", [ANSWERS, {**ANSWERS, "id": "w2", "training": "No"}])
    training, speaking, *_ = read_wikirate(tmp_path)
    assert (training.document, training.practices, training.status) == ("nr-w1", {"TRN1", "TRN2"}, None)
    assert training.text == "We trained our suppliers\u2019 staff."
    assert set(practice_ids()) - training.masked == {"TRN1", "TRN2"}
    assert set(CRITERIA) <= training.masked
    assert (speaking.practices, speaking.status) == ({"GRV2"}, "PLANNED")
    (tmp_path / "documents.csv").write_text("statement_id,group\nw2,company", encoding="utf-8")
    found = read_wikirate(tmp_path)
    assert {(s.document, s.group) for s in found} == {("nr-w2", "company")}
    assert found[0].practices == set()
    assert "w1" in caplog.text


def test_an_unknown_answer_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "answers.jsonl", [{**ANSWERS, "training": "Everyone"}])
    with pytest.raises(DatasetError, match=r"answers\.jsonl:1: training: unknown answer Everyone \(known: Employees"):
        read_wikirate(path)


def test_the_network_is_used_only_where_it_is_allowed() -> None:
    with pytest.raises(DatasetError, match="the network is not allowed"):
        fetched("someone/sentences", {"fields": {"document": "a", "text": "b"}})


def test_without_the_library_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "datasets":
            raise ModuleNotFoundError("No module named 'datasets'", name="datasets")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LibraryError, match="needs the package datasets") as caught:
        authored()
    assert caught.value.advice == "pip install 'avowal[train]'"
    assert caught.value.exit_code == 4


def test_reading_labels_loads_neither_the_library_nor_torch() -> None:
    modules = "labelled, aims, wikirate, mapped, hub, authored, splits"
    code = (
        f"import sys; from corpora.datasets import {modules}; labelled.load(labelled.AUTHORED);"
        "print(sorted({'datasets', 'torch', 'transformers', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@needs_library
def test_what_goes_in_comes_back_out_and_masked_is_null(tmp_path: Path) -> None:
    data = aims(gold(tmp_path))
    assert list(data) == ["train", "validation", "test"]
    assert data["train"].features == features()
    assert to_sentences(data) == read_aims(tmp_path)
    places = dict(zip(CRITERIA, next(r for r in data["train"] if r["jurisdiction"] == "UK")["criteria"], strict=True))
    assert (places["reporting entity"], places["supply chains"], places["signature"]) == (None, True, False)
    groups = [set(split["group"]) for split in data.values()]
    assert not groups[0] & groups[1] | groups[0] & groups[2] | groups[1] & groups[2]


@needs_library
def test_the_authored_sentences_have_a_half_that_is_held_back() -> None:
    data = authored()
    assert list(data) == ["train", "held"]
    assert to_sentences(data) == load_authored()
    with pytest.raises(DatasetError, match="has no folder train, held"):
        authored(AUTHORED / "train")


@needs_library
def test_volunteers_answers_are_there_to_train_on(tmp_path: Path) -> None:
    path = written(tmp_path / "answers.jsonl", [ANSWERS])
    data = wikirate(path)
    assert list(data) == ["train"]
    assert to_sentences(data["train"]) == read_wikirate(path)


@needs_library
def test_a_company_in_two_splits_is_refused() -> None:
    one, other = (
        LabelledSentence(name, "same", 0, "x", "UK", frozenset(), frozenset(), None, None, "gold")
        for name in ("a", "b")
    )
    with pytest.raises(DatasetError, match="same is in the splits train and test"):
        as_dataset_dict({"train": [one], "test": [other]})
    by_sentence = as_dataset_dict({"train": [one, other]})["train"].train_test_split(0.5)
    with pytest.raises(DatasetError, match="same is in the splits train and test"):
        to_sentences(by_sentence)
    with pytest.raises(DatasetError, match="has no column text"):
        to_sentences(as_dataset_dict({"train": [one]}).remove_columns("text"))


@needs_library
def test_a_file_may_name_its_own_splits(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("d,t,s\na,One.,fit\na,Two.,fit\nb,Three.,try\n", encoding="utf-8")
    mapping = {"fields": {"document": "d", "text": "t", "split": "s"}}
    assert {name: split.num_rows for name, split in mapped(path, mapping).items()} == {"fit": 2, "try": 1}
    path.write_text("d,t,s\na,One.,fit\na,Two.,try\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"rows\.csv:3: document a is in the splits fit and try"):
        mapped(path, mapping)


@needs_library
def test_a_set_of_the_hub_keeps_its_splits(monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    columns = datasets.Features(
        {"d": datasets.Value("string"), "t": datasets.Value("string"), "s": datasets.ClassLabel(names=["now", "later"])}
    )
    data = {
        name: datasets.Dataset.from_dict({"d": [name], "t": ["Text."], "s": [number]}, features=columns)
        for number, name in enumerate(("train", "test"))
    }
    asked: list[Any] = []

    def answer(name: str, revision: str | None) -> Any:
        asked.append((name, revision))
        return datasets.DatasetDict(data)

    monkeypatch.setattr(datasets, "load_dataset", answer)
    mapping: dict[str, Any] = {"fields": {"document": "d", "text": "t", "status": "s"}}
    values = {"status": {"now": "ONGOING", "later": "PLANNED"}}
    found = fetched("someone/sentences", {**mapping, "values": values}, network=True, revision="abc")
    assert asked == [("someone/sentences", "abc")]
    assert {s.document: s.status for s in to_sentences(found)} == {"train": "ONGOING", "test": "PLANNED"}
    with pytest.raises(DatasetError, match="someone/sentences/train:1: status: unknown label now"):
        fetched("someone/sentences", mapping, network=True)

    def fail(name: str, revision: str | None) -> Any:
        raise ConnectionError("no route")

    monkeypatch.setattr(datasets, "load_dataset", fail)
    with pytest.raises(DatasetError, match="could not be fetched: no route"):
        fetched("someone/sentences", mapping, network=True)
