"""A report too large to mail is an index of counts and a file a supplier; its maps stand in parts."""

import itertools
from pathlib import Path

import pytest

from corpora.document import Subject
from corpora.finding import Confidence, Role, Status
from pipelines.report import html
from pipelines.report.html import write_report
from pipelines.report.run import Run
from pipelines.stage import Case
from tests.report.runs import case, finding, judged, passage, run_of
from tests.report.written import dead_links, pages_of

NAMES = ("Alder Ltd", "Brook plc", "Cedar Ltd", "Dogwood Inc", "Elm Pty Ltd")


def statement(name: str, period: str | None = None, status: Status = Status.MET) -> Case:
    texts = ["The board approved it.", f"We trained {len(name)} buyers in {period or '2026'}."]
    one = case(name, texts, subject=Subject(period_end=period) if period else None)
    return judged(
        one,
        finding(one, "UK-02", status, passage(one, 0)),
        finding(one, "UK-G1", Status.ABSENT, passage(one, 1, Role.NEAREST), level="R"),
        finding(one, "UK-G2", Status.VAGUE, passage(one, 1), level="R", confidence=Confidence.LOW),
        finding(one, "AU-01", Status.MET, passage(one, 0), framework="AU-MSA"),
    )


def run(folder: Path) -> Run:
    cases = [statement(name, status=status) for name, status in zip(NAMES, itertools.cycle((Status.MET, Status.VAGUE)))]
    return run_of(folder, *cases, statement("Alder Ltd", "2025-03-31"))


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("split")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "MAX_BYTES", 30_000)
        patch.setattr(html, "LINES_A_MAP", 4)
        write_report(run(folder / "run"), folder / "out")
    return folder / "out"


def test_each_supplier_has_one_file_with_all_its_statements(split: Path) -> None:
    pages = pages_of(split)
    parts = {name: page for name, page in pages.items() if name.startswith("report/") and "/map-" not in name}
    assert len(parts) == len(NAMES)
    for page in parts.values():
        names = set(page.root.xpath("//section[contains(@class, 'supplier')]//*[contains(@class, 'name')]/bdi/text()"))
        assert names == {page.root.xpath("string(//h1)")}
    (alder,) = [page for name, page in parts.items() if "alder" in name]
    assert len(alder.root.xpath("//section[contains(@class, 'supplier')]")) == 2


def test_the_maps_stand_in_parts_and_not_in_the_index(split: Path) -> None:
    pages = pages_of(split)
    assert [name for name in pages if "/map-" in name] == [
        *(f"report/map-{law}-{number}.html" for law in ("au-msa", "uk-msa") for number in (1, 2))
    ]
    index = pages["report.html"]
    assert not index.root.xpath("//table[@class='heat']")
    assert "Alder Ltd to Cedar Ltd (4 documents)" in index.part("map")
    lines = [page.root.xpath("count(//table[@class='heat']//th[@scope='row'])") for name, page in pages.items() if "/map-" in name]  # fmt: skip  # noqa: E501
    assert lines == [4, 2, 4, 2]


def test_the_index_counts_levels_apart_and_has_no_pictures_or_quotes(split: Path) -> None:
    index = pages_of(split)["report.html"]
    heads = index.root.xpath("//section[@id='list']//thead//th/text()")
    assert heads[3:] == ["Required, not evidenced", "Recommended, not covered", "By hand"]
    (row,) = index.root.xpath(
        "//section[@id='list']//tr[th//text()='Brook plc' and td[2]='Modern Slavery Act 2015 (UK)']"
    )
    assert row.xpath("td[@class='num']/text()") == ["1", "1", "1"]
    assert index.pictures == []
    assert not index.root.xpath("//q | //*[@class='leaf']")


def test_links_lead_there_and_back(split: Path) -> None:
    assert dead_links(split) == []
    for name, page in pages_of(split).items():
        assert len(page.ids) == len(set(page.ids))
        assert ("../report.html" in page.links) == name.startswith("report/")


def test_it_says_of_a_small_report_that_it_is_one_file_and_leaves_no_stale_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(html, "MAX_BYTES", 1000)
        first = write_report(run(tmp_path / "run"), out)
    assert len(first.paths) > len(NAMES)
    assert {str(path) for path in first.paths} == {str(page.path) for page in pages_of(out).values()}
    again = write_report(run(tmp_path / "run"), out)
    assert [path.name for path in out.iterdir()] == ["report.html"]
    assert again.paths == (out / "report.html",)
    assert dead_links(out) == []


def test_the_places_of_all_sheets_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in (1000, html.MAX_BYTES):
        monkeypatch.setattr(html, "MAX_BYTES", limit)
        written = write_report(run(tmp_path / "run"), tmp_path / "out")
        pages = pages_of(tmp_path / "out")
        for place in written.places.values():
            file, _, anchor = place.partition("#")
            assert anchor in pages[file].ids


def test_an_index_of_two_thousand_lines_is_under_a_megabyte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_BYTES", 30_000)
    write_report(run(tmp_path / "run"), tmp_path / "out")
    page = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    start, end = page.index('<section class="sec" id="list"'), page.index('<section class="sec split" id="documents"')
    rows = page[start:end].count("<tr>") - 1
    assert (end - start) / rows * 2000 + len(page) - (end - start) < 1_000_000
