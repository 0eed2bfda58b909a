"""Weigh a rule's verdict with what readers found in like texts: status and confidence, never the passages."""

from dataclasses import replace

from corpora.document import NOT_A_STATEMENT, Sentence
from corpora.finding import Confidence, Role, Status
from corpora.framework import Commitment
from pipelines.rules import Reading, Verdict
from pipelines.rules.verdict import quotes
from pipelines.verdicts.features import RELEVANT, features, names_of
from pipelines.verdicts.weights import LIKELY, SURE, WeightsError, decided, load

SAID = {
    Status.MET: "met",
    Status.PARTIAL: "partly met",
    Status.VAGUE: "vague",
    Status.PLANNED: "only planned",
    Status.ABSENT: "absent",
    Status.NOT_APPLICABLE: "not asked",
    Status.NOT_ASSESSABLE: "for a person to see",
    Status.NEG_DISCLOSED: "an outright no",
}
MIN_SENTENCES = 12  # of the texts that readings were made of; of a shorter one they say nothing
SHOWS = (Status.MET, Status.PARTIAL)  # statuses that need a passage which shows them


def weighed(reading: Reading, commitment: Commitment, verdict: Verdict) -> Verdict:
    """Return the verdict with the status that readers clearly gave more often where all that is looked at was alike.

    A rule's verdict stands where no weights are shipped for the commitment, for what is no whole statement, for a text
    shorter than those that were read, and where the likelier status needs a passage and none speaks of the topic. What
    the rule leaves to a person stays so where something would be missing.

    Raises:
        WeightsError: where the weights were fitted to other features than this version finds.
    """
    is_like = reading.is_whole and len(reading.sentences) >= MIN_SENTENCES
    is_like = is_like and reading.description.kind not in NOT_A_STATEMENT
    known = load().get(commitment.id) if commitment.learnt and is_like else None
    if known is None:
        return verdict
    names, weights = known
    if names != names_of(commitment.rule):
        raise WeightsError(f"The weights of {commitment.id} were fitted to other features than are found now.")
    shares = weights.probabilities(features(reading, commitment.learnt, commitment.rule, verdict))
    status, sure = decided(shares, verdict.status)
    rests = any(item.role != Role.NEAREST for item in verdict.evidence)
    if status == Status.ABSENT and rests:  # something stands there, so "not found" would be untrue
        status = verdict.status if verdict.status.is_missing else Status.VAGUE
    unsure = sure < LIKELY or (status.is_missing and verdict.confidence == Confidence.LOW)
    confidence = Confidence.LOW if unsure else Confidence.HIGH if sure >= SURE else Confidence.MEDIUM
    if status == verdict.status:
        return replace(verdict, confidence=confidence)
    if status in SHOWS and not rests:
        passages = _plainest(reading, commitment)
        if not passages:
            return replace(verdict, confidence=Confidence.LOW)
        verdict = replace(verdict, evidence=quotes(passages, limit=2))
    share = sure if status.is_missing else shares[status]
    reason = (
        f"Readers of like texts mostly found it {SAID[status]} ({share:.0%}); by the rule alone it is "
        f"{SAID[verdict.status]}: {verdict.reason}"
    )
    return replace(verdict, status=status, reason=reason, confidence=confidence)


def _plainest(reading: Reading, commitment: Commitment) -> list[Sentence]:
    strengths = {sentence: reading.probability(sentence, *commitment.learnt) for sentence in reading.sentences}
    speaking = [sentence for sentence in strengths if strengths[sentence] >= RELEVANT]
    return sorted(speaking, key=lambda sentence: -strengths[sentence])[:2]
