"""Decide what the text says of recruitment: who pays for a job, who recruits, who holds papers, what is in writing."""

from collections.abc import Sequence

from corpora.document import Sentence
from corpora.finding import Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.asked import lent, question_of, told
from pipelines.rules.mention import Asked
from pipelines.rules.parts import Parts, is_title, judge_parts, not_found
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quotes

TERMS = load_terms("recruitment")

FEE_REACH = 4  # sentences: costs, checks and repayment belong to the ban that they follow
FEES = Parts(
    Asked(
        "who pays for a job",
        ("ban", "related", "verified", "repaid"),
        labels=("REC1",),
        names={
            "ban": "that no worker pays",
            "related": "a related cost that is covered (visa, medical, travel, training, lodging)",
            "verified": "how it is verified",
            "repaid": "that fees paid are repaid",
        },
        core="ban",
        reach=FEE_REACH,
    ),
    TERMS,
    {"ban": ("REC1",)},
    standing=frozenset({"ban", "repaid"}),
    bare=frozenset({"related", "verified", "repaid"}),
    topic="fee_topic",
)
RECRUITERS = Parts(Asked("recruiters", ("recruiter", "certified"), labels=("REC2",)), TERMS, topic="recruiter")
PAPERS = Parts(
    Asked(
        "own papers and a clear contract",
        ("own_papers", "written"),
        labels=("REC3",),
        names={
            "own_papers": "that workers hold their papers",
            "written": "a contract in a language they understand, before they start or travel",
        },
    ),
    TERMS,
    standing=frozenset({"own_papers"}),
    topic="papers_topic",
)
FORBIDDEN = Parts(
    Asked("the acts that the clause forbids", ("clause",), labels=("REC1", "REC3")), TERMS, topic="clause"
)
ACTS = {
    "trafficking": "severe forms of trafficking",
    "sex": "commercial sex",
    "forced": "forced labour",
    "papers": "papers taken or hidden",
    "misleading": "misleading recruitment",
    "fees": "recruitment fees",
    "transport": "return transport",
    "housing": "housing below the standard",
    "contract": "a written work document",
}
MIN_ANSWER = 3  # words, of an answer whose question names the act
ONLY_WHERE = {"transport": "no_move", "contract": "no_move", "housing": "no_housing"}  # acts that need an occasion


@rule("employer_pays.v1")
def employer_pays(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether no worker pays for a job: fees and related costs, how it is verified, and repayment.

    Rationale: fees alone leave out visa, medical, travel, training and lodging, so one such cost has to be named; a ban
    nobody verifies and without repayment is part of it. 'We follow the law on fees' is only talk: many laws allow them.

    Source: ILO definition of recruitment fees and related costs (2019); Dhaka Principle 1; C181 art. 7; specification
    table 4.5 (INT-08), 5.2 (K22), 8 (F12, F14).
    """
    law = [s for s in reading.matching(TERMS["law_only"]) if not TERMS["ban"].search(s.text)]
    verdict = judge_parts(reading, FEES)
    if verdict.status.is_missing and law:
        why = "Follows the law on fees, or calls agencies reputable; a law may allow fees."
        return Verdict(Status.VAGUE, why, quotes(law, limit=2))
    return verdict


@rule("recruiters_assessed.v1")
def recruiters_assessed(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether recruiters are used or required that are certified, or whose conduct was assessed.

    Rationale: a licence shows a permit, not conduct, so licensed agencies are part of it; 'reputable agencies' is talk.

    Source: IOM IRIS Standard; specification table 4.5 (INT-09), 5.2 (K22), 8 (F13).
    """
    subject = TERMS["recruiter"].search(question_of(reading))  # "Which agencies ...?" "Two: ..."
    spoken = [
        s for s in reading.sentences if subject or TERMS["recruiter"].search(s.text) or reading.decides(s, "REC2")
    ]
    spoken = [s for s in spoken if not is_title(reading, s) and reading.state(s) != EvidenceStatus.NEGATED]
    stands = [s for s in spoken if reading.state(s) != EvidenceStatus.PLANNED or COMMON["standing"].search(s.text)]
    if assessed := [s for s in reading.matching(TERMS["certified"], stands) if not _is_wish(s)]:
        return Verdict(Status.MET, "Recruiters are certified, or their conduct is assessed.", quotes(assessed, limit=2))
    if licensed := [s for s in reading.matching(TERMS["licensed"], stands) if not _is_wish(s)]:
        reason = "Recruiters are licensed; an assessment of their conduct is not found."
        return Verdict(Status.PARTIAL, reason, quotes(licensed, limit=2))
    if plans := [s for s in reading.matching(TERMS["certified"], spoken) if s not in stands]:
        return Verdict(Status.PLANNED, "Planned only: assessed recruiters are still to come.", quotes(plans, limit=2))
    if spoken:
        why = "calls them reputable" if reading.matching(TERMS["reputable"], spoken) else "not how they are chosen"
        return Verdict(Status.VAGUE, f"Speaks of recruiters: {why}.", quotes(spoken, limit=2))
    return not_found(reading, RECRUITERS)


@rule("papers_and_contract.v1")
def papers_and_contract(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether workers hold their own papers, and get a contract they understand before they start or travel.

    Rationale: one of the two is part of it. A contract counts with its language and its time; checking passports for
    the right to work, or obeying labour law, says neither.

    Source: Dhaka Principles 2, 4 and 10; IRIS 2 and 3; specification table 4.5 (INT-13), 5.2 (K29), 8 (F22).
    """
    held = [s for s in reading.sentences if _holds(reading, s) and not TERMS["right_to_work"].search(s.text)]
    held = [s for s in held if not COMMON["planned_outright"].search(s.text) and not _is_wish(s)]
    written, loose = _contracts(reading)
    if held and written:
        reason = "Says that workers hold their papers, and of their contract when and in which language."
        return Verdict(Status.MET, reason, quotes([*held[:2], *written[:2]], limit=4))
    if held or written:
        lacking = PAPERS.asked.names["own_papers" if written else "written"]
        return Verdict(Status.PARTIAL, f"Not found: {lacking}.", quotes([*held, *written, *loose], limit=3))
    if loose:
        reason = "A contract is given, not both in a language they understand and before they start or travel."
        return Verdict(Status.PARTIAL, reason, quotes(loose, limit=2))
    spoken = [s for s in reading.matching(TERMS["papers_topic"]) if not is_title(reading, s)]
    if asks := TERMS["papers_topic"].search(question_of(reading)):
        if denied := [s for s in reading.sentences if (known := lent(reading, s)) and known.denied]:
            return Verdict(Status.NEG_DISCLOSED, f"Says outright no on {asks[0].lower()}.", quotes(denied, limit=1))
        spoken = list(reading.sentences)
    if law := [*spoken, *(s for s in reading.matching(TERMS["right_to_work"]) if not reading.is_heading(s))]:
        return Verdict(
            Status.VAGUE,
            "Speaks of papers or of the law, not of who holds them or what is agreed.",
            quotes(law, limit=2),
        )
    return not_found(reading, PAPERS)


@rule("prohibited_acts_covered.v1")
def prohibited_acts_covered(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge which of the nine acts that the clause forbids the rules of the text cover.

    Rationale: all that can arise are asked: return transport and the work document need workers who move, housing needs
    housing. Some acts are part of it, forced labour alone among them; 'we comply with FAR' names none.

    Source: FAR 52.222-50(b)(1)-(9); specification table 4.4 (FAR-09), 5.2 (K22, K29), 8 (F22).
    """
    spoken = [
        s for s in reading.sentences if not reading.is_heading(s) and not COMMON["planned_outright"].search(s.text)
    ]
    found = {name: reading.matching(TERMS[f"act_{name}"], spoken) for name in ACTS}
    if not [s for s in spoken if TERMS["clause"].search(s.text)] and not any(
        found[n] for n in ("trafficking", "forced")
    ):
        found = {name: [s for s in told if reading.tied_to_slavery(s)] for name, told in found.items()}
    asked = [name for name in ACTS if TERMS[f"act_{name}"].search(question_of(reading))]
    if asked and reading.sentences:
        return _act_asked(reading, asked, found)
    named = [name for name in ACTS if found[name]]
    echoes = [s for s in spoken if TERMS["comply"].search(s.text) and TERMS["clause"].search(s.text)]
    if set(named) <= {"trafficking"} and echoes:
        return Verdict(Status.VAGUE, "Says that it complies with the clause; names no act.", quotes(echoes, limit=2))
    if not named:
        return not_found(reading, FORBIDDEN)
    idle = {name for name, said in ONLY_WHERE.items() if reading.matching(TERMS[said], spoken)}
    lacking = [words for name, words in ACTS.items() if name not in named and name not in idle]
    shown = quotes(_richest(found, named), limit=4)
    if not lacking:
        return Verdict(Status.MET, "Names each act that the clause forbids and that can arise here.", shown)
    return Verdict(Status.PARTIAL, f"Of the acts that the clause forbids, not found: {', '.join(lacking)}.", shown)


def _act_asked(reading: Reading, asked: Sequence[str], found: dict[str, list[Sentence]]) -> Verdict:
    """Judge the answers to questions on some of the acts: the question names its act, so the answer need not."""
    evidence = quotes(reading.sentences, limit=3)
    if all(reading.is_vague(s) or _is_wish(s) for s in reading.sentences):
        names = ", ".join(ACTS[name] for name in asked)
        return Verdict(Status.VAGUE, f"Asked about {names}: only in general terms.", evidence)
    answered = {name for name in asked if found[name]}
    for answer in reading.answers:
        if len(answer.answer.split()) >= MIN_ANSWER and not TERMS["elsewhere"].match(answer.answer):
            answered |= {name for name in asked if TERMS[f"act_{name}"].search(answer.question)}
    if any(lent(reading, s) for s in reading.sentences[:1]) and len(reading.answers) == 1:
        answered |= set(asked)  # a plain yes or no to a question that names the act
    if lacking := [ACTS[name] for name in asked if name not in answered]:
        return Verdict(Status.PARTIAL, f"Asked about, and answered in too few words: {', '.join(lacking)}.", evidence)
    return Verdict(Status.MET, f"Answers what is asked: {', '.join(ACTS[name] for name in asked)}.", evidence)


def _richest(found: dict[str, list[Sentence]], named: Sequence[str]) -> list[Sentence]:
    told = {s.sentence_id: s for name in named for s in found[name]}
    return sorted(told.values(), key=lambda s: (-sum(s in found[name] for name in named), s.index))


def _contracts(reading: Reading) -> tuple[list[Sentence], list[Sentence]]:
    """Return where a contract is told with its language and its time, and where with one of the two."""
    full, loose = [], []
    subject = TERMS["contract"].search(question_of(reading))  # "When do they get their contract?" "Ten days before ..."
    for sentence in reading.sentences if subject else reading.matching(TERMS["contract"]):
        known = lent(reading, sentence)
        planned = COMMON["planned_outright"].search(sentence.text)
        if is_title(reading, sentence) or (known and known.denied) or planned or _is_wish(sentence):
            continue
        near = " ".join(told(reading, s) for s in reading.around(sentence, 1))
        has = [bool(TERMS[name].search(near)) for name in ("understood", "before")]
        if all(has):
            full.append(sentence)
        elif any(bool(TERMS[name].search(told(reading, sentence))) for name in ("understood", "before")):
            loose.append(sentence)
    return full, loose


def _holds(reading: Reading, sentence: Sentence) -> bool:
    """Whether workers are said to hold their papers, in the words of the sentence or with those of its question."""
    known = lent(reading, sentence)
    if TERMS["own_papers"].search(f"{sentence.text}\n{known.words if known else ''}"):
        return not (known and known.denied) or bool(TERMS["own_papers"].search(known.words))
    who = TERMS["who_holds"].search(question_of(reading)) and sentence == reading.sentences[0]
    return bool(who and TERMS["workers_do"].match(sentence.text))


def _is_wish(sentence: Sentence) -> bool:
    return bool(COMMON["expects"].search(sentence.text))
