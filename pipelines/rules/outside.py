"""What no text can show: websites, registers and lodgement dates; and the optional rest."""

from corpora.finding import Confidence, Status
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.verdict import Verdict, quotes


@rule("checked_outside_the_text.v1", "look_at")
def checked_outside_the_text(reading: Reading, parameters: Parameters) -> Verdict:
    """Send the item to a person: it is decided by something outside the document.

    Rationale: a document cannot prove where it is published or when it was lodged, so such items are never missing.

    Source: specification 2.1 (external items), 5.2 (K05).
    """
    where = parameters.get("look_at", "something outside the document")
    return Verdict(
        Status.NOT_ASSESSABLE, f"Check by hand: decided by {where}, not by the text.", confidence=Confidence.LOW
    )


@rule("other_information.v1")
def other_information(reading: Reading, parameters: Parameters) -> Verdict:
    """Show other relevant matter where there is some; it is optional, so never missing.

    Rationale: the Act leaves it to the entity, and the register's note says that the other criteria may suffice.

    Source: Modern Slavery Act 2018 (Cth), s.16(1)(g); specification table 3.3 (AU-18).
    """
    if other := [s for s in reading.about("COL1", "GRV4") if not reading.is_heading(s)]:
        return Verdict(Status.MET, "Tells other relevant matter.", quotes(other, limit=2))
    reason = "Check by hand: optional, and nothing stands out as other relevant matter."
    return Verdict(Status.NOT_ASSESSABLE, reason, confidence=Confidence.LOW)
