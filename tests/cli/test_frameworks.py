"""The frameworks on the screen: what is doubtful in them is said, and mistakes end with all of them."""

import json
from pathlib import Path

import pytest

from corpora.framework import load_frameworks
from pipelines.report.rivals import rivals
from tests.cli.running import quick


def test_the_list_says_what_is_law_and_what_is_doubtful() -> None:
    said = quick("frameworks", "list").stdout
    for name in load_frameworks():
        assert name in said
    assert "2015-10-29 (m)" in said
    assert "Not measured" in said


def test_the_list_as_json_counts_what_is_not_measured_and_not_read() -> None:
    rows = {row["id"]: row for row in json.loads(quick("frameworks", "list", "--json").stdout)}
    assert rows["UK-MSA"]["pending"] is False
    assert rows["UK-MSA"]["provision_not_read"] == 2
    assert (rows["US-CTSCA"]["not_measured"], rows["US-CTSCA"]["commitments"]) == (6, 7)
    assert (rows["UK-PENDING"]["pending"], rows["UK-PENDING"]["in_force"]["from"]) == (True, None)


def test_what_is_shown_of_a_commitment_says_who_read_the_law_and_whether_the_rule_is_measured() -> None:
    said = quick("frameworks", "show", "uk-msa").stdout
    assert "S: read in a secondary source only, from 2025-03-24 (S)" in said
    assert "measured by 76 judged findings" in said
    assert "K13 Verification and audit" in quick("frameworks", "show", "US-CTSCA").stdout
    assert "rule not yet measured" in quick("frameworks", "show", "NO-APL").stdout
    assert "not law yet: off unless AVOWAL_SHOW_PENDING=1" in quick("frameworks", "show", "EU").stdout


def test_a_framework_as_json_holds_every_mark() -> None:
    shown = json.loads(quick("frameworks", "show", "eu", "--json").stdout)
    ban = next(one for one in shown["asked"] if one["id"] == "EU-07")
    assert ban["in_force"] == {"from": "2027-12-14", "to": None, "verified": "S"}
    assert ban["remarks"] == ["read in a secondary source only", "rule not yet measured"]
    assert ban["canonical"] == ["K10"]
    assert ban["say"]["missing"]


def test_the_crosswalk_names_every_commitment_under_its_canonical() -> None:
    rows = {row["id"]: row for row in json.loads(quick("frameworks", "crosswalk", "--json").stdout)}
    assert {"UK-14", "CA-09", "USCA-05"} <= set(rows["K19"]["commitments"])
    assert rows["K18"]["commitments"] == ["CA-08"]
    said = quick("frameworks", "crosswalk").stdout
    assert "K13  Verification and audit (T4 Monitoring and verification)" in said
    assert "Of their own:" in said


def test_lint_finds_no_mistake_in_what_is_shipped() -> None:
    ended = quick("frameworks", "lint")
    assert ended.exit_code == 0, ended.output
    assert json.loads(quick("frameworks", "lint", "--json").stdout)["mistakes"] == []


def test_lint_tells_all_mistakes_of_a_folder_at_once(tmp_path: Path) -> None:
    (tmp_path / "xx.yaml").write_text(
        "id: XX\ncommitments:\n  - {id: XX-01, rule: no_such_rule.v1}\n", encoding="utf-8"
    )
    ended = quick("frameworks", "lint", tmp_path)
    assert ended.exit_code != 0
    said = json.loads(quick("frameworks", "lint", tmp_path, "--json").stdout)["mistakes"]
    assert "xx.yaml: title: Field required" in said
    assert "xx.yaml: commitments.0.level (XX-01): Field required" in said
    assert "xx.yaml: commitments.0 (XX-01): no rule is called no_such_rule.v1" in said


@pytest.mark.parametrize("name", ["UK-PENDING", "eu"])
def test_law_to_come_is_refused_until_the_user_asks_for_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpora.framework import FrameworkError
    from pipelines.request import check

    asked = {"out": tmp_path / "out", "frameworks": [name], "as_of": "2026-11-25"}
    monkeypatch.delenv("AVOWAL_SHOW_PENDING", raising=False)
    with pytest.raises(FrameworkError, match="off by default") as caught:
        check([tmp_path / "in"], **asked)
    assert "AVOWAL_SHOW_PENDING=1" in caught.value.advice
    monkeypatch.setenv("AVOWAL_SHOW_PENDING", "1")
    (tmp_path / "in").mkdir()
    assert check([tmp_path / "in"], **asked).frameworks == (name.upper(),)


HOLLOWBECK = {"entity": "Hollowbeck Ltd", "period_end": "2026-03-31", "kind": "statement"}


def test_two_documents_that_claim_one_period_are_told_to_a_person() -> None:
    one, two = {**HOLLOWBECK, "path": "a.pdf"}, {**HOLLOWBECK, "path": "b.pdf", "entity": "HOLLOWBECK  LTD"}
    (row,) = rivals([one, two])
    assert row["path"] == "a.pdf, b.pdf"
    assert "2026-03-31" in row["reason"]
    assert "supersedes" in row["remedy"]


@pytest.mark.parametrize(
    "other",
    [
        {"entity": "Other Ltd"},
        {"period_end": "2025-03-31"},
        {"entity": None},
        {"period_end": None},
        {"kind": "annex"},
        {"supersedes": "a.pdf"},
    ],
)
def test_documents_that_say_other_things_are_no_rivals(other: dict[str, str | None]) -> None:
    assert rivals([{**HOLLOWBECK, "path": "a.pdf"}, {**HOLLOWBECK, "path": "b.pdf", **other}]) == []
