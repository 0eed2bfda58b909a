"""A question and its answer in the making."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpora.document import Answer, Span
from pipelines.segment.answers.chosen import answer_text, is_blank
from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.guidance import GUIDANCE, SEE_GUIDANCE, is_note, is_told
from pipelines.segment.answers.text import (
    CONTINUED,
    INLINE_GUIDANCE,
    NUMBERED_REPLY,
    PART,
    answer_label,
    is_question,
    names_an_answer,
    names_question,
    number_of,
    split_id,
    word_limit,
)


@dataclass(slots=True)
class Pair:
    """A question with the entries that answer it; `asks` where it is a form's question and no mere label."""

    question: str
    asked: Entry
    attached_by: str
    question_id: str | None = None
    limit: int | None = None
    answers: list[Entry] = field(default_factory=list)
    inline: str | None = None  # an answer in the question's own paragraph
    asks: bool = False
    awaits: bool = False  # whether "Response:" stands below it, and no answer yet
    listed: bool = False  # whether a list elsewhere in the document gave its words
    form: list[Entry] = field(default_factory=list)  # the form's other words: guidance, labels

    @property
    def blocks(self) -> list[str]:
        """Paragraphs of the answer."""
        if self.inline is not None:
            return [self.inline]
        blocks = [text for entry in self.answers for text in entry.blocks]
        label = self._label(blocks[0]) if blocks else None
        return [blocks[0][label.end() :].strip(), *blocks[1:]] if label else blocks

    def _label(self, text: str) -> re.Match[str] | None:
        """Return the words before an answer that only name it."""
        named = CONTINUED.match(text) if self.attached_by == "id" else None
        return named or answer_label(text) or self._numbered(text)

    def _numbered(self, text: str) -> re.Match[str] | None:
        """Return "A.1" before the answer to question "Q.1", or the question's own number again."""
        own = names_question(text)
        if own and number_of(own[0]) == number_of(self.question_id):
            return NUMBERED_REPLY.match(text) or CONTINUED.match(text)
        number = re.fullmatch(r"Q\W?(\d{1,3})", self.question_id or "")
        return re.match(rf"A\W?{number[1]}(?:\W+|$)", text) if number else None

    @property
    def answer(self) -> str:
        """Text of the answer; "" where it was left blank."""
        return answer_text(self.blocks)

    @property
    def has_blank(self) -> bool:
        """Whether the place for its answer beside it is known, and blank."""
        return self.attached_by == "row" and bool(self.answers) and not any(entry.paragraphs for entry in self.answers)

    def answered_below(self, entry: Entry) -> None:
        """Take what stands below as (more of) the answer; guidance that was taken for it before is none."""
        if self.answers and all(is_told(answer.text) for answer in self.answers):
            self.form += self.answers
            self.answers = []
        elif not entry.paragraphs and self.answers:
            return  # a row left blank below an answer
        self.answers.append(entry)
        self.attached_by = "below"

    def labelled(self, label: Entry) -> None:
        """Take the first "Response" below a question: what stands between the two is the buyer's, who speaks so far."""
        first = not any(names_an_answer(entry.text) for entry in self.form)
        if first and self.attached_by == "below" and not label.text.lower().startswith("comment"):
            self.form += self.answers
            self.answers = []
        self.form.append(label)

    def may_be_answered_below(self, entry: Entry) -> bool:
        """Whether what stands in the row below may answer: guidance alone stands there yet, or it reads as prose."""
        if self.has_blank:
            return False
        waits = all(is_told(answer.text) for answer in self.answers)
        if self.attached_by == "below" and (waits or is_blank(entry.text)):
            return True
        return (self.attached_by == "below" or not self.answer) and not entry.is_short

    def number_part(self, whole: str | None) -> None:
        """Number a part of a merged question whose number is given: "(b)" beside 6.1 is 6.1(b)."""
        if whole and (part := PART.match(self.asked.text)):
            self.question_id = f"{whole}({part[0].strip(' ().')})"
            self.question = self.asked.text[part.end() :].strip(" :*_…\t")

    def row(self, document_id: str, number: int) -> Answer:
        """Return the finished row; number: its place in the document, which names a question without a number."""
        answered = [entry for entry in self.answers if entry.paragraphs]
        held = answered if answered and self.answer else [self.asked]
        spans: tuple[Span, ...] = tuple(span for entry in held for span in entry.spans)
        place = (self.answers or [self.asked])[0].locator
        return Answer(
            document_id,
            self.question_id or f"#{number}",
            self.question,
            self.answer,
            self.limit or next((limit for limit in (word_limit(entry.text) for entry in self.form) if limit), None),
            self.attached_by,
            spans,
            place,
        )


def pair_of(asked: Entry, attached_by: str, question_id: str | None = None) -> Pair:
    """Return a question without its answer: its number and the buyer's guidance taken from its words."""
    blocks = asked.blocks
    asking = [blocks[0], *_before_guidance(blocks[1:])] if blocks else [""]
    text = " ".join(asking)
    if (guidance := INLINE_GUIDANCE.search(text)) is not None:
        text = text[: guidance.start()]
    if question_id is None:
        question_id, text = split_id(text)
    elif (own := split_id(text))[0] == question_id:
        text = own[1]
    return Pair(text.strip(" :*_…\t"), asked, attached_by, question_id, word_limit(asked.text))


def _before_guidance(blocks: Sequence[str]) -> Sequence[str]:
    """Return the paragraphs below the first that go on with the question, up to what tells how to answer it."""
    for i, block in enumerate(blocks):
        if GUIDANCE.match(block) or SEE_GUIDANCE.match(block) or (is_note(block) and not is_question(block)):
            return blocks[:i]
    return blocks
