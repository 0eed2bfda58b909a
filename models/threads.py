"""Training and measuring are many small problems: threads that wait for a busy core cost more than they bring."""

from contextlib import AbstractContextManager
from typing import Any, cast

from threadpoolctl import threadpool_limits


def one_thread() -> AbstractContextManager[Any]:
    """Keep the numerical libraries to one thread inside the block."""
    return cast(AbstractContextManager[Any], threadpool_limits(limits=1))
