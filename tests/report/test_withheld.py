"""A sentence by which a victim could be known is withheld whole, and so is whatever says it again."""

import pytest

from pipelines.patterns.lowered import WITHHELD
from pipelines.report.withheld import Withheld, withheld

TELLING = "Her name is Nadia and she now works in our Leeds laundry."
SENTENCES = [
    {"sentence_id": "s1", "text": "We found one case."},
    {"sentence_id": "s2", "text": TELLING},
]


@pytest.fixture
def hidden() -> Withheld:
    return withheld([{"pattern": "F33", "sentence_ids": ["s2"]}], SENTENCES)


def test_only_the_pattern_for_victims_withholds() -> None:
    other = withheld([{"pattern": "F10", "sentence_ids": ["s2"]}], SENTENCES)
    assert not other.hides("s2")
    assert other.clean(TELLING) == TELLING


def test_its_sentences_are_withheld_and_no_other(hidden: Withheld) -> None:
    assert hidden.hides("s2")
    assert not hidden.hides("s1")
    assert hidden.clean("We found one case.") == "We found one case."


@pytest.mark.parametrize(
    "text",
    [
        TELLING,
        f"In 2025 we helped. {TELLING} That is all.",
        "Case: HER NAME IS NADIA, and she now works\nin our Leeds laundry (2025).",
        "Decided by “her name is Nadia and she now works …”",
        "She said that “Nadia and she now works in our Leeds laundry”.",
    ],
)
def test_what_repeats_it_is_taken_out_and_the_place_is_marked(hidden: Withheld, text: str) -> None:
    cleaned = hidden.clean(text)
    assert "nadia" not in cleaned.lower()
    assert "laundry" not in cleaned.lower()
    assert cleaned.count(WITHHELD) == 1


def test_the_words_around_it_stay(hidden: Withheld) -> None:
    assert hidden.clean(f"In 2025 we helped. {TELLING} That is all.") == f"In 2025 we helped. {WITHHELD}. That is all."


def test_common_speech_that_it_shares_stays(hidden: Withheld) -> None:
    text = "Whoever works in our Leeds laundry is paid a living wage."
    assert hidden.clean(text) == text


def test_a_sentence_of_few_words_is_found_whole() -> None:
    short = withheld([{"pattern": "F33", "sentence_ids": ["s"]}], [{"sentence_id": "s", "text": "It was Nadia."}])
    assert short.clean("Who? It was Nadia. And then?") == f"Who? {WITHHELD}. And then?"
    assert short.clean("It was not.") == "It was not."


def test_a_sentence_without_words_hides_nothing_else() -> None:
    empty = withheld([{"pattern": "F33", "sentence_ids": ["s"]}], [{"sentence_id": "s", "text": "…"}])
    assert empty.clean("Any words … at all.") == "Any words … at all."
