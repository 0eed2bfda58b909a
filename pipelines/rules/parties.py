"""Decide whether each intended subcontractor or supply chain member is named, with its own answer."""

from collections.abc import Sequence

from corpora.document import Sentence
from corpora.finding import Status
from pipelines.describe.names import legal_names
from pipelines.rules.declarations import TERMS
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.verdict import Verdict, quotes

WORDS = {"exclusion": "the exclusion answer", "debarment": "whether it is on the debarment list"}


@rule("parties_declared.v1", "party", "needs")
def parties_declared(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether every party is named, and what is asked of it is answered for each.

    Rationale: 'neither', 'both' or 'each of the three' answers for all that are named; one answer for 'our partners' is
    for nobody in particular, and names without an answer are part of one. None intended is an answer for
    subcontractors; names that will come after the award are none. Who is left out of the list no text can show.

    Source: Procurement Act 2023, ss.28, 30(4)-(6); PPN 02/23 quick guide; specification tables 4.1 (PUK-07), 4.2
    (PPN-03) and the rule after 5.2, 5.2 (K24), 8 (F08, F13, F30).
    """
    party = str(parameters.get("party", "subcontractor"))
    needs: Sequence[str] = parameters.get("needs", ("exclusion",))
    asked = Parts(Asked(f"a {party}", ("party_name",)), TERMS, topic="party_topic")
    spoken = _about(reading)
    if not spoken:
        return not_found(reading, asked)
    names = _named(reading, spoken)
    if not names and party == "subcontractor" and (none := _none_intended(reading, spoken)):
        return Verdict(Status.NOT_APPLICABLE, "Says that no subcontractor is intended.", quotes(none, limit=2))
    if not names and reading.is_whole:
        return not_found(reading, asked)  # prose on suppliers is no answer about each of them
    if not names:
        return _unnamed(reading, spoken, needs, party)
    missing = {name: [need for need in needs if not _answered(spoken, names[name], need)] for name in names}
    lacking = [need for need in needs if all(need in gaps for gaps in missing.values())]
    without = [name for name, gaps in missing.items() if set(gaps) - set(lacking)]
    evidence = quotes(_shown(spoken, names), limit=4)
    count = f"{len(names)} named"
    if lacking:
        reason = f"{count}; not answered: {', '.join(WORDS[need] for need in lacking)}."
        return Verdict(Status.PARTIAL, reason, evidence)
    if without:
        return Verdict(Status.PARTIAL, f"{count}; not answered for: {', '.join(without)}.", evidence)
    return Verdict(
        Status.MET, f"{count}, each with its answer; whether the list is complete the text cannot show.", evidence
    )


def _about(reading: Reading) -> list[Sentence]:
    """Return the sentences of one answer; of a whole text those that speak of subcontractors or members, and beside."""
    if not reading.is_whole:
        return list(reading.sentences)
    near = {s.sentence_id for one in reading.matching(TERMS["party_topic"]) for s in reading.around(one, 1)}
    wanted = [s for s in reading.sentences if s.sentence_id in near]
    declares = ("exclusion", "debarment", "none_intended", "later")
    return wanted if any(reading.matching(TERMS[name], wanted) for name in declares) else []


def _named(reading: Reading, spoken: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    """Return each party by its printed name, with the sentences in which it stands."""
    found: dict[str, list[Sentence]] = {}
    own = {reading.subject.bidder, reading.subject.entity, reading.subject.supplier, reading.description.entity}
    for sentence in spoken:
        printed = [name.text for name in legal_names(sentence.text)]
        if not printed and not reading.is_whole:  # a list of names without their legal form
            printed = [m[0] for m in TERMS["listed_name"].finditer(sentence.text) if not TERMS["no_name"].match(m[0])]
        for name in printed:
            if name not in own:
                found.setdefault(name, []).append(sentence)
    return found


def _answered(spoken: Sequence[Sentence], places: Sequence[Sentence], need: str) -> bool:
    """Whether a need is answered for a party: beside its name, or by an answer for each that is named."""
    if any(TERMS[need].search(s.text) for s in places):
        return True
    return any(TERMS[need].search(s.text) and TERMS["for_each"].search(s.text) for s in spoken)


def _none_intended(reading: Reading, spoken: Sequence[Sentence]) -> list[Sentence]:
    said = [s for s in spoken if TERMS["none_intended"].search(s.text)]
    if said or reading.is_whole:
        return said
    asked = " ".join(answer.question for answer in reading.answers)
    plain = [s for s in spoken if TERMS["says_no"].match(s.text.strip(" .:•-–")) and len(s.text.split()) <= 3]
    return plain if TERMS["party_topic"].search(asked) and "declar" not in asked.lower() else []


def _unnamed(reading: Reading, spoken: Sequence[Sentence], needs: Sequence[str], party: str) -> Verdict:
    later = [s for s in spoken if TERMS["later"].search(s.text)]
    if later:
        return Verdict(Status.VAGUE, f"The {party}s are to be named later.", quotes(later, limit=2))
    answers = [s for s in spoken if any(TERMS[need].search(s.text) for need in needs)]
    if answers:
        reason = f"One answer for all; no {party} is named."
        return Verdict(Status.PARTIAL, reason, quotes(answers, limit=2))
    return Verdict(Status.VAGUE, f"Speaks of {party}s without naming one.", quotes(spoken, limit=2))


def _shown(spoken: Sequence[Sentence], names: dict[str, list[Sentence]]) -> list[Sentence]:
    named = [s for places in names.values() for s in places]
    return [*named, *(s for s in spoken if TERMS["for_each"].search(s.text) and s not in named)]
