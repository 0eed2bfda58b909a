"""Grounds that only a bidder is asked about: a fine in Germany, the vigilance plan in France."""

import pytest

from corpora.document import Kind, Subject
from corpora.finding import Status
from pipelines.rules import Reading, find_rule
from pipelines.stage import Description
from tests.pipelines.rules.cases import case_of, judge

TENDER = Description(kind=Kind.TENDER_RESPONSE)
CASES: dict[str, dict[str, Status]] = {
    "fines_answered.v1": {
        "No fine under section 24 was imposed on us in the last three years.": Status.MET,
        (
            "A final fine of €200,000 was imposed on us in 2024.\n"
            "Since then we replaced the agency and trained all buyers."
        ): Status.MET,
        "We were fined under section 24.": Status.PARTIAL,
        "There were no violations of the law.": Status.PARTIAL,
        "We are committed to our Human Rights Policy.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "vigilance_plan_named.v1": {
        "Our 2025 vigilance plan is chapter 4 of the annual report.": Status.MET,
        "The vigilance plan 2025 of our parent covers the bidder.": Status.MET,
        "The vigilance plan 2025 is published by our parent group.": Status.PARTIAL,
        "We have a vigilance plan.": Status.PARTIAL,
        "We are below the thresholds of the law on vigilance.": Status.NOT_APPLICABLE,
        "We did not draw up a vigilance plan.": Status.NEG_DISCLOSED,
        "We sell boots.": Status.ABSENT,
    },
}


@pytest.mark.parametrize(
    ("rule", "text", "status"),
    [(rule, text, status) for rule, cases in CASES.items() for text, status in cases.items()],
)
def test_each_answer(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text, TENDER)
    assert verdict.status == status, verdict.reason
    assert verdict.evidence


@pytest.mark.parametrize("rule", CASES)
@pytest.mark.parametrize("text", ["We sell boots.", "No fine was imposed on us.", "Our 2025 vigilance plan is online."])
def test_no_statement_is_asked_what_only_a_bidder_is(rule: str, text: str) -> None:
    assert judge(rule, text, Description(kind=Kind.STATEMENT)).status == Status.NOT_APPLICABLE
    subject = Subject(bidder="Hollowbeck Ltd")
    assert find_rule(rule)(Reading(case_of(text), subject), {}).status != Status.NOT_APPLICABLE


def test_the_plan_asked_for_is_that_of_the_year_before_the_notice() -> None:
    case = case_of("Our 2023 vigilance plan is chapter 4 of the annual report.", TENDER)
    for published, status in {"2026-03-01": Status.PARTIAL, "2024-03-01": Status.MET}.items():
        reading = Reading(case, Subject(bidder="Hollowbeck SA", published_on=published))
        assert find_rule("vigilance_plan_named.v1")(reading, {}).status == status
