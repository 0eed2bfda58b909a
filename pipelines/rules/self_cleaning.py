"""List which parts of self-cleaning a bidder gives, each with its place; whether they suffice is not said."""

from corpora.document import Sentence
from corpora.finding import Evidence, Status
from pipelines.rules.asked import question_of
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote, quotes

TERMS = load_terms("self_cleaning")
PARTS = {
    "event": "what happened, and when",
    "seriousness": "that it was taken seriously (paid, repaid, cooperated)",
    "prevention": "steps against it happening again",
    "monitoring": "monitoring under way or promised",
    "ended": "that it has ended, and when",
    "documents": "documents",
}
NOTED = {"where": "where", "who": "to whom it applies"}  # on the form, and not among the parts that decide
CHECKLIST = Parts(Asked("self-cleaning", tuple(PARTS)), TERMS, topic="cleaning_topic")
MAX_BARE_WORDS = 12  # of an answer that only says that nothing is to be told
LAWYERS = "A checklist, no verdict: whether it suffices is for the buyer's lawyers."


@rule("self_cleaning_parts.v1")
def self_cleaning_parts(reading: Reading, parameters: Parameters) -> Verdict:
    """List the parts of self-cleaning that are given, each with its passage, and those that are not.

    Rationale: every part is what the buyer weighs, so all of them make a full answer and some a partial one; a denial
    or an apology alone is none of them. A promise counts for prevention and monitoring, since commitments to do so are
    weighed too. Nothing is to be cleaned where no ground is answered yes.

    Source: Procurement Act 2023, s.58; specification table 4.1 (PUK-03), 9.4, 5.2 (K24), 8 (F03, F18).
    """
    spoken = _about(reading)
    if not spoken:
        return not_found(reading, CHECKLIST)
    wanted = _asked(reading)
    found = {name: _standing(reading, spoken, name, wanted) for name in wanted}
    given = [name for name in wanted if found[name]]
    if not set(given) - {"event", "documents"} and (idle := _not_needed(reading, spoken)):
        return Verdict(Status.NOT_APPLICABLE, "Says that no ground applies, so nothing is to be cleaned.", quotes(idle))
    if not set(given) - {"documents"} and wanted != ["documents"]:
        denied = reading.matching(TERMS["denial"], spoken)
        reason = "Denies or regrets, with no part of what the buyer weighs." if denied else "Gives no part of the list."
        return Verdict(Status.VAGUE, f"{reason} {LAWYERS}", quotes(denied or spoken, limit=2))
    lacking = [words for name, words in PARTS.items() if name in wanted and name not in given]
    if len(wanted) == len(PARTS) and set(given) <= {"event", "documents"} and reading.matching(TERMS["denial"], spoken):
        reason = f"Tells the event and denies or regrets it; not found: {', '.join(lacking)}. {LAWYERS}"
        return Verdict(Status.VAGUE, reason, _checklist(found))
    if lacking:
        return Verdict(Status.PARTIAL, f"Not found: {', '.join(lacking)}. {LAWYERS}", _checklist(found))
    if len(wanted) < len(PARTS):
        reason = f"Given: {', '.join(PARTS[name] for name in wanted)}. {LAWYERS}"
        return Verdict(Status.MET, reason, _checklist(found))
    also = [words for name, words in NOTED.items() if not reading.matching(TERMS[name], spoken)]
    note = f" Not said either: {', '.join(also)}." if also else ""
    return Verdict(Status.MET, f"Each part of the list is given.{note} {LAWYERS}", _checklist(found))


def _about(reading: Reading) -> list[Sentence]:
    """Return the sentences of one answer; of a whole text those near a conviction, a fine or self-cleaning."""
    if not reading.is_whole:
        return list(reading.sentences)
    near = {s.sentence_id for one in reading.matching(TERMS["cleaning_topic"]) for s in reading.around(one)}
    wanted = [s for s in reading.sentences if s.sentence_id in near]
    return wanted if any(TERMS["event"].search(s.text) and TERMS["when"].search(s.text) for s in wanted) else []


def _asked(reading: Reading) -> list[str]:
    """Return the parts that the question is about, all where it names none: forms ask them one by one."""
    question = question_of(reading)
    if TERMS["asks_all"].search(question):
        return list(PARTS)
    return [name for name in PARTS if TERMS[f"asks_{name}"].search(question)] or list(PARTS)


def _standing(reading: Reading, spoken: list[Sentence], name: str, wanted: list[str]) -> list[Sentence]:
    found = reading.matching(TERMS[name], spoken)
    if not found and len(wanted) == 1:  # the question says what its answer is about, unless it is about another part
        others = ["denial", "not_needed", *(part for part in ("seriousness", "monitoring") if part != name)]
        found = [s for s in spoken if not any(TERMS[other].search(s.text) for other in others)]
    if name == "ended" and wanted == ["ended"]:
        return [s for s in found if TERMS["when"].search(s.text)]
    if name == "event":  # what happened needs its time, beside it at least
        found = [s for s in found if any(TERMS["when"].search(near.text) for near in reading.around(s, 1))]
    return found


def _not_needed(reading: Reading, spoken: list[Sentence]) -> list[Sentence]:
    words = sum(len(s.text.split()) for s in spoken)
    return reading.matching(TERMS["not_needed"], spoken) if words <= MAX_BARE_WORDS else []


def _checklist(found: dict[str, list[Sentence]]) -> tuple[Evidence, ...]:
    """Return a passage a part, named by it; where one passage gives several parts it stands under the first."""
    shown: dict[str, Evidence] = {}
    for name, told in found.items():
        for sentence in told[:1]:
            shown.setdefault(sentence.sentence_id, quote(sentence, PARTS[name]))
    return tuple(shown.values())
