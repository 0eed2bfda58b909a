"""Decide who signed: a name, a title, something that shows signing, and a seat on the body that approves."""

from corpora.finding import Confidence, Status
from pipelines.rules.reading import Reading
from pipelines.rules.regime import for_another_country
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.signers import Signer, signers
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote

TERMS = load_terms("sign_off")
LOST_NAME = "Check by hand: the name may be lost to an image where the signature would be."
ITEMS = 4  # name, title, date, membership


@rule("signed_by_member.v1", "kind", "country")
def signed_by_member(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a member of the governing body signed: name, title and a signing cue in one block.

    Rationale: a name and a title without any word or image of signing leave open whether anybody signed; a title that
    does not show a seat on the body leaves open whether the right person did; a manager of procurement, compliance or
    people plainly is no member. Director, chair, designated member, partner and trustee imply the seat; chief
    executive, general counsel and heads of a country do not. An image would be lost in text: nothing is called
    unsigned then.

    Source: Modern Slavery Act 2015, s.54(6); Modern Slavery Act 2018 (Cth), s.13(2)(d); Supply Chains Act (Canada),
    s.11(5)(b); specification 2.4 (signing cue, membership of the body), 5.2 (K04), 8 (F05, F29).
    """
    kind = str(parameters.get("kind", "member of the governing body"))
    found = signers(reading)
    best = max((_judge_signer(s, kind) for s in found), key=lambda v: v.strength, default=None)
    if best and best.status == Status.MET:
        lines = [s.title.text for s in found if s.title and _judge_signer(s, kind).status == Status.MET]
        if other := for_another_country(reading, lines, parameters.get("country")):
            reason = f"Signed for the {other} entities only; those of this country are left out."
            return Verdict(Status.VAGUE, reason, best.evidence)
    if best:
        return best
    return absent(
        reading,
        "a signature",
        ("signature",),
        TERMS["signing"],
        near=("approval",),
        beside=TERMS["title"],
        sign_off=True,
    )


@rule("signer_described.v1", "country")
def signer_described(reading: Reading, parameters: Parameters) -> Verdict:
    """Count the signer's four items: name, title, date and a seat on the approving board.

    Rationale: all four is what the guidance asks; two or three are part of it; a signer with one is hardly described. A
    signer who plainly is no member fails whatever else stands there. A date in the document's title does not count.

    Source: statutory guidance 5.2.4; specification 2.4 (UK-G2).
    """
    best: Verdict | None = None
    found = signers(reading)
    members = [s.title.text for s in found if s.title and s.standing == "member"]
    abroad = for_another_country(reading, members, parameters.get("country"))
    for signer in found:
        items = {
            "name": signer.name is not None,
            "title": signer.title is not None,
            "date": signer.date is not None,
            "membership": (signer.title is not None or signer.seated) and signer.standing == "member" and not abroad,
        }
        count = sum(items.values())
        lacking = ", ".join(item for item, there in items.items() if not there)
        if signer.title is not None and signer.standing == "outsider":
            verdict = Verdict(
                Status.VAGUE, f"The signer's title ({signer.title_words}) shows no seat on the board.", signer.evidence
            )
        elif count == len(items):
            verdict = Verdict(Status.MET, "Name, title, date and membership stand there.", signer.evidence)
        elif count > 1:
            verdict = Verdict(Status.PARTIAL, f"Not shown of the signer: {lacking}.", signer.evidence)
        elif signer.name is None and signer.labelled:
            verdict = Verdict(Status.NOT_ASSESSABLE, LOST_NAME, signer.evidence, Confidence.LOW)
        else:
            reason = f"Little is said of the signer; not shown: {lacking}."
            verdict = Verdict(Status.VAGUE, reason, signer.evidence, Confidence.LOW)  # often lines out of their order
        best = verdict if best is None or verdict.strength > best.strength else best
    return best or absent(reading, "a signer", ("signature",), TERMS["title"], near=("approval",), sign_off=True)


@rule("attestation_given.v1")
def attestation_given(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the report carries the attestation near the guidance's model.

    Rationale: the model says that the signer reviewed the information, attests that it is true, and has the authority
    to bind; a bare signature is part of it. Whether it agrees with the questionnaire is seen only outside the text.

    Source: Public Safety Canada, guidance (18 December 2025); specification table 3.5 (CA-G1).
    """
    attest, bind = reading.matching(TERMS["attests"]), reading.matching(TERMS["binds"])
    if attest and bind:
        return Verdict(
            Status.MET, "Attested near the guidance's model.", (quote(attest[0]), quote(bind[0], "authority"))
        )
    if attest or bind:
        return Verdict(Status.PARTIAL, "Part of the model attestation stands there.", (quote((attest or bind)[0]),))
    for signer in signers(reading):
        if signer.name and signer.cue:
            return Verdict(Status.PARTIAL, "A signature without the model attestation.", signer.evidence)
    return absent(reading, "the attestation", ("signature", "approval"), TERMS["attests"], sign_off=True)


def _judge_signer(signer: Signer, kind: str) -> Verdict:
    if signer.name is None and signer.labelled:
        return Verdict(Status.NOT_ASSESSABLE, LOST_NAME, signer.evidence, Confidence.LOW)
    if signer.name is None:
        # mostly a name lost to an image, or lines out of their order, as readings show: for a person to see
        return Verdict(Status.VAGUE, "Signed, but no name stands there.", signer.evidence, Confidence.LOW)
    if signer.title is None and not signer.seated:
        return Verdict(Status.PARTIAL, "Signed with a name, but without a title.", signer.evidence)
    if signer.standing == "outsider":
        return Verdict(Status.VAGUE, f"Signed by the {signer.title_words}, who is no {kind} by title.", signer.evidence)
    if signer.cue is None:
        return Verdict(
            Status.PARTIAL, "A name and title stand there, but no word says that the person signed.", signer.evidence
        )
    if signer.standing == "open":
        reason = f"Signed; whether the {signer.title_words} is a {kind} is not said."
        return Verdict(Status.PARTIAL, reason, signer.evidence)
    return Verdict(Status.MET, f"Signed by a {kind}, by name and title.", signer.evidence, Confidence.HIGH)
