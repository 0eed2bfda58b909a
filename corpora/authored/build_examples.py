"""Build the example documents from their sources; the same sources give the same bytes.

Run `python -m corpora.authored.build_examples`. It needs reportlab, which is in the extra `test`.
"""

import sys
from pathlib import Path

from corpora.authored.layout_docx import write_docx
from corpora.authored.layout_pdf import write_pdf
from corpora.authored.markup import read_source

SOURCES = Path(__file__).with_name("sources")
FOLDER = Path(__file__).with_name("examples")


def build(target: Path = FOLDER) -> list[Path]:
    """Write every example into the folder and return the paths, in the order of their sources' names."""
    target.mkdir(parents=True, exist_ok=True)
    built = []
    for path in sorted(SOURCES.glob("*.md")):
        source = read_source(path)
        built.append(target / source.meta["file"])
        write = write_pdf if built[-1].suffix == ".pdf" else write_docx
        write(source, built[-1])
    return built


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
