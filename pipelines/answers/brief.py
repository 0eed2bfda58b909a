"""Answers of few words, which lean on their question: a bare yes or no, and what leaves out what the question says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpora.document import Answer, AnswerState, QuestionType
from corpora.finding import Confidence, Role, Status
from corpora.practice import practice_ids
from pipelines.answers.conflict import yes_or_no
from pipelines.answers.question import words_of
from pipelines.rules import Reading, Verdict
from pipelines.rules.verdict import quotes

MAX_WORDS = 12  # an answer that says nothing of its topic in more words is beside the point
CONTENT = ("mitigation", "remediation", "risk description", "effectiveness", "supply chains")
_OPEN = re.compile(r"\b(?:describe|explain|outline|how|give details|set out|demonstrate)\b", re.IGNORECASE)


def read_with_question(
    verdict: Verdict, reading: Reading, group: Sequence[Answer], judge: Callable[[Reading], Verdict]
) -> Verdict:
    """Return the verdict on a short answer that a rule found nothing in, as its question lets it be read.

    Rationale: "Yes" and "At each workplace" answer a question and name nothing of what it asks; to call them missing
    would be wrong, and to read the buyer's words as the bidder's would be wrong too. A bare yes is a part of the
    answer, a bare no is a disclosure. What else stands there is for a person to look at: where only the question makes
    it plain, or where the classifiers see a practice, or particulars, that the rule does not know.

    Source: specification 9.1 (7), 2.1 (a lawful "no").
    """
    text, question = words_of(group), group[0].question
    if verdict.status not in (Status.ABSENT, Status.VAGUE) or not reading.sentences:
        return verdict
    own = quotes(reading.sentences[:2])
    said = yes_or_no(text)
    if said is not None and not _OPEN.search(question):
        word = "yes" if said else "no"
        if not said and group[0].type != QuestionType.DECLARATION:
            return Verdict(Status.NEG_DISCLOSED, f"Answered {word}.", own, Confidence.MEDIUM)
        return Verdict(Status.PARTIAL, f"Answered {word}, without more that is asked for.", own, Confidence.MEDIUM)
    says = any(state == AnswerState.ANSWERED for answer in group for state, _ in answer.states)
    particular = any(reading.is_specific(s) for s in reading.sentences)
    if not says or (verdict.status == Status.VAGUE and not particular):
        return verdict
    tells = particular or any(reading.decides(s, *practice_ids(), *CONTENT) for s in reading.sentences)
    is_short = len(text.split()) <= MAX_WORDS
    if not tells and not (is_short and judge(_lent(reading, question)).status in (Status.MET, Status.PARTIAL)):
        return verdict
    reason = "Check by hand: something stands as the answer, in words that the rule does not know."
    nearest = tuple(replace(item, role=Role.SUPPORTS) for item in own)
    return Verdict(Status.NOT_ASSESSABLE, f"{reason} {verdict.reason}", nearest, Confidence.LOW)


def _lent(reading: Reading, question: str) -> Reading:
    """Return the reading with the question's words before those of the answer."""
    first = reading.sentences[0]
    asked = " ".join(question.rstrip(" ?.").split())
    leaning = replace(first, text=f"{asked}: {first.text}")
    sentences = tuple(leaning if s is first else s for s in reading.case.sentences)
    return Reading(replace(reading.case, sentences=sentences), reading.subject, answers=reading.answers)
