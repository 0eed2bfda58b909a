"""`avowal datasets check` says what a file holds, and which rows it cannot read."""

import json
from pathlib import Path

from typer.testing import CliRunner

from pipelines.cli.main import app

MAPPING = "fields: {document: d, text: t, group: g, status: s}\nflags: {trained: TRN1}\n"


def test_a_mapped_table_is_counted(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    rows = tmp_path / "rows.csv"
    rows.write_text("d,g,t,s,trained\na,one,Text.,PLANNED,1\nb,one,More.,,\n", encoding="utf-8")
    command = ["datasets", "check", str(rows), "--mapping", str(tmp_path / "map.yaml")]
    done = CliRunner().invoke(app, [*command, "--json"])
    found = json.loads(done.stdout)
    assert [found[name] for name in ("documents", "groups", "sentences")] == [2, 1, 2]
    assert found["labels"]["TRN1"] == {"positive": 1, "known": 1, "masked": 1}
    assert found["labels"]["approval"] == {"positive": 0, "known": 0, "masked": 2}
    assert found["labels"]["PLANNED"]["positive"] == 1
    assert "2 documents, 1 groups, 2 sentences" in CliRunner().invoke(app, command).stdout


def test_a_bad_row_ends_with_code_2(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("{}", encoding="utf-8")
    done = CliRunner().invoke(app, ["datasets", "check", str(rows)])
    assert done.exit_code == 2
    assert "rows.jsonl:1: document: is missing" in done.stderr
