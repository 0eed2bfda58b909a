"""Laws that hold for every rule and any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.finding import Status
from corpora.framework import load_frameworks
from pipelines.rules import RULES, Reading, Verdict
from tests.pipelines.rules.cases import case_of
from tests.pipelines.rules.test_content import CASES as CONTENT
from tests.pipelines.rules.test_entity import CASES as ENTITY

POSITIVE = {
    rule: next(text for text, status in texts.items() if status == Status.MET)
    for rule, texts in CONTENT.items()
    if rule != "statement_of_steps.v1"  # a lawful "no" makes less of steps beside it: its exception
}
LINES = sorted(
    {line for texts in (*CONTENT.values(), *ENTITY.values()) for text in texts for line in text.splitlines()}
)
texts = st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=6).map("\n".join)


# each rule as the first commitment that names it calls it; some judge nothing without their parameters
GIVEN = {one.rule: one.parameters for f in reversed(load_frameworks().values()) for one in reversed(f.commitments)}
GIVEN |= {"effectiveness_assessed.v1": {"needs_result": True}}
GIVEN |= {
    "elements_told.v1": {"topic": "boots", "elements": {"boots": {"words": "boots"}, "asked": {"labels": ["MON3"]}}}
}


def verdict(rule: str, text: str) -> Verdict:
    return RULES[rule](Reading(case_of(text)), GIVEN.get(rule, {}))


@pytest.mark.parametrize("rule", POSITIVE)
@given(text=texts)
@settings(max_examples=12, deadline=None)
def test_adding_a_positive_sentence_never_lowers_a_status(rule: str, text: str) -> None:
    before, after = verdict(rule, text), verdict(rule, f"{text}\n{POSITIVE[rule]}")
    assert after.strength >= before.strength, (before, after)


@pytest.mark.parametrize("rule", RULES)
@given(text=texts)
@settings(max_examples=6, deadline=None)
def test_every_verdict_says_why_and_shows_passages_of_the_text(rule: str, text: str) -> None:
    found = verdict(rule, text)
    case = case_of(text)
    known = {sentence.sentence_id: sentence.text for sentence in case.sentences}
    assert found.reason
    assert all(known[item.sentence_id] == item.quote for item in found.evidence)
    if found.status not in (Status.NOT_ASSESSABLE, Status.NOT_APPLICABLE, Status.ABSENT):
        assert found.evidence
    if found.status == Status.ABSENT and all(item.role == "nearest" for item in found.evidence):
        sentences = len(Reading(case).sentences)  # questions show nothing
        assert min(1, sentences) <= len(found.evidence) <= min(3, sentences)
        assert all(item.refused_because for item in found.evidence)


@pytest.mark.parametrize("rule", RULES)
def test_an_empty_text_is_no_answer(rule: str) -> None:
    assert verdict(rule, "").status in (Status.ABSENT, Status.NOT_ASSESSABLE, Status.NOT_APPLICABLE)
