"""How many cores there are, and when to use but one.

Training and measuring are many small problems: threads that wait for a busy core cost more than they bring.
"""

import os
from contextlib import AbstractContextManager
from typing import Any, cast

from threadpoolctl import threadpool_limits


def one_thread() -> AbstractContextManager[Any]:
    """Keep the numerical libraries to one thread inside the block."""
    return cast(AbstractContextManager[Any], threadpool_limits(limits=1))


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
