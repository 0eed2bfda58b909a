"""Decide what the text says happens for people harmed, and about the lost income of vulnerable families."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("remedy")
LABELS = ("remediation", "REM1", "REM2", "REM3", "REM4")
SURE = 0.6  # a probability that needs no word beside it
CHANNEL_LABELS = ("GRV1", "GRV2")


@rule("remediation_process.v1", "measures_only")
def remediation_process(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether it is said what happens for the people affected when a case is found or suspected.

    Rationale: Australia asks for processes, so a worker-directed process is enough even where it is told with 'if'; who
    is told and what then happens, without help for the person harmed, is part of it, as is ending the contract alone. A
    speak-up channel or 'appropriate action' is only talk. Canada asks for 'any measures taken', so a plain 'none' is an
    answer and a procedure for the future is part of it.

    Source: Modern Slavery Act 2018 (Cth), s.16(1)(d); Supply Chains Act (Canada), s.11(3)(d); specification 2.4 (AU-08,
    CA-07), 5.2 (K17 and the rule after it), 8 (F18, F21).
    """
    measures_only = bool(parameters.get("measures_only"))
    spoken = [s for s in reading.about(*LABELS) if not reading.is_heading(s)]
    plans = [s for s in spoken if reading.state(s) == EvidenceStatus.PLANNED and not TERMS["trigger"].match(s.text)]
    told = [s for s in spoken if s not in plans and reading.state(s) != EvidenceStatus.NEGATED]
    helps = [s for s in told if TERMS["worker"].search(s.text) or reading.probability(s, "REM2") >= SURE]
    helps = [s for s in helps if not reading.is_vague(s)]
    confidence = _confidence(reading, helps or told)
    if helps:
        done = [s for s in helps if reading.state(s) == EvidenceStatus.DONE_IN_PERIOD or reading.decides(s, "REM2")]
        if not measures_only or done:
            reason = "Says what is done for the people affected."
            return Verdict(Status.MET, reason, quotes(done or helps, limit=3), confidence)
        return Verdict(
            Status.PARTIAL, "A procedure for the future, no measure taken.", quotes(helps, limit=3), confidence
        )
    if measures_only and (nones := _nones(reading)):
        return Verdict(Status.NEG_DISCLOSED, "Says that no measure was taken or needed.", quotes(nones, limit=2))
    steps = [s for s in told if _is_step(reading, s)]
    if steps:
        reason = "Says who is told and what then happens, without help for the people harmed."
        if all(reading.decides(s, "REM4") and not reading.decides(s, "REM1", "REM3") for s in steps):
            reason = "Ending the relationship is the only response; nothing for the people harmed."
        return Verdict(Status.PARTIAL, reason, quotes(steps, limit=3), confidence)
    if plans:
        return Verdict(Status.PLANNED, "Planned only: remediation is still to come.", quotes(plans, limit=2))
    if told:
        return Verdict(Status.VAGUE, "Speaks of a response only vaguely.", quotes(told, limit=2))
    named = [
        s for s in reading.matching(TERMS["named"]) if not TERMS["echo"].search(s.text) and not reading.is_heading(s)
    ]
    if named and not measures_only:
        if all(reading.state(s) == EvidenceStatus.PLANNED or TERMS["coming"].search(s.text) for s in named):
            return Verdict(Status.PLANNED, "Planned only: remediation is still to come.", quotes(named, limit=2))
        return Verdict(Status.VAGUE, "Names remediation without what happens to a case.", quotes(named, limit=2))
    if not measures_only and (channels := [s for s in reading.about(*CHANNEL_LABELS) if not reading.is_heading(s)]):
        reason = "A channel to speak up, without what then happens to a case."
        return Verdict(Status.VAGUE, reason, quotes(channels, limit=2))
    return absent(reading, "remediation", LABELS, TERMS["process"])


@rule("income_loss_addressed.v1")
def income_loss_addressed(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the text addresses the loss of income that measures bring to vulnerable families.

    Rationale: only Canada asks; a plain 'none' is an answer with or without a basis. A general remediation sentence, or
    the words in a heading alone, says nothing of income.

    Source: Supply Chains Act (Canada), s.11(3)(e); specification 2.4 (CA-07, CA-08), 5.2 (K18).
    """
    spoken = [s for s in reading.matching(TERMS["income"]) if not reading.is_heading(s)]
    nones = [s for s in spoken if TERMS["none"].search(s.text) or reading.state(s) == EvidenceStatus.NEGATED]
    if nones:
        return Verdict(
            Status.NEG_DISCLOSED, "Says that no income loss arose or was remediated.", quotes(nones, limit=2)
        )
    measures = [s for s in spoken if reading.decides(s, "REM2", "remediation")]
    if measures:
        return Verdict(Status.MET, "Says which measure met lost income.", quotes(measures, limit=2))
    under = [s for s in reading.sentences if any(TERMS["income"].search(h) for h in s.section)]
    if answers := [s for s in under if TERMS["none"].search(s.text)]:
        return Verdict(Status.NEG_DISCLOSED, "Says that there was none, under its heading.", quotes(answers, limit=2))
    if spoken:
        return Verdict(Status.PARTIAL, "Speaks of lost income without a measure.", quotes(spoken, limit=2))
    return absent(reading, "the lost income of vulnerable families", ("REM2",), TERMS["income"])


def _is_step(reading: Reading, sentence: Sentence) -> bool:
    if reading.is_vague(sentence):
        return False
    if TERMS["vague_action"].search(sentence.text) and not TERMS["concrete"].search(sentence.text):
        return False
    return reading.decides(sentence, *LABELS[1:]) or bool(TERMS["process"].search(sentence.text))


def _nones(reading: Reading) -> list[Sentence]:
    said = [s for s in reading.about(*LABELS, "REM5") if TERMS["none"].search(s.text)]
    return said or [
        s
        for s in reading.sentences
        if TERMS["none"].search(s.text)
        and (reading.tied_to_slavery(s, 0) or "remed" in " ".join(s.section).lower())
        and ("remed" in s.text.lower() or any("remed" in h.lower() for h in s.section))
    ]


def _confidence(reading: Reading, sentences: list[Sentence]) -> Confidence:
    best = max((reading.probability(s, *LABELS) for s in sentences), default=0.0)
    return Confidence.HIGH if best >= 0.6 else Confidence.MEDIUM
