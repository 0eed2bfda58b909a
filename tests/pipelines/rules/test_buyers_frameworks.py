"""The five procurement frameworks as files: what they ask, since when, and how sure their rules are."""

from datetime import date

import pytest

from corpora.framework import Framework, load_frameworks
from pipelines.rules import RULES

ASKED = {"UK-PA23": 7, "UK-PPN009": 7, "AU-PROC": 5, "US-FAR": 10, "INTL": 13}
LEVELS = {"UK-PA23": {"T"}, "UK-PPN009": {"T"}, "AU-PROC": {"T"}, "US-FAR": {"M", "MC"}, "INTL": {"B", "T"}}


@pytest.fixture(params=ASKED)
def framework(request: pytest.FixtureRequest) -> Framework:
    return load_frameworks([request.param])[request.param]


def test_a_buyers_framework_is_asked_where_the_user_chooses_it(framework: Framework) -> None:
    assert len(framework.commitments) == ASKED[framework.id]
    assert not framework.mentions  # so never guessed from a statement that names it
    assert {one.level for one in framework.commitments} == LEVELS[framework.id]


def test_every_commitment_has_a_rule_that_says_it_is_not_measured(framework: Framework) -> None:
    for one in framework.commitments:
        assert one.rule in RULES
        assert one.decided_from == "external" or "rule not yet measured" in one.remarks


def test_what_was_read_in_a_secondary_source_is_said(framework: Framework) -> None:
    read_elsewhere = {one.id for one in framework.commitments if one.verified == "S"}
    shown = {one.id for one in framework.commitments if "secondary" in " ".join(one.remarks)}
    assert shown == read_elsewhere


def test_the_heightened_clauses_are_younger_than_their_framework() -> None:
    heightened = {one.id: one for one in load_frameworks(["AU-PROC"])["AU-PROC"].commitments}["PAU-05"]
    assert not heightened.in_force.covers(date(2026, 6, 30))
    assert heightened.in_force.covers(date(2026, 7, 1))


def test_standards_have_no_day() -> None:
    assert load_frameworks(["INTL"])["INTL"].in_force.covers(date(2001, 1, 1))
