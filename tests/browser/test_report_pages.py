"""The pages of a report, as a reader has them: in both schemes, on a phone, at 200 %, by keyboard and on paper."""

import io
import itertools
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

from corpora.finding import Confidence, Role, Status
from pipelines.report import html
from pipelines.report.html import write_report
from pipelines.report.run import open_run
from pipelines.report.sheet import write_sheet
from pipelines.stage import Case
from tests.browser.conftest import OpenPage
from tests.browser.measures import axe_violations, cramped, overflow, printed, requests, tab_order
from tests.report.runs import case, finding, judged, passage, run_of

KINDS = ("report", "bidder", "sheet", "index", "part", "map", "nothing")
VIEWS = [("desktop", False), ("phone", True), ("zoom", False)]


@pytest.fixture(scope="module")
def pages(example_run: Path, example_report: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """One page of each kind."""
    folder = tmp_path_factory.mktemp("pages")
    (bidder,) = (example_report / "tenders").glob("*.html")
    sheet = write_sheet(open_run(example_run), "calderwick", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "MAX_BYTES", 1000)
        write_report(
            run_of(folder / "run", *(_statement(name) for name in ("Alder Ltd", "木材 GmbH", "x" * 90))), folder
        )
    write_report(run_of(folder / "none", case("Alder Ltd", ["We sell tea."])), folder / "nothing")
    (part,) = (folder / "report").glob("alder-*.html")
    return {
        "report": example_report / "report.html",
        "bidder": bidder,
        "sheet": sheet,
        "index": folder / "report.html",
        "part": part,
        "map": folder / "report/map-uk-msa-1.html",
        "nothing": folder / "nothing/report.html",
    }


def _statement(name: str) -> Case:
    one = case(name, ["The board approved it.", "w" * 300, "We may train."])
    statuses = zip((f"UK-{number:02}" for number in range(1, 15)), itertools.cycle(Status), strict=False)
    return judged(
        one,
        *(finding(one, asked, status, passage(one, 1), reason=f"It says {'r' * 80}.") for asked, status in statuses),
        finding(one, "UK-G1", Status.ABSENT, passage(one, 2, Role.NEAREST, "no date"), level="R"),
        finding(one, "UK-G2", Status.VAGUE, confidence=Confidence.LOW, level="R"),
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("view", "dark"), VIEWS)
def test_everyone_can_read_it_and_nothing_is_wider_than_the_window(
    pages: Mapping[str, Path], open_page: OpenPage, kind: str, view: str, dark: bool
) -> None:
    opened = open_page(pages[kind], view, dark=dark, javascript=False)
    if view != "zoom":
        assert axe_violations(opened) == []
    assert overflow(opened) == []
    assert cramped(opened) == []
    assert requests(opened) == []
    assert opened.errors == []


@pytest.mark.parametrize("kind", ["report", "bidder", "sheet", "index"])
def test_it_can_be_walked_through_by_keyboard(pages: Mapping[str, Path], open_page: OpenPage, kind: str) -> None:
    stops = tab_order(open_page(pages[kind], "zoom", javascript=False))
    assert len(stops) > 5
    assert stops[0].target == "#main"
    assert [stop.name for stop in stops if stop.covered or not stop.outlined] == []


def test_a_cell_of_the_map_opens_what_holds_its_passage_without_javascript(
    pages: Mapping[str, Path], open_page: OpenPage
) -> None:
    opened = open_page(pages["report"], javascript=False)
    cell = opened.page.locator("table.heat td[data-s=VAGUE] a").first
    place = (cell.get_attribute("href") or "")[1:]
    assert not opened.run("id => document.getElementById(id).closest('details').open", place)
    cell.click()
    opened.page.wait_for_function("id => document.getElementById(id).closest('details').open", arg=place)
    top = "id => document.getElementById(id).getBoundingClientRect().top"
    opened.page.wait_for_function(f"id => ({top})(id) >= 0 && ({top})(id) < innerHeight", arg=place)


def test_links_of_a_split_report_lead_there_and_back(pages: Mapping[str, Path], open_page: OpenPage) -> None:
    opened = open_page(pages["index"], javascript=False)
    opened.page.get_by_role("link", name="Alder Ltd to").click()
    opened.page.locator("table.heat td a").first.click()
    assert opened.page.url.startswith(pages["part"].as_uri())
    assert opened.page.locator("tr:target").count() == 1
    opened.page.get_by_role("link", name="All suppliers").click()
    assert opened.page.url == pages["index"].as_uri()


def test_the_map_prints_on_a_page_that_lies_and_all_else_on_pages_that_stand(
    pages: Mapping[str, Path], open_page: OpenPage
) -> None:
    sheets = PdfReader(io.BytesIO(printed(open_page(pages["report"], dark=True, javascript=False)))).pages
    lying = [number for number, sheet in enumerate(sheets) if sheet.mediabox.width > sheet.mediabox.height]
    assert "Suppliers by commitment" in sheets[lying[0]].extract_text()
    assert lying == list(range(lying[0], lying[-1] + 1))
    assert 0 not in lying
    text = "".join(sheet.extract_text() for sheet in sheets)
    assert "Decides" in text  # what is folded on the screen is not on paper
