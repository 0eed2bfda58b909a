"""When a text has lost a part, and when its lines are only short."""

import pytest

from corpora.finding import Confidence, Status
from pipelines.rules import Reading
from tests.pipelines.rules.cases import case_of, judge

PROSE = "We buy boots from many suppliers in several countries and visit them.\n" * 4
LOST = {
    f"{PROSE}Interviews which sample both employees and": True,
    f"{PROSE}Suppliers accept that they do not rely on slave labour, and Contact:\nPage:\n2": True,
    f"{PROSE}Details of the makers are set out below in the section headed “Our makers”.": True,
    f"{PROSE}Details of the makers are set out below in the section headed “Our makers”.\nOur makers\n{PROSE}": False,
    f"{PROSE}Jane Roe\nDirector": False,
    f"{PROSE}This statement was approved by the board of Boots Limited": False,
    f"{PROSE}Sitemap | Cookies | Privacy | Contact us | About us and more": False,
}


@pytest.mark.parametrize(("text", "lost"), LOST.items())
def test_a_text_that_breaks_off_or_announces_what_is_not_there_is_incomplete(text: str, lost: bool) -> None:
    assert (Reading(case_of(text)).lost is not None) == lost


TORN = (
    f"{PROSE}raise awareness through collaboration. day.\nAmerica in 2016. peer companies.\nCompany office locations."
)


@pytest.mark.parametrize("rule", ["approved_by_governing_body.v1", "signed_by_member.v1", "signer_described.v1"])
def test_a_torn_end_leaves_the_sign_off_to_a_person(rule: str) -> None:
    verdict = judge(rule, TORN)
    assert verdict.status == Status.NOT_ASSESSABLE
    assert verdict.confidence == Confidence.LOW
    assert judge(rule, PROSE).status == Status.ABSENT


def test_a_torn_end_loses_no_content() -> None:
    assert judge("training_with_audience.v1", TORN).status == Status.ABSENT
