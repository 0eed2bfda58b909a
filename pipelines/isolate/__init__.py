"""Isolate: do untrusted work in processes that may crash, hang or swell without harm to the run."""

from pipelines.isolate.inside import step
from pipelines.isolate.limits import Fault, Limits
from pipelines.isolate.pool import Pool, Result

__all__ = ["Fault", "Limits", "Pool", "Result", "step"]
