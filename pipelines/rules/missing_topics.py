"""Decide whether each topic that a statement leaves out is explained and promised before award."""

from collections.abc import Collection
from dataclasses import dataclass

from corpora.document import Sentence, body
from corpora.finding import Confidence, Status
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.statement_position import TERMS
from pipelines.rules.verdict import Verdict, quotes

TOPICS = {
    "structure": "structure and supply chains",
    "policies": "policies",
    "diligence": "due-diligence processes",
    "risk": "risk assessment and management plans",
    "indicators": "indicators",
    "training": "training",
}
# what the classifiers call a topic where a statement speaks of it
LABELS: dict[str, tuple[str, ...]] = {
    "structure": ("structure", "supply chains", "MAP1"),
    "policies": ("GOV2", "SUP1"),
    "diligence": ("SUP3", "MON1", "MON2", "MON4", "REC2"),
    "risk": ("RSK1", "RSK2", "RSK3", "risk description"),
    "indicators": ("EFF1", "effectiveness"),
    "training": ("TRN1",),
}
MODULE = Parts(Asked("what the statement leaves out", ("reason",)), TERMS, topic="module_topic")
MIN_STATEMENT = 10  # sentences beside the answers: fewer are no statement to look into


@dataclass(frozen=True, slots=True)
class _Topic:
    """What is said of one topic: that it is included, why it is not, and that it will be."""

    included: bool = False
    reason: bool = False
    promise: bool = False

    @property
    def is_answered(self) -> bool:
        return self.included or (self.reason and self.promise)


@rule("missing_topics_explained.v1", "statement_lacks")
def missing_topics_explained(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether every topic that the statement lacks has a reason and a promise to add it before award.

    Rationale: the module asks for both, so here a promise is part of the answer and no plan only. Of a question on one
    topic only that topic is asked. 'All included' is an answer where the statement is in the file and shows it; where a
    topic is not in it the two contradict each other, and where there is no statement to look into, a person looks. A
    promise or a reason alone, or without its topic, is part of it. `statement_lacks` names topics found missing.

    Source: Central Digital Platform, Modern Slavery module; specification table 4.1 (PUK-06), the rule after 5.2, 5.2
    (K28), 8 (F03, F27, F30).
    """
    spoken = list(reading.sentences)
    if reading.is_whole:
        spoken = [s for s in spoken if TERMS["promise"].search(s.text) and TERMS["before_award"].search(s.text)]
        spoken = sorted({n for s in spoken for n in reading.around(s, 1)}, key=lambda s: s.index)
    if not spoken:
        return not_found(reading, MODULE)
    wanted = _asked(reading)
    told = {name: _told(reading, spoken, name, wanted) for name in wanted}
    lacks = _lacks(reading, parameters)
    everything = _all_included(reading, spoken)
    evidence = quotes([s for s in spoken if not reading.is_heading(s)] or spoken, limit=4)
    claimed = [name for name in wanted if told[name].included or (everything and not told[name].reason)]
    if lacks is not None and (wrong := [TOPICS[name] for name in claimed if name in lacks]):
        reason = f"Contradicted: said to be included, not found in the statement: {', '.join(wrong)}."
        return Verdict(Status.VAGUE, reason, evidence)
    if claimed and len(claimed) == len(wanted) and lacks is None:
        reason = "Says that all is included; the statement is not in this file, so it is to be checked by hand."
        return Verdict(Status.NOT_ASSESSABLE, reason, evidence, Confidence.LOW)
    present = set(wanted) - lacks if lacks is not None else set()
    open_ones = [n for n in wanted if not told[n].is_answered and n not in claimed and n not in present]
    if not open_ones:
        unseen = " That the others are included is to be checked in the statement." if claimed and lacks is None else ""
        reason = f"Each topic is included, or explained and promised before award.{unseen}"
        return Verdict(Status.MET, reason, evidence)
    spoken_of = [n for n in open_ones if told[n].reason or told[n].promise]
    if not spoken_of and not claimed and not any(t.is_answered for t in told.values()):
        if any(TERMS["promise"].search(s.text) or TERMS["reason"].search(s.text) for s in spoken):
            return Verdict(Status.PARTIAL, "A reason or a promise, without naming the topic.", evidence)
        return Verdict(Status.VAGUE, "Speaks of the statement, with neither reason nor promise.", evidence)
    return Verdict(Status.PARTIAL, _open(open_ones, told), evidence)


def _open(open_ones: list[str], told: dict[str, _Topic]) -> str:
    """Say of each open topic what it lacks."""
    words = []
    for name in open_ones:
        topic = told[name]
        lacking = "promise" if topic.reason else "reason" if topic.promise else "reason and promise"
        words.append(f"{TOPICS[name]} ({lacking})")
    return f"Not answered: {', '.join(words)}."


def _asked(reading: Reading) -> list[str]:
    """Return the topics that the question names, all six where it names none or everything."""
    questions = " ".join(a.question for a in reading.answers) if not reading.is_whole else ""
    named = [name for name in TOPICS if TERMS[name].search(questions)]
    if "diligence" in named and "structure" in named and "structur" not in questions.lower():
        named.remove("structure")  # due diligence "including supply chains" asks for no structure
    return named or list(TOPICS)


def _told(reading: Reading, spoken: list[Sentence], name: str, wanted: Collection[str]) -> _Topic:
    """Return what is said of a topic: in the sentences that name it and the one after, or in all where one is asked."""
    if len(wanted) == 1:
        about = spoken
    else:
        named = [s for s in spoken if TERMS[name].search(s.text) or any(TERMS[name].search(h) for h in s.section)]
        about = [s for one in named for s in _run(reading, spoken, one, name)]
    text = "\n".join(s.text for s in about)
    promise = bool(TERMS["promise"].search(text))
    included = bool(TERMS["included"].search(text)) and not promise and not _denied(text)
    return _Topic(included, bool(TERMS["reason"].search(text)), promise)


def _run(reading: Reading, spoken: list[Sentence], one: Sentence, name: str) -> list[Sentence]:
    """Return a sentence on a topic and what follows it, up to the next sentence that names another topic."""
    place = spoken.index(one)
    run = [one]
    for other in spoken[place + 1 :]:
        if any(TERMS[topic].search(other.text) for topic in TOPICS if topic != name):
            break
        run.append(other)
    return run


def _denied(text: str) -> bool:
    return bool(TERMS["reason"].search(text)) and "not" in text.lower()


def _all_included(reading: Reading, spoken: list[Sentence]) -> bool:
    """Whether it is said that everything, or everything else, stands in the statement."""
    texts = [s.text for s in spoken if not TERMS["promise"].search(s.text)]
    return any(TERMS["included"].search(text) and not _denied(text) for text in texts) or any(
        TERMS["others_included"].search(text) and TERMS["included"].search(text) for text in texts
    )


def _lacks(reading: Reading, parameters: Parameters) -> set[str] | None:
    """Return the topics that the statement does not speak of, None where no statement is at hand."""
    if (given := parameters.get("statement_lacks")) is not None:
        return set(given)
    answers = {s.sentence_id for s in reading.sentences} if not reading.is_whole else set()
    answered = "\n".join(answer.answer for answer in reading.case.answers)
    statement = [
        s
        for s in body(reading.case.sentences)
        if s.sentence_id not in answers and s.text not in answered and not reading.is_heading(s)
    ]
    labelled = [s for s in statement if reading.decides(s, *(label for labels in LABELS.values() for label in labels))]
    if len(labelled) < MIN_STATEMENT:
        return None
    return {name for name, labels in LABELS.items() if not any(reading.decides(s, *labels) for s in labelled)}
