"""What the documents say is true: commands, tables, versions."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from corpora.tables import TABLES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(<!-- tables: written by the test suite -->\n).*(<!-- end of tables -->)", re.DOTALL)


def commands() -> dict[str, Any]:
    """Every command and sub-command of the command line, by its words."""
    import typer

    from pipelines.cli.main import app

    def walk(command: Any, words: tuple[str, ...]) -> dict[str, Any]:
        if not hasattr(command, "commands"):
            return {" ".join(words): command}
        found: dict[str, Any] = {}
        for name, child in command.commands.items():
            if not child.hidden:
                found |= walk(child, (*words, name))
        return found

    return walk(typer.main.get_command(app), ())


def documents() -> str:
    pages = [README, *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))]
    return "\n".join(pages)


def test_every_command_is_documented() -> None:
    undocumented = [name for name in commands() if f"avowal {name}" not in documents()]
    assert not undocumented


def test_every_documented_command_exists() -> None:
    known = commands()
    heads = {name.split()[0] for name in known}
    shown = re.findall(r"^\s*(?:\$ )?avowal ([a-z][a-z-]*)(?: ([a-z]+))?", documents(), re.MULTILINE)
    for first, second in shown:
        assert first in heads, f"avowal {first}"
        if first not in known:
            assert f"{first} {second}" in known, f"avowal {first} {second}"


def test_the_two_commands_of_the_readme_stand_first_and_exist() -> None:
    first_block = README.split("```")[1]
    assert "bin/demo" in first_block
    assert "bin/test" in first_block
    assert (ROOT / "bin/demo").stat().st_mode & 0o111
    assert (ROOT / "bin/test").stat().st_mode & 0o111


def test_every_link_of_the_documents_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_column_is_documented(update_golden: bool) -> None:
    path = ROOT / "docs/tables.md"
    page = path.read_text(encoding="utf-8")
    wanted = BLOCK.sub(lambda found: found[1] + describe_tables() + found[2], page)
    if update_golden:
        path.write_text(wanted, encoding="utf-8")
    assert page == wanted, "docs/tables.md is not what corpora/tables.py says: run pytest with --update-golden"


def describe_tables() -> str:
    parts = []
    for name, schema in TABLES.items():
        rows = [f"| `{f.name}` | {kind(f.type)} | {f.metadata[b'meaning'].decode()} | {empty(f)} |" for f in schema]
        head = [f"### {name}", "", "| column | type | meaning | null |", "|---|---|---|---|"]
        parts.append("\n".join([*head, *rows, ""]))
    return "\n" + "\n".join(parts) + "\n"


def kind(type_: pa.DataType) -> str:
    if pa.types.is_list(type_):
        return "list of spans" if pa.types.is_struct(type_.value_type) else f"list of {type_.value_type}"
    return str(type_)


def empty(field: pa.Field) -> str:
    return "may be" if field.nullable else "never"


def test_the_version_is_one_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["version"] == citation["version"]
    assert f"## {project['version']}" in changelog
    assert project["license"] == citation["license"] == "Apache-2.0"


def test_golden_files_are_compared_not_written(update_golden: bool) -> None:
    assert not update_golden, "--update-golden writes the golden files: look at the difference, then run without it"
