"""Judge each commitment of the frameworks that apply: one finding a document, subject entity and commitment."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpora.document import Kind, Subject, body
from corpora.finding import Confidence, Evidence, Finding, Role, Status
from corpora.framework import MISSING_LEVELS, Commitment, Framework, InForce, load_frameworks
from pipelines.describe import describe
from pipelines.rules import Reading, Verdict, find_rule
from pipelines.segment.language import READ_LANGUAGE
from pipelines.stage import Case, Description, lost, report

logger = logging.getLogger(__name__)

NOT_A_STATEMENT = (Kind.TENDER_RESPONSE, Kind.QUESTIONNAIRE, Kind.ANNEX, Kind.CONTRACT_PLAN)
GIVEN, GUESSED = "given", "guessed"
LATER = "Later guidance: "
NO_STATEMENT = "Judged since the Act was named, though the file does not look like a statement."


def assess_batch(cases: Sequence[Case], frameworks: tuple[str, ...] = (), as_of: str | None = None) -> list[Case]:
    """Describe each case and judge it by the frameworks given for it, else by those guessed from its text.

    Args:
        cases: Read, segmented and classified.
        frameworks: Ids in any case, applied whatever a document seems to be; a subject's own come first.
        as_of: ISO day on which the law is looked at where a document's period is unknown; today if None.

    Raises:
        FrameworkError: where a framework file has mistakes or a name among `frameworks` is unknown.
    """
    names = tuple(name.strip().upper() for name in frameworks)
    load_frameworks(names)  # an unknown name is the user's mistake, not a document's: raises with the names known
    day = date.fromisoformat(as_of) if as_of else date.today()
    return [_assess(case, names, day) for case in cases]


def _assess(case: Case, names: tuple[str, ...], as_of: date) -> Case:
    try:
        case = replace(case, description=describe(case))
        case = replace(case, findings=tuple(_findings(case, names, as_of)))
    except Exception as error:  # one document's failure never loses another, nor does it look like silence
        logger.exception("%s could not be assessed", case.source.path)
        case = lost(case, "assess", error)
    report("assess", 1)
    return case


def _findings(case: Case, names: tuple[str, ...], as_of: date) -> Iterator[Finding]:
    known = load_frameworks()
    seen: set[tuple[str | None, str]] = set()
    for subject in case.source.subjects or (Subject(),):
        given = tuple(name.strip().upper() for name in subject.frameworks) or names
        applies = GIVEN if given else GUESSED
        guessed = () if case.description.kind == Kind.OTHER else case.description.frameworks
        entity = subject.entity or subject.supplier or case.description.entity
        reading = Reading(case, subject)
        if not body(case.sentences):
            continue  # nothing could be read: the table of files says why
        for name in given or guessed:
            if name not in known:
                logger.warning("%s: there is no framework %s", case.source.path, name)
            elif (entity, name) not in seen:
                seen.add((entity, name))
                yield from _by_framework(reading, known[name], entity, applies, as_of)


def _by_framework(
    reading: Reading, framework: Framework, entity: str | None, applies: str, as_of: date
) -> Iterator[Finding]:
    period_end = _period_end(reading)

    def asked(law: InForce) -> bool:
        return law.asks_of(period_end) if period_end else law.covers(as_of)

    outside = None if asked(framework.in_force) else _outside_the_law(reading, framework, period_end, as_of)
    for commitment in framework.commitments:
        verdict = outside or _not_asked(reading.description, commitment) or judge(reading, commitment)
        if verdict.status.is_missing:
            verdict = _doubted(verdict, reading.description, applies)
        later = outside is None and not asked(commitment.in_force)
        yield _finding(reading, framework, commitment, verdict, entity, applies, later)


def _doubted(verdict: Verdict, description: Description, applies: str) -> Verdict:
    """Return what may be said to be missing from a file that is no statement."""
    if applies == GUESSED and description.kind in NOT_A_STATEMENT:
        reason = f"{_elsewhere(description)} {verdict.reason}"
        return replace(verdict, status=Status.NOT_ASSESSABLE, reason=reason)
    if description.kind == Kind.OTHER:  # judged on the user's word alone
        return replace(verdict, reason=f"{NO_STATEMENT} {verdict.reason}")
    return verdict


def judge(reading: Reading, commitment: Commitment) -> Verdict:
    """Apply a commitment's rule, whatever the dates; a rule that fails, or lost text, leaves it to a person."""
    try:
        verdict = find_rule(commitment.rule)(reading, commitment.parameters)
    except Exception:  # one rule's failure never loses the document's other findings
        logger.exception("%s: rule %s failed", reading.case.source.path, commitment.rule)
        return Verdict(Status.NOT_ASSESSABLE, f"Check by hand: the rule {commitment.rule} failed.", (), Confidence.LOW)
    if verdict.status == Status.ABSENT and reading.lost:
        return replace(verdict, status=Status.NOT_ASSESSABLE, reason=f"{reading.lost} {verdict.reason}")
    language = reading.description.language
    if verdict.status.is_missing and language not in (None, READ_LANGUAGE):
        reason = f"Check by hand: the text is in another language ({language}) than the rules read."
        return replace(verdict, status=Status.NOT_ASSESSABLE, reason=reason)
    return verdict


def _period_end(reading: Reading) -> date | None:
    """Return the last day of the document's period as the user or else the text gives it."""
    for text in (reading.subject.period_end, reading.description.period_end):
        if text:
            try:
                return date.fromisoformat(text)
            except ValueError:
                logger.warning("%s: no ISO day: %s", reading.case.source.path, text)
    return None


def _outside_the_law(reading: Reading, framework: Framework, period_end: date | None, as_of: date) -> Verdict:
    law = framework.in_force
    first = f" (for periods that end from {law.periods_ending_from.isoformat()})" if law.periods_ending_from else ""
    when = f"in force from {law.start.isoformat()}{first}" + (f" to {law.to.isoformat()}" if law.to else "")
    looked = f"at the end of the period ({period_end})" if period_end else f"on {as_of}; the period is not known"
    reason = f"{framework.short_title} was not law {looked}: {when}."
    shown = [s for s in reading.sentences if period_end and str(period_end.year) in s.text][:1]
    evidence = tuple(Evidence(s.sentence_id, s.text, Role.DECIDES, None, s.spans) for s in shown)
    return Verdict(Status.NOT_APPLICABLE, reason, evidence, Confidence.HIGH)


def _not_asked(description: Description, commitment: Commitment) -> Verdict | None:
    if not commitment.asked_of_statement or description.kind not in NOT_A_STATEMENT:
        return None
    return Verdict(Status.NOT_ASSESSABLE, _elsewhere(description), (), Confidence.HIGH)


def _elsewhere(description: Description) -> str:
    """Say where to look: a buyer's questions are not the Act's, so what they leave out is not missing."""
    article = "an" if description.kind[:1] in "aeiou" else "a"
    return f"Asked of the statement itself; this file is {article} {description.kind}."


def _finding(
    reading: Reading,
    framework: Framework,
    commitment: Commitment,
    verdict: Verdict,
    entity: str | None,
    applies: str,
    later: bool,
) -> Finding:
    unsure = verdict.confidence == Confidence.LOW
    by_hand = unsure or verdict.status == Status.NOT_ASSESSABLE
    reason = verdict.reason
    if unsure and "by hand" not in reason.lower():
        reason = f"Check by hand: {reason[:1].lower()}{reason[1:]}"
    return Finding(
        document_id=reading.case.source.document_id or "",
        entity=entity,
        framework=framework.id,
        framework_version=framework.version,
        applies=applies,
        commitment=commitment.id,
        theme=commitment.theme,
        level=commitment.level,
        decided_from=commitment.decided_from,
        status=verdict.status,
        answered=None if by_hand else verdict.status.is_answered,
        missing=verdict.status.is_missing and commitment.level in MISSING_LEVELS and not by_hand and not later,
        reason=f"{LATER}{reason}" if later else reason,
        rule=commitment.rule,
        verified=commitment.verified,
        confidence=verdict.confidence,
        evidence=verdict.evidence,
    )
