"""Questions of several parts in one cell, topics that the statement leaves out, talk of the company alone."""

import pytest

from corpora.finding import Status
from corpora.framework import load_frameworks
from pipelines.answers import decide, with_states
from pipelines.answers.flagged import flags_of_answers
from pipelines.answers.parts import parts_of, silent_parts
from pipelines.assess import assess_batch
from pipelines.verdicts import judge
from tests.pipelines.answers.sent import form, sent, statement
from tests.pipelines.answers.test_judged import TRAINING

ASKED = "Describe (a) which agencies you use, (b) which staff are trained on modern slavery, and (c) who checks it."
SILENT = [
    ("(a) Two. (c) The buyer.", ["b"]),
    ("(a) Two.\n(b)\n(c) The buyer.", ["b"]),
    ("a) Two. b) No response c) The buyer.", ["b"]),
    # near-misses: no letters, several letters at once, letters of a list of the bidder's own
    ("Two agencies; all managers are trained; the buyer checks it.", []),
    ("(a) and (b): two, and their managers are trained. (c) The buyer.", []),
    ("(a) Two. (b) All managers. (c) The buyer.", []),
    ("We use two (a licensed one and its branch).", []),
]


@pytest.mark.parametrize(("answer", "labels"), SILENT)
def test_a_part_left_out_where_the_answer_goes_by_letters_is_open(answer: str, labels: list[str]) -> None:
    assert [part.label for part in silent_parts(ASKED, answer)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (ASKED, ["a", "b", "c"]),
        ("Say 1) who is trained, and 2) when.", ["1", "2"]),
        ("State (i) the number, (ii) the place.", ["i", "ii"]),
        ("Name the agencies (a list will do).", []),
        ("Answer 4.1(b) again.", []),
        ("What is trained under (b)?", []),
    ],
)
def test_parts_are_known_by_their_letters_in_order(text: str, labels: list[str]) -> None:
    assert [part.label for part in parts_of(text)] == labels


@pytest.mark.parametrize(
    ("answer", "status", "is_open"),
    [
        (
            "(a) Two. (b) All site managers were trained on modern slavery in May 2025. (c) The buyer.",
            Status.MET,
            False,
        ),
        ("(a) Two. (b) All site managers were trained on modern slavery in May 2025.", Status.MET, False),
        ("(a) All site managers were trained on modern slavery in May 2025. (c) The buyer.", Status.PARTIAL, True),
        ("(a) Two. (c) The buyer.", Status.NOT_ASSESSABLE, True),
    ],
)
def test_a_silent_part_is_never_called_answered(answer: str, status: Status, is_open: bool) -> None:
    submission = with_states(sent(form(f"6.1 {ASKED} | {answer}")))
    verdict = decide(TRAINING, submission, judge).verdict
    assert verdict.status == status
    assert ("Part (b) has no answer" in verdict.reason) == is_open
    states = {str(state) for state, _ in submission.answers[0].states}
    assert ("unanswered" in states) == (is_open or "(c)" not in answer)


TOPICS = "7.2 Which topics are missing from your modern slavery statement? | All six are included in our statement."
LAW = "This statement is made pursuant to section 54 of the Modern Slavery Act 2015."


def test_all_included_is_judged_by_the_statement_that_the_bidder_sent() -> None:
    (asked,) = (c for c in load_frameworks()["UK-PA23"].commitments if c.id == "PUK-06")
    lone = decide(asked, with_states(sent(form(TOPICS))), judge).verdict
    assert lone.status == Status.NOT_ASSESSABLE
    both = decide(asked, with_states(sent(form(TOPICS), statement(LAW))), judge).verdict
    assert both.status == Status.VAGUE
    assert "not found in the statement" in both.reason
    assert "training" in both.reason


OTHERS = """
6.2 Has the bidder been convicted of a slavery offence? | No
6.3 Is there a policy on modern slavery? | Yes
"""
PLAN = "6.4 How will you manage the risk of modern slavery in this contract for cleaning? | "
COMPANY = "Our group's director for compliance checks every supplier by June each year and reports to the board."


def test_talk_of_the_company_where_the_contract_is_asked_is_flagged() -> None:
    (case,) = assess_batch([form(OTHERS + PLAN + COMPANY)], ("UK-PPN009",), "2026-11-27")
    about = [f for f in case.findings if "not of this contract" in f.reason]
    flags = [f for f in flags_of_answers(case, case.findings) if f.pattern == "F31"]
    assert about
    assert [(f.commitment, f.effect) for f in flags] == [(f.commitment, "PARTIAL") for f in about]
    assert all(f.sentence_ids for f in flags)
