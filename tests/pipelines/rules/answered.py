"""Judge one answer of a tender as the rules read it: its question, what stands there, and what kind it is."""

from dataclasses import replace
from typing import Any

from corpora.document import Answer, AnswerState, QuestionType, Span, Subject
from pipelines.rules import Reading, Verdict, find_rule
from tests.pipelines.rules.cases import LABELS, case_of


def reading_of(
    question: str,
    text: str,
    kind: QuestionType | None = None,
    states: tuple[tuple[AnswerState, str], ...] = (),
    **subject: Any,
) -> Reading:
    """Return a reading that holds one answer; labels in brackets behind a line are the classifiers'."""
    case = case_of(text)
    end = max((span.end for sentence in case.sentences for span in sentence.spans), default=0)
    said = "\n".join(LABELS.sub("", line) for line in text.splitlines()).strip()
    answer = Answer("d", "1", question, said, spans=(Span(1, 0, end),), type=kind, states=states)
    return Reading(replace(case, answers=(answer,)), Subject(**subject), answers=(answer,))


def judge_answer(rule: str, question: str, text: str, kind: QuestionType | None = None, **parameters: Any) -> Verdict:
    """Judge an answer by a rule."""
    return find_rule(rule)(reading_of(question, text, kind), parameters)
