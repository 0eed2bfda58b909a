"""A folder is a run, whole and as it was written, or it is refused with what helps."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpora.document import Outcome
from corpora.finding import Status
from corpora.tables import TABLES
from pipelines.report.run import RunError, open_run
from pipelines.stage import Case
from tests.report.runs import case, finding, judged, passage, run_of, unread


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one = case("Alder Ltd", ["The board of Alder Ltd approved this statement."])
    return run_of(tmp_path / "run", judged(one, finding(one, "UK-02", Status.MET, passage(one, 0)))).folder


def change(key: str, value: object) -> Callable[[Path], None]:
    def changed(folder: Path) -> None:
        manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        manifest[key] = value
        (folder / "run.json").write_text(json.dumps(manifest), encoding="utf-8")

    return changed


def lose(key: str) -> Callable[[Path], None]:
    def lost(folder: Path) -> None:
        manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        del manifest[key]
        (folder / "run.json").write_text(json.dumps(manifest), encoding="utf-8")

    return lost


def cut_off(folder: Path) -> None:
    content = (folder / "evidence.parquet").read_bytes()
    (folder / "evidence.parquet").write_bytes(content[: len(content) // 2])


def of_another_run(folder: Path) -> None:
    other = folder.with_name("other")
    run_of(other, unread("locked.pdf"))
    (other / "findings.parquet").replace(folder / "findings.parquet")


MISTAKES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "without run.json": (lambda folder: (folder / "run.json").unlink(), "no finished run"),
    "without its files": (lambda folder: (folder / "files.parquet").unlink(), "no finished run"),
    "without a table": (lambda folder: (folder / "flags.parquet").unlink(), r"flags\.parquet .* not there"),
    "cut off": (cut_off, r"evidence\.parquet .* not what the run wrote"),
    "with another run's table": (of_another_run, r"findings\.parquet .* not what the run wrote"),
    "newer": (change("schema_version", "2"), "form 2, and this Avowal reads form 1"),
    "newer, its manifest unlike ours": (
        lambda folder: (folder / "run.json").write_text('{"schema_version": 9}', encoding="utf-8"), "form 9"),
    "not JSON": (lambda folder: (folder / "run.json").write_text('{"schema', encoding="utf-8"), "is damaged"),
    "not UTF-8": (lambda folder: (folder / "run.json").write_bytes(b'{"schema_version": "\xff"}'), "is damaged"),
    "a list": (lambda folder: (folder / "run.json").write_text("[1]", encoding="utf-8"), "is damaged"),
    "tables that are a list": (change("tables", ["files"]), "is damaged"),
    "tables without digests": (change("tables", dict.fromkeys(TABLES, 3)), "is damaged"),
    "a table too few": (change("tables", {}), r"files\.parquet .* not what the run wrote"),
    "no day of the law": (lose("as_of"), "is damaged"),
    "a day that is none": (change("as_of", "2026-13-45"), "is damaged"),
    "no models": (change("models", None), "is damaged"),
    "frameworks that are a text": (change("frameworks", "UK-MSA"), "is damaged"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_folder_that_is_no_whole_run_is_refused_with_what_helps(folder: Path, mistake: str) -> None:
    spoil, message = MISTAKES[mistake]
    spoil(folder)
    with pytest.raises(RunError, match=re.compile(message)) as error:
        open_run(folder)
    assert error.value.exit_code == 2
    assert error.value.remedy


def test_a_folder_that_is_missing_empty_or_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name, message in (("gone", "There is no folder"), ("empty", "no finished run"), ("file", "no finished run")):
        with pytest.raises(RunError, match=message) as error:
            open_run(tmp_path / name)
        assert (error.value.exit_code, bool(error.value.remedy)) == (2, True)


def test_a_document_stands_under_the_path_from_which_it_was_read_and_not_under_its_twins(tmp_path: Path) -> None:
    one = case("Zeta Ltd", ["The board approved this statement."])
    sent = replace(unread("in/alder.pdf", Outcome.DUPLICATE).source, document_id=one.source.document_id)
    run = run_of(tmp_path / "run", one, Case(sent))
    id_ = one.source.document_id or ""
    assert run.paths == {id_: "in/zeta_ltd.pdf"}
    assert run.places == {id_: ["in/zeta_ltd.pdf", "in/alder.pdf"]}
