"""A finished run as its folder holds it: the tables, checked against what the run said of them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpora.document import Outcome
from corpora.errors import AvowalError
from corpora.tables import SCHEMA_VERSION, TABLES
from pipelines.report.withheld import Withheld, withheld
from pipelines.store import RUN_FILE, holds_run

Row = dict[str, Any]
Hears = Callable[[str, int, int], None]  # step, done, of


class RunError(AvowalError):
    """A folder holds no run that a report can be made of."""

    remedy = "Name the folder that `avowal analyse` wrote (-o)."
    exit_code = 2


def silent(step: str, done: int, of: int) -> None:
    """Hear of nothing."""


@dataclass(frozen=True, eq=False)
class Run:
    """The tables of one run; rows are dicts as `corpora.tables` names their columns."""

    folder: Path
    manifest: Mapping[str, Any]  # run.json
    manifest_digest: str
    _tables: dict[str, pa.Table] = field(default_factory=dict, repr=False)
    _places: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> pa.Table:
        """Return a whole table."""
        if name not in self._tables:
            with (self.folder / f"{name}.parquet").open("rb") as file:  # pyarrow opens no path that is not UTF-8
                self._tables[name] = pq.read_table(file, schema=TABLES[name])
        return self._tables[name]

    def rows(self, name: str) -> list[Row]:
        """Return all rows of a table."""
        found: list[Row] = self.table(name).to_pylist()
        return found

    @cached_property
    def documents(self) -> dict[str, Row]:
        """The documents by id, in the order of their ids."""
        return {row["document_id"]: row for row in self.rows("documents")}

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """The paths at which each document was found; those of its twins stand behind the one that was read."""
        found: dict[str, list[str]] = {}
        for row in sorted(self.rows("files"), key=lambda row: row["outcome"] == Outcome.DUPLICATE):
            if row["document_id"]:
                found.setdefault(row["document_id"], []).append(row["path"])
        return found

    @cached_property
    def paths(self) -> dict[str, str]:
        """The path from which each document was read."""
        return {document: paths[0] for document, paths in self.places.items()}

    def by_document(self, name: str) -> dict[str, list[Row]]:
        """Return the rows of a table by document."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(name):
            found[row["document_id"]].append(row)
        return found

    def rows_of(self, name: str, document_id: str) -> list[Row]:
        """Return the rows of one document in order: they stand together in every table."""
        start, count = self.places_in(name).get(document_id, (0, 0))
        rows: list[Row] = self.table(name).slice(start, count).to_pylist()
        return rows

    def places_in(self, name: str) -> dict[str, tuple[int, int]]:
        """Return where the rows of each document stand in a table: the first, and how many."""
        if name not in self._places:
            found: dict[str, tuple[int, int]] = {}
            for number, document in enumerate(self.table(name).column("document_id").to_pylist()):
                start, count = found.get(document, (number, 0))
                found[document] = (start, count + 1)
            self._places[name] = found
        return self._places[name]

    def sentences(self, document_id: str) -> list[Row]:
        """Return the sentences of one document in order."""
        return self.rows_of("sentences", document_id)

    def withheld(self, document_id: str, sentences: Iterable[Row]) -> Withheld:
        """Return what is withheld of one document, whose sentences these are."""
        return withheld(self.rows_of("flags", document_id), sentences)

    @cached_property
    def paged(self) -> frozenset[str]:
        """The documents whose format has pages."""
        pages = self.table("pages").select(["document_id", "width"])
        return frozenset(pages.filter(pc.is_valid(pages["width"])).column("document_id").to_pylist())

    @cached_property
    def requirements(self) -> dict[str, str]:
        """The texts of the buyer's own requirements by their ids."""
        return {str(one["id"]): str(one["text"]) for one in self.manifest.get("requirements") or ()}

    @cached_property
    def labels(self) -> dict[str, dict[str, list[tuple[str, str, float]]]]:
        """What was decided of each sentence: document -> sentence -> (task, label, probability)."""
        columns = ["document_id", "sentence_id", "task", "label", "probability"]
        with (self.folder / "predictions.parquet").open("rb") as file:  # what was not given is most of it
            given = pq.read_table(file, columns=columns, filters=pc.field("decision"))
        found: dict[str, dict[str, list[tuple[str, str, float]]]] = defaultdict(lambda: defaultdict(list))
        values = (given.column(name).to_pylist() for name in columns)
        for document, sentence, task, label, probability in zip(*values, strict=True):
            found[document][sentence].append((task, label, probability))
        return found


def open_run(folder: Path) -> Run:
    """Open the folder of a finished run and check that its tables are those that it wrote.

    Raises:
        RunError: where there is no folder, no finished run, a table is missing, cut off or changed, or another
            version of Avowal wrote it in a form that this one does not know.
    """
    if not folder.exists():
        raise RunError(f"There is no folder {folder}.")
    if not holds_run(folder):
        raise RunError(f"{folder} holds no finished run (no {RUN_FILE} beside its tables).")
    written = (folder / RUN_FILE).read_bytes()
    try:
        manifest = json.loads(written)
        version = str(manifest["schema_version"])
        digests = _digests(manifest) if version == SCHEMA_VERSION else {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{folder / RUN_FILE} is damaged.", remedy="Run `avowal analyse … --replace` again.") from error
    if version != SCHEMA_VERSION:
        raise RunError(
            f"{folder} was written in form {version}, and this Avowal reads form {SCHEMA_VERSION}.",
            remedy="Use the version of Avowal that wrote it (run.json names it), or analyse the documents again.",
        )
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digests.get(name):
            raise RunError(
                f"{path.name} in {folder} is {'not there' if not path.is_file() else 'not what the run wrote'}.",
                remedy="Run `avowal analyse … --replace` again.",
            )
    return Run(folder, manifest, hashlib.sha256(written).hexdigest())


def _digests(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the digest of each table, once all that a report names of run.json is found to be what it should."""
    date.fromisoformat(manifest["as_of"])
    {str(manifest["avowal"]): ", ".join(manifest["models"])} | manifest["frameworks"]
    return {name: str(table["sha256"]) for name, table in manifest["tables"].items()}
