"""Make the hostile files: python tests/faults/make_hostile.py FOLDER, then avowal bench robustness FOLDER.

Nothing in them does harm by lying there; a careless reader would crash, hang, or fill memory or disk.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script from anywhere

from tests.faults.hostile_office import OFFICE, word
from tests.faults.hostile_packs import PACKS, WORDS
from tests.faults.hostile_pdf import PDF
from tests.faults.raw_pdf import page

Maker = Callable[[], bytes]

NAMES: dict[str, Maker] = {
    "a web page.pdf": lambda: b"<html><body><h1>Please sign in</h1></body></html>",
    "a pdf.docx": page,
    "a word document.pdf": word,
    "a program.pdf": lambda: b"\x7fELF\x02\x01\x01" + bytes(2_000),
    "line\nbreak and \x1b[31mcolour.txt": lambda: WORDS,
    "x" * 240 + ".txt": lambda: WORDS * 2,
    "nothing.docx": lambda: b"",
}
ALL: dict[str, Maker] = {**PDF, **PACKS, **OFFICE, **NAMES}


def make(folder: Path, names: list[str] | None = None) -> list[Path]:
    """Write the files, all or those named, and what is no file at all."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in names or ALL:
        path = folder / name
        path.write_bytes(ALL[name]())
        paths.append(path)
    if names is None:
        for odd in ("pipe.pdf", "link to nowhere.pdf", "link to itself.pdf"):
            (folder / odd).unlink(missing_ok=True)
        os.mkfifo(folder / "pipe.pdf")
        (folder / "link to nowhere.pdf").symlink_to(folder / "gone")
        (folder / "link to itself.pdf").symlink_to(folder / "link to itself.pdf")
    return paths


if __name__ == "__main__":
    made = make(Path(sys.argv[1]))
    sys.stdout.write(f"{len(made) + 3} files in {sys.argv[1]}\n")
