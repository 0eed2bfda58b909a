"""Find what a bidder declares on a ground for exclusion, for whom, and what stays open; it decides no exclusion."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpora.document import Sentence
from corpora.finding import Status
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, not_found
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("declarations")
GROUND = Parts(Asked("this ground", ("declared",), labels=()), TERMS, topic="declaration_topic")
WORDS = {
    "conviction": "convictions",
    "order": "orders",
    "conduct": "conduct anywhere, convicted or not",
    "persons": "connected persons and persons relied on",
    "offence": "the offence",
    "court": "the court",
    "date": "the date",
}
DETAILS = ("offence", "court", "date")  # what a yes on a conviction has to give
BOX, EMPTY_BOX = re.compile(r"(?:[☒☑✓✔]|\[[xX]\])"), re.compile(r"(?:[☐□]|\[ \])")
LAWYERS = "Whether it excludes anybody is for the buyer's lawyers."


@dataclass(frozen=True, slots=True)
class Declared:
    """One question with its answer, or one sentence of a text without questions: what it says, and to what."""

    name: str
    question: str
    answer: str
    sentences: tuple[Sentence, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands as its answer."""
        return not self.answer.strip()

    @property
    def says(self) -> str | None:
        """Return "yes" or "no", None where it is neither: a policy, or words about something else."""
        words = ticked(self.answer)
        yes, no = (TERMS[name].search(words) for name in ("says_yes", "says_no"))
        if yes and no:  # "No, apart from a fine in 2024" has a yes to be told; in "Yes, none of them" the first leads
            return "yes" if yes.start() < no.start() or any(TERMS[n].search(words) for n in DETAILS) else "no"
        return "yes" if yes else "no" if no else None

    def speaks_of(self, name: str) -> bool:
        """Whether question or answer names a ground or a person; a plain answer takes them from its question."""
        words = f"{self.question}\n{self.answer}"
        both = name in ("order", "conduct") and TERMS["both"].search(words)
        return bool(TERMS[name].search(words) or both)


@rule("exclusion_grounds_answered.v1", "topics", "persons")
def exclusion_grounds_answered(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a ground is answered outright, on each topic of it and for each person that it reaches.

    Rationale: a plain no answers the question as it was put, so ground and persons may stand in the question. An answer
    for the bidder alone is part of it where the ground reaches connected persons (`persons`), as is an answer on
    convictions where orders and conduct are asked too (`topics`), and a yes that leaves out offence, court or date. A
    policy instead of an answer is none. The buyer's lawyers decide what follows; this only says what is answered.

    Source: Procurement Act 2023, Schedules 6 and 7, ss.28, 30(4)-(6); specification table 4.1 (PUK-01, PUK-02), 9.2,
    5.2 (K24), 8 (F08, F30).
    """
    topics: Sequence[str] = parameters.get("topics", ("conviction",))
    declared = declarations_in(reading)
    if all(one.is_blank for one in declared):
        return not_found(reading, GROUND)
    answered = [one for one in declared if one.says is not None and _counts(one, topics, reading)]
    evidence = quotes((s for one in answered for s in one.sentences), limit=4)
    if not answered:
        return _not_declared(reading, declared)
    lacking = [WORDS[name] for name in topics if not any(one.speaks_of(name) for one in answered)]
    elsewhere = any(one.speaks_of("conviction") for one in answered)
    if len(lacking) == len(topics) and not reading.is_whole and not elsewhere:
        lacking = []  # the buyer's own words name the ground otherwise; the question was still answered
    if parameters.get("persons") and not any(_reaches_others(one) for one in answered):
        lacking.append(WORDS["persons"])
    yes = [one for one in answered if one.says == "yes"]
    if yes and "conviction" in topics:
        told = " ".join(one.answer for one in yes)
        lacking += [WORDS[name] for name in DETAILS if not TERMS[name].search(told)]
    open_ones = [one.name for one in declared if one.is_blank]
    said = "Answered yes" if yes else "Answered no"
    if lacking or open_ones:
        parts = [
            *(f"not said: {', '.join(lacking)}" for _ in lacking[:1]),
            *(f"left blank: {', '.join(open_ones)}" for _ in open_ones[:1]),
        ]
        return Verdict(Status.PARTIAL, f"{said}; {'; '.join(parts)}. {LAWYERS}", evidence)
    note = "" if any(_reaches_others(one) for one in answered) else " Connected persons are not spoken of."
    return Verdict(Status.MET, f"{said}, on each part of this ground.{note} {LAWYERS}", evidence)


def ticked(answer: str) -> str:
    """Return an answer of ticked boxes without what stands at the empty ones; any other answer as it is."""
    if not (BOX.search(answer) and EMPTY_BOX.search(answer)):
        return answer
    box_first = bool(re.match(rf"\W*?(?:{BOX.pattern}|{EMPTY_BOX.pattern})", answer))
    empty = rf"{EMPTY_BOX.pattern}\s*\w+" if box_first else rf"\w+\s*{EMPTY_BOX.pattern}"
    return re.sub(empty, " ", answer)


def declarations_in(reading: Reading) -> list[Declared]:
    """Return the questions of the reading with their answers; of a text without questions, what it declares."""
    if reading.answers:
        return [
            Declared(a.question_id, a.question, a.answer, _standing_at(reading, a.answer) if a.answer.strip() else ())
            for a in reading.answers
            if not reading.is_whole or TERMS["declaration_topic"].search(a.question)
        ]
    spoken = [s for s in reading.matching(TERMS["declaration_topic"]) if not reading.is_heading(s)]
    return [Declared("", "", s.text, (s,)) for s in spoken]


def _standing_at(reading: Reading, answer: str) -> tuple[Sentence, ...]:
    """Return the sentences that make up an answer, all of a reading that holds one answer."""
    if not reading.is_whole:
        return reading.sentences
    folded = re.sub(r"\W+", " ", answer)
    return tuple(
        s for s in reading.sentences if re.sub(r"\W+", " ", s.text) in folded or folded in re.sub(r"\W+", " ", s.text)
    )


def _counts(one: Declared, topics: Sequence[str], reading: Reading) -> bool:
    """Whether a yes or no is one on this ground; 'no slavery' in a policy's praise is none."""
    if not reading.is_whole:
        return not (TERMS["policy_talk"].search(one.answer) and not TERMS["declaration_topic"].search(one.answer)) or (
            _opens_with_answer(one.answer)
        )
    return any(one.speaks_of(name) for name in topics)


def _opens_with_answer(answer: str) -> bool:
    """Whether an answer begins with its yes or no, whatever it adds."""
    start = answer.lstrip(" \n\"'•-–")[:12]
    return bool(TERMS["says_no"].match(start) or TERMS["says_yes"].match(start))


def _reaches_others(one: Declared) -> bool:
    """Whether the answer is for connected persons too: they are named in it, or in its question and not left out."""
    return bool(TERMS["connected"].search(f"{one.question}\n{one.answer}")) and not TERMS["bidder_only"].search(
        one.answer
    )


def _not_declared(reading: Reading, declared: Sequence[Declared]) -> Verdict:
    spoken = [s for one in declared for s in one.sentences] or list(reading.sentences[:2])
    talk = reading.matching(TERMS["policy_talk"], spoken)
    if reading.is_whole and not talk and not declared:
        return not_found(reading, GROUND)
    reason = "A policy or its praise stands where an answer is asked for." if talk else "Neither yes nor no is said."
    return Verdict(Status.VAGUE, reason, quotes(talk or spoken, limit=2))
