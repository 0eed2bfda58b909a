"""What is to be said of each answer before it is judged: blank, a pointer, copied, for another buyer, and the like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpora.document import Answer, AnswerState, QuestionType
from corpora.practice import practice_ids
from pipelines.answers.conflict import conflicts_in, yes_or_no
from pipelines.answers.copied import copied_from
from pipelines.answers.entities import Entities
from pipelines.answers.limit import over
from pipelines.answers.parts import said_of, silent_parts
from pipelines.answers.pointing import Pointed, pointed
from pipelines.answers.question import canonicals_in, grouped, is_put, practices_in, type_of, words, words_of
from pipelines.answers.submission import Submission, is_continued, is_form
from pipelines.rules import Reading
from pipelines.rules.mention import talk
from pipelines.rules.reading import TERMS
from pipelines.stage import Case

SAYS = words()
State = tuple[AnswerState, str]

_BLANK: tuple[State, ...] = ((AnswerState.UNANSWERED, "Nothing stands in the place of the answer."),)

_NONE = re.compile(
    r"^\W*(?:no|none|not|never|nil|n/?a)\b"
    r"|\b(?:we|it|there) (?:do|does|did|have|has|are|is|was|were) (?:not|no|none)\b",
    re.IGNORECASE,
)
_CLOSED_ONLY = re.compile(r"^\W*(?:yes|no|y|n|n/?a|none|confirmed|accepted|agreed)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """States of the whole answer to a question, and its practices; `is_elsewhere` where it stands in another file."""

    states: tuple[State, ...]
    practices: tuple[str, ...] = ()
    is_elsewhere: bool = False


def with_states(submission: Submission) -> Submission:
    """Return the submission with type, topics and states on each of its answers; a file that is no form keeps its own.

    Each state comes with its reason. What stands in the place of an answer is looked at as a whole: a tick and the
    words beside it are one answer.

    Source: specification 2.4 (tender), 9.1.
    """
    named = replace(submission, cases=tuple(_named(case, submission) for case in submission.cases))
    typed = replace(named, cases=tuple(_typed(case, named) for case in named.cases))
    typed = replace(typed, conflicts=conflicts_in(typed))
    entities = Entities(typed)
    cases = []
    for case in typed.cases:
        said: dict[int, Said] = {}
        numbered = [answer for answer in typed.answers if answer.attached_by == "id" and not answer.is_blank]
        for group in grouped(_answering(case, typed)):
            told = Said(_states(group, typed, case, entities), _practices(group, case))
            if all(a.is_blank for a in group) and (given := _given(group, numbered)) is not None:
                stands = AnswerState.ANSWERED, f"It stands in {typed.case_of(given).source.name}."
                told = Said((stands,), is_elsewhere=True)
            said |= {id(answer): told for answer in group}
        answers = tuple(
            replace(
                a,
                states=_own(a, said[id(a)], typed),
                practices=tuple(dict.fromkeys((*a.practices, *said[id(a)].practices))),
            )
            if id(a) in said
            else a
            for a in case.answers
        )
        cases.append(replace(case, answers=answers))
    return replace(typed, cases=tuple(cases))


def _given(group: Sequence[Answer], numbered: Sequence[Answer]) -> Answer | None:
    """Return what answers a question in another file, under its number."""
    return next((answer for answer in numbered if is_continued(group, [answer])), None)


def pointers_of(group: Sequence[Answer], submission: Submission) -> Pointed | None:
    """Return where an answer points if it does nothing else, None where any piece of it says something itself."""
    told = [answer for answer in group if not answer.is_blank]
    where = [pointed(answer, submission) for answer in told]
    if not where or any(found is None for found in where):
        return None
    return next((found for found in where if found and found.leads), where[0])


def _answering(case: Case, submission: Submission) -> list[Answer]:
    """Return the answers of a file to what the buyer asks, in it or in another file of the bidder."""
    return [answer for answer in case.answers if is_form(case) or submission.is_keyed(answer)]


def _named(case: Case, submission: Submission) -> Case:
    """Give what answers another file's question by its number alone the words of that question."""

    def named(answer: Answer) -> Answer:
        asked = submission.asked_elsewhere(answer) if answer.question.startswith("Question ") else None
        return replace(answer, question=asked.question, limit=asked.limit) if asked else answer

    return replace(case, answers=tuple(map(named, case.answers))) if len(submission.cases) > 1 else case


def _typed(case: Case, submission: Submission) -> Case:
    mine = {id(answer) for answer in _answering(case, submission)}
    answers = tuple(
        replace(
            answer,
            type=type_of(answer.question),
            canonicals=canonicals_in(answer.question) if is_put(answer.question) else (),
            practices=practices_in(answer.question) if is_put(answer.question) else (),
        )
        if id(answer) in mine
        else answer
        for answer in case.answers
    )
    return replace(case, answers=answers)


def _practices(group: Sequence[Answer], case: Case) -> tuple[str, ...]:
    """Return the practices that the classifiers see in an answer, in the order of the taxonomy."""
    reading = Reading(case, answers=group)
    return tuple(name for name in practice_ids() if any(reading.decides(s, name) for s in reading.sentences))


def _own(answer: Answer, said: Said, submission: Submission) -> tuple[State, ...]:
    """Return the states of a whole answer as they apply to one piece of it."""
    if answer.is_blank:
        return said.states if said.is_elsewhere else _BLANK
    states = said.states
    points = (AnswerState.CROSS_REFERENCE, AnswerState.POINTER_ONLY)
    return tuple(s for s in states if s[0] not in points or pointed(answer, submission) is not None)


def _states(group: Sequence[Answer], submission: Submission, case: Case, entities: Entities) -> tuple[State, ...]:
    if all(answer.is_blank for answer in group):
        return _BLANK
    found = list[State]()
    points = [pointed(answer, submission) for answer in group if not answer.is_blank]
    bare = pointers_of(group, submission)
    for where in (w for w in points if w):
        found.append((AnswerState.CROSS_REFERENCE if where.is_cross else AnswerState.POINTER_ONLY, where.reason))
        if bare is None:  # beside it stands an answer: then it is a reference, no pointer alone
            found = [state for state in found if state[0] != AnswerState.POINTER_ONLY]
    wrong = entities.wrong(group)
    if wrong:
        found.append((AnswerState.WRONG_ENTITY, wrong))
    evaded = None if bare or wrong else _evaded(group, case)
    if evaded:
        found.append((AnswerState.EVADED, evaded))
    if bare is not None and bare.is_cross and bare.answers and not bare.leads:
        found.append((AnswerState.UNANSWERED, bare.reason))
    elif not (evaded or wrong or (bare is not None and not bare.is_cross and not bare.leads)):
        found.append((AnswerState.ANSWERED, "Says something itself." if bare is None else bare.reason))
    if silent := silent_parts(group[0].question, words_of(group)):
        found.append((AnswerState.UNANSWERED, said_of(silent)))
    if copy := copied_from(group, submission):
        found.append((AnswerState.COPIED, f"{copy[1]:.0%} of it stands word for word in {copy[0]}."))
    if beyond := over(group):
        found.append((AnswerState.OVER_LIMIT, f"{beyond[0]} words, {beyond[1]} allowed."))
    if conflict := submission.conflict_of(group):
        found.append((AnswerState.CONTRADICTED, conflict.reason))
    order = list(AnswerState)
    return tuple(sorted(dict(reversed(found)).items(), key=lambda state: order.index(state[0])))


def _evaded(group: Sequence[Answer], case: Case) -> str | None:
    """Return why what stands there does not answer the question, or None.

    Rationale: only what is plainly beside the point counts, since an honest short answer must not be called evasion:
    values and promises without an act, a number, a name or a place; and words about policy where a declaration is
    asked for. "Yes" to a question that says "describe" is an answer in part.
    """
    text, question, kind = words_of(group), group[0].question, group[0].type
    if not is_put(question) or _CLOSED_ONLY.match(text):
        return None
    if kind == QuestionType.DECLARATION and yes_or_no(text) is None and not SAYS["declared"].search(text):
        return "A declaration is asked for; the words neither say yes nor no, nor tell of a case."
    reading = Reading(case, answers=group)
    if not reading.sentences or not SAYS["open"].search(question) or _NONE.search(text):
        return None
    valued = [s for s in reading.sentences if TERMS["values"].search(s.text) or SAYS["values"].search(s.text)]
    empty = [s for s in reading.sentences if s in valued or talk(reading, s) is not None]
    if (
        valued
        and len(empty) == len(reading.sentences)
        and not (SAYS["particular"].search(text) or SAYS["act"].search(SAYS["idiom"].sub(" ", text)))
    ):
        return "Values and promises only: no act, person, number or place."
    return None
