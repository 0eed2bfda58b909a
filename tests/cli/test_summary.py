"""The table of a run as people read it, on a narrow screen and a wide one."""

from datetime import date
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from corpora.finding import Status
from corpora.framework import load_frameworks
from corpora.tables import TABLES
from pipelines.cli import summary
from pipelines.cli.main import app
from pipelines.report.red_flags import red_flags
from pipelines.report.rivals import rivals


def finding(commitment: str, status: Status, by_hand: bool = False, **others: Any) -> dict[str, Any]:
    answered = None if by_hand else status.is_answered
    row = {"framework": "UK-MSA", "entity": None, "applies": "guessed", "level": "M", "reason": "why"}
    missing = status.is_missing and not by_hand
    return {**row, "commitment": commitment, "status": status, "answered": answered, "missing": missing, **others}


def document(name: str, rows: list[dict[str, Any]], kind: str = "statement", why: str = "It says so.") -> Any:
    about = {"document_id": name, "kind": kind, "kind_reason": why, "title": None, "entity": "Hollowbeck Ltd"}
    about["supersedes"] = None
    return summary._document(name, {**about, "period_end": date(2025, 12, 31), "extraction_coverage": 1.0}, rows)


def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int, *documents: Any) -> str:
    monkeypatch.setattr(summary, "results", lambda: Console(width=width, highlight=False))
    tables = {name: {"rows": 0} for name in TABLES}
    found = {
        "documents": documents,
        "rivals": rivals(documents),
        "unread": [],
        "warnings": [],
        "duplicates": [],
        "tables": tables,
    }
    timings = {"total": 1.0, "loading": 0.1, "overhead": 0.1}
    summary.show({**found, "out": "out", "as_of": "2026-11-25", "timings": timings})
    return capsys.readouterr().out


def test_headings_are_whole_and_reasons_have_room_at_80_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(monkeypatch, capsys, 80, document("hollowbeck.pdf", [finding("UK-01", Status.ABSENT)]))
    first, second, *_ = page.splitlines()
    for name in ("Document", "Judged", "by", "Met", "Partial", "Missing", "By", "hand", "What is missing"):
        assert name in f"{first}\n{second}"
    assert max(len(line.rstrip()) for line in page.splitlines()[:8]) <= 80
    assert 80 - first.index("What is missing") >= 20


def test_what_is_to_be_checked_by_hand_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [finding(f"UK-{number:02}", Status.NOT_ASSESSABLE, by_hand=True) for number in range(1, 10)]
    page = " ".join(shown(monkeypatch, capsys, 200, document("a.pdf", rows)).split())
    assert "Check by hand: UK-01, UK-02, UK-03, UK-04, UK-05, UK-06, and 3 more" in page


def test_a_law_that_was_not_in_force_is_said_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [finding(f"UK-{n:02}", Status.NOT_APPLICABLE, reason="The Act was not law.") for n in range(1, 17)]
    page = shown(monkeypatch, capsys, 200, document("a.pdf", rows))
    assert page.count("The Act was not law.") == 1
    assert "UK-01" not in page


def test_a_document_without_a_judgement_says_why_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = document("policy.pdf", [], "other", "It is a policy.")
    page = shown(monkeypatch, capsys, 200, document("a.pdf", []), other)
    assert summary.NO_ACT in page
    assert "It is a policy." in page


def test_a_named_framework_for_what_is_no_statement_is_doubted_in_its_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [finding("UK-01", Status.ABSENT, applies="given")]
    page = shown(monkeypatch, capsys, 200, document("policy.pdf", rows, "other", "It is a policy."))
    assert "Doubt: it does not look like a statement (It is a policy)." in page
    assert "UK-01" in page
    assert "Doubt" not in shown(monkeypatch, capsys, 200, document("a.pdf", rows))


def test_every_framework_shown_is_named_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [finding("UK-01", Status.MET), finding("AU-01", Status.MET, framework="AU-MSA")]
    page = shown(monkeypatch, capsys, 80, document("a.pdf", rows))
    assert "avowal frameworks show AU-MSA; avowal frameworks show UK-MSA" in page


@pytest.mark.parametrize("name", load_frameworks())
def test_no_id_is_cut_where_a_framework_is_shown_in_a_pipe(name: str) -> None:
    said = CliRunner().invoke(app, ["frameworks", "show", name]).stdout
    for commitment in load_frameworks([name])[name].commitments:
        assert commitment.id in said
        assert commitment.rule in said


def test_what_is_missing_comes_with_the_words_of_its_law_the_doubt_of_a_guess_and_a_question() -> None:
    for applies, begins in {"guessed": "If this Act applies: ", "given": "Approval by the board"}.items():
        (judged,) = document("a.pdf", [finding("UK-02", Status.ABSENT, applies=applies)])["judgements"]
        (item,) = judged["missing_commitments"]
        assert item["say"].startswith(begins)
        assert item["ask"].endswith("?")


def test_two_documents_for_one_period_are_named_together(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    both = [document(name, [finding("UK-01", Status.MET)]) for name in ("first.pdf", "second.pdf")]
    out = shown(monkeypatch, capsys, 200, *both)
    assert "first.pdf, second.pdf" in out
    assert "All speak for Hollowbeck Ltd, for the period to 2025-12-31." in out


def test_what_was_not_read_in_the_law_itself_is_shown_beside_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [finding("UK-01", Status.ABSENT), finding("UK-G7", Status.ABSENT, level="R")]
    out = shown(monkeypatch, capsys, 200, document("first.pdf", rows))
    assert "Read in a secondary source only: UK-G7" in out


def _flag(pattern: str, *sentences: str, commitment: str | None = None) -> dict[str, Any]:
    return {"document_id": "d", "pattern": pattern, "sentence_ids": list(sentences), "commitment": commitment}


SENTENCES = [
    {"sentence_id": "one", "text": "We guarantee that there is no slavery.", "spans": [{"page": 3}]},
    {"sentence_id": "two", "text": "Ana, 19, was locked in.", "spans": [{"page": 2}]},
]


def test_red_flags_are_shown_with_page_and_words_once_and_no_victim_is_quoted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    flags = [_flag("F32", "one"), _flag("F32", "one", commitment="UK-11"), _flag("F33", "two"), _flag("F01", "one")]
    rows = red_flags([*flags, _flag("F30")], SENTENCES)["d"]
    assert [(row["pattern"], row["page"]) for row in rows] == [("F33", 2), ("F32", 3), ("F30", None)]
    out = shown(monkeypatch, capsys, 200, {**document("first.pdf", []), "red_flags": rows})
    assert "Worth a look first (3):" in out
    assert "Absolute guarantee (F32, page 3): “We guarantee that there is no slavery.”" in out
    assert "Ana" not in out
    assert "Unanswered part (F30)" in out


def test_a_document_without_red_flags_has_no_such_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert red_flags([_flag("F01", "one")], SENTENCES) == {}
    assert "Worth a look" not in shown(monkeypatch, capsys, 200, document("first.pdf", []))
