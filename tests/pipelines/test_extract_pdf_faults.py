"""PDF files that cannot be read, or only in part: each a row with its reason and what would help."""

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Outcome
from pipelines.extract import extract_batch
from pipelines.extract.pdf.document import read_pdf
from pipelines.extract.pdf.engines import pdfium_page
from pipelines.extract.pdf.page import PdfPageText
from pipelines.ingest import find_sources
from pipelines.stage import Case
from tests.pipelines.pages import PROSE, pdf, prose, read, texts


def encrypted(data: bytes, user: str, owner: str, permissions: int = -1) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt(
        user,
        owner,
        algorithm="RC4-128",
        permissions_flag=pypdf.constants.UserAccessPermissions(permissions & 0xFFFFFFFF),
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_pdf_says_that_it_needs_a_password(tmp_path: Path) -> None:
    document = read(tmp_path, encrypted(pdf(prose), "secret", "owner"))
    assert document.outcome == Outcome.LOCKED
    assert "password" in (document.reason or "")
    assert document.remedy


def test_a_pdf_whose_owner_forbids_copying_is_read_and_says_so(tmp_path: Path) -> None:
    document = read(tmp_path, encrypted(pdf(prose), "", "owner", permissions=0b100))
    assert document.outcome == Outcome.READ
    assert not document.copying_allowed
    assert read(tmp_path, pdf(prose)).copying_allowed


@pytest.mark.parametrize("share", [0.02, 0.3])
def test_a_truncated_pdf_is_a_row_with_reason_and_remedy(tmp_path: Path, share: float) -> None:
    data = pdf(prose)
    document = read(tmp_path, data[: int(len(data) * share)])
    assert document.outcome == Outcome.UNREADABLE
    assert document.reason
    assert document.remedy


def test_a_blank_page_is_no_fault(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.showPage()
        canvas.showPage()

    document = read(tmp_path, pdf(draw))
    assert (document.outcome, document.coverage) == (Outcome.READ, 1.0)


def test_a_pdf_of_blank_pages_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, pdf(lambda canvas: canvas.showPage())).outcome == Outcome.EMPTY


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.extract.pdf.document.MAX_PAGES", 1)

    def draw(canvas: Canvas) -> None:
        for _ in range(2):
            prose(canvas)
            canvas.showPage()

    document = read(tmp_path, pdf(draw))
    assert document.outcome == Outcome.REFUSED
    assert "2 pages" in (document.reason or "")


@pytest.mark.parametrize("gives", ["nothing", "an error", "letters that its fonts do not know"])
def test_pdfplumber_reads_what_pdfium_cannot(monkeypatch: pytest.MonkeyPatch, gives: str) -> None:
    def read_badly(document: pypdfium2.PdfDocument, index: int, layered: bool) -> PdfPageText:
        if gives == "an error":
            raise pypdfium2.PdfiumError("no page")
        words = text.words if gives.startswith("letters") else {}
        return replace(text, words=words, letters=text.letters * bool(words), unmapped=40)

    data = pdf(prose)
    text = pdfium_page(pypdfium2.PdfDocument(data), 0)
    monkeypatch.setattr("pipelines.extract.pdf.document.pdfium_page", read_badly)
    document = read_pdf(data, "0")
    assert document.outcome == Outcome.READ
    assert document.pages[0].engine == "pdfplumber"
    assert texts(document) == PROSE


def test_pdfium_reads_what_pdfplumber_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: object) -> None:
        raise ValueError("no page")

    monkeypatch.setattr("pipelines.extract.pdf.document.plumber_page", fail)
    document = read_pdf(pdf(prose), "0")
    assert document.pages[0].engine == "pdfium"
    assert texts(document) == PROSE


def test_a_pdf_named_as_word_is_read_as_pdf(tmp_path: Path) -> None:
    assert texts(read(tmp_path, pdf(prose), "statement.docx")) == PROSE


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 20)
    (tmp_path / "good.pdf").write_bytes(pdf(prose))
    bad, good = extract_batch([Case(source) for source in find_sources([tmp_path], None)])
    assert bad.document is not None
    assert good.document is not None
    assert (bad.document.outcome, good.document.outcome) == (Outcome.UNREADABLE, Outcome.READ)


def test_a_file_that_changes_during_the_run_is_not_read_as_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(prose))
    (source,) = find_sources([path], None)
    path.write_bytes(pdf(lambda canvas: prose(canvas, ["Other words."])))
    (case,) = extract_batch([Case(source)])
    assert case.document is not None
    assert "changed" in (case.document.reason or "")
