"""Decide whether the text names a policy, says what it requires, and which standard it follows."""

from corpora.document import Sentence
from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.furniture import is_menu
from pipelines.rules.mention import GENERAL, Asked, Mention, find_elements, talk, weigh
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote

TERMS = load_terms("policy")
LABELS = ("GOV2", "SUP1", "SUP2")
RULE_LABELS = ("GOV2", "SUP1", "SUP2", "REC1", "REC3", "REC4")
ASKED = Asked(
    "a policy on forced labour",
    ("named", "rule"),
    partial_from=0,
    labels=LABELS,
    names={"named": "a named policy or code", "rule": "what it requires about forced labour"},
)


@rule("policy_with_content.v1", "needs")
def policy_with_content(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether a policy is named and its rule on forced labour is said.

    Rationale: the name and the rule are enough, also where the rule stands beside the policy; a rule without a named
    policy, values beside a name, or policies that the text ties to slavery are part of it; a list of names alone says
    nothing about slavery. A policy is planned only while it is still to be written. Canada asks for forced labour and
    child labour.

    Source: Modern Slavery Act 2015, s.54(5)(b); Supply Chains Act (Canada), s.11(3)(b); specification 2.4 (UK-09),
    5.2 (K09), 8 (F11).
    """
    mentions = [_mention(reading, s) for s in reading.sentences if _speaks_of_policy(reading, s)]
    verdict = weigh(reading, mentions, ASKED)
    if verdict is None:
        return absent(reading, "a policy on slavery", LABELS, TERMS["policy"])
    needs_child = "child_labour" in parameters.get("needs", ())
    if verdict.status == Status.MET and needs_child:
        carrying = [s for m in mentions if m.weak is None for s in reading.around(m.sentence, 1)]
        if not reading.matching(COMMON["child"], carrying):
            reason = "The policy's rule speaks of forced labour only, not of child labour."
            return Verdict(Status.PARTIAL, reason, verdict.evidence, verdict.confidence)
    return verdict


@rule("policy_follows_standard.v1")
def policy_follows_standard(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the text says which international standard its policies follow, and how.

    Rationale: the guidance asks which standard and how it shaped the policy; a name alone is part of it. No tie to
    slavery is needed, the columns decide.

    Source: statutory guidance 2025, Level 1; specification table 3.1 (UK-G7), 2.4 (responsibility frame).
    """
    named = reading.matching(TERMS["standard"])
    shaping = [s for s in named if TERMS["policy"].search(s.text) and TERMS["shaped"].search(s.text)]
    if shaping:
        return Verdict(Status.MET, "Says which standard a policy follows.", tuple(quote(s) for s in shaping[:2]))
    if named:
        reason = "Names an international standard, not how it shaped a policy."
        return Verdict(Status.PARTIAL, reason, tuple(quote(s) for s in named[:2]))
    if unnamed := reading.matching(TERMS["unnamed"]):
        reason = "Speaks of international standards without naming one."
        return Verdict(Status.VAGUE, reason, tuple(quote(s) for s in unnamed[:2]))
    return absent(reading, "an international standard", (), TERMS["policy"], near=("GOV2", "SUP1"))


def _speaks_of_policy(reading: Reading, sentence: Sentence) -> bool:
    if is_menu(sentence.text):
        return False
    if reading.is_heading(sentence):
        return _names_slavery_policy(sentence) or _has_rule(sentence)
    return reading.decides(sentence, *RULE_LABELS) or _speaks(sentence) or _has_rule(sentence)


def _mention(reading: Reading, sentence: Sentence) -> Mention:
    rule_said = _has_rule(sentence)
    elements = find_elements(sentence, {"named": _name, "rule": lambda s: rule_said})
    state = _state(reading, sentence)
    if rule_said or _names_slavery_policy(sentence):
        return Mention(sentence, elements, state, linked=True)
    weak = talk(reading, sentence)
    tied = bool(COMMON["slavery"].search(sentence.text)) or reading.decides(sentence, "mitigation")
    if not tied and not reading.tied_to_slavery(sentence, 1):
        weak = "policies named without a word on slavery"
    elif weak == GENERAL and _speaks(sentence):
        weak = None  # policies that the text ties to slavery are part of it
    return Mention(sentence, elements, state, weak, linked=True)


def _state(reading: Reading, sentence: Sentence) -> EvidenceStatus:
    """Return the state: a policy is a plan only while it is still to be written, not in what it will do."""
    state = reading.state(sentence)
    if state == EvidenceStatus.HYPOTHETICAL:
        return EvidenceStatus.ONGOING
    if state == EvidenceStatus.PLANNED and not TERMS["to_come"].search(sentence.text):
        return EvidenceStatus.ONGOING
    return state


def _has_rule(sentence: Sentence) -> bool:
    """Whether a sentence rules on slavery: forbids or requires, or is a term of contract; values are no rule."""
    text = sentence.text
    if TERMS["no_rule"].search(text) or COMMON["duty"].search(text):
        return False
    if TERMS["expected"].search(text) and not _name(sentence):
        return False
    return bool(TERMS["term"].search(text) or (TERMS["object"].search(text) and TERMS["rule"].search(text)))


def _speaks(sentence: Sentence) -> bool:
    return bool(TERMS["policy"].search(TERMS["other_policy"].sub("", sentence.text)))


def _name(sentence: Sentence) -> bool:
    return bool(TERMS["named"].search(TERMS["other_policy"].sub("", sentence.text)))


def _names_slavery_policy(sentence: Sentence) -> bool:
    """Whether a policy is named that says by its name, or beside it, that it is about slavery; a heading serves too."""
    return _name(sentence) and bool(COMMON["slavery"].search(sentence.text))
