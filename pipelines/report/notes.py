"""The notes to write on one document's pages, and the passages to take out of them, from its rows of the tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corpora.finding import Role
from corpora.framework import load_frameworks
from pipelines.pages.vocabulary import LOOKS, MISSING_WORDS, shown_status
from pipelines.patterns.lowered import WITHHELD
from pipelines.report.annotated import Note, Passage
from pipelines.report.marks import Box, lines
from pipelines.report.withheld import Withheld

Row = Mapping[str, Any]
Key = tuple[str | None, str, str]  # entity, framework, commitment


def notes_of(
    findings: Iterable[Row],
    evidence: Iterable[Row],
    sentences: Iterable[Row],
    withheld: Withheld,
    requirements: Mapping[str, str] | None = None,
) -> tuple[list[Note], list[Passage]]:
    """Return a note for every passage that a finding rests on, and the withheld passages.

    Passages that are only nearest get none, for nothing rests on them; withheld ones get none, for a note would point
    at them.

    Args:
        findings, evidence, sentences: rows of one document.
        withheld: of this document.
        requirements: texts of the buyer's own requirements by their ids.
    """
    hidden = [row for row in sentences if withheld.touches(row)]
    ids = {row["sentence_id"] for row in hidden}
    rests: dict[Key, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in evidence:
        if row["role"] != Role.NEAREST and row["quote"] != WITHHELD and row["sentence_id"] not in ids:
            rests[_key(row)][row["sentence_id"]].append(row)
    found = list(findings)
    names_entity = len({row["entity"] for row in found}) > 1
    titles, places = _titles(), {}
    for place, (_, commitment) in enumerate(titles):
        places[commitment] = place
    notes = []
    for finding in sorted(found, key=lambda row: (row["framework"], places.get(row["commitment"], 0))):
        id_ = finding["commitment"]
        title = titles.get((finding["framework"], id_)) or (requirements or {}).get(id_, "")
        heading = f"{id_} {title}".strip()
        for rows in rests[_key(finding)].values():
            text = withheld.clean(_text(finding, [row["role"] for row in rows], names_entity))
            boxes = dict.fromkeys(line for row in rows for line in lines(row["spans"]))
            notes += [Note(page, of_page, heading, text) for page, of_page in _by_page(boxes)]
    return notes, [passage for row in hidden for passage in _places(row["spans"])]


def _key(row: Row) -> Key:
    return row["entity"], row["framework"], row["commitment"]


def _titles() -> dict[tuple[str, str], str]:
    return {(one.id, asked.id): asked.title for one in load_frameworks().values() for asked in one.commitments}


def _text(finding: Row, roles: Sequence[str], names_entity: bool) -> str:
    status = LOOKS[shown_status(finding)].word
    words = f"{status}: {MISSING_WORDS[finding['level']]}" if finding["missing"] else status
    elements = [role for role in dict.fromkeys(roles) if role not in (Role.DECIDES, Role.SUPPORTS)]
    said = [f"{words}. {finding['reason']}"]
    if elements:
        said.append(f"Shown here: {', '.join(elements)}.")
    if names_entity and finding["entity"]:
        said.append(f"For {finding['entity']}.")
    return "\n".join(said)


def _by_page(found: Iterable[tuple[int, Box]]) -> list[Passage]:
    pages: dict[int, list[Box]] = defaultdict(list)
    for page, box in found:
        pages[page].append(box)
    return [(page, tuple(boxes)) for page, boxes in pages.items()]


def _places(spans: Iterable[Row]) -> list[Passage]:
    """Return where a withheld sentence stands; a page on which a piece of it has no place is named without boxes."""
    spans = list(spans)
    placeless = dict.fromkeys(span["page"] for span in spans if not lines([span]))
    return [*_by_page(lines(spans)), *((page, ()) for page in placeless)]
