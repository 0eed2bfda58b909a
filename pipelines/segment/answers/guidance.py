"""Words of a form that tell how to answer, and are no answer themselves."""

import re

from pipelines.segment.answers.text import VERBS

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
_WHO = r"(?:bidders?|tenderers?|vendors?|proponents?|offerors?|applicants?|respondents?)"
_NONE = r"[\"“‘']?(?:none|nil|n/?a|not applicable|no|yes|zero|0)[\"”’']?"
_HOW_TO = re.compile(  # told to whoever writes the answer, and to nobody else
    r"^(?:what )?(?:the )?(?:evaluators?|assessors?|markers?|(?:evaluation )?panel|authority|council|buyer)"
    r" (?:(?:will|would) )?(?:also )?(?:looks?|expects?|scores?|assess(?:es)?|marks?|evaluates?|considers?)\b"
    r"|^what (?:an?|the) (?:\w+ )?(?:answer|response|reply|submission) (?:will|would|should|must)\b"
    r"|(?:^|[.;)]\s)(?:word limit|limit|max(?:imum|\.)?|up to|no more than|not more than|at most|not to exceed)\b"
    r"[^.]{0,20}\b(?:words?|characters?|pages?|sides?(?: of A4)?)(?: (?:each|in all|in total|per \w+))?\s*\.?$"
    r"|^(?:up to|no more than|at most|max(?:imum)?) \d[\d,]* words\b"
    r"|^(?:one|a single|only one) (?:answer|response|reply)\b.{0,50}\b(?:parts?|points?|all|whole)\b"
    rf"|^(?:enter|write|put|type|say|answer|state|insert) {_NONE} (?:if|where|when|unless)\b"
    rf"|^(?:if|where) (?:you|none|no\b|not\b)[^.?!:]{{0,80}}, (?:please )?(?:{VERBS}|say|write|enter)\b"
    rf"|^{_WHO}\b[^.?!]{{0,100}}\b(?:should|must|may|need to|are (?:asked|expected|invited) to) (?:also |not )?"
    rf"(?:{VERBS}|say|set|answer|respond|refer|exceed|include)\b"
    r"|^(?:certificates?|documents?|copies|evidence|policies|attachments?|examples?)\b[^.?!]{0,40}"
    r"\b(?:may|should|must|can) be (?:attached|enclosed|listed|uploaded|given|supplied)\b",
    re.IGNORECASE,
)
_TELL = re.compile(  # "Give numbers."
    r"^(?:please )?(?:give|provide|state|list|include|attach|name|add) (?:[\w-]+ ){0,2}"
    r"(?:numbers?|figures?|examples?|dates?|details?|reasons?|evidence|names?|copies|copy|amounts?)"
    r"(?: (?:where|if|for|of) [^.?!]{0,40})?\.?$",
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


def guides(text: str) -> bool:
    """Whether words tell how a question is to be answered, so plainly that they answer nothing where they stand alone.

    A bidder tells others what to do too ("Suppliers must sign the code"): such words alone are an answer.
    """
    return bool(_HOW_TO.search(text) or _TELL.match(text)) and not OURS.search(text)


def is_note(text: str) -> bool:
    """Whether a paragraph before an answer tells how to answer: "Your response must not exceed 500 words."."""
    told = TO_THE_SUPPLIER.search(text) and not (OURS.search(text) or _TO_THE_BUYER.search(text))
    return bool(told or guides(text) or GUIDANCE.match(text) or _NOTE.search(text) or ends_in_label(text))


def ends_in_label(text: str) -> bool:
    """Whether words of the form end in "Tenderer's response:", below which the answer stands."""
    return bool(_LABEL_LAST.search(text))
