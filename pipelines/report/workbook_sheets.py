"""The sheets of a workbook: findings, the passages beside them, and the documents; a row each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from corpora.document import Outcome
from corpora.finding import Role, Status
from pipelines.pages.vocabulary import LEVELS, LOOKS, MISSING_WORDS, shown_status
from pipelines.pages.vocabulary import counts_as as shown_as
from pipelines.report.passages import shortened
from pipelines.report.workbook_cells import Cell, Linked
from pipelines.report.workbook_chosen import Chosen
from pipelines.report.workbook_look import MAX_LINKS, Column, SheetPlan, status_words

Row = Mapping[str, Any]
Link = Callable[[Row], str | None]  # a row of findings or of documents -> its place in the report, as `report.html#a1`
Cells = Sequence[Cell]

APPLIES = {"given": "named for this run", "guessed": "guessed from the text: if this Act applies"}
ROLES = {Role.DECIDES: "decides", Role.SUPPORTS: "supports", Role.NEAREST: "nearest, does not count"}
ASKED_AGAIN = frozenset({Status.VAGUE, Status.PLANNED, Status.ABSENT, Status.PARTIAL})

FINDINGS = (
    Column("Supplier", 22, "source"),
    Column("Commitment", 11),
    Column("Title", 27),
    Column("Status", 15, "status"),
    Column("Counts as", 20),
    Column("Reason", 46),
    Column("Words of the text", 46, "source"),
    Column("Page", 6, "number"),
    Column("Level", 13),
    Column("Document", 24, "source"),
    Column("Period to", 12, "date", printed=False),
    Column("Question to the supplier", 38, printed=False),
    Column("Act or framework", 26, printed=False),
    Column("Reference", 18, printed=False),
    Column("Why this Act", 20, printed=False),
    Column("Confidence", 11, printed=False),
    Column("Remarks", 24, printed=False),
    Column("Buyer's question", 10, printed=False),
    Column("File", 26, printed=False),
    Column("Status code", 17, "id", printed=False),
    Column("Finding", 8, "number", printed=False),
    Column("Document id", 14, "id", printed=False),
)
EVIDENCE = (
    Column("Supplier", 22, "source"),
    Column("Commitment", 11),
    Column("Title", 27),
    Column("Status", 15, "status"),
    Column("Part", 18),
    Column("Words of the text", 64, "source"),
    Column("Why it does not count", 30),
    Column("Page", 6, "number"),
    Column("Place", 16),
    Column("File", 26),
    Column("Act or framework", 26, printed=False),
    Column("Finding", 8, "number", printed=False),
    Column("Document id", 14, "id", printed=False),
    Column("Sentence id", 14, "id", printed=False),
)
DOCUMENTS = (
    Column("Supplier", 24, "source"),
    Column("Document", 34, "source"),
    Column("Kind", 16),
    Column("Why it is taken for that", 40),
    Column("Period from", 12, "date"),
    Column("Period to", 12, "date"),
    Column("Pages", 7, "number"),
    Column("Share of pages read", 10, "share"),
    Column("How it was read", 18),
    Column("Remark", 36),
    Column("What would help", 30),
    Column("File", 30),
    Column("Published on", 12, "date", printed=False),
    Column("Language", 10, printed=False),
    Column("Copying", 12, printed=False),
    Column("Found at", 30, printed=False),
    Column("Retrieved on", 12, "date", printed=False),
    Column("Replaces", 24, printed=False),
    Column("Procurement", 16, printed=False),
    Column("Lot", 8, printed=False),
    Column("Bidder", 22, "source", printed=False),
    Column("Document id", 14, "id", printed=False),
)


def findings_plan(chosen: Chosen, link: Link) -> SheetPlan:
    """Return the sheet of findings: what each document shows of each thing that is asked."""
    return SheetPlan("Findings", "findings", FINDINGS, 2, chosen.count("findings"), _findings(chosen, link))


def evidence_plan(chosen: Chosen, link: Link) -> SheetPlan:
    """Return the sheet of passages; each leads to its finding, or the first of each where there are too many."""
    count = chosen.count("evidence")
    return SheetPlan("Evidence", "evidence", EVIDENCE, 2, count, _evidence(chosen, link, count <= MAX_LINKS))


def documents_plan(chosen: Chosen, link: Link, others: Sequence[Row]) -> SheetPlan:
    """Return the sheet of documents; `others` are rows of files that could not be opened."""
    count = len(chosen.documents) + len(others)
    return SheetPlan("Documents", "documents", DOCUMENTS, 1, count, _documents(chosen, link, others))


def counts_as(finding: Row) -> str:
    """Return what a finding counts as, in the words that its level allows."""
    if finding["missing"]:
        return f"missing: {MISSING_WORDS[finding['level']]}"
    words = shown_as(finding)
    return "neither: check by hand" if words == "by hand" else words


def leads_to(row: Row, link: Link) -> str | None:
    """Return the address of a row's place in the report, as XlsxWriter takes it."""
    place = link(row)
    return f"external:{place}" if place else None


def _findings(chosen: Chosen, link: Link) -> Iterator[Cells]:
    for document in chosen.documents:
        id_ = document["document_id"]
        beside = chosen.by_finding(id_)
        for asked in chosen.findings[id_]:
            row, status = asked.row, shown_status(asked.row)
            first = min(
                (e for e in beside.get(asked.key, ()) if e["role"] != Role.NEAREST),
                key=lambda e: e["role"] != Role.DECIDES,
                default=None,
            )
            yield (
                chosen.supplier(document, row["entity"]),
                Linked(row["commitment"], leads_to(row, link)),
                asked.title,
                status_words(status),
                counts_as(row),
                chosen.clean(id_, row["reason"]),
                shortened(_words(chosen, id_, first)) if first else None,
                _page(chosen, id_, first) if first else None,
                LEVELS[row["level"]],
                chosen.clean(id_, document["title"]) or chosen.file(id_),
                document["period_end"],
                asked.commitment.say.ask if asked.commitment and status in ASKED_AGAIN else None,
                asked.act,
                asked.commitment.reference if asked.commitment else None,
                APPLIES.get(row["applies"], row["applies"]),
                row["confidence"],
                "; ".join(asked.commitment.remarks) if asked.commitment else None,
                row["question_id"],
                chosen.file(id_),
                LOOKS[status].code,
                asked.number,
                id_,
            )


def _evidence(chosen: Chosen, link: Link, every: bool) -> Iterator[Cells]:
    for document in chosen.documents:
        id_ = document["document_id"]
        beside = chosen.by_finding(id_)
        for asked in chosen.findings[id_]:
            address = leads_to(asked.row, link) or f"internal:'Findings'!A{asked.number + 1}"
            for place, passage in enumerate(beside.get(asked.key, ())):
                yield (
                    chosen.supplier(document, asked.row["entity"]),
                    Linked(asked.row["commitment"], address if every or not place else None),
                    asked.title,
                    status_words(shown_status(asked.row)),
                    ROLES.get(passage["role"], passage["role"]),
                    _words(chosen, id_, passage),
                    chosen.clean(id_, passage["refused_because"]),
                    _page(chosen, id_, passage),
                    passage["locator"],
                    chosen.file(chosen.home(passage["sentence_id"], id_)),
                    asked.act,
                    asked.number,
                    id_,
                    passage["sentence_id"],
                )


def _words(chosen: Chosen, document_id: str, passage: Row) -> str:
    home = chosen.home(passage["sentence_id"], document_id)
    return chosen.quote(home, passage["sentence_id"], passage["quote"])


def _page(chosen: Chosen, document_id: str, passage: Row) -> int | None:
    home = chosen.home(passage["sentence_id"], document_id)
    return passage["spans"][0]["page"] if passage["spans"] and chosen.is_paged(home) else None


def _documents(chosen: Chosen, link: Link, others: Sequence[Row]) -> Iterator[Cells]:
    files = {row["document_id"]: row for row in chosen.run.rows("files") if row["outcome"] != Outcome.DUPLICATE}
    for row in chosen.documents:
        id_ = row["document_id"]
        file = files.get(id_, {})
        replaced = row["supersedes"]
        yield (
            Linked(chosen.supplier(row), leads_to(row, link)),
            chosen.clean(id_, row["title"]),
            row["kind"],
            chosen.clean(id_, row["kind_reason"]),
            row["period_start"],
            row["period_end"],
            row["pages"],
            row["extraction_coverage"],
            _outcome(row["outcome"]),
            file.get("reason"),
            file.get("remedy"),
            chosen.file(id_),
            row["published_on"],
            row["language"],
            None if row["copying_allowed"] else "forbidden",
            row["source_url"],
            row["retrieved_on"],
            replaced,
            row["procurement"],
            row["lot"],
            row["bidder"],
            id_,
        )
    for other in others:
        yield (
            *(None, None, None, None, None, None, None, None),
            *(_outcome(other["outcome"]), other["reason"], other["remedy"], other["path"]),
            *[None] * (len(DOCUMENTS) - 12),
        )


def _outcome(outcome: str) -> str:
    return outcome.replace("_", " ").replace("ocr", "OCR")
