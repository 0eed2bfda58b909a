"""What answers a content commitment, and what only sounds like it: labels in brackets are the classifiers'."""

from dataclasses import replace

import pytest

from corpora.finding import Status
from pipelines.rules import Reading, find_rule
from tests.pipelines.rules.cases import case_of, judge

CASES: dict[str, dict[str, Status]] = {
    "training_with_audience.v1": {
        "All buyers finished the forced-labour module by October. [TRN1, mitigation, DONE_IN_PERIOD]": Status.MET,
        "We train our managers on modern slavery every year. [TRN1, mitigation, ONGOING]": Status.MET,
        "We trained 60 suppliers on forced labour. [TRN2, mitigation, DONE_IN_PERIOD]": Status.PARTIAL,
        "Modern slavery training was given. [TRN1, mitigation, DONE_IN_PERIOD]": Status.PARTIAL,
        "Next year we will train all staff on modern slavery. [TRN1, mitigation, PLANNED]": Status.PLANNED,
        "All new starters read the code of conduct. [TRN1, ONGOING]": Status.VAGUE,
        "We do not give our staff training on modern slavery. [TRN1, NEGATED]": Status.NEG_DISCLOSED,
        "We sell boots.": Status.ABSENT,
    },
    "policy_with_content.v1": {
        "Our Human Rights Policy bans forced labour and debt bondage. [GOV2, mitigation, ONGOING]": Status.MET,
        "The Supplier Code forbids any use of slavery. [SUP1, mitigation, ONGOING]": Status.MET,
        "We never use forced labour and must not accept it. [GOV2, mitigation, ONGOING]": Status.PARTIAL,
        "We will write an Anti-Slavery Policy that bans forced labour. [GOV2, mitigation, PLANNED]": Status.PLANNED,
        "We have policies on bribery, data and diversity.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "policy_follows_standard.v1": {
        "Our Supplier Code is based on the ETI Base Code.": Status.MET,
        "We support the UN Guiding Principles on Business and Human Rights.": Status.PARTIAL,
        "Our policies follow internationally recognised human rights principles.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "due_diligence_process.v1": {
        (
            "Our buyers send new suppliers in red categories 32 questions on slavery. [SUP3, mitigation, ONGOING]\n"
            "Wrong answers are escalated to the ethics panel. [REM3, mitigation, ONGOING]"
        ): Status.MET,
        "We audit our key suppliers for forced labour each year. [MON1, mitigation, ONGOING]": Status.PARTIAL,
        "From next year we will audit suppliers for slavery. [MON1, mitigation, PLANNED]": Status.PLANNED,
        "We carry out appropriate due diligence.": Status.VAGUE,
        "We expect all our suppliers to share our values. [SUP1, ONGOING]": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "risk_located.v1": {
        "Our highest exposure is cotton from India and night cleaning. [RSK2, risk description, ONGOING]": Status.MET,
        "We consider our risk of modern slavery to be low.": Status.VAGUE,
        "Modern slavery is a crime that affects millions.": Status.ABSENT,
        "We sell boots.": Status.ABSENT,
    },
    "risk_assessed_and_managed.v1": {
        (
            "We scored all suppliers on country and sector for slavery risk. [RSK1, mitigation, DONE_IN_PERIOD]\n"
            "We visited the 11 highest. [MON2, mitigation, DONE_IN_PERIOD]"
        ): Status.MET,
        "We scored all suppliers on country and slavery risk. [RSK1, mitigation, DONE_IN_PERIOD]": Status.PARTIAL,
        "We regularly assess the risk of slavery. [RSK1, VAGUE, ONGOING]": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "effectiveness_assessed.v1": {
        "The share of closed findings, our indicator, rose to 82 %. [EFF1, effectiveness, DONE_IN_PERIOD]": Status.MET,
        "We use indicators on training and audits. [EFF1, effectiveness, ONGOING]": Status.PARTIAL,
        "We will set indicators next year. [EFF1, effectiveness, PLANNED]": Status.PLANNED,
        "We have no indicators for this. [EFF1, effectiveness, NEGATED]": Status.NEG_DISCLOSED,
        "We monitor our suppliers. [EFF1, effectiveness, ONGOING]": Status.VAGUE,
        "We want to know whether our steps against slavery are working.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "remediation_process.v1": {
        "If harm is found we repay fees and wages to the workers. [REM2, remediation, HYPOTHETICAL]": Status.MET,
        "A suspected case is reported to the police and investigated. [REM1, remediation, ONGOING]": Status.PARTIAL,
        "We would terminate the contract. [REM4, remediation, HYPOTHETICAL]": Status.PARTIAL,
        "Appropriate action would be taken. [REM1, remediation, VAGUE, HYPOTHETICAL]": Status.VAGUE,
        "Staff can use a whistleblowing hotline. [GRV1, mitigation, ONGOING]": Status.VAGUE,
        "We will write a remedy protocol. [REM1, remediation, PLANNED]": Status.PLANNED,
        "We sell boots.": Status.ABSENT,
    },
    "income_loss_addressed.v1": {
        "We topped up lost wages for three families. [REM2, remediation, DONE_IN_PERIOD]": Status.MET,
        "No loss of income to vulnerable families was identified.": Status.NEG_DISCLOSED,
        "Loss of income": Status.ABSENT,
        "Where harm is found we act. [REM1, remediation, HYPOTHETICAL]": Status.ABSENT,
    },
    "candour_about_cases.v1": {
        "Audits found passports kept at one site; they were returned. [REM5, remediation, DONE_IN_PERIOD]": Status.MET,
        (
            "No cases of modern slavery were reported. [REM5, NEGATED]\n"
            "We audited 14 sites for forced labour. [MON1, mitigation, DONE_IN_PERIOD]"
        ): Status.PARTIAL,
        "No cases of modern slavery were reported this year. [REM5, NEGATED]": Status.VAGUE,
        "We are confident that there is no slavery in our business.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "outsiders_engaged.v1": {
        "Interviews with the union led to new shift rules. [GRV3, mitigation, DONE_IN_PERIOD]": Status.MET,
        "We work with three NGOs on slavery. [COL1, mitigation, ONGOING]": Status.PARTIAL,
        "We are members of a trade association. [COL1, ONGOING]": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
    "structure_described.v1": {
        "We are a private company owned by Hollowbeck plc with 1,240 employees. [structure]": Status.MET,
        "We employ 1,240 people. [structure]": Status.PARTIAL,
        "Hollowbeck is a wholly owned subsidiary of Marlin Bay Holdings plc. [structure]": Status.MET,
        "Hollowbeck Ltd and its subsidiaries support this policy.": Status.PARTIAL,
        "The code also applies to affiliates of our suppliers.": Status.ABSENT,
        "We sell boots.": Status.ABSENT,
    },
    "operations_described.v1": {
        "We run 14 warehouses in England and a call centre in Cape Town. [operations]": Status.MET,
        "We clean and repair uniforms. [operations]": Status.PARTIAL,
        "We clean uniforms. [operations]\nHollowbeck Ltd is registered in England and Wales.": Status.PARTIAL,
        "As a manufacturer, Hollowbeck abides by the law.": Status.PARTIAL,
        "We take care of how we make our products.": Status.VAGUE,
        "We care about people.": Status.ABSENT,
    },
    "supply_chains_described.v1": {
        "About 900 suppliers; textiles come from Turkey and Bangladesh. [supply chains]": Status.MET,
        "We buy uniforms, catering and cleaning from suppliers. [supply chains]": Status.PARTIAL,
        "We have many trusted partners. [supply chains]": Status.VAGUE,
        "Goods are bought from suppliers in Spain. [supply chains]": Status.MET,
        "Supply risk was mapped.\nThird parties run our cleaning, catering and laundry.": Status.PARTIAL,
        "There are several levels of suppliers between us and raw materials. [supply chains]": Status.VAGUE,
        "As a UK bank with suppliers of its own, Marlin sees a small risk. [supply chains]": Status.VAGUE,
        "We are a supplier of insurance and software. [supply chains]": Status.VAGUE,
        "We place cover through insurance brokers and buy legal services. [supply chains]": Status.PARTIAL,
        "Driving services and temporary labour come from small suppliers. [supply chains]": Status.PARTIAL,
        "Concrete, aggregates and plant hire are bought by each site from its suppliers. [supply chains]": (
            Status.PARTIAL
        ),
        "Our services include haulage and warehousing, beside suppliers of ours. [supply chains]": Status.VAGUE,
        "Marlin is a leading provider of meat and dairy, with suppliers that it values. [supply chains]": Status.VAGUE,
        "Suppliers tell us of all facilities that they run. [supply chains]": Status.VAGUE,
        "We care about people.": Status.ABSENT,
    },
    "risk_addressed.v1": {
        "Clause 14 was added to 61 cleaning contracts. [SUP2, mitigation, DONE_IN_PERIOD]": Status.MET,
        "Our policy bans forced labour. [GOV2, mitigation, ONGOING]": Status.PARTIAL,
        "We will add a clause on slavery. [SUP2, mitigation, PLANNED]": Status.PLANNED,
        "We sell boots.": Status.ABSENT,
    },
    "statement_of_steps.v1": {
        (
            "This is our slavery statement for the financial year ended 31 March 2026.\n"
            "We trained our staff on slavery. [TRN1, mitigation, DONE_IN_PERIOD]\n"
            "We audited suppliers for forced labour. [MON1, mitigation, DONE_IN_PERIOD]"
        ): Status.MET,
        "We audited suppliers for forced labour. [MON1, mitigation, DONE_IN_PERIOD]": Status.PARTIAL,
        "We took no steps this year.": Status.NEG_DISCLOSED,
        "We have zero tolerance of modern slavery.": Status.VAGUE,
        "We sell boots.": Status.ABSENT,
    },
}
FLAT = [(rule, text, status) for rule, texts in CASES.items() for text, status in texts.items()]


@pytest.mark.parametrize(("rule", "text", "status"), FLAT)
def test_a_commitment_is_answered_by_its_elements_and_not_by_talk(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text, needs_result=rule.startswith("effectiveness"))
    assert verdict.status == status, verdict.reason


def test_australia_asks_how_effectiveness_is_assessed_and_not_for_success() -> None:
    text = "The committee reviews our actions against four indicators each quarter. [EFF1, effectiveness, ONGOING]"
    assert judge("effectiveness_assessed.v1", text, needs_result=False).status == Status.MET
    assert judge("effectiveness_assessed.v1", text, needs_result=True).status == Status.PARTIAL


def test_australia_asks_for_risks_in_operations_and_supply_chains() -> None:
    chain = "Our cotton suppliers in India carry a forced-labour risk. [RSK2, risk description, ONGOING]"
    own = "In our own operations the risk lies with temporary workers. [RSK3, risk description, ONGOING]"
    assert judge("risk_located.v1", chain, needs_both_parts=True).status == Status.PARTIAL
    assert judge("risk_located.v1", f"{chain}\n{own}", needs_both_parts=True).status == Status.MET


def test_canada_asks_for_forced_and_child_labour() -> None:
    both, needs = "The vendor code bans child labour and forced labour. [SUP1, mitigation, ONGOING]", ["child_labour"]
    one = "The vendor code bans forced labour. [SUP1, mitigation, ONGOING]"
    assert judge("policy_with_content.v1", both, needs=needs).status == Status.MET
    assert judge("policy_with_content.v1", one, needs=needs).status == Status.PARTIAL


def test_canada_takes_a_plain_none_for_an_answer() -> None:
    none = "No forced or child labour was identified, so no remediation measures were taken. [remediation, NEGATED]"
    assert judge("remediation_process.v1", none, measures_only=True).status == Status.NEG_DISCLOSED


def test_a_table_of_countries_under_the_same_heading_says_from_where() -> None:
    goods = "We buy uniforms and cleaning from 41 suppliers. [supply chains]"
    for heading, status in (("Our suppliers", Status.MET), ("Our customers", Status.PARTIAL)):
        case = case_of(f"{goods}\nBangladesh 12 21,400 58%")
        first, row = (replace(s, section=(h,)) for s, h in zip(case.sentences, ("Our suppliers", heading), strict=True))
        reading = Reading(replace(case, sentences=(first, row)))
        assert find_rule("supply_chains_described.v1")(reading, {}).status == status


def test_structure_activities_and_chains_are_three_things() -> None:
    texts = {name: next(iter(CASES[f"{name}_described.v1"])) for name in ("structure", "operations", "supply_chains")}
    rule = "structure_activities_chains.v1"
    assert judge(rule, "\n".join(texts.values())).status == Status.MET
    assert judge(rule, texts["structure"]).status == Status.PARTIAL
    assert judge(rule, "We care about people.").status == Status.ABSENT
