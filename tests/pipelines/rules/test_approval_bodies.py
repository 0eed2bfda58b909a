"""Which body approved, in the slips and torn lines of real texts, and what only looks like a denial."""

import pytest

from corpora.finding import Confidence, Status
from tests.pipelines.rules.cases import judge

RULE = "approved_by_governing_body.v1"
BOARD = "The governing body approved this statement."
UNCLEAR = "Approved, but not clearly by the governing body."

SAID = {
    # capitals, a company's form with a full stop, a title that runs into the next line, a footer with a number
    "APPROVED BY THE BOARD OF MARLIN GROUP PLC ON 28 FEBRUARY 2026": BOARD,
    "The board of directors of Marlin Medical, Inc. approved this statement on 27 October 2026.": BOARD,
    "Jane Roe, Chief Finance Officer Approved by the Board of Directors of Marlin plc": BOARD,
    "The directors approved this statement.\nRegistered in England No. 05832065 Regulated by the authority": BOARD,
    "The directors approved this statement in May 2026.\nRegistered in Jersey No. 11771 Office: 4 Quay": BOARD,
    # the bodies of partnerships, universities and trusts
    "This statement was approved by the partners of Roe Vane UK on 4 March 2026.": BOARD,
    "This annual statement was approved by the Council on 19 November 2026.": BOARD,
    "This statement was approved by the Governors.": BOARD,
    # another body or an officer, by name; two of them, both
    "The above statement is factual and has been approved by Marlin's Executive Team.": (
        "Approved by the executive team, not by the governing body."
    ),
    "This statement was approved by the Audit and Risk Committee of the Board.": (
        "Approved by the audit and risk committee, not by the governing body."
    ),
    "This statement was approved by both the Executive Leadership Team and the Shareholders of Marlin Ltd.": (
        "Approved by the executive leadership team and the shareholders, not by the governing body."
    ),
    "Marlin's President approved this statement.": "Approved by the president, not by the governing body.",
    "This statement was approved by Jane Roe, CEO": "Approved by the CEO, not by the governing body.",
    "This statement has been approved the Managing Director.": (
        "Approved by the managing director, not by the governing body."
    ),
    # nobody that is known, or one who may be the governing body: for a person to see
    "This statement was approved by Marlin Bay Limited.": UNCLEAR,
    "This statement was approved by the company's director.": UNCLEAR,
    "This statement was approved by the director and shareholders.": UNCLEAR,
    # a torn line, what the board approved stands elsewhere
    "We work with charities. been approved by the board of directors of MHL on 13 March 2026.": (
        "The governing body approved; that it was this statement is only implied."
    ),
    # still to come
    "When formally adopted by the board of Marlin, this statement will be published.": "Approval is still to come.",
    # another paper
    "The board adopted an anti-slavery policy in 2026.": (
        "A policy or another paper was approved; nothing says that this statement was."
    ),
}
SILENT = (
    "We have adopted a risk-based approach.",
    "Third-party auditors are approved by our buyers.",
    "The recruitment methods were approved by our charity partners.",
    "This statement is our commitment that no slavery will be permitted, supported or endorsed by us.",
    "A global policy has been adopted and this statement agrees with it.",
    "This will be done in early 2027, to ensure that one approach is adopted.",
    "Have overtime hours been approved: none",
)
NOT_DENIED = (
    "Minimum standards are not yet adopted by all of our companies.",
    "This statement was approved by the board.\nRegistered in Jersey No. 11\nOffices in Wales No. 5 Regulated by us",
    "New sites are never approved before a visit.",
)
DENIED = (
    "Board approval: none",
    "This statement has been approved, but not yet by the board.",
    "This statement has never been approved by the directors.",
)


@pytest.mark.parametrize(("text", "reason"), SAID.items())
def test_the_reason_names_who_approved(text: str, reason: str) -> None:
    verdict = judge(RULE, text)
    assert verdict.reason == reason
    assert (verdict.confidence == Confidence.LOW) == (reason == UNCLEAR)


@pytest.mark.parametrize("text", SILENT)
def test_other_things_that_are_approved_or_adopted_are_no_approval(text: str) -> None:
    verdict = judge(RULE, text)
    assert (verdict.status, verdict.reason) == (
        Status.ABSENT,
        "Not found: no passage speaks of approval of this statement.",
    )


@pytest.mark.parametrize("text", NOT_DENIED)
def test_only_words_about_this_statement_deny_its_approval(text: str) -> None:
    assert "has not been approved" not in judge(RULE, text).reason


@pytest.mark.parametrize("text", DENIED)
def test_a_plain_denial_is_said(text: str) -> None:
    assert judge(RULE, text).reason == "The text says that this statement has not been approved."


def test_an_unclear_body_is_left_to_a_person_and_not_told_that_it_will_not_be_published() -> None:
    verdict = judge(
        RULE, "This statement was approved by Marlin Bay Limited.", note="the department will not publish it"
    )
    assert (verdict.reason, verdict.confidence) == (UNCLEAR, Confidence.LOW)
