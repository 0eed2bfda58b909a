"""Decide whether the text shows training on slavery, and for whom."""

from collections.abc import Sequence

from corpora.document import Sentence
from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.mention import Asked, Mention, Test, find_elements, weigh
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict

TERMS = load_terms("training")
LABELS = ("TRN1", "TRN2")
ASKED = Asked("training on slavery", ("content", "audience"), labels=LABELS, names={"content": "slavery as content"})


@rule("training_with_audience.v1", "needs")
def training_with_audience(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether slavery-specific training is named with those who receive it, given or as standing practice.

    Rationale: content and audience are enough, a missing date is noted; training on a code counts where the text ties
    the code to slavery. Only suppliers or auditors trained is part of it; general induction, or a code that nothing
    ties to slavery, is only talk of training. Canada asks for forced and child labour.

    Source: Modern Slavery Act 2015, s.54(5)(f); Supply Chains Act (Canada), s.11(3)(f); specification 2.4 (UK-14),
    5.2 (K19), 8 (F20).
    """
    sentences = [s for s in reading.sentences if _speaks_of_training(reading, s)]
    mentions = [_mention(reading, s) for s in sentences]
    verdict = weigh(reading, mentions, ASKED)
    if verdict is None:
        return absent(reading, "training", LABELS, TERMS["training"])
    standing = [m for m in mentions if m.weak is None and "content" in m.elements]
    if verdict.status == Status.MET and not any("staff" in m.elements for m in standing):
        return Verdict(Status.PARTIAL, "Only suppliers or others outside the staff are trained.", verdict.evidence)
    if (
        verdict.status == Status.MET
        and "child_labour" in parameters.get("needs", ())
        and not _names_child(reading, sentences)
    ):
        reason = "Training on one of the two only: forced labour, without child labour."
        return Verdict(Status.PARTIAL, reason, verdict.evidence, verdict.confidence)
    return verdict


def _speaks_of_training(reading: Reading, sentence: Sentence) -> bool:
    if reading.is_heading(sentence) and not reading.decides(sentence, *LABELS):
        return False
    if reading.decides(sentence, *LABELS):
        return True
    if not TERMS["training"].search(sentence.text):
        return False
    # a list of plans for the slavery policy names training without naming slavery again
    planned = reading.state(sentence) == EvidenceStatus.PLANNED and not TERMS["generic"].search(sentence.text)
    return bool(COMMON["slavery"].search(sentence.text)) or (planned and reading.tied_to_slavery(sentence, 1))


def _mention(reading: Reading, sentence: Sentence) -> Mention:
    near = [s for s in reading.around(sentence, 1) if s == sentence or _lends(reading, s)]
    itself = bool(COMMON["slavery"].search(sentence.text) or TERMS["content"].search(sentence.text))
    trained = bool(TERMS["training"].search(sentence.text))
    named = trained or (itself and reading.decides(sentence, "TRN1"))
    of_code = bool(TERMS["of_code"].search(sentence.text))  # then the sentence itself has to name slavery
    texts = [sentence.text] if of_code else [s.text for s in near if not TERMS["of_code"].search(s.text)]
    tied = itself or any(COMMON["slavery"].search(text) for text in texts)
    planned = reading.state(sentence) == EvidenceStatus.PLANNED
    tied = tied or (planned and reading.tied_to_slavery(sentence, 1))
    tied = tied or (reading.rights_mean_slavery and bool(COMMON["rights"].search(sentence.text)))
    tests: dict[str, Test] = {
        "content": lambda s: trained and tied and not TERMS["generic"].search(s.text),
        "audience": lambda s: (
            bool(TERMS["staff"].search(_told(s)) or TERMS["suppliers"].search(_told(s)))
            and not TERMS["available"].search(s.text)
        ),
        "staff": TERMS["staff"],
    }
    elements = find_elements(sentence, tests)
    weak = None
    if reading.is_heading(sentence):
        weak = "a heading"
    elif named and not trained:
        pass  # told, handed out or made aware: part of it, but no training
    elif of_code and "audience" in elements and _code_covers_slavery(reading):
        pass  # training on a code that the text ties to slavery elsewhere: content unclear, so part of it
    elif not named or TERMS["generic"].search(sentence.text):
        weak = "training that nothing ties to slavery"
    elif TERMS["needs"].search(sentence.text):
        weak = "training that is only thought about"
    elif TERMS["belief"].search(sentence.text):
        weak = "training that is called important"
    elif "content" not in elements and TERMS["loose"].search(sentence.text):
        weak = "training in general terms"
    return Mention(sentence, elements, reading.state(sentence), weak)


def _lends(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence beside one on training ties it to slavery: one on training too, that is no plan."""
    return bool(TERMS["training"].search(sentence.text)) and reading.state(sentence) != EvidenceStatus.PLANNED


def _told(sentence: Sentence) -> str:
    """Return what a sentence tells of training given, without the plan that follows it."""
    told = TERMS["plan_follows"].split(sentence.text)[0]
    return told if TERMS["training"].search(told) else sentence.text


def _names_child(reading: Reading, sentences: Sequence[Sentence]) -> bool:
    near = [s for sentence in sentences for s in reading.around(sentence, 1)]
    return bool(reading.matching(COMMON["child"], near))


def _code_covers_slavery(reading: Reading) -> bool:
    return any(COMMON["slavery"].search(s.text) for s in reading.matching(TERMS["of_code"]))
