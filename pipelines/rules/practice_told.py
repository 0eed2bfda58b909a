"""Decide whether the text tells of a practice, for a buyer who asks for one by name."""

from corpora.finding import Status
from corpora.practice import practices
from corpora.prediction import EvidenceStatus
from pipelines.rules.mention import STANDS, talk
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.verdict import Verdict, quotes


@rule("practice_told.v1", "practices")
def practice_told(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a practice is told of as done or standing, in more than general words.

    Rationale: a requirement of the buyer's own may ask for a practice that no law asks for. What the classifier calls
    the practice is its evidence: specific is the answer, general a part of it, a plan is a plan.

    Source: specification 6 (practices), 2.2 (tense), 2.1 (level T).
    """
    wanted = tuple(map(str, parameters.get("practices", ())))
    topic = ", ".join(name.lower() for name in _names(wanted)) or "it"
    found = reading.about(*wanted)
    if not found:
        return absent(reading, topic, wanted)
    solid = [s for s in found if talk(reading, s) is None and reading.state(s) in STANDS | reading.also_stands]
    if specific := [s for s in solid if reading.is_specific(s)]:
        return Verdict(Status.MET, f"Tells of {topic} with particulars.", quotes(specific))
    if solid:
        return Verdict(Status.PARTIAL, f"Tells of {topic} without particulars.", quotes(solid))
    if plans := [s for s in found if reading.state(s) == EvidenceStatus.PLANNED]:
        return Verdict(Status.PLANNED, f"Planned only: {topic} is still to come.", quotes(plans))
    if denials := [s for s in found if reading.state(s) == EvidenceStatus.NEGATED]:
        return Verdict(Status.NEG_DISCLOSED, f"Says outright that it is not there: {topic}.", quotes(denials))
    return Verdict(Status.VAGUE, f"Speaks of {topic} only in general words.", quotes(found))


def _names(wanted: tuple[str, ...]) -> list[str]:
    known = practices()
    return [known[name].name if name in known else name for name in wanted]
