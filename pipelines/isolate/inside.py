"""What runs inside a worker: it takes one piece of work after the other, and ends when its parent does."""

import importlib
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pipelines.isolate import frames, walls
from pipelines.isolate.limits import Fault, Limits

MAX_WORK_BYTES = 10_000_000

_on_step: Callable[[], None] | None = None


def step() -> None:
    """Say that the work goes on, as after each page: the stall clock begins anew. Nothing happens in a parent."""
    if _on_step is not None:
        _on_step()


def serve() -> None:
    """Be a worker: read the set-up and then the work from stdin, and answer on what was stdout at the start."""
    global _on_step
    incoming = os.fdopen(os.dup(0), "rb", buffering=0)
    outgoing = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):  # what a library prints must not fall among the answers
        os.dup2(nothing, number)
    _, content = frames.receive(incoming, MAX_WORK_BYTES)
    setup = json.loads(content)
    limits = Limits(**setup["limits"])
    walls.raise_walls(limits, setup["programs"])
    module, name = setup["entry"].split(":")
    work = getattr(importlib.import_module(module), name)
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, waiting), daemon=True).start()

    speaking = threading.Lock()  # pages may be read by several threads

    def say(kind: bytes, content: bytes = b"") -> None:
        with speaking:
            frames.send(outgoing, kind, content)

    def on_step() -> None:
        walls.allow_cpu(limits.stall_cpu_seconds)
        say(frames.STEP)

    _on_step = on_step
    while True:
        request = waiting.get()
        walls.allow_cpu(limits.stall_cpu_seconds)
        say(*_answered(work, request))


def _answered(work: Callable[[Any], bytes], request: bytes) -> tuple[bytes, bytes]:
    try:
        return frames.DONE, work(json.loads(request))
    except MemoryError:
        return frames.FAILED, json.dumps([Fault.MEMORY, "MemoryError"]).encode()
    except Exception as error:  # the parent tells it as this work's own fault
        return frames.FAILED, json.dumps([Fault.CRASHED, f"{type(error).__name__}: {error}"[:500]]).encode()


def _listen(incoming: frames.Reader, waiting: "queue.SimpleQueue[bytes]") -> None:
    """Take work as it comes; at the end of the stream the parent is gone, and so is the reason to work."""
    with suppress(Exception):
        while True:
            waiting.put(frames.receive(incoming, MAX_WORK_BYTES)[1])
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)  # with what it started
    os._exit(1)
