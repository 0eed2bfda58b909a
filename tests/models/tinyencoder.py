"""A random encoder of two layers with a vocabulary of its own, small enough to be made in a test."""

from typing import TYPE_CHECKING

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

if TYPE_CHECKING:
    from models.encoder.network import Network

SENTENCE = "we our board approved the this statement suppliers are trained on forced labour risk each year audit case"


def tiny_tokenizer() -> str:
    letters = [f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz0123456789"]
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"abcdefghijklmnopqrstuvwxyz0123456789-%()/"]
    vocabulary = {word: number for number, word in enumerate([*marks, *letters, *sorted(set(SENTENCE.split()))])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=marks[1]))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.enable_truncation(8)  # as pretrained ones bring it: a shorter reading than ours
    return tokenizer.to_str()


def tiny_network() -> "Network":
    import torch

    from models.encoder.network import Network

    torch.manual_seed(7)
    config = {
        "vocab_size": 200,
        "hidden_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 64,
        "max_position_embeddings": 128,
        "initializer_range": 0.3,  # with the usual .02 all sentences would look alike
    }
    return Network(config)
