"""See that what framework files name is there: each rule and parameter, and that the rule runs with them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from corpora.document import Sentence, Source
from corpora.framework_file import commitments_in, read_yaml
from pipelines.rules.reading import Reading
from pipelines.rules.registry import PARAMETERS, RULES
from pipelines.stage import Case

INNER = ("parts", "unless", "then")  # parameters that hold rules of their own, each with its parameters


def rule_mistakes(path: Path) -> list[str]:
    """Return what a framework file says of rules that is not so, each with its path, whatever else is wrong in it."""
    try:
        raw = read_yaml(path)
    except (OSError, ValueError, yaml.YAMLError):
        return []  # said by whoever reads the file
    return [
        f"{path.name}: commitments.{place} ({one.get('id', '?')}): {mistake}"
        for place, one in enumerate(commitments_in(raw))
        for mistake in _mistakes(one)
    ]


def _mistakes(asked: Mapping[str, Any]) -> Iterator[str]:
    name = asked.get("rule")
    if not isinstance(name, str):
        return  # said by whoever reads the file
    if name not in RULES:
        yield f"no rule is called {name}"
        return
    given = asked.get("parameters")
    given = given if isinstance(given, dict) else {}
    wrong = [f"the rule {name} knows no parameter {one}" for one in given if one not in PARAMETERS[name]]
    for inner in (given.get(key) for key in INNER):
        wrong += [
            m
            for one in (inner if isinstance(inner, list) else [inner])
            if isinstance(one, dict)
            for m in _mistakes(one)
        ]
    yield from wrong or _failures(name, given)


def _failures(name: str, given: Mapping[str, Any]) -> Iterator[str]:
    """Try the rule on one sentence: a parameter that is lacking or ill-formed shows."""
    sentence = Sentence("s", "d", 0, "We look for forced labour at our suppliers.")
    try:
        RULES[name](Reading(Case(Source("d.txt", "d", "text/plain", 0, 0.0), sentences=(sentence,))), given)
    except Exception as error:  # whatever a rule raises is a mistake of its parameters
        yield f"the rule {name} fails with these parameters: {type(error).__name__}: {error}"
