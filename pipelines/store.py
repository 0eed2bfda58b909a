"""Where a run's files go: a folder that holds a whole run or does not change at all."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpora.errors import AvowalError

RUN_FILE = "run.json"
TIMINGS_FILE = "timings.json"
WRITABLE = "Name a folder that you may write with -o."


class OutputError(AvowalError):
    """The folder for the results cannot be used."""

    remedy = "Name another folder with -o."
    exit_code = 2


def check(out: Path, replace: bool = False) -> None:
    """Say at once what `claim` would refuse, without leaving a trace.

    Raises:
        OutputError: as `claim`, except that another run's lock is not looked at.
    """
    out = Path(os.path.abspath(out))
    _refuse_what_is_not_ours(out, replace)
    nearest = next(folder for folder in out.parents if folder.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise OutputError(f"{out} cannot be written: {nearest} does not allow it.", remedy=WRITABLE)


@contextmanager
def claim(out: Path, replace: bool = False) -> Iterator[Path]:
    """Yield an empty folder beside `out` that takes its place, by one rename, when the block ends without an error.

    Until then whatever `out` holds stays as it is; after an error, or Ctrl-C, nothing of the new run is left. The
    folder itself carries the lock: the kernel lets go of it however the process ends, and the next run clears it.

    Raises:
        OutputError: where `out` holds a run (and `replace` is false) or other files, where another run is writing to
            it, or where its parent cannot be written; all of it before the block begins.
    """
    out = Path(os.path.abspath(out))  # not resolve(): a link named by the user stays where the user put it
    working, previous = out.with_name(f".{out.name}.partial"), out.with_name(f".{out.name}.previous")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle = _lock(working)
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.", remedy=WRITABLE) from error
    try:
        if previous.exists() and not out.exists():  # a run was killed between the two renames of a swap
            previous.rename(out)
        _refuse_what_is_not_ours(out, replace)
        _clear(working)
        yield working
        _publish(working, out, previous)
    finally:
        shutil.rmtree(working, ignore_errors=True)
        os.close(handle)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it.

    Raises:
        OutputError: where the disk does not take it.
    """
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OutputError(
            f"{path.name} cannot be written: {error.strerror}.", remedy="Make room on the disk."
        ) from error


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write JSON for people and for comparing: keys in the order given, one line a value."""
    write_bytes(path, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8"))


def replace_json(path: Path, content: dict[str, Any]) -> None:
    """Exchange a JSON file for a new one at once."""
    fresh = path.with_name(f".{path.name}.new")
    write_json(fresh, content)
    fresh.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object that a run wrote."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def spelt(path: str) -> str:
    r"""Return a path as it is written down and shown: bytes of its name that are no UTF-8 stand as `\xe9`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def identity(out: Path) -> tuple[int, int] | None:
    """Return what tells the run in a folder from the one that takes its place, or None where there is none."""
    if not holds_run(out):
        return None
    status = out.stat()
    return status.st_dev, status.st_ino


def holds_run(folder: Path) -> bool:
    """Whether the folder is the output of a finished run."""
    return (folder / RUN_FILE).is_file() and (folder / "files.parquet").is_file()


def _lock(working: Path) -> int:
    while True:
        working.mkdir(exist_ok=True)
        handle = os.open(working, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # whoever held it before may have renamed it away between our open and our lock
            if working.exists() and os.path.samestat(os.fstat(handle), working.stat()):
                return handle
        except BlockingIOError as error:
            os.close(handle)
            raise OutputError(
                f"Another run is writing to {working.name.removeprefix('.').removesuffix('.partial')}.",
                remedy="Wait until it has ended, or name another folder with -o.",
            ) from error
        os.close(handle)


def _refuse_what_is_not_ours(out: Path, replace: bool) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError(f"{out} is a file.")
    if holds_run(out):
        if not replace:
            raise OutputError(
                f"{out} already holds a run.", remedy="Add --replace to exchange it, or name another folder with -o."
            )
    elif any(out.iterdir()):
        raise OutputError(f"{out} holds files that are not a run of Avowal; they are left alone.")


def _clear(working: Path) -> None:
    for entry in working.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    probe = working / "probe"  # a folder can be made on a full or read-only disk where a file cannot
    write_bytes(probe, b"avowal")
    probe.unlink()


def _publish(working: Path, out: Path, previous: Path) -> None:
    _sync_folder(working)
    if out.exists() and any(out.iterdir()):
        shutil.rmtree(previous, ignore_errors=True)
        out.rename(previous)
        try:
            working.rename(out)
        except OSError:
            previous.rename(out)
            raise
        shutil.rmtree(previous, ignore_errors=True)
    else:
        working.rename(out)
    _sync_folder(out.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
