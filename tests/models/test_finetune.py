"""Fine-tuning: it learns what it is given and nothing else, and a run that was stopped ends as one that was not."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from corpora.annotation import LabelledSentence
from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL
from models.folds import silent
from models.recipe import Stage
from tests.models.tinyencoder import tiny_network, tiny_tokenizer

torch: Any = pytest.importorskip("torch")
safetensors: Any = pytest.importorskip("safetensors.torch")

if TYPE_CHECKING:
    from models.encoder.finetune import Example
    from models.encoder.network import Network

STAGE = Stage(epochs=3, rate=2e-3, head_rate=2e-3)
STEADY = STAGE.model_copy(update={"warm_up": 0.0, "decay": 0.0})  # what gets no gradient stays as it is, to the bit
LAST = "head.4"  # the outputs


class PowerCut(BaseException):
    """The power goes."""


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def examples(sentences: list[LabelledSentence]) -> "list[Example]":
    from models.encoder.examples import documents, example

    tokenizer = Tokenizer.from_str(tiny_tokenizer())
    tokenizer.no_truncation()
    return [example(document[:25], tokenizer, 40, 0.5) for document in documents(sentences)[:4]]


def tune(
    examples: "list[Example]", stage: Stage, kept: Path, stop: tuple[str, int] | None = None, shaken: bool = False
) -> "Network":
    """Train the tiny network; with `stop`, the power goes after that batch of that epoch."""
    from models.encoder.finetune import Reading, fine_tune

    def progress(step: str, done: int, total: int) -> None:
        assert 0 < done <= total
        if stop and (step, done) == stop:
            raise PowerCut

    network = tiny_network()
    if shaken:
        torch.nn.init.normal_(network.head[1].weight)
        torch.rand(17)
    fine_tune(network, examples, stage, Reading(64, 2), 5, kept, "test", progress if stop else silent)
    return network


def weights(network: "Network") -> dict[str, Any]:
    return dict(network.state_dict())


def same(one: dict[str, Any], two: dict[str, Any]) -> bool:
    return one.keys() == two.keys() and all(torch.equal(one[name], two[name]) for name in one)


def state(kept: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((kept / "state.json").read_text(encoding="utf-8"))
    return found


def all_right(example: "Example", value: bool) -> "Example":
    """Return the document with every label of the multi-label tasks given, or none."""
    truth = {**example.truth, **{t: np.full_like(example.truth[t], value) for t in MULTI_LABEL}}
    weight = {t: np.ones_like(w) for t, w in example.weight.items()}
    return replace(example, truth=truth, weight=weight)


def test_the_loss_falls(examples: "list[Example]", tmp_path: Path) -> None:
    twins = [replace(its, group=name) for its in examples[:2] for name in ("one", "two")]
    watched = STAGE.model_copy(update={"watched": 0.5, "windows_a_step": 2})  # of what it is taught: it only must fall
    losses = []
    for name, changes in (("before", {"epochs": 1, "rate": 1e-9, "head_rate": 1e-9}), ("after", {"epochs": 4})):
        tune(twins, watched.model_copy(update=changes), tmp_path / name)
        losses.append(state(tmp_path / name)["best"])
    assert losses[1] < 0.9 * losses[0]


def test_the_same_seed_gives_the_same_weights_whatever_was_drawn_before(
    examples: "list[Example]", tmp_path: Path
) -> None:
    one = tune(examples, STAGE, tmp_path / "one")
    torch.rand(100)
    assert same(weights(one), weights(tune(examples, STAGE, tmp_path / "two")))


@pytest.mark.parametrize("stop", [("test, epoch 2 of 3", 1), ("test, epoch 3 of 3", 2), ("test, epoch 1 of 3", 1)])
def test_a_run_that_was_cut_goes_on_to_the_same_weights(
    examples: "list[Example]", tmp_path: Path, stop: tuple[str, int]
) -> None:
    whole = tune(examples, STAGE, tmp_path / "whole")
    with pytest.raises(PowerCut):
        tune(examples, STAGE, tmp_path / "cut", stop)
    begun = stop[0] != "test, epoch 1 of 3"
    assert (tmp_path / "cut" / "state.json").is_file() == begun
    again = tune(examples, STAGE, tmp_path / "cut", shaken=begun)  # where an epoch is kept, it decides, not the start
    assert same(weights(whole), weights(again))


def test_a_finished_run_is_read_and_not_trained_again(examples: "list[Example]", tmp_path: Path) -> None:
    one = tune(examples, STAGE, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert same(weights(one), weights(tune(examples, STAGE, tmp_path, ("test, epoch 1 of 3", 1), shaken=True)))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_what_is_kept_is_the_last_epoch_without_pickle(examples: "list[Example]", tmp_path: Path) -> None:
    network = tune(examples, STAGE, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["3-moments.safetensors", "3-weights.safetensors", "state.json"]
    assert state(tmp_path) == {"epochs": 3, "best": None, "without_gain": 0}
    assert same(weights(network), safetensors.load_file(tmp_path / "3-weights.safetensors"))
    assert safetensors.load_file(tmp_path / "3-moments.safetensors")


def test_an_early_stop_gives_back_the_best_epoch(examples: "list[Example]", tmp_path: Path) -> None:
    contrary = [replace(all_right(examples[0], right), group=str(right)) for right in (True, False)]
    stage = STEADY.model_copy(update={"epochs": 9, "watched": 0.5, "patience": 2})  # each epoch makes the watched worse
    network = tune(contrary, stage, tmp_path)
    told = state(tmp_path)
    assert told["without_gain"] == 2
    assert told["epochs"] < 9
    best = safetensors.load_file(tmp_path / "best.safetensors")
    assert same(weights(network), best)
    assert not same(best, safetensors.load_file(tmp_path / f"{told['epochs']}-weights.safetensors"))
    assert same(best, weights(tune(contrary, stage, tmp_path, shaken=True))), "a second run stops where the first did"


def test_a_label_that_is_masked_everywhere_learns_nothing(examples: "list[Example]", tmp_path: Path) -> None:
    hidden = 2  # a criterion
    masked = [
        replace(
            all_right(its, True),
            weight={
                t: np.where(np.arange(w.shape[1]) == hidden, 0, w).astype(np.float32) for t, w in its.weight.items()
            }
            | {Task.PRACTICE: its.weight[Task.PRACTICE]},
            truth={**all_right(its, True).truth, Task.EVIDENCE_STATUS: np.full(len(its.tokens.ids), -1)},
        )
        for its in examples
    ]
    before, after = weights(tiny_network()), weights(tune(masked, STEADY, tmp_path))
    start = sum(len(LABELS[task]) for task in MULTI_LABEL)
    untouched = [hidden, *range(start, start + len(LABELS[Task.EVIDENCE_STATUS]))]
    for name in (f"{LAST}.weight", f"{LAST}.bias"):
        moved = (before[name] != after[name]).reshape(len(before[name]), -1).any(dim=1).nonzero().flatten().tolist()
        assert not set(moved) & set(untouched)
        assert set(moved) >= set(range(len(LABELS[Task.CRITERION]))) - {hidden}


def test_frozen_layers_keep_their_weights(examples: "list[Example]", tmp_path: Path) -> None:
    before = weights(tiny_network())
    after = weights(tune(examples, STAGE.model_copy(update={"epochs": 1, "frozen": 1}), tmp_path))
    moved = {name for name in before if not torch.equal(before[name], after[name])}
    assert not any("embeddings" in name or "layer.0." in name for name in moved)
    assert any("layer.1." in name for name in moved)
    assert f"{LAST}.weight" in moved


def test_an_example_weighs_what_people_gave_whole_and_what_its_set_does_not_label_not_at_all(
    sentences: list[LabelledSentence],
) -> None:
    from models.encoder.examples import example

    given = [
        replace(sentences[0], criteria_source="gold", masked=frozenset({"approval"})),
        replace(sentences[1], criteria_source="annotated", masked=frozenset()),
    ]
    made = example(given, Tokenizer.from_str(tiny_tokenizer()), 40, 0.5)
    column = LABELS[Task.CRITERION].index("approval")
    assert made.weight[Task.CRITERION][0, column] == 0
    assert np.delete(made.weight[Task.CRITERION][0], column).tolist() == [1.0] * (len(LABELS[Task.CRITERION]) - 1)
    assert (made.weight[Task.CRITERION][1] == 0.5).all()
    assert (made.weight[Task.PRACTICE] == 1).all()
    assert made.group == sentences[0].group
