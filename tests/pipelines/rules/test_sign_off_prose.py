"""Sign-offs in the words of real texts, and prose about approvals and signatures of other papers."""

import pytest

from corpora.finding import Status
from tests.pipelines.rules.cases import judge

APPROVED = {
    "The above statement was approved by our Board of Directors on 6 December 2018.": Status.MET,
    "This statement was approved by members of Marlow Vane LLP on 4 June 2019.": Status.MET,
    "This statement was approaved by the board of directors.": Status.MET,
    "This statement was approved by the Bank of Hollin Board on 16 May 2017.": Status.MET,
    (
        "This statement covers the year 2018.\n"
        "It has been reviewed by senior managers and advisers and has been approved by our Board."
    ): Status.MET,
    "The directors delegated approval of this statement on its behalf to the chief executive.": Status.PARTIAL,
    "This statement was reviewed annually by the Board of Directors.": Status.VAGUE,
    "Adopt robust recruitment checks in line with employment law.": Status.ABSENT,
}
SIGNED = {
    "Their signature confirms that suppliers keep our rules.": Status.ABSENT,
    "A hidden labour policy is signed by the managing director and taught to all managers.": Status.ABSENT,
    "Contracts must be explained and signed five days before departure.": Status.ABSENT,
    "This statement has been signed by Ada Holm, Director.": Status.MET,
    "Signature:": Status.NOT_ASSESSABLE,
}
DATED = {
    "The board approved this statement for the year starting in October 2017.": Status.ABSENT,
    "The board approved this statement.\nLast reviewed 12 October 2018": Status.PARTIAL,
}


@pytest.mark.parametrize(("text", "status"), APPROVED.items())
def test_approval_is_read_in_many_wordings(text: str, status: Status) -> None:
    assert judge("approved_by_governing_body.v1", text).status == status


@pytest.mark.parametrize(("text", "status"), SIGNED.items())
def test_only_a_signature_of_the_statement_counts(text: str, status: Status) -> None:
    assert judge("signed_by_member.v1", text).status == status


@pytest.mark.parametrize(("text", "status"), DATED.items())
def test_a_period_or_a_review_dates_no_approval(text: str, status: Status) -> None:
    assert judge("approval_dated.v1", text).status == status
