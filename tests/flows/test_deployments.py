"""The deployments of prefect.yaml run on an operator's own server, with a worker, without any network."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PREFECT = [sys.executable, "-m", "prefect"]
SECONDS = 120.0


def wait_for(happened: Callable[[], Any], what: str) -> Any:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if found := happened():
            return found
        time.sleep(0.2)
    pytest.fail(f"not within {SECONDS:.0f} s: {what}")


def ask(url: str, body: dict[str, Any] | None = None) -> Any:
    """Ask the operator's server; while its database is busy it answers 503, and Prefect's own client asks again too."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310 - our own address
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310
                return json.loads(reply.read())
        except urllib.error.HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def answers(url: str) -> bool:
    try:
        return bool(ask(f"{url}/health"))
    except OSError:
        return False


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[tuple[str, dict[str, str], Path]]:
    """Run a server as an operator would, with no setting of ours; give its address, its settings and a workplace."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    settings = {
        **kept,
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "PYTHONPATH": str(ROOT),
    }
    workplace = tmp_path / "workplace"
    workplace.mkdir()
    for name in ("pipelines", "models", "corpora", "prefect.yaml"):
        (workplace / name).symlink_to(ROOT / name)
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> None:
        log = (tmp_path / f"{words[0]}.log").open("wb")
        command = [*PREFECT, *words]
        started.append(
            subprocess.Popen(command, cwd=workplace, env=settings, stdout=log, stderr=log, start_new_session=True)
        )

    try:
        start("server", "start", "--host", "127.0.0.1", "--port", str(port))
        wait_for(lambda: answers(url), "the operator's server answers")
        subprocess.run([*PREFECT, "work-pool", "create", "avowal", "--type", "process"], env=settings, check=True)
        start("worker", "start", "--pool", "avowal")
        yield url, settings, workplace
    finally:
        for process in reversed(started):
            os.killpg(process.pid, signal.SIGTERM)
        for process in started:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.slow
def test_all_deployments_deploy_and_a_worker_runs_the_nightly_one(
    operator: tuple[str, dict[str, str], Path],
) -> None:
    url, settings, workplace = operator
    (workplace / "incoming").mkdir()
    (workplace / "incoming" / "statement.txt").write_text(
        "Hollowbeck Ltd: modern slavery statement 2025.\n\nThis statement was approved by the board on 12 May 2026.\n",
        encoding="utf-8",
    )
    deploy = [*PREFECT, "--no-prompt", "deploy", "--all"]
    subprocess.run(deploy, cwd=workplace, env=settings, check=True, capture_output=True)
    deployed = {found["name"]: found for found in ask(f"{url}/deployments/filter", {})}
    assert set(deployed) == {"analyse-nightly", "train"}
    nightly = deployed["analyse-nightly"]
    assert nightly["schedules"][0]["schedule"]["cron"] == "30 2 * * *"
    assert nightly["work_pool_name"] == "avowal"

    run = ask(f"{url}/deployments/{nightly['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})
    ended = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
    state = wait_for(
        lambda: (found := ask(f"{url}/flow_runs/{run['id']}"))["state_type"] in ended and found["state"],
        "the worker runs the flow",
    )
    assert state["type"] == "COMPLETED", (state["message"], (workplace.parent / "worker.log").read_text()[-4000:])
    assert json.loads((workplace / "results" / "run.json").read_text(encoding="utf-8"))["outcomes"] == {"read": 1}


def test_every_deployment_names_a_flow_and_parameters_that_it_takes() -> None:
    import ast

    for deployment in yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]:
        path, _, name = deployment["entrypoint"].partition(":")
        functions = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
        (flow,) = (node for node in functions if isinstance(node, ast.FunctionDef) and node.name == name)
        assert set(deployment["parameters"]) <= {argument.arg for argument in flow.args.args}
