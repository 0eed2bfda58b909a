"""What the documents ask of the tables, asked for real: SQL of the README and docs, the scores, the notebooks."""

import json
import re
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
QUERIES = [
    (page.name, query)
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    for query in re.findall(r"```sql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
]
SCORES = next(query for page, query in QUERIES if page == "tables.md")


def ask(query: str, results: Path) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        for table in results.glob("*.parquet"):
            connection.execute(f"CREATE VIEW {table.stem} AS SELECT * FROM '{table}'")
        placed = re.sub(r"'(?:demo-)?results/", f"'{results}/", query)
        return connection.execute(placed).fetchall()


@pytest.mark.parametrize(("page", "query"), QUERIES)
def test_every_query_of_the_documents_answers(page: str, query: str, results: Path) -> None:
    assert ask(query, results), f"{page}: no row"


def test_every_score_is_recomputed_from_the_findings(results: Path) -> None:
    written = ask("SELECT * FROM scores", results)
    assert written
    assert sorted(map(str, ask(SCORES, results))) == sorted(map(str, written))


def test_answered_missing_and_by_hand_are_all_that_is_asked(results: Path) -> None:
    assert not ask("SELECT * FROM scores WHERE asked <> answered + missing + by_hand", results)


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(notebook: Path, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(results.parent)
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert not any(cell.get("outputs") for cell in cells), "a notebook carries no results of a run"
    scope: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), scope)  # noqa: S102 - our own notebook
    assert scope["missing"]
