"""The failure patterns are data: all 33, each with its effect, every mistake of the file named."""

from pathlib import Path

import pytest

from corpora.pattern import FILE, failure_patterns, read_patterns
from corpora.practice import TaxonomyError


def test_all_33_patterns_are_there_in_order() -> None:
    assert list(failure_patterns()) == [f"F{number:02}" for number in range(1, 34)]


def test_the_three_ambiguities_are_those_of_the_study() -> None:
    of = {kind: {c for c, p in failure_patterns().items() if p.ambiguity == kind} for kind in ("transfer", "reduction")}
    assert of == {"transfer": {"F12", "F13"}, "reduction": {"F14"}}


def test_only_a_pattern_that_lowers_has_a_cap() -> None:
    assert {p.cap is not None for p in failure_patterns().values() if p.lowers} == {True}
    assert {p.cap for p in failure_patterns().values() if not p.lowers} == {None}


MISTAKES = {
    "- code: F01": "- code: F02",
    "  effect: VAGUE": "  effect: WEAK",
    "    values: '": "    values: '(",
    "  name: Value talk": "  name: Value talk\n  colour: red",
}


@pytest.mark.parametrize(("right", "wrong"), MISTAKES.items())
def test_a_mistake_is_named_with_its_file(right: str, wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "failure_patterns.yaml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"failure_patterns\.yaml: "):
        read_patterns(path)
