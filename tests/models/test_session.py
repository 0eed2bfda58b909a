"""The shipped encoder: nothing beside a document sways it, no thread does, and any text has scores."""

import numpy as np
import pytest

from corpora.prediction import Task
from models.classifier import LABELS, Passage
from models.encoder.session import EncoderModel, WindowSettings
from tests.models.tinyencoder import tiny_network, tiny_tokenizer

pytest.importorskip("torch")
pytest.importorskip("onnx")

SETTINGS = WindowSettings(size=64, longest=40, overlap=1)
TEXTS = (
    "Our board approved this statement.",
    "We audit suppliers every year, and found no case of forced labour.",
    "Every case will be remedied.",
    "Suppliers are trained on the risk of forced labour.",
)


@pytest.fixture(scope="module")
def graph() -> bytes:
    from models.encoder.export import exported

    return exported(tiny_network())


@pytest.fixture(scope="module")
def model(graph: bytes) -> EncoderModel:
    return EncoderModel(graph, tiny_tokenizer(), SETTINGS, threads=1)


def document(length: int, first: int = 0) -> list[Passage]:
    return [Passage(TEXTS[(first + n) % len(TEXTS)], index=n) for n in range(length)]


def scores(model: EncoderModel, documents: list[list[Passage]]) -> np.ndarray:
    return np.hstack(list(model.margins(documents).values()))


def test_a_document_alone_and_among_others_gets_the_same_bits(model: EncoderModel) -> None:
    documents = [document(30), document(1), [], document(17, first=2), [Passage("", index=0)]]
    together = scores(model, documents)
    assert np.array_equal(together, np.vstack([scores(model, [its]) for its in documents]))


def test_more_threads_change_no_bit(model: EncoderModel, graph: bytes) -> None:
    documents = [document(40), document(25, first=1)]
    for threads in (2, 5):
        other = EncoderModel(graph, tiny_tokenizer(), SETTINGS, threads)
        assert np.array_equal(scores(model, documents), scores(other, documents))


@pytest.mark.parametrize("overlap", [0, 1, 2, 5])
@pytest.mark.parametrize("length", [0, 1, 2, 33])
def test_every_passage_is_answered_for_once(graph: bytes, overlap: int, length: int) -> None:
    settings = WindowSettings(size=64, longest=40, overlap=overlap)
    model = EncoderModel(graph, tiny_tokenizer(), settings, threads=1)
    found = [window for window, _ in model.windows(model.tokens(document(length)))]
    assert [n for window in found for n in range(window.start, window.stop)] == list(range(length))
    assert all(window.first <= window.start < window.stop <= window.last for window in found)


def test_a_window_holds_no_more_tokens_than_it_may(model: EncoderModel) -> None:
    long = [Passage("forced labour " * 400, index=n) for n in range(3)]
    for _, given in model.windows(model.tokens([*document(9), *long])):
        assert given["ids"].shape[1] <= SETTINGS.size


def test_text_left_out_parts_its_neighbours(model: EncoderModel) -> None:
    whole = document(8)
    parted = [*whole[:4], *(Passage(p.text, index=p.index + 5) for p in whole[4:])]
    found = [window for window, _ in model.windows(model.tokens(parted))]
    assert all(window.last <= 4 or window.first >= 4 for window in found)


def test_no_document_and_an_empty_one_give_no_row(model: EncoderModel) -> None:
    for documents in ([], [[]], [[], []]):
        found = model.margins(documents)
        assert all(found[task].shape == (0, len(LABELS[task])) for task in Task)


@pytest.mark.parametrize(
    "text",
    ["", " ", "Yes", "word " * 10_000, "a" * 50_000, "Aucun travail forcé.", "我们没有发现强迫劳动", "\x00\ud7ff"],
)
def test_odd_texts_get_scores_like_any_other(model: EncoderModel, text: str) -> None:
    found = scores(model, [[Passage(TEXTS[0]), Passage(text, index=1), Passage(TEXTS[1], index=2)]])
    assert found.shape[0] == 3
    assert np.isfinite(found).all()


def test_what_stands_behind_the_longest_reading_is_not_read(model: EncoderModel) -> None:
    start = "forced labour " * 60
    one, two = (model.tokens([Passage(start + end)]).ids[0] for end in ("approved", "audit found a case"))
    assert len(one) == SETTINGS.longest
    assert np.array_equal(one, two)


def test_thousands_of_passages_are_read(model: EncoderModel) -> None:
    assert scores(model, [document(3_000)]).shape[0] == 3_000


def test_the_length_that_a_tokenizer_brings_does_not_cut_sentences(model: EncoderModel) -> None:
    assert len(model.tokens([Passage(TEXTS[1])]).ids[0]) > 8


def test_what_is_no_graph_or_no_tokenizer_is_refused(graph: bytes) -> None:
    with pytest.raises(ValueError, match="graph cannot be read"):
        EncoderModel(graph[: len(graph) // 2], tiny_tokenizer(), SETTINGS)
    with pytest.raises(ValueError, match="tokenizer cannot be read"):
        EncoderModel(graph, "{}", SETTINGS)
    with pytest.raises(ValueError, match="cannot hold"):
        WindowSettings(size=64, longest=64)
