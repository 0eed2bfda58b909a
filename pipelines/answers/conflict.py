"""Answers that another answer or the statement of the same bidder contradicts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.document import Answer, Sentence, body
from corpora.finding import Status
from pipelines.answers.question import grouped, words_of
from pipelines.answers.submission import Submission
from pipelines.rules import Reading, find_rule
from pipelines.stage import Case

_END = r"(?=\s*(?:$|[.,;:!(–—-]|\n))"  # "No worker pays" is no "No"
_YES = re.compile(rf"^\W*(?:yes|y|true|confirmed|accepted|agreed){_END}", re.IGNORECASE)
_NO = re.compile(
    rf"^\W*(?:(?:no|n|none|false|nil|not applicable){_END}|no (?:convictions?|orders?|offences?|notices?|cases?)\b)",
    re.IGNORECASE,
)
_SECTION_54 = re.compile(r"section 54|\bs\.? ?54\b|relevant commercial organisation", re.IGNORECASE)
_UNDER_54 = re.compile(
    r"\b(?:pursuant to|under|in accordance with|required by|complian\w+ with|comply with|for the purposes of)\b"
    r"[^.]{0,40}\bsection 54|\bsection 54\b[^.]{0,60}\bconstitutes",
    re.IGNORECASE,
)
_COVERS = re.compile(r"\bstatement\b.{0,60}\b(?:cover\w*|include\w*|contain\w*|topics?)", re.IGNORECASE)
_CONVICTION = re.compile(r"\b(?:convict\w+|offences?|enforcement|orders?|prosecut\w+)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:(?:we|it|the company|our \w+) (?:was|were|had been|has been|have been) (?:convicted|prosecuted|fined)"
    r"|(?:was|were) convicted|pleaded guilty|enforcement (?:order|undertaking) was (?:made|given))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|never|none|nor|neither)\b", re.IGNORECASE)
# The six topics of the platform's module, each with the rule that finds it in a statement (specification, 4.1).
TOPICS: tuple[tuple[str, str], ...] = (
    ("supply chains", "supply_chains_described.v1"),
    ("policies", "policy_with_content.v1"),
    ("due diligence", "due_diligence_process.v1"),
    ("risk assessment and management", "risk_addressed.v1"),
    ("key performance indicators", "effectiveness_assessed.v1"),
    ("training", "training_with_audience.v1"),
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why an answer does not agree with what the same bidder says elsewhere, and the passage where it does."""

    reason: str
    sentences: tuple[Sentence, ...] = ()


def conflict_of(answers: Sequence[Answer], submission: Submission) -> Conflict | None:
    """Return the first contradiction of an answer within its own submission, or None.

    Source: specification 9.1 (8), 2.4 (tender: declaration contradicted), 8 (F27).
    """
    return next(_conflicts(answers, submission), None)


def yes_or_no(text: str) -> bool | None:
    """Return what a closed answer says, None where it is not closed."""
    return True if _YES.match(text) else False if _NO.match(text) else None


def _conflicts(answers: Sequence[Answer], submission: Submission) -> Iterator[Conflict]:
    question, said = answers[0].question, yes_or_no(words_of(answers))
    if said is False and _SECTION_54.search(question):
        for case in submission.statements:
            if found := [s for s in body(case.sentences) if _UNDER_54.search(s.text)][:1]:
                reason = f"Says No, and {case.source.name} is a statement made under section 54."
                yield Conflict(reason, tuple(found))
    if said is True and _COVERS.search(question):
        for case in submission.statements:
            if lacking := topics_lacking(case):
                yield Conflict(
                    f"Says that the statement covers it; {case.source.name} says nothing on {', '.join(lacking)}."
                )
    if said is False and _CONVICTION.search(question):
        for case in submission.cases:
            told = [s for s in body(case.sentences) if _TELLS.search(s.text) and not _DENIES.search(s.text)]
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


def topics_lacking(case: Case) -> list[str]:
    """Return the topics of the platform's module on which a statement says nothing, by the rules that judge them."""
    if case.document is not None and case.document.coverage < 1:
        return []
    reading = Reading(case)
    if reading.lost:
        return []
    return [name for name, rule in TOPICS if find_rule(rule)(reading, {}).status == Status.ABSENT]


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _word(said: bool) -> str:
    return "Yes" if said else "No"
