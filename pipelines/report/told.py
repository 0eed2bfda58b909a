"""The words of a report around its tables: what was read, in one sentence with counts, and what made it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from corpora.document import Kind, Outcome
from corpora.framework import load_frameworks
from pipelines.pages.vocabulary import UNREAD
from pipelines.report.gather import Gathered
from pipelines.report.rivals import rivals
from pipelines.report.run import Row, Run
from pipelines.report.suppliers import Flagged, Item, Sheet, day

MOST_FILES = 60
MANY = 5  # required items, from which the most frequent is named
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
    """What was read and what was not: counts by outcome, then each file that needs a word, in lists with a title."""

    outcomes: tuple[tuple[str, int], ...]
    lists: tuple[tuple[str, tuple[FileTold, ...]], ...]
    rivals: tuple[dict[str, str], ...]
    bids: str
    unnamed: str
    most: int = MOST_FILES


@dataclass(frozen=True, slots=True)
class Required:
    """A required commitment and every document that does not evidence it, of all that it was asked of."""

    id: str
    law: str
    item: Item
    rows: tuple[tuple[Sheet, Item], ...]
    asked: int


def required_of(sheets: Sequence[Sheet]) -> list[Required]:
    """Return the required commitments that some document does not evidence, the most frequent first."""
    missing: dict[tuple[str, str], list[tuple[Sheet, Item]]] = defaultdict(list)
    asked: Counter[tuple[str, str]] = Counter()
    titles: dict[str, str] = {}
    for sheet in sheets:
        for law in sheet.judged:
            titles[law.framework] = law.title
            for item in law.items:
                if item.is_required and item.look.code != "NOT_APPLICABLE":
                    asked[law.framework, item.commitment] += 1
                    if item.counts_as == "missing":
                        missing[law.framework, item.commitment].append((sheet, item))
    return [
        Required(
            f"{framework}-{commitment}".lower(),
            titles[framework],
            rows[0][1],
            tuple(rows),
            asked[framework, commitment],
        )
        for (framework, commitment), rows in sorted(missing.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """A kind of red flag, what it means, and every document in which it stands."""

    id: str
    flag: Flagged
    rows: tuple[tuple[Sheet, Flagged], ...]


def flags_of(sheets: Sequence[Sheet]) -> list[FlagGroup]:
    """Return the red flags by kind, each document once a kind."""
    found: dict[tuple[str, str], dict[str, tuple[Sheet, Flagged]]] = defaultdict(dict)
    for sheet in sheets:
        for flag in sheet.flags:
            found[flag.code, flag.name].setdefault(sheet.document["document_id"], (sheet, flag))
    return [
        FlagGroup(f"flag-{number}", next(iter(rows.values()))[1], tuple(rows.values()))
        for number, (_, rows) in enumerate(sorted(found.items()), 1)
    ]


def required_words(required: Sequence[Required]) -> str:
    """Return what the required items amount to, in one or two sentences."""
    count = sum(len(one.rows) for one in required)
    if not count:
        return "No required item was found missing."
    said = "One required item is" if count == 1 else f"{count} required items are"
    most = max(required, key=lambda one: len(one.rows))
    often = f" Most often: {most.item.title} ({len(most.rows)} of {most.asked} texts)." if count > MANY else ""
    rest = "Whatever else is missing is recommended: a statement may leave it out."
    return f"{said} not evidenced in the text.{often} {rest}"


def notes(sheets: Sequence[Sheet]) -> list[str]:
    """Return what must be known before the first line is used."""
    if not sheets:
        return []
    found = [
        "This report speaks of the texts: a supplier may do more than it has written. Rules and models err, so read "
        "the passage before you use a line. To a supplier write “we did not find …”, never that it broke a law."
    ]
    guessed = sum(any(law.is_guessed for law in sheet.judged) for sheet in sheets)
    if guessed:
        texts = "text" if len(sheets) == 1 else f"{guessed} of {len(sheets)} texts"
        found.append(
            f"Nobody named the law for {texts}: it was taken from the text itself, so read “if this law applies”."
        )
    return found


def lead(gathered: Gathered, is_bid: bool = False) -> str:
    """Return the first sentence of the report: counts, the required items first, nothing added across levels."""
    sheets = gathered.sheets
    documents = len({sheet.document["document_id"] for sheet in sheets})
    if not sheets:
        return "Nothing was judged: no document was read that a law or a tender applies to. Below stands why."
    what = "file of one bidder" if is_bid else "document"
    if is_bid and documents > 1:
        said = f"{_count(documents, 'file')} of one bidder were judged, line by line. "
    else:
        said = f"{_count(documents, what)} {'was' if documents == 1 else 'were'} judged, line by line. "
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
            parts.append(f"no {name} was found missing")
    by_hand = sum(item.counts_as == "by hand" and not item.is_external for item in items)
    parts.append(f"{by_hand or 'nothing'} {'is' if by_hand < 2 else 'are'} for a person to read")
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
        ("Read, not judged", str(len(gathered.unjudged))),
        ("Not read", str(len(gathered.unread))),
        ("Pages with text", f"{read} of {pages}"),
    ]
    if outcomes[Outcome.READ_BY_OCR]:
        found.append(("By text recognition", str(outcomes[Outcome.READ_BY_OCR])))
    return found


def files_told(gathered: Gathered, bids: int = 0) -> FilesTold:
    """Return what was read and what was not, and why; of bids only how many there are."""
    outcomes = Counter(Outcome(row["outcome"]) for row in gathered.files)
    named = [row for row in gathered.files if row["document_id"] or not bids]  # the name of another may be a bidder's
    unread = [_told(row) for row in named if row["outcome"] in UNREAD]
    unjudged = [
        FileTold(PurePath(row["path"]).name, "Read, not judged", *_why_not_judged(row)) for row in gathered.unjudged
    ]
    warned = [_told(row) for row in named if row["outcome"] in (Outcome.READ_WITH_WARNING, Outcome.READ_BY_OCR)]
    twins = [_told(row) for row in named if row["outcome"] == Outcome.DUPLICATE]
    lists = (
        ("Not read", tuple(unread)),
        ("Read, and not judged", tuple(unjudged)),
        ("Read and judged, with a word of care", tuple(warned)),
        ("Twins of another file", tuple(twins)),
    )
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
    hidden = len(gathered.files) - len(named)
    unnamed = (
        f"{_count(hidden, 'file')} could not be opened; the table of files names {'it' if hidden == 1 else 'them'}."
    )
    return FilesTold(counts, lists, tuple(found), said, unnamed if hidden else "")


def _told(row: Row) -> FileTold:
    result = OUTCOMES[Outcome(row["outcome"])]
    return FileTold(PurePath(row["path"]).name, result, row["reason"] or "", row["remedy"] or "")


def _why_not_judged(document: Row) -> tuple[str, str]:
    if document["kind"] == Kind.OTHER:
        return str(document["kind_reason"]), "If it should be judged, name the law that applies and analyse it again."
    return "It names no law, and none was recognised in it.", "Name the law that applies, and analyse it again."


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
