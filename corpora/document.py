"""What was published: sources, documents, pages, lines and sentences, with their place on the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How reading a file ended; the same words in every table."""

    READ = "read"
    READ_WITH_WARNING = "read_with_warning"
    READ_BY_OCR = "read_by_ocr"
    NEEDS_OCR = "needs_ocr"
    LOCKED = "locked"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    NOT_A_DOCUMENT = "not_a_document"
    EMPTY = "empty"
    DUPLICATE = "duplicate"

    @property
    def has_text(self) -> bool:
        """Whether a document with this outcome has text to judge."""
        return self in (Outcome.READ, Outcome.READ_WITH_WARNING, Outcome.READ_BY_OCR)


class Layer(StrEnum):
    """What a line or sentence is on its page; only BODY is ever evidence."""

    BODY = "body"
    FURNITURE = "furniture"
    HIDDEN = "hidden"
    QUOTED = "quoted"
    FORM = "form"


class Kind(StrEnum):
    """What a document is (specification, section 1)."""

    STATEMENT = "statement"
    JOINT_STATEMENT = "joint statement"
    ANNEX = "annex"
    QUESTIONNAIRE = "questionnaire"
    TENDER_RESPONSE = "tender response"
    CONTRACT_PLAN = "contract plan"
    OTHER = "other"


STATEMENTS = frozenset({Kind.STATEMENT, Kind.JOINT_STATEMENT})
NOT_A_STATEMENT = (Kind.TENDER_RESPONSE, Kind.QUESTIONNAIRE, Kind.ANNEX, Kind.CONTRACT_PLAN)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one line: characters start to end of that page's text, box in points from the page's top left.

    The box is None where a format has no pages; then `locator` names the place (paragraph, cell, tag).
    """

    page: int
    start: int
    end: int
    box: tuple[float, float, float, float] | None = None
    locator: str | None = None


def overlap(ones: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether two places of one document share characters."""
    return any(a.page == b.page and a.start < b.end and b.start < a.end for a in ones for b in others)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: `text` equals `page.text[start:end]`; size in points, 0 where unknown."""

    text: str
    start: int
    end: int
    box: tuple[float, float, float, float] | None = None
    layer: Layer = Layer.BODY
    size: float = 0.0
    bold: bool = False
    heading_level: int = 0  # 1 to 6 where the format says so (DOCX, HTML); 0 unknown or none
    block: int = 0  # lines of one paragraph, list item or table cell share a number within the page
    locator: str | None = None
    stops: tuple[tuple[int, float, float], ...] = ()  # words: offset in `text`, left, right in points; () unknown


@dataclass(frozen=True, slots=True)
class Page:
    """A page, numbered from 1; width and height in points, None for formats without pages."""

    number: int
    text: str
    lines: tuple[Line, ...] = ()
    width: float | None = None
    height: float | None = None
    engine: str = ""
    outcome: Outcome = Outcome.READ
    fields: tuple[tuple[float, float, float, float], ...] = ()  # boxes of form fields, filled or left blank
    blanks: tuple[str, ...] = ()  # locators of table cells that hold no text


@dataclass(frozen=True, slots=True)
class Subject:
    """What the user says of a file (one row of the manifest): every field may be missing."""

    supplier: str | None = None
    entity: str | None = None
    number: str | None = None
    frameworks: tuple[str, ...] = ()
    period_start: str | None = None  # ISO dates
    period_end: str | None = None
    published_on: str | None = None
    source_url: str | None = None
    retrieved_on: str | None = None
    supersedes: str | None = None
    procurement: str | None = None
    lot: str | None = None
    bidder: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One file path as given, or a place inside one (`pack.zip/answers.txt`): its digest is the document's id.

    The type is judged by content. What lies inside another file is `held` elsewhere while a run lasts.
    `outcome` is READ for what extraction may try; otherwise `reason` and `remedy` say why it is not tried.
    """

    path: str
    document_id: str | None
    media_type: str | None
    bytes: int
    modified: float  # seconds since the epoch
    outcome: Outcome = Outcome.READ
    reason: str | None = None
    remedy: str | None = None
    subjects: tuple[Subject, ...] = ()
    held: str | None = None

    @property
    def name(self) -> str:
        """The last part of the path, as a reader knows the file."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def place(self) -> str:
        """Path of a file that holds the bytes."""
        return self.held or self.path


@dataclass(frozen=True, slots=True)
class Document:
    """What extraction read of one source; pages are in order, from 1."""

    document_id: str
    media_type: str
    pages: tuple[Page, ...]
    outcome: Outcome = Outcome.READ
    reason: str | None = None
    remedy: str | None = None
    title: str | None = None  # as the file's own metadata says; often wrong
    copying_allowed: bool = True

    @property
    def coverage(self) -> float:
        """Share of pages with usable text, 0 to 1 (extraction coverage, specification 2.3)."""
        return sum(page.outcome.has_text for page in self.pages) / len(self.pages) if self.pages else 0.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in document order; `text` is its spans' characters with wraps joined and spaces folded.

    Where a table's row is one sentence, " | " parts its cells in `text`: put there for the reader, in no span.
    """

    sentence_id: str
    document_id: str
    index: int
    text: str
    section: tuple[str, ...] = ()  # headings above it, outermost first
    layer: Layer = Layer.BODY
    language: str | None = None  # ISO 639-1
    spans: tuple[Span, ...] = ()

    @property
    def page(self) -> int:
        """Page of its first character, from 1."""
        return self.spans[0].page if self.spans else 1


class QuestionType(StrEnum):
    """What a question asks for, which decides whether a plan may answer it (specification, 9.2)."""

    TRACK_RECORD = "track record"
    METHOD = "method for this contract"
    PROTOCOL = "incident protocol"
    DECLARATION = "declaration"
    COMMITMENT = "commitment"
    PLAN = "compliance plan"


class AnswerState(StrEnum):
    """What is to be said of an answer before it is judged; it may have several (specification, 2.4, 9.1)."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    EVADED = "evaded"
    COPIED = "copied"
    OVER_LIMIT = "over_limit"
    CROSS_REFERENCE = "cross_reference"
    POINTER_ONLY = "pointer_only"
    WRONG_ENTITY = "wrong_entity"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of a form or tender and what stands as its answer; `answer` is empty where it was left blank."""

    document_id: str
    question_id: str  # as printed ("4.2"), else its number in the document ("#7")
    question: str
    answer: str
    limit: int | None = None  # words that the form allows
    attached_by: str = ""  # what ties the two: row, field, heading, ...
    spans: tuple[Span, ...] = ()  # of the answer, or of the question where it is blank
    locator: str | None = None
    type: QuestionType | None = None  # None: a name, an address, or a question that shows no type
    canonicals: tuple[str, ...] = ()  # canonical commitments that the question speaks of
    practices: tuple[str, ...] = ()  # practices that it names
    states: tuple[tuple[AnswerState, str], ...] = ()  # each with its reason

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands as its answer."""
        return not self.answer.strip()


def body(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that may be evidence, in order."""
    return [sentence for sentence in sentences if sentence.layer == Layer.BODY]
