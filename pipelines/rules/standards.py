"""Decide what international standards ask: five verbs, six steps, checks accepted, survivors heard, indicators used."""

from collections.abc import Sequence

from corpora.document import Sentence
from corpora.finding import Evidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.mention import STANDS, Asked, talk
from pipelines.rules.parts import WITH_PLANS, Parts, is_title, judge_parts, mentions_of, not_found
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("standards")
IDENTIFY = ("RSK1", "RSK2", "RSK3", "MAP1", "SUP3")
PREVENT = ("SUP1", "SUP2", "TRN1", "TRN2", "REC1", "REC2", "REC3")
MITIGATE = ("MON1", "MON2", "MON4", "REM3", "PUR1")
REMEDIATE = ("REM2",)
ACCOUNT = ("REM5", "EFF1")
VERBS = Parts(
    Asked("due diligence in verbs", ("identify", "prevent", "mitigate", "remediate", "account"), anywhere=True),
    TERMS,
    {"identify": IDENTIFY, "prevent": PREVENT, "mitigate": MITIGATE, "remediate": REMEDIATE},
    also=("own", "chain"),
    bare=frozenset({"own", "chain"}),
    tied=False,
    topic="diligence_topic",
)
STEPS = Parts(
    Asked("the six steps", ("embed", "identify", "mitigate", "track", "account", "remediate"), anywhere=True),
    TERMS,
    {
        "embed": ("GOV1", "GOV2", "GOV3"),
        "identify": IDENTIFY,
        "mitigate": (*PREVENT, *MITIGATE),
        "track": ("EFF1", "MON4"),
        "remediate": REMEDIATE,
    },
    bare=frozenset({"embed"}),
    tied=False,
    topic="diligence_topic",
)
STEP_WORDS = {
    "embed": "embed",
    "identify": "identify",
    "mitigate": "cease, prevent, mitigate",
    "track": "track",
    "account": "communicate",
    "remediate": "remedy",
}
MANY_STEPS = 3  # of six, from which they are more than talk
CHECKS = Parts(
    Asked(
        "checks and corrective action",
        ("access", "corrective"),
        counts=WITH_PLANS,
        names={"access": "access for checks", "corrective": "a corrective plan with dates or follow-up"},
    ),
    TERMS,
    standing=frozenset({"access"}),
    topic="values_topic",
)
ACTION = Parts(
    Asked("preventive and corrective action", ("preventive", "corrective"), labels=("mitigation",)),
    TERMS,
    topic="action_topic",
)
SURVIVORS = Parts(Asked("survivors and root causes", ("survivors",), labels=("GRV4",)), TERMS, topic="survivor_topic")
SIGNS = Parts(Asked("the indicators of forced labour", ("indicator_names",)), TERMS, topic="indicator_topic")


@rule("diligence_in_verbs.v1")
def diligence_in_verbs(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether harm is identified, prevented, mitigated, remediated and accounted for, inside and in the chain.

    Rationale: five verbs with an action each, for own operations and for the supply chain; some verbs or one of the two
    scopes are part of it. A signature under the code alone is only talk.

    Source: UN Supplier Code of Conduct, introduction; specification table 4.5 (INT-01), 5.2 (K10), 8 (F11, F14, F22).
    """
    spoken = _acts(reading, VERBS)
    have = frozenset().union(*(m for m, _ in spoken)) if spoken else frozenset()
    verbs = [name for name in VERBS.asked.required if name in have]
    if not verbs:
        return _only_signed(reading, VERBS)
    lacking = [f"to {name}" for name in VERBS.asked.required if name not in have]
    lacking += [words for name, words in (("own", "own operations"), ("chain", "the supply chain")) if name not in have]
    evidence = _richest(spoken, VERBS.asked.required)
    if lacking:
        return Verdict(Status.PARTIAL, f"On human rights due diligence, not found: {', '.join(lacking)}.", evidence)
    return Verdict(Status.MET, "Tells an action for each of the five verbs, in own operations and the chain.", evidence)


@rule("six_steps.v1")
def six_steps(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge how many of the six steps of due diligence are shown by an action.

    Rationale: all six make it full, three to five part of it; fewer are only talk of it.

    Source: OECD Due Diligence Guidance 2018; specification table 4.5 (INT-07), 5.2 (K10), 8 (F22).
    """
    spoken = _acts(reading, STEPS)
    have = frozenset().union(*(m for m, _ in spoken)) if spoken else frozenset()
    steps = [name for name in STEPS.asked.required if name in have]
    if not steps:
        return _only_signed(reading, STEPS)
    lacking = [STEP_WORDS[name] for name in STEPS.asked.required if name not in have]
    evidence = _richest(spoken, STEPS.asked.required)
    if not lacking:
        return Verdict(Status.MET, "Shows each of the six steps.", evidence)
    status = Status.PARTIAL if len(steps) >= MANY_STEPS else Status.VAGUE
    return Verdict(status, f"Of the six steps, {len(steps)} shown; not found: {', '.join(lacking)}.", evidence)


@rule("checks_accepted.v1")
def checks_accepted(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether visits or verification are accepted, and a corrective plan with dates or follow-up.

    Rationale: one of the two is part of it; 'we value continuous improvement' is only talk. What is accepted is told of
    the future, so it stands.

    Source: UNOPS DRiVE questionnaire, introduction; specification table 4.5 (INT-02), 5.2 (K13, K23), 8 (F01, F12).
    """
    verdict = judge_parts(reading, CHECKS)
    if verdict.status != Status.MET:
        return verdict
    plans = reading.matching(TERMS["corrective"])
    if any(TERMS["follow_up"].search(near.text) for s in plans for near in reading.around(s, 1)):
        return verdict
    reason = "Accepts checks and a corrective plan, without dates or follow-up."
    return Verdict(Status.PARTIAL, reason, verdict.evidence, verdict.confidence)


@rule("prevention_and_correction.v1")
def prevention_and_correction(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether at least one preventive and one corrective action are told.

    Rationale: the two belong together; one kind alone is part of it, and ending a contract corrects nothing.

    Source: ICAT event of 27 September 2021; specification table 4.5 (INT-05), 5.2 (K23), 8 (F18).
    """
    tied = [s for s in reading.sentences if not is_title(reading, s) and _is_act(reading, s)]
    tied = [s for s in tied if talk(reading, s) is None or _short(reading)]
    prevented = [s for s in tied if reading.decides(s, *PREVENT, "SUP3") or TERMS["preventive"].search(s.text)]
    prevented.sort(key=lambda s: (not reading.is_specific(s), s.index))  # the plainest are shown first
    corrected = [s for s in tied if reading.decides(s, "REM2", "REM3") or _corrects(s)]
    evidence = quotes([*prevented[:2], *(s for s in corrected[:2] if s not in prevented[:2])], limit=4)
    if prevented and corrected:
        return Verdict(Status.MET, "Tells preventive and corrective action.", evidence)
    if prevented or corrected:
        lacking = "corrective" if prevented else "preventive"
        return Verdict(Status.PARTIAL, f"Not found: {lacking} action.", evidence)
    return judge_parts(reading, ACTION)


@rule("survivors_shaped.v1")
def survivors_shaped(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether survivors, or people with lived experience, shaped a measure.

    Rationale: consulting a charity is part of it; speaking of victims is none.

    Source: ICAT events of September 2021 and May 2024; specification table 4.5 (INT-06), 5.2 (K26), 8 (F01).
    """
    spoken = [s for s in reading.sentences if not is_title(reading, s) and reading.state(s) in STANDS]
    heard = [s for s in reading.matching(TERMS["survivors"], spoken) if TERMS["shaped"].search(s.text)]
    if heard:
        return Verdict(Status.MET, "Survivors shaped a measure.", quotes(heard, limit=2))
    bodies = [s for s in spoken if TERMS["bodies"].search(s.text) and TERMS["consulted"].search(s.text)]
    bodies = [s for s in bodies if reading.tied_to_slavery(s) or reading.decides(s, "GRV4")]
    if bodies:
        return Verdict(Status.PARTIAL, "A charity or expert body was consulted, no survivors.", quotes(bodies, limit=2))
    plans = [s for s in reading.matching(TERMS["survivors"]) if reading.state(s) == EvidenceStatus.PLANNED]
    if plans := [s for s in plans if TERMS["shaped"].search(s.text) or TERMS["consulted"].search(s.text)]:
        return Verdict(Status.PLANNED, "Planned only: survivors are still to be heard.", quotes(plans, limit=2))
    return not_found(reading, SURVIVORS)


@rule("indicators_used.v1")
def indicators_used(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether indicators of forced labour are named that were looked for or found.

    Rationale: 'ILO indicators' without one of them is part of it. A definition that lists them is no search (F17).

    Source: ILO indicators of forced labour (2012, revised 2025); specification table 4.5 (INT-10), 5.2 (K11), 8 (F17).
    """
    spoken = [s for s in reading.sentences if not is_title(reading, s) and not reading.is_talk(s)]
    named = [
        s for s in reading.matching(TERMS["indicator_names"], spoken) if reading.state(s) != EvidenceStatus.PLANNED
    ]
    used = [s for s in named if any(TERMS["indicator_word"].search(near.text) for near in reading.around(s, 1))]
    used = [s for s in used if not COMMON["expects"].search(s.text)]
    if used:
        return Verdict(Status.MET, "Names indicators that are looked for or were found.", quotes(used, limit=3))
    if only := reading.matching(TERMS["ilo_only"], spoken):
        return Verdict(Status.PARTIAL, "Speaks of the indicators, names none of them.", quotes(only, limit=2))
    return not_found(reading, SIGNS)


def _acts(reading: Reading, parts: Parts) -> list[tuple[frozenset[str], Sentence]]:
    """Return the sentences that tell an action, done or standing, tied to slavery or to human rights that mean it."""
    found = [m for m in mentions_of(reading, parts) if m.weak is None and m.state in STANDS]
    found = [m for m in found if not m.sentence.text.rstrip().endswith(":")]  # a stem announces its items
    found = [m for m in found if talk(reading, m.sentence) is None or not reading.is_whole]
    wanted = frozenset(parts.asked.required)
    return [(m.elements, m.sentence) for m in found if m.elements & wanted and (m.linked or _short(reading))]


def _short(reading: Reading) -> bool:
    """Whether the text is one answer, whose question names its subject."""
    return not reading.is_whole


def _only_signed(reading: Reading, parts: Parts) -> Verdict:
    signed = [s for s in reading.matching(TERMS["signs_code"]) if not reading.is_heading(s)]
    if signed:
        return Verdict(Status.VAGUE, "A code signed or supported, no action told.", quotes(signed, limit=2))
    return judge_parts(reading, parts)


def _richest(spoken: Sequence[tuple[frozenset[str], Sentence]], wanted: Sequence[str]) -> tuple[Evidence, ...]:
    """Return the passages that bring most of what is asked, each only where it brings something new."""
    ranked = sorted(spoken, key=lambda one: (-len(one[0] & frozenset(wanted)), one[1].index))
    named: set[str] = set()
    chosen = []
    for elements, sentence in ranked:
        new = elements & frozenset(wanted) - named
        if new:
            named |= new
            chosen.append(sentence)
    return quotes(chosen, limit=5)


def _is_act(reading: Reading, sentence: Sentence) -> bool:
    tied = (
        not reading.is_whole
        or reading.decides(sentence, "mitigation", "remediation")
        or reading.tied_to_slavery(sentence)
    )
    stands = reading.state(sentence) in STANDS and not reading.is_vague(sentence) and not reading.is_talk(sentence)
    return tied and stands and not COMMON["expects"].search(sentence.text)


def _corrects(sentence: Sentence) -> bool:
    return bool(TERMS["corrective"].search(sentence.text) or TERMS["remediate"].search(sentence.text))
