"""A page drawn with what was read of it: every layer looks its own, and what may not be copied is not drawn."""

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from pipelines.bench.show_page import LEGEND_ROW, LOOKS, MARGIN, SCALE, ShowPageError, draw_page
from pipelines.cli.main import app


def statement(folder: Path, **options: object) -> Path:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for number in (1, 2):
        canvas.drawString(72, 800, "Hollowbeck statement")
        for i in range(12):
            canvas.drawString(
                72, 700 - 14 * i, f"We checked {10 * number + i} of our suppliers of timber and of steel."
            )
        canvas.drawString(300, 30, f"Page {number}")
        canvas.showPage()
    canvas.save()
    path = folder / "statement.pdf"
    path.write_bytes(out.getvalue())
    return path


def colours(picture: Image.Image) -> set[tuple[int, ...]]:
    found = picture.crop((MARGIN, 0, picture.width, int(A4[1] * SCALE))).getcolors(1 << 24)
    return {colour for _, colour in found or []}


def test_body_and_furniture_are_drawn_each_in_its_look(tmp_path: Path) -> None:
    picture = draw_page(statement(tmp_path), 1)
    assert picture.height > A4[1] * SCALE + LEGEND_ROW * len(LOOKS)
    drawn = colours(picture)
    assert {(0x14, 0x54, 0xB8), (0xB8, 0x54, 0x00)} <= drawn
    assert (0xC0, 0x00, 0x20) not in drawn  # nothing on this page is hidden


def test_layers_differ_in_more_than_their_colour() -> None:
    assert (
        len({dash for _, dash, _ in LOOKS.values()}) == len({letter for _, _, letter in LOOKS.values()}) == len(LOOKS)
    )


def test_the_command_writes_a_picture_and_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["show-page", str(statement(tmp_path)), "2"])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == "statement-page2-as-read.png"
    with Image.open(tmp_path / "statement-page2-as-read.png") as picture:
        assert picture.format == "PNG"


def test_a_page_whose_owner_forbids_copying_is_not_drawn(tmp_path: Path) -> None:
    path = statement(tmp_path, encrypt=StandardEncryption("", ownerPassword="o", canCopy=0))
    with pytest.raises(ShowPageError, match="its pages never leave as pictures"):
        draw_page(path, 1)


def test_what_has_no_such_page_or_no_pages_is_told(tmp_path: Path) -> None:
    with pytest.raises(ShowPageError, match="has no page 3: it has 2"):
        draw_page(statement(tmp_path), 3)
    plain = tmp_path / "a.txt"
    plain.write_text("We check all of our suppliers. " * 20)
    with pytest.raises(ShowPageError, match=r"text/plain.*has no pages"):
        draw_page(plain, 1)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(ShowPageError, match="cannot be shown"):
        draw_page(torn, 1)
