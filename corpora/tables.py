"""The Parquet schemas, column by column: the contract between stages, reports and people."""

import pyarrow as pa

SCHEMA_VERSION = "1"

SPAN = pa.struct(
    [
        pa.field("page", pa.int32(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        ("x0", pa.float64()),
        ("y0", pa.float64()),
        ("x1", pa.float64()),
        ("y1", pa.float64()),
    ]
)
SPANS = pa.list_(pa.field("element", SPAN, nullable=False))
TEXTS = pa.list_(pa.field("element", pa.string(), nullable=False))


def _column(name: str, kind: pa.DataType, meaning: str, nullable: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable=nullable, metadata={"meaning": meaning})


def _table(*columns: pa.Field) -> pa.Schema:
    return pa.schema(columns, metadata={"avowal.schema_version": SCHEMA_VERSION})


_DOCUMENT = _column("document_id", pa.string(), "SHA-256 of the file's content")
_ENTITY = _column("entity", pa.string(), "Subject entity: named by the user, else read from the text", True)
_FRAMEWORK = _column("framework", pa.string(), "Framework id, as in the specification")
_COMMITMENT = _column("commitment", pa.string(), "Commitment id within the framework")
_SENTENCE = _column("sentence_id", pa.string(), "SHA-256 over document, place and text")
_SPANS = _column("spans", SPANS, "Pieces of lines: characters of pages.text, boxes in points from the top left")
_LOCATOR = _column("locator", pa.string(), "Place in a format without pages: paragraph, cell or tag", True)

TABLES: dict[str, pa.Schema] = {
    "files": _table(
        _column("path", pa.string(), "The path as given: an input, or the place inside one"),
        _column("document_id", pa.string(), "SHA-256 of the content; null where it could not be read", True),
        _column("outcome", pa.string(), "How reading ended: read, read_with_warning, read_by_ocr, needs_ocr, ..."),
        _column("reason", pa.string(), "Why it was not read, or the warning", True),
        _column("remedy", pa.string(), "What would help", True),
        _column("bytes", pa.int64(), "Size of the file"),
        _column("modified", pa.timestamp("us", tz="UTC"), "The file's own time of change", True),
    ),
    "documents": _table(
        _DOCUMENT,
        _column("media_type", pa.string(), "Type by content"),
        _column("kind", pa.string(), "What it is: statement, tender response, other, ..."),
        _column("kind_reason", pa.string(), "Why it is taken for that"),
        _column("title", pa.string(), "Title as printed", True),
        _column("entity", pa.string(), "Author entity", True),
        _column("period_start", pa.date32(), "First day of the reporting period", True),
        _column("period_end", pa.date32(), "Last day of the reporting period", True),
        _column("published_on", pa.date32(), "Day of publication, from the manifest", True),
        _column("language", pa.string(), "Language of most of the text, ISO 639-1", True),
        _column("pages", pa.int32(), "Pages of the file"),
        _column("outcome", pa.string(), "How reading ended"),
        _column("extraction_coverage", pa.float64(), "Share of pages with usable text, 0 to 1"),
        _column("copying_allowed", pa.bool_(), "False where the owner of the PDF forbids copying"),
        _column("source_url", pa.string(), "Where it was found, from the manifest", True),
        _column("retrieved_on", pa.date32(), "When it was fetched, from the manifest", True),
        _column("supersedes", pa.string(), "The document that it replaces, from the manifest", True),
        _column("procurement", pa.string(), "Procurement, from the manifest", True),
        _column("lot", pa.string(), "Lot, from the manifest", True),
        _column("bidder", pa.string(), "Bidder, from the manifest", True),
    ),
    "document_entities": _table(
        _DOCUMENT,
        _column("entity", pa.string(), "Legal entity"),
        _column("role", pa.string(), "author, subject, parent, owned or joint"),
        _column("scheme", pa.string(), "company number, ABN, ACN, LEI, ...", True),
        _column("number", pa.string(), "Number within the scheme", True),
    ),
    "pages": _table(
        _DOCUMENT,
        _column("page", pa.int32(), "Page number, from 1"),
        _column("width", pa.float64(), "Points; null without pages", True),
        _column("height", pa.float64(), "Points; null without pages", True),
        _column("engine", pa.string(), "What read the page"),
        _column("outcome", pa.string(), "How reading the page ended"),
        _column("text", pa.string(), "Text of the page; offsets count its characters"),
    ),
    "sentences": _table(
        _SENTENCE,
        _DOCUMENT,
        _column("index", pa.int32(), "Order within the document, from 0"),
        _column(
            "text",
            pa.string(),
            "The sentence, wraps joined, spaces folded; the bars between a row's cells are in no span",
        ),
        _column("section", TEXTS, "Headings above it, outermost first"),
        _column("layer", pa.string(), "body, furniture, hidden, quoted or form; only body is evidence"),
        _column("language", pa.string(), "ISO 639-1", True),
        _SPANS,
    ),
    "answers": _table(
        _DOCUMENT,
        _column("question_id", pa.string(), "As printed in the form (4.2), else its number in the document (#7)"),
        _column("question", pa.string(), "The form's question"),
        _column("answer", pa.string(), "What stands as its answer; null where it was left blank", True),
        _column("limit", pa.int32(), "Words that the form allows", True),
        _column("words", pa.int32(), "Words of the answer"),
        _column("attached_by", pa.string(), "What ties question and answer: row, field, heading, ..."),
        _column("type", pa.string(), "What is asked for: declaration, track record, method, ...", True),
        _column("states", TEXTS, "answered, unanswered, evaded, copied, over_limit, pointer_only, ..."),
        _column("reasons", TEXTS, "Why each state, in the order of states"),
        _column("canonicals", TEXTS, "Canonical commitments that the question speaks of, K01 to K29"),
        _column("practices", TEXTS, "Practices that the question names or the answer tells of"),
        _SPANS,
        _LOCATOR,
    ),
    "predictions": _table(
        _DOCUMENT,
        _SENTENCE,
        _column("index", pa.int32(), "Order of the sentence within the document, from 0"),
        _column("task", pa.string(), "criterion, practice, evidence_status or specificity"),
        _column("label", pa.string(), "Label within the task"),
        _column("probability", pa.float64(), "Calibrated probability, 0 to 1"),
        _column("decision", pa.bool_(), "Whether the label is given: probability at or over its threshold"),
        _column("model_id", pa.string(), "Exact model version"),
    ),
    "findings": _table(
        _DOCUMENT,
        _ENTITY,
        _FRAMEWORK,
        _column("framework_version", pa.string(), "Version of the framework file"),
        _column("applies", pa.string(), "given by the user, or guessed from the text"),
        _COMMITMENT,
        _column("theme", pa.string(), "Theme T0 to T8"),
        _column("level", pa.string(), "M, MC, R, T, B or P"),
        _column("decided_from", pa.string(), "text, external or both"),
        _column("status", pa.string(), "MET, PARTIAL, VAGUE, PLANNED, NEG_DISCLOSED, ABSENT, NOT_APPLICABLE, ..."),
        _column("answered", pa.bool_(), "True where the text answers; null where a person must look", True),
        _column("missing", pa.bool_(), "True where it counts as missing: levels M, MC, R and T only"),
        _column("reason", pa.string(), "Why this status, in words"),
        _column("rule", pa.string(), "Rule and version that decided"),
        _column("verified", pa.string(), "Who read the provision: V read, S secondary source, m from memory"),
        _column("confidence", pa.string(), "Confidence of the decision: high, medium or low"),
        _column("question_id", pa.string(), "Question of a tender that decides it", True),
    ),
    "evidence": _table(
        _DOCUMENT,
        _ENTITY,
        _FRAMEWORK,
        _COMMITMENT,
        _column("role", pa.string(), "decides, supports, nearest, or the name of an element"),
        _SENTENCE,
        _column("quote", pa.string(), "The words, verbatim"),
        _column("refused_because", pa.string(), "Why a nearest passage does not count", True),
        _SPANS,
        _LOCATOR,
    ),
    "flags": _table(
        _DOCUMENT,
        _column("pattern", pa.string(), "Failure pattern F01 to F33 (docs/patterns.md)"),
        _column("effect", pa.string(), "Status that it allows at most or has led to; or: not evidence, shown"),
        _column("sentence_ids", TEXTS, "Where it stands, in document order; empty where something is not there"),
        _column("framework", pa.string(), "Framework of the finding that it bears on", True),
        _column("commitment", pa.string(), "Commitment of the finding that it bears on", True),
    ),
    "promises": _table(
        _DOCUMENT,
        _column("commitment", pa.string(), "Commitment whose finding rests on the plan", True),
        _column("practice", pa.string(), "Practice that is planned"),
        _SENTENCE,
        _column("due", pa.date32(), "Last day of the time by which it is promised", True),
    ),
    "scores": _table(
        _DOCUMENT,
        _ENTITY,
        _FRAMEWORK,
        _column("theme", pa.string(), "Theme T0 to T8"),
        _column("level", pa.string(), "M, MC, R, T, B or P"),
        _column("asked", pa.int64(), "Commitments asked: answered + missing + by_hand"),
        _column("answered", pa.int64(), "Commitments answered"),
        _column("missing", pa.int64(), "Commitments missing"),
        _column("by_hand", pa.int64(), "Commitments to check by hand, and P or B items not answered"),
    ),
}
