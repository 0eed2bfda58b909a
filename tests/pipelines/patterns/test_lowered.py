"""Flags lower a finding or leave it; a fall into missing goes to a person, and a victim's passage is never quoted."""

import pytest

from corpora.finding import Confidence, Evidence, Finding, Flag, Role, Status
from corpora.pattern import failure_patterns
from pipelines.patterns import lowered
from pipelines.patterns.lowered import WITHHELD
from pipelines.rules.verdict import STRENGTH

ORDER = sorted(Status, key=STRENGTH.__getitem__)


def finding(status: Status = Status.MET, *ids: str, commitment: str = "UK-09", theme: str = "T1") -> Finding:
    evidence = tuple(Evidence(id_, f"Words of {id_}.") for id_ in ids or ("one",))
    return Finding(
        *("d", "Hollowbeck Ltd", "UK-MSA", "1", "given", commitment, theme, "R", "text", status, status.is_answered),
        *(status.is_missing, "Why.", "rule.v1", "V", Confidence.HIGH),
        evidence=evidence,
    )


def flag(pattern: str, *ids: str, commitment: str | None = "UK-09") -> Flag:
    return Flag("d", pattern, "", ids, "UK-MSA" if commitment else None, commitment)


def test_a_finding_that_rests_on_such_passages_alone_falls_to_the_patterns_cap() -> None:
    assert lowered(finding(Status.MET, "one"), [flag("F19", "one")]).status == Status.PARTIAL


def test_a_finding_with_one_sound_passage_stands() -> None:
    assert lowered(finding(Status.MET, "one", "two"), [flag("F19", "one")]).status == Status.MET


def test_a_flag_of_another_commitment_or_of_the_document_changes_nothing() -> None:
    flags = [flag("F19", "one", commitment="UK-10"), flag("F19", "one", commitment=None)]
    assert lowered(finding(Status.MET, "one"), flags) == finding(Status.MET, "one")


def test_where_an_answer_would_become_missing_a_person_looks() -> None:
    fallen = lowered(finding(Status.MET, "one"), [flag("F23", "one")])
    assert (fallen.status, fallen.answered, fallen.missing) == (Status.VAGUE, None, False)
    assert fallen.confidence == Confidence.LOW
    assert fallen.reason.startswith("Check by hand:")
    assert "F23" in fallen.reason


def test_a_repeat_of_an_earlier_year_caps_steps_and_no_facts_of_the_document() -> None:
    repeat = [flag("F04", commitment=None)]
    assert lowered(finding(Status.MET), repeat).status == Status.PARTIAL
    assert lowered(finding(Status.MET, commitment="UK-02", theme="T0"), repeat).status == Status.MET


def test_an_entity_that_is_never_named_lowers_what_is_told_of_it() -> None:
    unnamed = [flag("F08", commitment=None)]
    assert lowered(finding(Status.MET, commitment="UK-06", theme="T2"), unnamed).status == Status.PARTIAL
    assert lowered(finding(Status.MET, commitment="UK-14", theme="T8"), unnamed).status == Status.MET


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("code", list(failure_patterns()))
def test_no_pattern_ever_raises_a_status(status: Status, code: str) -> None:
    after = lowered(finding(status, "one"), [flag(code, "one"), flag(code, commitment=None)]).status
    assert ORDER.index(after) <= ORDER.index(status)


def test_lowering_twice_is_lowering_once() -> None:
    flags = [flag("F23", "one"), flag("F04", commitment=None)]
    once = lowered(finding(Status.MET, "one"), flags)
    assert lowered(once, flags) == once


def test_a_passage_by_which_a_victim_could_be_known_is_never_quoted() -> None:
    shown = lowered(finding(Status.MET, "one", "two"), [flag("F33", "two", commitment=None)])
    assert [e.quote for e in shown.evidence] == ["Words of one.", WITHHELD]
    assert [e.sentence_id for e in shown.evidence] == ["one", "two"]


def test_a_victims_passage_is_withheld_among_the_nearest_too() -> None:
    absent = finding(Status.ABSENT)
    near = Evidence("two", "Words of two.", Role.NEAREST, "why")
    withheld = lowered(
        Finding(**{name: getattr(absent, name) for name in absent.__slots__ if name != "evidence"}, evidence=(near,)),
        [flag("F33", "two", commitment=None)],
    )
    assert withheld.evidence[0].quote == WITHHELD
