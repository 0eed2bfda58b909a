"""Decide whether owned and controlled entities, and those of a joint statement, were consulted and are covered."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote, quotes

TERMS = load_terms("consultation")
LABELS = ("consultation", "CON1")
LINES_TOLD = 2  # after the sentence that speaks of consultation
WRONG_PEOPLE = "Consulted others (departments, advisers or suppliers), not the entities it owns or controls."


@rule("controlled_entities_consulted.v1")
def controlled_entities_consulted(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether owned or controlled entities were consulted in preparing the statement, and how.

    Rationale: who and how are both asked; 'in consultation with relevant companies' or shared management is part of it;
    departments, advisers, suppliers or other reporting entities are the wrong people. An entity that says it owns and
    controls none has answered; where no such entity is mentioned anywhere, a person must look.

    Source: Modern Slavery Act 2018 (Cth), s.16(1)(f)(i); specification 2.4 (AU-10), 5.2 (K21), 8 (F26).
    """
    if none := reading.matching(TERMS["none_owned"]):
        return Verdict(
            Status.NOT_APPLICABLE,
            "Says that it owns or controls no other entity.",
            quotes(none, limit=1),
            Confidence.HIGH,
        )
    spoken = [s for s in reading.sentences if _consults(reading, s)]
    right = [s for s in spoken if TERMS["controlled"].search(_told(reading, s)) or reading.decides(s, *LABELS)]
    standing = [s for s in right if reading.state(s) not in (EvidenceStatus.PLANNED, EvidenceStatus.NEGATED)]
    owned = owned_entities(reading)
    named = any(TERMS["controlled"].search(_told(reading, s)) for s in standing)
    if standing and not owned and not named:
        return _by_hand(reading, standing)
    if standing:
        near = " ".join(_text(reading, s) for s in standing)
        shown = quotes(standing, limit=3)
        if TERMS["dormant"].search(near):
            return Verdict(Status.PARTIAL, "A dormant entity was left out; check by hand.", shown)
        described = [s for s in standing if TERMS["how"].search(TERMS["asserted"].sub("", _told(reading, s)))]
        if not named and all(TERMS["wrong"].search(s.text) for s in standing):
            return Verdict(Status.VAGUE, WRONG_PEOPLE, shown)
        if described and named:
            return Verdict(
                Status.MET, "Says how owned or controlled entities were consulted.", shown, _sure(reading, standing)
            )
        return Verdict(Status.PARTIAL, "Consultation is said; whom or how stays unclear.", shown)
    if planned := [s for s in right if reading.state(s) == EvidenceStatus.PLANNED]:
        return Verdict(Status.PLANNED, "Planned only: consultation is still to come.", quotes(planned, limit=2))
    if shared := [s for s in reading.matching(TERMS["same"]) if TERMS["controlled"].search(_text(reading, s))]:
        return Verdict(
            Status.PARTIAL, "Shared management or policies instead of consultation.", quotes(shared, limit=2)
        )
    if spoken and owned:
        return Verdict(Status.VAGUE, WRONG_PEOPLE, quotes(spoken, limit=2))
    if not owned:
        return _by_hand(reading, spoken)
    return absent(reading, "consultation with owned or controlled entities", LABELS, TERMS["consult"])


@rule("joint_entities_consulted.v1")
def joint_entities_consulted(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether each reporting entity of a joint statement was consulted, and how.

    Rationale: asked where the text calls itself joint or names more than one reporting entity; sharing one board or
    management is part of it.

    Source: Modern Slavery Act 2018 (Cth), s.16(1)(f)(ii), s.14(2)(c); specification 2.4 (AU-11).
    """
    joint = [s for s in reading.matching(TERMS["joint"]) if not TERMS["not_joint"].search(s.text)]
    if not joint and reading.description.kind != "joint statement":
        shown = reading.about("reporting entity")[:1] or list(reading.sentences[:1])
        return Verdict(Status.NOT_APPLICABLE, "The statement is not joint.", tuple(quote(s) for s in shown))
    spoken = [s for s in reading.sentences if _consults(reading, s)]
    described = [s for s in spoken if TERMS["how"].search(TERMS["asserted"].sub("", _told(reading, s)))]
    if described:
        if all(_names_others_only(_told(reading, s)) for s in described):
            return Verdict(Status.VAGUE, WRONG_PEOPLE, quotes(described, limit=2))
        return Verdict(Status.MET, "Says how the reporting entities were consulted.", quotes(described, limit=3))
    if spoken:
        return Verdict(Status.PARTIAL, "Consultation is asserted, not how.", quotes(spoken, limit=2))
    if shared := [s for s in reading.matching(TERMS["same"]) if not reading.is_heading(s)]:
        return Verdict(
            Status.PARTIAL, "One board or management for all, instead of consultation.", quotes(shared, limit=2)
        )
    return absent(reading, "consultation between the reporting entities", LABELS, TERMS["consult"])


@rule("controlled_entities_covered.v1")
def controlled_entities_covered(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether risks and actions are told for owned or controlled entities too.

    Rationale: told for them, or said to be the same and why, is what the Act asks; 'we' defined as the company and its
    subsidiaries, or 'this applies to the group', is part of it. Entities named and then not dealt with are not covered;
    where none is mentioned anywhere, a person must look.

    Source: Modern Slavery Act 2018 (Cth), s.16(1)(c)-(d); specification 2.4 (AU-12).
    """
    if none := reading.matching(TERMS["none_owned"]):
        return Verdict(
            Status.NOT_APPLICABLE,
            "Says that it owns or controls no other entity.",
            quotes(none, limit=1),
            Confidence.HIGH,
        )
    owned = owned_entities(reading)
    if not owned:
        return _by_hand(reading, [])
    steps = [s for s in reading.about("mitigation", "risk description") if TERMS["owned"].search(s.text)]
    same = [s for s in reading.matching(TERMS["same"]) if TERMS["controlled"].search(_text(reading, s))]
    steps = [s for s in steps if not TERMS["only_included"].search(s.text)]
    if because := [s for s in same if TERMS["why"].search(s.text) and TERMS["controlled"].search(s.text)]:
        return Verdict(Status.MET, "Said to be the same for the entities it owns, and why.", quotes(because, limit=2))
    if steps:
        return Verdict(
            Status.MET, "Tells risks or actions of the entities it owns or controls.", quotes([*steps, *same], limit=3)
        )
    if same or (applies := reading.matching(TERMS["applies"])):
        return Verdict(Status.PARTIAL, "Said to hold for the group, without more.", quotes(same or applies, limit=2))
    return Verdict(
        Status.PARTIAL, "Owned entities are named; what is told is not said to be theirs.", quotes(owned, limit=2)
    )


def owned_entities(reading: Reading) -> list[Sentence]:
    """Return the sentences that name or imply entities owned or controlled."""
    named = [s for s in reading.matching(TERMS["owned"]) if not TERMS["echo"].search(s.text)]
    return [s for s in named if not reading.is_talk(s) and not reading.is_heading(s)]


def _consults(reading: Reading, sentence: Sentence) -> bool:
    if TERMS["asks"].search(sentence.text):  # the Act's own words, as in a table of its criteria
        return False
    if reading.decides(sentence, *LABELS):
        return bool(TERMS["consult"].search(sentence.text)) and not reading.is_heading(sentence)
    if "consult" not in sentence.text.lower() or reading.is_heading(sentence) or TERMS["echo"].search(sentence.text):
        return False
    return bool(TERMS["preparing"].search(sentence.text) or TERMS["controlled"].search(sentence.text))


def _names_others_only(text: str) -> bool:
    """Whether the entities stand there only as owners of others: teams for goods sold by the reporting entities."""
    rest, found = TERMS["only_theirs"].subn("", text)
    return found > 0 and not TERMS["joint"].search(rest) and not TERMS["controlled"].search(rest)


def _text(reading: Reading, sentence: Sentence) -> str:
    return " ".join(s.text for s in reading.around(sentence, 1))


def _told(reading: Reading, sentence: Sentence) -> str:
    """Return the sentence with those after it that go on about the same thing; an approval is another thing."""
    told, place = [sentence.text], reading.place(sentence) + 1
    for after in reading.sentences[place : place + LINES_TOLD]:
        if TERMS["ends"].search(after.text) or not TERMS["goes_on"].search(after.text):
            break
        told.append(after.text)
    return " ".join(told)


def _by_hand(reading: Reading, spoken: list[Sentence]) -> Verdict:
    reason = "No owned or controlled entity is mentioned; check by hand whether it owns or controls any."
    return Verdict(Status.NOT_ASSESSABLE, reason, quotes(spoken, limit=2), Confidence.LOW)


def _sure(reading: Reading, sentences: list[Sentence]) -> Confidence:
    return Confidence.HIGH if max(reading.probability(s, *LABELS) for s in sentences) >= 0.6 else Confidence.MEDIUM
