"""Failure patterns and promises: what a text says that weakens it, and what it says is still to come."""

from pipelines.patterns.flags import flags_of
from pipelines.patterns.lowered import lowered
from pipelines.patterns.promises import promises_of
from pipelines.patterns.registry import DETECTORS
from pipelines.patterns.repeats import mark_repeats
from pipelines.patterns.told import told

__all__ = ["DETECTORS", "flags_of", "lowered", "mark_repeats", "promises_of", "told"]
