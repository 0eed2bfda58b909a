"""Answers about the coming contract: a plan counts when it says who, what, when and what checks it."""

from typing import Any

import pytest

from corpora.document import QuestionType
from corpora.finding import Status
from pipelines.rules.contract_level import ContractLevel
from tests.pipelines.rules.answered import judge_answer, reading_of
from tests.pipelines.rules.cases import judge

HOW = "How will you manage the risk of modern slavery?"
NIGHT = "How will you manage modern slavery risk among night cleaners?"
FOUND = "What would you do if a victim of slavery were found on this contract?"
VERBS = "How will you identify, assess and address modern slavery risks?"
INTERVIEWS = (
    "Within four weeks our site manager will interview all night cleaners.\n"
    "Results will be reported to your contract manager each month."
)
PLANS: tuple[tuple[str, str, Status], ...] = (
    (
        HOW,
        "For this contract our supply chain manager maps the glove factories to tier three in month one.\n"
        "Findings are reviewed with you at the quarterly contract meeting.",
        Status.MET,
    ),
    (NIGHT, INTERVIEWS, Status.MET),
    (NIGHT + " State the budget.", INTERVIEWS, Status.PARTIAL),
    (
        HOW,
        "- Month 1: map to tier 3\n- Month 3: worker interviews at two sites\n- Our sourcing lead reports progress to "
        "you monthly",
        Status.MET,
    ),
    (
        HOW,
        "Our ethical trade manager audits 60 factories each year across our group and tracks the corrective actions.",
        Status.PARTIAL,
    ),
    (HOW, "We will map the chain by month three of the contract.", Status.PARTIAL),
    (HOW, "We will manage modern slavery risk in this contract.", Status.PLANNED),
    (HOW, "Our modern slavery policy is attached.", Status.VAGUE),
    (HOW, "We are committed to managing the risk of modern slavery.", Status.VAGUE),
    (HOW, "We sell boots.", Status.ABSENT),
    (HOW, "", Status.ABSENT),
)
SUPPLY: tuple[tuple[str, dict[str, Any], Status], ...] = (
    (
        "For this cleaning contract we identified two labour agencies in March, scored their pay records and repaid "
        "what was owed.",
        {},
        Status.MET,
    ),
    (
        "In month one our buyer will map the mills for lot 2 and score each of them.\nShe will require repayment of "
        "fees and report progress to you every month.",
        {},
        Status.MET,
    ),
    ("For this contract we will map the mills, score them and require repayment of fees.", {}, Status.PARTIAL),
    ("Across our group we map suppliers, score them and agree corrective action plans.", {}, Status.PARTIAL),
    ("For this contract we map the suppliers for slavery risk.", {}, Status.PARTIAL),
    ("We take modern slavery seriously.", {}, Status.VAGUE),
    ("We sell boots.", {}, Status.ABSENT),
    (
        "In lot 2 we identified six mills in Tirupur, scored them and agreed corrective action.\nTwo trained auditors "
        "visit monthly; 12 workers got repayment.",
        {"stepped_up": True},
        Status.MET,
    ),
    ("For this contract we identified risks, assessed them and train buyers.", {"stepped_up": True}, Status.PARTIAL),
)
PROTOCOLS = {
    (
        "We would tell you and the police within 24 hours and move the worker to safe housing.\nOur site manager would "
        "pay the wages owed and verify with the worker after one month.\nWe would stay with the agency and end the "
        "contract only as a last resort."
    ): Status.MET,
    "We tell the buyer within 24 h and fund safe housing.": Status.PARTIAL,
    "We would notify the police.": Status.PARTIAL,
    (
        "Across our group, safeguarding comes first, authorities are told, wages owed are repaid and termination is a "
        "last resort."
    ): Status.PARTIAL,
    "We would terminate the subcontract.": Status.VAGUE,
    "It would be escalated to our HR manager.": Status.VAGUE,
    "": Status.ABSENT,
}
HOSPITALS = "Explain the modern slavery risk of the night cleaning at the two hospitals."
RISKS = {
    "At the hospitals, agency workers on night shifts carry the highest risk, as two labour providers supply them.": (
        Status.MET
    ),
    "Risk in this contract is low because all twelve fitters are directly employed and the steel is made in Leeds.": (
        Status.MET
    ),
    "Migrant workers in garment factories are exposed to exploitation.": Status.PARTIAL,
    "Our risk is low.": Status.VAGUE,
    "We sell boots.": Status.ABSENT,
    "": Status.ABSENT,
}
MEMBERS = {
    "Assembly: Penang Precision Sdn Bhd, Malaysia; gloves: Kota Latex Industries, tier 2, in Ipoh.": Status.MET,
    "Our supplier is Pell Haulage Ltd in Leeds, England.": Status.PARTIAL,
    "Oak from two sawmills in Latvia, and fabric woven in Tirupur.": Status.PARTIAL,
    "We do not disclose our suppliers.": Status.NEG_DISCLOSED,
    "This information is confidential.": Status.VAGUE,
    "We have many suppliers.": Status.VAGUE,
    "": Status.ABSENT,
}


@pytest.mark.parametrize(("question", "text", "status"), PLANS)
def test_a_plan_for_the_contract_says_who_what_when_and_what_checks_it(
    question: str, text: str, status: Status
) -> None:
    verdict = judge_answer("plan_for_contract.v1", question, text, QuestionType.METHOD, owner=True)
    assert verdict.status == status, verdict.reason


def test_a_company_programme_is_said_to_be_one() -> None:
    text = "Our ethical trade manager audits 60 factories each year across our group and tracks the corrective actions."
    assert "not of this contract" in judge_answer("plan_for_contract.v1", HOW, text).reason


@pytest.mark.parametrize(("text", "parameters", "status"), SUPPLY)
def test_risks_in_the_supply_are_identified_assessed_and_addressed(
    text: str, parameters: dict[str, Any], status: Status
) -> None:
    verdict = judge_answer("supply_risks_answered.v1", VERBS, text, QuestionType.METHOD, **parameters)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(("text", "status"), PROTOCOLS.items())
def test_a_protocol_helps_the_person_found(text: str, status: Status) -> None:
    verdict = judge_answer("victim_protocol.v1", FOUND, text, QuestionType.PROTOCOL)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(("text", "status"), RISKS.items())
def test_the_risk_is_that_of_the_contract(text: str, status: Status) -> None:
    verdict = judge_answer("contract_risk_addressed.v1", HOSPITALS, text, QuestionType.METHOD)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(("text", "status"), MEMBERS.items())
def test_members_of_the_chain_are_named_with_place_and_tier(text: str, status: Status) -> None:
    verdict = judge_answer("chain_members_named.v1", "Name the supply chain members for this contract.", text)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(
    ("text", "is_contract"),
    {
        "We will interview cleaners in month two.": True,
        "The laundry in Corby is visited at night.": True,
        "In lot 3 we use two agencies.": True,
        "- Wards are checked for agency labour": True,
        "Across our group all hospitals are visited.": False,
        "All of our suppliers sign the code.": False,
        "We audit factories each year.": False,
    }.items(),
)
def test_a_passage_speaks_of_the_contract_or_of_the_company(text: str, is_contract: bool) -> None:
    question = "How will you protect cleaners and laundry workers on the hospital wards?"
    reading = reading_of(question, f"Our approach is old.\n{text}", lot="Ward cleaning, Corby")
    assert ContractLevel(reading).is_contract(reading.sentences[-1]) is is_contract


def test_the_words_of_a_lot_name_the_contract_in_prose_too() -> None:
    reading = reading_of("", "We check every seam of the gloves.", procurement="Nitrile gloves and gowns")
    assert ContractLevel(reading).is_contract(reading.sentences[0])
    assert "glov" in "".join(ContractLevel(reading).words)


@pytest.mark.parametrize(
    ("text", "status"),
    {
        "Clause 3: the steel comes from two mills; the labour agency in lot B was checked in April.": Status.MET,
        "We will check the labour agency for lot B.": Status.PARTIAL,
        "Our company audits its suppliers worldwide.": Status.PARTIAL,
        "": Status.ABSENT,
    }.items(),
)
def test_heightened_clauses_are_responded_to(text: str, status: Status) -> None:
    asked = "Clause 3: give the due diligence on steel and labour hire."
    assert judge_answer("clauses_answered.v1", asked, text).status == status


def test_a_whole_text_responds_to_clauses_only_where_it_names_them() -> None:
    told = "Clause 4: our site manager checks the labour agency each month."
    assert judge("clauses_answered.v1", told).status == Status.PARTIAL
    assert judge("clauses_answered.v1", "We check each labour agency.").status == Status.ABSENT
