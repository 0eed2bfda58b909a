"""Patterns that only the answers of a tender show: open parts (F30), contradictions (F27), company talk (F31)."""

from collections.abc import Iterator, Sequence

from corpora.document import AnswerState
from corpora.finding import Finding, Flag, Role, Status
from corpora.pattern import failure_patterns
from pipelines.answers.judged import BLANK
from pipelines.answers.question import grouped, is_put
from pipelines.answers.submission import is_form
from pipelines.patterns.registry import cues
from pipelines.rules import Reading
from pipelines.stage import Case

UNANSWERED, CONTRADICTION, COMPANY = "F30", "F27", "F31"
_CODES = {
    AnswerState.UNANSWERED: UNANSWERED,
    AnswerState.EVADED: UNANSWERED,
    AnswerState.CONTRADICTED: CONTRADICTION,
}


def flags_of_answers(case: Case, findings: Sequence[Finding]) -> tuple[Flag, ...]:
    """Return the flags of a form whose answers have their states: where words stand, and which findings a blank leaves.

    Source: specification 8 (F27, F30, F31), 9.1 (5, 8).
    """
    return (
        tuple(dict.fromkeys([*_of_words(case), *_of_blanks(case, findings), *_of_company(case, findings)]))
        if is_form(case)
        else ()
    )


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


def _of_company(case: Case, findings: Sequence[Finding]) -> Iterator[Flag]:
    """Yield the findings that their rule lowered since the words speak of the company and not of the contract."""
    for finding in findings:
        if finding.status == Status.PARTIAL and cues(COMPANY)["judged"].search(finding.reason):
            shown = tuple(e.sentence_id for e in finding.evidence if e.role != Role.NEAREST)
            yield _flag(case, COMPANY, shown, finding)


def _flag(case: Case, code: str, sentences: tuple[str, ...], finding: Finding | None = None) -> Flag:
    place = (finding.framework, finding.commitment) if finding else (None, None)
    return Flag(case.source.document_id or "", code, failure_patterns()[code].effect, sentences, *place)
