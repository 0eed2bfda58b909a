"""The original bytes behind a row of `files`: read again from where they lay, and known by their digest alone."""

import hashlib
import json
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from corpora.errors import AvowalError
from pipelines.extract.batch import MAX_DEPTH
from pipelines.extract.inside.unpack import MAX_UNPACKED_BYTES
from pipelines.ingest.sources import MAX_FILE_BYTES
from pipelines.isolate import Fault, Limits, Pool
from pipelines.report.run import Run
from pipelines.store import spelt

WORK = "pipelines.report.unpacked:work"
ESCAPED = re.compile(r"\\x([89a-f][0-9a-f])")  # a byte that is no UTF-8, as `store.spelt` writes it
DIGEST = re.compile(r"[0-9a-f]{64}")

AGAIN = "Run the report from the folder in which the analysis ran, with the file where it was; or analyse it again."
READABLE = "Give yourself the right to read it."
CHANGED = "Analyse the documents again, or put the version back that was analysed."
FAULTS = {
    Fault.CRASHED: "unpacking it crashed",
    Fault.HUNG: "unpacking it came to no end",
    Fault.MEMORY: "unpacking it takes more memory than is allowed",
    Fault.OUTPUT: "it holds too many files",
}


class SourceError(AvowalError):
    """The bytes that were analysed cannot be had any more; the message says why in one sentence."""

    remedy = AGAIN
    exit_code = 1


def original_of(run: Run, originals: "Originals", document_id: str) -> bytes:
    """Return the bytes of a document from any of the places at which the run found it.

    Raises:
        SourceError: as `Originals.original`, of the first place, where it is at none of them any more.
    """
    first: SourceError | None = None
    for path in run.places.get(document_id, ()):
        try:
            return originals.original(path, document_id)
        except SourceError as error:
            first = first or error
    raise first or SourceError("The run found it in no file.")


class Originals:
    """Finds originals; keeps what it unpacked of the container asked last. Use it as a context, from one thread."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="avowal-", ignore_cleanup_errors=True)
        self._spool = Path(self._folder.name).resolve()
        self._pool: Pool | None = None
        self._container: Path | None = None  # the one that the spool holds files of
        self._members: dict[Path, dict[str, str]] = {}  # by the place of what holds them: name -> digest

    def __enter__(self) -> "Originals":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.close()
        self._folder.cleanup()

    def original(self, path: str, document_id: str) -> bytes:
        """Return the bytes that were analysed; no other file ever stands in for them.

        Args:
            path: of a row of `files`: relative to the working directory, absolute, or a place inside a ZIP, an e-mail
                or a PDF (`pack.zip/answers.txt`).
            document_id: SHA-256 of the bytes, as that row says.

        Raises:
            SourceError: It is not there any more, has changed, cannot be read, is too large, or what it lay in is
                gone, changed or cannot be unpacked.
        """
        place = _place(path)
        outer = next(_files_on(place), None)
        if outer is None:
            raise _gone(path, place)
        inner = str(place)[len(str(outer)) + 1 :]
        if not inner:
            data = _read(outer, path, MAX_FILE_BYTES)
            if hashlib.sha256(data).hexdigest() != document_id:
                raise SourceError(f"{path} has changed since it was analysed (its SHA-256 differs).", CHANGED)
            return data
        _check(outer, path, MAX_FILE_BYTES)
        if outer != self._container:
            self._forget()
            self._container = outer
        found, is_named = self._inside(outer, inner, document_id, path[: -len(inner) - 1])
        if found is None and is_named:
            raise SourceError(f"{path} has changed since it was analysed (its SHA-256 differs).", CHANGED)
        if found is None:
            raise SourceError(f"{path[: -len(inner) - 1]} does not hold {inner} any more.", CHANGED)
        return found

    def _inside(
        self, outer: Path, inner: str, document_id: str, name: str, depth: int = MAX_DEPTH
    ) -> tuple[bytes | None, bool]:
        """Return the member's bytes, and whether a file of its name lies there."""
        members = self._unpacked(outer, name)
        is_named = inner in members
        if members.get(inner) == document_id:
            return self._held(document_id), True
        for member, digest in members.items():
            if inner.startswith(f"{member}/") and depth > 1:
                rest = inner[len(member) + 1 :]
                found, named = self._inside(self._spool / digest, rest, document_id, f"{name}/{member}", depth - 1)
                if found is not None:
                    return found, True
                is_named = is_named or named
        return None, is_named

    def _unpacked(self, outer: Path, name: str) -> dict[str, str]:
        """Return what one file holds, unpacked into the spool.

        Raises:
            SourceError: It cannot be unpacked.
        """
        if outer not in self._members:
            self._pool = self._pool or Pool(WORK, Limits(), size=1)
            asked = {"held": str(outer.absolute()), "spool": str(self._spool), "max_bytes": MAX_UNPACKED_BYTES}
            ((_, result),) = self._pool.run([json.dumps(asked).encode()])
            answer = json.loads(result.content) if result.content is not None else {}
            if "members" not in answer:
                why = answer.get("refused") or f"{FAULTS[result.fault or Fault.CRASHED]}."
                raise SourceError(f"{name} cannot be unpacked any more: {why}")
            self._members[outer] = {str(k): str(v) for k, v in answer["members"].items() if DIGEST.fullmatch(str(v))}
        return self._members[outer]

    def _held(self, document_id: str) -> bytes | None:
        data = _read(self._spool / document_id, document_id, MAX_UNPACKED_BYTES)
        return data if hashlib.sha256(data).hexdigest() == document_id else None

    def _forget(self) -> None:
        self._members.clear()
        for file in self._spool.iterdir():
            file.unlink(missing_ok=True)


def _place(path: str) -> Path:
    """Return the path as the system knows it: names that are no UTF-8 are written with escapes in the tables."""
    literal = Path(path)
    meant = ESCAPED.sub(lambda byte: chr(0xDC00 + int(byte[1], 16)), path)
    return literal if meant == path or next(_files_on(literal), None) else Path(meant)


def _files_on(path: Path) -> Iterator[Path]:
    """Give the file itself, or the one on the way to it that it lies inside."""
    for place in (*reversed(path.parents), path):
        try:
            mode = place.stat().st_mode
        except (OSError, ValueError):
            return
        if not stat.S_ISDIR(mode):
            yield place
            return


def _gone(path: str, place: Path) -> SourceError:
    """Return the error of a path that leads to no file: which part of it is missing, or may not be looked at."""
    for part in (*reversed(place.parents), place):
        try:
            part.stat()
        except PermissionError:
            return SourceError(f"{path} cannot be read: no permission.", READABLE)
        except (OSError, ValueError):
            if part == place:
                return SourceError(f"{path} is not there any more.")
            lay = spelt(str(place)[len(str(part)) + 1 :])
            return SourceError(f"{spelt(str(part))}, in which {lay} lay, is not there any more.")
    return SourceError(f"{path} is a folder now.")


def _check(place: Path, path: str, limit: int) -> None:
    """Look at a file before it is opened.

    Raises:
        SourceError: It is none, or has more bytes than the limit.
    """
    try:
        status = os.stat(place)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.", READABLE) from error
    if not stat.S_ISREG(status.st_mode):  # opening a pipe or a device could wait for ever
        raise SourceError(f"{path} is a pipe, socket or device now, not a file.", CHANGED)
    if status.st_size > limit:
        size = f"{status.st_size / 1e6:.0f} MB; the limit is {limit / 1e6:.0f} MB"
        raise SourceError(f"{path} is too large: {size}.", CHANGED)


def _read(place: Path, path: str, limit: int) -> bytes:
    """Return a file's bytes.

    Raises:
        SourceError: It cannot be read, is none, or has more bytes than the limit.
    """
    _check(place, path, limit)
    try:
        return place.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.", READABLE) from error
