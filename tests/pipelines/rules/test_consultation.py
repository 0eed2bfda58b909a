"""How owned entities were consulted and are covered: over several sentences, and never by the Act's own words."""

import pytest

from corpora.finding import Status
from tests.pipelines.rules.cases import judge

OWNS = "Marlin Bay Pty Ltd owns two subsidiaries: Marlin North Pty Ltd and Marlin South Pty Ltd.\n"

CONSULTED = {
    # the how stands in what follows
    OWNS + "We consulted all companies we own on this statement.\nWe discussed its risks and gave them the text.\n"
    "The board approved it.": Status.MET,
    OWNS + "We consulted our subsidiaries on this statement.\nThis was done.\nIt ran as a forum of their managers.": (
        Status.MET
    ),
    OWNS + "We consulted a working group on this statement.\nThe directors of the controlled entities were also asked "
    "to give feedback.": Status.MET,
    # what follows is another thing
    OWNS + "We consulted our subsidiaries on this statement.\nIt was approved by our directors in a meeting.": (
        Status.PARTIAL
    ),
    OWNS + "We consulted our subsidiaries on this statement.\nMarlin Bay holds a meeting of suppliers.": Status.PARTIAL,
    # nobody that it owns is named, whoever else was consulted
    "We are a law firm.\nWe consulted each of the reporting entities on the draft of this statement. [CON1]": (
        Status.NOT_ASSESSABLE
    ),
    "We are a law firm.\n5. Describe the process of consultation with any entities the reporting entity owns. [CON1]": (
        Status.NOT_ASSESSABLE
    ),
}


@pytest.mark.parametrize(("text", "status"), CONSULTED.items())
def test_how_entities_were_consulted_may_stand_in_the_next_sentences(text: str, status: Status) -> None:
    verdict = judge("controlled_entities_consulted.v1", text)
    assert verdict.status == status, verdict.reason


COVERED = {
    "Marlin Bay reports for its subsidiaries because they use the same policies and buy from the same suppliers.": (
        Status.MET
    ),
    "Our subsidiaries share one management and the same procedures, since they all run clinics in Perth.": Status.MET,
    "Marlin Bay and its subsidiaries use the same policies.": Status.PARTIAL,
    "All of its controlled entities have been included in our approach to risk. [mitigation]": Status.PARTIAL,
    "We trained the buyers of its controlled entities in audits of farms. [mitigation]": Status.MET,
}


@pytest.mark.parametrize(("text", "status"), COVERED.items())
def test_the_same_for_all_needs_a_reason(text: str, status: Status) -> None:
    verdict = judge("controlled_entities_covered.v1", text)
    assert verdict.status == status, verdict.reason


JOINT = {
    "This joint statement was drafted with input of the board of each.\nWe consulted both on this statement.": False,
    "This statement answers sections 13 and 14 of the Act for Marlin Bay Pty Ltd.": True,
    "Marlin Bay does not own or control any other reporting entities.": True,
    "The Act requires reporting entities to describe their risks.": True,
    "Each reporting entity named above sells boots.": False,
}


@pytest.mark.parametrize(("text", "alone"), JOINT.items())
def test_a_section_of_the_act_makes_no_joint_statement(text: str, alone: bool) -> None:
    verdict = judge("joint_entities_consulted.v1", text)
    assert (verdict.status == Status.NOT_APPLICABLE) == alone, verdict.reason
