"""Judge one commitment of one document: its rule, weighed with readings, and what is left to a person."""

import logging
from dataclasses import replace

from corpora.finding import Confidence, Status
from corpora.framework import Commitment
from pipelines.rules import Reading, Verdict, find_rule
from pipelines.segment.language import READ_LANGUAGE
from pipelines.verdicts.opinion import weighed

logger = logging.getLogger(__name__)


def judge(reading: Reading, commitment: Commitment, by_rule_alone: bool = False) -> Verdict:
    """Apply a commitment's rule, whatever the dates; a rule that fails, or lost text, leaves it to a person.

    Args:
        reading: What is judged.
        commitment: By which rule, and whether readings weigh its status.
        by_rule_alone: Leave the readings out, to measure what they add.
    """
    try:
        verdict = find_rule(commitment.rule)(reading, commitment.parameters)
        if not by_rule_alone:
            verdict = weighed(reading, commitment, verdict)
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
