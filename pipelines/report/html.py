"""Write the report as pages: one file, or past 10 MB one file a supplier behind an index of counts."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from markupsafe import Markup

from pipelines.report.gather import Bid, Gathered, Gathering
from pipelines.report.leaves import Draw, Leaves
from pipelines.report.page import section, write_page
from pipelines.report.portfolio import laws_of, missing_of, themes_of
from pipelines.report.publish import PAGE, PARTS, TENDERS, publish, refuse_what_is_not_ours
from pipelines.report.run import Hears, Run, silent
from pipelines.report.suppliers import Sheet
from pipelines.report.told import (
    as_of,
    bid_name,
    facts,
    files_told,
    flags_of,
    lead,
    notes,
    of_bid,
    required_of,
    required_words,
    versions,
)
from pipelines.store import WRITABLE, OutputError

MAX_BYTES = 10_000_000  # of one file that people mail
LINES_A_MAP = 200
NAVIGATION = (
    *(("required", "Required"), ("flags", "Red flags"), ("map", "Map"), ("shares", "Shares"), ("documents", "Files")),
    *(("suppliers", "Suppliers"), ("reading", "How to read it"), ("versions", "Versions")),
)
END = frozenset({"documents", "reading", "versions"})  # what a report without a judged document holds too


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a report, the one to open first; `places` are the sheets' places relative to the folder."""

    paths: tuple[Path, ...]
    places: Mapping[str, str]

    def place(self, document_id: str, anchor: str) -> str | None:
        """Return where a sheet stands ("report.html#anchor"), else any of its document; None where there is none."""
        return self.places.get(anchor) or self.places.get(document_id)

    @property
    def bytes(self) -> int:
        """Size of all."""
        return sum(path.stat().st_size for path in self.paths)


@dataclass(frozen=True, slots=True)
class MapPart:
    """A link to a part of a large map."""

    href: str
    words: str


def write_report(run: Run, out: Path, images: bool = True, hears: Hears = silent) -> Written:
    """Write `report.html` into a folder, and one report a bidder into its folder `tenders`.

    All is written beside its place first and then moved there, so that an error leaves the earlier report as it was.

    Args:
        run: as `pipelines.report.run.open_run`.
        out: the folder, usually the run's own.
        images: whether pages of evidence are shown as pictures.
        hears: hears of the documents done.

    Raises:
        OutputError: where the folder cannot be written, or holds something else under a name that the report needs.
    """
    working = out / ".report.partial"
    try:
        refuse_what_is_not_ours(out)
        shutil.rmtree(working, ignore_errors=True)
        working.mkdir(parents=True)
        gathering = Gathering(run, hears)
        with Draw(run, images) as draw:
            files = _statements(run, gathering, draw, working, hears)
            for bid, gathered in gathering.bids.items():
                files |= _bid(run, bid, gathered, draw, working)
        places: dict[str, str] = {}
        for sheet in (*gathering.statements.sheets, *(s for bid in gathering.bids.values() for s in bid.sheets)):
            places[sheet.anchor] = f"{files[sheet.anchor]}#{sheet.anchor}"
            places.setdefault(sheet.document["document_id"], places[sheet.anchor])
        return Written(publish(working, out), places)
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.", remedy=WRITABLE) from error
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _statements(run: Run, gathering: Gathering, draw: Draw, working: Path, hears: Hears) -> dict[str, str]:
    """Write the statements' pages and return the file of each sheet."""
    gathered = gathering.statements
    bids = len(gathering.bids)
    groups = [list(run_) for _, run_ in groupby(gathered.sheets, key=lambda sheet: sheet.supplier.lower())]
    kept: list[tuple[list[Sheet], Leaves, list[Markup]]] | None = []
    total = 0
    for done, sheets in enumerate(groups, 1):
        hears("pages", done, len(groups))
        leaves = draw.of(sheets)
        sections = [section(sheet, leaves) for sheet in sheets]
        total += sum(len(text.encode("utf-8", "replace")) for text in sections) + leaves.bytes
        if kept is not None:
            kept.append((sheets, leaves, sections))
            if total > MAX_BYTES:
                for its, pictures, texts in kept:
                    _part(run, its, pictures, texts, working)
                kept = None
        else:
            _part(run, sheets, leaves, sections, working)
    if kept is not None:
        leaves = Leaves.joined([pictures for _, pictures, _ in kept])
        sections = [text for _, _, texts in kept for text in texts]
        _whole(run, gathered, bids, leaves, sections, working)
        return {sheet.anchor: PAGE for sheet in gathered.sheets}
    _index(run, gathered, bids, groups, working)
    return {sheet.anchor: f"{PARTS}/{_part_name(sheets)}" for sheets in groups for sheet in sheets}


def _whole(run: Run, gathered: Gathered, bids: int, leaves: Leaves, sections: Sequence[Markup], working: Path) -> None:
    themes, documents = themes_of(gathered.sheets)
    required, flags = required_of(gathered.sheets), flags_of(gathered.sheets)
    left_out = frozenset() if flags else {"flags"}
    if not gathered.sheets:
        left_out = {place for place, _ in NAVIGATION} - END
    write_page(
        working / PAGE,
        **_head(run, gathered),
        files=files_told(gathered, bids),
        navigation=[pair for pair in NAVIGATION if pair[0] not in left_out],
        required=required if gathered.sheets else None,
        required_words=required_words(required),
        flags=flags,
        laws=laws_of(gathered.sheets, _here),
        themes=themes,
        documents=documents,
        pictures=leaves.of(gathered.sheets),
        sections=sections,
    )  # fmt: skip


def _index(run: Run, gathered: Gathered, bids: int, groups: Sequence[Sequence[Sheet]], working: Path) -> None:
    files = {sheet.anchor: _part_name(sheets) for sheets in groups for sheet in sheets}

    def beside(sheet: Sheet, place: str) -> str:
        return f"{files[sheet.anchor]}#{place}"

    def below(sheet: Sheet, place: str) -> str:
        return f"{PARTS}/{files[sheet.anchor]}#{place}"

    themes, documents = themes_of(gathered.sheets)
    linked = []
    for law in laws_of(gathered.sheets, beside):
        parts = []
        for number, first in enumerate(range(0, len(law.rows), LINES_A_MAP), 1):
            rows = law.rows[first : first + LINES_A_MAP]
            name = f"map-{law.framework.lower()}-{number}.html"
            title = f"Suppliers by commitment: {law.title}, part {number}"
            context = {"heading": title, "kind": f"Law as of {as_of(run)}", "back": f"../{PAGE}"}
            write_page(working / PARTS / name, laws=[replace(law, rows=rows)], **context)
            words = f"{rows[0].supplier} to {rows[-1].supplier} ({len(rows)} documents)"
            parts.append(MapPart(f"{PARTS}/{name}", words))
        linked.append((law, parts))
    write_page(
        working / PAGE,
        **_head(run, gathered),
        files=files_told(gathered, bids),
        navigation=[("map", "Maps"), ("shares", "Shares"), ("list", "Suppliers"), ("documents", "Files"),
                    ("reading", "How to read it"), ("versions", "Versions")],
        laws=[replace(law, rows=()) for law, _ in linked],
        map_parts={law.framework: parts for law, parts in linked},
        themes=themes,
        documents=documents,
        suppliers=[_counted(sheet, law, below) for sheet in gathered.sheets for law in sheet.judged],
    )  # fmt: skip


def _counted(sheet: Sheet, law: Any, below: Any) -> dict[str, Any]:
    return {
        "href": below(sheet, sheet.anchor),
        "supplier": sheet.supplier,
        "period": sheet.period,
        "law": law.title,
        "required": missing_of(law, "M", "MC"),
        "recommended": missing_of(law, "R"),
        "by_hand": len(law.of("by hand")),
    }


def _part_name(sheets: Sequence[Sheet]) -> str:
    return f"{sheets[0].anchor}.html"


def _part(run: Run, sheets: Sequence[Sheet], leaves: Leaves, sections: Sequence[Markup], working: Path) -> None:
    write_page(
        working / PARTS / _part_name(sheets),
        heading=sheets[0].supplier,
        kind=f"One supplier of a run · law as of {as_of(run)}",
        back=f"../{PAGE}",
        laws=laws_of(sheets, _here),
        pictures=leaves.of(sheets),
        sections=sections,
        versions=versions(run),
    )


def _bid(run: Run, bid: Bid, gathered: Gathered, draw: Draw, working: Path) -> dict[str, str]:
    named = of_bid(bid)
    leaves = draw.of(gathered.sheets)
    kind = ["One bidder of a tender, confidential"]
    kind += [words for words in (named["procurement"], named["lot"]) if words] + [f"law as of {as_of(run)}"]
    name = bid_name(bid, gathered)
    slug = gathered.sheets[0].anchor if gathered.sheets else "bid-" + str(gathered.files[0]["document_id"])[:8]
    write_page(
        working / TENDERS / f"{slug}.html",
        heading=name,
        kind=" · ".join(kind),
        lead=lead(gathered, is_bid=True),
        notes=notes(gathered.sheets),
        facts=facts(gathered),
        files=files_told(gathered),
        answers=[row for sheet in _each_document(gathered.sheets) for row in sheet.answers],
        pictures=leaves.of(gathered.sheets),
        sections=[section(sheet, leaves) for sheet in gathered.sheets],
        how_to_read=True,
        versions=versions(run),
    )
    return {sheet.anchor: f"{TENDERS}/{slug}.html" for sheet in gathered.sheets}


def _each_document(sheets: Sequence[Sheet]) -> list[Sheet]:
    return list({sheet.document["document_id"]: sheet for sheet in sheets}.values())


def _head(run: Run, gathered: Gathered) -> dict[str, Any]:
    return {
        "heading": "Supplier statements on modern slavery",
        "kind": f"Report of one run · law as of {as_of(run)}",
        "lead": lead(gathered),
        "notes": notes(gathered.sheets),
        "facts": facts(gathered),
        "how_to_read": True,
        "versions": versions(run),
    }


def _here(sheet: Sheet, place: str) -> str:
    return f"#{place}"
