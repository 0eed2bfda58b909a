"""Questions and answers in running text: numbered or set as headings, "Answer:" before the reply, "term: value"."""

import re
from collections.abc import Callable, Sequence

from corpora.document import Layer
from pipelines.segment.answers.chosen import BOXES, is_blank
from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.guidance import BUYERS_NOTE, OURS, is_note, is_told
from pipelines.segment.answers.inline import INLINE, inline, ticked
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.style import SELF_ASKED, Style, follows, is_all_bold, style_of
from pipelines.segment.answers.text import (
    CLOSING,
    COMMENT,
    CONTINUED,
    INTERROGATIVE,
    MAX_QUESTION_CHARS,
    ON_CONDITION,
    QUESTION_LABEL,
    SIGN_OFF,
    VERBS,
    answer_label,
    is_question,
    number_alone,
    number_of,
    split_id,
)
from pipelines.segment.paragraphs import Paragraph

MAX_TERM_WORDS, MAX_TITLE_WORDS = 12, 9
MAX_PART_WORDS = 7
MAX_VALUE_WORDS = 30

_TERM = re.compile(r"^(?P<term>[^:.?!;|]{3,110}):\s+(?P<value>\S.*)$")
_CLOSED = re.compile(
    r"^(?:yes|no|none|n/?a|not applicable|true|false|[£$€]?\d[\d,. ]*(?:%|m|k|million)?|\d{1,2} \w+ \d{4})\W*$", re.I
)
_RULE = re.compile(r"^[_.…]{4,}$")  # to be written over
_PROSE = re.compile(r"\b(?:we|our|us|include[sd]?|including|following|as follows|are|is)\b", re.IGNORECASE)
HEADING_NUMBER = re.compile(r"^(?:[A-Z]{1,3}[-.]?)?\d{1,2}(?:\.\d{1,2}){0,3}$")
_REQUEST = re.compile(rf"^(?:(?:please|kindly)|(?:can|could|would) you(?: please)?) (?:{VERBS})\b", re.IGNORECASE)
IsHeading = Callable[[Paragraph], bool]


def pairs_of_flow(
    entries: Sequence[Entry | None], is_heading: IsHeading, blank_boxes: bool, known: frozenset[str]
) -> list[Pair]:
    """Return the pairs of running text.

    Args:
        entries: its paragraphs in order; None where a table or the like parts what stands before and after.
        is_heading: whether a paragraph stands out as headings do.
        blank_boxes: whether the document has boxes for answers that are blank: then guidance is no answer.
        known: the numbers of questions that stand in tables and fields, as they are compared.
    """
    flow = _Flow(is_heading, style_of(entries, blank_boxes, known))
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        flow.read(entry, following)
    flow.close()
    return flow.kept()


class _Flow:
    """Goes through the paragraphs; `_open` is the question that what follows answers."""

    def __init__(self, is_heading: IsHeading, style: Style) -> None:
        self._is_heading, self._style = is_heading, style
        self._open: Pair | None = None
        self._asking: tuple[Entry, str | None] | None = None
        self._headed: str | None = None  # the number of the heading right above
        self._below: tuple[str | None, list[Pair]] = None, []  # a heading's number, and the questions below it
        self._terms: list[Pair] = []
        self._done: list[Pair] = []

    def read(self, entry: Entry | None, following: Entry | None = None) -> None:
        """Take the next paragraph, knowing the one behind it."""
        if entry is None:
            self.close()
        else:
            self._read(entry, following)
        self._asking = self._last_asking(entry)
        is_heading = entry is not None and self._is_heading(entry.paragraphs[0])
        self._headed = split_id(entry.text)[0] if entry and is_heading else None
        if is_heading and not (self._open and entry is self._open.asked):
            self._number_below()
            self._below = self._headed, []

    def _number_below(self) -> None:
        """Give the only question below a numbered heading ("3.1 Carbon") the number of that heading."""
        number, pairs = self._below
        if number and HEADING_NUMBER.match(number) and len(pairs) == 1 and pairs[0].asks and not pairs[0].question_id:
            pairs[0].question_id = number

    def _last_asking(self, entry: Entry | None) -> tuple[Entry, str | None] | None:
        """Return what may ask where "Response:" comes next, with the number of the heading right above it."""
        if entry is not None and is_question(entry.text, addressed=True):
            return entry, self._headed
        return self._asking if entry is not None and is_note(entry.text) else None

    def _read(self, entry: Entry, following: Entry | None) -> None:
        text, paragraph = entry.text, entry.paragraphs[0]
        if paragraph.layer == Layer.QUOTED:  # a reply may stand below each question of the mail that it answers
            self.close()
            if is_question(asked := text.lstrip("> ")) and len(asked) <= MAX_QUESTION_CHARS:
                self._open = pair_of(entry, "quoted")
                self._open.question_id, self._open.question = split_id(asked)
            return
        label = answer_label(text)
        if (entry.locator or "").startswith("dt["):  # a web page's list of terms and what they mean
            self.close()
            self._open = pair_of(entry, "below")
            self._open.asks = is_question(text, addressed=True)
        elif label and (self._open is not None or self._asking is not None):
            self._answer(entry, label)
        elif elsewhere := CONTINUED.match(text):
            self.close()
            self._open = pair_of(entry, "id")
            self._open.question_id, self._open.question = elsewhere["to"] or elsewhere["of"], ""
            self._open.answers = [entry] if elsewhere.end() < len(text) else []
        elif number := self._resumed(entry):
            self.close()
            self._open = pair_of(entry, "id")
            self._open.question_id, self._open.question = number, ""
        elif pair := ticked(entry):
            self.close()
            self._done.append(pair)
        elif self._is_titled(text):
            self._open.question, self._open.asks = text, True  # type: ignore[union-attr]
        elif self._asks(paragraph, text):
            self.close()
            self._open = pair_of(entry, "numbering" if split_id(text)[0] else "heading")
            self._below[1].append(self._open)
            named = split_id(text, named_only=True)[0] is not None or QUESTION_LABEL.match(text) is not None
            self._open.asks = named or (is_question(text, addressed=True) and not SELF_ASKED.search(text))
        elif pair := inline(entry):
            self.close()
            self._done.append(pair)
        elif self._open is not None and not self._open.answers and is_note(text):
            self._open.form.append(entry)
        elif self._open is not None and BUYERS_NOTE.match(text):
            self._open.form.append(entry)
            self.close()
        elif condition := ON_CONDITION.match(text):
            self._on_condition(entry, condition)
        elif CLOSING.match(text):
            self.close()
        elif self._open is not None and not (self._heads(entry, following) or _signs(text)):
            if is_blank(text) and self._open.answers and all(is_told(answer.text) for answer in self._open.answers):
                self._open.form += self._open.answers
                self._open.answers = []
            self._open.answers.append(entry)
        else:
            self.close()
            self._term(entry)

    def _on_condition(self, entry: Entry, condition: re.Match[str]) -> None:
        """Take "If yes, name the agencies: ..." as a question of its own, answered beside it or below."""
        self.close()
        pair = pair_of(entry, "row")
        pair.question, pair.asks = condition["question"].strip(" :"), True
        if condition["answer"]:
            pair.inline = condition["answer"]
            self._done.append(pair)
        else:
            self._open = pair

    def _is_titled(self, text: str) -> bool:
        """Whether the words ask what the heading above only names: "Question 3.1 – Training" """
        above = self._open
        if above is None or above.answers or above.question_id is None or is_question(above.question):
            return False
        return len(above.question.split()) <= MAX_TITLE_WORDS and not split_id(text)[0] and is_question(text)

    def _heads(self, entry: Entry, following: Entry | None) -> bool:
        """Whether words head what follows: as headings do, or short and bold as the questions are, behind answers.

        In the answer to a numbered question a bold line that no question follows heads a part of the answer itself.
        """
        is_part = self._open is not None and bool(self._open.answers) and self._open.asked.is_bold and entry.is_bold
        if (
            is_part
            and self._open
            and self._open.question_id
            and following
            and not entry.paragraphs[0].pieces[0].line.heading_level
        ):
            return self._asks(following.paragraphs[0], following.text)
        return self._is_heading(entry.paragraphs[0]) or (is_part and len(entry.text.split()) <= MAX_PART_WORDS)

    def _answer(self, entry: Entry, label: re.Match[str]) -> None:
        if self._asking is not None and (self._open is None or self._asking[0] is not self._open.asked):
            asked, number = self._asking  # only the label shows that it was a question
            if self._open is not None and asked in self._open.answers:
                del self._open.answers[self._open.answers.index(asked) :]
            self.close()
            self._open = pair_of(asked, "below")
            self._open.question_id = self._open.question_id or number
        if self._open is None:
            return
        self._open.asks = True
        told = [answer.text for answer in self._open.answers]
        if not any(answer_label(text) or OURS.search(text) for text in told) and not COMMENT.match(label[0]):
            self._open.form += self._open.answers  # before "Response:" the buyer speaks
            self._open.answers = []
        if label.end() < len(entry.text):
            self._open.answers.append(entry)
        else:
            self._open.form.append(entry)

    def _asks(self, paragraph: Paragraph, text: str) -> bool:
        if len(text) > MAX_QUESTION_CHARS:
            return False
        named, rest = split_id(text, named_only=True)
        if QUESTION_LABEL.match(text):
            return True
        if named is not None:
            return bool(rest) and (is_question(rest) or self._is_heading(paragraph) or len(rest.split()) >= 3)
        number, rest = split_id(text)
        if (both := INLINE.match(text)) and (both["answer"][0] in BOXES or not is_question(text)):
            return False
        if number is not None:
            addressed = not self._is_next_in_bold(paragraph, number)
            return not rest[:1].islower() and is_question(rest, addressed=addressed)  # no item of a law's list
        if self._style.repeats and (text.endswith("?") or (_REQUEST.match(text) and is_question(text))):
            return True
        if text.endswith("?") or re.search(r"\?\s*\([^()]*\)$", text):
            whole = not re.search(r"[.!?]\s+[A-Z]", text[:-1])
            return self._is_heading(paragraph) or bool(whole and INTERROGATIVE.match(text))
        stands_out = self._is_heading(paragraph) or (self._style.in_bold and is_all_bold(paragraph))
        return is_question(text, addressed=True) and stands_out

    def _is_next_in_bold(self, paragraph: Paragraph, number: str) -> bool:
        """Whether bold and number show a question of a form that sets them so: "4. Outline the plan"; no step of one.

        It is the first below a heading, or its number follows that of the question above.
        """
        first = self._open is None or follows(number, self._open.question_id)
        return self._style.in_bold and is_all_bold(paragraph) and first

    def _resumed(self, entry: Entry) -> str | None:
        """Return the number of a question asked before, where it stands alone in bold over more of its answer."""
        number = number_alone(entry.text)
        if number is None or not entry.is_bold:
            return None
        asked = {number_of(pair.question_id) for pair in (*self._done, self._open) if pair and pair.attached_by != "id"}
        return number if number_of(number) in asked | self._style.known else None

    def _term(self, entry: Entry) -> None:
        match = None if self._is_heading(entry.paragraphs[0]) else _TERM.match(entry.text)
        if match is None or len(match["term"].split()) > MAX_TERM_WORDS or _PROSE.search(match["term"]):
            return
        if len(match["value"].split()) > MAX_VALUE_WORDS or (
            _RULE.match(match["value"]) and SIGN_OFF.match(entry.text)
        ):
            return
        pair = pair_of(entry, "below")
        pair.question_id, pair.question = split_id(match["term"])
        pair.inline, pair.attached_by = match["value"], "row"
        self._terms.append(pair)

    def close(self) -> None:
        """End the question that is open."""
        if (
            self._open is not None
            and self._style.blank_boxes
            and all(is_told(answer.text) for answer in self._open.answers)
        ):
            self._open.form += self._open.answers
            self._open.answers = []
        if self._open is not None:
            self._done.append(self._open)
        self._open = None

    def kept(self) -> list[Pair]:
        """Return the pairs in order; a lone "term: value" counts where the value is closed, as Yes or a figure."""
        # a mail repeats what it answers: a question left out counts where others are answered between the lines
        self._number_below()
        between = any(pair.attached_by == "quoted" and pair.answers for pair in self._done)
        done = [p for p in self._done if p.attached_by != "quoted" or p.answers or (between and p.question_id)]
        orders = {pair.asked.order for pair in self._terms}
        near = [
            p
            for p in self._terms
            if _CLOSED.match(p.inline or "")
            or _RULE.match(p.inline or "")
            or {p.asked.order - 1, p.asked.order + 1} & orders
        ]
        return sorted([*done, *near], key=lambda pair: pair.asked.order)


def _signs(text: str) -> bool:
    """Whether words sign a form off: "Name: J. Trewin", and no item of a list, "name of the lender"."""
    return SIGN_OFF.match(text) is not None and not text[0].islower()
