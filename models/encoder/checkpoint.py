"""What a training run leaves after each epoch: weights and optimiser as safetensors, and how far it came."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.encoder.network import Network

WEIGHTS, BEST, MOMENTS, STATE = "weights.safetensors", "best.safetensors", "moments.safetensors", "state.json"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a stage came; `best` is the lowest loss on the companies held back, where there are any."""

    epochs: int = 0
    best: float | None = None
    without_gain: int = 0

    def next(self, loss: float | None) -> "Checkpoint":
        """Return the state after one more epoch."""
        gained = loss is not None and (self.best is None or loss < self.best)
        waited = 0 if gained or loss is None else self.without_gain + 1
        return Checkpoint(self.epochs + 1, loss if gained else self.best, waited)


def keep(network: Network, optimiser: torch.optim.AdamW, kept: Path, done: Checkpoint) -> Checkpoint:
    """Write weights, moments and, last, the state that names their epoch; return the state."""
    kept.mkdir(parents=True, exist_ok=True)
    moments: dict[str, Tensor] = {}
    for number, values in optimiser.state_dict()["state"].items():
        moments |= {f"{number}.{name}": torch.as_tensor(value).cpu() for name, value in values.items()}
    weights = {name: value.cpu() for name, value in network.state_dict().items()}
    _write(weights, kept / f"{done.epochs}-{WEIGHTS}")
    _write(moments, kept / f"{done.epochs}-{MOMENTS}")
    if done.best is not None and done.without_gain == 0:
        _write(weights, kept / BEST)
    part = kept / f"{STATE}.part"
    part.write_text(json.dumps(asdict(done)), encoding="utf-8")
    part.replace(kept / STATE)
    for old in kept.glob(f"{done.epochs - 1}-*.safetensors"):
        old.unlink()
    return done


def resume(network: Network, optimiser: torch.optim.AdamW | None, kept: Path, best: bool = False) -> Checkpoint:
    """Load what an earlier run left, and return how far it came; nothing happens where it left nothing."""
    if not (kept / STATE).is_file():
        return Checkpoint()
    done = Checkpoint(**json.loads((kept / STATE).read_text(encoding="utf-8")))
    network.load_state_dict(load_file(weights_file(kept, done, best)))
    if optimiser is not None:
        state: dict[int, dict[str, Tensor]] = {}
        for key, value in load_file(kept / f"{done.epochs}-{MOMENTS}").items():
            number, name = key.split(".", 1)
            state.setdefault(int(number), {})[name] = value
        optimiser.load_state_dict({**optimiser.state_dict(), "state": state})
    return done


def weights_file(kept: Path, done: Checkpoint, best: bool = False) -> Path:
    """Return where the weights of the last epoch stand, or of the best one."""
    return kept / BEST if best and (kept / BEST).is_file() else kept / f"{done.epochs}-{WEIGHTS}"


def _write(tensors: dict[str, Tensor], path: Path) -> None:
    part = path.with_suffix(".part")
    save_file({name: value.contiguous() for name, value in tensors.items()}, part)
    part.replace(path)
