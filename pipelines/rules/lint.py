"""See that what framework files name is there: each rule, and each parameter that it is given."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from corpora.framework_file import commitments_in
from pipelines.rules.registry import PARAMETERS, RULES

INNER = ("parts", "unless")  # parameters that hold rules of their own, each with its parameters


def rule_mistakes(path: Path) -> list[str]:
    """Return what a framework file says of rules that is not so, each with its path, whatever else is wrong in it."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return []  # said by whoever reads the file
    return [
        f"{path.name}: commitments.{place} ({one.get('id', '?')}): {mistake}"
        for place, one in enumerate(commitments_in(raw))
        for mistake in _mistakes(one)
    ]


def _mistakes(asked: Mapping[str, Any]) -> Iterator[str]:
    name = asked.get("rule")
    if name is None:
        return
    if name not in RULES:
        yield f"no rule is called {name}"
        return
    given = asked.get("parameters")
    given = given if isinstance(given, dict) else {}
    yield from (f"the rule {name} knows no parameter {one}" for one in given if one not in PARAMETERS[name])
    for key in INNER:
        inner = given.get(key)
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                yield from _mistakes(one)
