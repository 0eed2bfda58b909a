"""What a worker of the tests is asked to do: be a reader that fails in each way that real ones do."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from pipelines.isolate import step


def work(request: dict[str, Any]) -> bytes:
    """Do as told; `once` names a file that makes a fault happen the first time only."""
    once = request.get("once")
    if once and Path(once).exists():
        return b"done at last"
    if once:
        Path(once).touch()
    return {
        "exit": lambda: os._exit(3),
        "fault": lambda: ctypes.string_at(0),
        "abort": os.abort,
        "spin": spin,
        "wait": lambda: time.sleep(600),
        "swell": lambda: b"x" * len([bytes(10_000_000) for _ in range(1_000)]),
        "flood": lambda: b"x" * 50_000_000,
        "raise": raise_error,
        "print": lambda: print("noise", flush=True) or b"kept apart",
        "connect": lambda: socket.create_connection(("192.0.2.1", 80), timeout=5) and b"",
        "look up": lambda: socket.getaddrinfo("example.org", 80) and b"",
        "run": lambda: subprocess.run(["true"], check=False) and b"",
        "child": lambda: child(request["program"], request["note"]),
        "steps": lambda: steps(request["seconds"]),
        "pid": lambda: str(os.getpid()).encode(),
        "interfaces": lambda: Path("/proc/net/dev").read_bytes(),
        "echo": lambda: str(request["text"]).encode(),
    }[request["do"]]()


def spin() -> bytes:
    while True:
        pass


def raise_error() -> bytes:
    raise ValueError("a fault of the reader")


def child(program: str, note: str) -> bytes:
    """Start a program that outlives whoever does not end it, and hang."""
    started = subprocess.Popen([program])
    Path(note).write_text(str(started.pid))
    signal.pause()
    return b""


def steps(seconds: float) -> bytes:
    """Work longer than a stall may last, telling each step."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.1)
        step()
    return b"whole"
