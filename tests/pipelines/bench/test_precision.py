"""What 8 bits cost is measured with models that never saw the sentence, and nothing is trained again for it."""

from typing import TYPE_CHECKING

import pytest

from corpora.prediction import Task
from models.recipe import load_recipe
from models.study import Study
from pipelines.bench.precision import figures, measure

if TYPE_CHECKING:
    from tests.trained import Trained


def test_full_precision_is_drawn_from_the_same_training(trained: "Trained") -> None:
    pytest.importorskip("torch")
    kept = sorted((path, path.stat().st_mtime_ns) for path in trained.state.rglob("*.safetensors"))
    costs = measure(Study(trained.data, trained.state, load_recipe("tiny")))
    assert sorted((path, path.stat().st_mtime_ns) for path in trained.state.rglob("*.safetensors")) == kept
    assert [cost.task for cost in costs] == [str(task) for task in Task]
    for cost in costs:
        assert 0 < cost.largest_change < 0.2, "two forms, and near each other"
        assert cost.mean_change <= cost.largest_change
        assert cost.changed <= 0.05 * cost.decisions
        assert abs(cost.f1_full - cost.f1_shipped) < 0.05
    assert len(figures(costs).rows) == len(costs)


def test_a_recipe_without_an_encoder_has_one_form(trained: "Trained") -> None:
    with pytest.raises(TypeError, match="encoder"):
        measure(Study(trained.data, trained.state, load_recipe("tiny").model_copy(update={"encoder": None})))
