"""An answer in another file, under its question's number, is the answer to that question and to no second one."""

from dataclasses import replace

import pytest

from corpora.document import AnswerState
from corpora.finding import Status
from pipelines.answers import Submission, decide, with_states
from pipelines.answers.flagged import flags_of_answers
from pipelines.stage import Case
from tests.pipelines.answers.sent import SUBJECT, form
from tests.pipelines.answers.test_judged import TRAINING, by_words

ASKED = "T1 What training on modern slavery do buyers get?"
OTHERS = "\nT2 Who keeps the log? | The mate.\nT3 Where is the fleet kept? | In Newlyn.\n"


def annex(given: str, number: str = "T1") -> Case:
    """Return a file that answers by the number alone."""
    case = form(f"{number} Question {number} | {given}", "annex.xlsx")
    return replace(case, answers=tuple(replace(answer, attached_by="id") for answer in case.answers))


def sent(own: str, *annexes: Case) -> Submission:
    return with_states(Submission((form(f"{ASKED} | {own}{OTHERS}"), *annexes), SUBJECT))


@pytest.mark.parametrize(
    ("own", "given", "status"),
    [("", "MET.", Status.MET), ("PARTIAL.", "MET.", Status.MET), ("MET.", "PARTIAL.", Status.MET)],
)
def test_the_better_of_two_files_decides_and_no_half_is_counted_open(own: str, given: str, status: Status) -> None:
    decided = decide(TRAINING, sent(own, annex(given)), by_words)
    assert (decided.verdict.status, decided.question_id) == (status, "T1")


def test_a_blank_that_another_file_answers_is_none() -> None:
    submission = sent("", annex("MET."))
    states = submission.cases[0].answers[0].states
    assert states == ((AnswerState.ANSWERED, "It stands in annex.xlsx."),)
    assert not flags_of_answers(submission.cases[0], [])


def test_a_text_under_another_number_leaves_the_blank_open() -> None:
    submission = sent("", annex("MET.", "T2"))
    assert submission.cases[0].answers[0].states[0][0] == AnswerState.UNANSWERED
    assert decide(TRAINING, submission, by_words).verdict.status == Status.ABSENT
