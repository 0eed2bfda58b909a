"""What the rules see of a case: its body sentences, what the classifiers say of each, its sections and sign-off."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpora.document import Answer, QuestionType, Sentence, Span, Subject, body, overlap
from corpora.prediction import EvidenceStatus, Prediction, Specificity
from pipelines.rules.furniture import is_figures_row, is_silent_row
from pipelines.rules.lost import lost_part, torn_tail, unread_language
from pipelines.rules.terms import load_terms
from pipelines.stage import Case, Description

TERMS = load_terms("reading")
MIN_COVERAGE = 0.95  # share of pages with usable text below which nothing is called absent (specification, 2.1)
MAX_HEADING_WORDS = 9
MAX_JUDGED_CHARS = 2_000  # of one sentence: longer ones are tables or text without stops
MAX_SIGN_OFF_LINE_CHARS = 240
SIGN_OFF_LINES = 12  # specification, 2.2: about twelve lines
LINES_BEFORE_CUE = 2  # a name and a date may stand above the title
MAX_LIST_ITEMS = 12  # between an item and the stem it hangs on
MIN_FRAMED = 20  # sentences of a text that shows its frame
NEAR = 2  # sentences on either side that lend a sentence its topic
TENTATIVE = 0.25  # a probability that is no decision yet, but no silence either

_SIGN_OFF = re.compile(
    r"\b(?:sign(?:ed|ature)|approv\w+|adopted|ratified|endorsed|on behalf of|director|chair\w*|chief|ceo|president"
    r"|partner|trustee|secretary|company secretary|managing|officer|head of|yours|regards|principal|counsel|chancellor"
    r"|clerk|registrar|signatory|founder|(?:country|general) manager|cfo|coo|evp|svp|member|dated?|/s/)\b",
    re.IGNORECASE,
)

# A plan, or what would be done, stands as an answer only where the question asks for it (specification, 9.2).
_PLANS = frozenset({EvidenceStatus.PLANNED, EvidenceStatus.HYPOTHETICAL})
_ALSO_STANDS = dict.fromkeys((QuestionType.METHOD, QuestionType.PROTOCOL, QuestionType.PLAN), _PLANS)
_ALSO_STANDS[QuestionType.COMMITMENT] = frozenset({EvidenceStatus.PLANNED})
_ITEM = re.compile(r"[•▪◦●·‣\uf0b7*–-]|[a-z(]|\d{1,2}[.)] ")
_BARE = re.compile(
    r"(?:[•▪◦●·‣\uf0b7*–-]\s*|\(?\w[.)]\s*)?(?!(?:we|our|the|it|all|this|these|in)\b)[A-Za-z]", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:\(?[a-z0-9]{1,3}[.)]|\d+(?:\.\d+)*)\s+[A-Z]|(?:How|What|Why|Where) ")
DENIED = re.compile(r":\s*(?:no|none|nil)\W*$", re.IGNORECASE)
_PAST = re.compile(r"\W*(?:we )?(?:(?:have|has|had|was|were)\b|(?:\w+ly )?\w+ed\b)", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:we|it|group|company|team) (?:have|has|had|\w+ed)\b|\b(?:was|were|been|completed|began|begun)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or one sign-off block: `text` joins its sentences by line breaks."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences, one a line; what runs on beyond any sentence's length is cut."""
        return "\n".join(sentence.text[:MAX_JUDGED_CHARS] for sentence in self.sentences)


class Reading:
    """A case as one subject entity's rules read it; every query keeps the order of the document.

    Of a tender it holds one question at a time: `answers` are the pieces of its answer (a tick and a comment),
    `sentences` the words that stand there: none where it is blank. A reading of a whole document has every answer.
    """

    def __init__(
        self,
        case: Case,
        subject: Subject | None = None,
        description: Description | None = None,
        answers: Sequence[Answer] | None = None,
    ) -> None:
        self.case = case
        self.subject = subject or Subject()
        self.description = description or case.description
        self.answers: tuple[Answer, ...] = case.answers if answers is None else tuple(answers)
        self.is_whole = answers is None
        # a question, a buyer's or a heading's, shows nothing; nor does a row that says where something stands
        spoken = (s for s in body(case.sentences) if not s.text.rstrip().endswith("?") and not is_silent_row(s.text))
        self.sentences: tuple[Sentence, ...] = tuple(spoken if answers is None else _within(spoken, answers))
        self._headings = {heading for sentence in self.sentences for heading in sentence.section}
        self._predictions: dict[tuple[str, str], Prediction] = {(p.sentence_id, p.label): p for p in case.predictions}
        self._place = {sentence.sentence_id: place for place, sentence in enumerate(self.sentences)}

    # What was asked

    @property
    def question_type(self) -> QuestionType | None:
        """What the question asks for, None for a whole document or a question that shows no type."""
        types = {answer.type for answer in self.answers} if not self.is_whole else set()
        return types.pop() if len(types) == 1 else None

    @property
    def also_stands(self) -> frozenset[EvidenceStatus]:
        """States that answer this question as well as what was done: a plan, where a method is asked for."""
        return _ALSO_STANDS.get(self.question_type, frozenset()) if self.question_type else frozenset()

    @cached_property
    def asks_about_slavery(self) -> bool:
        """Whether the question names slavery, so that its answer need not."""
        return not self.is_whole and any(TERMS["slavery"].search(answer.question) for answer in self.answers)

    # What the classifiers say

    def probability(self, sentence: Sentence, *labels: str) -> float:
        """Return the highest probability of the labels (criteria or practices) for the sentence, 0 where unknown."""
        known = (self._predictions.get((sentence.sentence_id, label)) for label in labels)
        return max((p.probability for p in known if p is not None), default=0.0)

    def decides(self, sentence: Sentence, *labels: str) -> bool:
        """Whether the classifiers give the sentence any of the labels."""
        known = (self._predictions.get((sentence.sentence_id, label)) for label in labels)
        return any(p is not None and p.decision for p in known)

    def labels(self, sentence: Sentence, among: Collection[str]) -> set[str]:
        """Return those labels, among the ones named, that the classifiers give the sentence."""
        return {label for label in among if self.decides(sentence, label)}

    def state(self, sentence: Sentence) -> EvidenceStatus:
        """Return what the sentence says of its practice: the classifier's answer, else the cues of its tense."""
        if self._is_planned_outright(sentence):
            return EvidenceStatus.PLANNED
        if DENIED.search(sentence.text):  # "Policy in place: No"
            return EvidenceStatus.NEGATED
        for status in EvidenceStatus:
            if self.decides(sentence, status):
                return self._corrected(sentence, status)
        if _is_plan(sentence.text):
            return EvidenceStatus.PLANNED
        if TERMS["hypothetical"].search(sentence.text):
            return EvidenceStatus.HYPOTHETICAL
        return EvidenceStatus.NEGATED if TERMS["negated"].search(sentence.text) else EvidenceStatus.ONGOING

    def _corrected(self, sentence: Sentence, status: EvidenceStatus) -> EvidenceStatus:
        """Let plain words of tense decide where the classifier wavers, or where one sentence holds both."""
        if status == EvidenceStatus.PLANNED:
            if TERMS["done"].search(sentence.text):
                return EvidenceStatus.DONE_IN_PERIOD  # the plan beside it takes nothing from what was done
            return EvidenceStatus.ONGOING if TERMS["standing"].search(sentence.text) else status
        wavers = self.probability(sentence, EvidenceStatus.PLANNED) >= TENTATIVE
        return EvidenceStatus.PLANNED if wavers and _is_plan(sentence.text) else status

    def _is_planned_outright(self, sentence: Sentence) -> bool:
        """Whether the words leave no doubt: 'we plan to', or an item under a stem or heading about the future."""
        text = sentence.text
        if any(TERMS["row_planned"].fullmatch(cell.strip(" .")) for cell in text.split("|")[1:]):
            return True
        if TERMS["planned_outright"].search(text):
            return not _DONE.search(text)
        if _PAST.match(text) or not self.decides(sentence, *EvidenceStatus):
            return False
        stem = self.stem(sentence)
        if stem is None or TERMS["expects"].search(stem):
            return False
        return bool(TERMS["future_list"].search(stem) and _BARE.match(text))

    def stem(self, sentence: Sentence) -> str | None:
        """Return the line that a list item hangs on: the last one before it that ends in a colon, or its heading."""
        place = self.place(sentence)
        for before in reversed(self.sentences[max(0, place - MAX_LIST_ITEMS) : place]):
            if before.text.rstrip().endswith(":"):
                return before.text
            if not _ITEM.match(before.text) and not before.text.rstrip().endswith((";", "; and", ",")):
                break
        return sentence.section[-1] if sentence.section else None

    def is_vague(self, sentence: Sentence) -> bool:
        """Whether the classifier calls the sentence vague: it names no act, rule or place."""
        return self.decides(sentence, Specificity.VAGUE)

    def is_specific(self, sentence: Sentence) -> bool:
        """Whether the classifier calls the sentence specific: what, and two of who, where, when, how many."""
        return self.decides(sentence, Specificity.SPECIFIC)

    # Queries

    def about(self, *labels: str) -> list[Sentence]:
        """Return the sentences that have any of the labels; a heading or a row of figures is no mention."""
        decided = (s for s in self.sentences if self.decides(s, *labels))
        return [s for s in decided if not self.is_heading(s) and not is_figures_row(s.text)]

    def matching(self, pattern: re.Pattern[str], within: Sequence[Sentence] | None = None) -> list[Sentence]:
        """Return the sentences in which the pattern is found."""
        return [s for s in (self.sentences if within is None else within) if pattern.search(s.text)]

    def around(self, sentence: Sentence, reach: int = NEAR) -> list[Sentence]:
        """Return the sentence with its neighbours in the same document order, `reach` on either side."""
        place = self._place[sentence.sentence_id]
        return list(self.sentences[max(0, place - reach) : place + reach + 1])

    def place(self, sentence: Sentence) -> int:
        """Return the sentence's place among the body sentences, from 0."""
        return self._place[sentence.sentence_id]

    def tied_to_slavery(self, sentence: Sentence, reach: int = NEAR) -> bool:
        """Whether slavery is named in the sentence, beside it or in its heading (links EXPLICIT and BY_DEFINITION)."""
        texts = [s.text for s in self.around(sentence, reach)] + list(sentence.section)
        if self.asks_about_slavery or any(TERMS["slavery"].search(text) for text in texts):
            return True
        return self.rights_mean_slavery and any(TERMS["rights"].search(text) for text in texts)

    @cached_property
    def rights_mean_slavery(self) -> bool:
        """Whether the document counts slavery among the rights it speaks of (human rights as the frame)."""
        return any(TERMS["rights"].search(s.text) and TERMS["slavery"].search(s.text) for s in self.sentences)

    @cached_property
    def names_slavery(self) -> bool:
        """Whether slavery is named beyond the name of the Act or of the statement; else the frame is another one.

        A short answer may leave the name to its question, so only a text of some length can show another frame.
        """
        return len(self.sentences) < MIN_FRAMED or any(
            TERMS["slavery"].search(TERMS["title_of_law"].sub("", s.text)) for s in self.case.sentences
        )

    def is_heading(self, sentence: Sentence) -> bool:
        """Whether the sentence is a title or heading: short, and without a verb of its own."""
        if sentence.text in self._headings:
            return True
        words = sentence.text.split()
        if len(words) <= MAX_HEADING_WORDS and _NUMBERED.match(sentence.text) and sentence.text[-1:].isalnum():
            return True
        return (
            len(words) <= MAX_HEADING_WORDS
            and not sentence.text.rstrip().endswith((".", ";"))
            and (
                not re.search(
                    r"\b(?:we|is|are|was|were|has|have|had|will|must|do|does)\b", sentence.text, re.IGNORECASE
                )
            )
        )

    def is_talk(self, sentence: Sentence) -> bool:
        """Whether the sentence is a definition, a fact about the world or the statute's own words (F17, F22)."""
        return bool(TERMS["definition"].search(sentence.text) or TERMS["duty"].search(sentence.text))

    # The document

    @property
    def coverage(self) -> float:
        """Share of pages with usable text; 1 for text that others have split."""
        return self.case.document.coverage if self.case.document else 1.0

    @cached_property
    def lost(self) -> str | None:
        """Why parts of the text are missing, or None: pages or sections empty, another language, an end cut off."""
        if self.coverage < MIN_COVERAGE:
            return f"Text incomplete: {self.coverage:.0%} of the pages could be read."
        part = lost_part(self.sentences, self.case.document) if self.is_whole else None
        return unread_language(self.sentences) or part

    @cached_property
    def sign_off_lost(self) -> str | None:
        """Why a sign-off that is not found may be lost all the same, or None."""
        return self.lost or torn_tail(self.sentences)

    @cached_property
    def sign_off(self) -> tuple[Passage, ...]:
        """Blocks of short lines around words of signing and approval, about twelve lines each."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Passage]:
        run: list[Sentence] = []
        for sentence in (*self.sentences, None):
            if sentence is not None and len(sentence.text) <= MAX_SIGN_OFF_LINE_CHARS:
                run.append(sentence)
                continue
            yield from _windows(run)
            run = []


def _windows(run: Sequence[Sentence]) -> Iterator[Passage]:
    """Cut a run of short lines into blocks that begin just before a word of signing or approval."""
    place = 0
    while place < len(run):
        if not _SIGN_OFF.search(run[place].text):
            place += 1
            continue
        start = max(0, place - LINES_BEFORE_CUE)
        yield Passage(tuple(run[start : start + SIGN_OFF_LINES]))
        place = start + SIGN_OFF_LINES


def _within(sentences: Iterable[Sentence], answers: Iterable[Answer]) -> Iterator[Sentence]:
    """Yield the sentences of which a piece lies where an answer stands; all, of a file that an answer points to."""
    places: dict[str, list[Span]] = {}
    for answer in answers:
        places.setdefault(answer.document_id, []).extend(() if answer.is_blank else answer.spans)
    for sentence in sentences:
        here = places.get(sentence.document_id, sentence.spans if places else ())
        if overlap(sentence.spans, here):
            yield sentence


def _is_plan(text: str) -> bool:
    return bool(TERMS["planned"].search(text)) and not TERMS["standing"].search(text)
