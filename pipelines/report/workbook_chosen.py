"""The documents that one workbook is about, with their findings and passages, as they may leave."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any

from corpora.framework import Commitment, load_frameworks
from pipelines.patterns.lowered import VICTIM, WITHHELD
from pipelines.report.run import Row, Run
from pipelines.report.suppliers import is_of_tender, supplier_of
from pipelines.report.withheld import Withheld, withheld

OWN_REQUIREMENTS = "The buyer's own requirements"
Key = tuple[str, str | None, str, str]  # document, entity, framework, commitment


@dataclass(frozen=True, slots=True)
class Asked:
    """A finding with its number in the workbook, and what its framework says of the commitment."""

    number: int  # from 1, in the order of the sheet
    row: Row
    commitment: Commitment | None  # None: a tender's own requirement, or of another version's framework
    act: str
    title: str

    @property
    def key(self) -> Key:
        """What its passages are found by."""
        return key_of(self.row)


def key_of(row: Mapping[str, Any]) -> Key:
    """Return what a finding and its evidence share."""
    return row["document_id"], row["entity"], row["framework"], row["commitment"]


class Chosen:
    """Some documents of a run in the order of their suppliers; every text goes through `clean` before it leaves."""

    def __init__(self, run: Run, documents: Iterable[str]) -> None:
        self.run = run
        ids = set(documents)
        rows = [row for id_, row in run.documents.items() if id_ in ids]
        self.documents = sorted(rows, key=lambda row: (self.supplier(row).casefold(), _period(row), row["document_id"]))
        self._ids = {row["document_id"] for row in rows}
        self._files = _below({id_: PurePath(run.paths.get(id_, "")) for id_ in self._ids})

    def supplier(self, document: Row, entity: str | None = None) -> str:
        """Return the name under which a document, or what it says of one entity, stands."""
        return entity or supplier_of(document, self.run.paths.get(document["document_id"], ""))

    def file(self, document_id: str) -> str:
        """Return the path of a document's file below the folder that all chosen files share."""
        return self._files[document_id]

    def is_paged(self, document_id: str) -> bool:
        """Whether its format has pages."""
        return document_id in self.run.paged

    def clean(self, document_id: str, text: str | None) -> str | None:
        """Return a text of a document without what is withheld of it."""
        return self._withheld[document_id].clean(text) if text and document_id in self._withheld else text

    def home(self, sentence_id: str, document_id: str) -> str:
        """Return the document in which a passage beside a finding stands: a bid rests on all of the bidder's files."""
        return self._homes.get(sentence_id, document_id)

    def hides(self, sentence_id: str) -> bool:
        """Whether a sentence is withheld, of whatever document."""
        return sentence_id in self._hidden

    def quote(self, document_id: str, sentence_id: str, text: str) -> str:
        """Return the words of a passage, or the mark that they are withheld."""
        return WITHHELD if self.hides(sentence_id) else self.clean(document_id, text) or ""

    def count(self, table: str) -> int:
        """Return the number of a table's rows that belong to the documents."""
        places = self.run.places_in(table)
        return sum(places[id_][1] for id_ in self._ids if id_ in places)

    def rows(self, table: str, document_id: str) -> list[Row]:
        """Return the rows of a document, which stand together in every table."""
        return self.run.rows_of(table, document_id)

    def by_finding(self, document_id: str) -> dict[Key, list[Row]]:
        """Return the evidence of a document by the finding that it stands beside."""
        found: dict[Key, list[Row]] = defaultdict(list)
        for row in self.rows("evidence", document_id):
            found[key_of(row)].append(row)
        return found

    @cached_property
    def findings(self) -> dict[str, list[Asked]]:
        """The findings by document, numbered in the order of the documents and of their frameworks."""
        known = load_frameworks()
        asked = {name: {one.id: one for one in framework.commitments} for name, framework in known.items()}
        found: dict[str, list[Asked]] = {}
        number = 0
        for document in self.documents:
            id_ = document["document_id"]
            rows = self.rows("findings", id_)
            places = {name: list(commitments) for name, commitments in asked.items()}
            rows.sort(key=lambda row: (row["entity"] or "", row["framework"], _place(row, places)))
            found[id_] = []
            for row in rows:
                number += 1
                commitment = asked.get(row["framework"], {}).get(row["commitment"])
                title = commitment.title if commitment else self.run.requirements.get(row["commitment"], "")
                act = known[row["framework"]].short_title if row["framework"] in known else OWN_REQUIREMENTS
                found[id_].append(Asked(number, row, commitment, act, title))
        return found

    @cached_property
    def _homes(self) -> dict[str, str]:
        table = self.run.table("sentences")
        return {
            sentence: document["document_id"]
            for document in self.documents
            if is_of_tender(document)
            for sentence in table.slice(*self.run.places_in("sentences").get(document["document_id"], (0, 0)))
            .column("sentence_id")
            .to_pylist()
        }

    @cached_property
    def _hidden(self) -> frozenset[str]:
        return frozenset(id_ for row in self._victims for id_ in row["sentence_ids"])

    @cached_property
    def _victims(self) -> list[Row]:
        return [row for row in self.run.rows("flags") if row["pattern"] == VICTIM]

    @cached_property
    def _withheld(self) -> dict[str, Withheld]:
        """What is withheld of each document; a bidder's files are read together, so theirs is withheld together."""
        flags = self._victims
        flagged = {row["document_id"] for row in flags}
        bids = {id_ for id_, row in self.run.documents.items() if is_of_tender(row)}
        own = {
            id_: withheld([row for row in flags if row["document_id"] == id_], self.run.sentences(id_))
            for id_ in sorted(flagged - bids)
        }
        if not flagged & bids:
            return own
        sentences = [row for id_ in sorted(flagged & bids) for row in self.run.sentences(id_)]
        shared = withheld([row for row in flags if row["document_id"] in bids], sentences)
        return own | dict.fromkeys(bids, shared)


def portfolio(run: Run) -> list[str]:
    """Return the documents that belong to no bid."""
    return [id_ for id_, row in run.documents.items() if not is_of_tender(row)]


def bidders(run: Run, documents: Collection[str]) -> set[tuple[str, ...]]:
    """Return who bids with these documents: a bidder by name, else a procurement's lot, else a document by itself."""
    found: set[tuple[str, ...]] = set()
    for id_ in documents:
        row = run.documents.get(id_)
        if row and is_of_tender(row):
            named = (row["procurement"] or "", row["lot"] or "")
            found.add((row["bidder"],) if row["bidder"] else named if any(named) else (id_,))
    return found


def _period(document: Row) -> str:
    return str(document["period_end"] or "")


def _place(row: Row, places: Mapping[str, list[str]]) -> tuple[int, str]:
    order = places.get(row["framework"], [])
    return (order.index(row["commitment"]) if row["commitment"] in order else len(order)), row["commitment"]


def _below(paths: Mapping[str, PurePath]) -> dict[str, str]:
    """Return the paths without the folders that all share."""
    try:
        folder = PurePath(os.path.commonpath([path.parent for path in paths.values()]))
    except ValueError:  # none at all, or some from the root and some not
        return {id_: path.name for id_, path in paths.items()}
    return {id_: str(path.relative_to(folder)) for id_, path in paths.items()}
