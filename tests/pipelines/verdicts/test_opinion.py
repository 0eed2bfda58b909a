"""Readings weigh a rule's verdict: where they may, and what stays as the rule says."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpora.document import Kind
from corpora.finding import Confidence, Role, Status
from corpora.framework import Commitment, load_frameworks
from pipelines.rules import Reading
from pipelines.stage import Description
from pipelines.verdicts import judge, opinion
from pipelines.verdicts.features import features, names_of
from pipelines.verdicts.weights import FILE, Weights, WeightsError, decided, load
from tests.pipelines.rules.cases import case_of

FILLING = "\n".join(f"Shop number {number} sells boots and laces to walkers." for number in range(20))
MEASURED = "We review how effective our steps against slavery are. [effectiveness, EFF1]"
Set = Callable[..., None]


def commitment(name: str) -> Commitment:
    return next(c for f in load_frameworks().values() for c in f.commitments if c.id == name)


def reading(text: str = MEASURED, kind: Kind = Kind.STATEMENT) -> Reading:
    return Reading(case_of(f"{text}\n{FILLING}", Description(kind=kind)))


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Let the weights of UK-13 give these shares, whatever they look at."""

    def given(**of: float) -> None:
        rule = commitment("UK-13").rule
        zeros = np.zeros((len(of), len(names_of(rule))))
        weights = Weights(tuple(Status(name) for name in of), zeros, np.log(list(of.values())))
        monkeypatch.setattr(opinion, "load", lambda: {"UK-13": (names_of(rule), weights)})

    return given


def test_a_status_that_readings_make_clearly_likelier_stands_with_its_reason_and_passage(shares: Set) -> None:
    alone = judge(reading(), commitment("UK-13"), by_rule_alone=True)
    shares(MET=0.1, PARTIAL=0.82, VAGUE=0.08)
    found = judge(reading(), commitment("UK-13"))
    assert (alone.status, found.status) == (Status.VAGUE, Status.PARTIAL)
    assert found.reason.startswith(
        "Readers of like texts mostly found it partly met (82%); by the rule alone it is vague: "
    )
    assert found.reason.endswith(alone.reason)
    assert [item.quote for item in found.evidence] == [MEASURED.partition(" [")[0]]
    assert found.confidence == Confidence.HIGH


def test_the_rule_stands_where_the_likeliest_status_is_not_likelier_than_all_others_together(shares: Set) -> None:
    shares(PARTIAL=0.46, VAGUE=0.24, MET=0.3)
    assert judge(reading(), commitment("UK-13")).status == Status.VAGUE
    shares(PARTIAL=0.56, VAGUE=0.24, MET=0.2)
    assert judge(reading(), commitment("UK-13")).status == Status.PARTIAL


def test_what_something_speaks_of_is_never_called_not_found(shares: Set) -> None:
    shares(ABSENT=0.9, VAGUE=0.06, MET=0.04)
    found = judge(reading(), commitment("UK-13"))
    assert found.status == Status.VAGUE
    assert any(item.role != "nearest" for item in found.evidence)


def test_an_outright_no_stands_whatever_readers_found_elsewhere() -> None:
    shares = {Status.MET: 0.8, Status.PARTIAL: 0.15, Status.NEG_DISCLOSED: 0.05}
    assert decided(shares, Status.NEG_DISCLOSED)[0] == Status.NEG_DISCLOSED


def test_the_rule_stands_where_the_readings_are_divided(shares: Set) -> None:
    shares(PARTIAL=0.48, VAGUE=0.42, MET=0.1)
    found = judge(reading(), commitment("UK-13"))
    assert (found.status, found.confidence) == (Status.VAGUE, Confidence.LOW), "missing is the less likely: by hand"


def test_what_the_rule_calls_missing_is_answered_only_where_that_is_very_likely(shares: Set) -> None:
    shares(PARTIAL=0.7, VAGUE=0.3)
    found = judge(reading(), commitment("UK-13"))
    assert (found.status, found.confidence) == (Status.VAGUE, Confidence.LOW)


def test_nothing_is_met_without_a_passage_that_shows_it(shares: Set) -> None:
    shares(MET=0.9, ABSENT=0.1)
    found = judge(reading("We sell boots."), commitment("UK-13"))
    assert (found.status, found.confidence) == (Status.ABSENT, Confidence.LOW)


def test_what_the_rule_leaves_to_a_person_is_not_called_missing(shares: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    shares(ABSENT=0.95, MET=0.05)
    unsure = replace(judge(reading("We sell boots."), commitment("UK-13"), True), confidence=Confidence.LOW)
    assert opinion.weighed(reading("We sell boots."), commitment("UK-13"), unsure).confidence == Confidence.LOW


@pytest.mark.parametrize(
    "other",
    [
        Reading(case_of(MEASURED)),
        reading(kind=Kind.TENDER_RESPONSE),
        Reading(case_of(f"{MEASURED}\n{FILLING}"), answers=()),
    ],
    ids=["too short", "a tender response", "one answer"],
)
def test_texts_unlike_those_that_were_read_are_judged_by_the_rule(shares: Set, other: Reading) -> None:
    shares(MET=0.9, ABSENT=0.1)
    assert judge(other, commitment("UK-13")) == judge(other, commitment("UK-13"), by_rule_alone=True)


def test_weights_of_other_features_leave_the_commitment_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = Weights((Status.MET, Status.ABSENT), np.zeros((2, 1)), np.zeros(2))
    monkeypatch.setattr(opinion, "load", lambda: {"UK-13": (("something else",), weights)})
    found = judge(reading(), commitment("UK-13"))
    assert (found.status, found.confidence) == (Status.NOT_ASSESSABLE, Confidence.LOW)


def test_the_weights_that_ship_are_of_the_features_that_are_found() -> None:
    shipped = load(FILE)
    learnt = {c.id: c for f in load_frameworks().values() for c in f.commitments if c.learnt}
    assert shipped
    assert shipped.keys() == learnt.keys()
    for name, (names, weights) in shipped.items():
        one = commitment(name)
        assert names == names_of(one.rule), f"{name}: run `avowal train-statuses` anew"
        verdict = judge(reading(), one, by_rule_alone=True)
        seen = features(reading(), one.learnt, one.rule, verdict)
        assert weights.coefficients.shape == (len(weights.statuses), len(seen))
        assert sum(weights.probabilities(seen).values()) == pytest.approx(1)


def test_evidence_of_what_is_shown_is_never_only_the_nearest() -> None:
    for name in load(FILE):
        found = judge(reading(), commitment(name))
        if found.status in opinion.SHOWS:
            assert any(item.role != Role.NEAREST for item in found.evidence), name


@pytest.mark.parametrize("text", ["", "{}", '{"commitments": {"UK-13": {"statuses": ["FINE"], "bias": [0]}}}', "[1"])
def test_a_damaged_file_of_weights_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WeightsError, match="cannot be read"):
        load(path)
