"""Decide whether the text names the entity that reports and the organisations that it covers."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from pipelines.describe.names import key, legal_names
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote, quotes

TERMS = load_terms("entity")
SEVERAL = 2


@rule("reporting_entity_named.v1")
def reporting_entity_named(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether each legal entity that reports is named, and said to report or to issue the statement.

    Rationale: legal names in a title, heading or sign-off identify an entity; a number helps. A brand or group name, or
    several names without saying which reports, is part of it.

    Source: Modern Slavery Act 2018 (Cth), s.16(1)(a); specification 2.4 (columns), table 3.3 (AU-01), 5.2 (K01).
    """
    named = [s for s in reading.sentences if any(legal_names(s.text))]
    with_role = [s for s in named if TERMS["role"].search(s.text) or reading.decides(s, "reporting entity")]
    if not with_role:
        with_role = [s for s in named if any(TERMS["role"].search(n.text) for n in reading.around(s, 1))]
    labelled = reading.about("reporting entity")
    if with_role:
        sure = Confidence.HIGH if any(s in labelled for s in with_role) else Confidence.MEDIUM
        first = [s for s in with_role if s in labelled] or with_role
        return Verdict(Status.MET, "Names the legal entity that reports.", quotes(first, limit=2), sure)
    if named:
        return Verdict(Status.PARTIAL, "Names companies without saying which of them reports.", quotes(named, limit=2))
    if labelled:
        return Verdict(Status.PARTIAL, "Names who reports by a brand or group name.", quotes(labelled, limit=2))
    if (entity := reading.description.entity) and (
        said := [s for s in reading.sentences if entity.lower() in s.text.lower()]
    ):
        return Verdict(Status.PARTIAL, "A brand or group name, no legal entity.", quotes(said, limit=1))
    return absent(reading, "the reporting entity", ("reporting entity",), TERMS["role"])


@rule("covered_organisations_named.v1")
def covered_organisations_named(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the organisations that the statement covers are named.

    Rationale: a parent and each subsidiary in scope by name is what is asked of a group; 'and its subsidiaries' is part
    of it, a group brand alone only talk. One company that claims no group has nothing more to name: that is outside the
    question in the United Kingdom, and the answer in Canada.

    Source: statutory guidance 5.2.1; Supply Chains Act (Canada), ss.9-11; specification 2.4 (UK-G3), 5.2 (K01).
    """
    covering = [s for s in reading.sentences if TERMS["covers"].search(s.text) and not reading.is_talk(s)]
    several: dict[str, Sentence] = {}
    for sentence in covering:
        for around in reading.around(sentence, 1) if "following" in sentence.text else [sentence]:
            for name in legal_names(around.text):
                several.setdefault(key(name.text), around)
    open_ended = [s for s in covering if TERMS["and_subsidiaries"].search(s.text)]
    if len(several) >= SEVERAL:
        if open_ended and any(s in open_ended for s in several.values()) and len(several) == SEVERAL:
            pass
        return Verdict(Status.MET, "Names the organisations that it covers.", quotes(several.values(), limit=3))
    names = {key(n.text): s for s in reading.sentences for n in legal_names(s.text)}
    if several and open_ended:
        return Verdict(
            Status.PARTIAL, "Covers subsidiaries or a group without naming them.", quotes(open_ended, limit=2)
        )
    groups = reading.matching(TERMS["group_brand"]) or reading.matching(TERMS["group"])
    if not groups and names:
        status = Status(str(parameters.get("single_company", "NOT_APPLICABLE")))
        reason = "One company, which claims no group."
        return Verdict(status, reason, quotes(names.values(), limit=1))
    if open_ended:
        return Verdict(
            Status.PARTIAL, "Covers subsidiaries or a group without naming them.", quotes(open_ended, limit=2)
        )
    if groups:
        return Verdict(Status.VAGUE, "A group is named, not the organisations covered.", quotes(groups, limit=2))
    if reading.description.entity and reading.sentences:
        status = Status(str(parameters.get("single_company", "NOT_APPLICABLE")))
        said = [s for s in reading.sentences if reading.description.entity.lower() in s.text.lower()]
        shown = tuple(quote(s) for s in (said or list(reading.sentences))[:1])
        return Verdict(status, "One organisation, which claims no group.", shown)
    return absent(reading, "the organisations covered", ("reporting entity", "structure"), TERMS["covers"])
