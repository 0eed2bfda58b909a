"""What an encoder begins with: the very weights that a recipe names, or an error that says what to install."""

import hashlib
import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from models.recipe import EncoderRecipe, Pretrained, Stage, Untrained
from tests.models.tinyencoder import tiny_network, tiny_tokenizer

pytest.importorskip("torch")
pytest.importorskip("safetensors")

PACKAGE = "avowal_test_weights"
LAYER = "encoder.layer.{}.output.dense.weight"


def recipe(begins: Pretrained | Untrained, layers: int | None = None) -> EncoderRecipe:
    return EncoderRecipe(begins=begins, layers=layers, window=64, longest=40, gold=Stage(epochs=1))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pretrained:
    """Install a package with the weights of a tiny encoder, named as pretrained ones are; it must never be run."""
    from safetensors.torch import save_file

    folder = tmp_path / PACKAGE / "model"
    folder.mkdir(parents=True)
    (tmp_path / PACKAGE / "__init__.py").write_text("raise RuntimeError('this package was run')", encoding="utf-8")
    encoder = tiny_network().encoder
    weights = {f"bert.{name}": value.contiguous() for name, value in encoder.state_dict().items()}
    save_file(weights, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(encoder.config.to_dict()), encoding="utf-8")
    (folder / "tokenizer.json").write_text(tiny_tokenizer(), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    return Pretrained(package=PACKAGE, folder="model", sha256=found, licence="none")


def test_the_weights_of_the_package_are_taken_and_its_lower_layers_kept(package: Pretrained) -> None:
    import torch

    from models.encoder.begin import network_of, tokenizer_of

    tokenizer = tokenizer_of(recipe(package), ())
    assert len(Tokenizer.from_str(tokenizer).encode("our board " * 20).ids) == 40, "nothing is cut"
    whole, lower = (network_of(recipe(package, layers), tokenizer) for layers in (None, 1))
    given = tiny_network().encoder.state_dict()
    assert all(torch.equal(value, given[name]) for name, value in whole.encoder.state_dict().items())
    assert set(whole.encoder.state_dict()) == set(given)
    assert torch.equal(lower.encoder.state_dict()[LAYER.format(0)], given[LAYER.format(0)])
    assert LAYER.format(1) not in lower.encoder.state_dict()


def test_other_weights_than_the_recipe_names_are_refused(package: Pretrained) -> None:
    from models.encoder.begin import WeightsError, network_of

    other = package.model_copy(update={"sha256": "0" * 64})
    with pytest.raises(WeightsError, match=f"other weights than the recipe names: digest {package.sha256}") as refused:
        network_of(recipe(other), tiny_tokenizer())
    assert refused.value.exit_code == 4
    assert "version" in refused.value.advice


def test_weights_that_lack_a_layer_are_refused(package: Pretrained) -> None:
    from models.encoder.begin import WeightsError, network_of

    with pytest.raises(WeightsError, match="lack encoder"):
        network_of(recipe(package, layers=3), tiny_tokenizer())


@pytest.mark.parametrize("name", ["model.safetensors", "config.json", "tokenizer.json"])
def test_a_package_without_a_file_is_told(package: Pretrained, tmp_path: Path, name: str) -> None:
    from models.encoder.begin import WeightsError, tokenizer_of

    (tmp_path / PACKAGE / "model" / name).unlink()
    with pytest.raises(WeightsError, match=f"holds no model/{name}"):
        tokenizer_of(recipe(package), ())


def test_a_package_that_is_not_installed_is_named_with_the_command_that_helps() -> None:
    from models.encoder.begin import WeightsError, network_of, tokenizer_of

    begins = Pretrained(package="no_such_weights", folder="model", sha256="0" * 64, licence="none")
    for missing in (lambda: tokenizer_of(recipe(begins), ()), lambda: network_of(recipe(begins), tiny_tokenizer())):
        with pytest.raises(WeightsError, match="package no-such-weights, which is not installed") as refused:
            missing()
        assert refused.value.advice == "pip install --no-deps no-such-weights"
        assert refused.value.exit_code == 4


def test_an_untrained_encoder_knows_the_commonest_words_of_its_texts_and_spells_the_others() -> None:
    from models.encoder.begin import network_of, tokenizer_of

    begins = Untrained(width=8, layers=1, heads=1, vocabulary=100)
    texts = ["Our board approved the policy."] * 3 + [f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"] * 2
    one, two = (tokenizer_of(recipe(begins), given) for given in (texts, texts))
    assert one == two
    tokenizer = Tokenizer.from_str(one)
    assert tokenizer.get_vocab_size() <= 100
    assert tokenizer.encode("OUR board", add_special_tokens=False).tokens == ["our", "board"]
    assert tokenizer.encode("boardor", add_special_tokens=False).tokens == ["board", "##o", "##r"]
    assert tokenizer.encode("€§", add_special_tokens=False).tokens == ["[UNK]", "[UNK]"]
    network = network_of(recipe(begins), one)
    assert network.encoder.config.vocab_size == tokenizer.get_vocab_size()
    assert network.encoder.config.max_position_embeddings == 64
