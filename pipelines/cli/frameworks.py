"""`avowal frameworks`: what can be asked of a document, and whether the files that say so are in order."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from corpora.framework import Commitment, Framework, InForce

app = typer.Typer(help="The laws and procurement frameworks that documents are judged by.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
PENDING = "not law yet: off unless AVOWAL_SHOW_PENDING=1"


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the frameworks: whether they are law, how many commitments each has, and what is doubtful in them."""
    from rich.table import Table
    from rich.text import Text

    from corpora.framework import load_frameworks
    from pipelines.cli.screen import results

    found = load_frameworks().values()
    if as_json:
        typer.echo(json.dumps([_row(framework) for framework in found], indent=2, ensure_ascii=False))
        return
    table = Table(box=None)
    for name in ("Id", "Title", "In force from", "Asks", "Not measured", "Not read"):
        table.add_column(name, no_wrap=name == "Id", overflow="fold", justify="right" if "Not" in name else "left")
    for framework in found:
        row = _row(framework)
        table.add_row(
            framework.id,
            Text(framework.title),
            PENDING if row["pending"] else _since(framework.in_force),
            str(row["commitments"]),
            str(row["not_measured"]),
            str(row["provision_not_read"]),
        )
    results().print(table)
    typer.echo(
        "Not measured: no judged finding shows how good the rule is. Not read: known at second hand or from memory."
    )


@app.command()
def show(framework: Annotated[str, typer.Argument(help="Id, as UK-MSA; any case.")], as_json: AsJson = False) -> None:
    """Show what one framework asks, commitment by commitment, and what is doubtful in it."""
    from rich.text import Text

    from corpora.framework import load_frameworks
    from pipelines.cli.screen import results

    (found,) = load_frameworks([framework]).values()
    if as_json:
        shown = {**_row(found), "citation": found.citation, "asked": [_asked(one) for one in found.commitments]}
        typer.echo(json.dumps(shown, indent=2, ensure_ascii=False))
        return
    console = results()
    console.print(Text(f"{found.id}: {found.title} (version {found.version})", style="bold"))
    console.print(Text(found.citation))
    row = _row(found)
    console.print(Text(PENDING if row["pending"] else f"In force from: {_since(found.in_force)}"))
    for one in found.commitments:
        console.print(Text(f"\n{one.id}  {one.level}  {one.title}", style="bold"))
        for line in _lines(one, found):
            console.print(Text(f"    {line}"), soft_wrap=True)  # ids are for looking up: never cut


@app.command()
def crosswalk(as_json: AsJson = False) -> None:
    """Show the canonical commitments, and which commitment of which framework is a case of each."""
    from rich.text import Text

    from corpora.canonical import canonicals, themes
    from corpora.framework import load_frameworks
    from pipelines.cli.screen import results

    asked = [one for framework in load_frameworks().values() for one in framework.commitments]
    cases = {name: [one.id for one in asked if name in one.canonical] for name in canonicals()}
    if as_json:
        rows = [{**one.model_dump(), "commitments": cases[one.id]} for one in canonicals().values()]
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    console = results()
    for one in canonicals().values():
        console.print(Text(f"{one.id}  {one.title} ({one.theme} {themes()[one.theme]})", style="bold"))
        console.print(Text(f"    {', '.join(cases[one.id]) or 'asked by no framework here'}"), soft_wrap=True)
    if rest := [one.id for one in asked if not one.canonical]:
        console.print(Text(f"Of their own: {', '.join(rest)}"), soft_wrap=True)


@app.command()
def lint(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Folder of framework files. Default: those of Avowal.", exists=True, file_okay=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read every word of every framework file, see that what it names exists, and list each mistake with its path."""
    from corpora.framework import FOLDER, FrameworkError, read_folder
    from pipelines.rules.lint import rule_mistakes

    place = folder or FOLDER
    read, mistakes = read_folder(place)
    mistakes += [mistake for path in sorted(place.glob("*.yaml")) for mistake in rule_mistakes(path)]
    asked = sum(len(one.commitments) for one in read.values())
    if as_json:
        typer.echo(json.dumps({"frameworks": len(read), "commitments": asked, "mistakes": mistakes}, indent=2))
    if mistakes:
        raise FrameworkError("\n".join(mistakes), remedy="Correct these lines; docs/frameworks.md says what may stand.")
    if not as_json:
        typer.echo(f"{len(read)} frameworks, {asked} commitments, no mistakes.")


def _row(framework: "Framework") -> dict[str, Any]:
    from datetime import UTC, datetime

    return {
        "id": framework.id,
        "title": framework.title,
        "jurisdiction": framework.jurisdiction,
        "version": framework.version,
        "pending": framework.is_pending(datetime.now(UTC).date()),
        "in_force": _dates(framework.in_force),
        "commitments": len(framework.commitments),
        "not_measured": sum("rule not yet measured" in one.remarks for one in framework.commitments),
        "provision_not_read": sum(one.verified != "V" for one in framework.commitments),
    }


def _asked(one: "Commitment") -> dict[str, Any]:
    names = ("id", "title", "reference", "level", "verified", "decided_from", "theme", "canonical", "rule", "measured")
    kept: dict[str, Any] = {name: getattr(one, name) for name in names}
    said = {"missing": one.say.missing, "ask": one.say.ask, "act": one.say.act}
    return {
        **kept,
        "parameters": one.parameters,
        "failures": one.failures,
        "in_force": _dates(one.in_force),
        "remarks": one.remarks,
        "say": said,
    }


def _lines(one: "Commitment", framework: "Framework") -> list[str]:
    """Return what stands under a commitment's title: where it comes from, how it is decided, and what is doubtful."""
    from corpora.canonical import canonicals
    from corpora.framework import VERIFIED

    same = "; ".join(f"{name} {canonicals()[name].title}" for name in one.canonical) or "none"
    own = "" if one.in_force == framework.in_force else f", from {_since(one.in_force)}"
    where = {"text": "the text", "external": "outside the text", "both": "the text and outside of it"}[one.decided_from]
    measured = f"measured by {one.measured} judged findings" if one.measured else ""
    doubts = [text for text in one.remarks if text != VERIFIED[one.verified]]
    return [
        f"{one.reference} ({one.verified}: {VERIFIED[one.verified]}{own})",
        f"Canonical: {same}",
        f"Decided from {where} by {one.rule}" + "".join(f"; {text}" for text in [measured, *doubts] if text),
    ]


def _since(law: "InForce") -> str:
    from corpora.framework_file import NO_DATE

    start = "no date" if law.start == NO_DATE else law.start.isoformat()
    return f"{start} ({law.verified})" + (f" to {law.to.isoformat()}" if law.to else "")


def _dates(law: "InForce") -> dict[str, str | None]:
    from corpora.framework_file import NO_DATE

    return {
        "from": None if law.start == NO_DATE else law.start.isoformat(),
        "to": law.to.isoformat() if law.to else None,
        "verified": law.verified,
    }
