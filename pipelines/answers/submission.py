"""What one bidder sent for one lot of one procurement: its files together, and nothing of anybody else's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpora.document import STATEMENTS, Answer, Kind, Layer, Outcome, Sentence, Subject
from pipelines.answers.question import is_put
from pipelines.rules.reading import TERMS
from pipelines.segment.answers.text import number_of
from pipelines.stage import Case

_LABOUR = re.compile(
    r"\b(?:labou?r|workers?|workforce|passports?|recruitment (?:fees?|agenc\w+)|gangmasters?|convict\w*|exclusion"
    r"|debar\w*|section 54|compliance plan)\b",
    re.IGNORECASE,
)
RESPONSES = (Kind.TENDER_RESPONSE, Kind.QUESTIONNAIRE, Kind.CONTRACT_PLAN)
MIN_QUESTIONS = 3  # put in a document from which it is a form
MANY_QUESTIONS = 5  # of a file that looks like a statement
MIN_IN_BID = 2  # likewise, where the user says that it belongs to a bid


Place = tuple[str, str, str]  # document, number and words of a question


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why an answer does not agree with what the same bidder says elsewhere, and the passage where it does."""

    reason: str
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """Files that are judged together; `subject` says whose they are, None where the user named no bidder.

    Everything that compares texts takes one submission, so that nothing of one bidder can reach another's results.
    """

    cases: tuple[Case, ...]
    subject: Subject | None = None
    conflicts: Mapping[Place, Conflict] = field(default_factory=dict)

    @property
    def bidder(self) -> str | None:
        """Who bids, as the user or else the main document names it."""
        named = self.subject.bidder if self.subject else None
        return named or (self.main.description.entity if self.cases else None)

    @property
    def main(self) -> Case:
        """The file that answers the buyer: the one with the most questions, then by its kind; first by path."""

        def order(case: Case) -> tuple[int, bool, str]:
            return -len(questions_of(case)), case.description.kind not in RESPONSES, case.source.path

        return min(self.cases, key=order)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer of its files that answer the buyer, and of others what bears the number of a question asked."""
        return tuple(answer for case in self.cases for answer in case.answers if is_form(case) or self.is_keyed(answer))

    def is_keyed(self, answer: Answer) -> bool:
        """Whether an answer in a file that is no form bears the number of a question that a form of the bidder puts."""
        return self.asked_elsewhere(answer) is not None and self.case_of(answer).description.kind not in STATEMENTS

    def asked_elsewhere(self, answer: Answer) -> Answer | None:
        """Return the question of another file's form that bears an answer's printed number, None without one."""
        if answer.question_id.startswith("#"):
            return None
        wanted = number_of(answer.question_id)
        others = (c for c in self.cases if c.source.document_id != answer.document_id and is_form(c))
        asked = (a for case in others for a in case.answers if is_put(a.question))
        return next((a for a in asked if number_of(a.question_id) == wanted and _is_same(a, answer)), None)

    @property
    def statements(self) -> tuple[Case, ...]:
        """The bidder's own statements among its files."""
        return tuple(case for case in self.cases if case.description.kind in STATEMENTS and not is_form(case))

    def conflict_of(self, answers: Sequence[Answer]) -> Conflict | None:
        """Return what contradicts the answer to one question."""
        return self.conflicts.get(place_of(answers))

    def case_of(self, answer: Answer) -> Case:
        """Return the file in which an answer stands."""
        return next(case for case in self.cases if case.source.document_id == answer.document_id)


def _is_same(asked: Answer, answer: Answer) -> bool:
    """Whether an answer repeats the question's words, or names it by its number alone."""
    return answer.question.startswith("Question ") or asked.question.lower().split() == answer.question.lower().split()


def is_continued(asked: Sequence[Answer], answers: Sequence[Answer]) -> bool:
    """Whether answers stand in another file than the question that they name by its number."""
    first, other = asked[0], answers[0]
    apart = first.document_id != other.document_id and all(answer.attached_by == "id" for answer in answers)
    same = number_of(first.question_id) == number_of(other.question_id) and first.question == other.question
    return apart and same and any(answer.attached_by != "id" for answer in asked)


def place_of(answers: Sequence[Answer]) -> Place:
    """Return by what the answers to one question are known."""
    return answers[0].document_id, answers[0].question_id, answers[0].question


def submissions_of(cases: Sequence[Case]) -> list[Submission]:
    """Return what each bidder sent for each lot, in order of the first file; files of no bidder stand alone.

    Files are never taken for one bidder's because they lie side by side: the user says so, in the manifest.
    """
    held = {case.source.document_id: case for case in cases if case.source.outcome != Outcome.DUPLICATE}
    groups: dict[object, list[Case]] = {}
    subjects: dict[object, Subject | None] = {}
    for at, case in enumerate(cases):
        bidders = [subject for subject in case.source.subjects if subject.bidder]
        named: list[Subject | None] = [*bidders] or [None]
        for subject in named:
            key: object = (subject.procurement, subject.lot, subject.bidder) if subject else at
            read = held.get(case.source.document_id, case) if subject else case  # the same bytes in two bids
            group = groups.setdefault(key, [])
            if all(read is not other for other in group):
                group.append(read)
            subjects.setdefault(key, subject)
    return [Submission(tuple(group), subjects[key]) for key, group in groups.items()]


def questions_of(case: Case) -> list[Answer]:
    """Return the answers of a file to questions that somebody put, not the fields of a form's head."""
    return [answer for answer in case.answers if is_put(answer.question)]


def is_about_labour(case: Case) -> bool:
    """Whether a form, in its questions, headings or title, speaks of slavery, labour or the grounds of exclusion."""
    told = [answer.question for answer in case.answers] + [case.description.title or ""]
    told += [heading for sentence in case.sentences for heading in sentence.section]
    told += [sentence.text for sentence in case.sentences if sentence.layer == Layer.FORM]
    return any(TERMS["slavery"].search(text) or TERMS["rights"].search(text) or _LABOUR.search(text) for text in told)


def _asks_much(case: Case) -> bool:
    """Whether a file that speaks like a statement puts many questions in cells, as a survey on the law does."""
    put = [
        a for a in case.answers if a.question.rstrip().endswith("?") and a.attached_by not in ("heading", "numbering")
    ]
    return len(put) >= MANY_QUESTIONS


def is_form(case: Case) -> bool:
    """Whether a file answers a buyer's questions; a statement's own tables of labels and values are none."""
    if case.description.kind in STATEMENTS and not _asks_much(case):
        return False
    enough = MIN_IN_BID if any(subject.bidder for subject in case.source.subjects) else MIN_QUESTIONS
    return case.description.kind in RESPONSES or len(questions_of(case)) >= enough
