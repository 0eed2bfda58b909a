"""The words of a report around its tables: what was read, in one sentence with counts, and what made it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from corpora.document import Kind, Outcome
from corpora.framework import load_frameworks
from pipelines.report.gather import Gathered
from pipelines.report.rivals import rivals
from pipelines.report.run import Row, Run
from pipelines.report.suppliers import Item, Sheet, day

MOST_FILES = 60
OUTCOMES = {
    Outcome.READ: "Read in full",
    Outcome.READ_BY_OCR: "Read by text recognition",
    Outcome.READ_WITH_WARNING: "Read, with a warning",
    Outcome.NEEDS_OCR: "Not read: pictures of pages, and no text recognition",
    Outcome.LOCKED: "Not read: locked by a password",
    Outcome.UNREADABLE: "Not read: damaged or unknown",
    Outcome.REFUSED: "Not read: over a limit, or dangerous",
    Outcome.NOT_A_DOCUMENT: "Not a document",
    Outcome.EMPTY: "Empty",
    Outcome.DUPLICATE: "Twin of another file, read once",
}


@dataclass(frozen=True, slots=True)
class FileTold:
    """A file that was not read, read in part, or not judged."""

    name: str
    result: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class FilesTold:
    """What was read and what was not: counts by outcome, then each file that needs a word."""

    outcomes: tuple[tuple[str, int], ...]
    rows: tuple[FileTold, ...]
    rivals: tuple[dict[str, str], ...]
    bids: str
    most: int = MOST_FILES


def required_of(sheets: Sequence[Sheet]) -> list[tuple[Sheet, Item]]:
    """Return the required items that are called missing."""
    return [(s, item) for s in sheets for law in s.judged for item in law.of("missing") if item.is_required]


def lead(gathered: Gathered, is_bid: bool = False) -> str:
    """Return the first sentence of the report: counts, the required items first, nothing added across levels."""
    sheets = gathered.sheets
    documents = len({sheet.document["document_id"] for sheet in sheets})
    suppliers = len({sheet.supplier.lower() for sheet in sheets})
    if not sheets:
        return "Nothing was judged: no document was read that a law or a tender applies to. Below stands why."
    what = "file" if is_bid else "document"
    said = f"{_count(documents, what)} of {_count(suppliers, 'bidder' if is_bid else 'supplier').lower()} "
    said += f"{'was' if documents == 1 else 'were'} judged, line by line. "
    items = [item for sheet in sheets for law in sheet.judged for item in law.items]
    parts = []
    for levels, name, missing_words in (
        (("M", "MC"), "required item", "not evidenced in the text"),
        (("R",), "recommended topic", "not covered"),
        (("T",), "answer", "not given"),
    ):
        asked = [item for item in items if item.level in levels and item.look.code != "NOT_APPLICABLE"]
        missing = sum(item.counts_as == "missing" for item in asked)
        if missing:
            one = missing == 1
            parts.append(f"{missing} {name}{'' if one else 's'} {'is' if one else 'are'} {missing_words}")
        elif asked:
            parts.append(f"no {name} is called missing")
    by_hand = sum(item.counts_as == "by hand" for item in items)
    parts.append(f"{by_hand or 'nothing'} {'is' if by_hand < 2 else 'are'} for a person to check")
    text = "; ".join(parts)
    return said + text[:1].upper() + text[1:] + "."


def facts(gathered: Gathered) -> list[tuple[str, str]]:
    """Return the figures at the head of a report."""
    outcomes = Counter(row["outcome"] for row in gathered.files)
    documents = {sheet.document["document_id"]: sheet for sheet in gathered.sheets}
    pages = sum(sheet.document["pages"] for sheet in documents.values())
    read = sum(sheet.pages_read for sheet in documents.values())
    found = [
        ("Files taken in", str(len(gathered.files))),
        ("Judged", str(len(documents))),
        ("Read, and under no law", str(len(gathered.unjudged))),
        ("Not read", str(len(gathered.unread))),
        ("Pages with text", f"{read} of {pages}"),
    ]
    if outcomes[Outcome.READ_BY_OCR]:
        found.append(("By text recognition", str(outcomes[Outcome.READ_BY_OCR])))
    return found


def files_told(gathered: Gathered, bids: int = 0) -> FilesTold:
    """Return what was read and what was not, and why; of bids only how many there are."""
    outcomes = Counter(Outcome(row["outcome"]) for row in gathered.files)
    rows = [
        FileTold(
            PurePath(row["path"]).name, OUTCOMES[Outcome(row["outcome"])], row["reason"] or "", row["remedy"] or ""
        )
        for row in gathered.files
        if row["outcome"] not in (Outcome.READ, Outcome.READ_BY_OCR)
    ]
    rows += [
        FileTold(PurePath(row["path"]).name, "Read, and under no law", _why_not_judged(row), "")
        for row in gathered.unjudged
    ]
    judged = {sheet.document["document_id"]: sheet for sheet in gathered.sheets}
    found = rivals(
        {
            **{key: sheet.document[key] for key in ("document_id", "entity", "kind", "supersedes")},
            "path": sheet.path,
            "period_end": sheet.document["period_end"],
        }
        for sheet in judged.values()
    )
    said = ""
    if bids:
        one = bids == 1
        said = (
            f"{_count(bids, 'tender response')} {'is' if one else 'are'} confidential and {'has' if one else 'have'} "
            f"a report of {'its' if one else 'their'} own in the folder “tenders”; no bidder is named here."
        )
    counts = tuple((OUTCOMES[outcome], outcomes[outcome]) for outcome in OUTCOMES if outcomes[outcome])
    return FilesTold(counts, tuple(rows), tuple(found), said)


def _why_not_judged(document: Row) -> str:
    if document["kind"] == Kind.OTHER:
        return str(document["kind_reason"])
    return "No Act was named or recognised; name one with --framework."


def versions(run: Run) -> list[tuple[str, str, str]]:
    """Return what made the report: name, value and digest."""
    manifest = run.manifest
    known = load_frameworks()
    titles = [
        f"{known[name].short_title if name in known else name}, version {version}"
        for name, version in sorted(manifest["frameworks"].items())
    ]
    found = [
        ("Law as of", day(date.fromisoformat(manifest["as_of"])), ""),
        ("Rules", "; ".join(titles) or "none applied", ""),
        ("Models", ", ".join(manifest["models"]) or "none used", ""),
        ("Avowal", f"{manifest['avowal']}, tables in form {manifest['schema_version']}", ""),
        ("Run", "run.json; the same inputs and versions give the same bytes", f"sha256 {run.manifest_digest}"),
    ]
    if manifest.get("frameworks_named"):
        found.insert(1, ("Named by the user", ", ".join(manifest["frameworks_named"]), ""))
    return found


def _count(number: int, what: str) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
    shown = words[number] if number < len(words) else str(number)
    return f"{shown} {what}{'s' if number != 1 else ''}"


def as_of(run: Run) -> str:
    """Return the day of the law in words."""
    return day(date.fromisoformat(str(run.manifest["as_of"])))


def bid_name(bid: Sequence[str], gathered: Gathered) -> str:
    """Return what a bidder's report is called: the bidder, else the supplier that its file names."""
    procurement, lot, bidder = bid
    if bidder and (procurement or lot):
        return bidder
    return gathered.sheets[0].supplier if gathered.sheets else PurePath(gathered.files[0]["path"]).name


def of_bid(bid: Sequence[str]) -> dict[str, Any]:
    """Return procurement and lot for the head of a bidder's report, empty where no manifest names them."""
    procurement, lot, bidder = bid
    known = bool(procurement or lot)
    return {"procurement": procurement, "lot": lot if known else "", "bidder": bidder if known else ""}
