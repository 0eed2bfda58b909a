"""Decide whether measures are told with their results, beyond mere clauses, for a product or site, and what follows."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.diligence import ACTION_LABELS
from pipelines.rules.effectiveness import TERMS as EFFECT
from pipelines.rules.mention import STANDS, talk
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("measures")
RESPONSE_LABELS = ("REM1", "REM2", "REM3", "REM4")
LABELS = (*ACTION_LABELS, *RESPONSE_LABELS)
CLAUSE_LABELS = ("SUP1", "SUP2", "SUP4", "GOV2")
DILIGENCE_LABELS = ("RSK1", "RSK2", "MAP1", "SUP3", "SUP4", "MON1", "MON2", "MON3", "MON4", "REC2", "REM2", "REM3")
CONTEXT = "The measures are told without a tie to slavery or forced labour."


@rule("measures_with_results.v1", "plans_count")
def measures_with_results(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether measures are told together with their results, or the results expected of them.

    Rationale: the law asks for both; measures alone are part of it. Where it asks for measures 'taken or planned', a
    plan counts, and with a result expected of it answers in full.

    Source: Norwegian Transparency Act, section 5(c); specification 3.7 (NO-03), table after 5.2, 8 (F15).
    """
    counts = STANDS | {EvidenceStatus.PLANNED} if parameters.get("plans_count") else STANDS
    told = [s for s in reading.sentences if _is_measure(reading, s)]
    measures = [s for s in told if reading.state(s) in counts]
    measures.sort(key=lambda s: (not reading.decides(s, *RESPONSE_LABELS), not reading.is_specific(s)))
    results = [s for s in reading.sentences if _is_result(reading, s, measures)]
    together = [s for s in measures if s in results]
    beside = [s for s in measures for other in reading.around(s) if other in results]
    confidence = _sure(reading, measures)
    if measures and (together or results):
        found = results[:1] if not together else []
        shown = quotes([*(together or beside or measures)[:2], *found], limit=3)
        if not _is_linked(reading, measures):
            return Verdict(Status.PARTIAL, CONTEXT, shown, confidence)
        return Verdict(Status.MET, "Tells measures and their results.", shown, confidence)
    if measures:
        return Verdict(Status.PARTIAL, "Measures without a result.", quotes(measures, limit=3), confidence)
    if results:
        return Verdict(Status.PARTIAL, "Results without the measures behind them.", quotes(results, limit=2))
    return _nothing_done(reading, told, "measures and their results")


@rule("measures_beyond_clauses.v1")
def measures_beyond_clauses(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether measures prevent or end harm, beyond a policy, a code or a clause for suppliers.

    Rationale: the law lists action plans, investment, support and purchasing practices beside contractual assurances,
    so clauses alone are part of it; values and expectations are only talk.

    Source: Directive (EU) 2024/1760, articles 10-11; specification 3.7 (EU-03), 8 (F13).
    """
    told = [s for s in reading.about(*LABELS) if _is_said(reading, s)]
    standing = [s for s in told if reading.state(s) in STANDS]
    beyond = [s for s in standing if reading.labels(s, LABELS) - set(CLAUSE_LABELS)]
    confidence = _sure(reading, beyond)
    if beyond and _is_linked(reading, beyond):
        reason = "Tells measures beyond clauses and policies."
        return Verdict(Status.MET, reason, quotes(beyond, limit=3), confidence)
    if beyond:
        return Verdict(Status.PARTIAL, CONTEXT, quotes(beyond, limit=3), confidence)
    if standing:
        return Verdict(Status.PARTIAL, "Clauses, codes or policies only.", quotes(standing, limit=3))
    return _nothing_done(reading, told, "measures against harm")


@rule("conclusions_drawn.v1")
def conclusions_drawn(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether conclusions for future measures are drawn.

    Rationale: the law asks for what comes next, so a plan is the answer here; it is concrete where it says what will be
    done. 'We will continue to improve' is part of it.

    Source: LkSG, section 10(2) no. 4; specification 3.7 (DE-04), table after 5.2 (DE-04).
    """
    plans = [s for s in reading.sentences if _is_plan(reading, s)]
    general = [s for s in reading.matching(TERMS["general_plan"]) if reading.tied_to_slavery(s, 0)]
    plans.sort(key=lambda s: -reading.probability(s, *LABELS, "effectiveness"))
    concrete = [s for s in plans if not reading.is_vague(s) and TERMS["act"].search(s.text)]
    concrete = [s for s in concrete if not TERMS["general_plan"].search(s.text)]
    if concrete:
        if not _is_linked(reading, concrete):
            reason = "The plans are told without a tie to slavery or forced labour."
            return Verdict(Status.PARTIAL, reason, quotes(concrete, limit=3))
        return Verdict(Status.MET, "Says which measures are to follow.", quotes(concrete, limit=3))
    if plans or general:
        reason = "Speaks of what is to come only in general."
        return Verdict(Status.PARTIAL, reason, quotes([*plans, *general], limit=2))
    if named := [s for s in reading.matching(TERMS["conclusion"]) if not reading.is_heading(s)]:
        return Verdict(Status.VAGUE, "Speaks of lessons without a measure to follow.", quotes(named, limit=2))
    return absent(reading, "conclusions for future measures", ("EFF1", "effectiveness"), TERMS["future"])


@rule("product_evidence_told.v1")
def product_evidence_told(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether due diligence is evidenced for products or sites, not only for the company.

    Rationale: an authority that asks about a product looks for what was found, prevented or ended along its own chain;
    text about the company's programme is part of it.

    Source: Regulation (EU) 2024/3015; specification 3.7 (EU-07), 8 (F14, F31).
    """
    told = [s for s in reading.about(*DILIGENCE_LABELS) if _is_said(reading, s) and reading.state(s) in STANDS]
    told = [s for s in told if reading.tied_to_slavery(s) or reading.decides(s, "mitigation", "risk description")]
    exact = [s for s in told if TERMS["product"].search(s.text) and TERMS["traced"].search(s.text)]
    if exact:
        reason = "Says what was found or done for a product or site."
        return Verdict(Status.MET, reason, quotes(exact, limit=3), _sure(reading, exact))
    if told:
        return Verdict(Status.PARTIAL, "Due diligence of the company, not of a product or site.", quotes(told, limit=3))
    return absent(reading, "due diligence for products or sites", DILIGENCE_LABELS, TERMS["product"])


def _nothing_done(reading: Reading, told: list[Sentence], topic: str) -> Verdict:
    """Say what is left where no measure stands: plans, an outright 'no', talk, or nothing."""
    plans = [s for s in told if reading.state(s) == EvidenceStatus.PLANNED]
    if plans:
        return Verdict(Status.PLANNED, f"Planned only: {topic} are still to come.", quotes(plans, limit=2))
    denials = [s for s in told if reading.state(s) == EvidenceStatus.NEGATED]
    if denials:
        return Verdict(Status.NEG_DISCLOSED, "Says outright that no measure was taken.", quotes(denials, limit=2))
    vague = [s for s in reading.about(*LABELS) if s not in told and not reading.is_heading(s)]
    if vague:
        return Verdict(Status.VAGUE, "Speaks of measures only in general terms.", quotes(vague, limit=2))
    return absent(reading, topic, LABELS, TERMS["measure"], near=("mitigation",))


def _is_said(reading: Reading, sentence: Sentence) -> bool:
    return not reading.is_heading(sentence) and talk(reading, sentence) is None


def _is_measure(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells a measure: by its label, or by plain words beside a word of slavery."""
    worded = TERMS["plainly_done"].search(sentence.text) and reading.tied_to_slavery(sentence, 1)
    return bool(worded or reading.decides(sentence, *LABELS)) and _is_said(reading, sentence)


def _is_result(reading: Reading, sentence: Sentence, measures: list[Sentence]) -> bool:
    """Whether a sentence tells what came of a measure, or what is expected to: a change, not a bare count."""
    if reading.is_heading(sentence):
        return False
    worded = bool(TERMS["result"].search(sentence.text))
    labelled = reading.decides(sentence, "EFF1") and bool(EFFECT["result"].search(sentence.text))
    spoken = reading.decides(sentence, *LABELS, "EFF1", "effectiveness", "remediation", "mitigation")
    spoken = spoken or any(s in measures for s in reading.around(sentence, 1))
    return labelled or (worded and spoken)


def _is_plan(reading: Reading, sentence: Sentence) -> bool:
    if reading.is_heading(sentence) or reading.state(sentence) != EvidenceStatus.PLANNED:
        return False
    spoken = reading.decides(sentence, *LABELS, "EFF1", "effectiveness", "mitigation")
    return spoken or reading.tied_to_slavery(sentence)


def _is_linked(reading: Reading, sentences: list[Sentence]) -> bool:
    return reading.names_slavery and any(
        reading.decides(s, "mitigation", "remediation") or reading.tied_to_slavery(s) for s in sentences
    )


def _sure(reading: Reading, sentences: list[Sentence]) -> Confidence:
    best = max((reading.probability(s, *LABELS) for s in sentences), default=0.0)
    return Confidence.HIGH if best >= 0.6 else Confidence.MEDIUM
