"""Decide whether a buyer's questionnaire is answered question by question, and its clauses accepted."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpora.document import Sentence
from corpora.finding import Status
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("clauses")
MIN_WORDS = 4  # of an answer that says more than yes or no
CLAUSES = Parts(Asked("the clauses", ("accepts",), labels=("SUP2",)), TERMS, topic="clauses_topic")
QUESTIONS = Parts(Asked("the questionnaire", ("shows",)), TERMS, topic="questionnaire_topic")


@dataclass(frozen=True, slots=True)
class _Item:
    """One question's answer: its number and words, empty where it was left blank."""

    name: str
    text: str


@rule("questionnaire_answered.v1")
def questionnaire_answered(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether each question is answered with something that shows it.

    Rationale: yes or no alone is part of an answer; a blank is named and never hidden by the others. An honest no with
    its reason is as good an answer as a yes.

    Source: Commonwealth toolkit, supplier questionnaire; specification table 4.3 (PAU-03), 2.4, 9.1, 8 (F30).
    """
    items = list(_items(reading))
    blank = [item.name for item in items if not item.text.strip()]
    if not items or len(blank) == len(items):
        return not_found(reading, QUESTIONS)
    bare = [item.name for item in items if item.text.strip() and not _shows(item.text)]
    shown = [s for s in reading.sentences if _shows(s.text)] or list(reading.sentences)
    evidence = quotes(shown, limit=3)
    if blank:
        return Verdict(Status.PARTIAL, f"Not answered: {', '.join(blank)}.", evidence)
    if bare:
        return Verdict(Status.PARTIAL, f"Yes or no only: {', '.join(bare)}.", evidence)
    return Verdict(Status.MET, "Each question is answered, with what shows it.", evidence)


@rule("clauses_accepted.v1")
def clauses_accepted(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the clauses are accepted, without a deviation or with a reasoned one.

    Rationale: a deviation with its reason is a full answer, without one part of it, as is a text that speaks of the
    clauses and accepts nothing. A blank is no answer; a refusal is one.

    Source: Department of Finance clause bank; specification table 4.3 (PAU-04), 2.4, 5.2 (K14, K25), 8 (F30).
    """
    spoken = list(reading.sentences)
    if reading.is_whole:  # a whole text speaks of other terms too
        spoken = [s for s in reading.matching(TERMS["clauses_topic"]) if not reading.is_heading(s)]
    if not spoken:
        return not_found(reading, CLAUSES)
    none_wanted = reading.matching(TERMS["none_wanted"], spoken)
    changes = [s for s in reading.matching(TERMS["deviates"], spoken) if s not in none_wanted]
    refused = [s for s in reading.matching(TERMS["refuses"], spoken) if s not in changes]
    accepted = [s for s in [*none_wanted, *reading.matching(TERMS["accepts"], spoken)] if s not in refused]
    if refused and not accepted:
        return Verdict(Status.NEG_DISCLOSED, "Refuses the clauses outright.", quotes(refused, limit=2))
    if changes or refused:
        reasoned = [s for s in reading.matching(TERMS["reason"], spoken) if _beside(reading, s, [*changes, *refused])]
        shown = quotes([*accepted, *changes, *refused, *reasoned], limit=3)
        if reasoned:
            return Verdict(Status.MET, "Accepts with a deviation and its reason.", shown)
        return Verdict(Status.PARTIAL, "A deviation without its reason.", shown)
    if accepted:
        return Verdict(Status.MET, "Accepts the clauses without a deviation.", quotes(accepted, limit=2))
    return Verdict(Status.PARTIAL, "Speaks of the clauses and accepts nothing.", quotes(spoken, limit=2))


def _items(reading: Reading) -> Iterator[_Item]:
    """Yield the answers that the form ties to questions, else the lines that begin with a question's number."""
    said: dict[str, list[str]] = {}  # a tick and its comment are one answer
    for answer in reading.answers:
        said.setdefault(f"{answer.document_id}/{answer.question_id}", [answer.question_id]).append(answer.answer)
    yield from (_Item(name, " ".join(pieces).strip()) for name, *pieces in said.values())
    if not reading.answers:
        for sentence in reading.sentences:
            if number := TERMS["numbered"].match(sentence.text):
                yield _Item(number[0].strip(" .:)"), sentence.text[number.end() :])


def _shows(text: str) -> bool:
    """Whether an answer says more than yes or no."""
    rest = TERMS["bare"].sub(" ", text)
    return len(rest.split()) >= MIN_WORDS or bool(TERMS["shows"].search(rest))


def _beside(reading: Reading, sentence: Sentence, others: list[Sentence]) -> bool:
    return any(other in others for other in reading.around(sentence, 1))
