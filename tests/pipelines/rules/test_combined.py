"""Commitments of several parts, and regimes that are written in YAML alone."""

from pathlib import Path
from typing import Any

import pytest

from corpora import framework
from corpora.document import Kind
from corpora.finding import Finding, Status
from pipelines import assess
from pipelines.assess import assess_batch
from pipelines.rules import find_rule
from pipelines.rules.lint import rule_mistakes
from pipelines.rules.registry import UnknownRuleError
from pipelines.stage import Description
from tests.pipelines.rules.cases import case_of, judge

TRAINED = "All buyers finished the forced-labour module. [TRN1, mitigation, DONE_IN_PERIOD]"
HALF_TRAINED = "We trained 60 suppliers on forced labour. [TRN2, mitigation, DONE_IN_PERIOD]"
POLICY = "Our Human Rights Policy bans forced labour. [GOV2, mitigation, ONGOING]"
PLANNED = "Next year we will train all staff on modern slavery. [TRN1, mitigation, PLANNED]"
PARTS = [
    {"name": "training", "rule": "training_with_audience.v1"},
    {"name": "a policy", "rule": "policy_with_content.v1"},
]
TOLD: list[tuple[str, dict[str, Any], Status]] = [
    (f"{TRAINED}\n{POLICY}", {}, Status.MET),
    (f"{HALF_TRAINED}\n{POLICY}", {}, Status.PARTIAL),
    (f"{HALF_TRAINED}\n{POLICY}", {"enough": "PARTIAL"}, Status.MET),
    (TRAINED, {}, Status.PARTIAL),
    (TRAINED, {"partial_from": 2}, Status.VAGUE),
    (PLANNED, {}, Status.PLANNED),
    ("We sell boots.", {}, Status.ABSENT),
]


@pytest.mark.parametrize(("text", "parameters", "status"), TOLD)
def test_all_parts_told_is_what_is_asked(text: str, parameters: dict[str, Any], status: Status) -> None:
    verdict = judge("several_told.v1", text, parts=PARTS, **parameters)
    assert verdict.status == status, verdict.reason
    assert verdict.evidence


def test_the_parts_that_are_not_found_are_named() -> None:
    verdict = judge("several_told.v1", TRAINED, parts=PARTS)
    assert "a policy" in verdict.reason
    assert [item.role for item in verdict.evidence] == ["training"]


def test_a_part_that_does_not_apply_is_not_asked() -> None:
    parts = [*PARTS[:1], {"name": "fines", "rule": "fines_answered.v1"}]
    assert judge("several_told.v1", TRAINED, parts=parts).status == Status.MET


REGIME = """
id: XX-LAW
title: A law of nowhere on ferries
short_title: Ferries Act (Nowhere)
jurisdiction: Nowhere
version: "1"
citation: none
in_force: {from: 2020-01-01, verified: S}
mentions: ['ferries act']
commitments:
  - id: XX-01
    title: Crews asked about forced labour
    reference: s.1
    level: M
    verified: S
    decided_from: text
    theme: T4
    canonical: [K13]
    rule: elements_told.v1
    parameters:
      topic: asking crews
      core: asked
      within: 3
      elements:
        asked: {words: 'crews? (?:were|are|is) (?:asked|interviewed)|ask(?:s|ed) (?:the |our )?crews?', labels: [MON3]}
        language: {name: in which language, words: 'in (?:Tagalog|Hindi|their (?:own )?language)'}
    say: {missing: Asking crews about forced labour is not evidenced in the text.}
  - id: XX-02
    title: Crews asked, and staff trained
    reference: s.2
    level: R
    verified: V
    decided_from: text
    theme: T0
    rule: several_told.v1
    parameters:
      parts:
        - {name: training, rule: training_with_audience.v1}
        - {name: a policy, rule: policy_with_content.v1}
    say: {missing: "Recommended topic not covered: training, a policy.", ask: "Who was trained, by which policy?"}
"""
CREWS = {
    "Crews are asked about forced labour in Tagalog. [MON3, mitigation, ONGOING]": Status.MET,
    "Our agents asked crews about forced labour. [mitigation, DONE_IN_PERIOD]": Status.PARTIAL,
    "From June crews are asked about forced labour. [MON3, mitigation, PLANNED]": Status.PLANNED,
    "Crews were not asked about forced labour. [MON3, NEGATED]": Status.NEG_DISCLOSED,
    "We value our crews. [MON3, VAGUE]": Status.VAGUE,
    "We sell boots.": Status.ABSENT,
}


@pytest.fixture
def regimes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of framework files that holds a new regime beside one that is shipped."""
    shipped = framework.FOLDER / "uk-msa.yaml"
    (tmp_path / shipped.name).write_bytes(shipped.read_bytes())
    (tmp_path / "xx-law.yaml").write_text(REGIME, encoding="utf-8")
    monkeypatch.setattr(framework, "FOLDER", tmp_path)
    monkeypatch.setattr(assess, "describe", lambda case: case.description)
    return tmp_path


def judged(text: str, *frameworks: str, **described: str) -> dict[str, Finding]:
    known = {"kind": Kind.STATEMENT, "period_end": "2026-03-31", **described}
    (case,) = assess_batch([case_of(text, Description(**known))], frameworks, "2026-11-25")
    return {finding.commitment: finding for finding in case.findings}


@pytest.mark.parametrize(("text", "status"), CREWS.items())
def test_a_new_regime_needs_no_python(regimes: Path, text: str, status: Status) -> None:
    assert rule_mistakes(regimes / "xx-law.yaml") == []
    found = judged(text, "xx-law")
    assert list(found) == ["XX-01", "XX-02"]
    assert (found["XX-01"].status, found["XX-01"].verified) == (status, "S")
    assert found["XX-01"].missing == status.is_missing


def test_what_a_new_regime_does_not_say_comes_from_its_canonical_commitment(regimes: Path) -> None:
    (law,) = framework.load_frameworks(["XX-LAW"]).values()
    assert law.commitments[0].say.ask.startswith("How many audits")
    assert law.commitments[0].remarks == ("read in a secondary source only", "rule not yet measured")


def test_a_rule_that_does_not_exist_costs_its_own_finding_only(regimes: Path) -> None:
    path = regimes / "xx-law.yaml"
    path.write_text(REGIME.replace("rule: elements_told.v1", "rule: no_such_rule.v1"), encoding="utf-8")
    framework._read.cache_clear()
    found = judged(f"{TRAINED}\n{POLICY}", "xx-law")
    assert (found["XX-01"].status, found["XX-01"].missing) == (Status.NOT_ASSESSABLE, False)
    assert "no_such_rule.v1" in found["XX-01"].reason
    assert found["XX-02"].status == Status.MET
    with pytest.raises(UnknownRuleError, match=r"no_such_rule\.v1"):
        find_rule("no_such_rule.v1")


@pytest.mark.usefixtures("regimes")
def test_a_statement_without_entity_or_period_is_judged_by_the_law_of_the_day() -> None:
    found = judged(TRAINED, "UK-MSA", period_end="")
    assert {finding.entity for finding in found.values()} == {None}
    assert found["UK-14"].status == Status.MET
    assert found["UK-01"].status == Status.PARTIAL
    assert "the year" in found["UK-01"].reason
    assert not found["UK-G4"].missing  # a person looks: the text gives no pair of dates


@pytest.mark.usefixtures("regimes")
def test_a_document_in_another_language_is_left_to_a_person() -> None:
    found = judged("Wir verkaufen Stiefel.", "XX-LAW", language="de")
    assert {finding.status for finding in found.values()} == {Status.NOT_ASSESSABLE}
    assert all("another language (de)" in finding.reason for finding in found.values())
