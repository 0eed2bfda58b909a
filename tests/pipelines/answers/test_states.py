"""What is said of an answer before it is judged: each state by the kind of fault, and what only looks like it."""

from dataclasses import replace

import pytest

from corpora.document import Kind, QuestionType
from pipelines.answers import with_states
from pipelines.answers.question import type_of
from tests.pipelines.answers.sent import form, sent, statement

STATEMENT = """
This statement is made by Tarnbrook Facilities Ltd pursuant to section 54 of the Modern Slavery Act 2015.
In 2025 we visited eleven of our fourteen sites at night and spoke with 212 cleaners alone, in their own languages.
Our policy bans forced labour and the keeping of passports. Buyers are trained on modern slavery each spring.
"""
COPY = STATEMENT.splitlines()[2]
CASES = [
    ("4.1 How do you check agencies? |", {"unanswered"}),
    ("4.1 How do you check agencies? | We ask for the licence and call the authority.", {"answered"}),
    ("4.1 How do you check agencies? | Yes", {"answered"}),
    # values alone answer no question that asks how; a word of values beside an act does not make it evasion
    ("4.1 How do you check agencies? | We are committed to the highest ethical standards.", {"evaded"}),
    ("4.1 How do you check agencies? | We have zero tolerance and strive for continuous improvement.", {"evaded"}),
    ("4.1 How do you check agencies? | We are committed to this: two buyers visit each agency.", {"answered"}),
    ("4.1 How do you check agencies? | Our commitment stands. We stopped one agency in May.", {"answered"}),
    ("4.1 How do you check agencies? | We do not use agencies.", {"answered"}),
    ("4.1 How do you check agencies? | We have excellent relationships and are confident in them.", {"evaded"}),
    ("4.1 How do you check agencies? | Integrity runs through all that we do; people come first.", {"evaded"}),
    ("4.1 How do you check agencies? | As a responsible employer we are signed up to the aims.", {"evaded"}),
    ("4.1 How do you check agencies? | We are passionate about this and visit each one.", {"answered"}),
    ("4.1 How do you check agencies? | People come first: two buyers call the authority.", {"answered"}),
    (
        "4.1 How do you check agencies? | By excellent relationships with the union, which reports on each.",
        {"answered"},
    ),
    # a declaration wants yes, no or a case
    (
        "4.1 Has the bidder been convicted of an offence? | Our policy sets high standards for all who work here.",
        {"evaded"},
    ),
    ("4.1 Has the bidder been convicted of an offence? | None.", {"answered"}),
    (
        "4.1 Has the bidder been convicted of an offence? | In May 2023, at Dunmarsh court; the fine was £4,000.",
        {"answered"},
    ),
    # the words allowed
    (
        "4.1 How do you check agencies? (max 5 words) | We ask for the licence and call the authority.",
        {"answered", "over_limit"},
    ),
    ("4.1 How do you check agencies? (max 50 words) | We ask for the licence and call the authority.", {"answered"}),
    # pointers
    ("4.1 How do you check agencies? | See Annex C.", {"pointer_only"}),
    ("4.1 How do you check agencies? | Please see our modern slavery statement.", {"answered", "pointer_only"}),
    (
        "4.1 How do you check agencies? | See Annex C. Two buyers visit every agency in May and talk with its workers.",
        {"answered"},
    ),
    ("4.1 Give a link to your statement. | https://tarnbrook.example/statement", {"answered"}),
    ("4.1 How do you check agencies? | See 9.9", {"pointer_only"}),  # there is no such question
    # names
    ("4.1 How do you check agencies? | Orrin Cleaning Ltd is licensed, and so are its agencies.", {"wrong_entity"}),
    ("4.1 How do you check agencies? | At Orrin Cleaning Ltd, we ask for the licence.", {"wrong_entity"}),
    ("4.1 How do you check agencies? | [Company name] asks for the licence.", {"wrong_entity"}),
    ("4.1 How do you check agencies? | Ashdale Hospital Trust can be assured of our checks.", {"wrong_entity"}),
    ("4.1 How do you check agencies? | Tarnbrook Facilities Ltd is strict: it calls the authority.", {"answered"}),
    ("4.1 How do you check agencies? | We buy from Orrin Cleaning Ltd, which is licensed.", {"answered"}),
    ("4.1 How do you check agencies? | Since 2019 we have cleaned for Ashdale Hospital Trust.", {"answered"}),
    # contradictions
    ("4.1 Is the bidder subject to section 54? | No", {"answered", "contradicted"}),
    ("4.1 Is the bidder subject to section 54? | Yes", {"answered"}),
    ("4.1 Does your statement cover all six topics? | Yes, all of them.", {"answered", "contradicted"}),
]


@pytest.mark.parametrize(("line", "wanted"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_an_answer_has_the_states_that_a_person_gives_it(line: str, wanted: set[str]) -> None:
    (answer,) = with_states(sent(form(line), statement(STATEMENT))).answers
    assert {str(state) for state, _ in answer.states} == wanted
    assert all(reason for _, reason in answer.states)


def test_an_answer_cut_from_the_statement_is_called_copied() -> None:
    line = f"4.1 What did you do in the last year? | {COPY}"
    (answer,) = with_states(sent(form(line), statement(STATEMENT))).answers
    assert {str(state) for state, _ in answer.states} == {"answered", "copied"}
    (alone,) = with_states(sent(form(line))).answers
    assert {str(state) for state, _ in alone.states} == {"answered"}


def test_a_reference_leads_to_the_answer_that_it_names() -> None:
    rest = "4.3 When? | As said under 4.4\n4.4 And where? |"
    text = f"4.1 How do you check agencies? | We call the authority.\n4.2 Who does so? | See 4.1\n{rest}"
    first, second, third, fourth = with_states(sent(form(text))).answers
    assert [str(s) for s, _ in second.states] == ["answered", "cross_reference"]
    assert [str(s) for s, _ in third.states] == ["unanswered", "cross_reference"]
    assert [str(s) for s, _ in fourth.states] == ["unanswered"]
    assert [str(s) for s, _ in first.states] == ["answered"]


def test_two_answers_to_one_question_that_differ_contradict_each_other() -> None:
    asked = "Do workers keep their passports?"
    both = sent(form(f"1 {asked} | Yes\n2 Are wages paid monthly? | Yes"), form(f"7 {asked} | No", "other.docx"))
    states = {a.question_id: {str(s) for s, _ in a.states} for a in with_states(both).answers}
    assert states == {"1": {"answered", "contradicted"}, "2": {"answered"}, "7": {"answered", "contradicted"}}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What did you do in the last two years to find forced labour?", QuestionType.TRACK_RECORD),
        ("How will you identify risk in the cleaning workforce?", QuestionType.METHOD),
        ("What would you do if a victim were found on site?", QuestionType.PROTOCOL),
        ("Has the bidder or a connected person been convicted of an offence?", QuestionType.DECLARATION),
        ("Confirm that you will complete the assessment tool within 60 days.", QuestionType.COMMITMENT),
        ("Describe your compliance plan.", QuestionType.PLAN),
        ("Name of bidder", None),
    ],
)
def test_what_a_question_asks_for_is_read_from_its_words(question: str, kind: QuestionType | None) -> None:
    assert type_of(question) == kind


def test_an_answer_in_another_file_is_known_by_the_number_of_its_question() -> None:
    asked = "How do you check agencies?"
    here = form(f"4.1 {asked} | See Annex A.\n4.2 Who does so? | The buyer.\n4.3 When? | Yearly.")
    annex = form("4.1 Question 4.1 | We call the authority.\n9 Sites | Leeds.", "annex_a.docx")
    annex = replace(annex, description=replace(annex.description, kind=Kind.ANNEX))
    found = {
        (a.document_id == here.source.document_id, a.question_id): a for a in with_states(sent(here, annex)).answers
    }
    assert found[False, "4.1"].question == asked
    assert [str(state) for state, _ in found[False, "4.1"].states] == ["answered"]
    assert (False, "9") not in found  # no question of the buyer's form
