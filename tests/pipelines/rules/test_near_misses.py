"""What comes close to an answer and is less, or looks like a refusal and is none."""

from typing import Any

import pytest

from corpora.finding import Status
from tests.pipelines.rules.cases import judge

JOINT = "This is a joint statement of three reporting entities.\n"
YEAR = "This is our slavery statement for the financial year ended 31 March 2026.\n"
STEPS = (
    "We trained our staff on slavery. [TRN1, mitigation, DONE_IN_PERIOD]\n"
    "We audited suppliers for forced labour. [MON1, mitigation, DONE_IN_PERIOD]\n"
)
CASES: dict[str, dict[str, Status]] = {
    "joint_entities_consulted.v1": {
        (
            f"{JOINT}Consultation between the three reporting entities and the entities that they own or control took "
            "place during the preparation of this statement. [consultation, CON1]"
        ): Status.PARTIAL,
        f"{JOINT}Each reporting entity was consulted in two workshops and commented on the draft. [CON1]": Status.MET,
        f"{JOINT}5. Consultation\n(f) Consultation | 5": Status.ABSENT,
        f"{JOINT}Process of consultation with reporting entities 12": Status.ABSENT,
    },
    "controlled_entities_consulted.v1": {
        (
            "Our two subsidiaries are boot makers.\nThe entities that we own or control were consulted during the "
            "preparation of this statement. [CON1]"
        ): Status.PARTIAL,
        (
            "Our two subsidiaries are boot makers.\nDirectors of the entities that we own or control were consulted "
            "in monthly meetings. [CON1]"
        ): Status.MET,
    },
    "remediation_process.v1": {
        (
            "If we found slavery we would seek to work with the supplier and the relevant parties in order to resolve "
            "the matter in an appropriate manner. [REM3, remediation, HYPOTHETICAL]"
        ): Status.VAGUE,
        "We are considering the development of a remediation framework. [remediation]": Status.PLANNED,
        (
            "If we found slavery we would investigate and agree a corrective action plan with the supplier. "
            "[REM3, remediation, PLANNED]"
        ): Status.PARTIAL,
    },
    "statement_of_steps.v1": {
        f"{YEAR}We have taken no further steps to assess and manage that risk.\n{STEPS}": Status.MET,
        f"{YEAR}No additional steps were taken this year.\n{STEPS}": Status.MET,
        f"{YEAR}We took no steps in this financial year.": Status.NEG_DISCLOSED,
        f"{YEAR}We took no steps in this financial year.\n{STEPS}": Status.PARTIAL,
        f"{YEAR}A statement that the organisation has taken no such steps is allowed.\n{STEPS}": Status.MET,
    },
    "effectiveness_assessed.v1": {
        (
            "We have introduced new performance indicators, being training given and supplier audits. "
            "[EFF1, effectiveness, DONE_IN_PERIOD]"
        ): Status.PARTIAL,
        (
            "We do not have any performance indicators against slavery.\n"
            "We review our systems. [EFF1, effectiveness, ONGOING]"
        ): Status.NEG_DISCLOSED,
        "Turkey | 8 | 3,150 | 61% | 19% [EFF1, effectiveness, ONGOING]": Status.ABSENT,
    },
    "training_with_audience.v1": {
        (
            "All 46 buyers took a day of training on how late changes and low prices lead to forced overtime. "
            "[TRN1, DONE_IN_PERIOD]"
        ): Status.MET,
        "Laundry staff had an hour of training on signs of exploitation. [TRN1, DONE_IN_PERIOD]": Status.MET,
        "Warehouse staff were trained on signs of trafficking and debt bondage. [TRN1, DONE_IN_PERIOD]": Status.MET,
        "All site managers were briefed on forced labour in May. [TRN1, DONE_IN_PERIOD]": Status.MET,
        "Buyers joined a webinar on debt bondage. [TRN1, DONE_IN_PERIOD]": Status.MET,
        "We make all staff aware of our modern slavery policy by e-mail. [TRN1, ONGOING]": Status.PARTIAL,
        "Every new employee must read our modern slavery statement. [TRN1, ONGOING]": Status.PARTIAL,
        "Laundry staff had an hour of training on health and safety. [TRN1, DONE_IN_PERIOD]": Status.VAGUE,
        (
            "Our anti-slavery policy will be revised next year.\n"
            "We will provide adequate resources, training and guidance for it."
        ): Status.PLANNED,
        "We recognise that training our staff on modern slavery is important. [TRN1, ONGOING]": Status.VAGUE,
        (
            "We gave training on modern slavery and will extend it to other teams. [TRN1, DONE_IN_PERIOD]"
        ): Status.PARTIAL,
    },
    "risk_assessed_and_managed.v1": {
        (
            "We found the parts at risk of forced labour with the help of country reports. [RSK1, DONE_IN_PERIOD]\n"
            "We stopped buying from one supplier. [REM4, remediation, DONE_IN_PERIOD]"
        ): Status.MET,
        "We expect that our suppliers will take steps against slavery. [SUP1, VAGUE, PLANNED]": Status.VAGUE,
    },
    "due_diligence_process.v1": {
        "In 2026 we plan to have these checks on slavery reviewed by our auditors. [MON1, PLANNED]": Status.PLANNED,
        "We have reviewed our principal suppliers for slavery.": Status.PARTIAL,
        "Slavery checks on new suppliers before each order | To be issued [SUP3, mitigation, ONGOING]": Status.PLANNED,
        "Slavery checks on new suppliers before each order | In place [SUP3, mitigation, ONGOING]": Status.PARTIAL,
    },
    "risk_located.v1": {
        "Our cotton suppliers in India are at risk of slavery. [risk description, ONGOING]": Status.MET,
    },
    "revision_explained.v1": {
        "It is the second report that we submit; it is not a revised version of an earlier report.": (
            Status.NOT_APPLICABLE
        ),
        "This is our first report, so there is no revised version.": Status.NOT_APPLICABLE,
        "Revised report | No": Status.NOT_APPLICABLE,
        "This report was revised on 3 May 2026 and corrects section 4.": Status.MET,
    },
}
FLAT = [(rule, text, status) for rule, texts in CASES.items() for text, status in texts.items()]


@pytest.mark.parametrize(("rule", "text", "status"), FLAT)
def test_what_comes_close_is_told_apart(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text, needs_result=True)
    assert verdict.status == status, verdict.reason


def test_australia_hears_that_effectiveness_cannot_be_assessed_yet() -> None:
    review = "The committee reviews the effectiveness of our actions each quarter. [EFF1, effectiveness, ONGOING]"
    unable = "We are unable to adequately assess the effectiveness of our actions. [EFF1, effectiveness, ONGOING]"
    assert judge("effectiveness_assessed.v1", review, needs_result=False).status == Status.MET
    assert judge("effectiveness_assessed.v1", f"{unable}\n{review}", needs_result=False).status == Status.PARTIAL


LAWS = "We report under the Modern Slavery Act 2015 and the Modern Slavery Act 2018 (Cth).\n"
ABROAD: dict[tuple[str, str], Status] = {
    ("approved_by_governing_body.v1", "This statement was approved by the Australian boards."): Status.VAGUE,
    ("approved_by_governing_body.v1", "This statement was approved by the board of Boots Pty Ltd."): Status.VAGUE,
    ("approved_by_governing_body.v1", "This statement was approved by the board of Boots plc."): Status.MET,
    (
        "approved_by_governing_body.v1",
        "Approved by the Australian boards.\nThis statement was approved by the board of Boots Limited.",
    ): Status.MET,
    (
        "approved_by_governing_body.v1",
        "This statement was approved by the board of Boots Pty Ltd, the parent, on behalf of all entities.",
    ): Status.MET,
    ("signed_by_member.v1", "Signed: Jane Roe, Director, Boots Australia Limited"): Status.VAGUE,
    ("signed_by_member.v1", "Signed: Jane Roe, Director, Boots Limited"): Status.MET,
    ("signer_described.v1", "Jane Roe, Director, Boots Pty Ltd, 12 May 2026"): Status.PARTIAL,
}


@pytest.mark.parametrize(("case", "status"), ABROAD.items())
def test_one_text_for_two_countries_has_to_be_approved_for_both(case: tuple[str, str], status: Status) -> None:
    rule, text = case
    parameters: dict[str, Any] = {"country": "british"}
    assert judge(rule, LAWS + text, **parameters).status == status
    if rule != "signer_described.v1":
        assert judge(rule, text, **parameters).status == Status.MET  # one law only: a company's name shows nothing


def test_steps_in_a_frame_that_never_names_slavery_are_part_of_an_answer() -> None:
    step = "We scored all suppliers by country. [RSK1, mitigation, DONE_IN_PERIOD]\n"
    managed = "We visited the 11 highest. [MON2, mitigation, DONE_IN_PERIOD]\n"
    filler = "".join(f"We plant {number} trees.\n" for number in range(20))
    framed = f"This is our Modern Slavery Act statement.\n{filler}{step}{managed}"
    assert judge("risk_assessed_and_managed.v1", framed).status == Status.PARTIAL
    named = f"{framed}We look for forced labour."
    assert judge("risk_assessed_and_managed.v1", named).status == Status.MET
