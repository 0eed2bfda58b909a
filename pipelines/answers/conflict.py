"""Answers that another answer or the statement of the same bidder contradicts."""

import re
from collections.abc import Iterator, Sequence

from corpora.document import Answer, body
from corpora.finding import Status
from pipelines.answers.question import grouped, words, words_of
from pipelines.answers.submission import Conflict, Place, Submission, place_of
from pipelines.rules import Reading, find_rule
from pipelines.rules.missing_topics import TOPICS

_END = r"(?=\s*(?:$|[.,;:!(–—-]|\n))"  # "No worker pays" is no "No"
_YES = re.compile(rf"^\W*(?:yes|y|true|confirmed|accepted|agreed){_END}", re.IGNORECASE)
_NO = re.compile(
    rf"^\W*(?:(?:no|n|none|false|nil|not applicable){_END}|no (?:convictions?|orders?|offences?|notices?|cases?)\b)",
    re.IGNORECASE,
)
# The six topics of the platform's module, each with the rule that finds it in a statement (specification, 4.1).
SAYS = words()
RULES = {
    "structure": "supply_chains_described.v1",
    "policies": "policy_with_content.v1",
    "diligence": "due_diligence_process.v1",
    "risk": "risk_addressed.v1",
    "indicators": "effectiveness_assessed.v1",
    "training": "training_with_audience.v1",
}


def conflicts_in(submission: Submission) -> dict[Place, Conflict]:
    """Return the first contradiction of each answer within its own submission, by its question.

    Source: specification 9.1 (8), 2.4 (tender: declaration contradicted), 8 (F27).
    """
    found = {place_of(group): next(_conflicts(group, submission), None) for group in grouped(submission.answers)}
    return {place: conflict for place, conflict in found.items() if conflict is not None}


def yes_or_no(text: str) -> bool | None:
    """Return what a closed answer says, None where it is not closed."""
    return True if _YES.match(text) else False if _NO.match(text) else None


def _conflicts(answers: Sequence[Answer], submission: Submission) -> Iterator[Conflict]:
    question, said = answers[0].question, yes_or_no(words_of(answers))
    if said is False and SAYS["section_54"].search(question):
        for case in submission.statements:
            if found := [s for s in body(case.sentences) if SAYS["under_54"].search(s.text)][:1]:
                reason = f"Says No, and {case.source.name} is a statement made under section 54."
                yield Conflict(reason, tuple(found))
    if said is True and SAYS["covers"].search(question) and (lacking := topics_lacking(submission)):
        topics, name = ", ".join(TOPICS[topic] for topic in lacking), submission.statements[0].source.name
        yield Conflict(f"Says that the statement covers it; {name} says nothing on {topics}.")
    if said is False and SAYS["conviction"].search(question):
        for case in submission.cases:
            told = [
                s for s in body(case.sentences) if SAYS["tells"].search(s.text) and not SAYS["denies"].search(s.text)
            ]
            if told:
                yield Conflict(f"Says No, and {case.source.name} tells of one.", tuple(told[:1]))
    if said is not None:
        yield from _answered_otherwise(answers, said, submission)


def _answered_otherwise(answers: Sequence[Answer], said: bool, submission: Submission) -> Iterator[Conflict]:
    """Yield where the same question has the opposite answer, in another file or beside its tick."""
    opposite = [a for a in answers[1:] if yes_or_no(a.answer) is (not said)]
    if opposite:
        yield Conflict(f"The tick says {_word(said)}, the words beside it {_word(not said)}.")
    folded = _folded(answers[0].question)
    for group in grouped(submission.answers):
        other = yes_or_no(words_of(group))
        if group[0] not in answers and _folded(group[0].question) == folded and other is (not said):
            where = submission.case_of(group[0]).source.name
            yield Conflict(f"The same question is answered with {_word(other)} at {group[0].question_id} of {where}.")


def topics_lacking(submission: Submission) -> list[str] | None:
    """Return the topics of the platform's module on which the bidder's first statement says nothing, by their rules.

    None where it sent no statement, or one that could not be read whole.
    """
    reading = Reading(submission.statements[0]) if submission.statements else None
    if reading is None or reading.coverage < 1 or reading.lost:
        return None
    return [name for name, rule in RULES.items() if find_rule(rule)(reading, {}).status == Status.ABSENT]


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _word(said: bool) -> str:
    return "Yes" if said else "No"
