"""What a finished run found, read back from its tables: one object for programs, one table for people."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpora.document import STATEMENTS, Kind, Outcome
from corpora.finding import Status
from corpora.framework import load_frameworks
from corpora.tables import TABLES
from pipelines import store
from pipelines.answers.question import is_of_buyers
from pipelines.cli import red_flags
from pipelines.cli.screen import plain, results
from pipelines.pages.vocabulary import MISSING_WORDS, REASONS, UNREAD
from pipelines.report.red_flags import red_flags as found_flags
from pipelines.report.rivals import HEADING, rivals

NO_ACT = "No Act was named or recognised; name one with --framework."
NARROW = 100  # columns of a screen below which names make room for the reasons
MAX_BY_HAND = 6  # ids shown; the tables hold all
Row = dict[str, Any]


def summarise(out: Path) -> dict[str, Any]:
    """Return everything that is shown of a run; `exit_code` is 1 where a document could not be read."""
    run = store.read_json(out / store.RUN_FILE)
    files = _read(out, "files")
    documents = {row["document_id"]: row for row in _read(out, "documents")}
    findings: dict[str, list[Row]] = defaultdict(list)
    for row in _read(out, "findings"):
        findings[row["document_id"]].append(row)
    as_of = date.fromisoformat(run["as_of"])
    flagged = found_flags(_read(out, "flags"), _read(out, "sentences"), documents, as_of)
    red: dict[str, list[Row]] = defaultdict(list, flagged)
    unread = [_only(row, "path", "outcome", "reason", "remedy") for row in files if row["outcome"] in UNREAD]
    twins = [_only(row, "path", "reason") for row in files if row["outcome"] == Outcome.DUPLICATE]
    warned = [_only(row, "path", "reason") for row in files if row["outcome"] == Outcome.READ_WITH_WARNING]
    shown = [
        _document(row["path"], documents[row["document_id"]], findings[row["document_id"]], red[row["document_id"]])
        for row in files
        if row["outcome"] not in UNREAD | {Outcome.DUPLICATE} and row["document_id"] in documents
    ]
    return {
        "out": store.spelt(str(out)),
        "as_of": run["as_of"],
        "exit_code": 1 if unread else 0,
        "outcomes": run["outcomes"],
        "documents": shown,
        "rivals": rivals(shown),
        "unread": unread,
        "duplicates": twins,
        "warnings": warned,
        "tables": {name: {"path": store.spelt(str(out / f"{name}.parquet")), **run["tables"][name]} for name in TABLES},
        "timings": store.read_json(out / store.TIMINGS_FILE),
    }


def show_json(found: dict[str, Any]) -> None:
    """Print the summary as one JSON object."""
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def show(found: dict[str, Any]) -> None:
    """Print the summary for people."""
    console = results()
    table = Table(box=None, pad_edge=False, padding=(0, 1, 1, 0), header_style="bold")
    widths = {
        "Document": 20 if console.width < NARROW else 26,
        "Judged by": 8 if console.width < NARROW else 12,
        **{"Met": 3, "Partial": 7, "Missing": 7, "By hand": 4},
    }
    for name, width in widths.items():
        is_count = name in ("Met", "Partial", "Missing", "By hand")
        table.add_column(name, width=width, overflow="fold", justify="right" if is_count else "left")
    rest = console.width - sum(widths.values()) - len(widths)  # each column but the last ends in a space
    table.add_column("What is missing, and what else to know", width=max(rest, 20), overflow="fold")
    for document in found["documents"]:
        _add(table, document)
    if found["documents"]:
        console.print(table)
    red_flags.show(console, found["documents"])
    _list(console, f"Could not be read ({len(found['unread'])}):", found["unread"])
    _list(console, f"Read, with a warning ({len(found['warnings'])}):", found["warnings"])
    _list(console, f"Twins, read once ({len(found['duplicates'])}):", found["duplicates"])
    _list(console, f"{HEADING} ({len(found['rivals'])}):", found["rivals"])
    timings = found["timings"]
    rows = sum(table["rows"] for table in found["tables"].values())
    laws = sorted({judged["framework"] for document in found["documents"] for judged in document["judgements"]})
    if laws := [law for law in laws if law in load_frameworks()]:
        asked = "; ".join(f"avowal frameworks show {law}" for law in laws)
        console.print(Text(f"What a commitment asks: {asked}", style="dim"), soft_wrap=True)
    console.print(Text.assemble(("Results: ", "bold"), plain(found["out"])), soft_wrap=True)
    if found.get("report"):
        console.print(Text.assemble(("Report: ", "bold"), plain(found["report"])), soft_wrap=True)
    console.print(
        Text(
            f"{len(TABLES)} tables (Parquet, {rows} rows), run.json and timings.json. Law as of {found['as_of']}. "
            f"{timings['total']:.1f} s, of which {timings['loading']:.1f} s loading "
            f"and {timings['overhead']:.1f} s bookkeeping (Prefect)."
        )
    )


def _add(table: Table, document: Row) -> None:
    name = Text(plain(Path(document["path"]).name))
    period = f"to {document['period_end']}" if document["period_end"] else None
    about = [part for part in (document["kind"], document["entity"], period) if part]
    name.append("\n" + plain(", ".join(about)), style="dim")
    if not document["judgements"]:
        why = document["kind_reason"] if document["kind"] == Kind.OTHER else NO_ACT
        table.add_row(name, Text("nothing"), "", "", "", "", Text(plain(why)))
    for number, judged in enumerate(document["judgements"]):
        guessed = judged["applies"] == "guessed"
        by = Text(judged["framework"]).append("\nif this Act applies" if guessed else "", style="italic")
        if judged["entity"] and judged["entity"] != document["entity"]:
            by.append(f"\nfor {plain(judged['entity'])}", style="dim")
        counts = (str(judged[key]) for key in ("met", "partial", "missing", "by_hand"))
        said = _reasons(judged)
        is_asked_of_statement = judged["applies"] == "given" and not is_of_buyers(judged["framework"])
        if is_asked_of_statement and document["kind"] not in STATEMENTS:
            doubt = f"Doubt: it does not look like a statement ({plain(document['kind_reason']).rstrip('.')})."
            said = Text("\n").join([Text(doubt, style="italic"), *([said] if said else [])])
        table.add_row(name if number == 0 else Text(""), by, *counts, said)


def _reasons(judged: Row) -> Text:
    """Say what is missing in the words that its level allows, grouped, so that the reason stands once."""
    groups: dict[str, list[str]] = defaultdict(list)
    for item in judged["missing_commitments"]:
        groups[f"{item['words']} ({item['why']})"].append(item["commitment"])
    for words, status in (("says outright that it is not done", "NEG_DISCLOSED"), ("not applicable", "NOT_APPLICABLE")):
        if others := judged["others"].get(status):
            groups[words] = others
    if by_hand := judged["by_hand_commitments"]:
        more = [f"and {len(by_hand) - MAX_BY_HAND} more"] if len(by_hand) > MAX_BY_HAND else []
        groups["check by hand"] = by_hand[:MAX_BY_HAND] + more
    for item in judged["missing_commitments"]:
        for remark in item["remarks"]:
            groups[remark].append(item["commitment"])
    text = Text()
    if judged["none_applies"]:
        return text.append(plain(judged["none_applies"]))
    for number, (words, items) in enumerate(groups.items()):
        text.append(("\n" if number else "") + words[0].upper() + words[1:] + ": ", style="bold")
        text.append(plain(", ".join(items)))
    return text


def _list(console: Any, heading: str, rows: list[Row]) -> None:
    if not rows:
        return
    console.print(Text(heading, style="bold"))
    for row in rows:
        outcome = f" ({row['outcome'].replace('_', ' ')})" if "outcome" in row else ""
        console.print(Padding(Text(plain(row["path"]), style="bold").append(outcome), (0, 0, 0, 2)))
        said = " ".join(plain(row[key]) for key in ("reason", "remedy") if row.get(key))
        console.print(Padding(Text(said), (0, 0, 0, 4)))
    console.print()


def _document(path: str, document: Row, findings: Iterable[Row], red: Sequence[Row] = ()) -> Row:
    judgements: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in findings:
        judgements[row["framework"], row["entity"] or "", row["applies"]].append(row)
    return {
        "path": path,
        **_only(document, "document_id", "kind", "kind_reason", "title", "entity", "supersedes"),
        "period_end": document["period_end"].isoformat() if document["period_end"] else None,
        "extraction_coverage": document["extraction_coverage"],
        "judgements": [
            {"framework": framework, "entity": entity or None, "applies": applies, **_count(rows)}
            for (framework, entity, applies), rows in sorted(judgements.items())
        ],
        "red_flags": list(red),
    }


def _count(rows: list[Row]) -> Row:
    answered = Counter(row["status"] for row in rows if row["answered"])
    missing = [row for row in rows if row["missing"]]
    by_hand = [row["commitment"] for row in rows if not row["answered"] and not row["missing"]]
    whole = len({row["reason"] for row in rows}) == 1 and {row["status"] for row in rows} == {Status.NOT_APPLICABLE}
    return {
        "asked": len(rows),
        "met": answered[Status.MET],
        "partial": answered[Status.PARTIAL],
        "missing": len(missing),
        "by_hand": len(by_hand),
        "others": {
            status: [row["commitment"] for row in rows if row["answered"] and row["status"] == status]
            for status in sorted(answered.keys() - {Status.MET, Status.PARTIAL})
        },
        "by_hand_commitments": by_hand,
        "none_applies": rows[0]["reason"] if whole else None,  # one reason for all, as a law that is not in force yet
        "missing_commitments": [
            {
                **_only(row, "commitment", "level", "status", "reason"),
                "words": MISSING_WORDS[row["level"]],
                "why": REASONS[Status(row["status"])],
                **_say(row),
            }
            for row in missing
        ],
    }


def _say(row: Row) -> Row:
    """Return what the framework's file says of what is missing, what to ask, and the doubts that belong to it."""
    known = load_frameworks()
    if row["framework"] not in known:  # a tender's own requirements: their words stand in run.json
        return {"say": row["reason"], "ask": "", "remarks": []}
    asked = next(one for one in known[row["framework"]].commitments if one.id == row["commitment"])
    doubt = "If this Act applies: " if row["applies"] == "guessed" else ""
    return {"say": doubt + asked.say.missing, "ask": asked.say.ask, "remarks": list(asked.remarks)}


def _read(out: Path, name: str) -> list[Row]:
    with (out / f"{name}.parquet").open("rb") as file:  # pyarrow opens no path that is not UTF-8
        rows: list[Row] = pq.read_table(file, schema=TABLES[name]).to_pylist()
    return rows


def _only(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}
