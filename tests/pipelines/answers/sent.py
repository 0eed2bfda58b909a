"""How the tests of tenders are written: a question, a bar, its answer; one pair a line."""

from collections.abc import Sequence
from dataclasses import replace

from corpora.document import Answer, Document, Kind, Layer, Page, Sentence, Source, Span, Subject
from corpora.identifiers import digest
from corpora.prediction import Prediction, Task
from pipelines.answers import Submission
from pipelines.segment.sentences import sentence_ranges
from pipelines.stage import Case, Description

SUBJECT = Subject(procurement="CBC-2026-118", lot="1", bidder="Tarnbrook Facilities Ltd")


def form(text: str, name: str = "form.docx", practices: dict[str, Sequence[str]] | None = None) -> Case:
    """Return a filled form; `practices` names words of a sentence and what the classifiers call it."""
    document_id = digest(name, text)
    sentences: list[Sentence] = []
    answers: list[Answer] = []
    page = ""

    def add(words: str, layer: Layer) -> tuple[Span, ...]:
        nonlocal page
        spans = []
        for start, end in sentence_ranges(words) if layer == Layer.BODY else [(0, len(words))]:
            span = Span(1, len(page) + start, len(page) + end)
            said = " ".join(words[start:end].split())
            index = len(sentences)
            identity = digest(document_id, index, said)
            sentences.append(Sentence(identity, document_id, index, said, (), layer, "en", (span,)))
            spans.append(span)
        page += words + "\n"
        return tuple(spans)

    for line in filter(None, map(str.strip, text.splitlines())):
        head, _, answer = (part.strip() for part in line.partition("|"))
        number, _, question = head.partition(" ")
        limit = int(question.rsplit("(max ", 1)[1].split()[0]) if "(max " in question else None
        asked = add(question, Layer.FORM)
        given = add(answer, Layer.BODY) if answer else asked
        answers.append(Answer(document_id, number, question, answer, limit, "row", given))
    found = [
        Prediction(document_id, s.sentence_id, s.index, Task.PRACTICE, label, 0.9, True, "test")
        for words, labels in (practices or {}).items()
        for s in sentences
        if words in s.text
        for label in labels
    ]
    source = Source(name, document_id, "text/plain", len(text), 0.0, subjects=(SUBJECT,))
    return Case(
        source,
        Document(document_id, "text/plain", (Page(1, page),)),
        tuple(sentences),
        tuple(answers),
        tuple(found),
        Description(kind=Kind.TENDER_RESPONSE, language="en"),
    )


def statement(text: str, name: str = "statement_2025.docx") -> Case:
    """Return a statement of the bidder's, one paragraph a line."""
    made = form("", name + text)
    sentences: list[Sentence] = []
    for words in filter(None, map(str.strip, text.splitlines())):
        for start, end in sentence_ranges(words):
            index, said = len(sentences), " ".join(words[start:end].split())
            identity = digest(name, index, said)
            place = Span(1, index * 1_000, index * 1_000 + len(said))
            sentences.append(Sentence(identity, made.source.document_id or "", index, said, spans=(place,)))
    return replace(
        made,
        source=replace(made.source, path=name),
        document=None,
        sentences=tuple(sentences),
        description=Description(kind=Kind.STATEMENT, language="en", title="Modern slavery statement"),
    )


def sent(*cases: Case, subject: Subject = SUBJECT) -> Submission:
    """Return files as one submission."""
    return Submission(cases, subject)
