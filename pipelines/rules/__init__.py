"""Pure functions that decide commitments: one module a group of canonical commitments, named by framework files."""

from pipelines.rules import (
    approval,
    candour,
    consultation,
    diligence,
    effectiveness,
    engagement,
    entity,
    organisation,
    outside,
    period,
    policy,
    remedy,
    risk,
    signature,
    training,
)
from pipelines.rules.reading import Reading
from pipelines.rules.registry import RULES, find_rule
from pipelines.rules.verdict import Verdict

__all__ = ["RULES", "Reading", "Verdict", "find_rule"]

_REGISTERED = (
    approval,
    candour,
    consultation,
    diligence,
    effectiveness,
    engagement,
    entity,
    organisation,
    outside,
    period,
    policy,
    remedy,
    risk,
    signature,
    training,
)  # importing a module registers its rules
