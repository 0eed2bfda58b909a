"""Avowal's own Prefect server: one a state folder, on the loopback address, started by whoever needs it first.

Who holds the lock on `server.lock` is the server: its starter takes the lock and hands it down with the listening
socket, and the kernel lets go of both when the process ends, however it ends. So two commands start one server, and
no file left behind by a killed one is ever believed.
"""

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from corpora.errors import AvowalError
from pipelines import settings

HOST = "pipelines.flows.host"  # the module that is the server's process
START_SECONDS = 300.0  # a fresh home on a busy machine took over 20
_POLL_SECONDS = 0.05


class ServerError(AvowalError):
    """The local Prefect server did not start or did not answer."""

    remedy = "`avowal server stop`, then try again; server.log in the state folder says more."
    exit_code = 4


class ServerInUseError(AvowalError):
    """The server is to be stopped while a run speaks to it."""

    remedy = "Wait until the run has ended, or stop it all the same with `avowal server stop --force`."
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Server:
    """A running server as its starter wrote it down."""

    pid: int
    port: int
    prefect: str  # version: another one's database may not fit
    started: float  # seconds since the epoch

    @property
    def api_url(self) -> str:
        """Address of its API."""
        return f"http://127.0.0.1:{self.port}/api"


def ensure() -> Server:
    """Return the running server, or start one without waiting for it to answer.

    The socket listens before the server runs, so a client may connect at once and is answered when it is ready.

    Raises:
        ServerError: where the state folder cannot be written, or a server holds the lock and never says where it is.
    """
    lock = _open_lock("server.lock")
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _take(lock):
            if (server := _read()) and server.prefect != version("prefect"):
                _terminate(server)  # left by an update
            elif server and _knock(server):
                return server
            if time.monotonic() > deadline:
                raise ServerError("Another command holds the server's lock, but no server answers.")
            time.sleep(_POLL_SECONDS)
        return _start(settings.state_folder(), lock)
    finally:
        os.close(lock)


def connect(server: Server) -> None:
    """Make this process speak to that server: to be called before anything imports prefect."""
    settings.use_prefect(settings.prefect_environment(settings.state_folder() / "prefect", _auth()), server.api_url)


def wait(server: Server, seconds: float = START_SECONDS) -> None:
    """Wait until the server answers.

    Raises:
        ServerError: where it ended, or the time is over.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answers(server):
            return
        if find() is None:
            break
        time.sleep(_POLL_SECONDS)
    raise ServerError(f"Avowal's Prefect server on port {server.port} does not answer.")


@contextmanager
def speaking_to(server: Server) -> Iterator[None]:
    """Run flows inside the block against that server, once it answers.

    Raises:
        ServerError: as `wait`.
    """
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    wait(server)
    # No heartbeats: nobody watches over them here, and a flow waits up to a second at its end for their thread. The
    # environment cannot say so, since there it has to be a number.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


def answers(server: Server) -> bool:
    """Whether the server answers a request with our key."""
    request = urllib.request.Request(  # noqa: S310 - the address is ours
        f"{server.api_url}/admin/version", headers={"Authorization": f"Basic {b64encode(_auth().encode()).decode()}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=2) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except OSError:
        return False


def find() -> Server | None:
    """Return the running server, or None; a file that a killed one left does not count."""
    path = settings.state_folder() / "server.lock"
    try:
        lock = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _take(lock) else _read()
    finally:
        os.close(lock)


@contextmanager
def in_use() -> Iterator[None]:
    """Keep the server from being stopped inside the block, by a lock that the kernel lets go of with the process.

    Raises:
        ServerError: where the state folder cannot be written.
    """
    users = _open_lock("server.users")
    try:
        fcntl.flock(users, fcntl.LOCK_SH)
        yield
    finally:
        os.close(users)


def stop(seconds: float = 20.0, force: bool = False) -> bool:
    """End the running server and wait until it has ended; return whether there was one.

    Raises:
        ServerInUseError: where a run speaks to it, unless `force`.
        ServerError: where it does not end in time.
    """
    if (server := find()) is None:
        return False
    users = _open_lock("server.users")
    try:
        if not (_take(users) or force):
            raise ServerInUseError("A run is using the server.")
        return _end(server, seconds)
    finally:
        os.close(users)


def _end(server: Server, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while find() is not None:
        _terminate(server)  # again and again: a process that has only just begun is not known by its name yet
        if time.monotonic() > deadline:
            raise ServerError(f"The server (process {server.pid}) does not end.", remedy=f"kill -9 {server.pid}")
        time.sleep(_POLL_SECONDS)
    return True


def _knock(server: Server) -> bool:
    """Make the server's idle time start anew; return False where it has just stopped listening, about to end."""
    try:
        urllib.request.urlopen(f"{server.api_url}/health", timeout=0.3).close()  # noqa: S310 - the address is ours
    except urllib.error.URLError as error:
        return isinstance(error, urllib.error.HTTPError) or isinstance(error.reason, TimeoutError)
    except OSError as error:
        return isinstance(error, TimeoutError)  # it is still starting
    return True


def _start(folder: Path, lock: int) -> Server:
    home = folder / "prefect"
    home.mkdir(mode=0o700, exist_ok=True)
    (folder / "server.json").unlink(missing_ok=True)
    environment = settings.prefect_environment(home, _auth())
    with socket.socket() as listener, (folder / "server.log").open("wb") as log:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        process = subprocess.Popen(  # noqa: S603 - nothing of it comes from outside
            [sys.executable, "-m", HOST, str(listener.fileno()), str(settings.idle_seconds())],
            env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
            cwd=home,  # not the user's folder: a prefect.toml or .env there is not ours, nor is it to be kept busy
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # a Ctrl-C or a closed terminal ends the command, not the server
            pass_fds=(listener.fileno(), lock),
        )
        server = Server(process.pid, listener.getsockname()[1], version("prefect"), time.time())
    waiting = folder / f"server.json.{os.getpid()}"
    waiting.write_text(json.dumps(asdict(server)), encoding="utf-8")
    waiting.replace(folder / "server.json")
    return server


def _open_lock(name: str) -> int:
    folder = settings.state_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ServerError(
            f"The state folder {folder} cannot be written: {error.strerror}.",
            remedy="Set AVOWAL_STATE to a folder that you may write.",
        ) from error


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read() -> Server | None:
    try:
        return Server(**json.loads((settings.state_folder() / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _terminate(server: Server) -> None:
    with suppress(FileNotFoundError, ProcessLookupError):
        # for a moment the file is the last server's, and its number may be another process's by now
        if HOST.encode() in Path(f"/proc/{server.pid}/cmdline").read_bytes():
            os.kill(server.pid, signal.SIGTERM)


def _auth() -> str:
    """Return user and password of the server, made once and readable by its owner alone."""
    path = settings.state_folder() / "server.auth"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        made = f"avowal:{secrets.token_urlsafe(32)}"
        fresh = path.with_name(f"server.auth.{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(made)
        try:
            os.link(fresh, path)  # whoever links first decides; nobody reads half a key
        except FileExistsError:
            made = path.read_text(encoding="utf-8")
        finally:
            fresh.unlink()
        return made
