"""Short answers to a form's questions tell their steps in plain words; what is said in general terms is still talk."""

import pytest

from corpora.document import QuestionType
from corpora.finding import Status
from tests.pipelines.rules.answered import judge_answer

CHECKS = "How do you check your agencies for forced labour?"
CHANNEL = "How can agency workers raise a concern about modern slavery?"
FOUND = "What did you find on modern slavery in the last two years?"
MET, PARTIAL, VAGUE, ABSENT = Status.MET, Status.PARTIAL, Status.VAGUE, Status.ABSENT

DILIGENCE = {
    "Our buyer calls the authority before each order and visits the office. No licence, no contract.": MET,
    "Two of us visit every laundry each March and talk to workers alone. What we find goes in a plan with dates.": MET,
    "HR compares bank accounts of starters each month. Matches are looked into by our HR manager.": MET,
    "The site manager meets one gang a month with an interpreter. If something is wrong we stop its work.": MET,
    "Our buyer calls the licensing authority.": PARTIAL,
    "We take this seriously and act with integrity.": ABSENT,
    "The agencies are in Leeds and Hull.": ABSENT,
    "Forced labour is work that is done under a threat.": ABSENT,
}
GRIEVANCE = {
    "A free telephone line run by a charity, open to any worker of ours or of a supplier.": MET,
    "An app for staff and suppliers' workers; messages go to our ethics team.": MET,
    "A case worker of the migrant centre comes each month, and any worker of a contractor can see her alone.": MET,
    "They can text a number that goes to the regional office of the union.": PARTIAL,
    "Our people are our greatest asset.": ABSENT,
    "They can speak to their line manager.": VAGUE,
    "The production line has 40 workers.": ABSENT,
}
CANDOUR = {
    "A shift leader noticed in October that six workers had one bank account. [REM5]": MET,
    "In 2024 an interpreter told us that twelve packers had handed in their passports. [REM5]": MET,
    "None. We spoke with 212 cleaners alone at eleven sites.": PARTIAL,
    "We do not know the mines behind our copper.": PARTIAL,
    "Six workers were owed money. [REM5]": PARTIAL,
    "None.": VAGUE,
    "We have a policy on whistle-blowing.": ABSENT,
}


@pytest.mark.parametrize(("text", "status"), DILIGENCE.items())
def test_due_diligence_told_in_plain_words_is_found(text: str, status: Status) -> None:
    assert judge_answer("due_diligence_process.v1", CHECKS, text.replace(". ", ".\n")).status == status


@pytest.mark.parametrize(("text", "status"), GRIEVANCE.items())
def test_a_channel_need_not_be_called_one(text: str, status: Status) -> None:
    found = judge_answer("grievance_channel.v1", CHANNEL, text.replace(". ", ".\n"), beyond_staff=True)
    assert found.status == status


@pytest.mark.parametrize(("text", "status"), CANDOUR.items())
def test_a_case_and_how_it_came_to_light_may_be_told_in_plain_words(text: str, status: Status) -> None:
    found = judge_answer("candour_about_cases.v1", FOUND, text, QuestionType.TRACK_RECORD)
    assert found.status == status
