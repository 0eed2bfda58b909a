"""A framework file with mistakes: all of them are told at once, each with its path."""

from pathlib import Path

import pytest

from corpora.framework import FrameworkError, load_frameworks, read_framework
from pipelines.rules.lint import rule_mistakes

GOOD = """
id: XX-LAW
title: A law of nowhere
short_title: Law (Nowhere)
jurisdiction: Nowhere
version: "1"
citation: none
in_force: {from: 2020-01-01, verified: S}
commitments:
  - id: XX-01
    title: Training
    reference: s.1
    level: M
    verified: S
    decided_from: text
    theme: T8
    canonical: [K19]
    rule: training_with_audience.v1
    say: {missing: Training is not evidenced in the text.}
"""
BAD = """
id: XX-LAW
title: A law of nowhere
short_title: Law (Nowhere)
jurisdiction: Nowhere
version: "1"
citation: none
pending: true
mentions: ['(law']
in_force: {from: someday, verified: V}
commitments:
  - {id: XX-01, titel: Training, reference: s.1, level: X, verified: V, decided_from: text, theme: T9, canonical: [K77],
     rule: no_such_rule.v1, failures: [F99], say: {missing: Training is not evidenced in the text.}}
  - {id: XX-01, title: Training, reference: s.2, level: M, verified: V, decided_from: text, theme: T1, canonical: [K19],
     rule: training_with_audience.v1, parameters: {colour: red}, say: {missing: Training is not evidenced in the text.}}
  - {id: XX-03, title: Training, reference: s.3, level: R, verified: V, decided_from: text, theme: T8, canonical: [K19],
     rule: several_told.v1, parameters: {parts: [{name: a, rule: nor_this.v1}]},
     say: {missing: Training is not evidenced in the text.}}
  - {id: XX-04, title: Training, reference: s.4, level: M, verified: V, decided_from: text, theme: T8, canonical: [K19],
     rule: several_told.v1, say: {missing: Training is not evidenced in the text.}}
"""
SAID = (
    "bad.yaml: in_force.from",
    "bad.yaml: mentions.0: no regular expression",
    "bad.yaml: commitments: XX-01 stands twice",
    "bad.yaml: commitments.0.titel (XX-01)",
    "bad.yaml: commitments.0.title (XX-01)",
    "bad.yaml: commitments.0.level (XX-01)",
    "bad.yaml: commitments.0.theme (XX-01): there is no theme T9",
    "bad.yaml: commitments.0.canonical.0 (XX-01): there is no canonical commitment K77",
    "bad.yaml: commitments.0.failures.0 (XX-01): there is no failure pattern F99",
    "bad.yaml: commitments.1 (XX-01): its theme is T8",
    "bad.yaml: commitments.2 (XX-03): say.missing must hold “recommended topic not covered”",
)
OF_RULES = (
    "bad.yaml: commitments.0 (XX-01): no rule is called no_such_rule.v1",
    "bad.yaml: commitments.1 (XX-01): the rule training_with_audience.v1 knows no parameter colour",
    "bad.yaml: commitments.2 (XX-03): no rule is called nor_this.v1",
    "bad.yaml: commitments.3 (XX-04): the rule several_told.v1 fails with these parameters: KeyError: 'parts'",
)


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_mistake_of_a_file_is_named_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError) as caught:
        read_framework(written(tmp_path, bad=BAD) / "bad.yaml")
    for line in SAID:
        assert line in str(caught.value)


def test_rules_that_are_not_there_are_told_whatever_else_is_wrong(tmp_path: Path) -> None:
    assert rule_mistakes(written(tmp_path, bad=BAD) / "bad.yaml") == list(OF_RULES)


def test_a_folder_tells_the_mistakes_of_all_its_files(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError) as caught:
        load_frameworks(folder=written(tmp_path, bad=BAD, good=GOOD, list="- 1\n- 2\n", torn="id: [", empty=""))
    said = str(caught.value)
    assert all(line in said for line in SAID)
    assert "list.yaml: the whole file" in said
    assert "empty.yaml: the whole file" in said
    assert "torn.yaml: not YAML" in said
    assert "good.yaml" not in said


def test_an_id_that_two_files_claim_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError) as caught:
        load_frameworks(folder=written(tmp_path, one=GOOD, two=GOOD))
    assert "one.yaml, two.yaml: each has the framework XX-LAW" in str(caught.value)
    assert "one.yaml, two.yaml: each has the commitment XX-01" in str(caught.value)


def test_bytes_that_are_no_text_are_a_mistake_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FrameworkError, match=r"bytes\.yaml: cannot be read"):
        load_frameworks(folder=tmp_path)
    assert rule_mistakes(tmp_path / "bytes.yaml") == []


def test_law_to_come_has_no_mentions(tmp_path: Path) -> None:
    text = GOOD.replace("in_force:", "pending: true\nmentions: [law]\nin_force:")
    with pytest.raises(FrameworkError, match="never guessed"):
        read_framework(written(tmp_path, bad=text) / "bad.yaml")
