"""What most tests of the command line start from: a folder of documents, and a finished run."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from reportlab.pdfgen import canvas

from tests.cli.running import STATEMENT, avowal


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "hollowbeck.txt").write_text(STATEMENT, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return a finished run over good and bad files, and what the command said."""
    folder = tmp_path_factory.mktemp("run")
    inbox = folder / "in"
    inbox.mkdir()
    (inbox / "hollowbeck.txt").write_text(STATEMENT, encoding="utf-8")
    (inbox / "twin.txt").write_text(STATEMENT, encoding="utf-8")
    (inbox / "really-text.pdf").write_text(STATEMENT.replace("Hollowbeck", "Alder"), encoding="utf-8")
    (inbox / "empty\x1b[31m.pdf").write_bytes(b"")
    pdf = io.BytesIO()
    page = canvas.Canvas(pdf)
    scan = Image.new("L", (1240, 1754), 255)
    for line in range(30):
        ImageDraw.Draw(scan).text(
            (120, 120 + line * 45), "We expect our suppliers to follow our code.", 0, font_size=30
        )
    page.drawInlineImage(scan, 0, 0, 595, 842)
    page.save()
    (inbox / "picture.pdf").write_bytes(pdf.getvalue())
    (inbox / "truncated.pdf").write_bytes(pdf.getvalue()[:2000])
    locked = PdfWriter(clone_from=io.BytesIO(pdf.getvalue()))
    locked.encrypt("a password", algorithm="RC4-128")
    locked.write(inbox / "locked.pdf")
    said = avowal(
        "analyse",
        folder / "in",
        folder / "gone.txt",
        "-o",
        folder / "out",
        "--framework",
        "uk-msa",
        "--as-of",
        "2026-11-25",
    )
    return folder, said
