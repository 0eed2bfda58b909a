"""The rules by name and version: a framework file names one, the assessment finds it here."""

from collections.abc import Callable, Mapping
from typing import Any

from corpora.errors import AvowalError
from pipelines.rules.reading import Reading
from pipelines.rules.verdict import Verdict

Parameters = Mapping[str, Any]
Rule = Callable[[Reading, Parameters], Verdict]

RULES: dict[str, Rule] = {}
PARAMETERS: dict[str, frozenset[str]] = {}  # the parameters that each rule knows


class UnknownRuleError(AvowalError):
    """A framework names a rule that this version does not have."""

    remedy = "Run `avowal frameworks lint`; a rule's name ends in its version, as in `structure_described.v1`."


def rule(name: str, *parameters: str) -> Callable[[Rule], Rule]:
    """Register a rule under its name and version, with the parameters that it knows; a name is taken once."""

    def register(function: Rule) -> Rule:
        if name in RULES:
            raise ValueError(f"the rule {name} is registered twice")
        RULES[name] = function
        PARAMETERS[name] = frozenset(parameters)
        return function

    return register


def find_rule(name: str) -> Rule:
    """Return the rule of that name.

    Raises:
        UnknownRuleError: where no rule has that name.
    """
    try:
        return RULES[name]
    except KeyError:
        raise UnknownRuleError(f"No rule is called {name}.") from None
