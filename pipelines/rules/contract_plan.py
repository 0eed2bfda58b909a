"""Decide whether risks in this contract are planned for: who does what, by when, and what checks it."""

from collections.abc import Mapping
from dataclasses import replace

from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.contract_level import ContractLevel
from pipelines.rules.mention import Asked, Mention
from pipelines.rules.parts import WITH_PLANS, Parts, judge_parts, mentions_of, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("contract_plan")
STEP_LABELS = ("MAP1", "RSK1", "SUP2", "SUP3", "MON1", "MON2", "MON3", "REC1", "REC2", "TRN1", "TRN2")
METHOD = ("actor", "step", "time", "check")  # what makes a plan or a 'would' count (the rule after 5.2)
NAMES: Mapping[str, str] = {
    "owner": "who is responsible",
    "actor": "who acts",
    "step": "a step",
    "time": "by when",
    "check": "what checks it",
    "budget": "a budget",
    "worker": "how workers are engaged",
    "identify": "how risks are identified",
    "assess": "how they are assessed",
    "address": "how they are addressed",
    "chain": "detail of the supply chain",
    "remediation": "remediation",
    "capability": "capability",
}
VERBS = ("identify", "assess", "address")
STEPPED_UP = ("chain", "remediation", "capability")
COMPANY = "Speaks of the company, not of this contract: no lot, site, goods or workers of it."
BARE = frozenset({"owner", "actor", "time", "worker", "budget"})  # without a step they say nothing
NOT_YET = frozenset({EvidenceStatus.PLANNED, EvidenceStatus.HYPOTHETICAL})


@rule("plan_for_contract.v1", "owner")
def plan_for_contract(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether it is said for this contract who takes which step by when, and what checks it.

    Rationale: the contract is still to come, so a plan stands where actor, step, time and check are given; a plan
    without them stays a plan. A company's programme is part of an answer, a policy attached is only talk. A budget and
    workers' engagement are asked where the question names them, and not otherwise.

    Source: PPN 02/23 and PPN 009, award stage; specification table 4.2 (PPN-04), 2.4, the rule after 5.2, 8 (F31).
    """
    who = "owner" if parameters.get("owner") else "actor"
    required = ("step", who, "time", "check", *_asked_for(reading))
    asked = Asked(
        "managing the risk", required, partial_from=2, counts=WITH_PLANS, labels=STEP_LABELS, names=NAMES, core="step"
    )
    parts = Parts(asked, TERMS, {"step": STEP_LABELS}, bare=BARE, tied=False, topic="plan_topic")
    return for_contract(reading, parts, judge_parts(reading, parts), "step")


@rule("supply_risks_answered.v1", "stepped_up")
def supply_risks_answered(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether it is said for this supply how risks are identified, assessed and addressed.

    Rationale: option A asks for three verbs, option B (`stepped_up`) for detail of the chain, remediation and
    capability too. What is only planned counts where actor, step, time and check stand with it. Corporate text is part
    of an answer.

    Source: model tender clauses 2023; specification table 4.3 (PAU-01, PAU-02) and the rule after 5.2, 8 (F14, F31).
    """
    required = (*VERBS, *STEPPED_UP) if parameters.get("stepped_up") else VERBS
    asked = Asked("risks in this supply", required, counts=WITH_PLANS, labels=STEP_LABELS, names=NAMES)
    labels = {"identify": ("MAP1", "SUP3"), "assess": ("RSK1", "MON1"), "address": ("REM2", "REM3", "SUP2", "REC1")}
    parts = Parts(asked, TERMS, labels, also=METHOD, bare=BARE, tied=False, topic="plan_topic")
    return for_contract(reading, parts, with_method(reading, parts, judge_parts(reading, parts)), *VERBS)


@rule("clauses_answered.v1")
def clauses_answered(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether each heightened clause is responded to, for this contract.

    Rationale: one question or one numbered line a clause; a blank one is named and never hidden by the others. A
    response stands like any answer about the coming contract: planned counts with actor, step, time and check.

    Source: PBD-2025-05 (New South Wales); specification table 4.3 (PAU-05), 2.4 and the rule after 5.2, 8 (F30).
    """
    asked = Asked("the heightened clauses", ("step",), counts=WITH_PLANS, labels=STEP_LABELS, names=NAMES, core="step")
    parts = Parts(asked, TERMS, {"step": STEP_LABELS}, also=("actor", "time", "check"), bare=BARE, topic="plan_topic")
    if reading.is_whole:
        return _clauses_in_text(reading, parts)
    open_ones = [a.question_id for a in reading.answers if a.is_blank]
    if reading.answers and len(open_ones) == len(reading.answers):
        return not_found(reading, parts)
    verdict = for_contract(reading, parts, with_method(reading, parts, judge_parts(reading, parts)), "step")
    if verdict.status == Status.MET and open_ones:
        return replace(verdict, status=Status.PARTIAL, reason=f"Not answered: {', '.join(open_ones)}.")
    return verdict


def for_contract(reading: Reading, parts: Parts, verdict: Verdict, *core: str) -> Verdict:
    """Lower a full answer that speaks of the company alone: its steps name nothing of this contract (F31)."""
    if verdict.status != Status.MET:
        return verdict
    level, wanted = ContractLevel(reading), frozenset(core)
    steps = [m for m in mentions_of(reading, parts) if m.weak is None and m.elements & wanted]
    here = [m for m in steps if level.is_contract(m.sentence)]
    if here:
        return verdict
    return replace(verdict, status=Status.PARTIAL, reason=COMPANY)


def with_method(reading: Reading, parts: Parts, verdict: Verdict) -> Verdict:
    """Lower a full answer of which nothing is done yet, unless actor, step, time and check are given."""
    if verdict.status != Status.MET:
        return verdict
    mentions = [m for m in mentions_of(reading, parts) if m.weak is None]
    if any(_stands(m, parts) for m in mentions):
        return verdict
    have = frozenset().union(*(m.elements for m in mentions))
    lacking = [NAMES[name] for name in METHOD if name in parts.also and name not in have]
    if not lacking:
        return verdict
    reason = f"A plan for the contract, in which this is not found: {', '.join(lacking)}."
    return replace(verdict, status=Status.PARTIAL, reason=reason, evidence=quotes(m.sentence for m in mentions))


def _clauses_in_text(reading: Reading, parts: Parts) -> Verdict:
    """Judge a text without questions by what stands at the clauses that it names."""
    near = {n.sentence_id for s in reading.matching(TERMS["clause_no"]) for n in reading.around(s, 1)}
    if not near:
        return not_found(reading, parts)
    mentions = [m for m in mentions_of(reading, parts) if m.sentence.sentence_id in near and m.weak is None]
    steps = [m.sentence for m in mentions if "step" in m.elements]
    if not steps:
        return not_found(reading, parts)
    reason = "Responds to clauses; whether to each heightened one is to be checked against the buyer's list."
    return Verdict(Status.PARTIAL, reason, quotes(steps, limit=3))


def _stands(mention: Mention, parts: Parts) -> bool:
    return mention.state not in NOT_YET and bool(mention.elements & frozenset(parts.asked.required))


def _asked_for(reading: Reading) -> tuple[str, ...]:
    """Return the parts that only some questions name; nobody is asked for them otherwise."""
    if reading.is_whole:
        return ()
    questions = " ".join(answer.question for answer in reading.answers)
    return tuple(name for name in ("budget", "worker") if TERMS[f"asks_{name}"].search(questions))
