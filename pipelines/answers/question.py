"""What a question or a requirement speaks of, and what kind of answer it asks for: by its own words alone."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpora.document import Answer, QuestionType
from corpora.framework import Commitment
from pipelines.rules.terms import compile_terms

TOPICS, WORDS = (Path(__file__).with_name(f"{name}.yaml") for name in ("topics", "words"))

Patterns = dict[str, re.Pattern[str]]
MAX_FIELD_WORDS = 4  # "Name of bidder"


@cache
def _topics() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    compiled = {part: compile_terms(raw[part]) for part in ("canonical", "commitment", "practice", "types")}
    return {**raw, **compiled}


@cache
def words() -> Patterns:
    """Return the named patterns by which answers are looked at."""
    return compile_terms(yaml.safe_load(WORDS.read_text(encoding="utf-8")))


def canonicals_in(text: str) -> tuple[str, ...]:
    """Return the canonical commitments that a question or requirement speaks of, in order of their ids."""
    return _found(_topics()["canonical"], text)


def practices_in(text: str) -> tuple[str, ...]:
    """Return the practices that a question or requirement names."""
    return _found(_topics()["practice"], text)


def judged_by(canonical: str) -> tuple[str, dict[str, Any]] | None:
    """Return the rule with its parameters that judges a requirement on a canonical commitment, None without one."""
    found = _topics()["judged_by"].get(canonical)
    return (found["rule"], found.get("parameters", {})) if found else None


def is_of_buyers(framework: str) -> bool:
    """Whether a framework says what buyers ask in a tender, and not what a law asks of a statement."""
    return framework in _topics()["of_buyers"]


def type_of(question: str) -> QuestionType | None:
    """Return what a question asks for, None where its words show no type.

    Source: specification 9.2.
    """
    patterns: Patterns = _topics()["types"]
    for name, kind in (
        ("protocol", QuestionType.PROTOCOL),
        ("declaration", QuestionType.DECLARATION),
        ("commitment", QuestionType.COMMITMENT),
        ("plan", QuestionType.PLAN),
        ("track_record", QuestionType.TRACK_RECORD),
        ("method", QuestionType.METHOD),
    ):
        if patterns[name].search(question):
            return kind
    return None


def asks(question: str, commitment: Commitment) -> bool:
    """Whether a question asks what the commitment asks: by the commitment's own words, else by its canonicals'.

    A declaration or the acceptance of a term decides only what is a declaration or an acceptance; a question about the
    past decides nothing about the contract to come.
    """
    topics, kind = _topics(), type_of(question)
    if commitment.id in topics["every_question"]:
        return is_put(question)
    for name, only in ((QuestionType.DECLARATION, "by_declaration"), (QuestionType.COMMITMENT, "by_acceptance")):
        if kind == name and commitment.id not in topics[only]:
            return False
    if kind == QuestionType.TRACK_RECORD and commitment.id in topics["of_the_contract"]:
        return False
    own: Patterns = topics["commitment"]
    if commitment.id in own:
        return bool(own[commitment.id].search(question))
    spoken_of = canonicals_in(question)
    return any(canonical in spoken_of for canonical in commitment.canonical)


def is_put(question: str) -> bool:
    """Whether words put a question that somebody has to answer, and do not only name a field of a form."""
    return question.rstrip().endswith("?") or len(question.split()) > MAX_FIELD_WORDS


def grouped(answers: Iterable[Answer]) -> list[tuple[Answer, ...]]:
    """Return the answers question by question, in order: a tick and its comment are one answer."""
    groups: dict[tuple[str, str, str], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.document_id, answer.question_id, answer.question), []).append(answer)
    return [tuple(group) for group in groups.values()]


def words_of(answers: Sequence[Answer]) -> str:
    """Return all that stands as the answer to one question."""
    return "\n".join(answer.answer for answer in answers if not answer.is_blank)


def _found(patterns: Patterns, text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in patterns.items() if pattern.search(text))
