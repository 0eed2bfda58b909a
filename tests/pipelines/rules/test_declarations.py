"""What a bidder declares, and what it leaves open: nothing here says whether anybody is excluded."""

from typing import Any

import pytest

from corpora.document import AnswerState, QuestionType
from corpora.finding import Status
from pipelines.rules import find_rule
from tests.pipelines.rules.answered import judge_answer, reading_of
from tests.pipelines.rules.cases import judge

MANDATORY: dict[str, Any] = {"topics": ["conviction"], "persons": True}
DISCRETIONARY: dict[str, Any] = {"topics": ["order", "conduct"], "persons": False}
SUBCONTRACTOR: dict[str, Any] = {"party": "subcontractor", "needs": ["exclusion", "debarment"]}
MEMBER: dict[str, Any] = {"party": "supply chain member", "needs": ["exclusion"]}
ALL_PERSONS = "Within five years, has the supplier or any connected person been convicted of a slavery offence?"
ONE_PERSON = "Has your organisation been convicted of a labour offence?"
CLEANED = (
    "In 2023 the agency at our Leeds depot was fined for underpaying 40 packers.\nWe repaid £84k and replaced the "
    "agency.\nA third party checks pay slips quarterly.\nThe practice ended in May 2024; see annex 3."
)

CONVICTIONS = {
    (ALL_PERSONS, "No"): Status.MET,
    (ALL_PERSONS, "☐ Yes ☒ No"): Status.MET,
    (ONE_PERSON, "No conviction in the last five years for us or any connected person."): Status.MET,
    (
        ALL_PERSONS,
        "Yes. Our subsidiary was fined under the Minimum Wage Act 1998 at Leeds Magistrates Court on 3 May 2024.",
    ): Status.MET,
    ("Has any person connected with your organisation been convicted?", "No"): Status.MET,
    ("Has the bidder, or anyone with powers of representation or control, been convicted?", "None"): Status.MET,
    ("Has a member of your management body been convicted of an offence?", "No"): Status.MET,
    ("Has any person connected with your organisation been convicted?", "No, for us only."): Status.PARTIAL,
    ("Has the connected warehouse, or its owner, been convicted?", "No"): Status.PARTIAL,
    ("Have you been convicted of an offence in connection with labour?", "No"): Status.PARTIAL,
    (ONE_PERSON, "No"): Status.PARTIAL,
    (ALL_PERSONS, "No, for our company only."): Status.PARTIAL,
    (ALL_PERSONS, "Yes, a gangmasters offence."): Status.PARTIAL,
    (ALL_PERSONS, "☒ Yes ☐ No"): Status.PARTIAL,
    (ALL_PERSONS, "We have a zero-tolerance policy on modern slavery."): Status.VAGUE,
    (ALL_PERSONS, "Our garments are of high quality."): Status.VAGUE,
    (ALL_PERSONS, ""): Status.ABSENT,
}
ORDERS = {
    ("Orders, and conduct anywhere, convicted or not?", "No order; one allegation in 2024, see annex."): Status.MET,
    ("Discretionary grounds: labour market misconduct (Schedule 7)", "No."): Status.MET,
    ("Are you subject to a trafficking prevention order?", "No"): Status.PARTIAL,
    ("Has an enforcement notice been served on the bidder?", "Yes, on 4 March 2024."): Status.PARTIAL,
    ("Have you any convictions to declare?", "No convictions."): Status.PARTIAL,
    ("Orders or misconduct?", ""): Status.ABSENT,
}
SUBCONTRACTORS = {
    "Two: Northvale Cleaning Ltd and Pell Haulage Ltd; neither is debarred, both answered the grounds with no.": (
        Status.MET
    ),
    "No subcontractors will be used.": Status.NOT_APPLICABLE,
    "None": Status.NOT_APPLICABLE,
    "Northvale Cleaning Ltd and Pell Haulage Ltd.": Status.PARTIAL,
    "Northvale Cleaning Ltd and Pell Haulage Ltd; no exclusion ground applies to either of them.": Status.PARTIAL,
    "Northvale Cleaning Ltd is not on the debarment list and no ground applies.\nPell Haulage Ltd joins in June.": (
        Status.PARTIAL
    ),
    "All our partners are free of exclusion grounds.": Status.PARTIAL,
    "To be confirmed after award.": Status.VAGUE,
    "": Status.ABSENT,
}
MEMBERS = {
    "Kota Latex Sdn Bhd: no exclusion ground. Penang Gloves Ltd: no exclusion ground.": Status.MET,
    "Kota Latex Ltd: declaration signed, no ground applies.\nPenang Gloves Ltd: in hand.": Status.PARTIAL,
    "": Status.ABSENT,
}
SELF_CLEANING = {
    ("Describe your self-cleaning.", CLEANED): Status.MET,
    ("Describe your self-cleaning.", "We repaid £84k, replaced the agency, and a third party checks quarterly."): (
        Status.PARTIAL
    ),
    ("Describe your self-cleaning.", "We deny the allegation and regret any misunderstanding."): Status.VAGUE,
    ("Describe your self-cleaning.", "Not applicable."): Status.NOT_APPLICABLE,
    ("Describe your self-cleaning.", ""): Status.ABSENT,
    ("What happened, and when?", "Two men of the agency had no written contract, February 2024."): Status.MET,
    ("What shows that it was taken seriously?", "We paid the wages owed, £3,205, in April 2024."): Status.MET,
    ("What shows that it was taken seriously?", "We regret what happened."): Status.VAGUE,
    ("What steps prevent it from happening again?", "The agency was swapped; each pay slip is looked at."): Status.MET,
    ("What steps prevent it from happening again?", "We paid the wages owed, £3,205."): Status.VAGUE,
    ("Have the circumstances ended, and on which date?", "Yes, on 3 May 2024."): Status.MET,
    ("Have the circumstances ended, and on which date?", "Yes."): Status.VAGUE,
}


@pytest.mark.parametrize(("asked", "status"), CONVICTIONS.items())
def test_a_conviction_is_answered_for_every_person_asked_about(asked: tuple[str, str], status: Status) -> None:
    verdict = judge_answer("exclusion_grounds_answered.v1", *asked, QuestionType.DECLARATION, **MANDATORY)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(("asked", "status"), ORDERS.items())
def test_orders_and_conduct_are_both_answered(asked: tuple[str, str], status: Status) -> None:
    verdict = judge_answer("exclusion_grounds_answered.v1", *asked, QuestionType.DECLARATION, **DISCRETIONARY)
    assert verdict.status == status, verdict.reason


def test_what_a_declaration_leaves_open_is_named_and_nothing_is_proposed() -> None:
    verdict = judge_answer("exclusion_grounds_answered.v1", ONE_PERSON, "Yes, in 2024.", **MANDATORY)
    for part in ("the offence", "the court", "connected persons", "buyer's lawyers"):
        assert part in verdict.reason
    assert not {"exclude the", "breach", "guilty", "recommend"} & set(verdict.reason.lower().split())


def test_prose_without_questions_may_declare_too() -> None:
    told = "Neither the bidder nor any connected person has been convicted of a labour offence."
    assert judge("exclusion_grounds_answered.v1", told, **MANDATORY).status == Status.MET
    assert judge("exclusion_grounds_answered.v1", "We pack berries.", **MANDATORY).status == Status.ABSENT


@pytest.mark.parametrize(("text", "status"), SUBCONTRACTORS.items())
def test_each_subcontractor_is_named_with_its_answer(text: str, status: Status) -> None:
    verdict = judge_answer("parties_declared.v1", "Name each intended subcontractor.", text, **SUBCONTRACTOR)
    assert verdict.status == status, verdict.reason


def test_a_subcontractor_without_its_answer_is_named() -> None:
    text = "Northvale Cleaning Ltd is not on the debarment list and no ground applies.\nPell Haulage Ltd joins in June."
    verdict = judge_answer("parties_declared.v1", "Name each intended subcontractor.", text, **SUBCONTRACTOR)
    assert "Pell Haulage Ltd" in verdict.reason
    assert "Northvale" not in verdict.reason


def test_the_bidder_is_no_subcontractor_of_its_own() -> None:
    reading = reading_of(
        "Name each intended subcontractor.", "Tarn Joinery Ltd works alone.", bidder="Tarn Joinery Ltd"
    )
    assert find_rule("parties_declared.v1")(reading, SUBCONTRACTOR).status == Status.VAGUE


@pytest.mark.parametrize(("text", "status"), MEMBERS.items())
def test_each_member_of_the_chain_declares(text: str, status: Status) -> None:
    verdict = judge_answer("parties_declared.v1", "Declarations of the supply chain members.", text, **MEMBER)
    assert verdict.status == status, verdict.reason


def test_prose_on_suppliers_is_no_declaration_of_theirs() -> None:
    text = "Our suppliers are checked for exclusion grounds each year."
    assert judge("parties_declared.v1", text, **MEMBER).status == Status.ABSENT


@pytest.mark.parametrize(("asked", "status"), SELF_CLEANING.items())
def test_self_cleaning_is_a_list_of_parts(asked: tuple[str, str], status: Status) -> None:
    verdict = judge_answer("self_cleaning_parts.v1", *asked, QuestionType.DECLARATION)
    assert verdict.status == status, verdict.reason


def test_each_part_of_self_cleaning_has_its_passage_and_no_verdict() -> None:
    verdict = judge_answer("self_cleaning_parts.v1", "Describe your self-cleaning.", CLEANED)
    assert len(verdict.evidence) == 4
    assert "no verdict" in verdict.reason


@pytest.mark.parametrize(
    ("text", "status"),
    {
        "Yes": Status.MET,
        "No": Status.MET,
        "No, our turnover is £4.2m.": Status.MET,
        "No, our turnover was £52 million.": Status.VAGUE,
        "No, our turnover was £36,000,000.": Status.VAGUE,
        "We care about people.": Status.VAGUE,
        "": Status.ABSENT,
    }.items(),
)
def test_the_position_on_section_54_agrees_with_the_turnover(text: str, status: Status) -> None:
    verdict = judge_answer("statement_position_stated.v1", "Is the bidder subject to section 54?", text)
    assert verdict.status == status, verdict.reason


def test_a_no_beside_a_statement_under_the_act_contradicts_itself() -> None:
    no, made = "The bidder is not subject to section 54.", "This statement is made pursuant to section 54."
    verdict = judge("statement_position_stated.v1", f"{no}\n{made}")
    assert verdict.status == Status.VAGUE
    assert {e.quote for e in verdict.evidence} == {no, made}
    free = judge("statement_position_stated.v1", f"{no}\nWe publish a statement voluntarily under section 54.")
    assert free.status == Status.MET


def test_a_contradiction_found_elsewhere_lowers_the_position() -> None:
    states = ((AnswerState.CONTRADICTED, "the statement names section 54"),)
    reading = reading_of("Does section 54 apply?", "No", states=states)
    assert find_rule("statement_position_stated.v1")(reading, {}).status == Status.VAGUE
