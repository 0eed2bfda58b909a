"""Decide whether the text describes due diligence: who checks whom, when, how, and what follows."""

from corpora.document import Sentence
from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.asked import question_of
from pipelines.rules.mention import STANDS, Asked, Mention, find_elements, talk, weigh
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("diligence")
STEP_LABELS = ("SUP3", "SUP4", "MON1", "MON2", "MON3", "MON4", "REC2", "RSK1", "MAP1", "RSK4")
TERM_LABELS = ("SUP1", "SUP2", "REC1", "REC3")
FOLLOW_UP_LABELS = ("REM1", "REM3", "REM4")
ACTION_LABELS = (
    *STEP_LABELS,
    *TERM_LABELS,
    "GOV1",
    "GOV2",
    "GOV3",
    "GRV1",
    "GRV2",
    "TRN1",
    "TRN2",
    "PUR1",
    "COL1",
    "REM3",
)
REACH = 6  # sentences: a process is told in one place
NAMES = {"actor": "who acts", "trigger": "when or for whom", "step": "a step", "follow_up": "what follows"}


@rule("due_diligence_process.v1", "needs_follow_up")
def due_diligence_process(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a due-diligence process has an actor, a trigger, a step and a follow-up.

    Rationale: the four may be short and stand in one section; a follow-up that only may happen still counts. A tool or
    a questionnaire without who, when or what next is part of it; 'appropriate due diligence' is only talk. Where the
    table asks for a process described and no more, the follow-up is a strength. An answer of few words tells its steps
    plainly (visits, calls, compares), and its question says what for.

    Source: Modern Slavery Act 2015, s.54(5)(c); Supply Chains Act (Canada), s.11(3)(b); specification 2.4 (UK-10),
    5.2 (K10), 8 (F01, F12, F13).
    """
    required = (
        ("step", "trigger", "actor", "follow_up")
        if parameters.get("needs_follow_up", True)
        else ("step", "trigger", "actor")
    )
    asked = Asked("due diligence", required, partial_from=2, labels=STEP_LABELS, names=NAMES, core="step", reach=REACH)
    labelled = reading.about(*STEP_LABELS, *TERM_LABELS, *FOLLOW_UP_LABELS)
    spoken = [s for s in reading.sentences if s in labelled or _says_check(reading, s) or _says_consequence(reading, s)]
    mentions = [_mention(reading, s) for s in spoken]
    judged = {m.sentence.sentence_id for m in mentions}
    mentions += [
        Mention(s, frozenset(), reading.state(s), "due diligence in general terms")
        for s in reading.sentences
        if s.sentence_id not in judged and "due diligence" in s.text.lower() and not reading.is_heading(s)
    ]
    steps = [m for m in mentions if "step" in m.elements]
    if not steps:
        mentions = [
            Mention(m.sentence, m.elements, m.state, m.weak or "terms without a check", m.linked) for m in mentions
        ]
    verdict = weigh(reading, mentions, asked)
    if verdict and verdict.status in (Status.VAGUE, Status.PLANNED) and (terms := _terms(reading, spoken)):
        reason = "Terms that bind, and what follows a breach of them, without a check."
        return Verdict(Status.PARTIAL, reason, quotes(terms, limit=3))
    return verdict or absent(reading, "due diligence", STEP_LABELS, TERMS["step"])


@rule("risk_addressed.v1")
def risk_addressed(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether at least one concrete action addressed the risks, with its actor and object.

    Rationale: the Act gives policies and staff training as its own examples of actions; one concrete action in the
    period or as standing practice is enough. A policy tied to slavery without an action is part of it; values,
    intentions and expectations are none.

    Source: Modern Slavery Act 2018 (Cth), s.16(1)(d); specification table 3.3 (AU-07), 8 (F01, F03, F11, F12).
    """
    asked = Asked(
        "an action against slavery",
        ("action",),
        labels=("mitigation", *ACTION_LABELS),
        names={"action": "what was done"},
    )
    mentions = []
    for sentence in reading.about(*ACTION_LABELS):
        acts = bool(reading.labels(sentence, ACTION_LABELS) - {"GOV2"})
        weak = talk(reading, sentence)
        linked = reading.decides(sentence, "mitigation") or reading.tied_to_slavery(sentence)
        mentions.append(Mention(sentence, frozenset({"action"} if acts else ()), reading.state(sentence), weak, linked))
    verdict = weigh(reading, mentions, asked)
    if verdict and verdict.status == Status.VAGUE and any(m.weak is None and m.state in STANDS for m in mentions):
        return Verdict(Status.PARTIAL, "A policy tied to slavery, without an action.", verdict.evidence)
    return verdict or absent(reading, "an action against slavery", ("mitigation", *ACTION_LABELS), TERMS["step"])


def _mention(reading: Reading, sentence: Sentence) -> Mention:
    stem = "" if reading.is_whole else "answer_"
    elements = set(find_elements(sentence, {name: TERMS[stem + name] for name in ("actor", "trigger", "follow_up")}))
    if reading.decides(sentence, *STEP_LABELS) or _says_check(reading, sentence):
        elements.add("step")
    if reading.decides(sentence, *FOLLOW_UP_LABELS):
        elements.add("follow_up")
    if COMMON["reserves"].search(sentence.text):
        elements.discard("step")  # a right to check is no check
    state = reading.state(sentence)
    if state == EvidenceStatus.PLANNED and "follow_up" in elements and TERMS["on_trigger"].search(sentence.text):
        state = EvidenceStatus.ONGOING  # "where a risk is found we will": it stands
    if state == EvidenceStatus.HYPOTHETICAL:
        state = EvidenceStatus.ONGOING  # what follows a bad answer is told with "if"
        elements -= {"step"} if not reading.decides(sentence, *STEP_LABELS) else set()
    weak = talk(reading, sentence)
    linked = reading.decides(sentence, "mitigation", "remediation") or reading.tied_to_slavery(sentence)
    return Mention(sentence, frozenset(elements), state, weak, linked)


def _terms(reading: Reading, spoken: list[Sentence]) -> list[Sentence]:
    """Return the terms that bind suppliers with what follows a breach of them, none where either is not said."""
    said = [s for s in spoken if talk(reading, s) is None and reading.state(s) != EvidenceStatus.PLANNED]
    terms = [s for s in said if reading.decides(s, *TERM_LABELS)]
    follows = [s for s in said if _says_consequence(reading, s) or reading.decides(s, *FOLLOW_UP_LABELS)]
    return list(dict.fromkeys([*terms[:2], *follows[:1]])) if terms and follows else []


def _says_consequence(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says outright what a supplier that fails has to expect."""
    if not reading.is_whole and TERMS["answer_follow_up"].search(sentence.text):
        return True
    return bool(TERMS["consequence"].search(sentence.text)) and not reading.is_heading(sentence)


def _says_check(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says outright that somebody was checked, whatever the classifiers say.

    In a statement slavery has to be named in it; in the answer to a question on checks the question names it.
    """
    if not reading.is_whole:
        return bool(TERMS["asks"].search(question_of(reading)) and TERMS["answer_step"].search(sentence.text))
    said = TERMS["checked"].search(sentence.text) and COMMON["slavery"].search(sentence.text)
    return bool(said) and not reading.is_heading(sentence)
