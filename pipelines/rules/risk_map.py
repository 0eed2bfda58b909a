"""Decide whether risks are mapped and ranked, and those who carry them assessed regularly."""

from corpora.finding import Status
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, judge_parts
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.risk import risk_located
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict

TERMS = load_terms("risk_map")
MAPPED = Parts(
    Asked(
        "a ranked map of risks",
        ("map", "ranking"),
        labels=("RSK1", "RSK2", "RSK3"),
        names={"map": "a map of risks", "ranking": "how they are ranked"},
        core="map",
    ),
    TERMS,
    {"map": ("RSK1",)},
    tied=False,
    topic="risk",
)
PRIORITISED = Parts(
    Asked(
        "identifying, assessing and prioritising impacts",
        ("scoping", "depth", "ranking"),
        labels=("RSK1", "MAP1"),
        names={"scoping": "scoping", "depth": "an in-depth assessment", "ranking": "a ranking"},
    ),
    TERMS,
    {"scoping": ("RSK1",)},
    tied=False,
    topic="risk",
)
ASSESSED = Parts(
    Asked(
        "regular assessment of subsidiaries, subcontractors and suppliers",
        ("assessment", "whom", "procedure"),
        labels=("SUP3", "MON1", "MON2", "MON4", "RSK1"),
        names={"assessment": "an assessment", "whom": "of whom", "procedure": "how often or by which procedure"},
        core="assessment",
        reach=4,
    ),
    TERMS,
    {"assessment": ("SUP3", "MON1", "MON2", "RSK1")},
    tied=False,
    topic="assessment",
)


@rule("risk_map_ranked.v1")
def risk_map_ranked(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether risks are mapped and ranked.

    Rationale: the law wants them identified, analysed and ranked; a list of risks is part of it.

    Source: code de commerce L.225-102-1, 1°; specification 3.7 (FR-01), 8 (F16).
    """
    verdict = judge_parts(reading, MAPPED)
    if verdict.status in (Status.ABSENT, Status.VAGUE):
        listed = risk_located(reading, {})
        if listed.status in (Status.MET, Status.PARTIAL) and "low" not in listed.reason:
            reason = "A list of risks, without how they are ranked."
            return Verdict(Status.PARTIAL, reason, listed.evidence, listed.confidence)
    return verdict


@rule("impacts_prioritised.v1")
def impacts_prioritised(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether impacts are scoped, looked into in depth, and ranked.

    Rationale: the Directive has the general areas mapped, the likeliest looked into in depth, and the impacts
    prioritised; scoping alone is part of it.

    Source: Directive (EU) 2024/1760, articles 8-9; specification 3.7 (EU-02), 8 (F16).
    """
    return judge_parts(reading, PRIORITISED)


@rule("regular_assessment.v1")
def regular_assessment(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether subsidiaries, subcontractors and suppliers are assessed regularly, by a procedure.

    Rationale: the procedure is what the law asks; a named tool or a single assessment is part of it.

    Source: code de commerce L.225-102-1, 2°; specification 3.7 (FR-02), 8 (F14).
    """
    return judge_parts(reading, ASSESSED)
