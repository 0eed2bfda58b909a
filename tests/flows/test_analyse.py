"""The flow from files to tables: what fails costs itself alone, and the same inputs give the same bytes."""

import json
import logging
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest

from corpora.document import Source
from corpora.errors import AvowalError
from pipelines.ingest import NothingToReadError
from pipelines.request import RequestError
from pipelines.stage import Case, listening
from pipelines.store import OutputError

Stages = Callable[[str, Callable[[Case], Case]], None]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("alder", "birch", "cedar"):
        (folder / f"{name}.txt").write_text(f"{name} made a statement.\nThe board approved it.", encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def files(out: Path) -> dict[str, dict[str, Any]]:
    return {Path(row["path"]).stem: row for row in pq.read_table(out / "files.parquet").to_pylist()}


def test_every_document_ends_in_the_tables(flows: ModuleType, stages: Stages, inbox: Path, out: Path) -> None:
    assert flows.analyse([str(inbox)], str(out), as_of="2026-11-25") == {"read": 3}
    assert pq.read_table(out / "sentences.parquet").num_rows == 6
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["as_of"] == "2026-11-25"


def test_the_same_inputs_give_the_same_bytes(flows: ModuleType, stages: Stages, inbox: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        flows.analyse([str(inbox)], str(tmp_path / name), as_of="2026-11-25")
    for path in (tmp_path / "one").iterdir():
        if path.name != "timings.json":
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_document_on_which_a_stage_fails_costs_itself_alone(
    flows: ModuleType, stages: Stages, inbox: Path, out: Path
) -> None:
    def stumble(case: Case) -> Case:
        if "birch" in case.source.path:
            raise KeyError("birch")
        return case

    stages("classify", stumble)
    assert flows.analyse([str(inbox)], str(out)) == {"read": 2, "unreadable": 1}
    assert "classify failed on it: KeyError" in files(out)["birch"]["reason"]
    assert files(out)["birch"]["remedy"]
    lost = files(out)["birch"]["document_id"]
    assert lost not in pq.read_table(out / "sentences.parquet")["document_id"].to_pylist()


def test_warnings_of_libraries_do_not_reach_the_user(
    flows: ModuleType, stages: Stages, caplog: pytest.LogCaptureFixture
) -> None:
    def warn(case: Case) -> Case:
        warnings.warn("install something else", stacklevel=1)
        logging.getLogger("pypdfium2._helpers.document").warning("build it anew")
        return case

    stages("extract", warn)
    with warnings.catch_warnings(record=True) as heard:
        flows.tasks.extract.fn(flows.tasks.Batch([Case(Source("a.pdf", None, None, 0, 0.0))]))
    assert not heard
    assert "build it anew" not in caplog.text


def test_a_disk_that_recovers_costs_nothing(flows: ModuleType, stages: Stages, inbox: Path, out: Path) -> None:
    tries: Counter[str] = Counter()

    def flaky(case: Case) -> Case:
        tries[case.source.path] += 1
        if "alder" in case.source.path and tries[case.source.path] < 3:
            raise OSError("stale file handle")
        return case

    stages("segment", flaky)
    assert flows.analyse([str(inbox)], str(out)) == {"read": 3}


def test_a_disk_that_does_not_recover_costs_the_documents_on_it_alone(
    flows: ModuleType, stages: Stages, inbox: Path, out: Path
) -> None:
    def fail(case: Case) -> Case:
        if "cedar" in case.source.path:
            raise OSError("no such device")
        return case

    stages("segment", fail)
    assert flows.analyse([str(inbox)], str(out)) == {"read": 2, "unreadable": 1}
    assert "no such device" in files(out)["cedar"]["reason"]


def test_a_missing_model_ends_the_run_and_keeps_its_remedy(
    flows: ModuleType, stages: Stages, inbox: Path, out: Path
) -> None:
    class MissingError(AvowalError):
        remedy = "Train one."
        exit_code = 4

    def missing(case: Case) -> Case:
        raise MissingError("No model.")

    stages("classify", missing)
    with pytest.raises(MissingError) as caught:
        flows.analyse([str(inbox)], str(out))
    assert (caught.value.advice, caught.value.exit_code) == ("Train one.", 4)
    assert not out.exists()
    assert [path.name for path in out.parent.iterdir()] == ["inbox"]


def test_a_fault_is_tried_once_and_a_disk_four_times(flows: ModuleType, stages: Stages, inbox: Path, out: Path) -> None:
    tries: Counter[str] = Counter()

    def fail(case: Case) -> Case:
        tries["disk" if "alder" in case.source.path else "fault"] += 1
        raise (OSError if "alder" in case.source.path else ValueError)("no")

    stages("score", fail)
    flows.analyse([str(inbox / "birch.txt")], str(out))
    flows.analyse([str(inbox / "alder.txt")], str(out), replace=True)
    assert tries == {"fault": 1, "disk": 4}


def test_whoever_listens_hears_of_every_stage(flows: ModuleType, stages: Stages, inbox: Path, out: Path) -> None:
    heard: Counter[str] = Counter()
    with listening(lambda stage, done: heard.update({stage: done})):
        flows.analyse([str(inbox)], str(out))
    assert heard == dict.fromkeys(("found", "ingest", "extract", "segment", "classify", "assess", "score", "write"), 3)


def test_what_is_wrong_is_told_before_any_work(flows: ModuleType, stages: Stages, inbox: Path, out: Path) -> None:
    worked: list[str] = []
    stages("extract", lambda case: worked.append(case.source.path) or case)
    (inbox.parent / "file").write_text("in the way")
    with pytest.raises(OutputError):
        flows.analyse([str(inbox)], str(inbox.parent / "file" / "out"))
    with pytest.raises(AvowalError, match="UK-XYZ"):
        flows.analyse([str(inbox)], str(out), ["uk-xyz"])
    with pytest.raises(RequestError, match="Not a day"):
        flows.analyse([str(inbox)], str(out), as_of="yesterday")
    with pytest.raises(RequestError, match="inside"):
        flows.analyse([str(inbox)], str(inbox / "out"))
    assert not worked


def test_an_empty_folder_is_nothing_to_read(flows: ModuleType, stages: Stages, tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToReadError) as caught:
        flows.analyse([str(tmp_path / "empty")], str(out))
    assert caught.value.exit_code == 3
    assert not out.exists()


def test_sentences_that_others_split_join_the_flow_after_segmentation(
    flows: ModuleType, stages: Stages, inbox: Path, out: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"document": "given", "index": 4, "text": "We buy tea."}\n', encoding="utf-8")
    assert flows.analyse([str(inbox)], str(out), sentences=str(rows)) == {"read": 4}
    assert "We buy tea." in pq.read_table(out / "sentences.parquet")["text"].to_pylist()


def test_timings_name_every_stage(flows: ModuleType, stages: Stages, inbox: Path, out: Path) -> None:
    flows.analyse([str(inbox)], str(out))
    timings = json.loads((out / "timings.json").read_text(encoding="utf-8"))
    assert list(timings["stages"]) == ["ingest", "extract", "segment", "classify", "assess", "score", "write"]
    assert timings["flow"] >= sum(timings["stages"].values()) - 0.01
