"""Decide whether the governing body approved this statement, from the passages that speak of approval."""

import re
from collections.abc import Iterator, Sequence

from corpora.document import Sentence
from corpora.finding import Confidence, Evidence, Status
from pipelines.rules.reading import DENIED, Passage, Reading
from pipelines.rules.regime import for_another_country
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote

TERMS = load_terms("approval")
SIGN_OFF = load_terms("sign_off")
SENTENCE_END = re.compile(  # "Inc." and "No." end no sentence; a signer's title may run into the next line
    r"(?<=[a-z)\d])(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\bNo)[.;]\s+|\n(?=Approved|Adopted|Ratified|Endorsed)"
    r"|(?:(?<=Director)|(?<=Officer)|(?<=Chairman)|(?<=CEO)) (?=Approved by)"
)
BY = re.compile(r"\sby\s", re.IGNORECASE)
LABEL = re.compile(r"\bby ?[:\-–] ?", re.IGNORECASE)  # "Approved by: the board"
ITSELF = re.compile(r" it\b(?! is\b)")  # "... and the board has approved it", of the statement just named
NO_OBJECT = re.compile(r"\W*(?:(?:\w+ed and|duly|formally|statement) )*", re.IGNORECASE)  # "Reviewed and approved by"
NO_OTHER = re.compile(  # what may follow the word where no object stands before it
    r"\W*(?:(?:by|on|at|in|and|for|this|dated?|statement|version|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b"
    r"|\d|:|$)",
    re.IGNORECASE,
)
TORN_START = re.compile(
    r"(?:(?:has|have|also|was|been|duly|formally|reviewed|and) )+", re.IGNORECASE
)  # its subject is lost
SLIP = re.compile(r"(?:been|was|is) (?:\w+ly )?$", re.IGNORECASE)  # "has been approved the managing director"
OTHER_CLAUSE = re.compile(
    r"\W+(?:and|but|which|who) (?!\w+ed\b)", re.IGNORECASE
)  # what follows is no object of the word
WITH_DIRECTORS = re.compile(
    r"(?:^|/|\band )\W*(?:the |our )?directors?\b", re.IGNORECASE
)  # "directors and shareholders"
MAX_WORDS_TO_BY = 5
MAX_DATE_LINE_WORDS = 8
MAX_CHARS_BEFORE_DATE = 24

Judgement = tuple[Status, str]

NOT_YET: Judgement = (Status.PLANNED, "Approval is still to come.")
IMPLIED: Judgement = (Status.PARTIAL, "The board is named; that it approved is only implied.")
TORN: Judgement = (Status.PARTIAL, "The governing body approved; that it was this statement is only implied.")
UNSAID: Judgement = (Status.VAGUE, "Approved, but not clearly by the governing body.")
DENIAL: Judgement = (Status.VAGUE, "The text says that this statement has not been approved.")
HEARD: Judgement = (Status.VAGUE, "Reviewed or presented, which is not approval.")
ELSEWHERE: Judgement = (Status.ABSENT, "A policy or another paper was approved; nothing says that this statement was.")
NOTHING: Judgement = (Status.ABSENT, "")  # an approach was adopted, or a supplier approved
HINTS = {"pending": NOT_YET, "board_implied": IMPLIED, "reviewed": HEARD}  # without a word of approval: the first

_ORDER = (Status.ABSENT, Status.VAGUE, Status.PLANNED, Status.PARTIAL, Status.MET)  # weakest first


@rule("approved_by_governing_body.v1", "partnerships_exempt", "country", "note", "needs_basis")
def approved_by_governing_body(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the governing body itself approved this statement; the best passage decides, a denial overrides.

    Rationale: the Acts ask the board (in an LLP, the members) to approve this statement. A committee of the board, an
    executive on its behalf or an approved policy is another fact: reported as what it is, never counted as approval.
    Elements never combine across passages: two halves do not make one approval. A contradiction takes the lower (F27).
    A partnership that is no LLP has no approval rule in the United Kingdom.

    Source: Modern Slavery Act 2015, s.54(6)(a)-(b); Modern Slavery Act 2018 (Cth), ss.13(2)(c), 14(2)(d); Supply
    Chains Act (Canada), s.11(4)-(5)(a); specification 2.4 (approval rows), 5.2 (K03), 8 (F09, F10).
    """
    found = [(status, reason, part) for part in passages(reading) for status, reason in judge_passage(part.text)]
    denials = [item for item in found if item[:2] == DENIAL]
    status, reason, passage = max(denials or found, key=_worth, default=(None, "", None))
    if parameters.get("partnerships_exempt") and (
        status is None or _ORDER.index(status) < _ORDER.index(Status.PARTIAL)
    ):
        own = [s for s in reading.matching(TERMS["partnership"]) if not TERMS["llp"].search(s.text)]
        if own:
            said = "A partnership that is no LLP: the Act has no rule of approval for it."
            return Verdict(Status.NOT_APPLICABLE, said, (quote(own[0]),))
    if status is None or passage is None or status == Status.ABSENT:
        return absent(
            reading,
            "approval of this statement",
            ("approval",),
            TERMS["approval"],
            reason,
            beside=TERMS["near"],
            sign_off=True,
        )
    met = [" ".join(e.quote for e in _evidence(part)) for given, _, part in found if given == Status.MET]
    if status == Status.MET and (other := for_another_country(reading, met, parameters.get("country"))):
        status, reason = Status.VAGUE, f"Approved for the {other} entities only; those of this country are left out."
    unclear = (status, reason) == UNSAID
    if status == Status.VAGUE and not unclear and (note := parameters.get("note")):
        reason = f"{reason.rstrip('.')}: {note}."
    if status == Status.MET and parameters.get("needs_basis") and not TERMS["basis"].search(passage.text):
        status, reason = Status.PARTIAL, "The governing body approved; on which basis (which entities) is not said."
    seen = reading.probability(passage.sentences[0], "approval") if len(passage.sentences) == 1 else 0.0
    seen = max([seen, *(reading.probability(s, "approval") for s in passage.sentences)])
    confidence = Confidence.HIGH if status == Status.MET and seen >= 0.5 else Confidence.MEDIUM
    if unclear:  # by readings, four in ten of these name the body in words that no pattern knows
        confidence = Confidence.LOW
    return Verdict(status, reason, _evidence(passage), confidence)


@rule("approval_dated.v1")
def approval_dated(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the approval carries its own date.

    Rationale: a date in the approval sentence, or in the block between it and the signer, is the approval date; a date
    of signature, publication or version is a weaker one. A year end is none. The date of an approval by the wrong body
    still counts here. A month and year is a date, a bare year is not.

    Source: statutory guidance 5.2.4; specification 2.4 (UK-G1, dates in a sign-off block).
    """
    best: Verdict | None = None
    for passage in passages(reading):
        for status, reason in judge_passage(passage.text):
            if status == Status.ABSENT or (status, reason) in (DENIAL, NOT_YET, HEARD):
                continue
            if line := next((s for s in passage.sentences if _dated_approval(s.text)), None):
                evidence = (quote(line), *_evidence(passage))[:3]
                return Verdict(Status.MET, "The approval is dated.", _unique(evidence), Confidence.HIGH)
            if len(passage.sentences) > 1 and (line := _date_before_signer(passage)):
                best = best or Verdict(Status.MET, "A date stands in the approval's block.", (quote(line),))
    if best:
        return best
    for passage in reading.sign_off:
        dated = [
            s for s in passage.sentences if SIGN_OFF["date"].search(s.text) and not SIGN_OFF["year_end"].search(s.text)
        ]
        if dated and (SIGN_OFF["signing"].search(passage.text) or SIGN_OFF["title"].search(passage.text)):
            return Verdict(Status.PARTIAL, "A date of signature or publication, not of approval.", (quote(dated[-1]),))
    if alone := [s for s in reading.sentences if _dated_alone(s)]:
        reason = "A date of signature, version or publication, not of approval."
        return Verdict(Status.PARTIAL, reason, (quote(alone[-1]),))
    near = ("approval", "signature")
    return absent(reading, "the date of approval", (), SIGN_OFF["date"], near=near, sign_off=True)


@rule("single_board_explained.v1")
def single_board_explained(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a joint statement approved by one entity's board alone says why.

    Rationale: asked only where one entity's own body approved for the others; where each body approved, a controlling
    body did, or it is unclear who did, nothing is asked here and the doubt stands with the approval.

    Source: Modern Slavery Act 2018 (Cth), ss.14(2)(d)(iii), 16(2)(b)(ii); specification 2.4 (AU-14), 5.2.
    """
    approvals = [p for p in passages(reading) if any(s == Status.MET for s, _ in judge_passage(p.text))]
    for passage in approvals:
        if TERMS["third_basis"].search(passage.text):
            around = [s for part in passage.sentences for s in reading.around(part)]
            if reasons := reading.matching(TERMS["explains"], around):
                return Verdict(Status.MET, "Says why one entity's board alone approved.", (quote(reasons[0]),))
            reason = "One entity's board approved for the others; the text does not say why."
            return Verdict(Status.ABSENT, reason, _evidence(passage))
    shown = _evidence(approvals[0]) if approvals else tuple(quote(s) for s in reading.sentences[:1])
    reason = "Asked only where one entity's board alone approved a joint statement; the text does not say so."
    return Verdict(Status.NOT_APPLICABLE, reason, shown, Confidence.MEDIUM)


def passages(reading: Reading) -> list[Passage]:
    """Return what may speak of approval: each sentence with its words, then the sign-off blocks."""
    cues = [
        s for s in reading.sentences if TERMS["approval"].search(s.text) or any(_hints(cue, s.text) for cue in HINTS)
    ]
    pairs = [Passage(tuple(reading.around(s, 1)[:2])) for s in cues if TERMS["pronoun"].match(s.text)]
    return [*(Passage((sentence,)) for sentence in cues), *pairs, *reading.sign_off]


def judge_passage(text: str) -> list[Judgement]:
    """Judge every word of approval in a passage, or, where there is none, its first weaker cue."""
    denied = [line for line in text.splitlines() if DENIED.search(line)]  # "Board approval of this statement: No"
    text = "\n".join(line for line in text.splitlines() if line not in denied)
    sentences = [LABEL.sub("by ", " ".join(part.split())) for part in SENTENCE_END.split(text)]
    approvals = [_judge(part, word, text) for part in sentences for word in TERMS["approval"].finditer(part)]
    denied = [line for line in denied if TERMS["statement"].search(line) or TERMS["near"].search(line)]
    if any(TERMS["approval"].search(line) or any(_hints(cue, line) for cue in HINTS) for line in denied):
        approvals.append(DENIAL)
    return approvals or [hint for cue, hint in HINTS.items() if _hints(cue, text)][:1]


def _hints(cue: str, text: str) -> bool:
    of_statement = cue == "board_implied" or TERMS["statement"].search(text)
    return bool(TERMS[cue].search(text) and of_statement)


def _judge(sentence: str, word: re.Match[str], block: str) -> Judgement:
    before, after = TERMS["not_acting"].sub("", sentence[: word.start()]), sentence[word.end() :]
    link, named = (*BY.split(after, maxsplit=1), "")[:2]
    # "the board approved this statement" names its object after the word, "this statement was approved by" before it
    spoken = TERMS["document"].search(link) and not OTHER_CLAUSE.match(link)
    active = spoken or (ITSELF.match(link) and TERMS["document"].search(before))
    if SLIP.search(before) and TERMS["other_body"].match(re.sub(r"^ (?:the|our) ", "", after)):
        named = after
    agent = before if active else TERMS["not_acting"].sub("", TERMS["agent_ends"].split(named)[0])
    by_board = TERMS["governing_body"].search(agent)
    if TERMS["awaited"].fullmatch(before.strip()) and TERMS["document"].search(after):
        return NOT_YET
    spoken_of = TERMS["pronoun"].fullmatch(before.strip()) and TERMS["document"].search(block)
    bare = NO_OBJECT.fullmatch(before) and NO_OTHER.match(after)
    if not (active or spoken_of or TERMS["document"].search(before) or bare):
        if by_board and TORN_START.fullmatch(before) and before[:1].islower():
            return TORN
        return ELSEWHERE if TERMS["governing_body"].search(sentence) and TERMS["paper"].search(sentence) else NOTHING
    not_by = len(link.split()) <= MAX_WORDS_TO_BY and TERMS["denied"].search(link)
    if TERMS["denied"].search(before) or not_by:
        return DENIAL
    if TERMS["planned"].search(before):
        return NOT_YET
    if TERMS["required"].search(before):
        return Status.VAGUE, "Says that approval is required, not that it was given."
    if by_board:
        if word[0].lower() == "endorsed":
            return Status.PARTIAL, "Endorsed by the governing body, which is less than approved."
        return Status.MET, "The governing body approved this statement."
    others = [] if WITH_DIRECTORS.search(agent) else [found[0] for found in TERMS["other_body"].finditer(agent)]
    if TERMS["board_implied"].search(block) and not any(TERMS["collective"].search(other) for other in others):
        return IMPLIED
    if others:
        who = " and the ".join(dict.fromkeys(other if other.isupper() else other.lower() for other in others))
        return Status.VAGUE, f"Approved by the {who}, not by the governing body."
    return UNSAID


def _worth(item: tuple[Status, str, Passage]) -> tuple[int, int, int]:
    """Rank judgements: by status, then those that name who approved, then the shortest passage."""
    status, reason, passage = item
    return _ORDER.index(status), bool(reason) + reason.startswith("Approved by the "), -len(passage.sentences)


def _dated_approval(text: str) -> bool:
    return bool(TERMS["approval"].search(text) and SIGN_OFF["date"].search(SIGN_OFF["year_end"].sub("", text)))


def _dated_alone(sentence: Sentence) -> bool:
    """Whether a line holds a date that is no period: alone, or after a word such as dated or published."""
    rest = SIGN_OFF["year_end"].sub("", sentence.text)
    if not (found := SIGN_OFF["date"].search(rest)):
        return False
    before = rest[max(0, found.start() - MAX_CHARS_BEFORE_DATE) : found.start()]
    return len(rest.split()) <= MAX_DATE_LINE_WORDS or bool(SIGN_OFF["version"].search(before))


def _date_before_signer(passage: Passage) -> Sentence | None:
    """Return the line with the date that stands between the approval and the first signer, if any."""
    lines: Iterator[Sentence] = iter(passage.sentences)
    if not any(TERMS["approval"].search(line.text) for line in lines):
        return None
    for line in lines:
        if SIGN_OFF["title"].search(line.text) or SIGN_OFF["signing"].search(line.text):
            return None
        if SIGN_OFF["version"].match(line.text) or SIGN_OFF["name"].match(line.text):
            return None  # of a revision, or of the signer whose name it stands beside
        if SIGN_OFF["date"].search(SIGN_OFF["year_end"].sub("", line.text)):
            return line
    return None


def _evidence(passage: Passage) -> tuple[Evidence, ...]:
    lines = [s for s in passage.sentences if TERMS["approval"].search(s.text) or TERMS["board_implied"].search(s.text)]
    return tuple(quote(line) for line in (lines or list(passage.sentences))[:3])


def _unique(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({item.sentence_id: item for item in evidence}.values())
