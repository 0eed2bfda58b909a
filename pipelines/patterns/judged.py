"""Patterns that a rule has judged already: its finding is read, never judged again."""

import re
from collections.abc import Iterator

from corpora.document import Sentence
from corpora.finding import Finding, Role, Status
from pipelines.patterns.registry import Hit, Seen, cues, pattern
from pipelines.rules.approval import HEARD, IMPLIED
from pipelines.rules.consultation import WRONG_PEOPLE

APPROVAL = "approved_by_governing_body.v1"
DATE = "approval_dated.v1"
SIGNED = "signed_by_member.v1"
EFFECT = "effectiveness_assessed.v1"
LOCATED, ASSESSED = "risk_located.v1", ("risk_assessed_and_managed.v1", "risk_assessment_described.v1")
CONSULTED = ("controlled_entities_consulted.v1", "joint_entities_consulted.v1")
LOW = "risk low"  # in the reason of a finding of low risk: it was found, well or badly
NOT_THE_BODY = "not by the governing body"
OF_STATEMENT = re.compile(  # "the objectives considered in this statement" were not heard by any board
    r"\bstatement (?:\w+ ){0,5}(?:reviewed|considered|noted|presented|put|endorsed)\b"
    r"|\b(?:reviewed|considered|noted|endorsed)(?: and \w+)? (?:this|the|our) (?:\w+ ){0,4}statement\b",
    re.IGNORECASE,
)
ON_BEHALF = re.compile(r"\bon behalf of\b", re.IGNORECASE)
FAILS = (Status.ABSENT, Status.VAGUE, Status.PARTIAL)


@pattern("F03")
def future_only(seen: Seen) -> Iterator[Hit]:
    """Take the commitments whose rule found plans alone.

    Rationale: the rule weighs what stands against what is planned; nothing is gained by weighing it twice.

    Source: specification 8 (F03), 2.2 (only PLANNED mentions).
    """
    return (_hit(seen, f) for f in seen.findings if f.status == Status.PLANNED)


@pattern("F05")
def wrong_signer(seen: Seen) -> Iterator[Hit]:
    """Take the signatures that are not evidenced, or that are by somebody whose title shows no seat on the body.

    Source: specification 8 (F05), 2.4 (signing cue, membership of the body).
    """
    return (_hit(seen, f) for f in _of(seen, SIGNED) if f.status in FAILS)


@pattern("F06")
def no_date(seen: Seen) -> Iterator[Hit]:
    """Take the approvals and signatures without any date; where neither stands, there is nothing to date.

    Rationale: a date of signature is less than one of approval, and the rule says so, but it is a date.

    Source: specification 8 (F06), 2.4 (UK-G1, dates in a sign-off block).
    """
    given = (Status.MET, Status.PARTIAL, Status.VAGUE)
    acts = {f.framework for f in _of(seen, APPROVAL, SIGNED) if f.status in given}
    return (_hit(seen, f) for f in _of(seen, DATE) if f.status == Status.ABSENT and f.framework in acts)


@pattern("F09")
def delegated_approval(seen: Seen) -> Iterator[Hit]:
    """Take the approvals by a committee, a management body or an officer, and those on behalf of the board.

    Source: specification 8 (F09), 2.4 (approval by another body).
    """
    for finding in _of(seen, APPROVAL):
        hit = _hit(seen, finding)
        on_behalf = IMPLIED[1] in finding.reason and any(ON_BEHALF.search(s.text) for s in hit.sentences)
        if NOT_THE_BODY in finding.reason or on_behalf:
            yield hit


@pattern("F10")
def reviewed_only(seen: Seen) -> Iterator[Hit]:
    """Take the statements that were reviewed, noted or presented, and not approved.

    Source: specification 8 (F10), 2.4 (words of approval).
    """
    for finding in _of(seen, APPROVAL):
        hit = _hit(seen, finding)
        if HEARD[1].rstrip(".") in finding.reason and any(OF_STATEMENT.search(s.text) for s in hit.sentences):
            yield hit


@pattern("F15")
def output_as_effect(seen: Seen) -> Iterator[Hit]:
    """Take what is offered as effectiveness where all of it counts acts: people trained, audits done.

    Rationale: a count says that something was done, not what it changed.

    Source: specification 8 (F15), 5.2 (K20: outputs only).
    """
    words = cues("F15")
    for finding in _of(seen, EFFECT):
        shown = _decides(seen, finding)
        counts = [s for s in shown if words["output"].search(s.text) and not words["outcome"].search(s.text)]
        if finding.status in (Status.MET, Status.PARTIAL) and counts and len(counts) == len(shown):
            yield Hit(tuple(counts), finding)


@pattern("F16")
def process_without_risk(seen: Seen) -> Iterator[Hit]:
    """Take an assessment described in a text that names no risk found, and risks named where nothing was assessed.

    Source: specification 8 (F16), 5.2 (K11, K12).
    """
    located = {f.framework: f for f in _of(seen, LOCATED)}
    for finding in _of(seen, *ASSESSED):
        risk = located.get(finding.framework)
        if risk is None:
            continue
        method = [s for s in seen.reading.about("RSK1") if s.sentence_id in _ids(finding)]
        if method and risk.status in (Status.ABSENT, Status.VAGUE) and LOW not in risk.reason:
            yield Hit(tuple(method), risk)
        named = risk.status == Status.MET and finding.status in FAILS
        if named and not seen.reading.matching(cues("F16")["assessed"]):
            yield _hit(seen, finding)


@pattern("F26")
def wrong_consultees(seen: Seen) -> Iterator[Hit]:
    """Take the consultations with others than the entities owned or controlled.

    Source: specification 8 (F26), 2.4 (AU-10, wrong people consulted).
    """
    return (_hit(seen, f) for f in _of(seen, *CONSULTED) if WRONG_PEOPLE in f.reason)


def _of(seen: Seen, *rules: str) -> Iterator[Finding]:
    return (f for f in seen.findings if f.rule in rules)


def _hit(seen: Seen, finding: Finding) -> Hit:
    return Hit(tuple(_decides(seen, finding)), finding)


def _decides(seen: Seen, finding: Finding) -> list[Sentence]:
    ids = _ids(finding)
    return [s for s in seen.reading.sentences if s.sentence_id in ids]


def _ids(finding: Finding) -> set[str]:
    return {e.sentence_id for e in finding.evidence if e.role != Role.NEAREST}
