"""Decide whether duties reach the tiers below: clauses, agents and subcontractors, a code passed on."""

from collections.abc import Callable

from corpora.document import Sentence
from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.describe.names import legal_names
from pipelines.rules.asked import question_of
from pipelines.rules.compliance_plan import exempt
from pipelines.rules.mention import Asked
from pipelines.rules.parts import WITH_PLANS, Parts, is_title, mentions_of, not_found
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("flow_down")

AGENTS = Parts(
    Asked(
        "agents and subcontractors",
        ("prevent", "monitor", "detect", "terminate", "every_tier"),
        partial_from=1,
        counts=WITH_PLANS,
        labels=("SUP2", "REC2", "MON1"),
        names={"every_tier": "every tier"},
    ),
    TERMS,
    standing=frozenset({"prevent", "terminate", "every_tier"}),
    topic="agents_topic",
)
FLOW = Parts(Asked("flow-down", ("passes", "lower"), counts=WITH_PLANS, labels=("SUP2",)), TERMS, topic="flow_topic")
CODE = Parts(Asked("a supplier code passed on", ("given",), labels=("SUP1", "TRN2")), TERMS, topic="code_topic")
MIDDLE = Parts(
    Asked(
        "intermediaries",
        ("intermediary", "control"),
        partial_from=2,
        labels=("REC2",),
        names={"intermediary": "which intermediaries serve", "control": "the control on each"},
    ),
    TERMS,
    standing=frozenset({"control"}),
    topic="third_parties",
)
REACH = 2  # sentences within which a control belongs to the intermediary named


@rule("agents_controlled.v1")
def agents_controlled(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the plan prevents, monitors, detects and terminates, for agents and subcontractors of any tier.

    Rationale: four verbs and every tier are asked; some of them, or the first tier alone, are part of it. A sentence
    counts where it speaks of agents or subcontractors, or stands beside one that does.

    Source: FAR 52.222-50(h)(3)(v); specification table 4.4 (FAR-05) and the rule after 5.2, 8 (F13, F14).
    """
    if verdict := exempt(reading):
        return verdict
    asked = bool(TERMS["lower"].search(question_of(reading)))
    reach = 0 if reading.is_whole else 1
    told = [s for s in reading.sentences if not s.text.rstrip().endswith(":") and not is_title(reading, s)]
    spoken = {s.sentence_id for s in told if asked or _near(reading, s, TERMS["lower"].search, reach)}
    if not spoken:
        return not_found(reading, AGENTS)
    mentions = [m for m in mentions_of(reading, AGENTS) if m.sentence.sentence_id in spoken and m.weak is None]
    have = frozenset().union(*(m.elements for m in mentions)) & frozenset(AGENTS.asked.required)
    verbs = have - {"every_tier"}
    if not verbs:
        touched = [s for s in reading.sentences if s.sentence_id in spoken]
        return Verdict(
            Status.VAGUE,
            "Speaks of agents or subcontractors, without what is done about them.",
            quotes(touched, limit=2),
        )
    names = AGENTS.asked.names
    lacking = [names.get(name, name) for name in AGENTS.asked.required if name not in have]
    ranked = sorted(mentions, key=lambda m: (-len(m.elements & have), m.sentence.index))
    evidence = quotes((m.sentence for m in ranked if m.elements & have), limit=3)
    if lacking:
        return Verdict(Status.PARTIAL, f"On agents and subcontractors, not found: {', '.join(lacking)}.", evidence)
    return Verdict(
        Status.MET, "Says how such acts are prevented, monitored, detected and ended at every tier.", evidence
    )


@rule("flow_down_stated.v1")
def flow_down_stated(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the clause is said to stand in all subcontracts and in the contracts with agents.

    Rationale: all of them, whatever tier or value; selected ones are part of it. Expecting suppliers to heed the clause
    is no flow-down, only talk.

    Source: FAR 52.222-50(i); specification table 4.4 (FAR-08), 5.2 (K14, K25), 8 (F13).
    """
    told = [s for s in reading.sentences if TERMS["passes"].search(s.text) and TERMS["lower"].search(s.text)]
    told = [s for s in told if reading.state(s) != EvidenceStatus.NEGATED and not TERMS["wish"].search(s.text)]
    full = [s for s in told if TERMS["every"].search(s.text) and not TERMS["some"].search(s.text)]
    agents = [s for s in reading.sentences if TERMS["agent_contracts"].search(s.text) and (s in told or s in full)]
    if full and agents:
        return Verdict(
            Status.MET,
            "Says that the clause stands in all subcontracts and agent contracts.",
            quotes([*full, *agents], limit=3),
        )
    if full:
        return Verdict(
            Status.PARTIAL,
            "Flow-down to all subcontracts; contracts with agents are not spoken of.",
            quotes(full, limit=2),
        )
    if told:
        return Verdict(
            Status.PARTIAL, "Flow-down to some subcontracts, or to which is not said.", quotes(told, limit=2)
        )
    if refused := [s for s in reading.matching(TERMS["flow_topic"]) if reading.state(s) == EvidenceStatus.NEGATED]:
        return Verdict(Status.NEG_DISCLOSED, "Says outright that there is no flow-down.", quotes(refused, limit=2))
    if spoken := [s for s in reading.matching(TERMS["flow_topic"]) if not reading.is_heading(s)]:
        why = "an expectation" if any(TERMS["wish"].search(s.text) for s in spoken) else "no duty passed on"
        return Verdict(Status.VAGUE, f"Speaks of subcontracts only: {why}.", quotes(spoken, limit=2))
    return not_found(reading, FLOW)


@rule("code_passed_on.v1")
def code_passed_on(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the code was given to own workers and to subcontractors, and in which language or form.

    Rationale: both audiences and a form that they understand are asked; one of the three lacking makes it part of it.
    One's own signature under the code, or an expectation that others share it, is only talk.

    Source: reminder of the UN Procurement Division; specification table 4.5 (INT-12), 5.2 (K25), 8 (F12, F13).
    """
    about = [
        s for s in reading.sentences if _near(reading, s, TERMS["code_topic"].search) and not reading.is_heading(s)
    ]
    given = [
        s
        for s in about
        if TERMS["given"].search(s.text)
        and not COMMON["expects"].search(s.text)
        and not TERMS["wish"].search(s.text)
        and reading.state(s) not in (EvidenceStatus.NEGATED, EvidenceStatus.PLANNED)
    ]
    staff = [s for s in given if TERMS["staff"].search(s.text) or TERMS["at_sites"].search(s.text)]
    below = reading.matching(TERMS["lower"], given)
    form = reading.matching(TERMS["language"], [*given, *about])
    parts = {"own workers": staff, "subcontractors": below, "the language or form": form}
    lacking = [name for name, found in parts.items() if not found]
    evidence = quotes([*staff, *below, *form], limit=3)
    if not lacking:
        return Verdict(Status.MET, "Says that the code reached own workers and subcontractors, and how.", evidence)
    if staff or below:
        return Verdict(Status.PARTIAL, f"On the code passed on, not found: {', '.join(lacking)}.", evidence)
    if plans := [s for s in about if reading.state(s) == EvidenceStatus.PLANNED]:
        return Verdict(Status.PLANNED, "Planned only: the code is still to be passed on.", quotes(plans, limit=2))
    if spoken := reading.matching(TERMS["code_topic"], about):
        why = "its own signature" if reading.matching(TERMS["signature_only"], spoken) else "not to whom it was given"
        return Verdict(Status.VAGUE, f"Speaks of the code: {why}.", quotes(spoken, limit=2))
    return not_found(reading, CODE)


@rule("intermediaries_controlled.v1")
def intermediaries_controlled(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether labour agents, brokers or subcontractors are named, and the control on each.

    Rationale: a kind or a number of them with a control is enough; a name without a control, or 'third parties', is
    part of it.

    Source: ICAT event of 27 September 2021; OSCE Ministerial Decision 8/07; specification table 4.5 (INT-04), 8 (F14).
    """
    subject = TERMS["intermediary"].search(question_of(reading))  # "Which agencies ...?" "Two: ..."
    named = [
        s
        for s in reading.sentences
        if (subject or TERMS["intermediary"].search(s.text) or reading.decides(s, "REC2")) and not is_title(reading, s)
    ]
    stands = [s for s in named if reading.state(s) not in (EvidenceStatus.PLANNED, EvidenceStatus.NEGATED)]
    stands += [s for s in named if s not in stands and TERMS["control"].search(s.text) and not _is_plan(reading, s)]
    if reading.is_whole:  # of prose only the sentence itself; one that explains a word or only encourages controls none
        controls = [s for s in reading.matching(TERMS["control"], stands) if not TERMS["no_control"].search(s.text)]
    else:
        controls = [s for s in stands if _near(reading, s, TERMS["control"].search, REACH)]
    controls = [s for s in controls if not COMMON["expects"].search(s.text)]
    if controls:
        best = sorted(controls, key=lambda s: (not _counts_them(s), s.index))
        return Verdict(Status.MET, "Names intermediaries and the control on them.", quotes(best, limit=3))
    if stands:
        return Verdict(Status.PARTIAL, "Names intermediaries, not the control on them.", quotes(stands, limit=2))
    if named:
        return Verdict(
            Status.PLANNED, "Planned only: control of intermediaries is still to come.", quotes(named, limit=2)
        )
    thirds = [s for s in reading.matching(TERMS["third_parties"]) if reading.tied_to_slavery(s, 1)]
    if thirds := [s for s in thirds if not reading.is_heading(s)]:
        return Verdict(Status.PARTIAL, "Speaks of third parties at large.", quotes(thirds, limit=2))
    return not_found(reading, MIDDLE)


def _near(reading: Reading, sentence: Sentence, test: Callable[[str], object], reach: int = 1) -> bool:
    """Whether the test holds for the sentence, one beside it, or its heading."""
    texts = [s.text for s in reading.around(sentence, reach)] + list(sentence.section)
    return any(test(text) for text in texts)


def _is_plan(reading: Reading, sentence: Sentence) -> bool:
    return reading.state(sentence) == EvidenceStatus.PLANNED


def _counts_them(sentence: Sentence) -> bool:
    """Whether intermediaries are counted or named: the plainest passages come first."""
    return bool(TERMS["named_two"].search(sentence.text)) or any(legal_names(sentence.text))
