"""A commitment is judged by the questions that ask for it, one at a time and then together (specification, 2.4)."""

from collections.abc import Callable

import pytest

from corpora.finding import Confidence, Finding, Status
from corpora.framework import Commitment, InForce, Say
from pipelines.answers import decide, with_states
from pipelines.answers.flagged import flags_of_answers
from pipelines.rules import Reading, Verdict
from pipelines.rules.verdict import quotes
from pipelines.verdicts import judge
from tests.pipelines.answers.sent import form, sent, statement

TRAINING = Commitment(
    id="T1",
    framework="TEST",
    title="Training",
    reference="none",
    level="T",
    verified="V",
    decided_from="text",
    theme="T8",
    canonical=("K19",),
    rule="training_with_audience.v1",
    in_force=InForce(verified="V"),
    say=Say(missing="Answer not given"),
)


def by_words(reading: Reading, _: Commitment) -> Verdict:
    """Judge by the status that an answer names, so that only the joining is tested."""
    if not reading.sentences:
        return Verdict(Status.ABSENT, "nothing")
    status = Status(reading.sentences[0].text.strip(".")) if len(reading.sentences) == 1 else Status.PARTIAL
    return Verdict(status, "said", quotes(reading.sentences[:1]))


@pytest.mark.parametrize(
    ("answers", "status", "question"),
    [
        (["MET"], Status.MET, "1"),
        (["MET", "MET"], Status.MET, None),
        (["MET", ""], Status.PARTIAL, None),  # one good answer never hides a blank one
        (["MET", "PARTIAL"], Status.PARTIAL, None),
        (["VAGUE", "PLANNED"], Status.VAGUE, "1"),
        (["VAGUE", ""], Status.ABSENT, "2"),
        (["NEG_DISCLOSED", "NEG_DISCLOSED"], Status.NEG_DISCLOSED, None),
        (["NEG_DISCLOSED", ""], Status.PARTIAL, None),
        (["NOT_ASSESSABLE", ""], Status.NOT_ASSESSABLE, "1"),  # what nobody could look at may hold the answer
        (["MET", "NOT_APPLICABLE"], Status.MET, "1"),
        (["NOT_APPLICABLE"], Status.NOT_APPLICABLE, "1"),
    ],
)
def test_several_questions_that_feed_one_commitment_are_joined(
    answers: list[str], status: Status, question: str | None
) -> None:
    lines = [f"{n} Which workers are trained on part {n} of it? | {text}" for n, text in enumerate(answers, 1)]
    decided = decide(TRAINING, with_states(sent(form("\n".join(lines)))), by_words)
    assert (decided.verdict.status, decided.question_id) == (status, question)
    if len(answers) > 1 and "" in answers:
        assert "blank" in decided.verdict.reason.lower()


def decided(text: str, *more: object, judging: Callable[[Reading, Commitment], Verdict] = judge) -> tuple[Status, str]:
    submission = with_states(sent(form(text), *more))  # type: ignore[arg-type]
    found = decide(TRAINING, submission, judging)
    return found.verdict.status, found.verdict.reason


STATEMENT = """
This statement is made by Tarnbrook Facilities Ltd pursuant to section 54 of the Modern Slavery Act 2015.
All site managers were trained on modern slavery in May 2025.
"""
ASKED = "6.1 Describe the training of your staff on modern slavery."


def test_a_blank_answer_is_absent() -> None:
    assert decided(f"{ASKED} |") == (Status.ABSENT, "Blank: answer not given.")


def test_what_nobody_asks_for_is_never_missing() -> None:
    status, reason = decided("6.1 Which agencies do you use? | Two, both licensed.")
    assert status == Status.NOT_ASSESSABLE
    assert reason.startswith("No question of this tender asks for it.")


def test_a_form_that_nowhere_speaks_of_labour_asks_for_none_of_it() -> None:
    status, reason = decided(
        "6.1 Which training do your engineers get? | Courses of the maker.\n6.2 Who runs the help desk? |"
    )
    assert status == Status.NOT_ASSESSABLE
    assert reason.startswith("No question of this tender asks for it.")


def test_a_pointer_is_judged_by_the_file_that_it_names_and_is_left_to_a_person_without_it() -> None:
    text = f"{ASKED} | Please see our modern slavery statement."
    status, reason = decided(text, statement(STATEMENT))
    assert status == Status.MET
    assert "statement_2025.docx" in reason
    status, reason = decided(text)
    assert status == Status.NOT_ASSESSABLE
    assert "attachment not supplied" in reason


def test_a_reference_is_judged_by_the_answer_that_it_names() -> None:
    there = "5.1 Anything else? | All staff were trained on forced labour in May 2025."
    assert decided(f"{ASKED} | See 5.1\n{there}")[0] == Status.MET
    assert decided(f"{ASKED} | See 5.1\n5.1 Anything else? |")[0] == Status.ABSENT


def test_the_question_lends_its_frame_and_none_of_its_elements() -> None:
    assert decided(f"{ASKED} | All 38 supervisors took a half-day course in May 2025.")[0] in (
        Status.MET,
        Status.PARTIAL,
    )
    assert decided(f"{ASKED} | We are committed to the highest standards.")[0].is_missing
    assert decided(f"{ASKED} | The vans are electric, and the paper is recycled at each depot of ours.")[0].is_missing


def test_a_plan_answers_only_where_the_question_asks_for_one() -> None:
    plan = "We will train all supervisors on forced labour in the first month; the contract manager checks the list."
    assert decided(f"6.1 What training on modern slavery will you give in this contract? | {plan}")[0] == Status.MET
    past = decided(f"6.1 What training on modern slavery did you give in the last two years? | {plan}")[0]
    assert past == Status.PLANNED


def test_a_contradicted_answer_is_vague_and_shows_both_places() -> None:
    law = TRAINING.__class__(
        **{**{name: getattr(TRAINING, name) for name in TRAINING.__slots__}, "id": "PUK-04", "canonical": ("K28",)}
    )
    submission = with_states(sent(form("6.1 Is the bidder subject to section 54? | No"), statement(STATEMENT)))
    verdict = decide(law, submission, judge).verdict
    assert verdict.status == Status.VAGUE
    assert verdict.reason.startswith("Contradicted")
    assert [e.quote[:2] for e in verdict.evidence] == ["No", "Th"]


def test_evidence_beyond_the_word_limit_is_said() -> None:
    text = (
        f"{ASKED[:-1]} (max 5 words). | We list it here first, all. All 38 supervisors were trained on slavery in May."
    )
    assert "Beyond the word limit: “All 38" in decided(text)[1]


def test_an_answer_for_another_buyer_is_a_part_at_most() -> None:
    text = f"{ASKED} | Ashdale Hospital Trust can be assured that all supervisors were trained on slavery in May 2025."
    status, reason = decided(text)
    assert status == Status.PARTIAL
    assert "another buyer" in reason


def test_blank_evaded_and_contradicted_answers_are_flagged() -> None:
    text = f"""
    {ASKED} |
    6.2 How do you check agencies? | We are committed to the highest ethical standards.
    6.3 Do workers keep their passports? | Yes
    6.4 Do workers keep their passports? | No
    """
    case = with_states(sent(form(text))).main
    finding = Finding(
        *("d", None, "TEST", "1", "given", "T1", "T8", "T", "text", Status.ABSENT, False, True),
        *("Blank: answer not given.", "rule", "V", Confidence.HIGH),
    )
    flags = flags_of_answers(case, [finding])
    assert [(f.pattern, len(f.sentence_ids), f.commitment) for f in flags] == [
        ("F30", 1, None),
        ("F27", 1, None),
        ("F27", 1, None),
        ("F30", 0, "T1"),
    ]
