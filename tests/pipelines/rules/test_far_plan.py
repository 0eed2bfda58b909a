"""A compliance plan under FAR 52.222-50: what it covers counts, done or planned."""

import pytest

from corpora.document import QuestionType
from corpora.finding import Status
from tests.pipelines.rules.answered import judge_answer
from tests.pipelines.rules.cases import judge

SIX = "Our rules forbid trafficking, commercial sex, forced labour, keeping passports, misleading recruitment and fees."
CASES: dict[str, dict[str, Status]] = {
    "awareness_programme.v1": {
        (
            "All site staff are briefed on our anti-trafficking policy, the prohibited acts and the disciplinary "
            "consequences."
        ): Status.MET,
        (
            "We will brief every labourer before the first shift.\nThe policy against trafficking forbids commercial "
            "sex and forced labour.\nAnyone who breaks it is dismissed."
        ): Status.MET,
        "All site staff are briefed before start.": Status.PARTIAL,
        "Our anti-trafficking policy is posted in the canteen.": Status.PARTIAL,
        "All items are commercially available off-the-shelf, so no compliance plan is required.": (
            Status.NOT_APPLICABLE
        ),
        "We sell boots.": Status.ABSENT,
    },
    "reporting_process.v1": {
        (
            "Workers can report to the camp ombudsman without fear of reprisal.\n1-844-888-FREE is on every pay slip."
        ): Status.MET,
        "Workers can use a hotline and nobody is punished for a report.": Status.PARTIAL,
        "1-844-888-FREE is on every pay slip.": Status.VAGUE,
        "We do not have a hotline.": Status.NEG_DISCLOSED,
        "We sell boots.": Status.ABSENT,
    },
    "recruitment_and_wage_plan.v1": {
        (
            "Only recruitment agencies with trained staff are used.\nWorkers will not be charged any fee.\nWages meet "
            "the minimum wage of the host country."
        ): Status.MET,
        "Recruiters are trained yearly; workers pay nothing.": Status.PARTIAL,
        "We will train the recruiters each spring.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "housing_plan.v1": {
        "Camp housing meets the housing and safety standards of the host country.": Status.MET,
        "Dormitories are clean and safe.": Status.PARTIAL,
        "Workers live in dormitories.": Status.VAGUE,
        "We provide no accommodation.": Status.NOT_APPLICABLE,
        "We brief our drivers.": Status.NOT_ASSESSABLE,
    },
    "agents_controlled.v1": {
        (
            "We forbid these acts in every subcontract at any tier.\nWe audit agents monthly and look for red flags in "
            "the agents' ledgers.\nAn agent that breaks the rule is terminated."
        ): Status.MET,
        "We audit first-tier subcontractors each year.": Status.PARTIAL,
        "Our subcontractors share our values.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "plan_posted.v1": {
        "The plan is posted on the site notice boards and at www.orrel.example/plan.": Status.MET,
        "Each worker gets a printed copy of the plan in Nepali.": Status.MET,
        "The plan is published on our website.": Status.PARTIAL,
        "Our menus are on our website.": Status.ABSENT,
    },
    "plan_certified.v1": {
        (
            "We certify that the compliance plan is implemented and, after due diligence, that neither we nor any "
            "agent has engaged in prohibited acts."
        ): Status.MET,
        (
            "We certify that the compliance plan is in place.\nOne case of abuse was remedied and referred to the "
            "inspector general."
        ): Status.MET,
        "We have implemented a compliance plan.": Status.PARTIAL,
        "There were no breaches of food law.": Status.ABSENT,
    },
    "flow_down_stated.v1": {
        "The substance of the clause is included in all subcontracts and in contracts with agents.": Status.MET,
        "We flow down the clause to every subcontract, whatever its value.": Status.PARTIAL,
        "The clause is inserted in subcontracts over $50,000.": Status.PARTIAL,
        "We require priority suppliers to hold their subcontractors to the same standards.": Status.PARTIAL,
        "We expect our subcontractors to respect the clause.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "prohibited_acts_covered.v1": {
        (
            f"{SIX}\nReturn transport is paid, housing meets the local code, and the written contract is handed over "
            "ten days before relocation."
        ): Status.MET,
        f"{SIX}\nAll workers are local and no housing is provided.": Status.MET,
        SIX: Status.PARTIAL,
        "We forbid forced labour.": Status.PARTIAL,
        "We comply with FAR.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "notice_given.v1": {
        "We inform the contracting officer and the Inspector General at once.": Status.MET,
        "Any allegation is escalated to our compliance manager.": Status.PARTIAL,
        "We sell boots.": Status.ABSENT,
    },
}


@pytest.mark.parametrize(
    ("rule", "text", "status"), [(rule, *case) for rule, told in CASES.items() for case in told.items()]
)
def test_a_plan_covers_what_the_clause_asks(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(
    ("rule", "question", "text", "status"),
    [
        ("plan_posted.v1", "Where is this plan posted?", "At each workplace, and on orrel.example/plan.", Status.MET),
        ("plan_certified.v1", "Has the offeror implemented a compliance plan?", "Yes", Status.PARTIAL),
        ("reporting_process.v1", "Do you have a hotline?", "No", Status.NEG_DISCLOSED),
        ("reporting_process.v1", "Do you have a hotline, and protect users from reprisal?", "Yes", Status.PARTIAL),
        (
            "prohibited_acts_covered.v1",
            "How do you ensure that workers keep their passports?",
            "Lockers with keys; checked each month.",
            Status.MET,
        ),
        ("prohibited_acts_covered.v1", "Describe the return transport.", "By bus.", Status.PARTIAL),
    ],
)
def test_an_answer_is_read_with_its_question(rule: str, question: str, text: str, status: Status) -> None:
    verdict = judge_answer(rule, question, text, QuestionType.PLAN)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize("rule", CASES)
def test_a_blank_answer_is_absent(rule: str) -> None:
    assert judge_answer(rule, "Describe your plan.", "").status == Status.ABSENT
