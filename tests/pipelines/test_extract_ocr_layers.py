"""Text that is not what its page shows: garbled, with holes, or laid unseen over a scan."""

import io
from collections.abc import Mapping

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Document, Layer, Outcome
from pipelines.extract.legible import is_garbled
from pipelines.extract.ocr import tesseract as ocr
from pipelines.extract.pdf.document import read_pdf
from tests.pipelines.pages import PROSE, pdf, prose
from tests.pipelines.scans import DPI, draw_picture, needs_tesseract, page, picture

LINES = [
    "Fernley Mills pays no fee to recruiters in any of its mills.",
    "Two mills in Kent were audited in 2025 by people from outside.",
    "Workers told the auditors of late wages in the finishing hall.",
    "The firm paid what was owed, and offices now file pay slips.",
]


def mapped(data: bytes, codes: Mapping[int, int]) -> bytes:
    """Give the page's fonts a table that says which letter each code shows."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    writer = pypdf.PdfWriter(clone_from=reader)
    rows = "\n".join(f"<{code:02X}> <{letter:04X}>" for code, letter in codes.items())
    table = DecodedStreamObject()
    table.set_data(
        f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF>"
        f" endcodespacerange {len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end end".encode()
    )
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font.get_object()[NameObject("/ToUnicode")] = writer._add_object(table)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def body(document: Document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines if line.layer == Layer.BODY]


def with_layer(lines: list[str], shown: list[str] = LINES) -> bytes:
    def draw(canvas: Canvas) -> None:
        draw_picture(canvas, page(picture(shown, width=1100)))
        canvas.setFont("Helvetica", 12)
        for row, line in enumerate(lines):
            text = canvas.beginText((100 + 60) * 72 / DPI, 841.89 - (150 + 60 + 26 + row * 42) * 72 / DPI)
            text.setTextRenderMode(3)
            text.textOut(line)
            canvas.drawText(text)

    return pdf(draw)


@needs_tesseract
@pytest.mark.parametrize("shift", [1, 5])
def test_letters_that_the_font_maps_to_others_are_read_as_they_are_drawn(shift: int) -> None:
    letters = [*range(65, 91), *range(97, 123)]
    wrong = {code: letters[(i + shift) % len(letters)] for i, code in enumerate(letters)}
    document = read_pdf(mapped(pdf(prose), wrong), "id")
    assert document.outcome == Outcome.READ_BY_OCR
    assert body(document) == PROSE


@needs_tesseract
def test_letters_in_private_codes_are_read_as_they_are_drawn() -> None:
    document = read_pdf(mapped(pdf(prose), {code: 0xE000 + code for code in range(33, 127)}), "id")
    assert body(document) == PROSE


@needs_tesseract
@pytest.mark.parametrize("letter", ["k", "v"])
def test_a_word_with_an_unknown_letter_is_read_by_ocr_and_all_others_stay(letter: str) -> None:
    codes = {code: code for code in range(32, 127)} | {ord(letter): 0}
    many = [line.replace(letter, "n") for line in PROSE] * 4
    document = read_pdf(mapped(pdf(lambda canvas: prose(canvas, [*many, *PROSE])), codes), "id")
    assert body(document)[-4:] == PROSE
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "read by OCR" in (document.reason or "")


@needs_tesseract
@pytest.mark.parametrize("lines", [LINES, LINES[2:]])
def test_a_scanners_text_that_agrees_with_the_picture_is_the_pages_text(lines: list[str]) -> None:
    misread = [line.replace("wages", "wagcs") for line in lines]
    document = read_pdf(with_layer(misread, lines), "id")
    assert document.outcome == Outcome.READ
    assert body(document) == misread


@needs_tesseract
@pytest.mark.parametrize("told", [PROSE, ["We have found no slavery at all in any place of work."] * 4])
def test_unseen_text_that_the_picture_does_not_show_is_hidden(told: list[str]) -> None:
    document = read_pdf(with_layer(told), "id")
    assert document.outcome == Outcome.READ_BY_OCR
    assert body(document) == LINES
    assert {line.text for line in document.pages[0].lines if line.layer == Layer.HIDDEN} == set(told)


def test_without_tesseract_the_scanners_text_is_the_pages_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    assert body(read_pdf(with_layer(LINES), "id")) == LINES


@pytest.mark.parametrize(
    "text",
    [
        "Nous luttons contre l'esclavage moderne et la traite des êtres humains dans nos chaînes d'approvisionnement,"
        " et chaque fournisseur signe notre code de conduite avant de travailler pour nous.",
        "Wir gehen gegen moderne Sklaverei und Menschenhandel in unseren Lieferketten vor, und jeder Lieferant"
        " unterschreibt unseren Verhaltenskodex, bevor wir mit ihm arbeiten.",
        "Zwalczamy współczesne niewolnictwo oraz handel ludźmi w naszych łańcuchach dostaw i wymagamy od każdego"
        " dostawcy przestrzegania kodeksu postępowania przed rozpoczęciem współpracy.",
        "ACME PTY LTD ABN 12 345 678 901 NSW QLD VIC",
        "我们反对现代奴隶制和人口贩运",
    ],
)
def test_text_in_other_languages_is_not_garbage(text: str) -> None:
    assert not is_garbled(text.split())


@needs_tesseract
def test_pages_beyond_what_ocr_reads_of_one_document_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.extract.ocr.pdf_pages.MAX_OCR_PAGES", 1)

    def draw(canvas: Canvas) -> None:
        for _ in range(2):
            draw_picture(canvas, page(picture(LINES, width=1100)))
            canvas.showPage()

    document = read_pdf(pdf(draw), "id")
    assert [page.outcome for page in document.pages] == [Outcome.READ_BY_OCR, Outcome.NEEDS_OCR]
    assert "Page 2 is beyond what OCR reads of one document" in (document.reason or "")
