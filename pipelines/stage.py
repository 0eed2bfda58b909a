"""What stages share: the case of one document on its way, failures as rows, and who hears of progress."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from corpora.document import Answer, Document, Outcome, Sentence, Source
from corpora.finding import Finding, Flag, Promise, Score
from corpora.prediction import Prediction

Listener = Callable[[str, int], None]  # stage, documents done

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@dataclass(frozen=True, slots=True)
class Description:
    """What a document is, as its own text shows it (specification, section 1); dates are ISO days."""

    kind: str = "other"
    kind_reason: str = ""
    title: str | None = None
    entity: str | None = None
    entities: tuple["NamedEntity", ...] = ()
    period_start: str | None = None
    period_end: str | None = None
    language: str | None = None
    frameworks: tuple[str, ...] = ()  # guessed from the words of the text


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """A legal entity that the document names; role: author, subject, parent, owned or joint.

    `others` are its further numbers (scheme, number), such as the ACN beside an ABN.
    """

    entity: str
    role: str
    scheme: str | None = None
    number: str | None = None
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One document on its way through the stages; each stage fills its own field and changes no other."""

    source: Source
    document: Document | None = None
    sentences: tuple[Sentence, ...] = ()
    answers: tuple[Answer, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    description: Description = field(default_factory=Description)
    findings: tuple[Finding, ...] = ()
    flags: tuple[Flag, ...] = ()
    promises: tuple[Promise, ...] = ()
    scores: tuple[Score, ...] = ()


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send the progress of every stage inside the block to the listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def report(stage: str, cases: Sequence[Case] | int) -> None:
    """Tell whoever listens that a stage has finished so many documents."""
    if listener := _listener.get():
        listener(stage, cases if isinstance(cases, int) else len(cases))


def lost(case: Case, stage: str, error: BaseException) -> Case:
    """Return the case as a row with its reason; nothing half-done is kept: silence would read as absence."""
    return Case(
        source=replace(
            case.source,
            outcome=Outcome.UNREADABLE,
            reason=f"The stage {stage} failed on it: {type(error).__name__}: {error}",
            remedy="Run it again; if it fails again, this is a fault in Avowal worth reporting.",
        )
    )
