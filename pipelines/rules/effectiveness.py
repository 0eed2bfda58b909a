"""Decide whether the text says how the effect of its own steps is assessed, and with which result."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.furniture import is_figures_row
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("effectiveness")
LABELS = ("effectiveness", "EFF1")


@rule("effectiveness_assessed.v1", "needs_result", "cadence_alone", "supplier_monitoring")
def effectiveness_assessed(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge how effectiveness is assessed: a method or indicator, and, where the law measures, its result.

    Rationale: the United Kingdom speaks of effectiveness measured against indicators, so an indicator needs its result
    or a review its finding. Australia and Canada ask how effectiveness is assessed: a described review is enough
    there, a bare cadence or list of indicators part of it. Watching suppliers is no assessment of one's own steps. A
    plan to measure is planned; an outright 'we have no indicators' is an honest answer.

    Source: Modern Slavery Act 2015, s.54(5)(e); Modern Slavery Act 2018 (Cth), s.16(1)(e); Supply Chains Act (Canada),
    s.11(3)(g); specification 2.4 (UK-13, CA-10), 5.2 (K20 and the rule after it), 8 (F15).
    """
    spoken = [s for s in reading.sentences if _speaks(reading, s)]
    spoken.sort(key=lambda s: -reading.probability(s, *LABELS))  # the plainest are shown first
    denials = [s for s in spoken if _denies(reading, s)]
    plans = [s for s in spoken if reading.state(s) == EvidenceStatus.PLANNED and not TERMS["done"].search(s.text)]
    plans = [s for s in plans if not TERMS["listed"].search(s.text) or TERMS["later"].search(s.text)]
    standing = [s for s in spoken if s not in plans and s not in denials]
    own = [s for s in standing if not _only_suppliers(s)]
    listed = [s for s in own if TERMS["listed"].search(s.text)]
    indicators = [s for s in own if TERMS["indicator"].search(s.text) or _is_indicator_row(s) or s in listed]
    needs_result = bool(parameters.get("needs_result"))
    results = [s for s in own if TERMS["result"].search(s.text) or (not needs_result and _is_nothing(s))]
    described = [s for s in own if _describes(s)]
    unable = [s for s in denials if TERMS["unable"].search(s.text)]
    if needs_result:
        if verdict := _measured(reading, indicators, results, described):
            return verdict
    else:
        if described and unable:  # the lower of two that contradict each other
            reason = "Says that effectiveness cannot be assessed yet, and names a review elsewhere."
            return Verdict(Status.PARTIAL, reason, quotes([*unable[:1], *described], limit=3))
        if described:
            note = "" if results else " No result is given."
            shown = quotes([*described, *indicators, *results], limit=3)
            reason = f"Says how effectiveness is assessed.{note}"
            return Verdict(Status.MET, reason, shown, _confidence(reading, [*described, *indicators]))
        if indicators or results:
            return Verdict(
                Status.PARTIAL, "Indicators without how they are used.", quotes(indicators or results, limit=3)
            )
    if denials and (not own or needs_result):
        status = Status.PLANNED if plans else Status.NEG_DISCLOSED
        reason = (
            "Planned only: says that nothing is measured yet." if plans else "Says outright that nothing is measured."
        )
        return Verdict(status, reason, quotes([*denials, *plans], limit=3))
    bare = [s for s in own if TERMS["cadence"].search(s.text) or TERMS["review"].search(s.text)]
    if bare and parameters.get("cadence_alone") == "PARTIAL":
        return Verdict(Status.PARTIAL, "A review is named, not what it looks at.", quotes(bare, limit=2))
    if measuring := [s for s in plans if TERMS["effect"].search(s.text)]:
        reason = "Planned only: assessing effectiveness is still to come."
        return Verdict(Status.PLANNED, reason, quotes(measuring, limit=2))
    if standing and not own:
        status = Status(str(parameters.get("supplier_monitoring", "VAGUE")))
        return Verdict(status, "Watches suppliers, not the effect of its own steps.", quotes(standing, limit=2))
    own += [s for s in plans if s not in own]  # a review to come of no named measure
    if own:
        return Verdict(Status.VAGUE, "Speaks of effectiveness without an indicator or a finding.", quotes(own, limit=2))
    talk = [s for s in reading.matching(TERMS["wish"]) if reading.tied_to_slavery(s, 1) and not reading.is_heading(s)]
    if talk:
        return Verdict(Status.VAGUE, "Speaks of effectiveness as a wish or a belief only.", quotes(talk, limit=2))
    headed = [s for s in reading.sentences if any(TERMS["effectiveness"].search(h) for h in s.section[-1:])]
    if headed := [s for s in headed if not reading.is_heading(s)]:
        reason = "Under a heading on effectiveness, without an indicator or a finding."
        return Verdict(Status.VAGUE, reason, quotes(headed, limit=2))
    return absent(reading, "the effectiveness of the steps", LABELS, TERMS["effect"])


def _measured(
    reading: Reading, indicators: list[Sentence], results: list[Sentence], described: list[Sentence]
) -> Verdict | None:
    pairs = [s for s in indicators if any(near in results for near in reading.around(s, 1))]
    pairs += [s for s in results if TERMS["effectiveness"].search(s.text) and s not in pairs]
    confidence = _confidence(reading, [*pairs, *described])
    if pairs:
        shown = quotes([*pairs, *results], limit=3)
        return Verdict(Status.MET, "Gives an indicator with its result.", shown, confidence)
    if indicators:
        return Verdict(Status.PARTIAL, "Indicators without a result.", quotes(indicators, limit=3), confidence)
    if results:
        reason = "Results or counts without saying what they show of effectiveness."
        return Verdict(Status.PARTIAL, reason, quotes(results, limit=3), confidence)
    done = [
        s
        for s in described
        if reading.state(s) == EvidenceStatus.DONE_IN_PERIOD
        or TERMS["done"].search(s.text)
        or TERMS["formal"].search(s.text)
        or TERMS["reviewed"].search(s.text)
    ]
    if done:
        return Verdict(
            Status.PARTIAL, "A review of its own steps without an indicator.", quotes(done, limit=3), confidence
        )
    return None


def _is_nothing(sentence: Sentence) -> bool:
    """Whether all that is told is that nothing was reported: no measure of what was done."""
    return bool(TERMS["nothing"].search(sentence.text)) and not TERMS["result"].search(sentence.text)


def _describes(sentence: Sentence) -> bool:
    """Whether a review of the steps is described, or told as done; the yearly review of a statement is no method."""
    if TERMS["reviewed"].search(sentence.text):
        return True
    told = TERMS["review"].search(sentence.text) and TERMS["describes"].search(sentence.text)
    return bool(told) and not TERMS["this_statement"].search(sentence.text) and not _is_nothing(sentence)


def _is_indicator_row(sentence: Sentence) -> bool:
    """Whether a row stands in a table of indicators: its caption or heading says so."""
    return "|" in sentence.text and any(TERMS["measuring"].search(heading) for heading in sentence.section[-2:])


def _speaks(reading: Reading, sentence: Sentence) -> bool:
    if reading.is_heading(sentence) or (is_figures_row(sentence.text) and not _is_indicator_row(sentence)):
        return False
    if TERMS["upkeep"].search(sentence.text) and not TERMS["effectiveness"].search(sentence.text):
        return False
    if reading.decides(sentence, *LABELS) or TERMS["outside"].search(sentence.text):
        return True
    if TERMS["reviewed"].search(sentence.text) or TERMS["listed"].search(sentence.text):
        return reading.tied_to_slavery(sentence, 1)
    if TERMS["no_indicators"].search(sentence.text):
        return reading.tied_to_slavery(sentence, 1)
    under = any(TERMS["effectiveness"].search(heading) for heading in sentence.section[-1:])
    if under and TERMS["indicator"].search(sentence.text):
        return True
    said = TERMS["effectiveness"].search(sentence.text) and TERMS["result"].search(sentence.text)
    return bool(said) and reading.tied_to_slavery(sentence, 1)


def _denies(reading: Reading, sentence: Sentence) -> bool:
    if TERMS["no_indicators"].search(sentence.text) or TERMS["unable"].search(sentence.text):
        return True
    return reading.state(sentence) == EvidenceStatus.NEGATED and bool(TERMS["none_yet"].search(sentence.text))


def _only_suppliers(sentence: Sentence) -> bool:
    return bool(TERMS["suppliers"].search(sentence.text)) and not TERMS["own_programme"].search(sentence.text)


def _confidence(reading: Reading, sentences: list[Sentence]) -> Confidence:
    best = max((reading.probability(s, *LABELS) for s in sentences), default=0.0)
    return Confidence.HIGH if best >= 0.6 else Confidence.MEDIUM
