"""The train flow hands plain words to the trainer and returns the id of what it wrote."""

from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest


def test_a_candidate_is_written_where_the_deployment_says(
    flows: ModuleType, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.flows import train

    asked: list[tuple[Path, ...]] = []
    monkeypatch.setattr(
        train, "train_model", lambda *paths: asked.append(paths) or SimpleNamespace(model_id="candidate-1")
    )
    assert train.train("labelled", "candidate") == "candidate-1"
    assert asked == [(Path("labelled"), Path("candidate"), state / "models")]
