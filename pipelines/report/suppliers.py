"""The sheet of a supplier: what one document shows under each law, as the report, the sheet and the notes tell it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from corpora.canonical import themes
from corpora.document import Kind
from corpora.finding import Role
from corpora.framework import Framework, load_frameworks
from corpora.identifiers import digest
from pipelines.pages.vocabulary import LEVELS, LOOKS, MISSING_WORDS, Look, counts_as, shown_status
from pipelines.report.passages import Passage, Texts
from pipelines.report.practice_strip import Depth, Told

Row = Mapping[str, Any]
ORDER = {level: place for place, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class Item:
    """One commitment as it is shown; `look` is that of a person's check where it is neither answered nor missing."""

    commitment: str
    title: str
    reference: str
    level: str
    theme: str
    look: Look
    counts_as: str  # answered, missing, by hand, not asked
    heading: str  # what may be said of it: "Not evidenced in the text", else empty
    reason: str
    passages: tuple[Passage, ...]
    ask: str
    remarks: tuple[str, ...]
    anchor: str
    question_id: str | None
    confidence: str
    is_external: bool

    @property
    def level_words(self) -> str:
        """The level in words."""
        return LEVELS[self.level]

    @property
    def is_required(self) -> bool:
        """Whether the law requires it now."""
        return self.level in ("M", "MC")

    @property
    def first(self) -> Passage | None:
        """The passage to show first."""
        return self.passages[0] if self.passages else None


@dataclass(frozen=True, slots=True)
class Judged:
    """One law or buyer's framework applied to one document for one entity."""

    framework: str
    title: str
    version: str
    citation: str
    is_guessed: bool
    items: tuple[Item, ...]

    def of(self, counts_as: str) -> tuple[Item, ...]:
        """Return the items that count as answered, missing or by hand; the required ones first."""
        found = [item for item in self.items if item.counts_as == counts_as]
        return tuple(sorted(found, key=lambda item: ORDER[item.level]))

    @property
    def to_strengthen(self) -> tuple[Item, ...]:
        """Items that are met in part."""
        return tuple(item for item in self.items if item.look.code == "PARTIAL")


@dataclass(frozen=True, slots=True)
class Flagged:
    """A red flag with its place; `passage` is None where the pattern is that something is not there."""

    code: str
    name: str
    passage: Passage | None
    means: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A planned step, to look for next year."""

    passage: Passage
    due: str | None


@dataclass(frozen=True, eq=False)
class Sheet:
    """All that is shown of one document for one entity."""

    anchor: str
    supplier: str
    document: Row
    path: str
    judged: tuple[Judged, ...]
    told: tuple[Told, ...]
    strip: tuple[Depth, ...]
    flags: tuple[Flagged, ...]
    promises: tuple[Promised, ...]
    answers: tuple[Row, ...] = ()

    @property
    def period(self) -> str:
        """The reporting period in words."""
        end = self.document["period_end"]
        return f"to {day(end)}" if end else "period not read"

    @property
    def is_tender(self) -> bool:
        """Whether it is part of a bid, which is confidential."""
        return is_of_tender(self.document)

    @property
    def by_hand(self) -> int:
        """Items that a person is to check, of all laws."""
        return sum(len(law.of("by hand")) for law in self.judged)

    @property
    def pages_read(self) -> int:
        """Pages with usable text."""
        pages: int = round(self.document["pages"] * self.document["extraction_coverage"])
        return pages


def is_of_tender(document: Row) -> bool:
    """Whether a document belongs to a bid: then it is shown in that bidder's report alone."""
    return bool(document["procurement"] or document["bidder"]) or document["kind"] == Kind.TENDER_RESPONSE


def day(value: Any) -> str:
    """Return a date in words."""
    return f"{value.day} {value:%B} {value.year}"


def anchor_of(document_id: str, entity: str | None, supplier: str) -> str:
    """Return the place of a sheet within a page: one for each document and entity, however alike their names are."""
    words = re.sub(r"[^a-z0-9]+", "-", (entity or supplier).lower()).strip("-")[:40].strip("-")
    return f"{words or 'document'}-{digest(document_id, entity or '')[:8]}"


def place_of(anchor: str, framework: str, commitment: str) -> str:
    """Return the place of a commitment within a sheet: the buyer chooses the names of its own, so they are told apart.

    Args:
        anchor: of the sheet.
        framework: whose commitment it is.
        commitment: its name.
    """
    known = load_frameworks().get(framework)
    plain = re.sub(r"[^A-Za-z0-9]+", "-", commitment).strip("-")
    return f"{anchor}-{plain}" if known else f"{anchor}-own-{plain}-{digest(commitment)[:4]}"


def supplier_of(document: Row, path: str) -> str:
    """Return the name under which a document stands: bidder or author, else the name of its file."""
    return document["bidder"] or document["entity"] or PurePath(path).name


def judged_of(
    findings: Iterable[Row], evidence: Iterable[Row], texts: Texts, requirements: Mapping[str, str], anchor: str
) -> tuple[Judged, ...]:
    """Return what the findings of one document and entity say, a framework at a time in the order of their ids."""
    beside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in evidence:
        beside[row["framework"], row["commitment"]].append(row)
    by_framework: dict[str, list[Row]] = defaultdict(list)
    for finding in findings:
        by_framework[finding["framework"]].append(finding)
    known = load_frameworks()
    return tuple(
        _judged(framework, rows, known.get(framework), beside, texts, requirements, anchor)
        for framework, rows in sorted(by_framework.items())
    )


def _judged(
    framework: str,
    findings: Sequence[Row],
    known: Framework | None,
    beside: Mapping[tuple[str, str], Sequence[Row]],
    texts: Texts,
    requirements: Mapping[str, str],
    anchor: str,
) -> Judged:
    asked = {one.id: one for one in known.commitments} if known else {}
    items = []
    for row in findings:
        commitment = asked.get(row["commitment"])
        status = shown_status(row)
        shown = sorted(beside[framework, row["commitment"]], key=_importance)
        items.append(
            Item(
                row["commitment"],
                commitment.title if commitment else requirements.get(row["commitment"], row["commitment"]),
                commitment.reference if commitment else "the buyer's own requirement",
                row["level"],
                themes()[row["theme"]],
                LOOKS[status],
                counts_as(row),
                _capital(MISSING_WORDS[row["level"]]) if row["missing"] else "",
                texts.clean(row["document_id"], row["reason"]),
                tuple(
                    texts.passage(e["sentence_id"], e["quote"], e["role"], e["refused_because"], row["document_id"])
                    for e in shown
                ),
                commitment.say.ask if commitment else "",
                commitment.remarks if commitment else (),
                place_of(anchor, framework, row["commitment"]),
                row["question_id"],
                row["confidence"],
                row["decided_from"] == "external",
            )
        )
    places = {id_: place for place, id_ in enumerate(asked)}
    items.sort(key=lambda item: (places.get(item.commitment, 0), item.commitment))
    title = known.short_title if known else "The buyer's own requirements"
    citation = known.citation if known else ""
    guessed = any(row["applies"] == "guessed" for row in findings)
    return Judged(framework, title, findings[0]["framework_version"], citation, guessed, tuple(items))


def _importance(evidence: Row) -> int:
    return {Role.DECIDES: 0, Role.SUPPORTS: 2, Role.NEAREST: 3}.get(evidence["role"], 1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
