"""Letters that are not those of the print, small letters within a line, and forms and ends that a PDF lacks."""

import io
from pathlib import Path

import numpy as np
import pypdf
import pytest
from pypdf.generic import BooleanObject, DecodedStreamObject, DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Outcome
from pipelines.extract.legible import is_garbled
from pipelines.extract.pdf.glyphs import UNKNOWN, Glyphs, Style
from pipelines.extract.pdf.page import PdfPageText, page_text
from tests.pipelines.pages import PROSE, pdf, prose, read, texts

WAIT = ["Please wait until your program has loaded this form.", "If nothing happens it cannot show forms of its kind."]


def page_of(word: str) -> PdfPageText:
    """Stand the letters of one word side by side on a page."""
    count = len(word)
    codes = np.array([ord(letter) for letter in word], dtype=np.int32)
    boxes = np.array([(50.0 + 6 * i, 100.0, 56.0 + 6 * i, 112.0) for i in range(count)])
    none = np.zeros(count, dtype=np.int32)
    unseen = np.zeros(count, dtype=np.bool_)
    return page_text(600, 800, "pdfium", Glyphs(codes, boxes, unseen, none, none, [Style("F", 12.0, 0)]), unseen)


@pytest.mark.parametrize("word", ["certi\uf001ed", "\uf002oor", "o\uf004ce"])
def test_a_private_character_inside_a_word_is_a_letter_unknown(word: str) -> None:
    page = page_of(word)
    assert page.unmapped == 1
    assert UNKNOWN in page.words[0][0]["text"]


def test_a_private_character_by_itself_is_an_icon() -> None:
    page = page_of("\uf0e0")
    assert page.unmapped == 0
    assert page.words[0][0]["text"] == "\uf0e0"


@pytest.mark.parametrize("step", [1, 3])
def test_few_letters_each_mapped_to_another_are_no_text(step: int) -> None:
    shifted = "".join(chr(ord(letter) + step) for letter in PROSE[1])
    assert is_garbled(shifted.split())
    assert not is_garbled(PROSE[0].split())


def test_a_short_list_of_names_is_text() -> None:
    assert not is_garbled(["Hollowbeck Ltd", "Strzelczyk Sp.", "Vandenbroucke NV", "Myllykoski Oy", "Quvnoq Textil"])


@pytest.mark.parametrize("share", [0.58, 5 / 6])
def test_small_figures_stay_with_the_unit_or_the_name_that_they_belong_to(tmp_path: Path, share: float) -> None:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for piece, size, rise in (
            ("The shed is 400 m", 12, 0.0),
            ("2", 12 * share, 4.7),
            (" wide and holds CO", 12, 0.0),
            ("2", 12 * share, -3.1),
            (" meters.", 12, 0.0),
        ):
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, 700 + rise, piece)
            x += canvas.stringWidth(piece, "Helvetica", size)
        prose(canvas, y=680)

    assert texts(read(tmp_path, pdf(draw)))[0] == "The shed is 400 m² wide and holds CO2 meters."


def form(letters: int) -> bytes:
    """A form whose pages Acrobat builds, over a page of so many letters."""
    lines = [*WAIT, *["word " * 12] * (letters // 48)]
    writer = pypdf.PdfWriter(io.BytesIO(pdf(lambda canvas: prose(canvas, lines))))
    packet = DecodedStreamObject()
    packet.set_data(b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"></xdp:xdp>')
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): writer._add_object(packet)})
    writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_form_that_only_asks_to_wait_is_not_read_and_says_what_would_help(tmp_path: Path) -> None:
    document = read(tmp_path, form(0))
    assert document.outcome == Outcome.UNREADABLE
    assert "XFA" in (document.reason or "")
    assert "print" in (document.remedy or "")


def test_a_form_with_pages_of_its_own_is_read_with_a_warning(tmp_path: Path) -> None:
    document = read(tmp_path, form(1_500))
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "XFA" in (document.reason or "")


@pytest.mark.parametrize("tail", [b"", bytes(4_000)])
def test_a_pdf_whose_end_alone_is_cut_off_is_read_with_a_warning(tmp_path: Path, tail: bytes) -> None:
    data = pdf(prose)
    end = data.rindex(b"/Root")
    document = read(tmp_path, data[: data.index(b"R", end + 5) + 1] + tail)
    assert texts(document) == PROSE
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "end of the file" in (document.reason or "")
