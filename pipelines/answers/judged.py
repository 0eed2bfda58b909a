"""Judge a commitment by the answers of one submission: a question at a time, then together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpora.document import Answer, AnswerState, QuestionType
from corpora.finding import Confidence, Evidence, Role, Status
from corpora.framework import Commitment
from pipelines.answers.brief import read_with_question
from pipelines.answers.conflict import topics_lacking
from pipelines.answers.limit import beyond
from pipelines.answers.parts import parts_of, said_of, silent_parts
from pipelines.answers.question import asks, grouped, words_of
from pipelines.answers.spoken import framed, reading_of
from pipelines.answers.states import pointers_of
from pipelines.answers.submission import RESPONSES, Submission, is_about_labour, is_continued
from pipelines.rules import Reading, Verdict
from pipelines.rules.verdict import quotes

Judge = Callable[[Reading, Commitment], Verdict]

BLANK = "answer not given"
CONTRADICTED = "Contradicted:"
MISSING_TOPICS = "missing_topics_explained.v1"  # what it asks about stands in another file
NOT_ASKED = "No question of this tender asks for it."
MAX_EVIDENCE = 6
MIN_METHOD_WORDS = 12  # below which an answer cannot say who does what, when, and who checks it
_CLOSED = (Status.MET, Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Answered:
    """What the answer to one question shows of a commitment."""

    answers: tuple[Answer, ...]
    verdict: Verdict

    @property
    def name(self) -> str:
        """The question as the reader of a finding knows it."""
        return self.answers[0].question_id


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict on a submission, and the question where one answer decides it."""

    verdict: Verdict
    question_id: str | None = None


def feeding(commitment: Commitment, submission: Submission) -> list[tuple[Answer, ...]]:
    """Return the answers to the questions that ask what the commitment asks, question by question.

    A requirement of the buyer's own that bears a question's number is asked by that question alone. A form that nowhere
    speaks of labour asks for none of it: its question on training is about something else.
    """
    groups = grouped(submission.answers)
    named = [group for group in groups if group[0].question_id == commitment.reference]
    about = {case.source.document_id for case in submission.cases if is_about_labour(case)}
    return named or [g for g in groups if g[0].document_id in about and asks(g[0].question, commitment)]


def decide(commitment: Commitment, submission: Submission, judge: Judge) -> Decided:
    """Judge a commitment by the submission's answers, or by its whole text where no question asks for it.

    Several questions that feed one commitment: all met is met; all missing is the weakest of them; else it is met in
    part, with the open questions named. Where every question is answered in part and the answers together hold all that
    is asked, it is met: elements may come from several answers. One good answer never hides a blank one.

    Source: specification 2.4 (tender: several questions feed one commitment), 2.2.
    """
    groups = feeding(commitment, submission)
    if commitment.rule == MISSING_TOPICS and (lacking := topics_lacking(submission)) is not None:
        commitment = replace(commitment, parameters={**commitment.parameters, "statement_lacks": lacking})
    if not groups:
        return Decided(_by_the_whole(commitment, submission, judge))
    judged = _continued([Answered(group, _by_answer(group, commitment, submission, judge)) for group in groups])
    if len(judged) == 1:
        return Decided(judged[0].verdict, judged[0].name)
    verdict = _combined(judged)
    if verdict.status == Status.PARTIAL and all(not one.verdict.status.is_missing for one in judged):
        together = _together([a for group in groups for a in group], commitment, submission, judge)
        if together is not None and together.status == Status.MET:
            names = ", ".join(one.name for one in judged)
            verdict = replace(together, reason=f"Answered by {names} together: {together.reason}")
    deciding = [one for one in judged if one.verdict.status == verdict.status]
    return Decided(verdict, deciding[0].name if len(deciding) == 1 and verdict.status != Status.PARTIAL else None)


def _continued(judged: Sequence[Answered]) -> list[Answered]:
    """Count a question once whose answer stands in its form and, under its number, in another file: by the better.

    A contradiction that was found in the form stays.
    """
    kept = []
    for one in judged:
        same = [other for other in judged if is_continued(one.answers, other.answers)]
        if any(is_continued(other.answers, one.answers) for other in judged):
            continue
        best = max((one, *same), key=lambda other: other.verdict.strength)
        kept.append(one if one.verdict.reason.startswith(CONTRADICTED) else replace(one, verdict=best.verdict))
    return kept


def _combined(judged: Sequence[Answered]) -> Verdict:
    verdicts = [one.verdict for one in judged]
    best, worst = max(verdicts, key=lambda v: v.strength), min(verdicts, key=lambda v: v.strength)
    evidence = _shared(judged)
    if all(v.status in _CLOSED for v in verdicts):
        return replace(best, reason=_named(judged), evidence=evidence)
    assessable = [one for one in judged if one.verdict.status != Status.NOT_ASSESSABLE]
    if not assessable:
        return worst
    if all(one.verdict.status.is_missing for one in assessable):
        if len(assessable) < len(judged):  # what nobody could look at may hold the answer
            return Verdict(Status.NOT_ASSESSABLE, _named(judged), evidence, Confidence.LOW)
        weakest = min(assessable, key=lambda one: one.verdict.strength)
        return replace(weakest.verdict, reason=_named(judged))
    if all(v.status == Status.NEG_DISCLOSED for v in verdicts):
        return replace(best, reason=_named(judged))
    return Verdict(Status.PARTIAL, _named(judged), evidence, worst.confidence)


def _named(judged: Sequence[Answered]) -> str:
    """Say first which questions are open, then what the others show."""
    order = sorted(judged, key=lambda one: one.verdict.strength)
    return " ".join(f"{one.name}: {_lower(one.verdict.reason)}" for one in order)


def _shared(judged: Sequence[Answered]) -> tuple[Evidence, ...]:
    """Return the passages of all the answers, one of each in turn."""
    shown: dict[str, Evidence] = {}
    for place in range(MAX_EVIDENCE):
        for one in judged:
            for item in one.verdict.evidence[place : place + 1]:
                if item.role != Role.NEAREST and len(shown) < MAX_EVIDENCE:
                    shown.setdefault(item.sentence_id, item)
    return tuple(shown.values())


def _by_answer(group: Sequence[Answer], commitment: Commitment, submission: Submission, judge: Judge) -> Verdict:
    """Judge the answer to one question: what it says itself, or what it points to."""
    if all(answer.is_blank for answer in group):
        return Verdict(Status.ABSENT, f"Blank: {BLANK}.", (), Confidence.HIGH)
    if conflict := submission.conflict_of(group):
        case = submission.case_of(group[0])
        own = quotes(Reading(case, submission.subject, answers=group).sentences[:1])
        evidence = (*own, *quotes(conflict.sentences, "contradicts"))
        return Verdict(Status.VAGUE, f"{CONTRADICTED} {conflict.reason}", evidence, Confidence.MEDIUM)
    where = pointers_of(group, submission)
    if where is not None and where.case is not None:
        verdict = judge(Reading(where.case, submission.subject, answers=group), commitment)
        return replace(verdict, reason=f"{where.reason} {verdict.reason}")
    if where is not None and where.answers:
        if not where.leads:
            return Verdict(Status.ABSENT, f"{where.reason} So {BLANK}.", (), Confidence.HIGH)
        told = [replace(a, question=group[0].question, type=group[0].type) for a in where.answers]
        verdict = _read(told, commitment, submission, judge)
        return replace(verdict, reason=f"{where.reason} {verdict.reason}")
    if where is not None:
        return Verdict(Status.NOT_ASSESSABLE, f"Check by hand: {_lower(where.reason)}", (), Confidence.LOW)
    verdict = _by_parts(_by_type(_read(group, commitment, submission, judge), group), group, commitment)
    wrong = next((why for state, why in group[0].states if state == AnswerState.WRONG_ENTITY), None)
    if wrong:
        status = Status.PARTIAL if verdict.status.is_answered else verdict.status
        return replace(verdict, status=status, reason=f"{wrong} {verdict.reason}")
    if past := beyond(group, verdict.evidence):
        verdict = replace(verdict, reason=f"{verdict.reason} Beyond the word limit: “{past[0]}”")
    return verdict


def _read(group: Sequence[Answer], commitment: Commitment, submission: Submission, judge: Judge) -> Verdict:
    """Judge the words of an answer: by themselves, then in the frame of their form, then for what the question adds."""

    def by_rule(reading: Reading) -> Verdict:
        return judge(reading, commitment)

    reading = reading_of(group, submission)
    verdict = by_rule(reading)
    if verdict.status.is_missing:
        in_frame = framed(reading, submission, by_rule)
        verdict = max((v for v in (verdict, in_frame) if v), key=lambda v: v.strength)
    return read_with_question(verdict, reading, group, by_rule)


def _by_type(verdict: Verdict, group: Sequence[Answer]) -> Verdict:
    """Return the verdict as the question's type allows it: a method of which nothing is specific is a part of one.

    Source: specification 2.2 (method questions need SPECIFIC), 9.1 (7).
    """
    if verdict.status != Status.MET:
        return verdict
    if group[0].type == QuestionType.METHOD and len(words_of(group).split()) < MIN_METHOD_WORDS:
        return replace(
            verdict, status=Status.PARTIAL, reason=f"{verdict.reason} A method is asked for, in particulars."
        )
    return verdict


def _by_parts(verdict: Verdict, group: Sequence[Answer], commitment: Commitment) -> Verdict:
    """Return the verdict as the lettered parts of the question leave it: a silent part is open, whatever others say.

    Only parts that ask for the commitment count; where no part asks for it by itself, every part does.

    Source: specification 9.1 (5), 8 (F30).
    """
    question = group[0].question
    silent = silent_parts(question, words_of(group))
    asking = [part for part in parts_of(question) if asks(part.text, commitment)]
    if open_ones := [part for part in silent if part in asking or not asking]:
        status = Status.PARTIAL if verdict.status in (Status.MET, Status.NOT_APPLICABLE) else verdict.status
        return replace(verdict, status=status, reason=f"{said_of(open_ones)} {verdict.reason}")
    return verdict


def _together(
    answers: Sequence[Answer], commitment: Commitment, submission: Submission, judge: Judge
) -> Verdict | None:
    """Judge the answers of one file as one text, None where they stand in several."""
    if len({answer.document_id for answer in answers}) > 1:
        return None
    return _read(answers, commitment, submission, judge)


def _by_the_whole(commitment: Commitment, submission: Submission, judge: Judge) -> Verdict:
    """Judge by all that was sent; where questions were put and none asks for it, only what is met counts.

    Source: specification 2.4 (tender: parts nobody asked for are not required).
    """
    readings = [Reading(case, submission.subject) for case in submission.cases if case.sentences]
    if not readings:
        return Verdict(Status.NOT_ASSESSABLE, "Check by hand: nothing of it could be read.", (), Confidence.LOW)
    best = max((judge(reading, commitment) for reading in readings), key=lambda verdict: verdict.strength)
    is_asked = not submission.answers and submission.main.description.kind in RESPONSES  # as a whole, in free text
    if best.status not in _CLOSED and not is_asked:
        return replace(best, status=Status.NOT_ASSESSABLE, reason=f"{NOT_ASKED} {best.reason}")
    return best


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
