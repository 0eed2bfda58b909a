"""Gather what a run holds into sheets: statements on one side, each bidder's files apart from all others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from corpora.document import Outcome
from pipelines.pages.vocabulary import UNREAD
from pipelines.report.passages import Texts, texts_of
from pipelines.report.practice_strip import told
from pipelines.report.red_flags import red_flags
from pipelines.report.run import Hears, Row, Run, silent
from pipelines.report.suppliers import (
    Flagged,
    Promised,
    Sheet,
    anchor_of,
    day,
    is_of_tender,
    judged_of,
    supplier_of,
)
from pipelines.report.withheld import Withheld

Bid = tuple[str, str, str]  # procurement, lot, bidder; or the document alone where no manifest names the bidder


@dataclass(frozen=True, eq=False)
class Gathered:
    """All that a report tells: `files` are the rows of files of its documents, and of what could not be read."""

    sheets: tuple[Sheet, ...]
    unjudged: tuple[Row, ...]  # documents that were read, and under no law
    files: tuple[Row, ...]

    @property
    def unread(self) -> tuple[Row, ...]:
        """Files that could not be read."""
        return tuple(row for row in self.files if row["outcome"] in UNREAD)


def bids_of(run: Run) -> dict[Bid, list[Row]]:
    """Return the documents that each bidder sent, by procurement, lot and bidder."""
    groups: dict[Bid, list[Row]] = defaultdict(list)
    for row in run.documents.values():
        if is_of_tender(row):
            # files of a procurement whose bidder nobody named may be of several: each stands for itself
            named = (row["procurement"] or "", row["lot"] or "", row["bidder"])
            groups[named if named[2] else ("", "", row["document_id"])].append(row)
    return dict(sorted(groups.items()))


class Gathering:
    """Everything of a run, gathered once; rows that several documents share are read once."""

    def __init__(self, run: Run, hears: Hears = silent) -> None:
        self._run, self._hears = run, hears
        self._findings = run.by_document("findings")
        self._evidence = run.by_document("evidence")
        self._flags = run.by_document("flags")
        self._promises = run.by_document("promises")
        self._answers = run.by_document("answers")
        self._as_of = date.fromisoformat(str(run.manifest["as_of"]))
        self._done = 0

    @cached_property
    def statements(self) -> Gathered:
        """What is not part of a bid, in the order of the suppliers' names and periods."""
        documents = [row for row in self._run.documents.values() if not is_of_tender(row)]
        return self._gathered([[row] for row in documents], self._files(documents, others=True))

    @cached_property
    def bids(self) -> dict[Bid, Gathered]:
        """What each bidder sent, its files together, by procurement, lot and bidder."""
        bids = bids_of(self._run)
        return {bid: self._gathered([rows], self._files(rows)) for bid, rows in bids.items()}

    def _files(self, documents: Sequence[Row], others: bool = False) -> list[Row]:
        ids = {row["document_id"] for row in documents}
        return [
            row
            for row in self._run.rows("files")
            if (row["document_id"] in ids and self._is_their_own(row))
            or (others and row["document_id"] not in self._run.documents)
        ]

    def _is_their_own(self, file: Row) -> bool:
        """Whether it is not a twin that somebody else sent: then its reason does not name the file that was read."""
        return file["outcome"] != Outcome.DUPLICATE or self._run.paths[file["document_id"]] in (file["reason"] or "")

    def _gathered(self, groups: Sequence[Sequence[Row]], files: Sequence[Row]) -> Gathered:
        sheets: list[Sheet] = []
        unjudged = []
        for documents in groups:
            texts = self._texts(documents)
            for row in documents:
                document = {**row, "title": texts.clean(row["document_id"], row["title"] or "") or None}
                its = self._sheets(document, texts)
                sheets += its
                if not its:
                    unjudged.append({**document, "path": self._run.paths.get(document["document_id"], "")})
                self._done += 1
                self._hears("gather", self._done, len(self._run.documents))
        sheets.sort(key=lambda one: (one.supplier.lower(), str(one.document["period_end"] or ""), one.anchor))
        unread = {row["document_id"] for row in files if row["outcome"] in UNREAD}
        return Gathered(tuple(sheets), tuple(row for row in unjudged if row["document_id"] not in unread), tuple(files))

    def _texts(self, documents: Sequence[Row]) -> Texts:
        sentences = [row for document in documents for row in self._run.sentences(document["document_id"])]
        by_document: dict[str, list[Row]] = defaultdict(list)
        for row in sentences:
            by_document[row["document_id"]].append(row)
        hidden: dict[str, Withheld] = {
            document["document_id"]: self._run.withheld(document["document_id"], by_document[document["document_id"]])
            for document in documents
        }
        locators = {
            row["sentence_id"]: row["locator"]
            for document in documents
            for row in self._evidence.get(document["document_id"], ())
            if row["locator"]
        }
        return texts_of(sentences, hidden, self._run.paged, locators)

    def _sheets(self, document: Row, texts: Texts) -> list[Sheet]:
        id_ = document["document_id"]
        path = self._run.paths.get(id_, "")
        by_entity: dict[str | None, list[Row]] = defaultdict(list)
        for finding in self._findings.get(id_, ()):
            by_entity[finding["entity"]].append(finding)
        if not by_entity:
            return []
        labels: Mapping[str, Any] = self._run.labels.get(id_, {})
        best, strip = told(Texts(self._own(texts, id_), texts.order, texts.withheld, texts.paged), labels)
        flags = [
            Flagged(
                row["pattern"],
                row["name"],
                texts.passage(row["sentence_id"], home=id_) if row["sentence_id"] else None,
                row["means"],
            )
            for row in red_flags(self._flags.get(id_, ()), texts.sentences.values(), {id_: document}, self._as_of).get(
                id_, ()
            )
        ]
        sheets = []
        for entity, findings in sorted(by_entity.items(), key=lambda pair: pair[0] or ""):
            supplier = entity or supplier_of(document, path)
            anchor = anchor_of(id_, entity, supplier)
            evidence = [row for row in self._evidence.get(id_, ()) if row["entity"] == entity]
            sheets.append(
                Sheet(
                    anchor,
                    supplier,
                    document,
                    path,
                    judged_of(findings, evidence, texts, self._run.requirements, anchor),
                    tuple(best),
                    tuple(strip),
                    tuple(flags),
                    self._promised(id_, texts),
                    tuple(self._answered(id_, texts)) if is_of_tender(document) else (),
                )
            )
        return sheets

    @staticmethod
    def _own(texts: Texts, document_id: str) -> dict[str, Mapping[str, Any]]:
        return {id_: row for id_, row in texts.sentences.items() if row["document_id"] == document_id}

    def _promised(self, document_id: str, texts: Texts) -> tuple[Promised, ...]:
        due: dict[str, Any] = {}
        for row in self._promises.get(document_id, ()):
            due[row["sentence_id"]] = due.get(row["sentence_id"]) or row["due"]
        return tuple(
            Promised(texts.passage(id_, home=document_id), day(end) if end else None) for id_, end in due.items()
        )

    def _answered(self, document_id: str, texts: Texts) -> list[Row]:
        return [
            {
                **row,
                "question": texts.clean(document_id, row["question"]),
                "answer": texts.clean(document_id, row["answer"] or ""),
                "remarks": [
                    texts.clean(document_id, reason)
                    for state, reason in zip(row["states"], row["reasons"], strict=False)
                    if reason and state != "answered"
                ],
            }
            for row in self._answers.get(document_id, ())
        ]
