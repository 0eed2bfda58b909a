"""Decide whether the text is candid about cases, risks and gaps, and tells cases so that nobody can be known."""

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.asked import NO
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.risk import TERMS as RISK
from pipelines.rules.risk import is_low
from pipelines.rules.search import absent
from pipelines.rules.signers import name_in
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote, quotes

TERMS = load_terms("candour")
GAP_LABELS = ("risk description", "MAP1", "mitigation", "supply chains")
SEARCH_LABELS = ("MON1", "MON2", "MON3", "RSK1", "SUP3")


@rule("candour_about_cases.v1")
def candour_about_cases(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether cases, risks or gaps are said, with how they were looked for.

    Rationale: a case, risk or gap found, with the search behind it, is candour; either half, or 'no cases' with a
    search, is part of it; a blanket assurance, or a search with no word on what it found, is only talk. A generic risk
    of the sector or an unfinished roll-out alone is neither. A short answer tells its search in plain words ("a shift
    leader noticed"), and a bare none in it denies what was asked.

    Source: statutory guidance, foreword; specification 2.4 (UK-G6), 5.2 (K27), 8 (F02, F21, F32).
    """
    tied = [s for s in reading.sentences if reading.tied_to_slavery(s, 1) and not reading.is_heading(s)]
    cases = [
        s
        for s in reading.about("REM5")
        if reading.state(s) != EvidenceStatus.NEGATED and not TERMS["no_cases"].search(s.text)
    ]
    none = [s for s in reading.about("REM5") if s not in cases]
    none += [s for s in tied if TERMS["no_cases"].search(s.text) and TERMS["found"].search(s.text) and s not in none]
    none += [s for s in tied if not reading.is_whole and NO.match(s.text) and s not in none]
    told = [s for s in tied if not TERMS["no_cases"].search(s.text) and not reading.is_talk(s)]
    gaps = [s for s in told if TERMS["gap"].search(s.text) and reading.decides(s, *GAP_LABELS)]
    blind = TERMS["blind"] if reading.is_whole else TERMS["answer_blind"]
    gaps += [s for s in told if blind.search(s.text) and s not in gaps]
    risks = [s for s in reading.about("risk description", "RSK2", "RSK3") if _admits(reading, s)]
    risks += [s for s in told if RISK["carries"].search(s.text) and s not in risks and _admits(reading, s)]
    search = [s for s in reading.about(*SEARCH_LABELS) if _is_search(reading, s)]
    search += [s for s in reading.sentences if _says_search(reading, s) and s not in search]
    cases.sort(key=lambda s: -reading.probability(s, "REM5"))
    if cases:
        with_search = [s for s in cases if TERMS["search"].search(s.text)] or search
        if with_search:
            shown = (*quotes(cases, limit=2), *quotes([s for s in with_search if s not in cases], "search", 1))
            return Verdict(Status.MET, "Says what was found and how it was looked for.", shown)
        return Verdict(Status.PARTIAL, "Says what was found, not how it was looked for.", quotes(cases, limit=2))
    for shown_first, label in ((gaps, "risk description"), (risks, "risk description"), (search, "MON1")):
        shown_first.sort(key=lambda s: -reading.probability(s, label))  # the plainest are shown first
    found = [s for s in [*gaps, *risks] if _was_found(reading, s)]
    if found and search:
        shown = (*quotes(found, limit=2), *quotes([s for s in search if s not in found], "search", 1))
        return Verdict(Status.MET, "Says a risk or gap found, and how it was looked for.", shown)
    if gaps or risks:
        return Verdict(
            Status.PARTIAL, "Admits a risk or gap, not how it was looked for.", quotes(gaps or risks, limit=2)
        )
    if none:
        with_search = [s for s in none if TERMS["search"].search(s.text)] or search
        if with_search:
            shown = (*quotes(none, limit=1), *quotes([s for s in with_search if s not in none], "search", 1))
            return Verdict(Status.PARTIAL, "No cases reported, with a search described.", shown)
        return Verdict(Status.VAGUE, "No cases reported, without a search behind it.", quotes(none, limit=2))
    blanket = [s for s in tied if TERMS["blanket"].search(TERMS["wished"].sub("", s.text))]
    if blanket:
        return Verdict(Status.VAGUE, "A blanket assurance without a search behind it.", quotes(blanket, limit=2))
    if low := [s for s in reading.about("risk description") if is_low(s)]:
        return Verdict(Status.VAGUE, "Calls the risk low without a word on what was found.", quotes(low, limit=2))
    if search:
        return Verdict(Status.VAGUE, "A search without a word on what it found.", quotes(search, limit=2))
    near = ("risk description", "MON1")
    return absent(reading, "cases, risks or gaps found", ("REM5",), TERMS["no_cases"], near=near)


@rule("victims_not_identifiable.v1")
def victims_not_identifiable(reading: Reading, parameters: Parameters) -> Verdict:
    """Send every case that is told to a person; say that none is told otherwise.

    Rationale: whether people can be known from a case needs judgement, and a passage that names somebody must not be
    spread further, so nothing is quoted that holds a name.

    Source: Australian guidance, May 2023; specification table 3.3 (AU-G2), 8 (F33).
    """
    told = [
        s for s in reading.about("REM5") if reading.state(s) != EvidenceStatus.NEGATED and TERMS["case"].search(s.text)
    ]
    safe = [s for s in told if name_in(s.text) is None]
    if told:
        reason = "Check by hand whether the people in the cases told could be identified."
        return Verdict(Status.NOT_ASSESSABLE, reason, quotes(safe, limit=2), Confidence.LOW)
    said = reading.about("REM5")[:1] or list(reading.sentences[:1])
    return Verdict(Status.NOT_APPLICABLE, "The text tells no case of a person.", tuple(quote(s) for s in said))


def _admits(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence admits a risk of one's own, in words of risk and without calling it low."""
    text = sentence.text
    if is_low(sentence) or TERMS["no_cases"].search(text) or not RISK["risk"].search(text):
        return False
    own = RISK["own"].search(text) or reading.decides(sentence, "RSK2", "RSK3")
    return bool(own) and not reading.is_talk(sentence) and reading.state(sentence) != EvidenceStatus.PLANNED


def _was_found(reading: Reading, sentence: Sentence) -> bool:
    """Whether a risk or gap is told as what a search brought to light, not as a fact of the sector."""
    near = " ".join(s.text for s in reading.around(sentence, 1))
    return bool(TERMS["brought_up"].search(near))


def _is_search(reading: Reading, sentence: Sentence) -> bool:
    done = reading.state(sentence) == EvidenceStatus.DONE_IN_PERIOD
    return (
        not reading.is_vague(sentence)
        and (done or reading.decides(sentence, "MON1", "MON3"))
        and reading.state(sentence) not in (EvidenceStatus.PLANNED, EvidenceStatus.NEGATED, EvidenceStatus.HYPOTHETICAL)
    )


def _says_search(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence of an answer says in plain words how it was looked: "we spoke with 40 packers alone"."""
    return not reading.is_whole and bool(TERMS["answer_search"].search(sentence.text))
