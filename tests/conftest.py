"""Options and fixtures that several packages' tests share."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipelines.stage import Case
    from tests.models.releases import Releases
    from tests.trained import Trained


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session", autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every test away from the state folder of whoever runs them, and end the server that one may have started."""
    folder = tmp_path_factory.mktemp("state")
    before = os.environ.get("AVOWAL_STATE")
    os.environ["AVOWAL_STATE"] = str(folder)
    yield folder
    from pipelines.flows import server

    server.stop()
    if before is None:
        del os.environ["AVOWAL_STATE"]
    else:
        os.environ["AVOWAL_STATE"] = before


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> "Trained":
    """Train by the tiny recipe, once for all tests, by the command."""
    for name in ("torch", "transformers", "safetensors", "onnx"):
        pytest.importorskip(name)
    import torch

    from tests.trained import train_tiny

    torch.set_num_threads(1)  # threads wait longer for each other than so small a network takes

    return train_tiny(tmp_path_factory.mktemp("trained"))


@pytest.fixture(scope="session")
def built_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.models.releases import build

    folder = tmp_path_factory.mktemp("built")
    build(folder)
    return folder


@pytest.fixture
def releases(built_releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Releases":
    """Stand a few small models in for the shipped ones."""
    from tests.models.releases import install

    return install(built_releases, tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def example_cases() -> list["Case"]:
    """The carried examples on their way through all stages, once for every test that wants them."""
    from tests.examples import judged

    return judged()


@pytest.fixture(scope="session")
def example_run(example_cases: list["Case"], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of tables that a run over the examples writes; it is never changed."""
    from tests.examples import written

    return written(example_cases, tmp_path_factory.mktemp("run") / "demo-results")


@pytest.fixture(scope="session")
def example_report(example_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the report of that run, with pictures; it is never changed."""
    from pipelines.report.html import write_report
    from pipelines.report.run import open_run

    folder = tmp_path_factory.mktemp("report") / "out"
    write_report(open_run(example_run), folder)
    return folder
