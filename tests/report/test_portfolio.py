"""The map, the shares and the bottom line count statuses of one level at a time and judge no company."""

from collections import Counter
from pathlib import Path

import pytest

from corpora.finding import Confidence, Finding, Role, Status
from pipelines.pages.vocabulary import LOOKS
from pipelines.report.gather import Gathering
from pipelines.report.portfolio import Law, bottom_line, laws_of, missing_of, share, themes_of
from pipelines.report.suppliers import Sheet
from pipelines.stage import Case
from tests.report.runs import case, finding, judged, passage, run_of

TEXTS = ["The board approved it.", "We trained 212 buyers."]


def sheets(folder: Path, **findings: list[tuple[object, ...]]) -> tuple[Sheet, ...]:
    """Return the sheets of suppliers by name; a finding is commitment, status, level, and more as it may be."""
    cases = []
    for name, rows in findings.items():
        one = case(name, TEXTS)
        found = [_finding(one, *row) for row in rows]
        cases.append(judged(one, *found))
    return Gathering(run_of(folder / "run", *cases)).statements.sheets


def _finding(
    one: Case, commitment: str, status: Status, level: str = "M", framework: str = "UK-MSA", sure: bool = True
) -> Finding:
    shown = passage(one, 0, Role.NEAREST if status == Status.ABSENT else Role.DECIDES)
    confidence = Confidence.HIGH if sure else Confidence.LOW
    return finding(one, commitment, status, shown, level=level, framework=framework, confidence=confidence)


def laws(found: tuple[Sheet, ...]) -> tuple[Law, ...]:
    return laws_of(found, lambda sheet, place: f"#{place}")


def test_the_bottom_line_counts_levels_apart_and_adds_nothing(tmp_path: Path) -> None:
    rows = [
        ("UK-01", Status.ABSENT),
        ("UK-02", Status.VAGUE, "MC"),
        ("UK-06", Status.ABSENT, "R"),
        ("UK-07", Status.PLANNED, "R"),
        ("UK-08", Status.PARTIAL, "R"),
        ("UK-09", Status.MET, "R"),
        ("UK-10", Status.ABSENT, "R", "UK-MSA", False),
    ]
    (sheet,) = sheets(tmp_path, Alder=rows)
    (law,) = sheet.judged
    assert bottom_line(law) == (
        "2 required items not evidenced in the text, 2 recommended topics not covered, 1 to strengthen, "
        "1 to check by hand."
    )
    assert (missing_of(law, "M", "MC"), missing_of(law, "R"), missing_of(law, "T")) == (2, 2, 0)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("UK-01", Status.ABSENT), "1 required item not evidenced in the text."),
        (("UK-06", Status.VAGUE, "R"), "1 recommended topic not covered."),
        (("PPN-1", Status.PLANNED, "T", "UK-PPN009"), "1 answer not given."),
        (("UK-01", Status.MET), "Nothing missing was found."),
        (("UK-01", Status.NEG_DISCLOSED), "Nothing missing was found."),
        (("UK-01", Status.ABSENT, "M", "UK-MSA", False), "Nothing missing was found, 1 to check by hand."),
    ],
)
def test_the_bottom_line_has_the_words_of_its_level(tmp_path: Path, row: tuple[object, ...], said: str) -> None:
    (sheet,) = sheets(tmp_path, Alder=[row])
    assert bottom_line(sheet.judged[0]) == said


def test_what_was_not_asked_of_a_document_is_an_empty_cell_and_no_status(tmp_path: Path) -> None:
    found = sheets(
        tmp_path, Alder=[("UK-01", Status.MET)], Brook=[("UK-01", Status.ABSENT), ("UK-G1", Status.MET, "R")]
    )
    (law,) = laws(found)
    assert [item.commitment for item in law.columns] == ["UK-01", "UK-G1"]
    alder, brook = law.rows
    assert alder.cells[0] and alder.cells[0].look.code == "MET"  # noqa: PT018 - narrows the type
    assert alder.cells[1] is None
    assert [cell.look.code for cell in brook.cells if cell] == ["ABSENT", "MET"]
    assert [sum(one.counts) for one in law.shares] == [2, 1]


def test_a_cell_leads_to_its_commitment_and_says_its_page_or_the_pages_searched(tmp_path: Path) -> None:
    found = sheets(tmp_path, Alder=[("UK-01", Status.MET), ("UK-02", Status.ABSENT)])
    (law,) = laws(found)
    met, absent = law.rows[0].cells
    assert met and absent  # noqa: PT018
    assert (met.number, met.words) == ("1", "Met, page 1")
    assert (absent.number, absent.words) == ("of 2", "Not found, in none of 2 pages")
    assert [met.href, absent.href] == [f"#{item.anchor}" for item in found[0].judged[0].items]


def test_lines_stand_in_the_order_of_names_and_laws_in_that_of_their_ids(tmp_path: Path) -> None:
    rows = [("UK-01", Status.ABSENT)]
    found = sheets(tmp_path, zinc=rows, Brook=[("UK-01", Status.MET), ("AU-01", Status.MET, "M", "AU-MSA")], alder=rows)
    assert [law.framework for law in laws(found)] == ["AU-MSA", "UK-MSA"]
    assert [line.supplier for line in laws(found)[1].rows] == ["alder", "Brook", "zinc"]


def test_required_columns_stand_first_under_a_heading_of_their_level(tmp_path: Path) -> None:
    rows = [
        ("UK-G1", Status.MET, "R"),
        ("UK-01", Status.MET, "M"),
        ("UK-G3", Status.MET, "MC"),
        ("UK-06", Status.MET, "R"),
    ]
    (law,) = laws(sheets(tmp_path, Alder=rows))
    assert [(group.words, group.count) for group in law.groups] == [
        ("Required", 1), ("If it applies", 1), ("Recommended", 2)]  # fmt: skip
    assert [item.level for item in law.columns] == ["M", "MC", "R", "R"]


@pytest.mark.parametrize(
    "counts", [{"MET": 1, "VAGUE": 1, "ABSENT": 1}, {"MET": 7}, {"PARTIAL": 3, "PLANNED": 997}, {}]
)
def test_the_pieces_of_a_bar_fill_it_without_gap_or_overlap(counts: dict[str, int]) -> None:
    codes = [look.code for look in LOOKS.values()]
    found = share("x", Counter(counts), codes)
    assert sum(found.counts) == sum(counts.values())
    assert sum(part.width for part in found.parts) == pytest.approx(100 if counts else 0, abs=0.1)
    for before, after in zip(found.parts, found.parts[1:], strict=False):
        assert before.start + before.width == pytest.approx(after.start, abs=0.011)
    assert [part.code for part in found.parts] == [code for code in codes if counts.get(code)]


def test_the_themes_count_each_document_once_however_many_entities_it_speaks_for(tmp_path: Path) -> None:
    one = case("Alder", TEXTS, labels={1: ("TRN1", "DONE_IN_PERIOD", "SPECIFIC", 0.9)})
    for_both = [finding(one, "UK-01", Status.MET, passage(one, 0), entity=name) for name in ("Alder", "Brook")]
    found = Gathering(run_of(tmp_path / "run", judged(one, *for_both))).statements.sheets
    assert len(found) == 2
    rows, documents = themes_of(found)
    assert documents == 1
    assert {sum(row.counts) for row in rows} == {1}
    assert {row.name: row.counts for row in rows}["Capability, purchasing, effectiveness, collaboration"] == (
        1,
        0,
        0,
        0,
    )


def test_entities_of_one_document_and_commitments_of_one_buyer_have_places_of_their_own(tmp_path: Path) -> None:
    one = case("Alder", TEXTS)
    names = [
        "A very long name of a holding company number one Ltd",
        "A very long name of a holding company number two Ltd",
    ]
    names += ["木材有限公司", "電子有限公司", "Brook Ltd", "Brook Ltd."]
    found = [
        finding(one, commitment, Status.MET, passage(one, 0), entity=name, framework=law, level="T")
        for name in names
        for commitment, law in (("1.1", "TENDER"), ("1-1", "TENDER"), ("UK-01", "TENDER"), ("UK-01", "UK-MSA"))
    ]
    sheets = Gathering(run_of(tmp_path / "run", judged(one, *found))).statements.sheets
    places = [
        place for sheet in sheets for place in (sheet.anchor, *(i.anchor for law in sheet.judged for i in law.items))
    ]
    assert len(places) == len(set(places)) == len(names) * 5
