"""What an answer takes from its question: "Yes" affirms its words, and "Two: ..." has its subject there."""

import re
from dataclasses import dataclass

from corpora.document import QuestionType, Sentence, overlap
from pipelines.rules.reading import Reading

_END = r"\s*(?:[.,;:!–-]|$)"
YES = re.compile(
    r"\W*(?:(?:yes|y|accepted|agreed|confirmed|(?:fully )?compliant)\b(?!\?)"
    rf"|(?:correct|we do|they do|it is|we are){_END})",
    re.IGNORECASE,
)
NO = re.compile(rf"\W*(?:no|n|not accepted|none|never|not at all|we do not|they do not|it is not){_END}", re.IGNORECASE)
BARE = re.compile(r"\W*(?:yes|no|y|n)\W*", re.IGNORECASE)
OPEN = re.compile(r"\b(?:describe|explain|how|what|which|when|who|where|why|outline|detail)\b", re.IGNORECASE)
ASKS_WHETHER = re.compile(
    r"(?:^|[.?!:,]\s+|\d[.)]?\s+|\)\s+)"
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|must|please confirm|confirm)\b",
    re.IGNORECASE,
)
CONFIRMED = (QuestionType.COMMITMENT, QuestionType.DECLARATION)  # "Clause 4: access to sites" "Accepted"


@dataclass(frozen=True, slots=True)
class Lent:
    """The question's words that a yes affirms or a no denies."""

    words: str
    denied: bool


def question_of(reading: Reading) -> str:
    """Return the words of the question that a reading answers, empty for a whole text."""
    return "" if reading.is_whole else "\n".join(dict.fromkeys(answer.question for answer in reading.answers))


def lent(reading: Reading, sentence: Sentence) -> Lent | None:
    """Return what a sentence takes from its question, where it opens with a yes or a no to one that asks whether.

    Rationale: a form's "Yes" says what the question says. Only the first words of an answer can be that yes or no, and
    only of a question that can be answered so: "Describe ..." lends nothing.
    """
    question = _opened_by(reading, sentence)
    if not question:
        return None
    asks = ASKS_WHETHER.search(question)
    bare = BARE.fullmatch(sentence.text) and not OPEN.search(question)
    if asks is None and not bare and reading.question_type not in CONFIRMED:
        return None
    words = question[asks.start() :] if asks else question
    if YES.match(sentence.text):
        return Lent(words, denied=False)
    return Lent(f"No {words.lstrip(' .?!:)0123456789')}", denied=True) if NO.match(sentence.text) else None


def _opened_by(reading: Reading, sentence: Sentence) -> str:
    """Return the question whose answer begins with the sentence, empty where none does or the text is whole."""
    for answer in () if reading.is_whole else reading.answers:
        standing = (s for s in reading.sentences if overlap(s.spans, answer.spans))
        if next(standing, None) == sentence:
            return answer.question
    is_first = not reading.is_whole and reading.sentences[:1] == (sentence,)
    return question_of(reading) if is_first else ""


def in_full(reading: Reading, sentence: Sentence) -> str:
    """Return the sentence with what its yes affirms or its no denies."""
    known = lent(reading, sentence)
    return f"{sentence.text}\n{known.words}" if known else sentence.text


def told(reading: Reading, sentence: Sentence) -> str:
    """Return the sentence with the words that its yes affirms."""
    known = lent(reading, sentence)
    return sentence.text if known is None or known.denied else f"{sentence.text}\n{known.words}"
