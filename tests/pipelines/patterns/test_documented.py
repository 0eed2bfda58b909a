"""docs/patterns.md says what the data says, and its statements run on the tables of a run."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from corpora.document import Document, Page
from corpora.pattern import failure_patterns
from corpora.tables import TABLES
from pipelines.score import score_batch
from pipelines.write import Choices, write_run
from tests.pipelines.patterns.seeing import judged

PAGE = (Path(__file__).parents[3] / "docs/patterns.md").read_text(encoding="utf-8")
TEXT = (
    "We have zero tolerance of slavery. | We expect our suppliers to share our stance against slavery. |"
    "In 2027 we plan to train our buyers on slavery. [TRN1, PLANNED] | Orders are placed each spring."
)


@pytest.fixture
def run(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    case = replace(judged(TEXT), document=Document("d", "text/plain", (Page(1, TEXT),)))
    write_run(score_batch([case], "2026-11-27"), tmp_path, Choices("2026-11-27"))
    connection = duckdb.connect()
    for name in TABLES:
        connection.execute(f"CREATE VIEW {name} AS FROM '{tmp_path}/{name}.parquet'")
    return connection


def test_the_statements_of_the_page_run_and_count_right(run: duckdb.DuckDBPyConnection) -> None:
    shares, promises = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    assert run.execute(shares).fetchall() == [("d", 0.25, 0.25, 0.0)]
    assert [row[1:] for row in run.execute(promises).fetchall()] == [("TRN1", date(2027, 12, 31))]


def test_every_flag_of_a_finding_finds_it(run: duckdb.DuckDBPyConnection) -> None:
    lost = run.execute(
        "SELECT * FROM flags ANTI JOIN findings USING (document_id, framework, commitment) WHERE commitment IS NOT NULL"
    ).fetchall()
    assert lost == []


def test_the_page_names_the_patterns_that_lower_and_those_that_are_limited() -> None:
    first = PAGE.split("## What is not looked for")[0]
    assert set(re.findall(r"F\d\d", first.split("Seven are not")[1].split("marked")[0])) == {
        code for code, pattern in failure_patterns().items() if pattern.lowers
    }
    table = PAGE.split("## What is not looked for")[1].split("The three ambiguities")[0]
    limited = {code for code, pattern in failure_patterns().items() if pattern.limit}
    assert set(re.findall(r"^\| (F\d\d(?:, F\d\d)*)", table, re.MULTILINE)) >= {"F04", "F07"}
    assert set(re.findall(r"F\d\d", table)) <= limited
