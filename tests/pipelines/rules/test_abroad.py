"""Norway, Germany, France and the Union: what their laws ask beyond those of the United Kingdom and Australia."""

import pytest

from corpora.finding import Status
from tests.pipelines.rules.cases import judge

SCORED = "We scored suppliers in nine countries for slavery risk. [RSK1, mitigation, DONE_IN_PERIOD]"
FEES = "We repaid recruitment fees to 40 pickers. [REM2, remediation, DONE_IN_PERIOD]"
NONE_FOUND = "No risk of forced labour was identified at our own sites or suppliers. [risk description, NEGATED]"
LOOKED = "We assessed all 61 suppliers and both plants by interviews. [RSK1, mitigation, DONE_IN_PERIOD]"

CASES: dict[str, dict[str, Status]] = {
    "risks_found.v1": {
        "Our audits found unpaid overtime at two sites, a sign of forced labour. [REM5, DONE_IN_PERIOD]": Status.MET,
        "Our highest slavery risk is cotton from India and night cleaning. [RSK2, risk description]": Status.MET,
        "Our business faces a risk of forced labour. [risk description, ONGOING]": Status.PARTIAL,
        f"{NONE_FOUND}\n{LOOKED}": Status.PARTIAL,
        NONE_FOUND: Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "measures_with_results.v1": {
        "We moved visits to night shifts; cases of forced labour fell from 31 to 12. [MON2, mitigation]": Status.MET,
        f"{FEES}\nAs a result, no worker is in debt any longer. [EFF1, effectiveness]": Status.MET,
        (
            "We found signs of forced labour at one plant.\n"
            "We repaid 96 workers and moved our visits to night shifts.\n"
            "As a result, cases fell from 31 to 12."
        ): Status.MET,
        "We visited 14 agencies to look for forced labour. [MON2, mitigation, DONE_IN_PERIOD]": Status.PARTIAL,
        "We will audit agencies for forced labour. [MON1, mitigation, PLANNED]": Status.PLANNED,
        "We took no measures against forced labour. [MON1, mitigation, NEGATED]": Status.NEG_DISCLOSED,
        "We take steps against slavery. [SUP1, mitigation, VAGUE]": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "measures_beyond_clauses.v1": {
        "We pay half the cost of new dormitories, to end bonded labour. [REM3, mitigation, ONGOING]": Status.MET,
        "Our contracts forbid forced labour. [SUP2, mitigation, ONGOING]": Status.PARTIAL,
        "We visited 14 agencies. [MON2, DONE_IN_PERIOD]": Status.PARTIAL,
        "Next year we will fund a helpline against slavery. [GRV2, mitigation, PLANNED]": Status.PLANNED,
        "We expect suppliers to avoid forced labour. [SUP1, mitigation]": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "conclusions_drawn.v1": {
        "Next year we will train night managers on forced labour. [TRN1, mitigation, PLANNED]": Status.MET,
        "We will continue to improve our work against slavery. [mitigation, PLANNED]": Status.PARTIAL,
        "We drew lessons from our work on slavery.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "product_evidence_told.v1": {
        "We traced cotton to 212 farms and found forced labour at none. [MAP1, mitigation, DONE_IN_PERIOD]": Status.MET,
        "We assess our suppliers for forced labour. [RSK1, mitigation, ONGOING]": Status.PARTIAL,
        "We sell boots.": Status.ABSENT,
    },
    "signed_by_board_and_chief.v1": {
        "This account was signed by the members of the board and the chief executive officer.": Status.MET,
        "Signed:\nKari Nordahl, Chair\nOle Berge, Director\nLiv Strand, Chief Executive": Status.MET,
        "Signed electronically by the board of directors.": Status.PARTIAL,
        "Signed: Kari Nordahl, Chair": Status.PARTIAL,
        "We sell boots.": Status.ABSENT,
    },
    "updated_with_pointer.v1": {
        "This account was updated on 28 June 2026 and is available on our website.": Status.MET,
        "This account was updated on 28 June 2026.": Status.NOT_ASSESSABLE,
        "We sell boots.": Status.NOT_ASSESSABLE,
    },
    "contact_for_requests.v1": {
        "Requests for information can be sent to openness@hollowbeck.example.": Status.MET,
        "Questions about this account are welcome.\nWrite to openness@hollowbeck.example or call us.": Status.MET,
        "We answer all requests for information within three weeks.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "risk_map_ranked.v1": {
        "Our risk map on forced labour ranks 40 categories by severity. [RSK1, mitigation, DONE_IN_PERIOD]": Status.MET,
        "We made a map of the risks of forced labour. [RSK1, mitigation, DONE_IN_PERIOD]": Status.PARTIAL,
        "Our slavery risks lie in cotton from India and in night cleaning. [RSK2, risk description]": Status.PARTIAL,
        "We will map our slavery risks by severity. [RSK1, mitigation, PLANNED]": Status.PLANNED,
        "We sell boots.": Status.ABSENT,
    },
    "impacts_prioritised.v1": {
        (
            "We mapped impacts on people across all countries, forced labour among them. [RSK1, mitigation]\n"
            "In-depth assessments of six sites followed, with interviews on forced labour. [MON3, mitigation]\n"
            "Impacts were ranked by severity and likelihood. [RSK1, mitigation]"
        ): Status.MET,
        "We identified impacts in our operations, forced labour among them. [RSK1, mitigation]": Status.PARTIAL,
        "We sell boots.": Status.ABSENT,
    },
    "regular_assessment.v1": {
        "Each year we audit all suppliers and subsidiaries for forced labour. [MON1, mitigation, ONGOING]": Status.MET,
        "EcoVadis is our tool to look for forced labour. [SUP3, mitigation, ONGOING]": Status.PARTIAL,
        "We sell boots.": Status.ABSENT,
    },
    "grievance_channel.v1": {
        "Anyone may report forced labour on our ethics hotline. [GRV2, mitigation, ONGOING]": Status.MET,
        "A hotline for slavery cases is in place. [mitigation, ONGOING]": Status.PARTIAL,
        "We will open a complaints channel on slavery for suppliers. [GRV2, mitigation, PLANNED]": Status.PLANNED,
        "Staff can talk to their manager about slavery.": Status.VAGUE,
        "We have no hotline for slavery cases. [GRV1, NEGATED]": Status.NEG_DISCLOSED,
        "We sell boots.": Status.ABSENT,
    },
}


@pytest.mark.parametrize(
    ("rule", "text", "status"),
    [(rule, text, status) for rule, cases in CASES.items() for text, status in cases.items()],
)
def test_each_rule(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text)
    assert verdict.status == status, verdict.reason
    assert verdict.evidence or status == Status.NOT_ASSESSABLE


STAFF_LINE = "Employees may report slavery on a hotline. [GRV1, mitigation, ONGOING]"


def test_a_channel_for_staff_alone_is_part_of_one_for_workers_beyond() -> None:
    assert judge("grievance_channel.v1", STAFF_LINE).status == Status.MET
    assert judge("grievance_channel.v1", STAFF_LINE, beyond_staff=True).status == Status.PARTIAL


def test_france_asks_for_the_part_of_the_unions() -> None:
    told = "The hotline for slavery cases was set up with the representative unions. [GRV1, mitigation, ONGOING]"
    assert judge("grievance_channel.v1", told, with_unions=True).status == Status.MET
    assert judge("grievance_channel.v1", STAFF_LINE, with_unions=True).status == Status.PARTIAL


def test_a_planned_measure_with_an_expected_result_answers_where_plans_are_asked_for() -> None:
    plan = (
        "We will move visits to night shifts against forced labour. [MON2, mitigation, PLANNED]\n"
        "We expect this to halve the cases. [EFF1, effectiveness, PLANNED]"
    )
    assert judge("measures_with_results.v1", plan, plans_count=True).status == Status.MET
    assert judge("measures_with_results.v1", plan.splitlines()[0], plans_count=True).status == Status.PARTIAL
    assert judge("measures_with_results.v1", plan.splitlines()[0]).status == Status.PLANNED


def test_germany_lets_it_be_explained_that_no_risk_was_found_and_then_asks_no_more() -> None:
    explained = f"{NONE_FOUND}\n{LOOKED}"
    assert judge("risks_found.v1", explained, none_explained=True).status == Status.MET
    assert judge("risks_found.v1", NONE_FOUND, none_explained=True).status == Status.VAGUE
    asked = {"unless": {"rule": "no_risk_explained.v1"}, "then": {"rule": "conclusions_drawn.v1"}}
    skipped = judge("asked_unless.v1", explained, **asked)
    assert skipped.status == Status.NOT_APPLICABLE
    assert skipped.reason.startswith("Not asked: explains")
    assert judge("asked_unless.v1", SCORED, **asked).status == Status.ABSENT
    assert judge("asked_unless.v1", f"{explained}\n{CASES_FOUND}", **asked).status == Status.ABSENT


CASES_FOUND = "Our audits found passports kept at one site. [REM5, DONE_IN_PERIOD]"
