"""Boilerplate repeat (F04): a statement that is nearly the entity's own earlier one, among those of the same run."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpora.document import STATEMENTS, body
from corpora.finding import Flag
from corpora.pattern import failure_patterns
from pipelines.describe.names import key
from pipelines.stage import Case

CODE = "F04"
MIN_LIKENESS = 0.9
SHINGLE = 4  # words
MIN_SHINGLES = 100  # shorter texts are alike by chance
WORD = re.compile(r"[a-z]+")  # numbers are left out: dates alone are no change


def mark_repeats(cases: Sequence[Case]) -> list[Case]:
    """Flag each statement that repeats an earlier one of the same entity; the cases keep their order.

    Rationale: compared are the statements of one entity only, those with an earlier period end. Nothing of one company
    is ever compared with another's: in a tender that would tell a bidder about its rivals. Headings, headers and dates
    do not count.

    Source: specification 8 (F04), 2.2 (a near-copy of last year).
    """
    years: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if (name := _entity(case)) and _end(case) and case.description.kind in STATEMENTS:
            years[name].append(case)
    shingles = {id(c): _shingles(c) for group in years.values() if len(group) > 1 for c in group}
    repeats: set[int] = set()
    for group in years.values():
        for case in group:
            earlier = [c for c in group if _end(c) < _end(case)]
            if any(_alike(shingles[id(case)], shingles[id(c)]) for c in earlier):
                repeats.add(id(case))
    return [_flagged(case) if id(case) in repeats else case for case in cases]


def _flagged(case: Case) -> Case:
    effect = failure_patterns()[CODE].effect
    return replace(case, flags=(*case.flags, Flag(case.source.document_id or "", CODE, effect)))


def _entity(case: Case) -> str:
    subject = case.source.subjects[0] if len(case.source.subjects) == 1 else None
    said = (subject.number or subject.entity or subject.supplier) if subject else None
    return key(said or case.description.entity or "")


def _end(case: Case) -> str:
    said = next((s.period_end for s in case.source.subjects if s.period_end), None)
    return said or case.description.period_end or ""


def _shingles(case: Case) -> frozenset[tuple[str, ...]]:
    headings = {heading for s in case.sentences for heading in s.section}
    text = " ".join(s.text.lower() for s in body(case.sentences) if s.text not in headings)
    words = WORD.findall(text)
    return frozenset(zip(*(words[n:] for n in range(SHINGLE)), strict=False))


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """Whether the share of shingles in common (Jaccard) is that of a near-copy."""
    if min(len(one), len(other)) < MIN_SHINGLES:
        return False
    return len(one & other) / len(one | other) >= MIN_LIKENESS
