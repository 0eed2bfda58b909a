"""How a command ends that is told to: Ctrl-C, a closed terminal, or a system that shuts down."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


INTERRUPTED = 130


class Stopped(KeyboardInterrupt):
    """A signal ended the command: whatever cleans up after Ctrl-C cleans up after the others too."""


_by: int | None = None  # the signal that came


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise `Stopped` inside the block when a signal asks for the end."""
    global _by
    _by = None
    before = {number: signal.getsignal(number) for number in SIGNALS}
    listen()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def listen() -> None:
    """Take the signals; to be called again in a flow, since Prefect takes SIGTERM for itself when one begins."""
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup: the command was started to outlive its terminal
            signal.signal(number, _stop)


def look() -> None:
    """End a stage, which works in a thread of its own, once a signal has come: signals reach the main thread alone.

    Raises:
        Stopped: as it says.
    """
    if _by is not None:
        raise Stopped


def exit_code() -> int:
    """Return the code of a command that was ended: 128 and the number of the signal."""
    return INTERRUPTED if _by is None else 128 + _by


def _stop(number: int, _frame: FrameType | None) -> None:
    global _by
    if _by is not None and number != signal.SIGINT:
        return  # a system that shuts down says so more than once; let the cleaning up come to its end
    _by = _by or number
    raise Stopped
