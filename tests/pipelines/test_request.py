"""What is asked for is checked before any work begins."""

import os
from datetime import date
from pathlib import Path

import pytest

from corpora.errors import AvowalError
from pipelines.request import RequestError, check, sendable


@pytest.fixture(autouse=True)
def statement(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")


def test_inputs_of_which_none_exists_are_told_at_once_and_one_of_several_costs_no_run(tmp_path: Path) -> None:
    with pytest.raises(AvowalError, match=r"gone\.pdf"):
        check([tmp_path / "gone.pdf", tmp_path / "lost.pdf"], tmp_path / "out")
    assert len(check([tmp_path / "a.pdf", tmp_path / "gone.pdf"], tmp_path / "out").inputs) == 2


def test_the_law_as_of_today_is_the_default(tmp_path: Path) -> None:
    assert abs(date.fromisoformat(check([tmp_path / "a.pdf"], tmp_path / "out").as_of) - date.today()).days <= 1


def test_a_framework_is_known_in_any_case(tmp_path: Path) -> None:
    assert check([tmp_path / "a.pdf"], tmp_path / "out", ["uk-msa", "Au-Msa", "uk-msa"]).frameworks == (
        "UK-MSA",
        "AU-MSA",
    )


def test_results_inside_what_is_read_are_refused_however_they_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    for inputs, out in (("in", "in/out"), (".", "out"), ("in", "in"), ("in", "./in/../in/deep/out")):
        with pytest.raises(RequestError, match="inside"):
            check([inputs], out)
    assert check(["in"], "in-results").out == Path("in-results")


def test_something_to_read_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="Nothing"):
        check([], tmp_path / "out")


def test_a_name_that_is_no_utf_8_reaches_the_run_though_prefect_keeps_utf_8_alone(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"lat\xe9in 100%.txt")
    odd.write_text("We buy tea.", encoding="utf-8")
    sent = sendable(odd)
    assert sent.encode("utf-8")
    assert check([sent], tmp_path / "out").inputs == (odd,)
    assert sendable(Path("in/a 100%.pdf")) == "in/a 100%.pdf"
