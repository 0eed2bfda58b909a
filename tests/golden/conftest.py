"""What the golden tests call the carried examples and their run."""

from pathlib import Path

import pytest

from pipelines.stage import Case


@pytest.fixture(scope="session")
def cases(example_cases: list[Case]) -> list[Case]:
    return example_cases


@pytest.fixture(scope="session")
def results(example_run: Path) -> Path:
    return example_run
