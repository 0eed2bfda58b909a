"""Worker processes that stay for the next document, and a folder in which its bytes are held for them."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from pipelines.isolate import Limits, Pool


class Held:
    """Gives documents to workers, a file each; use it as a context, from any thread.

    Args:
        work: the function that works, as `package.module:name`.
        limits: of one piece of work.
        size: workers; as many as there are cores where not given.
    """

    def __init__(self, work: str, limits: Limits, size: int | None = None) -> None:
        self._pool = Pool(work, limits, size=size)
        self._folder = tempfile.TemporaryDirectory(prefix="avowal-", ignore_cleanup_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()
        self._folder.cleanup()

    @contextmanager
    def _file(self, content: bytes) -> Iterator[str]:
        """Hold a document's bytes in a file as long as the block lasts, and yield its absolute path."""
        handle, place = tempfile.mkstemp(dir=self._folder.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            yield os.path.abspath(place)
        finally:
            os.unlink(place)
