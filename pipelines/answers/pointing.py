"""Answers that only point: to another answer, to a file of the same bidder, or to one that nobody supplied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpora.document import STATEMENTS, Answer
from pipelines.answers.question import grouped
from pipelines.answers.submission import Submission
from pipelines.segment.answers.text import number_of
from pipelines.stage import Case

MAX_POINTER_WORDS = 30
MAX_OWN_WORDS = 6  # beside the pointer itself: more is an answer that also points
OPENING_LINES = 5  # of a file, in which its title may stand

_ID = r"[A-Z]{0,3}[-.]?\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?(?:\s?\([a-z0-9]{1,4}\))*"
_REFERS = (
    r"(?:please )?(?:see|refer to|cf\.?|as(?= (?:in |at |for |to )?(?:q|sq|question|answer|section|\d))"
    r"|as (?:said|described|stated|set out|answered|given|explained|per)|same as"
    r"|(?:covered|answered|addressed|described|included|dealt with) (?:in|at|under|by)|above|is (?:on|in))"
)
CROSS = re.compile(
    rf"\b{_REFERS}\b[^.;]{{0,50}}?\b(?:(?:our )?(?:answer|response|reply)s?\s+(?:to|at|in|under)\s+)?"
    rf"(?:question|section|q|item|clause|sq)?\s?(?P<id>{_ID})(?!\w)",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:see|refer to|is on|in|on)\b[^.;]{0,20}\b"
    r"(?:(?:continuation|additional|extra|next|separate) (?:sheet|page)|(?:work)?sheet|tab|table|overleaf|above"
    r"|below)\b",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"\b(?:see|refer(?:s|red)? to|attached|enclosed|appended|as per|available (?:at|on|from)|can be found"
    r"|on our website|uploaded|supplied separately)\b|https?://\S+|\bwww\.\S+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(annex|appendix|schedule|attachment|exhibit|enclosure)\s+([A-Z\d]{1,3})\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b((?:[a-z-]+ ){0,3}(?:polic(?:y|ies)|manual|code|handbook|plan|procedure|certificate|statement|charter"
    r"|report))\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
_ASKS_FOR_FILE = re.compile(r"\b(?:link|upload|web ?(?:address|site|page)|url|hyperlink)\b", re.IGNORECASE)
_FILLER = frozenset(
    word
    for line in (
        "please see refer to our the a an in at on of is and as attached enclosed for this that answer response",
        "question document documents section page which we have full details further information latest website",
    )
    for word in line.split()
)
_TOKEN = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where an answer points: to answers, or to a file; `reason` says where, and whether it is there."""

    is_cross: bool
    reason: str
    answers: tuple[Answer, ...] = ()
    case: Case | None = None

    @property
    def leads(self) -> bool:
        """Whether what it points to is there and says something."""
        return self.case is not None or any(not answer.is_blank for answer in self.answers)


def pointed(answer: Answer, submission: Submission) -> Pointed | None:
    """Return where a bare pointer leads, None for an answer that says something itself.

    Source: specification 9.1 (3, 4), 2.4 (tender: pointer).
    """
    text = " ".join(answer.answer.split())
    if not text or len(text.split()) > MAX_POINTER_WORDS:
        return None
    if _LINK.search(text) and _ASKS_FOR_FILE.search(answer.question):
        return None  # the link is what was asked for
    names_file = _LABEL.search(text) or _NAMED.search(text)
    if (crossed := CROSS.search(text)) and not names_file and _is_bare(text.replace(crossed[0], " ")):
        found = _asked(answer, crossed["id"], submission)
        if found is not None:
            return found
    if (elsewhere := ELSEWHERE.search(text)) and _is_bare(text.replace(elsewhere[0], " ")):
        return _same_file(answer, submission, elsewhere[0])
    if POINTER.search(text) and _is_bare(_NAMED.sub(" ", _LABEL.sub(" ", POINTER.sub(" ", text)))):
        case = _file(text, answer, submission)
        if case is not None:
            return Pointed(
                False, f"Points to {case.source.name}, which was supplied and is read for this question.", (), case
            )
        return Pointed(False, "Points to a document that is not among the bidder's files: attachment not supplied.")
    return None


def _asked(answer: Answer, printed: str, submission: Submission) -> Pointed | None:
    wanted = number_of(printed)
    if wanted == number_of(answer.question_id):
        return None
    same_file = [a for a in submission.answers if a.document_id == answer.document_id]
    for among in (same_file, submission.answers):
        found = [group for group in grouped(among) if number_of(group[0].question_id) == wanted]
        if found:
            blank = all(a.is_blank for a in found[0])
            reason = f"Refers to the answer to {printed}" + (
                ", which is blank." if blank else ", judged for this question."
            )
            return Pointed(True, reason, found[0])
    return None


def _same_file(answer: Answer, submission: Submission, words: str) -> Pointed:
    """Point to what stands elsewhere in the file: another piece of the same answer, else for a person to look."""
    own = [
        other
        for other in submission.case_of(answer).answers
        if other is not answer and (other.question_id, other.question) == (answer.question_id, answer.question)
    ]
    told = tuple(other for other in own if not other.is_blank)
    if told:
        return Pointed(True, "Its answer stands elsewhere in the file, under the question's number.", told)
    return Pointed(True, f"Refers to another place in the same file (“{words}”): check by hand.")


def _file(text: str, answer: Answer, submission: Submission) -> Case | None:
    """Return the bidder's file that the words name: by its label, its kind, or the words of its name or title."""
    others = [case for case in submission.cases if case.source.document_id != answer.document_id and case.sentences]
    for match in _LABEL.finditer(text):
        label = re.compile(rf"{match[1]}\W{{0,2}}{match[2]}(?![A-Za-z0-9])", re.IGNORECASE)
        if named := next((case for case in others if any(label.search(t) for t in _titles(case))), None):
            return named
    for match in _NAMED.finditer(text):
        if match[1].lower().endswith("statement") and (own := [c for c in others if c.description.kind in STATEMENTS]):
            return own[0]
        wanted = set(_TOKEN.findall(match[1].lower())) - _FILLER
        for case in others:
            words = set(_TOKEN.findall(" ".join(_titles(case)).lower()))
            if len(wanted) > 1 and wanted <= words:
                return case
    return None


def _titles(case: Case) -> Sequence[str]:
    lines = [s.text for s in case.sentences[:OPENING_LINES]]
    stem = re.sub(r"[_-]+", " ", case.source.name)
    return [stem, case.description.title or "", *lines]


def _is_bare(rest: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-z\d£$€%]+", rest) if word.lower() not in _FILLER]
    return len(words) <= MAX_OWN_WORDS
