"""What flags do to a finding: they may lower its status and withhold its words; they never raise anything."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpora.finding import Confidence, Finding, Flag, Status
from corpora.pattern import failure_patterns
from pipelines.patterns.flags import failures, resting_on
from pipelines.patterns.told import told
from pipelines.rules.verdict import STRENGTH

REPEAT, VICTIM = "F04", "F33"
CONTENT_THEMES = frozenset({"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8"})  # not the facts of the document itself
WITHHELD = "(not quoted: somebody could be known by it; read it on the page)"
FALLS = frozenset({Status.MET, Status.PARTIAL})


def lowered(finding: Finding, flags: Iterable[Flag]) -> Finding:
    """Return the finding as its flags leave it.

    A finding falls to a pattern's cap where everything it rests on is of that pattern, and a repeat of an earlier year
    caps whatever is told of steps. Where a fall would make an answer missing, rule and pattern disagree: the item goes
    to "check by hand", since a wrong "missing" shames an honest supplier. A passage by which a victim could be known is
    never quoted.

    Source: specification 2.4 (patterns lower a status, never raise it), 2.2, 2.3, 8.
    """
    flags = list(flags)
    finding = _withheld(finding, flags)
    if finding.status not in FALLS:
        return finding
    for flag, cap in _caps(finding, flags):
        if STRENGTH[cap] < STRENGTH[finding.status]:
            finding = _capped(finding, flag, cap)
    return finding


def _caps(finding: Finding, flags: list[Flag]) -> Iterator[tuple[Flag, Status]]:
    patterns = failure_patterns()
    rests = resting_on(finding)
    for flag in flags:
        cap = patterns[flag.pattern].cap
        if cap is None:
            continue
        here = (flag.framework, flag.commitment) == (finding.framework, finding.commitment)
        if here and rests and rests <= set(flag.sentence_ids):
            yield flag, cap
        if flag.pattern == REPEAT and finding.theme in CONTENT_THEMES:
            yield flag, cap
        if flag.pattern == "F08" and not flag.sentence_ids and flag.commitment is None and "F08" in failures(finding):
            yield flag, cap


def _capped(finding: Finding, flag: Flag, cap: Status) -> Finding:
    name = told(flag.pattern, flag.sentence_ids).name
    reason = f"{finding.reason} {name} ({flag.pattern}): {cap} at most."
    if not cap.is_missing:
        return replace(finding, status=cap, reason=reason)
    by_hand = f"Check by hand: {reason[:1].lower()}{reason[1:]}"
    return replace(finding, status=cap, reason=by_hand, confidence=Confidence.LOW, answered=None, missing=False)


def _withheld(finding: Finding, flags: list[Flag]) -> Finding:
    ids = {id_ for flag in flags if flag.pattern == VICTIM for id_ in flag.sentence_ids}
    if not ids & {e.sentence_id for e in finding.evidence}:
        return finding
    evidence = tuple(replace(e, quote=WITHHELD) if e.sentence_id in ids else e for e in finding.evidence)
    return replace(finding, evidence=evidence)
