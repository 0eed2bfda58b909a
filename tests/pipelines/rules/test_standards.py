"""What international standards ask of recruitment, due diligence and accountability."""

import pytest

from corpora.finding import Status
from tests.pipelines.rules.answered import judge_answer
from tests.pipelines.rules.cases import judge

DILIGENCE = "How do you carry out human rights due diligence against forced labour?"
FIVE = (
    "At our own sites and at suppliers we identified eight risks, trained the buyers and audited twelve laundries.\n"
    "We repaid wages to nine workers and published the results."
)
STEPS = [
    "Our board committee owns the forced labour policy.",
    "We mapped suppliers for forced labour.",
    "We audit farms against forced labour.",
    "We track the share of closed forced labour findings.",
    "We publish forced labour cases.",
    "We repaid debts of forced labour victims.",
]
CASES: dict[str, dict[str, Status]] = {
    "six_steps.v1": {
        "\n".join(STEPS): Status.MET,
        "\n".join(STEPS[1:4]): Status.PARTIAL,
        STEPS[1]: Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "intermediaries_controlled.v1": {
        "Two licensed agencies supply pickers; contracts ban sub-agents.": Status.MET,
        "Harvest workers come through labour brokers.": Status.PARTIAL,
        "The term supplier must be read as vendor or subcontractor.": Status.PARTIAL,
        "We work with third parties to fight slavery.": Status.PARTIAL,
        "We sell boots.": Status.ABSENT,
    },
    "prevention_and_correction.v1": {
        "We trained 40 foremen on forced labour.\nAfter an audit found debt bondage we repaid ten men.": Status.MET,
        "We trained 40 foremen on forced labour.": Status.PARTIAL,
        "We oppose modern slavery.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "survivors_shaped.v1": {
        "A survivor panel rewrote the poster.": Status.MET,
        "We consulted a charity on modern slavery.": Status.PARTIAL,
        "Next year we will consult a survivors' panel.": Status.PLANNED,
        "We support victims of slavery.": Status.ABSENT,
    },
    "employer_pays.v1": {
        "Workers pay nothing, visa and medical included.\nWe interview every arrival; €212 per worker was repaid.": (
            Status.MET
        ),
        "Workers at our mills never pay recruitment fees.": Status.PARTIAL,
        "We follow local law on fees.": Status.VAGUE,
        "We use reputable agencies.": Status.VAGUE,
        "From next year we plan to ban recruitment fees.": Status.PLANNED,
        "We check the training of cooks.": Status.ABSENT,
    },
    "recruiters_assessed.v1": {
        "Recruiters in the two corridors must hold IRIS certification.": Status.MET,
        "We audit each labour provider before the season.": Status.MET,
        "We only use licensed agencies.": Status.PARTIAL,
        "We use reputable agencies.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "indicators_used.v1": {
        "Two indicators at one site: document retention, excessive overtime.": Status.MET,
        "We use the ILO indicators of forced labour.": Status.PARTIAL,
        "Forced labour is defined by debt bondage and threats.": Status.ABSENT,
        "We sell boots.": Status.ABSENT,
    },
    "code_passed_on.v1": {
        "The code is on a Tagalog and Malay poster at each site; 41 subcontractors signed it in May.": Status.MET,
        "Every employee received the supplier code in Polish.": Status.PARTIAL,
        "Our managing director signed the UN code.": Status.VAGUE,
        "We expect our partners to share the code of conduct.": Status.VAGUE,
        "We will translate the supplier code next year for our cleaners and subcontractors.": Status.PLANNED,
        "We sell boots.": Status.ABSENT,
    },
    "papers_and_contract.v1": {
        "Passports stay with workers; the contract is signed in Nepali ten days before the flight.": Status.MET,
        "Workers keep their passports.": Status.PARTIAL,
        "We do not hold any worker's passport.": Status.PARTIAL,
        "Each cook gets a written contract in Tagalog before departure.": Status.PARTIAL,
        "We comply with labour law.": Status.VAGUE,
        "We check passports for the right to work.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
}
ANSWERS: tuple[tuple[str, str, str, Status], ...] = (
    ("diligence_in_verbs.v1", DILIGENCE, FIVE, Status.MET),
    (
        "diligence_in_verbs.v1",
        DILIGENCE,
        "We signed the UN code and last year traced, fixed and reported two wage cases at a laundry we use.",
        Status.PARTIAL,
    ),
    ("diligence_in_verbs.v1", DILIGENCE, "We have signed the UN Supplier Code of Conduct.", Status.VAGUE),
    ("diligence_in_verbs.v1", DILIGENCE, "", Status.ABSENT),
    (
        "checks_accepted.v1",
        "Do you accept checks?",
        "UN staff may visit any site at two days' notice; open points go into a dated plan.",
        Status.MET,
    ),
    ("checks_accepted.v1", "Which checks do you accept?", "We accept visits.", Status.PARTIAL),
    (
        "checks_accepted.v1",
        "Which checks do you accept?",
        "We accept audits and will agree a corrective action plan.",
        Status.PARTIAL,
    ),
    ("checks_accepted.v1", "Which checks do you accept?", "We value continuous improvement.", Status.VAGUE),
    ("checks_accepted.v1", "Which checks do you accept?", "", Status.ABSENT),
    (
        "intermediaries_controlled.v1",
        "Which agencies will supply workers to the site?",
        "Two: Keel Labour Ltd and Northstar Site Services Ltd.\nBoth hold a licence, checked on 2 June 2026.",
        Status.MET,
    ),
    (
        "papers_and_contract.v1",
        "Who holds the passports of workers who live on site?",
        "The workers.\nEach room has a safe.",
        Status.PARTIAL,
    ),
    (
        "papers_and_contract.v1",
        "Are workers given a written contract in their language before they travel, and do they keep their passports?",
        "Yes",
        Status.MET,
    ),
    ("papers_and_contract.v1", "Do you hold the passports of workers?", "No", Status.PARTIAL),
    ("papers_and_contract.v1", "Do you hold the passports of workers?", "Yes", Status.VAGUE),
    ("papers_and_contract.v1", "Are workers given a contract in their language?", "No", Status.NEG_DISCLOSED),
    ("employer_pays.v1", "Do workers pay recruitment fees?", "No", Status.PARTIAL),
)


@pytest.mark.parametrize(
    ("rule", "text", "status"), [(rule, *case) for rule, told in CASES.items() for case in told.items()]
)
def test_good_practice_is_an_act_and_not_a_word(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(("rule", "question", "text", "status"), ANSWERS)
def test_an_answer_takes_its_subject_from_the_question(rule: str, question: str, text: str, status: Status) -> None:
    verdict = judge_answer(rule, question, text)
    assert verdict.status == status, verdict.reason


def test_a_label_shows_a_part_whose_words_nobody_foresaw() -> None:
    told = "The employer bears it all, and nobody in the village owes the man with the van. [REC1, ONGOING]"
    assert judge("employer_pays.v1", told).status == Status.PARTIAL
