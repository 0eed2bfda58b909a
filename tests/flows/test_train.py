"""The train flow hands plain words to the trainer and returns the id of what it wrote."""

from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from models.recipe import load_recipe


def test_a_candidate_is_written_where_the_deployment_says(
    flows: ModuleType, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.flows import train

    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        train, "train_model", lambda *given: asked.append(given) or SimpleNamespace(model_id="candidate-1")
    )
    assert train.train("labelled", "candidate", recipe="linear") == "candidate-1"
    assert asked == [(Path("labelled"), Path("candidate"), state / "models", load_recipe("linear"))]
