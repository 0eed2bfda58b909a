"""Decide whether a report is signed by board and chief, dated with a pointer to it, and open to questions."""

from corpora.finding import Confidence, Evidence, Status
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.signers import Signer, signers
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("openness")
SIGN_OFF = load_terms("sign_off")
SEVERAL = 2  # members of a board


@rule("signed_by_board_and_chief.v1")
def signed_by_board_and_chief(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the members of the board and the chief executive signed.

    Rationale: the account is signed as the annual accounts are. 'The board and the chief executive' in words that show
    signing, or several members and a chief by name, is what is asked; one of them, or names without anything that shows
    signing, is part of it. Who has to sign under the Accounting Act is known from memory only, so a person should look
    where little is found.

    Source: Norwegian Transparency Act, section 5, with the Accounting Act, section 3-5; specification 3.7 (NO-05).
    """
    found = [s for s in signers(reading) if s.name is not None]
    members = [s for s in found if s.standing == "member"]
    chiefs = [s for s in found if TERMS["chief"].search(s.title_words)]
    signed = any(s.cue for s in found)
    collective = [s for s in reading.matching(TERMS["board_signed"]) if not reading.is_heading(s)]
    with_chief = [s for s in collective if TERMS["chief"].search(s.text)]
    if with_chief:
        return Verdict(Status.MET, "Signed by the board and the chief executive.", quotes(with_chief, limit=2))
    if signed and len(members) >= SEVERAL and chiefs:
        return Verdict(Status.MET, "Signed by members of the board and a chief executive, by name.", _lines(found))
    if collective and chiefs:
        reason = "Signed by the board, and by a chief executive by name."
        return Verdict(Status.MET, reason, quotes(collective, limit=2))
    if collective:
        reason = "Signed by the board; the chief executive is not named."
        return Verdict(Status.PARTIAL, reason, quotes(collective, limit=2))
    if found:
        lacking = [*([] if len(members) >= SEVERAL else ["members of the board"]), *([] if chiefs else ["the chief"])]
        said = f"not found: {' and '.join(lacking)}" if lacking else "no word says that they signed"
        return Verdict(Status.PARTIAL, f"Some who may sign are named; {said}.", _lines(found))
    return absent(reading, "signatures of the board and the chief executive", ("signature", "approval"), sign_off=True)


@rule("updated_with_pointer.v1")
def updated_with_pointer(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the text says when it was published or updated, and where it is to be found.

    Rationale: whether it is easy to find, and in time, is seen on the website and in the annual report: the text can
    show both parts, and what it lacks is never missing, for a person has to look there anyway.

    Source: Norwegian Transparency Act, section 5; specification 2.1 (items that need more than the text), 3.7 (NO-06).
    """
    dated = [s for s in reading.matching(TERMS["published"]) if SIGN_OFF["date"].search(s.text)]
    pointing = [s for s in reading.matching(TERMS["pointer"]) if not reading.is_heading(s)]
    if dated and pointing:
        return Verdict(Status.MET, "Says when it was published, and where it is.", quotes([dated[0], pointing[0]]))
    lacking = [*([] if dated else ["a date of publication"]), *([] if pointing else ["where it is to be found"])]
    reason = f"Check by hand on the website: the text does not say {' or '.join(lacking)}."
    return Verdict(Status.NOT_ASSESSABLE, reason, quotes([*dated[:1], *pointing[:1]]), Confidence.LOW)


@rule("contact_for_requests.v1")
def contact_for_requests(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a contact point is named for requests for information.

    Rationale: anybody may ask in writing how impacts are handled, so an address, a form or a number for questions is
    what the text can show; a page's general footer is none, and an invitation without an address only talk.

    Source: Norwegian Transparency Act, sections 6-7; specification 3.7 (NO-07), 8 (F23).
    """
    asked = reading.matching(TERMS["requests"])
    for sentence in asked:
        near = [s for s in reading.around(sentence, 1) if TERMS["address"].search(s.text)]
        if near:
            reason = "Names a contact point for questions and requests."
            return Verdict(Status.MET, reason, quotes([sentence, *near], limit=2))
    if asked and (invited := [s for s in asked if not reading.is_heading(s)]):
        reason = "Speaks of requests, without an address to send them to."
        return Verdict(Status.VAGUE, reason, quotes(invited, limit=2))
    return absent(reading, "a contact point for requests", (), TERMS["contact"], beside=TERMS["address"])


def _lines(found: list[Signer]) -> tuple[Evidence, ...]:
    return tuple(e for s in found for e in s.evidence)
