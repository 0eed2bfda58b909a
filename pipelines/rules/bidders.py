"""Decide grounds of law that only a bidder is asked about: fines, and the plan for the year before the notice."""

import re

from corpora.document import Kind, Sentence
from corpora.finding import Confidence, Status
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("bidders")
TENDER_KINDS = (Kind.TENDER_RESPONSE, Kind.QUESTIONNAIRE, Kind.CONTRACT_PLAN)
NOT_A_BIDDER = "Asked only of a bidder; this is no tender."
BLANK = "Answer not given: nothing stands where the answer should."


@rule("fines_answered.v1")
def fines_answered(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a bidder answers on final fines under the Act in the last three years.

    Rationale: a plain 'no fine' answers in full; a 'yes' needs the date, the amount and what was changed. 'No
    violations' without fines or period is part of it; a policy instead of an answer fails. The answer is found and
    shown, nothing is proposed: exclusion is for the buyer's lawyers.

    Source: LkSG, sections 22 and 24, with GWB, section 124(2); specification 3.7 (DE-06), table after 5.2 (DE-06), 8
    (F30).
    """
    if not _is_tender(reading):
        return _outside(reading)
    if not reading.sentences:
        return Verdict(Status.ABSENT, BLANK, (), Confidence.HIGH)
    fines = [s for s in reading.matching(TERMS["fine"]) if not reading.is_heading(s)]
    if denied := [s for s in fines if TERMS["none"].search(s.text)]:
        return Verdict(Status.MET, "Answers that there was no fine.", quotes(denied, limit=2), Confidence.HIGH)
    if incurred := [s for s in fines if TERMS["incurred"].search(s.text)]:
        told = [s for sentence in incurred for s in reading.around(sentence, 3)]
        lacking = [name for name in ("date", "amount", "changed") if not reading.matching(TERMS[name], told)]
        if not lacking:
            return Verdict(Status.MET, "Tells the fine, its date and what was changed.", quotes(incurred, limit=3))
        names = {"date": "its date", "amount": "its amount", "changed": "what was changed"}
        reason = f"Tells a fine; not found: {', '.join(names[name] for name in lacking)}."
        return Verdict(Status.PARTIAL, reason, quotes(incurred, limit=3))
    if general := [s for s in reading.matching(TERMS["no_violation"]) if not reading.is_heading(s)]:
        reason = "Says that there were no violations, without a word on fines or the period."
        return Verdict(Status.PARTIAL, reason, quotes(general, limit=2))
    if instead := [*fines, *(s for s in reading.matching(TERMS["policy_instead"]) if s not in fines)]:
        return Verdict(Status.VAGUE, "Text stands there, no answer on fines.", quotes(instead, limit=2))
    return absent(reading, "fines under the Act", (), TERMS["fine"])


@rule("vigilance_plan_named.v1")
def vigilance_plan_named(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a bidder names its vigilance plan for the year before the tender notice.

    Rationale: the plan named or linked with its year, the bidder's own or a parent's that covers it, is the answer; an
    older plan, a plan without its year, or a group's that does not name the bidder is part of it. 'Below the
    thresholds' answers that nothing is asked. The year before the notice is taken from the user's day of publication
    where given, else any year counts that the answer gives.

    Source: code de la commande publique L2141-7-1, L3123-7-1; specification 3.7 (FR-06), table after 5.2 (FR-06), 8
    (F07, F08, F23).
    """
    if not _is_tender(reading):
        return _outside(reading)
    if not reading.sentences:
        return Verdict(Status.ABSENT, BLANK, (), Confidence.HIGH)
    plans = [s for s in reading.matching(TERMS["plan"]) if not reading.is_heading(s)]
    if below := reading.matching(TERMS["below"]):
        reason = "Says that it is below the thresholds: no plan is asked of it."
        return Verdict(Status.NOT_APPLICABLE, reason, quotes(below, limit=2), Confidence.HIGH)
    if none := [s for s in plans if TERMS["no_plan"].search(s.text)]:
        return Verdict(Status.NEG_DISCLOSED, "Says that it has no vigilance plan.", quotes(none, limit=2))
    dated = [s for s in plans if any(_years(near) for near in reading.around(s, 1))]
    if dated:
        wanted = _year_before(reading)
        years = {year for s in dated for near in reading.around(s, 1) for year in _years(near)}
        if wanted and wanted not in years:
            reason = f"Names a plan, not that of {wanted}."
            return Verdict(Status.PARTIAL, reason, quotes(dated, limit=2))
        if _is_group_only(reading, dated):
            reason = "Names a group's plan, without saying that it covers the bidder."
            return Verdict(Status.PARTIAL, reason, quotes(dated, limit=2))
        return Verdict(Status.MET, "Names the vigilance plan and its year.", quotes(dated, limit=2))
    if plans:
        return Verdict(Status.PARTIAL, "Names a vigilance plan, not its year.", quotes(plans, limit=2))
    return absent(reading, "a vigilance plan", (), TERMS["plan"])


def _is_tender(reading: Reading) -> bool:
    named = reading.subject.bidder or reading.subject.procurement or reading.subject.lot
    return bool(named) or reading.description.kind in TENDER_KINDS or not reading.is_whole


def _outside(reading: Reading) -> Verdict:
    return Verdict(Status.NOT_APPLICABLE, NOT_A_BIDDER, quotes(reading.sentences[:1]), Confidence.HIGH)


def _years(sentence: Sentence) -> set[int]:
    return {int(year) for year in re.findall(r"\b(20\d\d)\b", sentence.text)}


def _year_before(reading: Reading) -> int | None:
    published = reading.subject.published_on
    return int(published[:4]) - 1 if published and published[:4].isdigit() else None


def _is_group_only(reading: Reading, plans: list[Sentence]) -> bool:
    """Whether the plan is a parent's or group's and nothing beside it says that the bidder is covered."""
    near = [s for plan in plans for s in reading.around(plan, 1)]
    return bool(reading.matching(TERMS["group"], near)) and not reading.matching(TERMS["covers"], near)
