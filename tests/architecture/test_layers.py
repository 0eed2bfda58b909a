"""Imports run one way: corpora <- models <- pipelines; the contracts stand in pyproject.toml."""

from pathlib import Path

import pytest
from importlinter import api

ROOT = Path(__file__).parents[2]


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    contracts = api.read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    assert len(contracts) >= 2
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS
