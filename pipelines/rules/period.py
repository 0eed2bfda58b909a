"""Decide whether steps of a named year are set out, and facts of dates: publication in time, revision."""

import re
from datetime import date

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.approval import SIGN_OFF
from pipelines.rules.approval import TERMS as APPROVAL
from pipelines.rules.mention import talk
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote, quotes

TERMS = load_terms("period")
OWN_LABELS = ("TRN1", "GRV1", "GOV1", "GOV2", "GOV3", "REC1", "REC2", "REC3", "REC4")
CHAIN_LABELS = (
    "SUP1",
    "SUP2",
    "SUP3",
    "SUP4",
    "MON1",
    "MON2",
    "MON3",
    "MON4",
    "MAP1",
    "RSK4",
    "TRN2",
    "PUR1",
    "REM3",
    "REM4",
    "GRV2",
)
STEP_LABELS = ("mitigation", *OWN_LABELS, *CHAIN_LABELS, "RSK1", "EFF1", "COL1")
SEVERAL = 2  # steps set out, from which 'no steps were taken' is contradicted
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS_A_MONTH = 30.44
NOT_REVISED = re.compile(
    r"\b(?:polic\w+|code|(?:not|nor|n['’]t)\b(?: \w+){0,4} (?:revis\w+|amend\w+|updat\w+|correct\w+)|first report"
    r"|no revis\w+|(?:revised|amended|updated) (?:report|version|statement)\W{0,4}(?:no|n/a|not applicable|false))\b",
    re.IGNORECASE,
)


@rule("statement_of_steps.v1")
def statement_of_steps(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the text sets out steps of a named financial year in its own business and its supply chains.

    Rationale: standing steps in the present tense count as steps of the period. Steps without a year, or in one of the
    two only, are part of it; values text without steps is only talk. 'No steps were taken' is what the Act allows, and
    an answer.

    Source: Modern Slavery Act 2015, s.54(1), (4)(a)-(b); specification 2.4 (standing steps), 5.2 (UK-01), 8 (F03, F07).
    """
    steps = _steps(reading)
    none = [s for s in reading.matching(TERMS["no_steps"]) if not TERMS["no_steps_echo"].search(s.text)]
    if none and len(steps) < SEVERAL:
        return Verdict(Status.NEG_DISCLOSED, "The law allows this answer; no steps reported.", quotes(none, limit=1))
    if none:
        reason = "Says that no steps were taken, and sets out steps elsewhere."
        return Verdict(Status.PARTIAL, reason, quotes([*none[:1], *steps], limit=3))
    own = [s for s in steps if reading.decides(s, *OWN_LABELS) or TERMS["own"].search(s.text)]
    chain = [s for s in steps if reading.decides(s, *CHAIN_LABELS) or TERMS["chain"].search(s.text)]
    return _steps_verdict(
        reading, steps, {"its own business": own, "its supply chains": chain}, "steps against slavery"
    )


@rule("steps_in_year.v1")
def steps_in_year(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether steps against forced or child labour in producing or importing goods are told of a named year.

    Rationale: steps without the year are part of it; plans alone, or services without goods, are not.

    Source: Supply Chains Act (Canada), s.11(1); specification table 3.5 (CA-01), 8 (F03, F07).
    """
    steps = _steps(reading)
    return _steps_verdict(
        reading, steps, {"goods": reading.matching(TERMS["goods"], steps)}, "steps against forced labour"
    )


@rule("published_within_months.v1", "months", "at_most_months")
def published_within_months(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether publication or approval followed the year end within six months, from the dates in the text.

    Rationale: the guidance's 'should', no deadline of the Act; up to a year is part of it. Where the text gives no
    pair of dates, the register or the website may: a person looks.

    Source: statutory guidance 5.4; specification table 3.1 (UK-G4), 8 (F07).
    """
    end = _iso(reading.subject.period_end or reading.description.period_end)
    dated = [s for s in reading.sentences if _speaks_of_publishing(s)]
    days = [(day, s) for s in dated if (day := read_date(SIGN_OFF["year_end"].sub("", s.text))) and end and day > end]
    published = _iso(reading.subject.published_on) or (days[-1][0] if days else None)
    if end is None or published is None:
        reason = "Check by hand: the text gives no pair of year end and publication or approval."
        return Verdict(Status.NOT_ASSESSABLE, reason, confidence=Confidence.LOW)
    months = (published - end).days / DAYS_A_MONTH
    shown = (quote(days[-1][1]),) if days else tuple(quote(s) for s in reading.sentences[:1])
    said = f"Year end {end.isoformat()}, approved or published {published.isoformat()}."
    if months <= float(parameters.get("months", 6)) + 0.1:
        return Verdict(Status.MET, said, shown)
    if months <= float(parameters.get("at_most_months", 12)) + 0.1:
        return Verdict(Status.PARTIAL, f"{said} That is more than six months.", shown)
    return Verdict(Status.VAGUE, f"{said} That is more than twelve months.", shown)


@rule("revision_explained.v1")
def revision_explained(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a revised report says when it was revised and what was changed.

    Rationale: a date alone is part of it; where nothing says that it is a revision, nothing is asked.

    Source: Supply Chains Act (Canada), s.12(2)-(3); specification 2.4 (CA-15).
    """
    revised = [s for s in reading.matching(TERMS["revision"]) if not NOT_REVISED.search(s.text)]
    revised = [s for s in revised if not reading.is_heading(s) or SIGN_OFF["date"].search(s.text)]
    if not revised:
        shown = tuple(quote(s) for s in reading.sentences[:1])
        return Verdict(Status.NOT_APPLICABLE, "Nothing says that this is a revised report.", shown)
    dated = [s for s in revised if SIGN_OFF["date"].search(s.text)]
    told = [s for s in revised for n in reading.around(s, 1) if TERMS["changes"].search(n.text)]
    if dated and told:
        return Verdict(Status.MET, "Says when it was revised and what was changed.", quotes([*dated, *told], limit=2))
    if dated:
        return Verdict(Status.PARTIAL, "Dated as revised; the changes are not said.", quotes(dated, limit=1))
    return Verdict(Status.VAGUE, "Called revised, without date or changes.", quotes(revised, limit=1))


def _steps(reading: Reading) -> list[Sentence]:
    done = (EvidenceStatus.DONE_IN_PERIOD, EvidenceStatus.ONGOING)
    told = [s for s in reading.about(*STEP_LABELS) if reading.state(s) in done and talk(reading, s) is None]
    return sorted(told, key=lambda s: -reading.probability(s, *STEP_LABELS))


def _steps_verdict(reading: Reading, steps: list[Sentence], parts: dict[str, list[Sentence]], topic: str) -> Verdict:
    year = _year(reading)
    lacking = [name for name, sentences in parts.items() if not sentences]
    shown = (*quotes(year[:1], "year"), *(quote(s[0], name) for name, s in parts.items() if s))
    evidence = tuple({item.sentence_id: item for item in shown}.values()) or quotes(steps, limit=2)
    confidence = Confidence.HIGH if len(steps) > 3 else Confidence.MEDIUM
    framed = [
        name
        for name, told in parts.items()
        if told and not (reading.names_slavery and any(reading.tied_to_slavery(s) for s in told))
    ]
    if steps and year and not lacking and framed:
        reason = f"The steps in {', '.join(framed)} are told without a tie to slavery."
        return Verdict(Status.PARTIAL, reason, evidence, confidence)
    if steps and year and not lacking:
        return Verdict(Status.MET, f"Names the year and sets out {topic}.", evidence, confidence)
    if steps:
        missing = [*(["the year"] if not year else []), *lacking]
        return Verdict(Status.PARTIAL, f"Sets out {topic}; not found: {', '.join(missing)}.", evidence, confidence)
    plans = [s for s in reading.about(*STEP_LABELS) if reading.state(s) == EvidenceStatus.PLANNED]
    if plans:
        return Verdict(Status.PLANNED, f"Planned only: {topic} are still to come.", quotes(plans, limit=2))
    talk = [s for s in reading.sentences if reading.tied_to_slavery(s, 0) and not reading.is_heading(s)]
    if talk:
        return Verdict(Status.VAGUE, "Values or the law's words, without a step.", quotes(talk, limit=2))
    return absent(reading, topic, STEP_LABELS, TERMS["statement"])


def _year(reading: Reading) -> list[Sentence]:
    """Return sentences that name the year the document is about."""
    named = [s for s in reading.matching(TERMS["year"]) if TERMS["statement"].search(s.text)]
    if named:
        return named
    if reading.subject.period_end or reading.description.period_end:
        year = (reading.subject.period_end or reading.description.period_end or "")[:4]
        return [s for s in reading.sentences if year in s.text or year[2:] in re.findall(r"\d\d", s.text)][:1]
    return []


def _speaks_of_publishing(sentence: Sentence) -> bool:
    return bool(
        SIGN_OFF["date"].search(sentence.text)
        and (
            APPROVAL["approval"].search(sentence.text)
            or SIGN_OFF["version"].search(sentence.text)
            or len(sentence.text) < 80
        )
    )


def _iso(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


def read_date(text: str) -> date | None:
    """Read the first date printed in the text; a month without a day gives its first day."""
    found = SIGN_OFF["date"].search(text)
    if not found:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", found[0])]
    word = re.search(SIGN_OFF["month"], found[0])
    try:
        if word:
            month = MONTHS.index(word[0][:3].lower()) + 1
            return date(numbers[-1], month, numbers[0] if len(numbers) > 1 else 1)
        if len(numbers) == 3 and numbers[0] > 31:
            return date(*numbers)
        return date(numbers[2] + (2000 if numbers[2] < 100 else 0), numbers[1], numbers[0])
    except (ValueError, IndexError):
        return None
