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
    """An input that the user named does not exist."""

    remedy = "Check the spelling of the path; a path with spaces needs quotation marks."
    exit_code = 2


class NothingToReadError(AvowalError):
    """The inputs hold no file."""

    remedy = "Name a file, or a folder that holds PDF, DOCX, HTML or text files (hidden files are passed over)."
    exit_code = 3


def find_sources(inputs: Sequence[Path], manifest: Path | None = None) -> list[Source]:
    """Return one source a file, in the order given and sorted within folders.

    A file that cannot be tried is a source whose outcome, reason and remedy say why; a byte-identical twin of an
    earlier file carries that file's document id and the outcome DUPLICATE.

    Args:
        inputs: Files and folders (read with all their sub-folders; hidden files and litter of the system skipped).
        manifest: CSV file that says what the files are, or None.

    Raises:
        PathNotFoundError: An input does not exist.
        NothingToReadError: There is no input, or the folders hold no file.
        ManifestError: The manifest holds mistakes.
    """
    missing = [str(path) for path in inputs if not os.path.lexists(path)]
    if missing:
        raise PathNotFoundError(f"No such file or folder: {', '.join(missing)}")
    paths: dict[Path, Path] = {}  # by real place, since two inputs may lead to one file
    for path in (found for given in inputs for found in _walk(given)):
        paths.setdefault(_place(path), path)
    if manifest is not None:
        paths.pop(manifest.resolve(), None)  # it may lie in the folder that it speaks of
    if not paths:
        raise NothingToReadError(f"Nothing to read in {', '.join(map(str, inputs)) or 'no input'}")
    subjects: dict[Path, list[Subject]] = {}
    for entry in read_manifest(manifest, {path.resolve() for path in paths.values()}) if manifest else ():
        subjects.setdefault(entry.path, []).append(entry.subject)
    sources: list[Source] = []
    first: dict[str, str] = {}
    for path in paths.values():
        source = replace(_source(path), subjects=tuple(subjects.get(path.resolve(), ())))
        if source.document_id and (twin := first.setdefault(source.document_id, source.path)) != source.path:
            reason = f"Byte for byte the same as {spelt(twin)}, which is read instead."
            source = replace(source, outcome=Outcome.DUPLICATE, reason=reason, remedy=None)
        sources.append(source)
        report("ingest", 1)
    return sources


def _place(path: Path) -> Path:
    """Return the path with its folder resolved: a symbolic link stays a row of its own."""
    return path.parent.resolve() / path.name


def _walk(given: Path) -> Iterator[Path]:
    if not given.is_dir():
        yield given
        return
    for folder, folders, names in os.walk(given, onerror=_say_unreadable):
        folders[:] = sorted(name for name in folders if not _is_litter(name))
        for name in sorted(names):
            if not _is_litter(name):
                yield Path(folder, name)


def _say_unreadable(error: OSError) -> None:
    logger.warning("Folder %s cannot be read: %s", error.filename, error.strerror)


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in LITTER


def _source(path: Path) -> Source:
    def failed(outcome: Outcome, reason: str, remedy: str, size: int = 0, modified: float = 0.0) -> Source:
        return Source(str(path), None, None, size, modified, outcome, reason, remedy)

    try:
        status = path.stat()
    except FileNotFoundError:
        return failed(Outcome.UNREADABLE, "The symbolic link leads nowhere.", "Give the file that it should lead to.")
    except OSError as error:
        return failed(Outcome.UNREADABLE, f"The file cannot be opened: {error.strerror}.", "Check the path.")
    size, modified = status.st_size, status.st_mtime
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
