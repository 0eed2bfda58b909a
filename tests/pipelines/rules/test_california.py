"""California's five topics: to what extent, if any; a 'no' is an answer, and silence the only gap."""

import pytest

from corpora.finding import Status
from tests.pipelines.rules.cases import judge

CASES: dict[str, dict[str, Status]] = {
    "supply_chain_verified.v1": {
        "We verify supply chains for slavery ourselves, not by a third party. [SUP3, mitigation, ONGOING]": Status.MET,
        "A third party evaluates our product supply chains for forced labour. [RSK1, mitigation, ONGOING]": Status.MET,
        "We verify our supply chains for trafficking risk each year. [RSK1, mitigation, ONGOING]": Status.PARTIAL,
        "We do not currently verify our product supply chains for slavery. [RSK1, NEGATED]": Status.NEG_DISCLOSED,
        "We do not use a third party to verify supply chains for slavery. [NEGATED]": Status.NEG_DISCLOSED,
        "From next year we will verify our supply chains for slavery. [RSK1, mitigation, PLANNED]": Status.PLANNED,
        "Verification of slavery risk is important to us. [VAGUE]": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "supplier_audits_described.v1": {
        (
            "We audit suppliers against our slavery standards each year. [MON1, mitigation, ONGOING]\n"
            "These audits are announced and run by our own staff. [MON1, mitigation, ONGOING]"
        ): Status.MET,
        "Independent, unannounced audits of suppliers look for forced labour. [MON1, mitigation, ONGOING]": Status.MET,
        "Our supplier audits for slavery are not independent and not unannounced. [MON1, ONGOING]": Status.MET,
        "We audit our largest suppliers for forced labour. [MON1, mitigation, ONGOING]": Status.PARTIAL,
        "Third parties audit our suppliers for forced labour. [MON1, mitigation, ONGOING]": Status.PARTIAL,
        "We may audit suppliers at any time for forced labour. [SUP2, mitigation]": Status.PARTIAL,
        "We do not conduct audits of suppliers for trafficking. [MON1, NEGATED]": Status.NEG_DISCLOSED,
        "We will audit our suppliers for slavery from 2027. [MON1, mitigation, PLANNED]": Status.PLANNED,
        "We sell boots.": Status.ABSENT,
    },
    "materials_certified.v1": {
        (
            "Direct suppliers certify each year that materials comply with the slavery laws of the country of "
            "origin. [SUP4, mitigation, ONGOING]"
        ): Status.MET,
        "All vendors sign the code, which bans forced labour. [SUP1, mitigation, ONGOING]": Status.PARTIAL,
        "Our suppliers certify compliance in writing on slavery. [SUP4, mitigation, ONGOING]": Status.PARTIAL,
        "We do not currently require suppliers to certify their materials. [SUP4, NEGATED]": Status.NEG_DISCLOSED,
        "We expect suppliers to respect our values on slavery. [SUP1, ONGOING]": Status.ABSENT,
        "We sell boots.": Status.ABSENT,
    },
    "staff_held_accountable.v1": {
        "Employees who fail our anti-slavery code face dismissal. [GOV3, mitigation, ONGOING]": Status.MET,
        "Staff who do not follow the handbook may face disciplinary action. [ONGOING]": Status.PARTIAL,
        "Our chief buyer owns the slavery programme. [GOV1, mitigation, ONGOING]": Status.PARTIAL,
        "Suppliers that use forced labour will have their contracts terminated. [REM4, remediation]": Status.VAGUE,
        "We do not maintain internal accountability standards on slavery. [NEGATED]": Status.NEG_DISCLOSED,
        "We sell boots.": Status.ABSENT,
    },
    "supply_chain_staff_trained.v1": {
        "Our buyers and their managers were trained on forced labour. [TRN1, mitigation, DONE_IN_PERIOD]": Status.MET,
        "All staff finish a module on modern slavery each year. [TRN1, mitigation, ONGOING]": Status.MET,
        "Our lawyers were trained on modern slavery. [TRN1, mitigation, DONE_IN_PERIOD]": Status.PARTIAL,
        "We do not provide training on slavery to our people. [TRN1, NEGATED]": Status.NEG_DISCLOSED,
        "We sell boots.": Status.ABSENT,
    },
}


@pytest.mark.parametrize(
    ("rule", "text", "status"),
    [(rule, text, status) for rule, cases in CASES.items() for text, status in cases.items()],
)
def test_each_topic(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text)
    assert verdict.status == status, verdict.reason
    assert verdict.evidence


PARTS = [
    {"name": "verification", "rule": "supply_chain_verified.v1"},
    {"name": "audits", "rule": "supplier_audits_described.v1"},
]
VERIFIES = "A third party verifies our supply chains for forced labour. [RSK1, mitigation, ONGOING]"
NO_AUDITS = "We do not audit our suppliers for slavery. [MON1, NEGATED]"
ANSWERS = {
    f"{VERIFIES}\n{NO_AUDITS}": Status.MET,
    f"{NO_AUDITS}": Status.PARTIAL,
    f"{VERIFIES}": Status.ABSENT,
    "We sell boots.": Status.ABSENT,
}


@pytest.mark.parametrize(("text", "status"), ANSWERS.items())
def test_silence_on_a_topic_is_the_only_gap(text: str, status: Status) -> None:
    verdict = judge("every_topic_answered.v1", text, parts=PARTS)
    assert verdict.status == status, verdict.reason
    assert verdict.evidence
