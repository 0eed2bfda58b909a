"""Turn a trained network into the ONNX graph that ships: in full precision to compare with, in 8 bits to use."""

import io
import warnings
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.quant_utils import add_pre_process_metadata
from torch import Tensor, nn

from models.classifier import Passage
from models.encoder.evened import evened
from models.encoder.network import Network
from models.encoder.session import INPUTS, EncoderModel
from models.features import PLACES

Precision = Literal["int8", "float32"]

OPSET = 17
TRACED = (3, 20)  # sentences and tokens of the window that the graph is drawn from; it takes any number of both


def exported(network: Network, precision: Precision = "int8", first_id: int | None = None) -> bytes:
    """Return the graph that `models.encoder.session.EncoderModel` reads: one window, any number of tokens.

    In 8 bits, weights are quantised a column each and to 7 of the bits: on processors without the newer instructions
    two products of full 8 bits overflow where they are added, and another machine would give other probabilities.
    What goes into a product is quantised as it comes, by the range of its window.

    Args:
        network: trained, on the CPU; it is left as it was.
        precision: int8, a quarter of the size and more than twice as fast, or float32.
        first_id: the token that a window begins with; with it 8 bits come closer, by half (`models.encoder.evened`).
    """
    if precision == "float32":
        return _drawn(network)
    return _quantised(_drawn(network if first_id is None else evened(network, first_id)))


def largest_difference(network: Network, model: EncoderModel, documents: Sequence[Sequence[Passage]]) -> float:
    """Return by how much the shipped form and the trained network differ at most in a raw score."""
    network.eval()
    largest = 0.0
    for passages in documents:
        tokens = model.tokens(passages)
        shipped = np.hstack(list(model.margins([passages]).values()))
        for window, given in model.windows(tokens):
            ids, pool, place = (torch.from_numpy(given[name]) for name in INPUTS)
            with torch.inference_mode():
                scores = network(ids, torch.ones_like(ids), pool, place)[0].float().numpy()
            scores = scores[window.start - window.first : window.stop - window.first]
            largest = max(largest, float(np.abs(scores - shipped[window.start : window.stop]).max()))
    return largest


class _Alone(nn.Module):
    """The network for a window without padding: no mask, and attention written out for the quantiser to find."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, pool: Tensor, place: Tensor) -> Any:
        return self.network(ids, None, pool, place)


def _drawn(network: Network) -> bytes:
    sentences, tokens = TRACED
    window = (
        torch.ones(1, tokens, dtype=torch.int64),
        torch.ones(1, sentences, tokens),
        torch.ones(1, sentences, PLACES),
    )
    was_training, attention = network.training, network.encoder.config._attn_implementation
    written: Any = io.BytesIO()  # the exporter takes it, though its types say a path
    network.eval()
    network.encoder.set_attn_implementation("eager")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of this exporter's age; its successor needs a package more
            torch.onnx.export(
                _Alone(network),
                window,
                written,
                input_names=list(INPUTS),
                output_names=["scores"],
                dynamic_axes={
                    "ids": {1: "tokens"},
                    "pool": {1: "sentences", 2: "tokens"},
                    "place": {1: "sentences"},
                    "scores": {1: "sentences"},
                },
                opset_version=OPSET,
                dynamo=False,
            )
    finally:
        network.encoder.set_attn_implementation(attention)
        network.train(was_training)
    graph: bytes = written.getvalue()
    return graph


def _quantised(graph: bytes) -> bytes:
    model, written = onnx.load_from_string(graph), io.BytesIO()
    add_pre_process_metadata(model)  # else it advises a preparation that changes nothing here
    quantize_dynamic(
        model,
        written,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    return written.getvalue()
