"""What leaves beside the pages: workbooks whose links lead to places of the report, and copies where they may be."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas

from corpora.document import Document, Line, Page, Sentence, Source, Span, Subject
from corpora.finding import Role, Status
from pipelines.report import html
from pipelines.report.exports import write_annotated, write_workbooks
from pipelines.report.html import write_report
from pipelines.report.run import Run
from pipelines.stage import Case
from pipelines.store import OutputError
from tests.report.runs import case, finding, judged, passage, run_of
from tests.report.written import pages_of

WORDS = "The board approved this statement on 12 May 2026."


def several(folder: Path) -> Run:
    """Return a run of three statements, one of two entities, and of two bidders with requirements of the buyer's."""
    cases = []
    for name in ("Alder Ltd", "Brook plc", "Cedar Ltd"):
        one = case(name, [WORDS, f"{name} trained 212 buyers."])
        entities = (name, f"{name} (Holdings)") if name == "Brook plc" else (name,)
        cases.append(
            judged(
                one,
                *(finding(one, "UK-02", Status.MET, passage(one, 0), entity=entity) for entity in entities),
                *(finding(one, "UK-G1", Status.ABSENT, passage(one, 1, Role.NEAREST), entity=e) for e in entities),
            )
        )
    for name in ("Fir Ltd", "Gorse Ltd"):
        one = case(name, [WORDS], subject=Subject(procurement="P-7", bidder=name), kind="tender response")
        own = [finding(one, asked, Status.VAGUE, passage(one, 0), framework="TENDER", level="T") for asked in ("1. a", "1-a", "é")]  # fmt: skip  # noqa: E501
        cases.append(judged(one, *own))
    return run_of(folder, *cases)


@pytest.mark.parametrize("most", [html.MAX_BYTES, 1000])
def test_every_link_of_a_workbook_leads_to_a_place_of_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(html, "MAX_BYTES", most)
    run, out = several(tmp_path / "run"), tmp_path / "out"
    paths = write_workbooks(run, out, write_report(run, out))
    pages = pages_of(out)
    counts = {}
    for path in paths:
        book = openpyxl.load_workbook(path)
        links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        followed = [(link.target, link.location) for link in links if link.target]
        for target, location in followed:
            file, _, place = unquote(target).replace("\\", "/").partition("#")  # as Excel writes paths
            inside = str((path.parent / file).resolve().relative_to(out.resolve()))
            assert (location or place) in pages[inside].ids
        counts[path.name.split("-")[0]] = len({(target, location) for target, location in followed})
    assert counts.keys() == {"report.xlsx", "fir", "gorse"}
    assert min(counts.values()) >= 3


def test_a_bidders_workbook_stands_beside_its_report_and_names_no_other(tmp_path: Path) -> None:
    run, out = several(tmp_path / "run"), tmp_path / "out"
    paths = write_workbooks(run, out, write_report(run, out))
    assert [path.relative_to(out).parts[0] for path in paths] == ["report.xlsx", "tenders", "tenders"]
    for path in paths:
        book = openpyxl.load_workbook(path)
        said = " ".join(str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)
        named = {name for name in ("Alder", "Fir", "Gorse") if name in said}
        assert named == ({"Alder"} if path.name == "report.xlsx" else {path.name.split("-")[0].capitalize()})
        assert path.with_suffix(".html").is_file()


def real(folder: Path, name: str, **subject: str) -> Case:
    """Return a case of a PDF that lies in the folder and bears one sentence."""
    made = io.BytesIO()
    sheet = canvas.Canvas(made, pagesize=(595, 842), invariant=True)
    sheet.drawString(72, 842 - 82, f"{WORDS} {name}.")
    sheet.save()
    path = folder / f"{name.lower()}.pdf"
    path.write_bytes(made.getvalue())
    id_ = hashlib.sha256(made.getvalue()).hexdigest()
    span = Span(1, 0, len(WORDS), (72.0, 72.0, 340.0, 84.0))
    sentence = Sentence(id_[::-1], id_, 0, WORDS, language="en", spans=(span,))
    one = case(name, [WORDS], subject=Subject(**subject) if subject else None)
    source = Source(str(path), id_, "application/pdf", 10, 0.0, subjects=one.source.subjects)
    pages = (Page(1, WORDS, (Line(WORDS, 0, len(WORDS)),), 595.0, 842.0, "pdf"),)
    one = replace(one, source=source, document=Document(id_, "application/pdf", pages), sentences=(sentence,))
    return judged(one, finding(one, "UK-02", Status.MET, passage(one, 0)))


def notes(path: Path) -> list[str]:
    found = [note.get_object() for page in PdfReader(path).pages for note in page.get("/Annots", ())]
    return [str(note["/Contents"]) for note in found if "/Contents" in note]


def test_copies_are_written_where_they_may_be_and_why_not_is_told_of_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    open_, gone = real(folder, "Alder"), real(folder, "Brook")
    bid = real(folder, "Fir", procurement="P-7", bidder="Fir Ltd")
    locked = real(folder, "Gorse")
    writer = PdfWriter(clone_from=io.BytesIO(Path(locked.source.path).read_bytes()))
    writer.encrypt("", "an owner's password", permissions_flag=0, algorithm="RC4-128")
    writer.write(locked.source.path)
    id_ = hashlib.sha256(Path(locked.source.path).read_bytes()).hexdigest()
    locked = replace(
        locked,
        source=replace(locked.source, document_id=id_),
        document=replace(locked.document, document_id=id_) if locked.document else None,
        findings=tuple(replace(found, document_id=id_) for found in locked.findings),
        sentences=tuple(replace(sentence, document_id=id_) for sentence in locked.sentences),
    )
    run = run_of(tmp_path / "run", open_, gone, bid, locked)
    Path(gone.source.path).unlink()
    paths, told = write_annotated(run, tmp_path / "out")
    names = [str(path.relative_to(tmp_path / "out")) for path in paths]
    assert sorted(name.rpartition("-")[0] for name in names) == ["annotated/alder", "tenders/annotated/fir"]
    for path in paths:
        assert any("UK-02" in note and "Met" in note for note in notes(path))
    why = {Path(one.path).name: one.why for one in told}
    assert why.keys() == {"brook.pdf", "gorse.pdf"}
    assert "is not there any more" in why["brook.pdf"]
    assert "forbid" in why["gorse.pdf"]


def test_copies_of_an_earlier_run_do_not_stay_and_other_files_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    out = tmp_path / "out"
    (first,), _ = write_annotated(run_of(tmp_path / "one", real(folder, "Alder")), out)
    (second,), _ = write_annotated(run_of(tmp_path / "two", real(folder, "Brook")), out)
    assert not first.exists()
    (second.parent / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="not part of a report"):
        write_annotated(run_of(tmp_path / "three", real(folder, "Cedar")), out)
    assert second.exists()
