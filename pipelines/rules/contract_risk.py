"""Decide whether a tender speaks of the risk in this contract, and names who is in its supply chain."""

from corpora.document import Sentence
from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.describe.names import legal_names
from pipelines.rules.contract_level import ContractLevel
from pipelines.rules.mention import Asked
from pipelines.rules.organisation import names_country
from pipelines.rules.parts import Parts, is_title, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("contract_risk")
CHARACTERISTICS = {
    "industry": "industry",
    "workforce": "workforce",
    "location": "supplier location",
    "operating": "operating context",
    "commodity": "commodity",
    "business_model": "business and supply-chain model",
}
ENOUGH = 2  # characteristics: a contract is rated by what comes together in it
RISK = Parts(
    Asked("the risk in this contract", ("at_risk",), labels=("RSK1", "RSK2", "RSK3")), TERMS, topic="risk_topic"
)
CHAIN = Parts(
    Asked("the supply chain of this contract", ("named",), labels=("MAP1", "supply chains")),
    TERMS,
    topic="chain_topic",
)


@rule("contract_risk_addressed.v1")
def contract_risk_addressed(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the characteristics that make this contract risky, or not, are addressed.

    Rationale: the contract is rated on six characteristics, not the company. Two of them said of this contract address
    it; which others are present only the buyer knows. Risk in general, or one characteristic, is part of it; a bare
    'low risk' is only talk, a reasoned one is an answer.

    Source: PPN 02/23, guidance table 1; specification table 4.2 (PPN-01), 5.2 (K11), 8 (F02, F31).
    """
    level = ContractLevel(reading)
    spoken = [s for s in reading.sentences if not is_title(reading, s) and not reading.is_talk(s)]
    marked = {s.sentence_id: _characteristics(s) for s in spoken}
    told = [s for s in spoken if marked[s.sentence_id] and _tells_risk(reading, s)]
    here = [s for s in told if level.is_contract(s)]
    found = frozenset().union(*(marked[s.sentence_id] for s in here))
    best = sorted(here, key=lambda s: (-len(marked[s.sentence_id]), s.index))
    names = ", ".join(CHARACTERISTICS[name] for name in CHARACTERISTICS if name in found)
    if len(found) >= ENOUGH:
        reason = f"Addresses of this contract: {names}; whether others are present is for the buyer to say."
        return Verdict(Status.MET, reason, quotes(best, limit=3))
    low = [s for s in reading.matching(TERMS["low"], spoken) if not marked[s.sentence_id]]
    if here:
        return Verdict(
            Status.PARTIAL, f"Addresses one characteristic of this contract: {names}.", quotes(best, limit=2)
        )
    if told:
        return Verdict(Status.PARTIAL, "Speaks of risk in general, not of this contract.", quotes(told, limit=2))
    if low:
        return Verdict(Status.VAGUE, "Calls the risk low, without a word on the contract.", quotes(low, limit=2))
    if general := [s for s in reading.about("risk description", "RSK1", "RSK2", "RSK3") if s in spoken]:
        return Verdict(Status.PARTIAL, "Speaks of risk in general, not of this contract.", quotes(general, limit=2))
    if vague := reading.matching(TERMS["risk_topic"], spoken):
        return Verdict(Status.VAGUE, "Speaks of risk without what carries it.", quotes(vague, limit=2))
    return not_found(reading, RISK)


@rule("chain_members_named.v1")
def chain_members_named(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether names, sites or countries, and the tiers below the first are given for this contract's chain.

    Rationale: all three together; the first tier alone, or places without names, is part of it. Names withheld as
    confidential are no answer; refusing them outright is one, as any refusal.

    Source: PPN 02/23 quick guide; specification table 4.2 (PPN-02), 2.4, 5.2 (K08), 8 (F14, F31).
    """
    level = ContractLevel(reading)
    spoken = [s for s in reading.sentences if not is_title(reading, s) and _stands(reading, s)]
    named = [s for s in spoken if any(legal_names(s.text)) or TERMS["named"].search(s.text)]
    placed = [s for s in spoken if names_country(s.text) or TERMS["site"].search(s.text)]
    tiers = reading.matching(TERMS["lower_tier"], spoken)
    refused = [s for s in reading.matching(TERMS["refused"]) if TERMS["chain_topic"].search(s.text)]
    if not named and refused:
        return Verdict(Status.NEG_DISCLOSED, "Declines to name them.", quotes(refused, limit=2))
    if not named and (withheld := reading.matching(TERMS["withheld"])):
        return Verdict(Status.VAGUE, "Names are withheld as confidential.", quotes(withheld, limit=2))
    lacking = [
        words
        for words, found in (("names", named), ("sites or countries", placed), ("tiers below the first", tiers))
        if not found
    ]
    evidence = quotes(sorted({*named, *placed, *tiers}, key=lambda s: s.index), limit=4)
    if not lacking and not any(level.is_contract(s) for s in named) and reading.is_whole:
        reason = "Names a supply chain of the company, not that of this contract."
        return Verdict(Status.PARTIAL, reason, evidence)
    if not lacking:
        return Verdict(Status.MET, "Gives names, places and tiers of the chain.", evidence)
    if named or placed:
        return Verdict(Status.PARTIAL, f"On the chain of this contract, not found: {', '.join(lacking)}.", evidence)
    if vague := reading.matching(TERMS["chain_topic"], spoken):
        return Verdict(Status.VAGUE, "Speaks of suppliers, without name or place.", quotes(vague, limit=2))
    return not_found(reading, CHAIN)


def _characteristics(sentence: Sentence) -> frozenset[str]:
    text = sentence.text
    found = {name for name in CHARACTERISTICS if TERMS[name].search(text)}
    return frozenset(found | {"location"} if names_country(text) else found)


def _tells_risk(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence, or one beside it, speaks of risk, in words or as the classifiers see it."""
    if reading.decides(sentence, "RSK2", "RSK3", "risk description"):
        return True
    return any(TERMS["at_risk"].search(s.text) for s in reading.around(sentence, 1))


def _stands(reading: Reading, sentence: Sentence) -> bool:
    return reading.state(sentence) != EvidenceStatus.NEGATED
