"""How large a report becomes and how long it takes: a run, and the same run many times over."""

import hashlib
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpora.identifiers import digest
from corpora.tables import TABLES
from pipelines.report.html import write_report
from pipelines.report.publish import PAGE
from pipelines.report.run import Run, open_run
from pipelines.report.suppliers import is_of_tender
from pipelines.store import RUN_FILE, write_json


@dataclass(frozen=True, slots=True)
class Measured:
    """One report: documents judged and pages drawn from, seconds on the wall, and bytes."""

    name: str
    documents: int
    files: int
    seconds: float
    index: int
    largest: int
    bytes: int


def measure(folder: Path, copies: int) -> list[Measured]:
    """Write the report of a run, with pictures and without, and without them of so many copies of it.

    Args:
        folder: of a finished run.
        copies: how many times each document is taken, under a name of its own.

    Raises:
        RunError: as `pipelines.report.run.open_run`.
    """
    run = open_run(folder)
    with tempfile.TemporaryDirectory(prefix="avowal-bench-") as working:
        found = [
            _measured("with pictures", run, Path(working) / "pictures", images=True),
            _measured("without pictures", run, Path(working) / "plain", images=False),
        ]
        many = Path(working) / "many"
        multiply(run, many, copies)
        found.append(_measured(f"without, {copies} times", open_run(many), Path(working) / "out", images=False))
    return found


def _measured(name: str, run: Run, out: Path, images: bool) -> Measured:
    out.mkdir()
    began = time.perf_counter()
    written = write_report(run, out, images=images)
    seconds = time.perf_counter() - began
    sizes = [path.stat().st_size for path in written.paths]
    index = next(path.stat().st_size for path in written.paths if path.name == PAGE)
    judged = set(run.table("findings").column("document_id").to_pylist())
    documents = sum(not is_of_tender(run.documents[id_]) for id_ in judged)
    return Measured(name, documents, len(sizes), seconds, index, max(sizes), sum(sizes))


def multiply(run: Run, target: Path, copies: int) -> None:
    """Write a run that holds every document of another so many times, each with ids and a supplier of its own."""
    target.mkdir()
    tables: dict[str, Any] = {}
    for name, schema in TABLES.items():
        path = target / f"{name}.parquet"
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            rows = 0
            for part in _copies(run.table(name), schema, copies):
                writer.write_table(part)
                rows += part.num_rows
        tables[name] = {"rows": rows, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    write_json(target / RUN_FILE, {**run.manifest, "tables": tables})


def _copies(table: pa.Table, schema: pa.Schema, copies: int) -> Iterator[pa.Table]:
    for number in range(copies):
        columns = []
        for name in schema.names:
            column = table.column(name)
            if name in ("document_id", "sentence_id"):
                column = pa.chunked_array([[id_ and _copied(id_, number) for id_ in column.to_pylist()]], pa.string())
            elif name == "sentence_ids":
                ids = [[_copied(id_, number) for id_ in some] for some in column.to_pylist()]
                column = pa.chunked_array([ids], schema.field(name).type)
            elif name in ("entity", "bidder"):
                column = pc.binary_join_element_wise(column, f"no. {number + 1}", " ")
            columns.append(column)
        yield pa.Table.from_arrays(columns, schema=schema)


def _copied(id_: str, number: int) -> str:
    return digest("copy", number, id_)


def lines(found: Sequence[Measured]) -> Iterator[str]:
    """Yield the table, a report a line."""
    yield f"{'report':22} {'documents':>9} {'files':>6} {'seconds':>8} {'a document':>10} {'index kB':>9} {'all MB':>7}"
    for one in found:
        each = one.seconds / one.documents if one.documents else 0.0
        counts = f"{one.name:22} {one.documents:>9,} {one.files:>6,} {one.seconds:>8.1f} {each:>9.3f}s"
        yield f"{counts} {one.index / 1_000:>9,.0f} {one.bytes / 1_000_000:>7.1f}"


def as_data(found: Sequence[Measured]) -> str:
    """Return the same as JSON."""
    return json.dumps([{name: getattr(one, name) for name in one.__slots__} for one in found], indent=2)
