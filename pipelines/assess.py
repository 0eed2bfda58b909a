"""Judge each commitment of the frameworks that apply: one finding a document, subject entity and commitment.

What a bidder sent is judged together, and its findings stand beside the file that answers the buyer.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpora.document import NOT_A_STATEMENT, Kind, Subject, body
from corpora.finding import Confidence, Evidence, Finding, Role, Status
from corpora.framework import MISSING_LEVELS, Commitment, Framework, InForce, load_frameworks
from pipelines.answers import Decided, Submission, decide, is_form, submissions_of, with_states
from pipelines.answers.flagged import flags_of_answers
from pipelines.answers.question import is_of_buyers
from pipelines.answers.requirements import FRAMEWORK, framework_of
from pipelines.describe import describe
from pipelines.rules import Reading, Verdict
from pipelines.stage import Case, Description, lost, report
from pipelines.verdicts import judge

logger = logging.getLogger(__name__)

GIVEN, GUESSED = "given", "guessed"
LATER, COMING = "Later guidance: ", "Law to come: "
YEAR = re.compile(r"(?<![\w,])20[12]\d(?![\d%]|,\d)")
NO_TENDER = "Asked of a bidder's answers; this file answers no buyer's questions."
NO_STATEMENT = "Judged since the Act was named, though the file does not look like a statement."


def assess_batch(
    cases: Sequence[Case],
    frameworks: tuple[str, ...] = (),
    as_of: str | None = None,
    requirements: str | None = None,
) -> list[Case]:
    """Describe each case and judge it by the frameworks given for it, else by those guessed from its text.

    Args:
        cases: Read, segmented and classified; the files of one bidder for one lot all among them.
        frameworks: Ids in any case, applied whatever a document seems to be; a subject's own come first.
        as_of: ISO day on which the law is looked at where a document's period is unknown; today if None.
        requirements: Path of a tender's own requirements, judged for every response.

    Raises:
        FrameworkError: where a framework file has mistakes or a name among `frameworks` is unknown.
        RequirementsError: where the file of requirements has mistakes.
    """
    names = tuple(name.strip().upper() for name in frameworks)
    load_frameworks(names)  # an unknown name is the user's mistake, not a document's: raises with the names known
    asked = Asked(
        names,
        date.fromisoformat(as_of) if as_of else date.today(),
        framework_of(Path(requirements)) if requirements else None,
    )
    described = [_described(case) for case in cases]
    places = {id(case): at for at, case in enumerate(described)}
    for submission in submissions_of(described):
        known = [id(case) for case in submission.cases]
        judged = _judged(submission, asked)
        for name, case in zip(known, judged, strict=True):
            before = described[places[name]]
            findings, flags = (*before.findings, *case.findings), (*before.flags, *case.flags)
            described[places[name]] = replace(case, findings=findings, flags=flags)
    for _ in described:
        report("assess", 1)
    return described


@dataclass(frozen=True, slots=True)
class Asked:
    """By what a run judges: frameworks named, the day on which the law is looked at, a tender's own requirements."""

    names: tuple[str, ...]
    as_of: date
    requirements: Framework | None = None


def _described(case: Case) -> Case:
    """Return the case with what it is; one that cannot be described is a row with its reason."""
    try:
        return replace(case, description=describe(case))
    except Exception as error:  # one document's failure never loses another, nor does it look like silence
        logger.exception("%s could not be described", case.source.path)
        return lost(case, "assess", error)


def _judged(submission: Submission, asked: Asked) -> tuple[Case, ...]:
    """Return the cases of a submission with its findings, in order; where judging fails, each with the reason."""
    try:
        if submission.subject is None and not is_form(submission.cases[0]):
            (case,) = submission.cases
            return (replace(case, findings=tuple(_findings(case, asked))),)
        return _together(with_states(submission), asked)
    except Exception as error:  # likewise: a submission's failure stays with its own files
        logger.exception("%s could not be assessed", submission.cases[0].source.path)
        return tuple(lost(case, "assess", error) for case in submission.cases)


def _together(submission: Submission, asked: Asked) -> tuple[Case, ...]:
    """Judge what a bidder sent: its statements by the laws, all of it together by what buyers ask."""
    main = submission.main
    judged = []
    for case in submission.cases:
        findings: list[Finding] = []
        if case in (submission.statements or (main,)):  # a law asks its statement, where the bidder sent one
            findings += _findings(case, asked, laws_only=True)
        if case is main:
            findings += _of_the_tender(submission, asked)
        flags = flags_of_answers(case, findings)
        judged.append(replace(case, findings=tuple(findings), flags=(*case.flags, *flags)))
    return tuple(judged)


def _of_the_tender(submission: Submission, asked: Asked) -> Iterator[Finding]:
    main = submission.main
    for subject in (submission.subject,) if submission.subject else (main.source.subjects or (Subject(),)):
        applies, names = _names(subject, main, asked)
        entity = subject.entity or subject.supplier or submission.bidder
        reading = Reading(main, subject)
        known = load_frameworks()
        chosen = [f for name in names if name in known for f in [_asked_of_bidders(known[name])] if f.commitments]
        for framework in [*chosen, *([asked.requirements] if asked.requirements else [])]:
            given = GIVEN if framework.id == FRAMEWORK else applies
            law = framework.in_force
            outside = None if law.covers(asked.as_of) else _outside_the_law(reading, framework, None, asked.as_of)
            for commitment in framework.commitments:
                decided = Decided(outside) if outside else decide(commitment, submission, judge)
                later = "" if outside or commitment.in_force.covers(asked.as_of) else LATER
                finding = _finding(reading, framework, commitment, decided.verdict, entity, given, later)
                yield replace(finding, question_id=decided.question_id)


def _asked_of_bidders(framework: Framework) -> Framework:
    """Return what a framework asks of a bidder: all that buyers ask; of a law, what it has them ask in a tender."""
    if is_of_buyers(framework.id):
        return framework
    return replace(framework, commitments=tuple(c for c in framework.commitments if c.level == "T"))


def _names(subject: Subject, case: Case, asked: Asked) -> tuple[str, tuple[str, ...]]:
    """Return how frameworks came to be chosen, and their names."""
    given = tuple(name.strip().upper() for name in subject.frameworks) or asked.names
    guessed = () if case.description.kind == Kind.OTHER else case.description.frameworks
    return (GIVEN, given) if given else (GUESSED, guessed)


def _findings(case: Case, asked: Asked, laws_only: bool = False) -> Iterator[Finding]:
    known = load_frameworks()
    seen: set[tuple[str | None, str]] = set()
    for subject in case.source.subjects or (Subject(),):
        applies, names = _names(subject, case, asked)
        entity = subject.entity or subject.supplier or case.description.entity
        reading = Reading(case, subject)
        if not body(case.sentences):
            continue  # nothing could be read: the table of files says why
        for name in names:
            if name not in known:
                logger.warning("%s: there is no framework %s", case.source.path, name)
            elif (entity, name) not in seen and not (laws_only and is_of_buyers(name)):
                seen.add((entity, name))
                law = known[name]
                if laws_only:  # what a law has buyers ask is judged by the answers
                    law = replace(law, commitments=tuple(c for c in law.commitments if c.level != "T"))
                yield from _by_framework(reading, law, entity, applies, asked.as_of)


def _by_framework(
    reading: Reading, framework: Framework, entity: str | None, applies: str, as_of: date
) -> Iterator[Finding]:
    period_end = _period_end(reading)

    def asked(law: InForce) -> bool:
        return law.asks_of(period_end) if period_end else law.covers(as_of)

    def is_later(law: InForce) -> bool:  # guidance of last year is not missing from a text that knows only years before
        if period_end or law == framework.in_force:
            return not asked(law)
        return not law.asks_of(_newest(reading, as_of))

    coming = framework.is_pending(as_of)
    outside = None if coming or asked(framework.in_force) else _outside_the_law(reading, framework, period_end, as_of)
    for commitment in framework.commitments:
        is_own = commitment.in_force != framework.in_force and asked(commitment.in_force)  # law before the rest of it
        verdict = None if is_own else outside
        verdict = verdict or _not_asked(reading.description, commitment) or judge(reading, commitment)
        unasked = is_of_buyers(framework.id) and commitment.level != "B"  # by nobody: only what is met counts
        if unasked and verdict.status not in (Status.MET, Status.NOT_APPLICABLE, Status.NOT_ASSESSABLE):
            verdict = replace(verdict, status=Status.NOT_ASSESSABLE, reason=f"{NO_TENDER} {verdict.reason}")
        elif verdict.status.is_missing:
            verdict = _doubted(verdict, reading.description, applies)
        later = COMING if coming else LATER if outside is None and is_later(commitment.in_force) else ""
        yield _finding(reading, framework, commitment, verdict, entity, applies, later)


def _doubted(verdict: Verdict, description: Description, applies: str) -> Verdict:
    """Return what may be said to be missing from a file that is no statement."""
    if applies == GUESSED and description.kind in NOT_A_STATEMENT:
        reason = f"{_elsewhere(description)} {verdict.reason}"
        return replace(verdict, status=Status.NOT_ASSESSABLE, reason=reason)
    if description.kind == Kind.OTHER:  # judged on the user's word alone
        return replace(verdict, reason=f"{NO_STATEMENT} {verdict.reason}")
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


def _newest(reading: Reading, as_of: date) -> date:
    """Return the last day that a text of unknown period can report on: the end of the latest year that it names."""
    years = {int(year) for sentence in reading.sentences for year in YEAR.findall(sentence.text)}
    past = [year for year in years if year <= as_of.year]
    return min(as_of, date(max(past), 12, 31)) if past else as_of


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
    later: str,
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
        reason=f"{later}{reason}",
        rule=commitment.rule,
        verified=commitment.verified,
        confidence=verdict.confidence,
        evidence=verdict.evidence,
    )
