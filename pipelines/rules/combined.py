"""Judge a commitment that asks for several things at once, each by its own rule; and one asked on a condition."""

from collections.abc import Mapping, Sequence
from typing import Any

from corpora.finding import Confidence, Evidence, Role, Status
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, find_rule, rule
from pipelines.rules.search import NEAREST
from pipelines.rules.verdict import Verdict

TOLD = (Status.MET, Status.PARTIAL)
SETTLED = (*TOLD, Status.NEG_DISCLOSED, Status.NOT_APPLICABLE)
SURENESS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)

Parts = list[tuple[str, Verdict]]


@rule("several_told.v1", "parts", "partial_from", "enough")
def several_told(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge each part by its own rule: all told is what is asked, some of them a part of it.

    Rationale: a law may ask in one sentence for what others ask in six. A part that its rule finds not to apply is not
    asked. `enough` is the status from which a part counts towards all (MET, or PARTIAL where each has only to be
    addressed), `partial_from` the number of parts told from which it is more than talk.

    Source: specification 2.2, 2.4 (a commitment with several canonicals is decided by its own column); tables 3.2, 3.4,
    3.7.
    """
    judged = [(name, v) for name, v in _judge(reading, parameters["parts"]) if v.status != Status.NOT_APPLICABLE]
    if not judged:
        return Verdict(Status.NOT_APPLICABLE, "None of its parts applies.", confidence=Confidence.LOW)
    enough = TOLD if parameters.get("enough") == "PARTIAL" else (Status.MET,)
    full = [name for name, v in judged if v.status in enough]
    told = [name for name, v in judged if v.status in TOLD]
    lacking = [name for name, v in judged if name not in full]
    if not lacking:
        return Verdict(Status.MET, f"Says {_list(full)}.", _shown(judged), _sureness(judged))
    if told and len(told) >= int(parameters.get("partial_from", 1)):
        halves = [name for name in lacking if name in told]
        whole = [name for name in lacking if name not in told]
        said = [f"not found: {', '.join(whole)}"] if whole else []
        said += [f"in part only: {', '.join(halves)}"] if halves else []
        reason = f"Of what is asked, {'; '.join(said)}."
        return Verdict(Status.PARTIAL, reason, _shown(judged), _sureness(judged))
    if told:
        return Verdict(Status.VAGUE, f"Says {_list(told)} only; not found: {', '.join(lacking)}.", _shown(judged))
    for status in (Status.NEG_DISCLOSED, Status.PLANNED, Status.VAGUE, Status.NOT_ASSESSABLE):
        found = [(name, v) for name, v in judged if v.status == status]
        if found:
            reason = f"{found[0][1].reason} Nothing more is told of {_list([name for name, _ in judged])}."
            return Verdict(status, reason, found[0][1].evidence, _sureness(found))
    return _none(judged)


@rule("every_topic_answered.v1", "parts")
def every_topic_answered(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether each topic has an answer, where 'no' is one.

    Rationale: the duty is to disclose 'to what extent, if any', so silence on a topic is the only gap. An outright 'no'
    on one topic beside silence on another is part of the answer.

    Source: California Civil Code, section 1714.43(c); specification 3.6 (USCA-07), table after 5.2.
    """
    judged = _judge(reading, parameters["parts"])
    silent = [name for name, v in judged if v.status.is_missing]
    nos = [(name, v) for name, v in judged if v.status == Status.NEG_DISCLOSED]
    if not silent:
        said = f"Says 'no' on {_list([name for name, _ in nos])}; " if nos else ""
        return Verdict(Status.MET, f"{said}every topic has its answer.".capitalize(), _shown(nos or judged))
    if nos:
        reason = f"Says 'no' on {_list([name for name, _ in nos])}; silent on {_list(silent)}."
        return Verdict(Status.PARTIAL, reason, _shown(nos))
    if len(silent) == len(judged) and all(v.status == Status.ABSENT for _, v in judged):
        return _none(judged)
    reason = f"Silent or vague on {_list(silent)}, where even a 'no' would answer."
    gaps = [(name, v) for name, v in judged if name in silent]
    vague = [(name, v) for name, v in gaps if v.status != Status.ABSENT]
    if vague:
        return Verdict(Status.VAGUE, reason, _shown(vague), _sureness(gaps))
    return Verdict(Status.ABSENT, reason, _nearest(gaps), _sureness(gaps))


@rule("asked_unless.v1", "unless", "then")
def asked_unless(reading: Reading, parameters: Parameters) -> Verdict:
    """Ask only where a condition does not hold: where its rule is met, the rest is not asked.

    Rationale: some duties fall away with an answer to another, as what was done about risks falls away where it is
    explained that none was found.

    Source: LkSG, section 10(3); specification, table after 5.2 (DE-01).
    """
    condition, then = parameters["unless"], parameters["then"]
    met = find_rule(condition["rule"])(reading, condition.get("parameters", {}))
    if met.status == Status.MET:
        return Verdict(Status.NOT_APPLICABLE, f"Not asked: {met.reason[:1].lower()}{met.reason[1:]}", met.evidence)
    return find_rule(then["rule"])(reading, then.get("parameters", {}))


def _judge(reading: Reading, parts: Sequence[Mapping[str, Any]]) -> Parts:
    return [(str(part["name"]), find_rule(part["rule"])(reading, part.get("parameters", {}))) for part in parts]


def _shown(judged: Parts) -> tuple[Evidence, ...]:
    """Return the best passage of each part that is told, by the part's name; a passage serves once."""
    best: dict[str, Evidence] = {}
    for name, verdict in judged:
        if verdict.status in SETTLED or verdict.status.is_missing:
            for item in [e for e in verdict.evidence if e.role != Role.NEAREST and e.sentence_id not in best][:1]:
                best[item.sentence_id] = Evidence(item.sentence_id, item.quote, name, None, item.spans)
    return tuple(best.values())


def _nearest(judged: Parts) -> tuple[Evidence, ...]:
    """Return the nearest passages of the parts in turn, each once."""
    found = [e for place in range(NEAREST) for _, v in judged for e in v.evidence[place : place + 1]]
    return tuple({e.sentence_id: e for e in reversed(found)}.values())[::-1][:NEAREST]


def _none(judged: Parts) -> Verdict:
    reason = f"Not found: no passage speaks of {_list([name for name, _ in judged])}."
    return Verdict(Status.ABSENT, reason, _nearest(judged), _sureness(judged))


def _sureness(judged: Parts) -> Confidence:
    """Return the confidence of the part that is least sure."""
    return min((v.confidence for _, v in judged), key=SURENESS.index)


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
