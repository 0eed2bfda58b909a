"""The red flags of a run on the screen: each with its page and its words."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.padding import Padding
from rich.text import Text

from pipelines.cli.screen import plain
from pipelines.patterns.lowered import WITHHELD

HEADING = "Worth a look first"
MAX_SHOWN = 5  # of a document; the table of flags holds all
Row = Mapping[str, Any]


def show(console: Any, documents: Sequence[Row]) -> None:
    """Print the red flags of each document: a line a flag with its pattern, its page and its words."""
    flagged = [document for document in documents if document["red_flags"]]
    if not flagged:
        return
    count = sum(len(document["red_flags"]) for document in flagged)
    console.print()
    console.print(Text(f"{HEADING} ({count}):", style="bold"))
    for document in flagged:
        console.print(Padding(Text(plain(Path(document["path"]).name), style="bold"), (0, 0, 0, 2)))
        for line in _lines(document["red_flags"]):
            console.print(Padding(Text(plain(line)), (0, 0, 0, 4)))
    console.print()


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows[:MAX_SHOWN]:
        where = f", page {row['page']}" if row["page"] else ""
        said = row["quote"] if row["quote"] in (None, WITHHELD) else f"“{row['quote']}”"
        yield f"{row['name']} ({row['pattern']}{where})" + (f": {said}" if said else "")
    if len(rows) > MAX_SHOWN:
        yield f"and {len(rows) - MAX_SHOWN} more in the table of flags"
