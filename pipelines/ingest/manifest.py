"""The manifest: what the user says of each file, one row a subject, read from CSV."""

import csv
import io
import os
import re
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from corpora.document import Subject
from corpora.errors import AvowalError
from corpora.framework import SWITCH, load_frameworks, pending_mistakes
from pipelines import settings
from pipelines.ingest.encodings import decode

COLUMNS = ("path", "framework", *(field.name for field in fields(Subject) if field.name != "frameworks"))
DATES = ("period_start", "period_end", "published_on", "retrieved_on")


class ManifestError(AvowalError):
    """The manifest holds mistakes; the message lists every one with its line."""

    remedy = (
        f"Correct these lines. Columns: {', '.join(COLUMNS)}; only path is required; dates as 2025-12-31; "
        "frameworks as `avowal frameworks list` names them."
    )
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its line in the file, the path it names, and what it says."""

    line: int
    path: Path
    subject: Subject


def read_manifest(manifest: Path, known: set[Path]) -> list[Entry]:
    """Read the rows of a manifest in order; several may name one path.

    Args:
        manifest: CSV file with a header; relative paths count from its folder. A path may be a folder: then the row
            speaks of every input in it, which is how a bidder's files are said to belong together.
        known: Resolved paths of the run's inputs.

    Raises:
        ManifestError: The file cannot be read, a column is unknown or missing, a framework is unknown, a date is no
            date, a period ends before it begins, or a path is not among the inputs.
    """
    try:
        text = decode(manifest.read_bytes())
    except OSError as error:
        raise ManifestError(
            f"{manifest}: cannot be read ({error.strerror}).", remedy="Check the path, and that you may read it."
        ) from error
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    entries: list[Entry] = []
    mistakes: list[str] = []
    header: list[str] = []
    for cells in reader:
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if not header:
            header = [cell.lower() for cell in cells]
            mistakes += _header_mistakes(header, reader.line_num)
            continue
        if len(cells) > len(header):
            mistakes.append(f"line {reader.line_num}: {len(cells)} cells, but {len(header)} columns")
            continue
        row = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
        found = _row_mistakes(row)
        path = manifest.parent / row["path"] if row.get("path") else None
        if path is None:
            found.append("no path")
        else:
            places = _places(Path(os.path.realpath(path)), known)
            if not places:
                found.append(f"path is not among the inputs: {row['path']}")
        mistakes += [f"line {reader.line_num}: {mistake}" for mistake in found]
        if path is not None and not found:
            entries += [Entry(reader.line_num, place, _subject(row)) for place in places]
    if not header:
        mistakes.append("line 1: the manifest is empty")
    if mistakes:
        raise ManifestError(f"{manifest}:\n" + "\n".join(f"  {mistake}" for mistake in mistakes))
    return entries


def is_manifest(head: bytes) -> bool:
    """Whether a text begins with the header of a manifest: a folder may hold one beside its documents."""
    names = [name.strip().strip('"').lower() for name in decode(head).lstrip("\ufeff").split("\n", 1)[0].split(",")]
    return len(names) > 1 and "path" in names and set(names) <= set(COLUMNS)


def _places(named: Path, known: set[Path]) -> list[Path]:
    """Return the input that a row names, or all that lie in the folder that it names: what one bidder sent."""
    if named in known:
        return [named]
    return sorted(place for place in known if place.is_relative_to(named)) if named.is_dir() else []


def _header_mistakes(header: list[str], line: int) -> list[str]:
    mistakes = [f"line {line}: unknown column: {name or '(no name)'}" for name in header if name not in COLUMNS]
    mistakes += [f"line {line}: column twice: {name}" for name in sorted({n for n in header if header.count(n) > 1})]
    if "path" not in header:
        mistakes.append(f"line {line}: no column path")
    return mistakes


def _row_mistakes(row: dict[str, str]) -> list[str]:
    known = load_frameworks()
    named = [known[name.upper()] for name in _frameworks(row) if name.upper() in known]
    unknown = [name for name in _frameworks(row) if name.upper() not in known]
    bad = [name for name in DATES if name in row and not _is_day(row[name])]
    mistakes = [f"unknown framework: {name} (choose from {', '.join(known)})" for name in unknown]
    mistakes += [f"{name} is no date as 2025-12-31: {row[name]}" for name in bad]
    if not settings.shows_pending():
        mistakes += [f"{mistake} ({SWITCH})" for mistake in pending_mistakes(named, date.today())]
    start, end = row.get("period_start"), row.get("period_end")
    if not bad and start and end and end < start:
        mistakes.append(f"the period ends ({end}) before it begins ({start})")
    return mistakes


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _subject(row: dict[str, str]) -> Subject:
    named = {name: value for name, value in row.items() if name in COLUMNS and name not in ("path", "framework")}
    return Subject(frameworks=_frameworks(row), **named)


def _frameworks(row: dict[str, str]) -> tuple[str, ...]:
    names = re.split(r"[;,\s]+", row.get("framework", ""))
    return tuple(dict.fromkeys(name for name in names if name))
