"""Promises are planned steps with the practice they promise, and the day by which the text promises them."""

from datetime import date

import pytest

from pipelines.patterns import promises_of
from pipelines.patterns.promises import due_in
from tests.pipelines.patterns.seeing import judged

END = date(2026, 3, 31)
DUE = {
    "We will train all buyers by 30 June 2027.": date(2027, 6, 30),
    "By the end of June 2027 all agencies will have been visited.": date(2027, 6, 30),
    "In 2027 we will map the second tier.": date(2027, 12, 31),
    "We plan to map the second tier in FY27.": date(2027, 3, 31),
    "We aim to audit ten laundries during the financial year 2026/27.": date(2027, 3, 31),
    "Next year we will open a hotline.": date(2027, 3, 31),
    "Over the next 12 months we plan to open a hotline.": date(2027, 3, 31),
    "By the second quarter of 2027 we will publish the list.": date(2027, 6, 30),
    "We will publish the list soon.": None,
    "In 2025 we decided that we will publish the list.": None,
    "We will train 2000 people.": None,
}


@pytest.mark.parametrize(("text", "day"), DUE.items())
def test_a_promise_is_due_on_the_last_day_of_the_time_it_names(text: str, day: date | None) -> None:
    assert due_in(text, END) == day


def test_without_a_period_only_days_and_years_are_known() -> None:
    assert due_in("Next year we will open a hotline.", None) is None
    assert due_in("In 2027 we will open a hotline.", None) == date(2027, 12, 31)


def test_each_planned_practice_is_a_promise_with_the_commitment_that_rests_on_it() -> None:
    case = judged(
        "We trained our buyers on slavery in May. [TRN1, mitigation, DONE_IN_PERIOD] |"
        "In 2027 we will assess how effective our steps against slavery are. [EFF1, effectiveness, PLANNED] |"
        "We also intend to visit suppliers and map the second tier. [MON1, MAP1, mitigation, PLANNED]"
    )
    found = promises_of(case, case.findings)
    assert (found[0].practice, found[0].commitment, found[0].due) == ("EFF1", "UK-13", "2027-12-31")
    assert [(p.practice, p.due) for p in found[1:]] == [("MAP1", None), ("MON1", None)]
    assert found[1].sentence_id == found[2].sentence_id == case.sentences[2].sentence_id


def test_what_is_done_or_vague_promises_nothing() -> None:
    case = judged("We trained our buyers on slavery. [TRN1, DONE_IN_PERIOD] | We will always act with integrity.")
    assert promises_of(case, case.findings) == ()


@pytest.mark.parametrize(
    "text",
    [
        "If a case came up we would tell the police, and we will support the worker. [REM1, PLANNED]",
        "We will not end a contract before the workers are safe. [REM3, PLANNED]",
        "We will continue to train our buyers. [TRN1, PLANNED]",
        "Where a supplier fails the check, it will be visited again. [MON1, PLANNED]",
    ],
)
def test_what_stands_as_a_rule_is_no_promise(text: str) -> None:
    case = judged(text)
    assert promises_of(case, case.findings) == ()
