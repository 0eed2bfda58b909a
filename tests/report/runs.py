"""Small runs from sentences written here: each becomes a case, its tables, and the run that a report opens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpora.document import Answer, Document, Layer, Line, Outcome, Page, Sentence, Source, Span, Subject
from corpora.finding import Confidence, Evidence, Finding, Flag, Role, Status
from corpora.identifiers import digest
from corpora.prediction import Prediction, Task
from pipelines.report.run import Run, open_run
from pipelines.stage import Case, Description
from pipelines.write import Choices, write_run

Labels = tuple[str, str, str, float]  # practice, evidence status, specificity, probability of the practice
AS_OF = "2026-11-26"


def case(
    name: str,
    texts: Sequence[str],
    *,
    labels: Mapping[int, Labels] | None = None,
    layers: Mapping[int, Layer] | None = None,
    subject: Subject | None = None,
    kind: str = "statement",
    title: str = "Modern Slavery Statement 2026",
    suffix: str = "pdf",
) -> Case:
    """Return a document of one page a sentence, read and classified but not judged.

    Args:
        name: of the supplier and, in small letters, of the file.
        texts: its sentences, in order.
        labels: what the classifiers decided of a sentence, by its number.
        layers: where a sentence is not body text.
        subject: what the manifest says.
        kind: what the document is taken for.
        title: as printed.
        suffix: of the file; "docx" has no pages.
    """
    id_ = digest(name, *texts)
    box = (72.0, 72.0, 300.0, 84.0) if suffix == "pdf" else None
    sentences = tuple(
        Sentence(digest(id_, number, text), id_, number, text, layer=(layers or {}).get(number, Layer.BODY),
                 language="en", spans=(Span(number + 1, 0, len(text), box, None if box else f"paragraph {number}"),))
        for number, text in enumerate(texts)
    )  # fmt: skip
    size = (595.0, 842.0) if box else (None, None)
    pages = tuple(Page(n + 1, text, (Line(text, 0, len(text)),), *size, "pdf") for n, text in enumerate(texts))
    predictions = tuple(
        Prediction(id_, sentences[number].sentence_id, number, task, label, probability, True, "model-1")
        for number, (practice, said, depth, sure) in (labels or {}).items()
        for task, label, probability in (
            (Task.PRACTICE, practice, sure),
            (Task.EVIDENCE_STATUS, said, 0.9),
            (Task.SPECIFICITY, depth, 0.9),
        )
    )
    path = f"in/{name.lower().replace(' ', '_')}.{suffix}"
    media = "application/pdf" if box else "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    subjects = (subject,) if subject else ()
    description = Description(kind, "It says so.", title, name, (), "2025-04-01", "2026-03-31", "en")
    return Case(
        Source(path, id_, media, 10, 1_700_000_000.25, subjects=subjects),
        Document(id_, media, pages),
        sentences,
        predictions=predictions,
        description=description,
    )


def judged(one: Case, *findings: Finding, flags: Iterable[Flag] = (), answers: Iterable[Answer] = ()) -> Case:
    """Return the case with what was found of it."""
    return replace(one, findings=findings, flags=tuple(flags), answers=tuple(answers))


def finding(
    one: Case,
    commitment: str,
    status: Status,
    *evidence: Evidence,
    reason: str = "The text says so.",
    level: str = "M",
    framework: str = "UK-MSA",
    confidence: Confidence = Confidence.HIGH,
    entity: str | None = None,
) -> Finding:
    """Return a finding of a case; one of low confidence is for a person, as the pipeline leaves it."""
    sure = confidence != Confidence.LOW
    return Finding(
        *(one.source.document_id or "", entity or one.description.entity, framework, "1", "given", commitment, "T0"),
        *(level, "text", status, status.is_answered if sure else None, status.is_missing and sure, reason),
        *("rule.v1", "V", confidence),
        evidence=evidence,
    )


def passage(one: Case, number: int, role: str = Role.DECIDES, refused: str | None = None) -> Evidence:
    """Return a sentence of the case as a passage beside a finding."""
    sentence = one.sentences[number]
    return Evidence(sentence.sentence_id, sentence.text, role, refused, sentence.spans)


def unread(name: str, outcome: Outcome = Outcome.LOCKED, opened: bool = True) -> Case:
    """Return a file that could not be read; one that could not even be opened has no id."""
    id_ = digest(name) if opened else None
    return Case(Source(name, id_, "application/pdf", 3, 0.0, outcome, "It asks for a password.", "Ask for a copy."))


def run_of(folder: Path, *cases: Case) -> Run:
    """Write the cases as the tables of a run and open it."""
    folder.mkdir(exist_ok=True)
    write_run(cases, folder, Choices(as_of=AS_OF))
    return open_run(folder)
