"""Decide what a compliance plan against trafficking covers: FAR 52.222-50(h). It is a plan, so plans count."""

from dataclasses import replace

from corpora.document import Sentence
from corpora.finding import Status
from pipelines.rules.asked import in_full, question_of
from pipelines.rules.mention import Asked
from pipelines.rules.parts import WITH_PLANS, Parts, judge_parts, not_found, shown
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("compliance_plan")

AWARENESS = Parts(
    Asked(
        "an awareness programme",
        ("telling", "policy", "acts", "consequences"),
        counts=WITH_PLANS,
        labels=("TRN1",),
        names={
            "telling": "how workers are told",
            "policy": "the policy",
            "acts": "the prohibited acts",
            "consequences": "the consequences",
        },
        core="telling",
    ),
    TERMS,
    {"telling": ("TRN1",)},
    standing=frozenset({"policy", "acts"}),
    topic="awareness_topic",
)
REPORTING = Parts(
    Asked(
        "a reporting process",
        ("channel", "no_retaliation", "hotline"),
        partial_from=2,
        counts=WITH_PLANS,
        labels=("GRV1", "GRV2"),
        names={
            "channel": "a channel to report",
            "no_retaliation": "protection from retaliation",
            "hotline": "the Global Human Trafficking Hotline",
        },
    ),
    TERMS,
    {"channel": ("GRV1", "GRV2")},
    standing=frozenset({"no_retaliation"}),
    topic="reporting_topic",
)
RECRUITMENT = Parts(
    Asked(
        "recruitment and wages",
        ("recruiters", "no_fees", "wages"),
        partial_from=2,
        counts=WITH_PLANS,
        labels=("REC1", "REC2", "REC4"),
        names={
            "recruiters": "recruiters with trained employees",
            "no_fees": "no recruitment fees",
            "wages": "wages by the host country's law",
        },
    ),
    TERMS,
    {"no_fees": ("REC1",)},
    standing=frozenset({"recruiters", "no_fees", "wages"}),
    topic="recruitment_topic",
)
CERTIFICATE = Parts(
    Asked(
        "a certification",
        ("certifies", "implemented", "state"),
        names={
            "certifies": "that it is certified",
            "implemented": "that the plan is implemented",
            "state": "that no abuse is known, or that each was remedied and referred",
        },
    ),
    TERMS,
    also=("none_known", "remedied", "referred"),
    standing=frozenset({"none_known"}),
    topic="certificate_topic",
)


def exempt(reading: Reading) -> Verdict | None:
    """Return NOT_APPLICABLE where the text says that the plan is not asked of this contract, and why."""
    told = [s for s in reading.matching(TERMS["exempt"]) if _says_exempt(reading, s)]
    if not told:
        return None
    reason = "Says that plan and certification are not asked of this contract; the condition is for the buyer to check."
    return Verdict(Status.NOT_APPLICABLE, reason, quotes(told, limit=2))


@rule("awareness_programme.v1")
def awareness_programme(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether workers are told the policy, the prohibited acts and the consequences.

    Rationale: the clause asks for all three; a policy that is only posted, or a briefing without its content, is part
    of it. A plan stands, since a plan is what is asked for.

    Source: FAR 52.222-50(h)(3)(i); specification table 4.4 (FAR-01) and the rule after 5.2.
    """
    return exempt(reading) or _as_plan(judge_parts(reading, AWARENESS))


@rule("reporting_process.v1")
def reporting_process(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a channel, protection from retaliation and the hotline are given.

    Rationale: three things are asked; two are part of it, one alone is talk of it.

    Source: FAR 52.222-50(h)(3)(ii); specification table 4.4 (FAR-02).
    """
    return exempt(reading) or _as_plan(judge_parts(reading, REPORTING))


@rule("recruitment_and_wage_plan.v1")
def recruitment_and_wage_plan(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether only recruiters with trained employees serve, nobody pays a fee, and wages follow the law.

    Rationale: three things are asked; two are part of it, one alone is talk of it. A lower wage explained counts.

    Source: FAR 52.222-50(h)(3)(iii); specification table 4.4 (FAR-03).
    """
    return exempt(reading) or _as_plan(judge_parts(reading, RECRUITMENT))


@rule("housing_plan.v1")
def housing_plan(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether housing, where it is provided, is said to meet the host country's standards.

    Rationale: asked only where housing is provided. Said not to be: not applicable. Nothing said: a person has to find
    out. Standards named: met; 'safe and clean': part of it; housing offered and no more: only talk.

    Source: FAR 52.222-50(h)(3)(iv); specification table 4.4 (FAR-04), 2.1.
    """
    if verdict := exempt(reading):
        return verdict
    if nobody := reading.matching(TERMS["none_housed"]):
        return Verdict(Status.NOT_APPLICABLE, "Says that no housing is provided.", quotes(nobody, limit=2))
    housed = [s for s in reading.matching(TERMS["housing"]) if not reading.is_heading(s)]
    if not housed:
        if not reading.sentences:
            return not_found(reading, AWARENESS)
        return Verdict(Status.NOT_ASSESSABLE, "Check by hand whether housing is provided: the text does not say.")
    if met := reading.matching(TERMS["standards"], housed):
        return Verdict(Status.MET, "Says which standards the housing meets.", quotes(met, limit=2))
    if general := reading.matching(TERMS["general_housing"], housed):
        reason = "Speaks of the housing in general terms, not of the host country's standards."
        return Verdict(Status.PARTIAL, reason, quotes(general, limit=2))
    return Verdict(Status.VAGUE, "Housing is spoken of, its standard is not.", quotes(housed, limit=2))


@rule("plan_posted.v1")
def plan_posted(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the plan can be seen at the workplace and on the website, or reaches each worker in writing.

    Rationale: workplace and website together, or a copy to each worker where that cannot be; one place is part of it.
    Whether it hangs there is to be checked at the place.

    Source: FAR 52.222-50(h)(4); specification table 4.4 (FAR-06).
    """
    if verdict := exempt(reading):
        return verdict
    bare = "_bare" if TERMS["plan_topic"].search(question_of(reading)) else ""  # "Where is the plan posted?" "At ..."
    places = [n for n in ("workplace", "website") if _at(reading, [n], bare)]
    asked = Asked("where the plan is posted", ("workplace",), counts=WITH_PLANS)
    parts = Parts(asked, TERMS, also=("website", "each_in_writing"), topic="plan_topic")
    if any(TERMS["each_in_writing"].search(s.text) for s in _of_plan(reading)):
        return shown(reading, parts, Status.MET, "Each worker gets the plan in writing.", "each_in_writing")
    if len(places) == 2:
        reason = "Posted at the workplace and on the website; that it is there is to be checked by hand."
        return Verdict(Status.MET, reason, quotes(_at(reading, places, bare), limit=2))
    if places:
        where = {"workplace": "at the workplace, not on the website", "website": "on the website, not at the workplace"}
        return Verdict(Status.PARTIAL, f"Posted {where[places[0]]}.", quotes(_at(reading, places, bare), limit=2))
    if spoken := reading.matching(TERMS["plan_topic"]):
        return Verdict(Status.VAGUE, "Speaks of posting the plan, not of where.", quotes(spoken, limit=2))
    return not_found(reading, parts)


@rule("plan_certified.v1")
def plan_certified(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether it is certified that the plan is in place, and that abuses are unknown or were remedied.

    Rationale: the plan alone is part of it. 'No abuse known' is what the clause asks to be certified, so it is an
    answer here and no blanket claim; that it follows due diligence is noted.

    Source: FAR 52.222-50(h)(5), 52.222-56; 22 USC 7104a; specification table 4.4 (FAR-07).
    """
    if verdict := exempt(reading):
        return verdict
    plan, certified, unknown, repaired = (
        [s for s in reading.sentences if TERMS[name].search(in_full(reading, s))]
        for name in ("implemented", "certifies", "none_known", "remedied")
    )
    if not reading.matching(TERMS["referred"]):
        repaired = []
    if reading.is_whole:  # 'no breaches' may be said of anything; here it is certified, or stands with the plan
        beside = {n.sentence_id for s in [*certified, *plan] for n in reading.around(s, 1)}
        unknown, repaired = ([s for s in told if s.sentence_id in beside] for told in (unknown, repaired))
    if plan and (unknown or repaired):
        checked = "" if reading.matching(TERMS["after_checks"]) else "; that it followed due diligence is not said"
        state = "no abuse is known" if unknown else "each abuse was remedied and referred"
        reason = f"Says that the plan is implemented and that {state}{checked}."
        return Verdict(Status.MET, reason, quotes([*certified, *plan, *unknown, *repaired], limit=3))
    if plan or unknown or repaired:
        lacking = (
            "that no abuse is known, or that each was remedied and referred" if plan else "that the plan is in place"
        )
        return Verdict(Status.PARTIAL, f"Not found: {lacking}.", quotes([*plan, *unknown, *repaired], limit=2))
    if spoken := [s for s in certified if TERMS["certificate_topic"].search(s.text)]:
        return Verdict(Status.VAGUE, "Speaks of certifying, not of what is certified.", quotes(spoken, limit=2))
    return not_found(reading, CERTIFICATE)


def _as_plan(verdict: Verdict) -> Verdict:
    """Return a verdict on a plan, which is never only planned: what says too little is talk of it."""
    if verdict.status != Status.PLANNED:
        return verdict
    return replace(verdict, status=Status.VAGUE, reason="A plan that names none of what is asked.")


def _at(reading: Reading, places: list[str], bare: str) -> list[Sentence]:
    spoken = _of_plan(reading)
    return [s for name in places for s in reading.matching(TERMS[f"{name}{bare}"], spoken)]


def _of_plan(reading: Reading) -> list[Sentence]:
    """Return the sentences of one answer; of a whole text those that speak of a plan."""
    return list(reading.sentences) if not reading.is_whole else reading.matching(TERMS["plan"])


def _says_exempt(reading: Reading, sentence: Sentence) -> bool:
    near = reading.around(sentence, 1)
    return any(TERMS["exempt_plan"].search(s.text) for s in near)
