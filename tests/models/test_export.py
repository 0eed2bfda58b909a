"""The shipped graph says what the trained network says, nearly so in 8 bits, and is made the same twice."""

import numpy as np
import pytest

from models.classifier import Passage
from models.encoder.session import EncoderModel, WindowSettings
from tests.models.tinyencoder import tiny_network, tiny_tokenizer

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

SETTINGS = WindowSettings(size=64, longest=40, overlap=1)
DOCUMENT = [
    Passage(text, index=index)
    for index, text in enumerate(
        [
            "Our board approved this statement.",
            "",
            "We audit suppliers every year, and found no case of forced labour.",
            "Every case will be remedied (100%).",
            "Suppliers are trained on the risk of forced labour.",
        ]
        * 4
    )
]


@pytest.fixture(scope="module")
def network() -> object:
    return tiny_network()


def test_full_precision_says_what_the_network_says(network: object) -> None:
    from models.encoder.export import exported, largest_difference

    model = EncoderModel(exported(network, "float32"), tiny_tokenizer(), SETTINGS, threads=1)
    assert len(model.windows(model.tokens(DOCUMENT))) > 2
    assert largest_difference(network, model, [DOCUMENT, DOCUMENT[:1], []]) < 1e-3


def test_eight_bits_say_nearly_the_same_in_less_room(network: object) -> None:
    from models.encoder.export import exported, largest_difference

    full, small = exported(network, "float32"), exported(network, first_id=2)
    scores = np.hstack(list(EncoderModel(full, tiny_tokenizer(), SETTINGS).margins([DOCUMENT]).values()))
    difference = largest_difference(network, EncoderModel(small, tiny_tokenizer(), SETTINGS, threads=1), [DOCUMENT])
    assert 0 < difference < 0.2 * np.abs(scores).max()
    assert len(small) < len(full)
    assert small == exported(network, first_id=2), "the same weights give the same bytes, and so the same model id"


def test_a_loud_channel_is_turned_down_and_changes_no_score(network: object) -> None:
    from models.encoder.evened import Evened, evened

    loud = tiny_network()
    with torch.no_grad():
        loud.encoder.encoder.layer[0].attention.output.LayerNorm.weight[3] = 50.0
    quiet = evened(loud, first_id=2)
    assert isinstance(quiet.encoder.encoder.layer[0].intermediate.dense, Evened)
    assert not isinstance(loud.encoder.encoder.layer[0].intermediate.dense, Evened), "what was trained stays as it is"
    ids = torch.arange(40)[None]
    given = (ids, torch.ones_like(ids), torch.ones(1, 1, 40) / 40, torch.zeros(1, 1, 14))
    with torch.inference_mode():
        assert torch.allclose(loud.eval()(*given), quiet(*given), atol=1e-4)


def test_an_export_leaves_the_network_as_it_was(network: object) -> None:
    from models.encoder.export import exported

    network.train()
    exported(network, "float32")
    assert network.training
    assert network.encoder.config._attn_implementation != "eager"
