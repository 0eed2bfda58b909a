"""The bench of cases judges what the stages made, says what fails, and leaves open what is not built."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.bench.cases.judge import Ended, Made, Shown, judge
from pipelines.bench.cases.report import CasesError, run_cases, summary
from pipelines.cli.main import app

MADE = Made(
    sentences=[
        Shown("Hollowbeck’s  buyers visit\u00a0sawmills.¹", 1, (0.1, 0.2, 0.5, 0.22)),
        Shown("Each visit is unannounced.", 2),
    ],
    hidden=["We train all staff."],
    answers=[("4.2 Do you train staff?", "☒ Yes."), ("4.3 Spend?", "")],
    documents=[Ended("pack.zip/inner/a.txt", "read"), Ended("b.pdf", "locked", "It needs a password.")],
    commitments={"UK/training": "MET"},
    seconds=2.0,
    clean=False,
)

CLAIMS: list[tuple[bool, dict[str, Any]]] = [
    (True, {"type": "must_contain", "text": "buyers visit sawmills."}),
    (False, {"type": "must_contain", "text": "Buyers visit"}),
    (True, {"type": "must_contain", "text": "BUYERS VISIT", "ci": True}),
    (True, {"type": "must_contain", "text": "sawmills. Each visit", "drop_markers": True}),
    (False, {"type": "must_not_contain", "text": "\u00a0"}),
    (True, {"type": "must_not_contain", "text": "train"}),
    (True, {"type": "must_be_one_sentence", "text": "Each visit is unannounced."}),
    (False, {"type": "must_be_one_sentence", "text": "visit", "slack": 0}),
    (True, {"type": "must_be_separate", "texts": ["buyers", "unannounced"]}),
    (False, {"type": "must_be_separate", "texts": ["Each", "unannounced"]}),
    (True, {"type": "order", "texts": ["sawmills", "Each"]}),
    (False, {"type": "order", "texts": ["Each", "sawmills"]}),
    (True, {"type": "count", "text": "visit", "n": 2}),
    (True, {"type": "must_be_flagged_hidden", "text": "train all"}),
    (False, {"type": "must_be_flagged_hidden", "text": "visit"}),
    (True, {"type": "page_of", "text": "unannounced", "page": 2}),
    (False, {"type": "page_of", "text": "unannounced", "page": 1}),
    (True, {"type": "box_near", "text": "sawmills", "page": 1, "box": [0.1, 0.21, 0.5, 0.22], "tol": 0.02}),
    (False, {"type": "box_near", "text": "sawmills", "page": 1, "box": [0.2, 0.21, 0.5, 0.22], "tol": 0.02}),
    (False, {"type": "box_near", "text": "unannounced", "page": 2, "box": [0, 0, 1, 1], "tol": 2}),
    (True, {"type": "qa", "question": "do you train STAFF", "answer_any": ["yes"], "answer_not": ["No"]}),
    (False, {"type": "qa", "question": "do you train staff", "answer_any": ["Yes"], "answer_not": ["es"]}),
    (True, {"type": "qa", "question": "spend", "answer_any": [""], "answer_not": []}),
    (False, {"type": "qa", "question": "turnover", "answer_any": [""], "answer_not": []}),
    (True, {"type": "commitment", "law": "UK", "topic": "training", "status_in": ["MET"]}),
    (True, {"type": "outcome", "doc": "b.pdf", "class_in": ["locked"], "reason_any": ["password"]}),
    (False, {"type": "outcome", "doc": "b.pdf", "class_in": ["locked"], "reason_any": ["damaged"]}),
    (True, {"type": "documents_include", "names": ["a.txt"]}),
    (False, {"type": "documents_exclude", "names": ["a.txt"]}),
    (True, {"type": "exit_completes", "max_seconds": 3}),
    (False, {"type": "exit_completes", "max_seconds": 1}),
    (True, {"type": "run_state_not_clean"}),
    (True, {"type": "any_of", "assertions": [{"type": "count", "text": "x", "n": 9}, {"type": "run_state_not_clean"}]}),
]


@pytest.mark.parametrize(("holds", "asked"), CLAIMS, ids=lambda value: str(value)[:60])
def test_an_assertion_is_judged_by_its_own_words(holds: bool, asked: dict[str, Any]) -> None:
    assert judge(asked, MADE)[0] is holds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Hollowbeck Ltd makes desks. It sells them in Leeds.", encoding="utf-8")
    asked = [
        {"type": "must_be_one_sentence", "text": "It sells them in Leeds."},
        {"type": "outcome", "doc": "a.txt", "class_in": ["read"]},
        {"type": "commitment", "law": "UK", "topic": "training", "status_in": ["NOT MET"]},
        {"type": "export_opens"},
    ]
    wrong = [{"type": "must_contain", "text": "chairs"}]
    cases = [{"id": "one", "file": "a.txt", "assertions": asked}, {"id": "two", "file": "a.txt", "assertions": wrong}]
    (tmp_path / "cases.json").write_text(json.dumps({"cases": cases}), encoding="utf-8")
    return tmp_path


def test_workbooks_are_open_and_never_fail_a_case(folder: Path) -> None:
    one, two = run_cases(folder)
    assert [check.is_open for check in one.checks] == [False, False, False, True]
    assert not one.failing
    assert [check.why for check in two.failing] == ["missing from the body"]
    assert summary([one, two]) == {"cases": 2, "cases_holding": 1, "holding": 3, "failing": 1, "open": 1}


def test_the_command_ends_with_1_where_an_assertion_fails(folder: Path) -> None:
    failing = CliRunner().invoke(app, ["bench", "cases", str(folder)])
    assert failing.exit_code == 1
    assert "fails  must_contain chairs: missing from the body" in failing.output
    holding = CliRunner().invoke(app, ["bench", "cases", str(folder), "--only", "one", "--json"])
    assert holding.exit_code == 0
    assert json.loads(holding.output)["totals"]["cases_holding"] == 1


def test_a_folder_without_cases_is_said(tmp_path: Path) -> None:
    with pytest.raises(CasesError):
        list(run_cases(tmp_path))
