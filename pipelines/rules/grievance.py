"""Decide whether a channel for grievances is told, who may use it, and with whom it was set up."""

from dataclasses import replace

from corpora.document import Sentence
from corpora.finding import Status
from pipelines.rules.asked import question_of
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, judge_parts, mentions_of, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("grievance")
CHANNEL = Parts(
    Asked(
        "a grievance channel",
        ("channel", "users"),
        labels=("GRV1", "GRV2"),
        names={"channel": "a channel", "users": "who may use it", "unions": "the part of representative unions"},
        core="channel",
    ),
    TERMS,
    {"channel": ("GRV1", "GRV2")},
    tied=False,
    topic="touches",
)


@rule("grievance_channel.v1", "beyond_staff", "with_unions")
def grievance_channel(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a channel for complaints is there and for whom.

    Rationale: a channel and those who may use it are the two elements; where the law means workers beyond the own
    staff, a channel for employees alone is part of it. France has it set up with the representative unions: the channel
    alone is part of that. That people may 'talk to their manager' is no channel. Where the question asks for a channel
    the answer need not call it one: a number, an app, a caseworker whom workers see alone.

    Source: LkSG, section 8; code de commerce L.225-102-1, 4°; Directive (EU) 2024/1760, articles 13-14; specification
    3.7, 5.2 (K16), 8 (F19).
    """
    parts = CHANNEL
    if TERMS["asks"].search(question_of(reading)):
        parts = replace(CHANNEL, terms={**TERMS, "channel": TERMS["answer_channel"]})
    if parameters.get("with_unions"):
        parts = replace(parts, asked=replace(CHANNEL.asked, required=("channel", "unions")))
    verdict = judge_parts(reading, parts)
    spoken = [m.sentence for m in mentions_of(reading, parts)]
    if verdict.status == Status.VAGUE and not (reading.matching(TERMS["touches"], spoken) or _channels(reading, parts)):
        verdict = not_found(reading, parts)  # unions alone speak of anything
    beyond = reading.about("GRV2") or reading.matching(TERMS["beyond"], _channels(reading, parts))
    if verdict.status == Status.MET and parameters.get("beyond_staff") and not beyond:
        return Verdict(Status.PARTIAL, "A channel for its own staff only.", verdict.evidence, verdict.confidence)
    if verdict.status == Status.ABSENT and (talks := reading.matching(TERMS["talk_to_manager"])):
        return Verdict(Status.VAGUE, "Concerns go to a manager; no channel is named.", quotes(talks, limit=2))
    return verdict


def _channels(reading: Reading, parts: Parts) -> list[Sentence]:
    return list(dict.fromkeys([*reading.about("GRV1", "GRV2"), *reading.matching(parts.terms["channel"])]))
