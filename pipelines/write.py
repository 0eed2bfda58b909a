"""Write cases as the tables of `corpora.tables` and say in `run.json` what made them: same inputs, same bytes."""

import hashlib
import logging
import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from corpora.document import Outcome, Span, Subject
from corpora.tables import SCHEMA_VERSION, TABLES
from pipelines.answers.requirements import lines_of, read_requirements
from pipelines.describe.numbers import scheme_of
from pipelines.settings import code_version
from pipelines.stage import Case
from pipelines.store import RUN_FILE, spelt, write_bytes, write_json

ROWS_PER_GROUP = 100_000
DECIDING = ("pdfplumber", "pypdfium2", "lxml", "py3langid", "spacy", "numpy", "scikit-learn", "pyarrow")

log = logging.getLogger(__name__)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose and a re-run must choose again."""

    as_of: str  # ISO day: decides which law is in force
    frameworks: tuple[str, ...] = ()  # empty: guessed from each text
    manifest: Path | None = None
    sentences: Path | None = None
    requirements: Path | None = None


def write_run(cases: Sequence[Case], folder: Path, choices: Choices) -> dict[str, int]:
    """Write every table and `run.json` into an empty folder; return the number of files by outcome.

    Args:
        cases: one a path given, twins and unread files included, in any order.
        folder: as `pipelines.store.claim` yields it.
        choices: recorded in `run.json`.
    """
    cases = sorted(cases, key=lambda case: (case.source.path, case.source.document_id or ""))
    documents = _documents(cases)
    described = {
        name: _write_table(folder / f"{name}.parquet", name, rows) for name, rows in _rows(cases, documents).items()
    }
    outcomes = Counter(str(_outcome(case)[0]) for case in cases)
    write_json(
        folder / RUN_FILE,
        {
            "schema_version": SCHEMA_VERSION,
            "avowal": code_version(),
            "python": platform.python_version(),
            "packages": {name: version(name) for name in DECIDING},  # other versions may give other bytes
            "as_of": choices.as_of,
            "frameworks_named": list(choices.frameworks) or None,
            "frameworks": dict(sorted({(f.framework, f.framework_version) for c in documents for f in c.findings})),
            "models": sorted({prediction.model_id for case in documents for prediction in case.predictions}),
            "manifest": _sha256(choices.manifest),
            "sentences": _sha256(choices.sentences),
            "requirements": lines_of(read_requirements(choices.requirements)) if choices.requirements else None,
            "inputs": [
                {"path": spelt(c.source.path), "document_id": c.source.document_id, "outcome": str(_outcome(c)[0])}
                for c in cases
            ],
            "outcomes": dict(sorted(outcomes.items())),
            "tables": described,
        },
    )
    return dict(outcomes)


def _sha256(path: Path | None) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path else None


def _documents(cases: Sequence[Case]) -> list[Case]:
    """Return one case a document, by its id: twins add a row to files and to nothing else."""
    found: dict[str, Case] = {}
    for case in cases:
        holds_others_only = case.document is None and case.source.outcome == Outcome.READ
        if case.source.document_id and case.source.outcome != Outcome.DUPLICATE and not holds_others_only:
            found.setdefault(case.source.document_id, case)
    return [found[document_id] for document_id in sorted(found)]


def _rows(cases: Sequence[Case], documents: Sequence[Case]) -> dict[str, list[Row]]:
    return {
        "files": [_file(case) for case in cases],
        "documents": [_document(case) for case in documents],
        "document_entities": [row for case in documents for row in _entities(case)],
        "pages": [
            (c.document.document_id, p.number, p.width, p.height, p.engine, p.outcome, p.text)
            for c in documents
            if c.document
            for p in sorted(c.document.pages, key=lambda page: page.number)
        ],
        "sentences": [
            (s.sentence_id, s.document_id, s.index, s.text, s.section, s.layer, s.language, _spans(s.spans))
            for c in documents
            for s in sorted(c.sentences, key=lambda sentence: sentence.index)
        ],
        "answers": [
            (
                *(a.document_id, a.question_id, a.question, a.answer, a.limit, len(a.answer.split()), a.attached_by),
                *(a.type, [state for state, _ in a.states], [reason for _, reason in a.states]),
                *(a.canonicals, a.practices, _spans(a.spans), a.locator),
            )
            for c in documents
            for a in c.answers
        ],
        "predictions": [
            (p.document_id, p.sentence_id, p.index, p.task, p.label, p.probability, p.decision, p.model_id)
            for c in documents
            for p in sorted(c.predictions, key=lambda p: (p.index, p.task, p.label))
        ],
        "findings": [row for case in documents for row in _findings(case)],
        "evidence": [row for case in documents for row in _evidence(case)],
        "flags": [
            (f.document_id, f.pattern, f.effect, list(f.sentence_ids), f.framework, f.commitment)
            for c in documents
            for f in sorted(c.flags, key=lambda f: (f.pattern, f.framework or "", f.commitment or ""))
        ],
        "promises": [
            (p.document_id, p.commitment, p.practice, p.sentence_id, _day(p.due)) for c in documents for p in c.promises
        ],
        "scores": [
            (s.document_id, s.entity, s.framework, s.theme, s.level, s.asked, s.answered, s.missing, s.by_hand)
            for c in documents
            for s in sorted(c.scores, key=lambda s: (s.entity or "", s.framework, s.theme, s.level))
        ],
    }


def _outcome(case: Case) -> tuple[Outcome, str | None, str | None]:
    """Return outcome, reason and remedy as extraction left them, or ingest where extraction never began."""
    if case.document is None or case.source.outcome == Outcome.DUPLICATE:
        return case.source.outcome, case.source.reason, case.source.remedy
    return case.document.outcome, case.document.reason, case.document.remedy


def _file(case: Case) -> Row:
    source = case.source
    modified = datetime.fromtimestamp(source.modified, UTC) if source.modified else None
    return spelt(source.path), source.document_id, *_outcome(case), source.bytes, modified


def _document(case: Case) -> Row:
    source, document, description = case.source, case.document, case.description
    said = source.subjects[0] if source.subjects else Subject()
    outcome, reason, _ = _outcome(case)
    return (
        source.document_id,
        (document.media_type if document else source.media_type) or "application/octet-stream",
        description.kind,
        description.kind_reason or reason or "",
        description.title,
        description.entity,
        _day(said.period_start or description.period_start),
        _day(said.period_end or description.period_end),
        _day(said.published_on),
        description.language,
        len(document.pages) if document else 0,
        outcome,
        document.coverage if document else 0.0,
        document.copying_allowed if document else True,
        said.source_url,
        _day(said.retrieved_on),
        said.supersedes,
        said.procurement,
        said.lot,
        said.bidder,
    )


def _entities(case: Case) -> list[Row]:
    """Return whom the text names and whom the user asks about, each once."""
    id_ = case.source.document_id
    named = {(id_, e.entity, e.role, e.scheme or "", e.number or "") for e in case.description.entities}
    named |= {(id_, e.entity, e.role, *number) for e in case.description.entities for number in e.others}
    for subject in case.source.subjects:
        entity = subject.entity or subject.supplier
        if entity and not any(row[1:3] == (entity, "subject") for row in named):
            scheme, number = scheme_of(subject.number or "")
            named.add((id_, entity, "subject", scheme or "", number))
    return sorted(named, key=lambda row: (row[2], *row))


def _findings(case: Case) -> list[Row]:
    return [
        tuple(getattr(finding, name) for name in TABLES["findings"].names)
        for finding in sorted(case.findings, key=lambda f: (f.entity or "", f.framework, f.commitment))
    ]


def _evidence(case: Case) -> list[Row]:
    return [
        (
            *(f.document_id, f.entity, f.framework, f.commitment, e.role, e.sentence_id, e.quote, e.refused_because),
            _spans(e.spans),
            next((span.locator for span in e.spans if span.locator), None),
        )
        for f in sorted(case.findings, key=lambda f: (f.entity or "", f.framework, f.commitment))
        for e in f.evidence
    ]


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [
        {
            "page": s.page,
            "start": s.start,
            "end": s.end,
            **dict(zip(("x0", "y0", "x1", "y1"), s.box or (), strict=False)),
        }
        for s in spans
    ]


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        log.warning("Not a day: %s", text)
        return None


def _write_table(path: Path, name: str, rows: Sequence[Row]) -> dict[str, Any]:
    schema = TABLES[name]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [_array(column, field) for column, field in zip(columns, schema, strict=True)]
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=schema),
        sink,
        compression="zstd",
        compression_level=3,
        row_group_size=ROWS_PER_GROUP,
        version="2.6",
        data_page_version="1.0",
        use_dictionary=True,
        write_statistics=True,
        store_schema=True,
    )
    content = sink.getvalue().to_pybytes()
    write_bytes(path, content)
    return {"rows": len(rows), "sha256": hashlib.sha256(content).hexdigest()}


def _array(column: Iterable[Any], field: pa.Field) -> pa.Array:
    # a cell that does not apply is null, never an empty text
    cells = [cell if cell != "" or not field.nullable else None for cell in column]
    try:
        return pa.array(cells, field.type)
    except UnicodeEncodeError:  # a font may give half of a character pair, and one such letter must not cost the batch
        return pa.array([_encodable(cell) for cell in cells], field.type)


def _encodable(cell: Any) -> Any:
    """Return the cell with a question mark for each character that is none: one for one, so that offsets stay true."""
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode("utf-8")
    return [_encodable(part) for part in cell] if isinstance(cell, tuple | list) else cell
