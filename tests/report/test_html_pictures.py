"""Where a page's picture cannot or may not be shown, the report says why and shows none."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.document import Outcome, Source
from corpora.finding import Status
from pipelines.report.html import write_report
from pipelines.report.leaves import NO_COPYING
from pipelines.stage import Case
from tests.report.runs import case, finding, judged, passage, run_of
from tests.report.written import Written


def page_of(folder: Path, one: Case) -> Written:
    run = run_of(folder / "run", judged(one, finding(one, "UK-02", Status.MET, passage(one, 0))))
    write_report(run, folder / "out")
    page = Written(folder / "out/report.html")
    assert page.pictures == []
    assert not page.root.xpath("//*[@class='leaf']")
    assert "The board approved it." in page.words
    return page


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return case("Alder Ltd", ["The board approved it."])


def test_a_file_that_moved_is_said(tmp_path: Path, one: Case) -> None:
    assert "No pictures of its pages: in/alder_ltd.pdf is not there any more" in page_of(tmp_path, one).words


def test_a_file_that_changed_is_said_and_not_shown(tmp_path: Path, one: Case) -> None:
    (tmp_path / "in/alder_ltd.pdf").write_bytes(b"%PDF-1.7 another version")
    assert "in/alder_ltd.pdf has changed since it was analysed" in page_of(tmp_path, one).words


def test_a_file_whose_owner_forbids_copying_has_no_picture(tmp_path: Path, one: Case) -> None:
    assert one.document
    locked = replace(one, document=replace(one.document, copying_allowed=False))
    assert NO_COPYING in page_of(tmp_path, locked).words


def test_a_page_that_cannot_be_drawn_is_said(tmp_path: Path, one: Case) -> None:
    broken = b"%PDF-1.7 no pages at all"
    (tmp_path / "in/alder_ltd.pdf").write_bytes(broken)
    id_ = hashlib.sha256(broken).hexdigest()
    assert one.document
    source = Source("in/alder_ltd.pdf", id_, "application/pdf", len(broken), 0.0, Outcome.READ)
    sentences = tuple(replace(sentence, document_id=id_) for sentence in one.sentences)
    its = replace(one, source=source, document=replace(one.document, document_id=id_), sentences=sentences)
    assert "Pages not shown: page 1" in page_of(tmp_path, its).words
