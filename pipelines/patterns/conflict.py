"""Passages that a person must see: contradictions, and cases by which a victim could be known (F27, F33)."""

from collections.abc import Iterator

from corpora.document import Sentence
from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.patterns.registry import Hit, Seen, cues, passages, pattern
from pipelines.rules.approval import DENIAL, judge_passage
from pipelines.rules.approval import passages as of_approval

BOTH = "no steps were taken, and sets out steps elsewhere"  # in the reason of a rule that has judged both
UNDONE = (EvidenceStatus.PLANNED, EvidenceStatus.NEGATED, EvidenceStatus.HYPOTHETICAL, EvidenceStatus.HISTORIC)


@pattern("F27")
def contradiction(seen: Seen) -> Iterator[Hit]:
    """Find a plain none beside a case told, a denial beside the act it denies, and an approval taken back.

    Rationale: of two that disagree the lower stands, and a person should see both. What was different in another year
    is no contradiction.

    Source: specification 8 (F27), 2.1 (contradictions take the lower).
    """
    words = cues("F27")
    yield from _pair(
        [s for s in _now(seen) if words["no_case"].search(s.text)],
        [
            s
            for s in _now(seen)
            if words["case"].search(s.text) and words["slavery"].search(s.text) and _stands(seen, s)
        ],
    )
    for kind in ("training", "audit"):
        does = words["gives_training" if kind == "training" else "does_audit"]
        yield from _pair(
            [s for s in _now(seen) if words[f"denies_{kind}"].search(s.text)],
            [s for s in _now(seen) if does.search(s.text) and _stands(seen, s)],
        )
    for finding in seen.findings:
        if BOTH in finding.reason:
            ids = {e.sentence_id for e in finding.evidence}
            yield Hit(tuple(s for s in seen.reading.sentences if s.sentence_id in ids), finding)
    judged = [(p, judge_passage(p.text)) for p in of_approval(seen.reading) if len(p.sentences) == 1]
    denied = [p.sentences[0] for p, judgements in judged if DENIAL in judgements]
    given = [p.sentences[0] for p, judgements in judged if any(status == Status.MET for status, _ in judgements)]
    yield from _pair(denied, given)


@pattern("F33")
def victim_identifiable(seen: Seen) -> Iterator[Hit]:
    """Find passages that tell what happened to a person, with a name, an age or words such as he and her.

    Rationale: whoever reads on could find the person; such a passage is shown by its place only. Rather one too many
    than one too few.

    Source: specification 8 (F33), 10 (never show victim details).
    """
    words = cues("F33")
    for sentence in passages(seen):
        text = sentence.text
        known = words["named"].search(text) or (words["case"].search(text) and words["details"].search(text))
        if known and not words["general"].search(text):
            yield Hit((sentence,))


def _pair(denials: list[Sentence], acts: list[Sentence]) -> Iterator[Hit]:
    others = [s for s in acts if s not in denials]
    if denials and others:
        yield Hit(tuple(sorted((denials[0], others[0]), key=lambda s: s.index)))


def _now(seen: Seen) -> Iterator[Sentence]:
    return (s for s in passages(seen) if not cues("F27")["past"].search(s.text))


def _stands(seen: Seen, sentence: Sentence) -> bool:
    return seen.reading.state(sentence) not in UNDONE
