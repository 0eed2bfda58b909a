"""Verdicts on single commitments: the rules', weighed by what readers found in like texts."""

from pipelines.verdicts.judge import judge

__all__ = ["judge"]
