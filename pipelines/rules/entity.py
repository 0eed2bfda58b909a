"""Decide whether the text names the entity that reports and the organisations that it covers."""

from collections.abc import Iterable

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from pipelines.describe.names import key, legal_names
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("entity")
SEVERAL = 2
LIST = 3  # sentences after the words that announce a list


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


@rule("covered_organisations_named.v1", "single_company")
def covered_organisations_named(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the organisations that the statement covers are named.

    Rationale: a parent and each subsidiary in scope by name is what is asked of a group; 'and its subsidiaries' is part
    of it, a group brand alone only talk. One company that claims no group has nothing more to name: that is outside the
    question in the United Kingdom, and the answer in Canada.

    Source: statutory guidance 5.2.1; Supply Chains Act (Canada), ss.9-11; specification 2.4 (UK-G3), 5.2 (K01).
    """
    single = Status(str(parameters.get("single_company", "NOT_APPLICABLE")))
    scope = [s for s in reading.matching(TERMS["scope"]) if not reading.is_talk(s)]
    listed = [s for sentence in scope if TERMS["list"].search(sentence.text) for s in reading.around(sentence, LIST)]
    names = _by_name([*scope, *listed])
    open_ended = [s for s in scope if TERMS["and_subsidiaries"].search(s.text)]
    open_ended += [s for s in reading.matching(TERMS["name_and_subsidiaries"]) if s not in open_ended]
    if open_ended and (members := reading.matching(TERMS["members"])):
        names |= _by_name(members)
    if open_ended and len(names) <= SEVERAL:
        reason = "Covers subsidiaries or a group without naming them."
        return Verdict(Status.PARTIAL, reason, quotes(open_ended, limit=2))
    named_below = reading.matching(TERMS["named_subsidiary"])
    if len(names) >= SEVERAL or (named_below and not open_ended):
        shown = [*names.values(), *named_below]
        return Verdict(Status.MET, "Names the organisations that it covers.", quotes(shown, limit=3))
    named = list(names.values()) or [s for s in reading.sentences if any(legal_names(s.text))]
    groups = reading.matching(TERMS["for_group"] if names else TERMS["group_speaks"])
    if groups:
        status = Status.PARTIAL if named else Status.VAGUE
        reason = "A group speaks; the organisations covered are not named."
        return Verdict(status, reason, quotes([*groups[:1], *named[:1]], limit=2))
    if named:
        return Verdict(single, "One company speaks, and claims no group.", quotes(named, limit=1))
    if brands := reading.matching(TERMS["group_brand"]):
        return Verdict(Status.VAGUE, "Only a group's brand; no company is named.", quotes(brands, limit=1))
    if reading.sentences:
        entity = (reading.description.entity or "").lower()
        said = [s for s in reading.sentences if entity and entity in s.text.lower()] or list(scope)
        if said:
            return Verdict(single, "One organisation speaks, and claims no group.", quotes(said, limit=1))
    return absent(reading, "the organisations covered", ("reporting entity", "structure"), TERMS["scope"])


def _by_name(sentences: Iterable[Sentence]) -> dict[str, Sentence]:
    """Return each legal name with a sentence that holds it, less those that stand there only as an owner."""
    found = {
        key(name.text): sentence
        for sentence in sentences
        for name in legal_names(sentence.text)
        if not TERMS["owner"].search(sentence.text[: name.start])
    }
    # "the Members of Marlin LLP" are no second company
    return {name: s for name, s in found.items() if not any(name.endswith(f" {other}") for other in found)}
