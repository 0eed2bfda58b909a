"""Failure patterns that only the answers of a tender show: unanswered parts (F30), contradictions (F27)."""

from collections.abc import Iterator, Sequence

from corpora.document import AnswerState
from corpora.finding import Finding, Flag
from corpora.pattern import failure_patterns
from pipelines.answers.judged import BLANK
from pipelines.answers.question import grouped, is_put
from pipelines.answers.submission import is_form
from pipelines.rules import Reading
from pipelines.stage import Case

UNANSWERED, CONTRADICTION = "F30", "F27"
_CODES = {
    AnswerState.UNANSWERED: UNANSWERED,
    AnswerState.EVADED: UNANSWERED,
    AnswerState.CONTRADICTED: CONTRADICTION,
}


def flags_of_answers(case: Case, findings: Sequence[Finding]) -> tuple[Flag, ...]:
    """Return the flags of a form whose answers have their states: where words stand, and which findings a blank leaves.

    Source: specification 8 (F27, F30), 9.1 (5, 8).
    """
    return tuple(dict.fromkeys([*_of_words(case), *_of_blanks(case, findings)])) if is_form(case) else ()


def _of_words(case: Case) -> Iterator[Flag]:
    for group in grouped(case.answers):
        codes = {_CODES[state] for answer in group for state, _ in answer.states if state in _CODES}
        sentences = Reading(case, answers=group).sentences
        for code in sorted(codes) if sentences and is_put(group[0].question) else ():
            yield _flag(case, code, tuple(sentence.sentence_id for sentence in sentences))


def _of_blanks(case: Case, findings: Sequence[Finding]) -> Iterator[Flag]:
    for finding in findings:
        if finding.missing and BLANK in finding.reason:
            yield _flag(case, UNANSWERED, (), finding)


def _flag(case: Case, code: str, sentences: tuple[str, ...], finding: Finding | None = None) -> Flag:
    place = (finding.framework, finding.commitment) if finding else (None, None)
    return Flag(case.source.document_id or "", code, failure_patterns()[code].effect, sentences, *place)
