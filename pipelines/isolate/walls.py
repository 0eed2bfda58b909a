"""The walls of a worker: limits that the kernel keeps, no network, no program but those named.

What a platform lacks is left out: macOS keeps no limit on memory and knows no parent-death signal, Windows has none
of this and no process groups. There the parent's clocks, and the end of the pipe, do what they can.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from pipelines.isolate.limits import Limits

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
STARTS_A_PROGRAM = ("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn")


def raise_walls(limits: Limits, programs: Sequence[str]) -> None:
    """Shut this process in, for good.

    Args:
        limits: of memory and of files written.
        programs: names of the programs that it may start.
    """
    if sys.platform == "linux":
        _die_with_parent()
        _leave_network()
    if sys.platform != "win32":
        _limit_resources(limits)
    sys.addaudithook(_refuse_network_and_programs(frozenset(programs)))


def allow_cpu(seconds: int) -> None:
    """Let this process use so much more CPU time; beyond it the kernel ends it."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until if hard < 0 else min(until, hard), hard))


def _limit_resources(limits: Limits) -> None:
    import resource

    # Data, not address space: what is reserved and never used, by threads and allocators, costs nothing.
    wanted = {
        resource.RLIMIT_DATA: limits.memory_bytes,
        resource.RLIMIT_AS: 4 * limits.memory_bytes,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in wanted.items():
        _, hard = resource.getrlimit(kind)
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # an error where it writes, not the worker's end


def _die_with_parent() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _leave_network() -> None:
    """Move into a network of its own, which leads nowhere; some containers forbid it, and the hook remains."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) == 0:
        return
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
        with suppress(OSError):
            for name, line in (
                ("setgroups", "deny"),
                ("uid_map", f"{user} {user} 1"),
                ("gid_map", f"{group} {group} 1"),
            ):
                with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                    file.write(line)


def _refuse_network_and_programs(programs: frozenset[str]) -> Any:
    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith("socket."):
            raise PermissionError("A document may not use the network.")
        if event == "subprocess.Popen" or event.startswith(STARTS_A_PROGRAM):
            name = os.path.basename(os.fsdecode(arguments[0])) if arguments and arguments[0] else ""
            if event not in ("subprocess.Popen", "os.posix_spawn") or name not in programs:
                raise PermissionError(f"A document may not start a program: {name or event}")

    return hook
