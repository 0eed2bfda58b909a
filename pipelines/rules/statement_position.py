"""Decide what a tender says of the bidder's statement: does section 54 apply, and where is the latest one."""

import re

from corpora.document import AnswerState, Sentence, body
from corpora.finding import Status
from pipelines.rules.declarations import ticked
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote, quotes

TERMS = load_terms("statement_position")
POSITION = Parts(Asked("whether section 54 applies", ("applies",)), TERMS, topic="applies")
PLACE = Parts(Asked("where the statement is", ("link",)), TERMS, topic="statement")
THRESHOLD = 36_000_000  # pounds of turnover; exactly that is in scope (specification, section 1)
UNITS = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9}
FRESH = 1  # years behind the newest year that the text knows


@rule("statement_position_stated.v1")
def statement_position_stated(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether it is said that section 54 applies or does not, consistently with turnover and statement.

    Rationale: yes or no is the whole answer. A no beside a turnover of £36m or more, or beside a statement made under
    section 54, contradicts itself: the lower of the two counts and both places are shown. A statement given
    voluntarily contradicts nothing, nor does a yes below the threshold: a group's turnover counts.

    Source: Central Digital Platform, Modern Slavery module; specification table 4.1 (PUK-04), 1, 2.4, 8 (F27, F30).
    """
    spoken = _answering(reading, "applies")
    if not spoken:
        return not_found(reading, POSITION)
    for answer in reading.answers:
        for state, why in answer.states:
            if state == AnswerState.CONTRADICTED:
                return Verdict(Status.VAGUE, f"Contradicted: {why}", quotes(spoken, limit=2))
    said = next(((s, word) for s in spoken if (word := _yes_or_no(s.text))), None)
    if said is None:
        return Verdict(Status.VAGUE, "Neither yes nor no is said.", quotes(spoken, limit=2))
    sentence, word = said
    if word == "no" and (against := _against(reading, sentence)):
        reason = "Contradicted: says that section 54 does not apply, and another place speaks against it."
        return Verdict(Status.VAGUE, reason, (quote(sentence), quote(against, "speaks against it")))
    return Verdict(Status.MET, f"Says {word}.", (quote(sentence),))


@rule("statement_supplied.v1")
def statement_supplied(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the latest statement is linked or uploaded.

    Rationale: a link or a file with a year as new as any that the text knows is an answer; whether the link works is
    looked up by hand. An older year, no year, or a statement that will be ready before award is part of it. 'We have no
    statement' is an answer too.

    Source: Central Digital Platform, Modern Slavery module; specification table 4.1 (PUK-05), 8 (F07, F23).
    """
    spoken = _answering(reading, "statement")
    if not spoken:
        return not_found(reading, PLACE)
    given = [s for s in spoken if TERMS["link"].search(s.text) or TERMS["upload"].search(s.text)]
    if given:
        years = _years_in_links(given) or [int(m["year"]) for s in spoken for m in TERMS["year"].finditer(s.text)]
        newest = _newest_year(reading)
        if not years:
            reason = "A link or file is given; nothing says that it is the latest."
            return Verdict(Status.PARTIAL, reason, quotes(given, limit=2))
        if newest - max(years) > FRESH:
            reason = f"A link or file of {max(years)} is given, an older one than the latest."
            return Verdict(Status.PARTIAL, reason, quotes(given, limit=2))
        reason = f"A link or file of {max(years)} is given; that it opens is to be checked by hand."
        return Verdict(Status.MET, reason, quotes(given, limit=2))
    if ready := reading.matching(TERMS["ready"], spoken):
        return Verdict(Status.PARTIAL, "Not supplied yet; to be ready before award.", quotes(ready, limit=2))
    if none := reading.matching(TERMS["none_there"], spoken):
        return Verdict(Status.NEG_DISCLOSED, "Says outright that there is no such statement.", quotes(none, limit=2))
    return Verdict(Status.VAGUE, "Speaks of a statement, without link or file.", quotes(spoken, limit=2))


def _answering(reading: Reading, topic: str) -> list[Sentence]:
    """Return the sentences of one answer; of a whole text those that speak of the topic, headings left out."""
    if not reading.is_whole:
        return list(reading.sentences)
    if topic == "statement":
        pairs = ("link", "upload", "ready")
        return [
            s
            for s in reading.matching(TERMS["statement"])
            if any(TERMS[name].search(s.text) for name in pairs) and not reading.is_heading(s)
        ]
    spoken = [s for s in reading.matching(TERMS[topic]) if not reading.is_heading(s)]
    return [s for s in spoken if _yes_or_no(s.text) and re.search(r"\b(?:section|s\.?) ?54", s.text)]


def _yes_or_no(text: str) -> str | None:
    words = ticked(text)
    yes, no = TERMS["says_yes"].search(words), TERMS["says_no"].search(words)
    if yes and no:
        return "yes" if yes.start() < no.start() else "no"
    return "yes" if yes else "no" if no else None


def _against(reading: Reading, sentence: Sentence) -> Sentence | None:
    """Return a passage of the same file that speaks against a no: a statement under the Act, or the turnover."""
    for other in body(reading.case.sentences):
        if other == sentence or TERMS["voluntary"].search(other.text):
            continue
        if TERMS["files_statement"].search(other.text) and not other.text.rstrip().endswith("?"):
            return other
        if TERMS["turnover"].search(other.text) and _largest_sum(other.text) >= THRESHOLD:
            return other
    own = _largest_sum(sentence.text) if TERMS["turnover"].search(sentence.text) else 0
    return sentence if own >= THRESHOLD else None


def _largest_sum(text: str) -> float:
    sums = (
        float(found["sum"].replace(",", "")) * UNITS[(found["unit"] or "").lower()]
        for found in TERMS["money"].finditer(text)
    )
    return max(sums, default=0.0)


def _years_in_links(given: list[Sentence]) -> list[int]:
    """Return the years inside addresses and file names: they say which statement it is."""
    places = [found[0] for s in given for name in ("link", "upload") for found in TERMS[name].finditer(s.text)]
    return [int(year) for place in places for year in re.findall(r"(?<!\d)20[12]\d(?!\d)", place)]


def _newest_year(reading: Reading) -> int:
    """Return the newest year that the text, its period or its manifest know; a rule has no clock."""
    told = [reading.subject.published_on, reading.subject.retrieved_on, reading.subject.period_end]
    told.append(reading.description.period_end)
    years = [int(day[:4]) for day in told if day]
    years += [int(m["year"]) for s in body(reading.case.sentences) for m in TERMS["year"].finditer(s.text)]
    return max(years, default=0)
