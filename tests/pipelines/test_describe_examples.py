"""The documents that the repo carries are described as what they are, and built anew they are the same."""

from pathlib import Path

import pytest

from corpora.authored.build_examples import FOLDER, build
from pipelines.describe import describe
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case, Description

EXPECTED = {
    "calderwick_modern_slavery_statement_2026.pdf": (
        "statement",
        "Calderwick Workwear plc",
        ("2025-04-01", "2026-03-31"),
        ("UK-MSA",),
    ),
    "brackenfold_modern_slavery_statement.docx": (
        "statement",
        "Brackenfold Catering Ltd",
        (None, None),  # "the financial year 2025/26", and no word of when it ends
        ("UK-MSA",),
    ),
    "marlin_bay_joint_statement_fy25.pdf": (
        "joint statement",
        "Marlin Bay Holdings Pty Ltd",
        ("2024-07-01", "2025-06-30"),
        ("AU-MSA",),
    ),
    "tamarack_fold_supply_chains_report_2025.docx": (
        "statement",
        "Tamarack Fold Outfitters Inc.",
        ("2025-01-01", "2025-12-31"),
        ("CA-SCA",),
    ),
    "vanebridge_supplier_code.pdf": ("other", "Vanebridge Furnishings Ltd", (None, None), ()),
}
TENDER = "brightholm_tender_response_lot2.docx"


@pytest.fixture(scope="module")
def descriptions() -> dict[str, Description]:
    paths = [FOLDER / name for name in (*EXPECTED, TENDER)]
    cases = segment_batch(extract_batch([Case(source) for source in find_sources(paths, None)]))
    return {Path(case.source.path).name: describe(case) for case in cases}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_is_described_as_what_it_is(name: str, descriptions: dict[str, Description]) -> None:
    found = descriptions[name]
    period = (found.period_start, found.period_end)
    assert (found.kind, found.entity, period, found.frameworks) == EXPECTED[name], found.kind_reason


def test_the_tender_response_is_one_and_names_its_bidder(descriptions: dict[str, Description]) -> None:
    found = descriptions[TENDER]
    assert (found.kind, found.entity) == ("tender response", "Brightholm Laundry & Uniforms Ltd")


def test_the_joint_statement_names_its_three_entities(descriptions: dict[str, Description]) -> None:
    found = descriptions["marlin_bay_joint_statement_fy25.pdf"]
    assert [e.role for e in found.entities] == ["author", "joint", "joint"]


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in build(tmp_path / "one")}
    second = {path.name: path.read_bytes() for path in build(tmp_path / "two")}
    assert first == second
    assert set(first) == {*EXPECTED, TENDER}


def test_every_example_stands_in_the_manifest() -> None:
    rows = (FOLDER / "manifest.csv").read_text(encoding="utf-8").splitlines()
    assert {row.split(",")[0] for row in rows[1:]} == {*EXPECTED, TENDER}
