"""Recognise documents that answer or ask questions: tender responses, questionnaires, contract plans, annexes."""

import re

from corpora.document import Kind
from pipelines.describe.declared import Declaration
from pipelines.describe.reading import Reading

MIN_TENDER_CUES = 3
MIN_QUESTIONS = 4
MIN_QUESTION_IDS = 3

_TENDER = r"(?:rfp|rfq|itt|request for (?:proposals?|tenders?|quotations?)|invitation to (?:tender|quote)|tender|bid)"
TENDER_TITLE = re.compile(
    rf"\b(?:tender|bid|rfp|itt) (?:response|submission|return|answers?)|\bresponse to\b.{{0,80}}\b{_TENDER}\b"
    rf"|\bresponse\b.{{0,60}}\b{_TENDER}\b|quality (?:response|submission)|method statements?\b.{{0,30}}\btender",
    re.IGNORECASE,
)
REQUEST_TITLE = re.compile(rf"\b{_TENDER}\b", re.IGNORECASE)
NOT_AN_ANSWER = re.compile(r"\b(?:guidelines?|guidance|template|instructions?|project plan|draft)\b", re.IGNORECASE)
TENDER_CUES = tuple(
    re.compile(cue, re.IGNORECASE | re.MULTILINE)
    for cue in (
        r"\b(?:bidder|tenderer|supplier|applicant)(?:'s)? (?:name|organisation|response|answer)|^bidder\b",
        r"^lot\b|\blot (?:no|number|\d)",
        r"\b(?:procurement|tender|contract|itt|rfp|project|notice) (?:reference|ref|number|no)\b",
        r"\b(?:word|page|character) (?:limit|count)|\bmax(?:imum|\.)? (?:\d+ )?(?:words|score|marks|pages)"
        r"|\bweight(?:ing)?\b",
        r"\b(?:contracting authority|invitation to tender|selection questionnaire|award criteri)"
        r"|evaluat(?:ed|ion) (?:criteria|panel)",
        r"\bpass ?/ ?fail\b|\bmethod statement\b",
    )
)
QUESTION_ID = re.compile(
    r"^(?:question )?(?:(?:Q|SQ|TQ|MS|M|S|RFP|ITT)[-. ]?\d+(?:\.\d+)*(?:\(?[a-z]\))?|\d+(?:\.\d+){1,3})\b",
    re.IGNORECASE,
)
QUESTIONNAIRE_TITLE = re.compile(r"questionnaire|self[- ]assessment|assessment tool|\bSAQ\b|\bMSAT\b", re.IGNORECASE)
PLAN_TITLE = re.compile(
    r"\b(?:modern slavery|(?:anti[- ]?|human )trafficking|labou?r standards|social value|compliance|due diligence)\b"
    r".{0,60}\bplan\b",
    re.IGNORECASE,
)
ANNEX_TITLE = re.compile(r"^(?:annex|appendix|schedule|attachment|exhibit)\b", re.IGNORECASE)


def asked_kind(reading: Reading, titles: tuple[str, ...], declaration: Declaration | None) -> tuple[Kind, str] | None:
    """Return the kind of a document of questions and answers with the reason, or None where it is none."""
    ids = sum(bool(QUESTION_ID.match(line)) for line in reading.lines)
    questions = sum(line.endswith("?") for line in reading.lines)
    about_rfp = next((t for t in titles[:3] if REQUEST_TITLE.search(t)), None)
    if about_rfp and NOT_AN_ANSWER.search(about_rfp):
        return Kind.OTHER, f"It is about answering tenders (“{about_rfp}”), not an answer to one."
    if title := next((t for t in titles if TENDER_TITLE.search(t)), None):
        return Kind.TENDER_RESPONSE, f"It answers a buyer's request: “{title}”."
    text = "\n".join(reading.lines)
    cues = [m[0] for pattern in TENDER_CUES if (m := pattern.search(text))]
    if len(cues) + (ids >= MIN_QUESTION_IDS) > MIN_TENDER_CUES and not declaration:
        return Kind.TENDER_RESPONSE, f"It answers a buyer's request: questions of a tender (“{'”, “'.join(cues[:3])}”)."
    if about_rfp and re.match(_TENDER, about_rfp, re.IGNORECASE):
        return Kind.OTHER, f"It is a request for tenders (“{about_rfp}”), not an answer to one."
    asks = next((t for t in titles[:4] if QUESTIONNAIRE_TITLE.search(t)), None)
    if asks and (questions >= MIN_QUESTIONS or ids >= MIN_QUESTIONS):
        return Kind.QUESTIONNAIRE, f"Its title is “{asks}” and it consists of questions."
    if plan := next((t for t in titles[:1] if PLAN_TITLE.search(t)), None):
        return (Kind.CONTRACT_PLAN, f"Its title is “{plan}”.") if not declaration else None
    if titles and ANNEX_TITLE.match(titles[0]):
        return Kind.ANNEX, f"Its title is “{titles[0]}”."
    return None
