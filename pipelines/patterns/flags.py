"""Flags of one case: where each pattern stands, and which findings it bears on."""

import logging
from collections.abc import Iterator, Sequence
from datetime import date

from corpora.document import Sentence, Subject
from corpora.finding import Finding, Flag, Role
from corpora.framework import load_frameworks
from corpora.pattern import THE_FINDINGS, failure_patterns
from pipelines.patterns import assurance, conflict, empty, judged, suppliers, whole
from pipelines.patterns.registry import DETECTORS, Hit, Seen
from pipelines.rules import Reading
from pipelines.stage import Case

_REGISTERED = (assurance, conflict, empty, judged, suppliers, whole)  # importing a module registers its detectors

logger = logging.getLogger(__name__)

Place = tuple[str, str | None, str | None]  # effect, framework, commitment


def flags_of(case: Case, findings: Sequence[Finding], day: date | None = None) -> tuple[Flag, ...]:
    """Return the flags of a case, one a pattern and finding; those of a whole run (F04) that it has already come first.

    A passage bears on a finding that rests on it, where the commitment names the pattern among its failures; else its
    flag stands for the document alone. Every sentence of a pattern is in exactly one kind of row.

    Args:
        findings: judged of this case.
        day: on which it is looked at: decides what is old, or cannot have come yet. None: neither is asked.
    """
    subjects = case.source.subjects or (Subject(),)
    flags = list(case.flags)
    seen = [Seen(Reading(case, subject), findings, day) for subject in subjects]
    for code, detect in sorted(DETECTORS.items()):
        try:
            hits = [hit for one in seen for hit in detect(one)]
        except Exception:  # one pattern's failure never loses the document's findings
            logger.exception("%s: the detector of %s failed", case.source.path, code)
            continue
        flags += _flags(case, code, hits, findings)
    return tuple(dict.fromkeys(flags))


def _flags(case: Case, code: str, hits: Sequence[Hit], findings: Sequence[Finding]) -> Iterator[Flag]:
    places: dict[Place, dict[str, Sentence]] = {}
    effect = failure_patterns()[code].effect
    for hit in hits:
        for place in _places(code, effect, hit, findings):
            mine = hit.sentences if hit.finding else [s for s in hit.sentences if _rests(s, place, findings)]
            places.setdefault(place, {}).update({s.sentence_id: s for s in mine})
    for (said, framework, commitment), sentences in places.items():
        ids = tuple(s.sentence_id for s in sorted(sentences.values(), key=lambda s: s.index))
        yield Flag(case.source.document_id or "", code, said, ids, framework, commitment)


def _places(code: str, effect: str, hit: Hit, findings: Sequence[Finding]) -> list[Place]:
    if hit.finding:
        said = str(hit.finding.status) if effect == THE_FINDINGS else effect
        return [(said, hit.finding.framework, hit.finding.commitment)]
    ids = {s.sentence_id for s in hit.sentences}
    bears = [f for f in findings if ids & resting_on(f) and code in failures(f)]
    places: list[Place] = [(effect, f.framework, f.commitment) for f in bears]
    return places or [(effect, hit.framework, None)]


def _rests(sentence: Sentence, place: Place, findings: Sequence[Finding]) -> bool:
    """Whether the sentence belongs into the row: of a finding's only what the finding rests on."""
    _, framework, commitment = place
    of = [f for f in findings if (f.framework, f.commitment) == (framework, commitment)]
    return commitment is None or any(sentence.sentence_id in resting_on(f) for f in of)


def resting_on(finding: Finding) -> set[str]:
    """Return the sentences that a finding rests on: its evidence without what was near and refused."""
    return {e.sentence_id for e in finding.evidence if e.role != Role.NEAREST}


def failures(finding: Finding) -> tuple[str, ...]:
    """Return the patterns that the finding's commitment names."""
    framework = load_frameworks().get(finding.framework)
    return next((c.failures for c in framework.commitments if c.id == finding.commitment), ()) if framework else ()
