"""Decide where the risk is said to be, how it was found and rated, and what was done about it."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.mention import STANDS, Asked, Mention, talk, weigh
from pipelines.rules.organisation import names_country
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("risk")
RISK_LABELS = ("risk description", "RSK2", "RSK3")
METHOD_LABELS = ("RSK1", "MAP1", "SUP3", "MON1", "MON4", "RSK4")
STEP_LABELS = (
    "SUP1",
    "SUP2",
    "SUP3",
    "SUP4",
    "MON1",
    "MON2",
    "MON3",
    "REC1",
    "REC2",
    "REC3",
    "REM3",
    "REM4",
    "PUR1",
    "TRN2",
    "COL1",
    "RSK4",
)


@rule("risk_located.v1", "needs_both_parts", "assessment_begun")
def risk_located(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether specific parts of the business or supply chain are named as carrying the risk.

    Rationale: a place, category or workforce tied to the organisation itself is asked; generic factors are part of it;
    a definition or a fact about the world is none. 'Low risk' counts as a finding where what was looked at and how is
    said, in part where reasons speak of exposure, and only as talk otherwise. Australia asks for operations and supply
    chains both.

    Source: Modern Slavery Act 2015, s.54(5)(d); Modern Slavery Act 2018 (Cth), s.16(1)(c); Supply Chains Act (Canada),
    s.11(3)(c); specification 2.4 (UK-11, AU-05), 5.2 (K11), 8 (F02, F17, F25).
    """
    spoken = [s for s in reading.about(*RISK_LABELS) if not reading.is_heading(s)]
    low = [s for s in spoken if is_low(s) and not reading.decides(s, "RSK3")]
    located = [s for s in spoken if s not in low and _names_part(s) and _is_at_risk(reading, s)]
    if located:
        return _located(reading, located, [s for s in spoken if s not in low], parameters)
    claims = [s for s in reading.matching(TERMS["risk"]) if reading.tied_to_slavery(s, 0) and not reading.is_heading(s)]
    low += [s for s in claims if is_low(s) and s not in low]
    if low and (verdict := _low(reading, low, parameters)):
        return verdict
    if general := [s for s in spoken if s not in low]:
        reason = "Names risk factors without saying which place, category or workforce they touch."
        return Verdict(Status.PARTIAL, reason, quotes(general, limit=2))
    begun = [s for s in reading.about("RSK1") if reading.state(s) in STANDS]
    if parameters.get("assessment_begun") and begun:
        return Verdict(Status.PARTIAL, "An assessment has begun; no part at risk is named.", quotes(begun, limit=2))
    if loose := [s for s in claims if _names_part(s) and TERMS["carries"].search(s.text) and s not in low]:
        reason = "Names a part in words of risk, only loosely tied to its own business or chain."
        return Verdict(Status.PARTIAL, reason, quotes(loose, limit=2))
    if low:
        reason = "Calls the risk low without saying what was looked at."
        return Verdict(Status.VAGUE, reason, quotes(low, limit=2))
    plans = [s for s in claims if reading.state(s) == EvidenceStatus.PLANNED and TERMS["finding_out"].search(s.text)]
    if plans and len(plans) == len(claims):
        return Verdict(Status.PLANNED, "Planned only: the parts at risk are still to be found.", quotes(plans, limit=2))
    if claims := [s for s in claims if _speaks_of_level(s)]:
        return Verdict(Status.VAGUE, "Speaks of risk without naming a part that carries it.", quotes(claims, limit=2))
    return absent(reading, "where the risk is", RISK_LABELS, TERMS["risk"])


def _low(reading: Reading, low: list[Sentence], parameters: Parameters) -> Verdict | None:
    """Judge a finding of low risk by its search: what was looked at, and how."""
    for sentence in low:
        near = reading.around(sentence)
        searched = [s for s in near if reading.decides(s, "RSK1")]
        named = [s for s in near if _names_part(s)]
        if searched and named and not parameters.get("needs_both_parts"):
            reason = "Calls the risk low after a described search of named parts."
            evidence = (*quotes([sentence]), *quotes([s for s in searched if s != sentence], "search", 1))
            return Verdict(Status.MET, reason, evidence)
        if searched or named or TERMS["reasons"].search(sentence.text):
            reason = "Calls the risk low, with reasons or a search, not both."
            return Verdict(Status.PARTIAL, reason, quotes([sentence]))
    return None


def _located(reading: Reading, located: list[Sentence], spoken: list[Sentence], parameters: Parameters) -> Verdict:
    strong = [s for s in located if reading.decides(s, "RSK2", "RSK3")] or located
    confidence = Confidence.HIGH if reading.decides(strong[0], "risk description") else Confidence.MEDIUM
    if not parameters.get("needs_both_parts"):
        reason = "Names parts of the business or supply chain at risk."
        return Verdict(Status.MET, reason, quotes(strong, limit=3), confidence)
    inside, chain = (reading.matching(TERMS[name], spoken) for name in ("operations", "chain"))
    if not inside or not chain:
        lacking = "operations" if not inside else "supply chains"
        reason = f"Names parts at risk, but not in its {lacking}."
        return Verdict(Status.PARTIAL, reason, quotes(strong, limit=3), confidence)
    shown = (*quotes(strong, limit=2), *quotes(inside[:1], "operations"), *quotes(chain[:1], "supply chains"))
    unique = tuple({item.sentence_id: item for item in reversed(shown)}.values())[::-1]
    return Verdict(Status.MET, "Names risks in operations and in supply chains.", unique, confidence)


@rule("risk_assessed_and_managed.v1")
def risk_assessed_and_managed(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a method of finding the risk and a step to manage it are described.

    Rationale: criteria, data or who assessed make a method; a step taken in the year, or standing, manages. A method
    or a step alone, a mapping only begun and a questionnaire without criteria are part of it; 'we regularly assess
    risk' is only talk. Training or a hotline alone is no management step.

    Source: Modern Slavery Act 2015, s.54(5)(d); Supply Chains Act (Canada), s.11(3)(c); specification 2.4 (UK-12),
    5.2 (K12), 8 (F03, F16).
    """
    asked = Asked(
        "assessing and managing risk",
        ("method", "step"),
        labels=("RSK1", *STEP_LABELS),
        names={"method": "how risk was found or rated", "step": "a step to manage it"},
    )
    mentions = [_managed(reading, s) for s in reading.about(*METHOD_LABELS, *STEP_LABELS)]
    verdict = weigh(reading, mentions, asked)
    return verdict or absent(reading, "assessing and managing risk", ("RSK1",), TERMS["risk"])


@rule("risk_assessment_described.v1")
def risk_assessment_described(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether it is said what was done to find and rate risk, by whom or with what data.

    Rationale: a tool named and no more is part of it; 'risk is monitored' is only talk.

    Source: Modern Slavery Act 2018 (Cth), s.16(1)(d); specification table 3.3 (AU-06), 8 (F03, F16).
    """
    asked = Asked(
        "assessing the risks",
        ("assessment", "data"),
        labels=("RSK1", "MAP1"),
        names={"assessment": "what was done", "data": "with what data, criteria or by whom"},
    )
    mentions = []
    for sentence in reading.about("RSK1", "MAP1", "SUP3"):
        elements = {"assessment"}
        if TERMS["criteria"].search(sentence.text) or reading.is_specific(sentence):
            elements.add("data")
        linked = reading.decides(sentence, "mitigation", "risk description") or reading.tied_to_slavery(sentence)
        mentions.append(
            Mention(sentence, frozenset(elements), reading.state(sentence), talk(reading, sentence), linked)
        )
    verdict = weigh(reading, mentions, asked)
    return verdict or absent(reading, "assessing the risks", ("RSK1", "MAP1"), TERMS["risk"])


def _managed(reading: Reading, sentence: Sentence) -> Mention:
    elements = set()
    if reading.decides(sentence, "RSK1") and TERMS["criteria"].search(sentence.text):
        elements.add("method")
    if reading.decides(sentence, *STEP_LABELS):
        elements.add("step")
    linked = reading.decides(sentence, "mitigation", "remediation") or reading.tied_to_slavery(sentence)
    return Mention(sentence, frozenset(elements), reading.state(sentence), talk(reading, sentence), linked)


def _speaks_of_level(sentence: Sentence) -> bool:
    """Whether a level, a place or a search of risk is spoken of; 'understanding the risks' and its like say nothing."""
    text = sentence.text
    assessed = TERMS["assessed"].search(text) and not TERMS["about_it"].search(text)
    return bool(TERMS["level"].search(text) or assessed)


def is_low(sentence: Sentence) -> bool:
    """Whether the risk is called low or denied, and no part is singled out beside it."""
    return bool(TERMS["low"].search(sentence.text)) and not TERMS["greatest"].search(sentence.text)


def _names_part(sentence: Sentence) -> bool:
    """Whether a place, a category or a workforce is named, concrete enough to say where a risk lies."""
    return names_country(TERMS["home"].sub("", sentence.text)) or any(
        TERMS[name].search(sentence.text) for name in ("workforce", "category")
    )


def _is_at_risk(reading: Reading, sentence: Sentence) -> bool:
    """Whether a part is told as one at risk, and words of risk and of the organisation itself stand with it."""
    near = _near(reading, sentence)
    words = " ".join([near, *sentence.section]) if reading.decides(sentence, "RSK2", "RSK3") else sentence.text
    risk = TERMS["risk"].search(words) or reading.decides(sentence, "REM5")
    return bool(risk and TERMS["own"].search(near)) and reading.state(sentence) != EvidenceStatus.PLANNED


def _near(reading: Reading, sentence: Sentence) -> str:
    return " ".join(s.text for s in reading.around(sentence, 1))
