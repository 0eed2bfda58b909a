"""Scores are counts of findings, and one SQL statement counts them again."""

import re
from pathlib import Path

import duckdb
import pyarrow as pa

from corpora.finding import Confidence, Finding, Score, Status
from pipelines.score import count

TABLES = (Path(__file__).parents[2] / "docs/tables.md").read_text(encoding="utf-8")
SCORES_SQL, COMMITMENTS_SQL = re.findall(r"```sql\n(.*?)```", TABLES, re.DOTALL)[:2]


def finding(entity: str | None, level: str, answered: bool | None, missing: bool) -> Finding:
    return Finding(
        "d", entity, "UK-MSA", "1", "given", "UK-01", "T0", level, "text", Status.MET, answered, missing, "", "", "V",
        Confidence.HIGH,
    )  # fmt: skip


FINDINGS = [
    finding("A Ltd", "M", True, False),
    finding("A Ltd", "M", False, True),
    finding("A Ltd", "M", None, False),
    finding("A Ltd", "R", False, False),  # later guidance: not answered, and not missing
    finding(None, "M", True, False),
]


def test_asked_is_answered_and_missing_and_by_hand() -> None:
    assert count(FINDINGS) == [
        Score("d", None, "UK-MSA", "T0", "M", 1, 1, 0, 0),
        Score("d", "A Ltd", "UK-MSA", "T0", "M", 3, 1, 1, 1),
        Score("d", "A Ltd", "UK-MSA", "T0", "R", 1, 0, 0, 1),
    ]


def test_sql_counts_the_same() -> None:
    columns = ("document_id", "entity", "framework", "theme", "level", "answered", "missing")
    rows = [{name: getattr(item, name) for name in columns} for item in FINDINGS]
    connection = duckdb.connect()
    connection.register("findings", pa.Table.from_pylist(rows))
    counted = connection.execute(f"{SCORES_SQL} ORDER BY entity NULLS FIRST, level").fetchall()
    assert counted == [
        (s.document_id, s.entity, s.framework, s.theme, s.level, s.asked, s.answered, s.missing, s.by_hand)
        for s in count(FINDINGS)
    ]


def test_sql_counts_each_commitment_without_adding_levels() -> None:
    rows = [
        {name: getattr(item, name) for name in ("framework", "theme", "commitment", "level", "answered", "missing")}
        for item in FINDINGS
    ]
    connection = duckdb.connect()
    connection.register("findings", pa.Table.from_pylist(rows))
    counted = connection.execute(f"{COMMITMENTS_SQL} ORDER BY level").fetchall()
    assert counted == [
        ("UK-MSA", "T0", "UK-01", "M", 4, 2, 1, 1),
        ("UK-MSA", "T0", "UK-01", "R", 1, 0, 0, 1),
    ]


def test_no_score_holds_a_confidence_a_total_or_a_rank() -> None:
    assert set(Score.__slots__) == {
        *("document_id", "entity", "framework", "theme", "level"),
        *("asked", "answered", "missing", "by_hand"),
    }
