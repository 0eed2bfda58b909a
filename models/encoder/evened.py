"""Turn down the few channels of the encoder that are far louder than all others, so that 8 bits can hold them all.

Pretrained encoders keep one or two channels of each layer at ten times the size of the others, for the first token of
a window only. The 256 steps that a number is quantised to must then span them, and leave few steps to all the rest. A
channel turned down before its product, and its weights turned up by as much, give the same product.
"""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from models.encoder.network import Network

LOUD = 4.0  # times the loudness of the median channel
PROBED = (40, 100, 200, 250)  # tokens of the windows that the channels are listened to with
SEED = 54


class Evened(nn.Module):
    """A linear layer with its inputs turned down by a factor each, and its weights up."""

    def __init__(self, layer: nn.Linear, factor: Tensor) -> None:
        super().__init__()
        self.quieter = nn.Parameter(1 / factor)
        self.layer = nn.Linear(layer.in_features, layer.out_features)
        self.layer.weight.data = layer.weight.data * factor
        self.layer.bias.data = layer.bias.data

    def forward(self, values: Tensor) -> Tensor:
        """Return what the layer gave."""
        scores: Tensor = self.layer(values * self.quieter)
        return scores


def evened(network: Network, first_id: int) -> Network:
    """Return a copy that gives the same scores, its loud channels turned down.

    Which channels are loud hardly depends on the text: they are found with windows of random tokens.

    Args:
        network: trained; it is left as it was.
        first_id: the token that a window begins with.
    """
    found = copy.deepcopy(network).eval()
    loudness = _loudness(found, first_id)
    for name, part in _parts(found):
        heard = loudness[name]
        factor = (heard / (LOUD * heard.median()).clamp(min=1e-6)).clamp(min=1.0)
        if (factor > 1).any():
            part.dense = Evened(part.dense, factor)
    return found


def _parts(network: Network) -> Iterator[tuple[str, Any]]:
    """Yield by name the parts of each layer that hold its two large products."""
    for number, layer in enumerate(network.encoder.encoder.layer):
        yield f"{number}.inner", layer.intermediate
        yield f"{number}.outer", layer.output


def _loudness(network: Network, first_id: int) -> dict[str, Tensor]:
    """Return for each part the greatest size (channels,) of what goes into its product."""
    heard: dict[str, list[Tensor]] = defaultdict(list)

    def listening(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        return lambda _, given: heard[name].append(given[0].abs().amax(dim=(0, 1)))

    hooks = [part.dense.register_forward_pre_hook(listening(name)) for name, part in _parts(network)]
    draw = torch.Generator().manual_seed(SEED)
    config = network.encoder.config
    with torch.inference_mode():
        for tokens in PROBED:
            ids = torch.randint(config.vocab_size, (1, min(tokens, config.max_position_embeddings)), generator=draw)
            ids[0, 0] = first_id
            network.encoder(input_ids=ids)
    for hook in hooks:
        hook.remove()
    return {name: torch.stack(sizes).amax(dim=0) for name, sizes in heard.items()}
