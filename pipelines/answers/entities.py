"""Answers that speak for another company, or that were written for another buyer."""

import re
from collections.abc import Sequence
from functools import cached_property

from corpora.document import Answer, Layer
from pipelines.answers.question import words, words_of
from pipelines.answers.submission import Submission
from pipelines.describe.names import key, legal_names

SAYS = words()
OPENING = 8  # sentences of a file, among which it says for whom it is
_BUYER = re.compile(
    r"\b(?:[A-Z][\w’'&-]+ (?:(?:of|and|for|the|&) )?){1,5}"
    r"(?:Council|Trust|Department|Authority|Service|University|Ministry|College|Agency|Hospitals?|Board|Commission)\b"
)
_SPEAKS = re.compile(r"^\s*(?:\w+ )?(?:is|are|has|have|will|recogni[sz]es|takes?|operates?|expects?|believes?)\b")
_AT = re.compile(r"\b(?:at|within|here at)\s+$", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"\[(?:company|supplier|bidder|client|customer|buyer|organisation|authority|insert)[^\]]{0,40}\]"
    r"|<(?:company|supplier|bidder|client|buyer|authority)[^>]{0,40}>|\bX{3,}\b",
    re.IGNORECASE,
)


class Entities:
    """Who is who in one submission: its bidder, and every name that the buyer's own words use."""

    def __init__(self, submission: Submission) -> None:
        """Take the submission whose answers are looked at."""
        self._submission = submission

    @cached_property
    def _tender(self) -> str:
        """The buyer's words: questions, the form's own lines, the heads of its files, the procurement's name."""
        subject, told = self._submission.subject, list[str]()
        told += [text for text in (subject.procurement, subject.lot) if text] if subject else []
        for case in self._submission.cases:
            told += [s.text for s in case.sentences if s.layer in (Layer.FORM, Layer.FURNITURE, Layer.QUOTED)]
            told += [answer.question for answer in case.answers]
            told += [answer.answer for answer in case.answers if len(answer.question.split()) <= 4]
            said = "\n".join(answer.answer for answer in case.answers)
            told += [s.text for s in case.sentences[:OPENING] if s.text not in said]
        return "\n".join(told).lower()

    @cached_property
    def _own(self) -> frozenset[str]:
        """First words of the names that the bidder bears."""
        names = {self._submission.bidder or ""}
        names |= {case.description.entity or "" for case in self._submission.cases}
        subject = self._submission.subject
        names |= {subject.entity or "", subject.supplier or ""} if subject else set()
        return frozenset(key(name).split()[0] for name in names if key(name))

    def wrong(self, answers: Sequence[Answer]) -> str | None:
        """Return why an answer is not about this bidder and this buyer, or None.

        Rationale: a name left over from another bid shows that the answer was not written for this one. Other companies
        may be named (suppliers, agencies, former customers); only where one of them speaks, or another buyer is the one
        that is assured of something, is the answer taken for another's.

        Source: specification 2.4, 8 (F08, F28).
        """
        text = words_of(answers)
        if placeholder := _PLACEHOLDER.search(text):
            return f"A placeholder was left in it: “{placeholder[0]}”."
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
            if SAYS["assured"].search(sentence) and (buyer := _BUYER.search(sentence)) and not self._is_named(buyer[0]):
                return f"Written for another buyer: “{buyer[0]}”."
            for name in legal_names(sentence) if self._own else ():
                speaks = name.start == 0 and _SPEAKS.match(sentence[name.end :])
                speaks = speaks or (_AT.search(sentence[: name.start]) and re.match(r",? we\b", sentence[name.end :]))
                if speaks and key(name.text).split()[0] not in self._own and not self._is_named(name.text):
                    return f"Speaks for another company: “{name.text}”."
        return None

    def _is_named(self, name: str) -> bool:
        return name.lower() in self._tender
