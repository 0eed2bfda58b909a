"""Decide whether a self-assessment was taken and acted on, and which indicators are proposed for the contract."""

from corpora.document import QuestionType
from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.mention import Asked
from pipelines.rules.parts import WITH_PLANS, Parts, judge_parts, not_found
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("contract_indicators")

TOOL = Parts(
    Asked(
        "the self-assessment",
        ("date", "result", "accepted"),
        names={"date": "its date", "result": "its result", "accepted": "which actions were accepted"},
    ),
    TERMS,
    topic="assessment_topic",
)
INDICATORS = Parts(
    Asked(
        "indicators for the contract",
        ("indicator", "target", "source"),
        counts=WITH_PLANS,
        labels=("EFF1",),
        names={"indicator": "an indicator", "target": "its target", "source": "where its data come from"},
        core="indicator",
    ),
    TERMS,
    {"indicator": ("EFF1",)},
    bare=frozenset({"target", "source"}),
    topic="kpi_topic",
)
HELD = frozenset({EvidenceStatus.PLANNED, EvidenceStatus.HYPOTHETICAL})


@rule("assessment_tool_taken.v1")
def assessment_tool_taken(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the assessment tool was taken, with its date, its result and the actions accepted.

    Rationale: a result alone is part of it. 'Not taken' said outright is an answer, with a date to come it is a plan.
    Where the buyer asks for a commitment to take it, a clear yes is the whole answer and a condition part of it.

    Source: PPN 009, Modern Slavery Assessment Tool; specification table 4.2 (PPN-06), 9.2, 5.2 (K20), 8 (F07).
    """
    if reading.question_type == QuestionType.COMMITMENT:
        return _commitment(reading)
    named = reading.matching(TERMS["tool"])
    if not named and reading.is_whole:
        return not_found(reading, TOOL)
    near = [s for s in reading.sentences if not reading.is_whole or any(n in named for n in reading.around(s, 2))]
    if untaken := reading.matching(TERMS["not_taken"], near):
        plans = [s for s in near if reading.state(s) == EvidenceStatus.PLANNED]
        if plans:
            return Verdict(Status.PLANNED, "Not taken yet; it is planned.", quotes([*untaken, *plans], limit=2))
        return Verdict(Status.NEG_DISCLOSED, "Says outright that it was not taken.", quotes(untaken, limit=2))
    done = [s for s in near if reading.state(s) not in HELD]
    found = {name: reading.matching(TERMS[name], done) for name in TOOL.asked.required}
    evidence = quotes([*named[:1], *(s for told in found.values() for s in told)], limit=4)
    lacking = [TOOL.asked.names[name] for name, told in found.items() if not told]
    if not lacking:
        return Verdict(Status.MET, "Says when it was taken, with which result, and what was accepted.", evidence)
    if found["result"] or found["accepted"] or found["date"]:
        return Verdict(Status.PARTIAL, f"On the self-assessment, not found: {', '.join(lacking)}.", evidence)
    if plans := [s for s in near if s not in done]:
        return Verdict(Status.PLANNED, "Planned only: the self-assessment is still to come.", quotes(plans, limit=2))
    if named:
        return Verdict(Status.VAGUE, "Names the self-assessment and no more.", quotes(named, limit=2))
    return not_found(reading, TOOL)


@rule("contract_indicators_proposed.v1")
def contract_indicators_proposed(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether indicators are proposed with their targets and the source of their data.

    Rationale: indicators alone are part of it. They are proposed for a contract to come, so a plan stands.

    Source: PPN 009, manage stage; specification table 4.2 (PPN-07), 5.2 (K20), 8 (F15).
    """
    return judge_parts(reading, INDICATORS)


def _commitment(reading: Reading) -> Verdict:
    if not reading.sentences:
        return not_found(reading, TOOL)
    conditions = reading.matching(TERMS["condition"])
    refused = [s for s in reading.matching(COMMON["negated"]) if not TERMS["not_taken"].search(s.text)]
    if refused or any(s.text.lower().startswith("no") for s in reading.sentences[:1]):
        return Verdict(Status.NEG_DISCLOSED, "Says outright no.", quotes(refused or reading.sentences, limit=1))
    if conditions:
        return Verdict(Status.PARTIAL, "Yes, on a condition.", quotes(conditions, limit=2))
    if said := reading.matching(TERMS["affirms"]):
        return Verdict(Status.MET, "A clear yes.", quotes(said, limit=2))
    return Verdict(Status.VAGUE, "Neither yes nor no.", quotes(reading.sentences, limit=2))
