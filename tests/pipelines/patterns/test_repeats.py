"""A statement that is nearly the entity's own earlier one is flagged; nothing of one company meets another's text."""

from dataclasses import replace

import pytest

from corpora.document import Subject
from pipelines.patterns import mark_repeats
from pipelines.stage import Case, Description
from tests.pipelines.rules.cases import case_of

WORDS = ["fish", "cotton", "steel", "laundry", "orchard", "ferry", "tannery", "quarry", "bakery", "nursery"]
TEXT = "\n".join(
    f"We checked the {one} and the {two} of our supplier number {n} for signs of forced labour and noted the result."
    for n, (one, two) in enumerate((a, b) for a in WORDS for b in WORDS if a < b)
)


def statement(name: str, end: str, text: str = TEXT, said: str | None = None) -> Case:
    description = Description("statement", "", None, name, (), None, end)
    case = case_of(f"Statement for the year to {end}.\n{text}", description, f"{name} {end}")
    subjects = (Subject(entity=said),) if said else ()
    return replace(case, source=replace(case.source, subjects=subjects))


def flagged(*cases: Case) -> list[bool]:
    return [any(flag.pattern == "F04" for flag in case.flags) for case in mark_repeats(cases)]


COPIES = {
    "only the dates differ": (TEXT, "Hollowbeck Ltd"),
    "one sentence is new": (TEXT + "\nIn May we opened a hotline for workers.", "Hollowbeck Ltd"),
    "the legal form is written out": (TEXT, "Hollowbeck Limited"),
}


@pytest.mark.parametrize(("text", "name"), COPIES.values(), ids=COPIES)
def test_a_near_copy_of_the_year_before_is_a_repeat(text: str, name: str) -> None:
    assert flagged(statement("Hollowbeck Ltd", "2025-03-31"), statement(name, "2026-03-31", text)) == [False, True]


OTHERS = {
    "half of it is new": statement("Hollowbeck Ltd", "2026-03-31", TEXT[: len(TEXT) // 2]),
    "another company": statement("Wexmoor Ltd", "2026-03-31"),
    "the same year": statement("Hollowbeck Ltd", "2025-03-31"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_what_is_new_or_of_another_company_or_of_the_same_year_is_no_repeat(other: Case) -> None:
    assert flagged(statement("Hollowbeck Ltd", "2025-03-31"), other) == [False, False]


def test_two_bidders_with_the_same_text_learn_nothing_of_each_other() -> None:
    one = statement("A statement", "2025-03-31", said="Hollowbeck Ltd")
    other = statement("A statement", "2026-03-31", said="Wexmoor Ltd")
    assert flagged(one, other) == [False, False]


def test_the_order_of_the_cases_is_kept() -> None:
    cases = [statement("Hollowbeck Ltd", "2026-03-31"), statement("Hollowbeck Ltd", "2025-03-31")]
    assert [case.source.path for case in mark_repeats(cases)] == [case.source.path for case in cases]
    assert flagged(*cases) == [True, False]
