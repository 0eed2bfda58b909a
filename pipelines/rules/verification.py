"""Decide whether the text says how supply chains are verified and suppliers audited, and by whom."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.mention import STANDS, Asked, Mention, weigh
from pipelines.rules.parts import Parts, mentions_of, not_found
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.training import training_with_audience
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("verification")
REACH = 4  # sentences: the nature of a check is told beside it
VERIFIED = Parts(
    Asked(
        "verifying the supply chains",
        ("verified", "third_party"),
        labels=("RSK1", "SUP3", "MON1"),
        names={"verified": "what is verified", "third_party": "whether a third party does it"},
        core="verified",
        reach=REACH,
    ),
    TERMS,
    {"verified": ("RSK1", "SUP3", "MON1")},
    standing=frozenset({"third_party"}),
    tied=False,
    topic="verify",
)
AUDITED = Parts(
    Asked(
        "audits of suppliers",
        ("audited", "independence", "notice"),
        labels=("MON1",),
        names={
            "audited": "the audits",
            "independence": "whether they are independent",
            "notice": "whether they are announced",
        },
        core="audited",
        reach=REACH,
    ),
    TERMS,
    {"audited": ("MON1",)},
    standing=frozenset({"independence", "notice"}),
    tied=False,
    topic="audit",
)
CERTIFIED = Parts(
    Asked(
        "certification by direct suppliers",
        ("certified", "materials"),
        labels=("SUP4",),
        names={"certified": "that suppliers certify", "materials": "that materials meet the laws on slavery"},
        core="certified",
    ),
    TERMS,
    tied=False,
    topic="certify",
)
ACCOUNTABLE = Parts(
    Asked(
        "internal accountability",
        ("standard", "consequence"),
        labels=("GOV3",),
        names={"standard": "a standard for staff or contractors", "consequence": "what follows where it is not met"},
        core="consequence",
        counts=STANDS | {EvidenceStatus.HYPOTHETICAL},  # a procedure is told with "if"
    ),
    TERMS,
    {"consequence": ("GOV3",)},
    standing=frozenset({"consequence"}),
    tied=False,
    topic="accountability",
)


@rule("supply_chain_verified.v1")
def supply_chain_verified(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge to what extent supply chains are verified, and whether a third party does it.

    Rationale: the Act asks two halves, so verification without a word on third parties is part of it. An outright 'no'
    is an answer, as is 'no third party does', where nothing else is said of verifying.

    Source: California Civil Code, section 1714.43(c)(1); specification 3.6, table after 5.2 (USCA-01).
    """
    no_audits = [s for s in reading.matching(TERMS["not_audited"]) if not TERMS["verify"].search(s.text)]
    return _to_what_extent(reading, VERIFIED, "not_verified", "verified", leaving=no_audits)


@rule("supplier_audits_described.v1")
def supplier_audits_described(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge to what extent suppliers are audited, and whether independently and unannounced.

    Rationale: the Act asks for the audits and for their nature, so audits without their nature, or a right to audit,
    are part of it. An outright 'no' is an answer.

    Source: California Civil Code, section 1714.43(c)(2); specification 3.6, 5.2 (K13), table after it (USCA-02).
    """
    verdict = _to_what_extent(reading, AUDITED, "not_audited", "audited")
    if verdict.status in (Status.ABSENT, Status.VAGUE):
        kept = [s for s in reading.matching(COMMON["reserves"]) if TERMS["audit"].search(s.text)]
        if kept:
            reason = "A right to audit; whether audits are done is not said."
            return Verdict(Status.PARTIAL, reason, quotes(kept, limit=2))
    return verdict


@rule("materials_certified.v1")
def materials_certified(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether direct suppliers certify that their materials meet the laws on slavery.

    Rationale: a code that suppliers sign or accept is part of it, for it certifies no materials; an expectation is only
    talk. An outright 'no' is an answer.

    Source: California Civil Code, section 1714.43(c)(3); specification 3.6 (USCA-03), 5.2 (K14), 8 (F12).
    """
    verdict = _to_what_extent(reading, CERTIFIED, "not_certified", "certified")
    if verdict.status in (Status.ABSENT, Status.VAGUE):
        codes = [s for s in reading.about("SUP1", "SUP2") if TERMS["accepted"].search(s.text)]
        codes = [s for s in codes if reading.tied_to_slavery(s)]
        if codes:
            reason = "Suppliers accept a code or clause; no materials are certified."
            return Verdict(Status.PARTIAL, reason, quotes(codes, limit=2))
    return verdict


@rule("staff_held_accountable.v1")
def staff_held_accountable(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether staff or contractors who fail the company's standards on slavery face a procedure.

    Rationale: a standard and what follows where it is not met are asked; a disciplinary policy that nothing ties to
    slavery, or an owner named, is part of it. What suppliers face is another matter, so it is only talk of this one.

    Source: California Civil Code, section 1714.43(c)(4); specification 3.6 (USCA-04), 5.2 (K15), 8 (F13).
    """
    suppliers = [s for s in reading.sentences if TERMS["suppliers_only"].search(s.text) and not _names_staff(s)]
    verdict = _to_what_extent(reading, ACCOUNTABLE, "not_accountable", "consequence", leaving=suppliers)
    if verdict.status == Status.ABSENT:
        if owners := [s for s in reading.about("GOV1") if reading.tied_to_slavery(s)]:
            reason = "Names who is responsible, not what follows for staff."
            return Verdict(Status.PARTIAL, reason, quotes(owners, limit=2))
        if suppliers:
            return Verdict(Status.VAGUE, "Says what suppliers face, not what staff do.", quotes(suppliers, limit=2))
    return verdict


@rule("supply_chain_staff_trained.v1")
def supply_chain_staff_trained(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether employees and managers responsible for supply chains are trained on slavery.

    Rationale: the Act names the audience, so training for others is part of it; training of all staff reaches those it
    names. An outright 'no' is an answer.

    Source: California Civil Code, section 1714.43(c)(5); specification 3.6 (USCA-05), 5.2 (K19), 8 (F20).
    """
    verdict = training_with_audience(reading, parameters)
    if verdict.status == Status.MET:
        near = [s for s in reading.about("TRN1") if reading.tied_to_slavery(s)]
        shown = {e.sentence_id for e in verdict.evidence}
        near += [s for s in reading.sentences if s.sentence_id in shown and s not in near]
        if not reading.matching(TERMS["buying_roles"], near):
            reason = "Training for others than those responsible for supply chains."
            return Verdict(Status.PARTIAL, reason, verdict.evidence, verdict.confidence)
    if verdict.status in (Status.ABSENT, Status.VAGUE) and (nos := reading.matching(TERMS["not_trained"])):
        return _no(nos)
    return verdict


def _to_what_extent(
    reading: Reading, parts: Parts, no: str, core: str, leaving: list[Sentence] | None = None
) -> Verdict:
    """Judge the parts of a duty to say 'to what extent, if any': an outright 'no' answers where nothing else does."""
    nos = [s for s in reading.matching(TERMS[no]) if not reading.is_heading(s)]
    left = [*nos, *(leaving or [])]
    mentions = [m for m in mentions_of(reading, parts) if m.sentence not in left]
    mentions = [_without(m, core) if TERMS["no_outsider"].search(m.sentence.text) else m for m in mentions]
    outsiders = [m.sentence for m in mentions if TERMS["no_outsider"].search(m.sentence.text)]
    outsiders = [s for s in outsiders if TERMS[parts.topic].search(s.text) or TERMS[core].search(s.text)]
    if not any(core in m.elements or parts.terms[parts.topic].search(m.sentence.text) for m in mentions):
        mentions = []  # 'a third party' alone speaks of anything
    verdict = weigh(reading, mentions, parts.asked)
    if (verdict is None or verdict.status.is_missing) and (nos or outsiders):  # nothing says that anybody else does it
        return _no([*nos, *outsiders])
    return verdict or not_found(reading, parts)


def _without(mention: Mention, core: str) -> Mention:
    """Return a mention that says who does not do a thing, which is not yet that anybody does it."""
    return Mention(mention.sentence, mention.elements - {core}, mention.state, mention.weak, mention.linked)


def _no(nos: list[Sentence]) -> Verdict:
    reason = "Says outright that this is not done: the law allows this answer."
    return Verdict(Status.NEG_DISCLOSED, reason, quotes(nos, limit=2), Confidence.HIGH)


def _names_staff(sentence: Sentence) -> bool:
    return bool(TERMS["staff"].search(sentence.text))
