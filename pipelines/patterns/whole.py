"""Patterns of the whole document: its year, for whom it speaks, which Act it answers, what could not be read."""

import re
from collections.abc import Iterator
from datetime import date

from corpora.document import Kind, Sentence
from corpora.finding import Status
from corpora.framework import load_frameworks
from pipelines.describe.names import key
from pipelines.patterns.registry import Hit, Seen, cues, passages, pattern
from pipelines.patterns.told import is_old

MIN_PAGE_CHARS = 50
NO_STATEMENT = (Kind.TENDER_RESPONSE, Kind.QUESTIONNAIRE, Kind.ANNEX, Kind.CONTRACT_PLAN)
MIN_ANSWERS = 3  # of a file of no known kind, from which it is a form
GIVEN = "given"
MEMBERS = ("owned", "joint")  # roles of entities
LOST_NAME = "image"  # in the reason of a signature whose name an image holds
LEGAL_FORM = re.compile(
    r"\b(?:(?:pty|co) )?(?:ltd|plc|llp|inc|corp|llc|lp|ag|se|gmbh|sa|nv|bv|ab|asa|cic|company|group|holdings?)\b"
)


@pattern("F07")
def wrong_period(seen: Seen) -> Iterator[Hit]:
    """Find a statement without a year, about a year that ended long ago, or about two years at once.

    Rationale: age is a flag; it lowers a status only where a current statement is asked for. An archived statement is
    as old as it was when it was published. What is not found in a text of which parts are lost may stand in those.
    Which of the three a flag is, `told` says.

    Source: specification 8 (F07), 2.4 (age of a document), 5.2 (K02).
    """
    reading = seen.reading
    is_form = reading.description.kind == Kind.OTHER and len(reading.case.answers) >= MIN_ANSWERS
    if reading.description.kind in NO_STATEMENT or is_form or not seen.findings:
        return
    end = _day(reading.subject.period_end or reading.description.period_end)
    if end is None:
        if not reading.lost and not any(cues("F07")["named"].search(s.text) for s in reading.case.sentences):
            yield Hit()
        return
    if is_old(end, _day(reading.subject.published_on) or seen.day):
        yield Hit(tuple(s for s in reading.sentences if str(end.year) in s.text)[:1])
    years: dict[str, Sentence] = {}
    for sentence in passages(seen):
        claim = cues("F07")["claims"].search(sentence.text)
        if claim and not cues("F07")["other_year"].search(sentence.text):
            years.setdefault(claim["year"], sentence)
    if len(years) > 1:
        yield Hit(tuple(years.values()))


@pattern("F08")
def parent_only(seen: Seen) -> Iterator[Hit]:
    """Find a text that never names the entity asked about, or covers a group without naming its companies.

    Rationale: steps of a group show nothing of a company that the text does not name. Only the user can say whom to
    look for; members of a group that stand anywhere by their names are named. A glossary says what a word means and
    not whom the statement covers, and whose board approved is another question.

    Source: specification 8 (F08), 2.2 (actor not shown to cover the entity), 2.4 (group described).
    """
    asked = seen.reading.subject.entity
    if asked and seen.reading.sentences and not _names(seen, asked):
        yield Hit()  # of the whole text: passages about its members would hide that the company itself is not named
        return
    if any(entity.role in MEMBERS for entity in seen.reading.description.entities):
        return
    words = cues("F08")
    for sentence in passages(seen):
        text = sentence.text
        if not words["members_unnamed"].search(text) or not words["speaks"].search(text):
            continue
        approval = words["approves"].search(text) and not words["on_behalf"].search(text)
        if not approval and not words["listed"].search(text) and not words["glossary"].search(text):
            yield Hit((sentence,))


@pattern("F24")
def wrong_regime(seen: Seen) -> Iterator[Hit]:
    """Find a text judged by an Act that it never names, while it names another.

    Rationale: a text built for one law misses what only the other asks; what it does say is judged as it stands.

    Source: specification 8 (F24).
    """
    known = load_frameworks()
    named = {name: _naming(seen, framework.mentions) for name, framework in known.items() if framework.mentions}
    for name in dict.fromkeys(f.framework for f in seen.findings if f.applies == GIVEN):
        others = [s for other, sentences in named.items() if other != name for s in sentences]
        if name in named and not named[name] and others:
            yield Hit(tuple(others[:1]), framework=name)


@pattern("F29")
def extraction_loss(seen: Seen) -> Iterator[Hit]:
    """Find pages without text, a text that stops before its end, and a signer's name lost to an image.

    Rationale: what could not be read is never called missing.

    Source: specification 8 (F29), 2.4 (text that stops in mid-sentence, signing cue).
    """
    pages = seen.reading.case.document.pages if seen.reading.case.document else ()
    if seen.reading.lost or any(len(p.text.strip()) < MIN_PAGE_CHARS for p in pages if p.width):
        yield Hit()
    for finding in seen.findings:
        if finding.status == Status.NOT_ASSESSABLE and LOST_NAME in finding.reason:
            ids = {e.sentence_id for e in finding.evidence}
            yield Hit(tuple(s for s in seen.reading.sentences if s.sentence_id in ids), finding)


def _naming(seen: Seen, mentions: tuple[str, ...]) -> list[Sentence]:
    act = re.compile("|".join(f"(?:{mention})" for mention in mentions), re.IGNORECASE)
    return [s for s in seen.reading.case.sentences if act.search(s.text)]


def _names(seen: Seen, entity: str) -> bool:
    """Whether the text, its furniture included, holds the entity's name; its legal form may be left out or differ."""
    core = " ".join(LEGAL_FORM.sub(" ", key(entity)).split())
    text = key(" ".join(s.text for s in seen.reading.case.sentences))
    return not core or re.search(rf"\b{re.escape(core)}\b", text) is not None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
