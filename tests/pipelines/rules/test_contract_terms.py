"""Self-assessments, indicators, questionnaires and clauses: what a buyer may hold a bidder to."""

from dataclasses import replace

import pytest

from corpora.document import Answer, QuestionType
from corpora.finding import Status
from pipelines.rules import Reading, find_rule
from tests.pipelines.rules.answered import judge_answer
from tests.pipelines.rules.cases import case_of, judge

TAKEN = {
    "MSAT 14 May 2026; score 71 %; four actions accepted.": Status.MET,
    "We scored 64 % in the MSAT.": Status.PARTIAL,
    "We have not taken the MSAT.": Status.NEG_DISCLOSED,
    "We have not yet taken it.\nWe will complete the MSAT by March.": Status.PLANNED,
    "We know the MSAT.": Status.VAGUE,
    "": Status.ABSENT,
}
CONFIRMED = {
    "Yes, we will complete it within two months.": Status.MET,
    "Yes, provided that the buyer pays for the time.": Status.PARTIAL,
    "No.": Status.NEG_DISCLOSED,
    "Our laundry is in Corby.": Status.VAGUE,
    "": Status.ABSENT,
}
INDICATORS = {
    "We propose the share of sites with worker interviews, target 90 %, taken from interview records.": Status.MET,
    "% of sites with worker interviews": Status.PARTIAL,
    "Share of hostels visited; days until a finding is closed.": Status.PARTIAL,
    "We sell boots.": Status.ABSENT,
    "": Status.ABSENT,
}
CLAUSES = {
    "Accepted.": Status.MET,
    "We accept the clauses with no deviations.": Status.MET,
    "We accept, but ask to change clause 4 because our mills report yearly.": Status.MET,
    "We accept subject to an amended clause 4.": Status.PARTIAL,
    "The clauses have been noted.": Status.PARTIAL,
    "We do not accept the clauses.": Status.NEG_DISCLOSED,
    "": Status.ABSENT,
}


@pytest.mark.parametrize(("text", "status"), TAKEN.items())
def test_a_self_assessment_has_its_date_result_and_actions(text: str, status: Status) -> None:
    verdict = judge_answer("assessment_tool_taken.v1", "Have you taken the MSAT?", text)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(("text", "status"), CONFIRMED.items())
def test_a_commitment_to_take_it_is_a_clear_yes(text: str, status: Status) -> None:
    asked = "Confirm that you will complete the MSAT within three months of award."
    assert judge_answer("assessment_tool_taken.v1", asked, text, QuestionType.COMMITMENT).status == status


@pytest.mark.parametrize(("text", "status"), INDICATORS.items())
def test_indicators_have_targets_and_data(text: str, status: Status) -> None:
    verdict = judge_answer("contract_indicators_proposed.v1", "Which KPIs on modern slavery do you propose?", text)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(("text", "status"), CLAUSES.items())
def test_clauses_are_accepted_changed_or_refused(text: str, status: Status) -> None:
    verdict = judge_answer("clauses_accepted.v1", "Do you accept the modern slavery clauses?", text)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(
    ("text", "status"),
    {
        "Yes – see clause 4 of the labour-hire deed.": Status.MET,
        "No, since we hire nobody through agencies.": Status.MET,
        "Yes": Status.PARTIAL,
        "": Status.ABSENT,
    }.items(),
)
def test_a_question_is_answered_with_what_shows_it(text: str, status: Status) -> None:
    assert judge_answer("questionnaire_answered.v1", "Do you audit labour hire?", text).status == status


def test_a_blank_is_named_and_a_tick_with_its_comment_is_one_answer() -> None:
    case = case_of("Yes\nAdopted in May 2023.")
    pairs = (("B1", "Yes"), ("B1", "Adopted in May 2023."), ("B2", ""))
    answers = tuple(Answer("d", number, "Do you have a policy?", text) for number, text in pairs)
    verdict = find_rule("questionnaire_answered.v1")(Reading(replace(case, answers=answers)), {})
    assert verdict.status == Status.PARTIAL
    assert verdict.reason == "Not answered: B2."


def test_numbered_lines_are_a_questionnaire_too() -> None:
    assert judge("questionnaire_answered.v1", "Q7 yes – see clause 4 of the labour-hire deed.").status == Status.MET
    assert judge("questionnaire_answered.v1", "We sell boots.").status == Status.ABSENT
    assert judge("clauses_accepted.v1", "Our kitchens are clean.").status == Status.ABSENT
