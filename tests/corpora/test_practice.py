"""The taxonomy is whole, and a mistake in it is told with its place."""

from pathlib import Path

import pytest

from corpora.practice import (
    TaxonomyError,
    criterion_names,
    practice_ids,
    practices,
    read_criteria,
    read_practices,
    themes,
)
from corpora.prediction import CRITERIA


def test_there_are_35_practices_in_eight_themes() -> None:
    assert len(practices()) == 35
    assert list(themes()) == [f"T{number}" for number in range(1, 9)]
    assert {practice.theme for practice in practices().values()} == set(themes())
    assert practice_ids() == tuple(practices())


def test_every_practice_says_what_it_is_and_what_only_sounds_like_it() -> None:
    for practice in practices().values():
        assert practice.definition
        assert len(practice.examples) >= 2, practice.id
        assert practice.near_misses, practice.id


def test_the_criteria_are_the_eleven_under_all_their_names() -> None:
    assert tuple(criterion.name for criterion in read_criteria()) == CRITERIA
    assert criterion_names()["C3_RISK"] == criterion_names()["RK"] == criterion_names()["risk_description"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("themes: {T1: One}\npractices: [{id: GOV1}]", "practices.0.name"),
        ("themes: {T1: One}\npractices: []\nextra: 1", "extra"),
        ("themes: [", "not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, broken: str, told: str) -> None:
    path = tmp_path / "practices.yaml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=told):
        read_practices(path)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "practices.yaml"
    one = "{id: GOV1, name: n, theme: T1, definition: d, criteria: [], examples: [a, b], near_misses: [{text: c}]}"
    path.write_text(f"themes: {{T1: One}}\npractices: [{one}, {one}]", encoding="utf-8")
    with pytest.raises(TaxonomyError, match="GOV1 stands twice"):
        read_practices(path)
