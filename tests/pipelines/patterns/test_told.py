"""A flag says in plain words what is wrong: a period that is past is no wrong one, and a heading guarantees nothing."""

import re
from datetime import date
from typing import Any

import pytest

from corpora.finding import Flag
from corpora.pattern import failure_patterns
from pipelines.patterns import told
from tests.pipelines.patterns.seeing import DAY, flags, judged

OPENING = "This is the slavery and human trafficking statement of Hollowbeck Ltd"
PERIODS = {
    f"{OPENING} for the financial year ended 31 March 2023.": ("Old statement", False),
    f"{OPENING} for the year to 30 June 2018. We visit our mills.": ("Old statement", False),
    f"{OPENING}. We check our suppliers for forced labour.": ("No period named", True),
    "Modern slavery statement. Hollowbeck Ltd pays back fees that workers paid.": ("No period named", True),
    (
        "This slavery statement is for the financial year ending 31 March 2026. | "
        "It constitutes our slavery and human trafficking statement for the financial year ended 31 March 2025."
    ): ("Two periods claimed", True),
}


def flagged(code: str, text: str, says: dict[str, Any] | None = None) -> list[Flag]:
    return [flag for flag in flags(text, says=says) if flag.pattern == code]


@pytest.mark.parametrize("code", list(failure_patterns()))
def test_every_pattern_says_in_one_plain_line_what_it_means_and_what_to_do(code: str) -> None:
    pattern = failure_patterns()[code]
    for means in (pattern.means, *(kind.means for kind in pattern.kinds.values())):
        assert 8 <= len(means.split()) <= 25
        assert means.endswith(".")
        assert not re.search(r"F\d\d|\b(?:breach|complian\w*|guilt\w*|fail\w*|entity|span|modality)\b", means)


@pytest.mark.parametrize(("text", "said"), PERIODS.items())
def test_what_is_wrong_with_a_period_is_named(text: str, said: tuple[str, bool]) -> None:
    (flag,) = flagged("F07", text)
    end = judged(text).description.period_end
    shown = told("F07", flag.sentence_ids, date.fromisoformat(end) if end else None, DAY)
    assert (shown.name, shown.red_flag) == said


@pytest.mark.parametrize("published", [date(2018, 9, 1), date(2019, 12, 30)])
def test_a_statement_is_as_old_as_it_was_when_it_was_published(published: date) -> None:
    end = date(2018, 6, 30)
    assert told("F07", ["s"], end, DAY).name == "Old statement"
    text = f"{OPENING} for the year ended 30 June 2018."
    assert bool(flagged("F07", text, {"published_on": published})) == (published.year == 2019)


MEMBERS = [
    "This slavery statement is made by Wexmoor Group plc on behalf of itself and its subsidiaries.",
    "This statement is published by Wexmoor Group plc for all its affiliates.",
    "This statement was approved by the board on behalf of Wexmoor Group plc and its subsidiaries.",
]
NO_MEMBERS = [
    "In this statement references to ‘Wexmoor’ mean Wexmoor Group plc and its subsidiaries.",
    "For this statement, Wexmoor Group plc and each of its subsidiaries are together referred to as Wexmoor.",
    "In this statement the term “Group” means Wexmoor Group plc and all its affiliates.",
    "This statement was approved by the owners of Wexmoor Group plc (and subsidiaries) and signed for them.",
]


@pytest.mark.parametrize("text", MEMBERS)
def test_a_statement_for_members_that_it_does_not_name_is_noted_and_no_red_flag(text: str) -> None:
    found = flagged("F08", text)
    assert {told("F08", flag.sentence_ids).name for flag in found} == {"Group companies not named"}
    assert not any(told("F08", flag.sentence_ids).red_flag for flag in found)


@pytest.mark.parametrize("text", NO_MEMBERS)
def test_a_glossary_or_an_approval_does_not_say_whom_a_statement_covers(text: str) -> None:
    assert not flagged("F08", text)


@pytest.mark.parametrize("text", [*MEMBERS, *NO_MEMBERS])
def test_a_company_that_the_text_never_names_is_a_red_flag(text: str) -> None:
    (flag,) = flagged("F08", text, {"entity": "Hollowbeck Uniforms Ltd"})
    shown = told("F08", flag.sentence_ids)
    assert (shown.name, shown.red_flag) == ("Company asked about not named", True)


HEADS = [
    "How we ensure modern slavery is not taking place:",
    "How do we ensure that there is no slavery in our supply chain?",
    "3.2 What we do, and how it ensures no forced labour in our mills",
]
GUARANTEES = [
    "We ensure modern slavery is not taking place.",
    "What we buy is 100% slavery-free.",
    "Our mills are audited, and we guarantee that no forced labour is used.",
]


@pytest.mark.parametrize("text", HEADS)
def test_a_heading_or_a_question_guarantees_nothing(text: str) -> None:
    assert not flagged("F32", f"{OPENING}. | {text} | We visit our mills.")


@pytest.mark.parametrize("text", GUARANTEES)
def test_a_sentence_that_guarantees_is_shown(text: str) -> None:
    assert flagged("F32", f"{OPENING}. | {text} | We visit our mills.")
