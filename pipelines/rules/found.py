"""Decide whether the text says which impacts and risks its due diligence found, or why none were."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.candour import TERMS as CANDOUR
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.risk import TERMS as RISK
from pipelines.rules.risk import risk_located
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("found")
LABELS = ("risk description", "RSK2", "RSK3", "REM5")
SEARCH_LABELS = ("RSK1", "MON1", "MON3", "SUP3", "MAP1")
REACH = 4  # sentences on either side in which the search is told
NONE_FOUND = "Explains, with the search behind it, that no risk or violation was found."


@rule("risks_found.v1", "none_explained")
def risks_found(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether impacts or risks that due diligence found are named.

    Rationale: a case found, or a named place, category or workforce at risk, is what due diligence finds; generic risks
    are part of it, 'no risk' is only talk. Where the law lets it be explained that none was found, a described search
    of what was looked at is such an explanation, and the bare claim is not.

    Source: Norwegian Transparency Act, section 5(b); LkSG, section 10(2) no. 1; specification 3.7, table after 5.2
    (DE-01), 8 (F02, F17).
    """
    cases = [s for s in reading.about("REM5") if _tells_case(reading, s)]
    if cases:
        return Verdict(Status.MET, "Says what was found.", quotes(cases, limit=3), _sure(reading, cases))
    located = risk_located(reading, {})
    if located.status == Status.MET and not _is_low(reading, located):
        return Verdict(Status.MET, "Names the risks that were found.", located.evidence, located.confidence)
    explained = _explained(reading)
    if explained and parameters.get("none_explained"):
        return Verdict(Status.MET, NONE_FOUND, quotes(explained, limit=3))
    if located.status == Status.PARTIAL and not _is_low(reading, located):
        return located
    if explained:
        reason = "Says that nothing was found, with the search behind it."
        return Verdict(Status.PARTIAL, reason, quotes(explained, limit=3))
    if none := _says_none(reading):
        reason = "Says that there is no risk, without what was looked at."
        return Verdict(Status.VAGUE, reason, quotes(none, limit=2))
    if located.status in (Status.VAGUE, Status.PLANNED):
        return located
    if located.status in (Status.MET, Status.PARTIAL):
        return Verdict(Status.VAGUE, "Calls the risk low; names none that was found.", located.evidence)
    return absent(reading, "impacts or risks found", LABELS, TERMS["risk"])


@rule("no_risk_explained.v1")
def no_risk_explained(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether it is plausibly explained that due diligence found neither risk nor violation.

    Rationale: only where nothing else is named as found, and a search of what was looked at stands behind it. It is a
    condition for other commitments: met means that they are not asked.

    Source: LkSG, section 10(3); specification, table after 5.2 (DE-01).
    """
    verdict = risks_found(reading, {"none_explained": True})
    if verdict.status == Status.MET and verdict.reason == NONE_FOUND:
        return verdict
    return absent(reading, "an explanation that no risk was found", LABELS, TERMS["none"])


def _tells_case(reading: Reading, sentence: Sentence) -> bool:
    return reading.state(sentence) != EvidenceStatus.NEGATED and not CANDOUR["no_cases"].search(sentence.text)


def _explained(reading: Reading) -> list[Sentence]:
    """Return the claim that nothing was found, with the search that stands beside it or in the same section."""
    for claim in _says_none(reading):
        section = [s for s in reading.sentences if s.section and s.section == claim.section]
        searched = [s for s in dict.fromkeys([*reading.around(claim, REACH), *section]) if _is_search(reading, s)]
        if searched:
            return [claim, *(s for s in searched if s != claim)]
    return []


def _says_none(reading: Reading) -> list[Sentence]:
    said = [s for s in reading.matching(TERMS["none"]) if not reading.is_heading(s) and not reading.is_talk(s)]
    return [s for s in said if reading.tied_to_slavery(s) or reading.decides(s, *LABELS)]


def _is_search(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says what was looked at and how: a method done, and its object."""
    looked = reading.decides(sentence, *SEARCH_LABELS) or bool(TERMS["searched"].search(sentence.text))
    state = reading.state(sentence)
    stands = state not in (EvidenceStatus.PLANNED, EvidenceStatus.HYPOTHETICAL)
    return looked and stands and bool(TERMS["object"].search(sentence.text)) and not reading.is_vague(sentence)


def _is_low(reading: Reading, verdict: Verdict) -> bool:
    """Whether a verdict on where the risk is rests on a finding that it is low."""
    return "low" in verdict.reason and all(RISK["low"].search(item.quote) for item in verdict.evidence[:1])


def _sure(reading: Reading, sentences: list[Sentence]) -> Confidence:
    best = max(reading.probability(s, "REM5") for s in sentences)
    return Confidence.HIGH if best >= 0.6 else Confidence.MEDIUM
