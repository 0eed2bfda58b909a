"""The sheet of one supplier: found by its name or a part of it, a page a law, the evidence behind."""

from pathlib import Path

import pytest

from corpora.document import Subject
from corpora.finding import Role, Status
from pipelines.report import sheet
from pipelines.report.run import Run
from pipelines.report.sheet import SupplierError, write_sheet
from pipelines.store import OutputError
from tests.report.runs import case, finding, judged, passage, run_of
from tests.report.written import Written, dead_links


@pytest.fixture
def run(tmp_path: Path) -> Run:
    cases = []
    for name, subject in (
        ("Alder Ltd", Subject(period_end="2026-03-31")),
        ("Alder Ltd", Subject(period_end="2025-03-31")),
        ("Alder Group", None),
        ("Brook  plc", None),
        ("Fir Ltd", Subject(procurement="P-7", bidder="Fir Ltd")),
        ("Brook  plc", Subject(procurement="P-7", bidder="Brook  plc")),
    ):
        period = subject.period_end if subject else None
        one = case(name, ["The board approved it.", f"Number {len(cases)}."], subject=subject)
        found = [
            finding(one, "UK-02", Status.MET, passage(one, 0)),
            finding(one, "AU-01", Status.ABSENT, passage(one, 1, Role.NEAREST), framework="AU-MSA"),
        ]
        cases.append(judged(one, *found[: 2 if period else 1]))
    return run_of(tmp_path / "run", *cases)


def page_of(run: Run, name: str, out: Path) -> Written:
    return Written(write_sheet(run, name, out))


@pytest.mark.parametrize("name", ["Alder Ltd", "alder ltd", "  ALDER   LTD ", "der l"])
def test_a_supplier_is_found_by_its_name_or_a_part_that_only_one_has(run: Run, tmp_path: Path, name: str) -> None:
    page = page_of(run, name, tmp_path / "out")
    assert page.root.xpath("//h1//text()")[0] == "Alder Ltd"
    assert page.path.name.startswith("alder-ltd-")
    assert "Alder Group" not in page.source
    assert dead_links(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("alder", "is a part of several names. It has: alder group, alder ltd"),
        ("Elder", "No supplier of this run is called “Elder”. It has: alder group, alder ltd, brook plc"),
        ("", "No supplier of this run is called"),
        ("  ", "No supplier of this run is called"),
    ],
)
def test_a_name_of_several_or_of_none_is_answered_with_the_names(
    run: Run, tmp_path: Path, name: str, message: str
) -> None:
    with pytest.raises(SupplierError) as error:
        write_sheet(run, name, tmp_path / "out")
    assert message in str(error.value)
    assert (error.value.exit_code, bool(error.value.remedy)) == (2, True)
    assert not (tmp_path / "out").exists()


def test_the_whole_name_goes_before_longer_ones_and_a_bid_is_told_from_a_statement(run: Run, tmp_path: Path) -> None:
    statement = page_of(run, "brook plc", tmp_path / "out")
    bid = page_of(run, "brook plc (tender)", tmp_path / "out")
    assert statement.path != bid.path
    assert "Number 3" not in bid.words
    assert "Number 5" not in statement.words


def test_each_law_and_period_has_an_article_of_its_own(run: Run, tmp_path: Path) -> None:
    page = page_of(run, "Alder Ltd", tmp_path / "out")
    heads = page.root.xpath("//article[@class='onepage']//p[@class='kicker']/text()")
    assert len(heads) == 4
    assert sum("Modern Slavery Act 2018 (Australia)" in head for head in heads) == 2
    periods = page.root.xpath("//article//dl/div[dt='Period']/dd/text()")
    assert periods == ["To 31 March 2025"] * 2 + ["To 31 March 2026"] * 2
    assert len(page.ids) == len(set(page.ids))


def test_it_says_what_it_was_made_of(run: Run, tmp_path: Path) -> None:
    page = page_of(run, "Alder Group", tmp_path / "out")
    assert f"run.json sha256 {run.manifest_digest[:32]}" in page.words
    assert "Reviewer, agrees with all items above except" in page.words


def test_the_same_run_gives_the_same_sheet(run: Run, tmp_path: Path) -> None:
    first, again = (page_of(run, "Alder Ltd", tmp_path / name).source for name in ("one", "two"))
    assert first == again


def test_a_run_that_judged_nothing_has_no_supplier(tmp_path: Path) -> None:
    with pytest.raises(SupplierError, match="The run judged no document"):
        write_sheet(run_of(tmp_path / "run", case("Alder Ltd", ["We sell tea."])), "Alder", tmp_path / "out")


def test_where_it_cannot_be_written_the_earlier_sheet_stays(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        write_sheet(run, "Fir", tmp_path / "file")
    before = page_of(run, "Fir", tmp_path / "out")
    source = before.source

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sheet, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left"):
        write_sheet(run, "Fir", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [before.path.name]
    assert before.path.read_text(encoding="utf-8") == source
