"""Words of a form that tell how to answer, and are no answer themselves."""

import re

GUIDANCE = re.compile(
    r"^\W*(?:(?:guidance|instructions?|help(?: text)?|hint|scoring|evaluation|marking|assessment|weight(?:ing)?"
    r"|notes?)\b[^.:]{0,30}(?::|$)|word (?:limit|count)\b|max(?:imum)?\b[^.]{0,30}\bwords"
    r"|a (?:good|strong|full|model) (?:answer|response)\b|(?:answers?|responses?) (?:should|must|will)\b)",
    re.IGNORECASE,
)
TO_THE_SUPPLIER = re.compile(  # no words of a supplier, who says "our suppliers must"
    r"^please\b|\b(?:you|bidders?|tenderers?|applicants?|respondents?) (?:must|should|may|shall|will|are"
    r" (?:asked|required|requested|invited))\b|\byour (?:answer|response|organisation|bid|tender|submission)\b"
    r"|\bsuppliers? (?:must|should|are (?:asked|required|requested) to) (?:not )?(?:answer|complete|respond|return"
    r"|fill|change|submit|provide (?:a response|an answer))\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:(?:assessment|not) )?(?:weight(?:ing|ed)?|scor\w+|marks?|(?:max|min)imum|pass mark)\b.{0,80}$"
    r"|^(?:an?|the) (?:answer|response|reply) (?:of|to|that|which|will|must|should)\b|\bplease\.?$",
    re.IGNORECASE,
)
SEE_GUIDANCE = re.compile(
    r"^(?:please )?(?:see|refer to|read|note) (?:the |our )?(?:guidance|notes?|annex|instructions?)\b", re.IGNORECASE
)
BUYERS_NOTE = re.compile(  # also behind an answer
    r"^(?:notes?|guidance|instructions?) (?:to|for) (?:the )?"
    r"(?:tenderers?|bidders?|suppliers?|applicants?|respondents?)\b",
    re.IGNORECASE,
)
IN_THE_BOX = re.compile(  # narrow: "Applicants are asked whether ..." and "The response must come ..." may be answers
    r"^(?![^\n]*\b(?:we|our|us)\b)(?:\W*(?:(?:guidance|instructions?)(?: (?:to|for) \w+)?\s*:|max(?:imum)?\b[^.]{0,30}"
    r"\bwords\b|your (?:answer|response) (?:should|must)\b)|[\[(](?:bidders?|tenderers?|suppliers?) (?:should|must)\b)",
    re.IGNORECASE,
)
_LABEL_LAST = re.compile(r"(?:^|[.?!)\]]\s)(?:[\w’']+ ){0,3}(?:answer|response|reply)\s*:$", re.IGNORECASE)
_TO_THE_BUYER = re.compile(r"^(?:please (?:see|refer|find)|you (?:may|will|shall))\b", re.IGNORECASE)
OURS = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:should|must|needs? to|(?:is|are) expected|will be (?:scored|assessed|marked|evaluated)"
    r"|describe|include|explain|your?|for example|good (?:answer|response|practice))\b",
    re.IGNORECASE,
)


def is_told(text: str) -> bool:
    """Whether words sound like a form's guidance: what an answer or a supplier should do, and no "we"."""
    return bool(_TOLD.search(text)) and not OURS.search(text)


def is_note(text: str) -> bool:
    """Whether a paragraph before an answer tells how to answer: "Your response must not exceed 500 words."."""
    told = TO_THE_SUPPLIER.search(text) and not (OURS.search(text) or _TO_THE_BUYER.search(text))
    return bool(told or GUIDANCE.match(text) or _NOTE.search(text) or ends_in_label(text))


def ends_in_label(text: str) -> bool:
    """Whether words of the form end in "Tenderer's response:", below which the answer stands."""
    return bool(_LABEL_LAST.search(text))
