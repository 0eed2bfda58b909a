"""Find the files of a run: walked in order, identified by content, each one a row whatever it is."""

import hashlib
import logging
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpora.document import Outcome, Source, Subject
from corpora.errors import AvowalError
from pipelines.ingest.manifest import is_manifest, read_manifest
from pipelines.ingest.media import GET_AGAIN, TEXT, Media, detect
from pipelines.stage import report
from pipelines.store import spelt

logger = logging.getLogger(__name__)

MAX_FILE_BYTES = 200_000_000
LITTER = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "__macosx", "$recycle.bin"})


class PathNotFoundError(AvowalError):
    """Nothing that the user named exists."""

    remedy = "Check the spelling of the path; a path with spaces needs quotation marks."
    exit_code = 2


class NothingToReadError(AvowalError):
    """The inputs hold no file."""

    remedy = (
        "Name a file, or a folder that holds PDF, DOCX, HTML or text files (hidden files, "
        "and the ~$ files that Office leaves beside an open document, are passed over)."
    )
    exit_code = 3


def find_sources(inputs: Sequence[Path], manifest: Path | None = None) -> list[Source]:
    """Return one source a file, in the order given and sorted within folders.

    A file that cannot be tried is a source whose outcome, reason and remedy say why; a byte-identical twin of an
    earlier file carries that file's document id and the outcome DUPLICATE.

    Args:
        inputs: Files and folders (read with all their sub-folders, linked ones too; hidden files and litter of the
            system skipped). One that does not exist is a row, where another does.
        manifest: CSV file that says what the files are, or None.

    Raises:
        PathNotFoundError: No input exists.
        NothingToReadError: There is no input, or the folders hold no file.
        ManifestError: The manifest holds mistakes.
    """
    check_inputs(inputs)
    paths: dict[Path, Path] = {}  # by real place, since two inputs may lead to one file
    seen: set[str] = set()
    for path in (found for given in inputs for found in _walk(given, seen)):
        paths.setdefault(_place(path), path)
    if manifest is not None:
        paths.pop(_real(manifest), None)  # it may lie in the folder that it speaks of
    if not paths:
        raise NothingToReadError(f"Nothing to read in {', '.join(map(str, inputs)) or 'no input'}")
    subjects: dict[Path, list[Subject]] = {}
    for entry in read_manifest(manifest, {_real(path) for path in paths.values()}) if manifest else ():
        subjects.setdefault(entry.path, []).append(entry.subject)
    sources: list[Source] = []
    first: dict[str, Source] = {}
    for path in paths.values():
        source = replace(_source(path), subjects=tuple(subjects.get(_real(path), ())))
        if source.document_id and (twin := first.setdefault(source.document_id, source)) is not source:
            source = replace(source, outcome=Outcome.DUPLICATE, reason=twin_reason(twin, source), remedy=None)
        sources.append(source)
        report("ingest", 1)
    return sources


def twin_reason(first: Source, source: Source) -> str:
    """Say that a file's bytes are read already; of another bidder's file neither the name nor the place."""
    if {subject.bidder for subject in first.subjects} != {subject.bidder for subject in source.subjects}:
        return "The same bytes are read once in this run."
    return f"Byte for byte the same as {spelt(first.path)}, which is read instead."


def check_inputs(inputs: Sequence[Path]) -> None:
    """Say where nothing that was named exists.

    Raises:
        PathNotFoundError: as it says; one missing path among others costs no run.
    """
    if inputs and not any(os.path.lexists(path) for path in inputs):
        raise PathNotFoundError(f"No such file or folder: {', '.join(map(str, inputs))}")


def _place(path: Path) -> Path:
    """Return the path with its folder resolved: a symbolic link stays a row of its own."""
    return _real(path.parent) / path.name


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve() raises where links lead round in a circle


def _walk(given: Path, seen: set[str]) -> Iterator[Path]:
    """Give the files of a folder in order, and the folders that cannot be read: those are rows too.

    Args:
        given: File or folder.
        seen: Real places of folders already walked, which this adds to: links may lead back.
    """
    if not os.path.isdir(given):
        yield given
        return
    shut: list[Path] = []
    for folder, folders, names in os.walk(given, followlinks=True, onerror=lambda e: shut.append(Path(e.filename))):
        if (place := os.path.realpath(folder)) in seen:
            folders.clear()
            continue
        seen.add(place)
        kept = [name for name in folders if not _is_litter(name)]
        folders[:] = sorted(kept, key=lambda name: (os.path.islink(os.path.join(folder, name)), name))
        for name in sorted(names):
            if not _is_litter(name):
                yield Path(folder, name)
    yield from shut


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in LITTER


def _source(path: Path) -> Source:
    def failed(outcome: Outcome, reason: str, remedy: str, size: int = 0, modified: float = 0.0) -> Source:
        return Source(str(path), None, None, size, modified, outcome, reason, remedy)

    try:
        status = path.stat()
    except FileNotFoundError:
        if os.path.islink(path):
            reason, remedy = "The symbolic link leads nowhere.", "Give the file that it should lead to."
            return failed(Outcome.UNREADABLE, reason, remedy)
        return failed(Outcome.UNREADABLE, "There is no such file.", PathNotFoundError.remedy)
    except OSError as error:
        return failed(Outcome.UNREADABLE, f"The file cannot be opened: {error.strerror}.", "Check the path.")
    size, modified = status.st_size, status.st_mtime
    if stat.S_ISDIR(status.st_mode):
        reason = "The folder may not be read (no permission)."
        return failed(Outcome.UNREADABLE, reason, "Give yourself the right to read it.", 0, modified)
    if not stat.S_ISREG(status.st_mode):  # opening a pipe or a device could wait for ever
        return failed(Outcome.NOT_A_DOCUMENT, "A pipe, socket or device, not a file.", "Give a file.", 0, modified)
    if size > MAX_FILE_BYTES:
        reason = f"The file has {size / 1e6:.0f} MB; the limit is {MAX_FILE_BYTES / 1e6:.0f} MB."
        return failed(Outcome.REFUSED, reason, "Give a smaller version, or split it.", size, modified)
    try:
        data = path.read_bytes()
    except PermissionError:
        reason = "The file may not be read (no permission)."
        return failed(Outcome.UNREADABLE, reason, "Give yourself the right to read it.", size, modified)
    except OSError as error:
        return failed(Outcome.UNREADABLE, f"The file cannot be read: {error.strerror}.", GET_AGAIN, size, modified)
    digest = hashlib.sha256(data).hexdigest()
    if not data:
        return Source(str(path), digest, None, 0, modified, Outcome.EMPTY, "The file is empty (0 bytes).", GET_AGAIN)
    media = detect(data, path.suffix.lower())
    if media.media_type == TEXT and is_manifest(data[:4096]):
        media = Media("text/csv", Outcome.NOT_A_DOCUMENT, "This is a manifest.", "Give it with --manifest.")
    return Source(str(path), digest, media.media_type, size, modified, media.outcome, media.reason, media.remedy)
