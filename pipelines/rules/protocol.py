"""Decide what is said to happen when a victim is found, and who is told of credible information."""

from corpora.document import Sentence
from corpora.finding import Status
from pipelines.rules.contract_plan import TERMS as PLAN
from pipelines.rules.contract_plan import for_contract, with_method
from pipelines.rules.mention import Asked
from pipelines.rules.parts import WITH_PLANS, Parts, is_title, judge_parts, mentions_of, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("protocol")
METHOD = ("actor", "time", "check")  # the steps are the protocol's own parts
LABELS = ("remediation", "REM1", "REM2", "REM4")
PROTOCOL = Parts(
    Asked(
        "what happens when a victim is found",
        ("safety", "notice", "remedy", "stays"),
        partial_from=1,
        counts=WITH_PLANS,
        labels=LABELS,
        names={
            "safety": "the person's safety",
            "notice": "notice to an authority or the buyer",
            "remedy": "remedy for the person",
            "stays": "that the contract is not ended automatically",
        },
    ),
    {**TERMS, **{name: PLAN[name] for name in METHOD}},
    {"remedy": ("REM2",)},
    standing=frozenset({"stays", "safety"}),
    also=METHOD,
    bare=frozenset(METHOD),
    topic="response_topic",
)
NOTICE = Parts(
    Asked(
        "notice of credible information",
        ("recipient", "at_once", "actor"),
        partial_from=2,
        counts=WITH_PLANS,
        labels=("REM1",),
        names={"recipient": "who is told", "at_once": "how fast", "actor": "who tells"},
        core="recipient",
    ),
    {**TERMS, "actor": PLAN["actor"]},
    also=("cooperates",),
    bare=frozenset({"actor", "at_once"}),
    topic="notice_topic",
)


@rule("victim_protocol.v1")
def victim_protocol(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a protocol gives safety, notice, remedy, and does not end the contract automatically.

    Rationale: telling somebody is part of it; ending the contract alone gives the person nothing and is only talk of a
    response. What would be done stands, since that is what is asked, where actor, step, time and check are given; a
    response of the company that says nothing of this contract or its buyer is part of it.

    Source: PPN 02/23 and PPN 009, areas of activity; specification table 4.2 (PPN-05), the rule after 5.2, 5.2 (K17,
    K23), 8 (F18, F31).
    """
    told = [m for m in mentions_of(reading, PROTOCOL) if m.weak is None]
    have = frozenset().union(*(m.elements for m in told)) & frozenset(PROTOCOL.asked.required)
    if not have:
        if ends := reading.matching(TERMS["ends"]):
            reason = "Ending the contract is the only response; nothing for the person harmed."
            return Verdict(Status.VAGUE, reason, quotes(ends, limit=2))
        inside = _on_cases(reading, "escalates", "response_topic")
        if inside:
            reason = "A case is looked into inside the company; no notice, safety or remedy."
            return Verdict(Status.VAGUE, reason, quotes(inside, limit=2))
        return judge_parts(reading, PROTOCOL)
    verdict = with_method(reading, PROTOCOL, judge_parts(reading, PROTOCOL))
    return for_contract(reading, PROTOCOL, verdict, *PROTOCOL.asked.required)


@rule("notice_given.v1")
def notice_given(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether it is said who tells the contracting officer and the inspector general, and when.

    Rationale: the clause asks for immediate notice to both; escalation inside the company is part of it. Cooperation
    and remedies belong to the clause too and are noted.

    Source: FAR 52.222-50(d), (e), (g); specification table 4.4 (FAR-10), 5.2 (K23), 8 (F18).
    """
    verdict = judge_parts(reading, NOTICE)
    if verdict.status == Status.MET and not reading.matching(TERMS["cooperates"]):
        reason = f"{verdict.reason} Cooperation and remedies are not spoken of."
        return Verdict(Status.MET, reason, verdict.evidence, verdict.confidence)
    if not verdict.status.is_missing:
        return verdict
    inside = _on_cases(reading, "escalates", "notice_topic")
    inside += [s for s in _on_cases(reading, "notice", "notice_topic") if s not in inside]
    if inside:
        reason = "Told inside the company or to others, not to the contracting officer and the inspector general."
        return Verdict(Status.PARTIAL, reason, quotes(inside, limit=2))
    return verdict if reading.sentences else not_found(reading, NOTICE)


def _on_cases(reading: Reading, name: str, topic: str) -> list[Sentence]:
    """Return what is done inside the company; of a whole text only where a case or a notice is spoken of."""
    told = [s for s in reading.matching(TERMS[name]) if not is_title(reading, s)]
    return [s for s in told if not reading.is_whole or TERMS[topic].search(s.text)]
