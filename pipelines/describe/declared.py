"""Find the words by which a document says that it is the statement, and quote them without turning their sense."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_QUOTE = 160
SPEAKS_OF_ITSELF = re.compile(
    r"^(?:this|our|the (?:below|following|present)|following)\b|^constitutes? (?:our|the)", re.I
)
# a rule for companies, or a word that the company is not under it: no declaration, whatever else the sentence says
DUTY = re.compile(
    r"\bmandatory\b|\bthresholds?\b|\b(?:falls?|are|is) (?:\w+ ){0,2}(?:below|exempt|outside)\b"
    r"|\b(?:not|n't|never|no longer) (?:\w+ ){0,2}(?:required|obliged|subject|bound|need)\b"
    r"|\b(?:organi[sz]ations?|compan(?:y|ies)|businesses|undertakings|entities)\b[^.,;]{0,80}"
    r"\b(?:must|are (?:now )?(?:required|obliged)|have to|need to|should)\b"
    r"|\brequir(?:es|ing) (?:\w+ ){0,4}(?:organi[sz]ations?|compan(?:y|ies)|businesses|undertakings|entities)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"(?:\S+ ){0,5}?(?:statement|report|disclosure|document|policy|this)\b[^.;,]{0,12}"
    r"\b(?:(?:is|was|are|has|does|do|did|must|should|shall|would|needs to|has to|can)(?: be| been)? ?(?:not|never)"
    r"|isn't|doesn't|cannot|must|should|shall|would|needs to|has to)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not|never|nor|without|rather than|instead of|does not|cannot) (?:\w+ ){0,3}$", re.IGNORECASE
)
CLAUSE_START = re.compile(r"[;:] |, (?:and|but|so|yet|however|nevertheless|therefore)\b ?")
CLAUSE_END = re.compile(r"[;:] |, (?:and|but|so|yet|as|which|although|while)\b")


@dataclass(frozen=True, slots=True)
class Declaration:
    """The words that matched, and the clause that holds them as it may be quoted."""

    words: str
    clause: str


def declaration_of(sentences: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> Declaration | None:
    """Return the first declaration by the strongest pattern, or None; denials and duties of others are none."""
    for pattern in patterns:
        for sentence in sentences:
            if (match := pattern.search(sentence)) and not _turned(sentence, match):
                return Declaration(match[0], clause_of(sentence, match.start(), match.end()))
    return None


def _turned(sentence: str, match: re.Match[str]) -> bool:
    """Whether the sentence denies what the matched words alone would say, or tells a rule for companies in general."""
    if NEGATED.search(sentence[: match.start()]) or DENIED.match(match[0]):
        return True
    return not SPEAKS_OF_ITSELF.search(match[0]) and bool(DUTY.search(sentence))


def clause_of(sentence: str, start: int, end: int) -> str:
    """Return the clause around the characters, cut only behind whole words and with an ellipsis where it is cut."""
    begin = max((m.end() for m in CLAUSE_START.finditer(sentence) if m.end() <= start), default=0)
    stop = next((m.start() for m in CLAUSE_END.finditer(sentence, end)), len(sentence))
    clause = " ".join(sentence[begin:stop].split()).strip(" .,;:")
    if len(clause) > MAX_QUOTE and begin < start:  # what stands before the words is left out first
        clause = "… " + " ".join(sentence[start:stop].split()).strip(" .,;:")
    return clause if len(clause) <= MAX_QUOTE else clause[: MAX_QUOTE - 2].rsplit(" ", 1)[0] + " …"
