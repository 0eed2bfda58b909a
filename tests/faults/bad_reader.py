"""A worker that reads as the real one does, but breaks at texts that tell it to."""

from pathlib import Path
from typing import Any

from pipelines.extract import reading
from tests.faults import bad_work


def work(request: dict[str, Any]) -> bytes:
    """Read the file, unless it says how to fail."""
    text = Path(request["held"]).read_bytes()
    if text.startswith(b"poison: "):
        poison = text.split()[1].decode()
        return b'{"source": 1}' if poison == "lie" else bad_work.work({"do": poison})
    return reading.work(request)
