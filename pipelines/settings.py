"""Read the environment, here and nowhere else: the state folder, and which Prefect a command of ours speaks to."""

import os
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_state_path

IDLE_SECONDS = 600.0  # the local server ends after so long without a request

# Without these a server on SQLite spends five times the CPU on a thousand tasks, and answers some with 503.
_SERVER_BATCHES = {
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_TRIGGERS_READ_BATCH_SIZE": "500",
}
_NO_TELEMETRY = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}  # either alone still phones home


def state_folder() -> Path:
    """Return the folder for what outlives a command: `AVOWAL_STATE`, else the platform's place for user state."""
    named = os.environ.get("AVOWAL_STATE")
    return Path(named).expanduser().absolute() if named else user_state_path("avowal")


def idle_seconds() -> float:
    """Return after how many seconds without a request the local server ends: `AVOWAL_SERVER_IDLE`, else ten minutes."""
    return float(os.environ.get("AVOWAL_SERVER_IDLE") or IDLE_SECONDS)


def inherits_prefect() -> bool:
    """Whether `AVOWAL_PREFECT=inherit` asks for the user's own Prefect profile and server."""
    return os.environ.get("AVOWAL_PREFECT", "") == "inherit"


def debugs() -> bool:
    """Whether `AVOWAL_DEBUG` asks for the place in the code where Avowal failed."""
    return os.environ.get("AVOWAL_DEBUG", "") not in ("", "0")


def shows_pending() -> bool:
    """Whether `AVOWAL_SHOW_PENDING` asks for laws that are still to come; they are off otherwise."""
    return os.environ.get("AVOWAL_SHOW_PENDING", "") not in ("", "0")


def prefect_environment(home: Path, auth: str) -> dict[str, str]:
    """Return the whole environment for a Prefect of our own: the user's profile, keys and server are left out.

    Args:
        home: Prefect's home, for its database and its profiles.
        auth: user and password of the local server, as `user:password`.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {
        **kept,
        **_NO_TELEMETRY,
        **_SERVER_BATCHES,
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_SERVER_API_AUTH_STRING": auth,
        "PREFECT_API_AUTH_STRING": auth,
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
        "PREFECT_LOGGING_LEVEL": os.environ.get("AVOWAL_PREFECT_LOG", "CRITICAL"),  # errors are ours to tell
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # a second of start-up for blocks that nothing here uses
    }


def use_prefect(environment: Mapping[str, str], api_url: str) -> None:
    """Make this process speak to that server; must run before anything imports prefect, which reads this once."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        del os.environ[name]
    os.environ.update(environment, PREFECT_API_URL=api_url)


def worker_environment() -> dict[str, str]:
    """Return the environment for the processes that read documents: one thread each, as there is one a core."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}


def ocr_environment() -> dict[str, str]:
    """Return the environment for Tesseract: one thread a page, as several pages are read side by side."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def code_version() -> str:
    """Return the version of Avowal as installed; a bare checkout on the path has none."""
    from importlib.metadata import PackageNotFoundError, version  # a tenth of the time that `--help` takes

    try:
        return version("avowal")
    except PackageNotFoundError:
        return "not installed"
