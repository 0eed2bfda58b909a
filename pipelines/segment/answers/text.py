"""What the words of a form say: a question and its number, what only names an answer, the words allowed."""

import re

MAX_QUESTION_CHARS = 1_500
MIN_QUESTION_WORDS = 3
MAX_LIMIT_WORDS = 6

_ID = (
    r"(?:(?:SQ|Q|Question|Ref|Item|Criterion|Requirement|Section|Part)\s?\.?\s?)?"
    r"[A-Z]{0,3}[-.]?\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?(?:\s?\([a-z0-9]{1,4}\))*"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ID_CELL = re.compile(
    rf"^(?:{_ID}|[A-Za-z]{{1,6}}(?:[-_./]?\d{{1,4}}){{1,4}}[a-z]?|[A-Z]|[ivxIVX]{{1,5}}|\([a-zA-Z0-9]{{1,4}}\)|[a-z])[.):]?$"
)
PART = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4})[).]\s+(?=\S)")
NAMED_ID = re.compile(
    r"^(?P<id>(?:SQ|Q|Question(?: (?:no\.?|number))?)\s?\.?\s?[A-Z]{0,2}\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?"
    r"(?:\s?\([a-z0-9]{1,4}\))*)(?: of \d{1,3})?(?:\s*[.):–-]\s*|\s+)(?=\S)"
)
LEADING_ID = re.compile(
    rf"^(?P<id>{_ID}|[A-Z](?=[.):])|\([a-zA-Z]{{1,3}}\)|[a-z](?=[.)]))"
    rf"(?:\s*[.):–]\s+|(?<=\))\s+|(?<=\d)\s+(?!(?:{_MONTHS})\b)(?=[A-Z]))(?=\S)"
)
NUMBER_ALONE = re.compile(  # "Q13", "Question 4", "2.6": no bare "4"
    r"^(?:(?:Question|Item|Response to)\s+(?P<id>[A-Z]{0,3}[-.]?\d{1,3}(?:\.\d{1,3}){0,3}(?:\([a-z]\))?)"
    r"|(?P<own>(?:[A-Z]{1,3}[-.]?\d{1,3}(?:\.\d{1,3}){0,3}|\d{1,2}(?:\.\d{1,3}){1,3})(?:\([a-z]\))?))[.:]?$"
)
QUESTION_LABEL = re.compile(r"^(?:Question|Q)\s?[:.]\s+(?=\S)")
VERBS = (
    r"describe|explain|provide|state|confirm|detail|give|list|name|outline|indicate|specify|set out|identify|tell us"
    r"|attach|summari[sz]e|demonstrate|submit|supply|declare|upload|disclose"
)
INSTRUCTION = re.compile(
    r"^please (?:do not|don[’']t|complete|return|read|note|answer|fill|use|refer|see|ensure|tick|save|keep"
    r"|contact|send)\b",
    re.IGNORECASE,
)
IF_SO = r"(?:if (?:so|yes|no|not|applicable)\b[,:]?\s+|(?:if|where)\b[^.?!:,]{2,60},\s+)?"  # "If yes, describe when"
IMPERATIVE = re.compile(rf"^{IF_SO}(?:please\b|(?:{VERBS})\b)", re.IGNORECASE)
ADDRESSED = re.compile(
    rf"^{IF_SO}(?:please|describe|explain|outline|confirm (?:that|whether)|state (?:the|how|whether|any|what|which)"
    r"|provide (?:details?|evidence|a copy|copies|examples?|information))\b"
    rf"|^(?:(?:{VERBS})\b.*\b(?:your?|yours|whether|supplier|bidder|tenderer|applicant|organisation)\b)"
    r"|^(?:the )?(?:(?:prospective|potential) )?(?:bidder|supplier|tenderer|applicant|contractor|respondent)s?"
    rf" (?:must|should|shall|(?:is|are) (?:asked|required|requested|invited) to) (?:{VERBS})\b",
    re.IGNORECASE | re.DOTALL,
)
INTERROGATIVE = re.compile(
    r"^(?:if (?:so|yes|no|not)\b.*|(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may|how|what"
    r"|when|where|which|who|whom|whose|why|in which|to what|for how|at what|on what|by whom|under which)\b)",
    re.IGNORECASE,
)
ASKS = re.compile(r"\?[\s\"'”’*:.]*(?:\([^()]{0,200}\)[\s.]*){0,3}$")  # "... your staff? (max 250 words)"
QUESTION_CELL = re.compile(
    rf"^(?:(?P<before>{_ID})\s+)?(?:Question|Requirement|Criterion|Q)(?:\s?(?:no\.?|number)?\s?(?P<after>{_ID}))?\s*[.:]?$",
    re.IGNORECASE,
)
NUMBER_CELL = re.compile(
    r"^(?:(?:question|requirement|criterion|item) )?(?:no\.?|number|id|ref\.?|reference)\s*:?$", re.IGNORECASE
)
ANSWER_CELL = re.compile(rf"^(?:{_ID}\s+)?A(?:nswer)?(?:\s?(?:no\.?|number)?\s?{_ID})?\s*[.:]?$", re.IGNORECASE)
ANSWER_LABEL = re.compile(
    r"^(?:(?:your|our|the)\s+)?(?:(?:supplier|bidder|tenderer|vendor|contractor|applicant|provider|company|respondent)"
    r"(?:[’']?s|s[’'])?\s+)?(?:answer|response|reply|comments?)\s*(?:\d{1,3}|\([^()]*\))?\s*(?::|$|\s[–—-]\s)\s*"
    r"|^(?!(?:incident|emergency|crisis|first|rapid|remedial|management)\b)(?-i:[A-Z])[\w&’'-]*(?: [\w&’'-]+){0,3}"
    r" (?:answer|response|reply)\s*:\s*"
    r"|^A(?:\d{1,3}\s?[.:]|\s?:)(?:\s+|$)|^(?:>{1,3}|[→➢»]|[-=]>)(?:\s+|$)",
    re.IGNORECASE,
)
COMMENT = re.compile(r"^comments?\b", re.IGNORECASE)
NUMBERED_REPLY = re.compile(  # "SQ7.7: ..." in the box of SQ7.8; a bare "1." begins an item of a list
    r"^(?:(?:Item|Question|Ref(?:erence)?\.?|Re:?|Requirement|Criterion|No\.)\s+)?"
    r"(?P<id>(?:[A-Z]{1,4}[-. ]?\d{1,3}(?:\.\d{1,3}){0,3}|\d{1,2}(?:\.\d{1,3}){1,3})(?:\([a-z]\))?)"
    r"\s*[:–—]\s+(?=\S)"
)
_ASIDE = r"(?:\s*\([^()]{1,80}\))?"  # "(there was no room above)"
CONTINUED = re.compile(  # an answer that stands elsewhere and names its question
    r"^(?:(?:continuation|continued) (?:of|from)\s+)?(?:(?:our|the)\s+)?"
    rf"(?:(?:answer|response|reply)\s+(?:to|for)\s+(?:question\s+)?(?P<to>{_ID})(?:\s*\(?(?:cont\w*|continued)\.?\)?)?"
    rf"{_ASIDE}"
    rf"|(?:question\s+)?(?P<of>{_ID})\s*[-–,]?\s*\(?(?:cont(?:inued|inuation|[’']?d)|cont\.)"
    r"(?: from [^()]{1,40})?\)?)"
    r"(?:\s*[:.–-]\s*|$)",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"^(?:\d{1,3}(?:[.,]\d+)?\s?(?:%|marks?|points?)|pass\s?/\s?fail|for information(?: only)?"
    r"|not (?:scored|weighted))$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(?:(?:kind|best|warm)(?:est)? )?(?:regards|wishes)\b|^yours (?:sincerely|faithfully|truly)\b|^many thanks\b",
    re.IGNORECASE,
)
ON_CONDITION = re.compile(  # "If yes, name the agencies: ..." below a box to tick
    r"^(?P<question>(?:if|where) (?:you (?:have )?answered |the answer is |your answer is )?"
    r"[\"“'‘]?(?:yes|no|so|not|applicable)\b[^:?]{3,200}(?::|\?))\s*(?P<answer>.*)$",
    re.IGNORECASE | re.DOTALL,
)
SIGN_OFF = re.compile(
    r"^(?:signed?|signature|name|print name|full name|position|job title|title|role|date[d]?|for and on behalf of)\b"
    r"(?:[^.]|\b[A-Z]\.){0,60}$",
    re.IGNORECASE,
)
INLINE_GUIDANCE = re.compile(r"\s(?:guidance|instructions?|notes?(?: (?:to|for) \w+)?|hint)\s*:\s", re.IGNORECASE)
SECTION = re.compile(r"^(?:part|section|lot|schedule|annex|appendix|chapter|theme)\s+[\w.]{1,6}\W*$", re.IGNORECASE)
_NUMBER = r"(?P<{}>\d{{1,2}}[,. ]?\d{{3}}|\d{{2,4}})"
_LIMITS = (
    re.compile(
        r"(?:max(?:imum)?|limit(?:ed)?|up to|no more than|not (?:to )?exceed(?:ing)?|must not exceed|within|at most)"
        r"[^.\d]{0,25}?" + _NUMBER.format("n") + r"\s*-?\s*words?\b",
        re.IGNORECASE,
    ),
    re.compile(r"\bword (?:limit|count|maximum)[^\d]{0,15}" + _NUMBER.format("n"), re.IGNORECASE),
    re.compile(r"[(\[]\s*" + _NUMBER.format("n") + r"\s*-?\s*words?\b[^()]{0,25}[)\]]", re.IGNORECASE),
    re.compile(_NUMBER.format("n") + r"\s*-?\s*words?\s*(?:max|limit|or (?:less|fewer))", re.IGNORECASE),
)
_MEASURE = re.compile(
    r"^(?:max(?:imum|\.)?\s|(?:word|character|page) (?:limit|count)|(?:weight|scor|mark)\w*\s*[:=\d])", re.IGNORECASE
)


def split_id(text: str, *, named_only: bool = False) -> tuple[str | None, str]:
    """Return the number that a question begins with, as printed, and the rest."""
    if unnumbered := QUESTION_LABEL.match(text):
        return None, text[unnumbered.end() :].strip()
    match = NAMED_ID.match(text) or (None if named_only else LEADING_ID.match(text))
    if match is None:
        return None, text
    return match["id"].strip(" .:"), text[match.end() :].strip()


def number_of(question_id: str | None) -> str:
    """Return the number of a question as it can be compared: "SQ 7.1 (a)" and "7.1(a)" are one."""
    return re.sub(
        r"^(?:sq|question|q|ref|item|criterion|requirement)(?=\W*\w)|[\s.()]+$|[\s():]", "", (question_id or "").lower()
    )


def is_question(text: str, *, addressed: bool = False) -> bool:
    """Whether words ask: they end in a question mark, or tell to describe; addressed: and speak to who answers."""
    _, text = split_id(text)
    if len(text) > MAX_QUESTION_CHARS or len(text.split()) < MIN_QUESTION_WORDS or INSTRUCTION.match(text):
        return False
    first = re.split(r"(?<=[.?!])\s", text, maxsplit=1)[0]
    asks = bool(ASKS.search(text) or (first.endswith("?") and INTERROGATIVE.match(first)))
    return asks or bool(ADDRESSED.match(text) or (not addressed and IMPERATIVE.match(text)))


def names_question(text: str) -> tuple[str, int] | None:
    """Return the number that words behind it answer ("MS14: ...", "Answer to 6.4 (continued): ..."), and its end."""
    if match := NUMBERED_REPLY.match(text):
        return match["id"], match.end()
    if match := CONTINUED.match(text):
        return match["to"] or match["of"], match.end()
    return None


def number_alone(text: str) -> str | None:
    """Return the number that is all that words say, None where they say more, or it could be a list's."""
    match = NUMBER_ALONE.match(text.strip())
    return (match["id"] or match["own"]) if match else None


def answer_label(text: str) -> re.Match[str] | None:
    """Return the words before an answer that only name it; "A1. Do you ...?" is a question's own number."""
    label = ANSWER_LABEL.match(text)
    return None if label and text[:1] == "A" and label.end() < 6 and is_question(text) else label


def names_an_answer(text: str) -> bool:
    """Whether a cell only says that what stands beside it answers: "A1", "Bidder's response"."""
    label = answer_label(text.strip())
    return bool(ANSWER_CELL.match(text)) or (label is not None and label.end() == len(text.strip()))


def word_limit(text: str) -> int | None:
    """Return the number of words that a form allows, None where it says none (or counts characters)."""
    for limit in _LIMITS:
        if match := limit.search(text):
            return int(re.sub(r"\D", "", match["n"]))
    return None


def is_weight(text: str) -> bool:
    """Whether a cell says what an answer weighs: "20%", "Pass/fail"."""
    return bool(_WEIGHT.match(text.strip()))


def says_limit(text: str) -> bool:
    """Whether a cell holds nothing but how long an answer may be, or what it weighs."""
    return len(text.split()) <= MAX_LIMIT_WORDS and bool(word_limit(text) or _MEASURE.search(text))
