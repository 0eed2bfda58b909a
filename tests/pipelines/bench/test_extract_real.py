"""Pages checked by eye: what is right is kept as digests, and a fault of a reading costs the figure that names it."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Layer
from pipelines.bench.extract.real import (
    CHECKED,
    CheckedPage,
    RealPagesError,
    bench,
    checked_pages,
    score_page,
    sentence_digest,
    word_digests,
)
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case
from tests.pipelines.pages import PROSE, pdf, prose, read


def case_of(folder: Path) -> Case:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.drawString(300, 30, "Ostrell 1")

    document = read(folder, pdf(draw))
    lines = [
        replace(line, layer=Layer.FURNITURE) if "Ostrell" in line.text else line for line in document.pages[0].lines
    ]
    document = replace(document, pages=(replace(document.pages[0], lines=tuple(lines)),))
    (source,) = find_sources([folder / "a.pdf"], None)
    return segment_batch([Case(source, document)])[0]


def checked(case: Case, sentences: list[str], furniture: str = "Ostrell 1", form: bool = False) -> CheckedPage:
    assert case.document is not None
    digests = tuple(map(sentence_digest, sentences))
    return CheckedPage(case.document.document_id, 1, digests, tuple(word_digests(furniture)), form)


def test_a_page_read_as_the_eye_reads_it_is_right(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    score = score_page(checked(case, PROSE), case)
    assert (score.known, score.given, score.right) == (4, 4, 4)
    assert (score.pairs, score.in_order) == (3, 3)
    assert (score.furniture_known, score.furniture_given, score.furniture_right) == (2, 2, 2)


def test_each_fault_costs_its_figure(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    turned = score_page(checked(case, [PROSE[1], PROSE[0], *PROSE[2:]]), case)
    assert (turned.right, turned.in_order) == (4, 1)
    joined = score_page(checked(case, [f"{PROSE[0]} {PROSE[1]}", *PROSE[2:]]), case)
    assert (joined.known, joined.given, joined.right) == (3, 4, 2)
    missed = score_page(checked(case, PROSE, "Ostrell report 1"), case)
    assert (missed.furniture_known, missed.furniture_given, missed.furniture_right) == (3, 2, 2)


def test_only_digests_of_thirty_pages_are_kept() -> None:
    pages = checked_pages()
    assert len(pages) == 30
    assert len({page.document for page in pages}) >= 20
    kept = "".join(line for line in CHECKED.read_text().splitlines(keepends=True) if not line.startswith("#"))
    assert not re.sub(r"document|page|sentences|furniture|form|true|[0-9a-f\s:>\"-]", "", kept)


def test_a_folder_with_a_checked_document_is_measured_and_another_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RealPagesError, match="none of the"):
        bench(tmp_path)
    case = case_of(tmp_path)
    page = replace(checked(case, PROSE, ""), document=hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest())
    monkeypatch.setattr("pipelines.bench.extract.real.checked_pages", lambda: (page,))
    monkeypatch.setattr("pipelines.bench.extract.real.readers", dict)
    table, _ = bench(tmp_path)
    assert table.rows[-1][:6] == ("all", 4, 5, 0.8, 1.0, pytest.approx(8 / 9))  # alone, its foot returns nowhere
