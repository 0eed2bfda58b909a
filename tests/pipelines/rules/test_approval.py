"""What counts as approval, and what only sounds like it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.finding import Status
from pipelines.rules import Reading, Verdict, find_rule
from pipelines.rules.approval import judge_passage
from tests.pipelines.rules.cases import case_of, judge

RULE = "approved_by_governing_body.v1"
PROSE = (
    "We buy uniforms, food and cleaning from many suppliers in several countries and tell what we know of them here. "
)
APART = "\n" + PROSE * 3 + "\n"  # long enough to be no line of a sign-off block

CASES = {
    # the governing body, a word of approval, this document
    "This statement was approved by the board of directors on 12 May 2026.": Status.MET,
    "Approved by the board of Hollowbeck plc on 12 May 2026": Status.MET,
    "Reviewed by the audit committee. This statement was approved by the board.": Status.MET,
    "On the recommendation of the audit committee, the board approved this statement.": Status.MET,
    "The board approved this statement, which was prepared by the legal team.": Status.MET,
    "This statement was approved by the board and signed on its behalf by Jane Roe, Chief Executive.": Status.MET,
    "Approved by the members of the LLP.": Status.MET,
    "This statement was ratified by the members of the LLP.": Status.MET,
    "This statement was approved\nby the\nBoard of Directors.": Status.MET,
    "On 12 May 2026 the board resolved to approve this statement.": Status.MET,
    "This statement was not only approved but signed by the board.": Status.MET,
    "This statement was approved by the boards of each of the three reporting entities.": Status.MET,
    "This statement is made by Hollowbeck plc, and its board of directors has approved it.": Status.MET,
    # the board only implied, or less than approving
    "Approved and signed on behalf of the board.": Status.PARTIAL,
    "Jane Roe\nChairman of the Board\n12 May 2026": Status.PARTIAL,
    "Approved: May 2026\nJane Roe, Chair of the Board": Status.PARTIAL,
    "This statement was endorsed by the board.": Status.PARTIAL,
    "This statement was approved by our governing bodies.": Status.PARTIAL,
    "As the Board Approval section says, Hollowbeck plc approves this statement.": Status.PARTIAL,
    # somebody else
    "This statement was approved by the audit committee of the board": Status.VAGUE,
    "This statement was approved by the Board's Audit and Risk Committee.": Status.VAGUE,
    "The Executive Committee approved this statement.": Status.VAGUE,
    "This statement was approved by the Executive Committee on behalf of the board.": Status.VAGUE,
    "Approved by the Chief Executive before it was presented to the board.": Status.VAGUE,
    "Approved: May 2026": Status.VAGUE,
    # denied, required, or only reviewed
    "The board has not approved this statement.": Status.VAGUE,
    "This statement hasn't yet been approved by the board.": Status.VAGUE,
    "A statement must be approved by the board; this statement must be approved by the directors.": Status.VAGUE,
    "The board considered this statement in May.": Status.VAGUE,
    "This statement was presented to the board.": Status.VAGUE,
    "This statement was endorsed for publication by the board.": Status.VAGUE,
    # still to come
    "The board will approve this statement in June.": Status.PLANNED,
    "This statement will be approved by the board.": Status.PLANNED,
    "This statement is published subject to the board's approval.": Status.PLANNED,
    # something else was approved, or nothing
    "The board agreed to review this report every year.": Status.ABSENT,
    "As noted in our 2025 statement, we train our buyers.": Status.ABSENT,
    "The team shall meet the objectives considered in this statement.": Status.ABSENT,
    "The board discussed the budget and has approved it.": Status.ABSENT,
    "Major policy decisions are subject to its approval.": Status.ABSENT,
    "Our anti-slavery policy was approved by the board.": Status.ABSENT,
    "The board approved our Supplier Code of Conduct.": Status.ABSENT,
    "The policy referred to in this statement was approved by the board.": Status.ABSENT,
    "Jane Roe\nDirector": Status.ABSENT,
}

BOARD_APPROVED = "The board approved this statement."
DENIED = "The board has not approved this statement."
texts = st.lists(st.sampled_from(sorted(text.replace("\n", " ") for text in CASES)), max_size=5)


@pytest.mark.parametrize(("text", "status"), CASES.items())
def test_only_the_governing_body_can_approve_this_statement(text: str, status: Status) -> None:
    verdict = judge(RULE, text)
    assert verdict.status == status, verdict.reason


def test_silence_is_absent_and_shows_the_nearest_passages() -> None:
    verdict = judge(RULE, "We sell boots.\nWe buy leather in Italy.\nOur board met twice.\nWe run two shops.")
    assert verdict.status == Status.ABSENT
    assert [item.quote for item in verdict.evidence] == ["Our board met twice."]
    assert all(item.role == "nearest" and item.refused_because for item in verdict.evidence)


def test_a_denial_is_not_outweighed_by_an_approval() -> None:
    verdict = judge(RULE, f"{BOARD_APPROVED}{APART}{DENIED}")
    assert (verdict.status, verdict.evidence[0].quote) == (Status.VAGUE, DENIED)


def test_half_an_approval_in_each_of_two_passages_is_none() -> None:
    assert judge(RULE, f"Our policy was approved by the board.{APART}Approved: May 2026").status == Status.VAGUE


def test_australia_hears_that_the_department_will_not_publish() -> None:
    verdict = judge(RULE, "The Executive Committee approved this statement.", note="the department will not publish it")
    assert "will not publish" in verdict.reason


def test_canada_asks_on_which_basis_the_board_approved() -> None:
    assert judge(RULE, BOARD_APPROVED, needs_basis=True).status == Status.PARTIAL
    named = "This report was approved by the board of directors of Marlin Imports Inc. under paragraph 11(4)(a)."
    assert judge(RULE, named, needs_basis=True).status == Status.MET


PARTNERSHIPS = {
    "Hollowbeck Partners is a registered limited partnership.": Status.NOT_APPLICABLE,
    "We are a partnership of 14 architects.": Status.NOT_APPLICABLE,
    "Hollowbeck LLP is a limited liability partnership.": Status.ABSENT,
    "We work in partnership with three charities.": Status.ABSENT,
    "Hollowbeck Partners is a limited partnership.\nThis statement was approved by the board.": Status.MET,
}


@pytest.mark.parametrize(("text", "status"), PARTNERSHIPS.items())
def test_the_british_act_has_no_rule_of_approval_for_partnerships_other_than_llps(text: str, status: Status) -> None:
    assert judge(RULE, text, partnerships_exempt=True).status == status


def test_a_sole_director_is_the_governing_body() -> None:
    assert judge(RULE, "This statement was approved by the sole director.").status == Status.MET


DATES = {
    "This statement was approved by the board on 12 May 2026.": Status.MET,
    "Approved by the board of Hollowbeck plc, May 2026": Status.MET,
    "This statement was approved by the executive committee on 12 May 2026.": Status.MET,  # the wrong body, but dated
    "This statement was approved by the board.\n12 May 2026\nJane Roe\nDirector": Status.MET,
    "This statement was approved by the board.\nJane Roe\nDirector\n12 May 2026": Status.PARTIAL,
    "Signed: Jane Roe, Director, 3 June 2026": Status.PARTIAL,
    "Published: August 2026": Status.PARTIAL,
    "The board approved this statement for the year ended 31 March 2026.": Status.ABSENT,
    "The board approved this statement in 2026.": Status.ABSENT,
    # a closing date is a year end, unless something was approved as of it
    "Approved by the board.\nThis statement is made as of 31 December 2025.\nJane Roe, Director": Status.ABSENT,
    "Approved by the board.\nStaff as at 31 March 2026: 900\nJane Roe, Director": Status.ABSENT,
    "This statement was approved as of 3 May 2026 by the board.": Status.MET,
}


@pytest.mark.parametrize(("text", "status"), DATES.items())
def test_only_a_date_tied_to_approval_is_the_date_of_approval(text: str, status: Status) -> None:
    verdict = judge("approval_dated.v1", text)
    assert verdict.status == status, verdict.reason


def test_one_board_for_many_entities_has_to_explain_itself() -> None:
    rule = "single_board_explained.v1"
    alone = "This statement was approved by the board of Marlin Bay Pty Ltd on behalf of the other reporting entities."
    why = "The boards of the other trusts do not meet before the due date, so this was not practicable."
    assert judge(rule, alone).status == Status.ABSENT
    assert judge(rule, f"{alone}\n{why}").status == Status.MET
    assert judge(rule, BOARD_APPROVED).status == Status.NOT_APPLICABLE


@given(texts)
@settings(max_examples=40, deadline=None)
def test_adding_an_approval_never_lowers_the_status(parts: list[str]) -> None:
    from_parts, more = _verdict(parts), _verdict([*parts, BOARD_APPROVED])
    assert more.strength >= from_parts.strength
    denied = any("has not been approved" in reason for part in parts for _, reason in judge_passage(part))
    assert denied or more.status == Status.MET


@given(texts)
@settings(max_examples=40, deadline=None)
def test_the_order_of_passages_never_matters(parts: list[str]) -> None:
    assert _verdict(parts).status == _verdict(parts[::-1]).status


def _verdict(parts: list[str]) -> Verdict:
    return find_rule(RULE)(Reading(case_of(APART.join(parts))), {})
