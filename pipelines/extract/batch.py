"""Read the documents of a batch in worker processes, and the files inside them; each ends as a row, whatever it is."""

import atexit
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from corpora.document import Document, Outcome, Source
from pipelines.extract.failure import BROKEN
from pipelines.extract.inside.unpack import MAX_UNPACKED_BYTES
from pipelines.extract.reading import Reading, ask, readings
from pipelines.ingest.sources import twin_reason
from pipelines.isolate import Fault, Limits, Pool, Result
from pipelines.stage import Case, report

MAX_DEPTH = 5  # of files inside files
MAX_UNPACKED_FILES = 3_000  # of one file given, at all depths
WORK = "pipelines.extract.reading:work"
PROGRAMS = ("tesseract",)

Observer = Callable[[Source, Result], None]

_lock = threading.Lock()
_pool: Pool | None = None


def workers() -> Pool:
    """Return this process's pool of workers, made when first asked for and ended with the process."""
    global _pool
    with _lock:
        if _pool is None:
            _pool = Pool(WORK, Limits(), PROGRAMS)
            atexit.register(_pool.close)
        return _pool


def extract_batch(cases: Sequence[Case], pool: Pool | None = None, observe: Observer | None = None) -> list[Case]:
    """Return the cases with their documents, each followed by cases for the files inside it.

    Sources that ingest refused pass through without a document, and so does what only holds other files.

    Args:
        cases: as ingest gives them.
        pool: of workers; this process's own where not given.
        observe: told of each file read what its worker took.
    """
    trees = [_Tree(case) for case in cases]
    given = [case.source for case in cases if case.source.outcome != Outcome.DUPLICATE]
    seen = {source.document_id: source for source in reversed(given) if source.document_id}
    wave = [tree for tree in trees if _is_to_read(tree.case)]
    for tree in trees:
        if tree not in wave:
            report("extract", 1)
    with tempfile.TemporaryDirectory(prefix="avowal-", ignore_cleanup_errors=True) as folder:
        spool = Path(folder).resolve()
        while wave:
            _read(wave, spool, pool or workers(), observe)
            found = [inner for tree in wave for inner in tree.inside]
            for tree in found:
                tree.case = _once(tree.case, seen)
            wave = [tree for tree in found if _is_to_read(tree.case)]
    return [case for tree in trees for case in tree.cases()]


def mark_twins(cases: Sequence[Case]) -> list[Case]:
    """Return the cases of a whole run, byte-identical documents read once: the others are rows that name it.

    A file that was given stays, a twin of it inside another goes.
    """
    order = sorted(range(len(cases)), key=lambda index: (cases[index].source.held is not None, index))
    seen: dict[str, Source] = {}
    marked = {index: _once(cases[index], seen) for index in order}
    return [marked[index] for index in range(len(cases))]


def _once(case: Case, seen: dict[str, Source]) -> Case:
    source = case.source
    if not source.document_id or source.outcome == Outcome.DUPLICATE:
        return case
    first = seen.setdefault(source.document_id, source)
    if first.path == source.path:
        return case
    return Case(replace(source, outcome=Outcome.DUPLICATE, reason=twin_reason(first, source), remedy=None))


@dataclass(slots=True, eq=False)
class _Tree:
    """A case and the cases of the files inside it."""

    case: Case
    root: "_Tree | None" = None  # the file given, in which this one lies
    depth: int = 0
    inside: list["_Tree"] = field(default_factory=list)
    files: int = 0  # inside a root, at all depths
    bytes: int = 0

    def cases(self) -> list[Case]:
        return [self.case, *(case for tree in self.inside for case in tree.cases())]


def _is_to_read(case: Case) -> bool:
    return case.document is None and case.source.outcome == Outcome.READ


def _read(wave: Sequence[_Tree], spool: Path, pool: Pool, observe: Observer | None) -> None:
    """Fill in documents and members, in the same way whichever file is read first."""
    shares: dict[int, int] = {}
    for tree in wave:
        shares[id(tree.root)] = shares.get(id(tree.root), 0) + 1

    def share(tree: _Tree) -> int:
        """Bytes that the members of this file may have: what its root has left, in equal parts for a wave's files."""
        return (MAX_UNPACKED_BYTES - tree.root.bytes) // shares[id(tree.root)] if tree.root else MAX_UNPACKED_BYTES

    requests = [ask(tree.case.source, spool, share(tree)) for tree in wave]
    readings_: dict[int, Reading] = {}
    with closing(pool.run(requests, lambda: report("extract", 0))) as results:  # whoever hears may end it
        for index, result in results:
            source = wave[index].case.source
            readings_[index] = _reading(source, result, spool)
            if observe:
                observe(source, result)
            if wave[index].root is None:
                report("extract", 1)
    for index, tree in enumerate(wave):
        _fill(tree, readings_[index])


def _reading(source: Source, result: Result, spool: Path) -> Reading:
    """Return what a worker answered; nothing that it says is believed that could lead out of the spool."""
    fault = result.fault
    if result.content is not None:
        try:
            reading = readings().validate_json(result.content)
        except ValidationError:
            fault = Fault.CRASHED
        else:
            members = tuple(
                replace(member, path=f"{source.path}{member.path}", subjects=source.subjects)
                for member in reading.members
                if member.held is None or Path(member.held).parent == spool
            )
            said = reading.source
            source = replace(source, outcome=said.outcome, reason=said.reason, remedy=said.remedy)
            return Reading(source, reading.document, members)
    outcome, reason, remedy = BROKEN[fault or Fault.CRASHED]
    return Reading(source, Document(source.document_id or "", source.media_type or "", (), outcome, reason, remedy))


def _fill(tree: _Tree, reading: Reading) -> None:
    tree.case = replace(tree.case, source=reading.source, document=reading.document)
    root = tree.root or tree
    for member in reading.members:
        root.files += 1
        root.bytes += member.bytes
        if tree.depth + 1 > MAX_DEPTH or root.files > MAX_UNPACKED_FILES:
            deep = root.files <= MAX_UNPACKED_FILES
            reason = "It lies too deep inside other files." if deep else "The file that it lies in holds too many."
            member = replace(member, outcome=Outcome.REFUSED, reason=reason, remedy="Unpack it and give the folder.")
        tree.inside.append(_Tree(Case(member), root, tree.depth + 1))
