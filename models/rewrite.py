"""Replace a small text file in one step, so that whoever reads it meets the old content or the new, never half."""

import os
from pathlib import Path

from corpora.errors import AvowalError


class NotWritableError(AvowalError):
    """A file of the installation cannot be written; what was there stays."""

    remedy = "Run this in a checkout that you may write: an installed copy is changed by installing another."
    exit_code = 2


def rewrite(path: Path, text: str) -> None:
    """Write the text beside the file and put it in its place.

    Raises:
        NotWritableError: where the folder takes no file.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError as error:
        raise NotWritableError(f"{path} cannot be written: {error.strerror}.") from error
