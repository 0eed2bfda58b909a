"""Fine-tune the encoder on labelled documents; every epoch is kept on disk, so that a run that was stopped goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL
from models.encoder.checkpoint import keep, resume
from models.encoder.network import Network
from models.encoder.windows import Tokens, Window, drawn_windows, packed
from models.features import PLACES
from models.recipe import Stage

Progress = Callable[[str, int, int], None]
SEEDS = 1_000  # more than a stage has epochs
Member = tuple[int, Window]  # an example and a window of it


@dataclass(frozen=True, eq=False)
class Example:
    """A labelled document, ready to train on; rows of all arrays are its sentences."""

    group: str
    tokens: Tokens
    truth: Mapping[Task, NDArray[np.float32] | NDArray[np.int64]]  # as `models.linear.truth_of`
    weight: Mapping[Task, NDArray[np.float32]]  # (rows, labels) of the multi-label tasks; 0 where a label is not given


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder reads at once."""

    window: int  # tokens
    first_id: int  # of the token that a window begins with


def fine_tune(
    network: Network,
    examples: Sequence[Example],
    stage: Stage,
    reading: Reading,
    seed: int,
    kept: Path,
    step: str,
    progress: Progress,
) -> None:
    """Train the network in place, on a GPU where there is one; bfloat16 inside, weights in float32.

    Args:
        network: to be trained; after an early stop it holds the weights of the best epoch.
        examples: labelled documents.
        stage: epochs and rates.
        reading: size of a window.
        seed: of the order, the cuts and the dropout; the same seed gives the same weights on the same machine.
        kept: folder for weights and optimiser after each epoch; a run that finds them there goes on from them.
        step: how to call this part in `progress`.
        progress: hears of each batch.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    _freeze(network, stage.frozen)
    optimiser = _optimiser(network, stage)
    watched, taught = _watched(examples, stage.watched, seed)
    done = resume(network, optimiser, kept)
    batches = [_batches(taught, stage, reading, np.random.default_rng([seed, n])) for n in range(stage.epochs)]
    steps = sum(len(epoch) for epoch in batches)
    for epoch in range(done.epochs, stage.epochs):
        if done.without_gain >= stage.patience:
            break
        network.train()
        torch.manual_seed(SEEDS * seed + epoch)  # of dropout: an epoch after a stop draws what it would have drawn
        before = sum(len(earlier) for earlier in batches[:epoch])
        for number, batch in enumerate(batches[epoch]):
            _set_rate(optimiser, (before + number) / steps, stage.warm_up)
            loss = _loss(network, taught, batch, reading, device)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            progress(f"{step}, epoch {epoch + 1} of {stage.epochs}", number + 1, len(batches[epoch]))
        done = keep(network, optimiser, kept, done.next(_mean_loss(network, watched, stage, reading, device)))
    if watched:
        resume(network, None, kept, best=True)
    network.to("cpu")


def _freeze(network: Network, layers: int) -> None:
    """Keep the token embeddings and the lower layers as they are; nothing where `layers` is 0."""
    parts = [network.encoder.embeddings, *network.encoder.encoder.layer[:layers]] if layers else []
    for part in parts:
        part.requires_grad_(False)


def _optimiser(network: Network, stage: Stage) -> torch.optim.AdamW:
    groups = []
    for part, rate in ((network.encoder, stage.rate), (network.head, stage.head_rate)):
        trained = [p for p in part.parameters() if p.requires_grad]
        groups.append({"params": [p for p in trained if p.ndim >= 2], "peak": rate, "weight_decay": stage.decay})
        groups.append({"params": [p for p in trained if p.ndim < 2], "peak": rate, "weight_decay": 0.0})
    return torch.optim.AdamW([group for group in groups if group["params"]], lr=0.0, fused=True)


def _set_rate(optimiser: torch.optim.AdamW, done: float, warm_up: float) -> None:
    share = done / warm_up if done < warm_up else max(0.0, (1 - done) / (1 - warm_up))
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * share


def _watched(examples: Sequence[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """Return the examples of the companies held back to stop by, and the others."""
    groups = sorted({example.group for example in examples})
    chosen = np.random.default_rng(seed).permutation(len(groups))[: round(share * len(groups))]
    held = {groups[number] for number in chosen}
    return [e for e in examples if e.group in held], [e for e in examples if e.group not in held]


def _batches(
    examples: Sequence[Example], stage: Stage, reading: Reading, draw: np.random.Generator
) -> list[list[Member]]:
    """Return an epoch's windows: those of a batch alike in length, the batches in random order."""
    cut = [(n, w) for n, e in enumerate(examples) for w in drawn_windows(e.tokens, reading.window, draw)]
    lengths = [int(examples[n].tokens.lengths[w.first : w.last].sum()) for n, w in cut]
    order = np.argsort(np.array(lengths) + draw.uniform(0, reading.window / 8, len(cut)), kind="stable")
    room = stage.windows_a_step * reading.window * 1.02
    batches: list[list[Member]] = []
    widest = 0
    for place in order[::-1]:
        widest = max(widest, lengths[place])
        if not batches or widest * (len(batches[-1]) + 1) > room:
            batches.append([])
            widest = lengths[place]
        batches[-1].append(cut[place])
    return [batches[place] for place in draw.permutation(len(batches))]


def inputs(members: Sequence[tuple[Tokens, Window]], first_id: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids, mask, pool and place of some windows, as `Network.forward` takes them; short ones are padded."""
    made = [packed(tokens, window, first_id) for tokens, window in members]
    width = max(len(ids) for ids, _ in made)
    most = max(window.last - window.first for _, window in members)
    ids = np.zeros((len(made), width), dtype=np.int64)
    mask = np.zeros((len(made), width), dtype=np.int64)
    pool = np.zeros((len(made), most, width), dtype=np.float32)
    place = np.zeros((len(made), most, PLACES), dtype=np.float32)
    for row, ((tokens, window), (its, owner)) in enumerate(zip(members, made, strict=True)):
        ids[row, : len(its)], mask[row, : len(its)] = its, 1
        counts = np.bincount(owner[1:], minlength=window.last - window.first)
        pool[row, owner[1:], np.arange(1, len(its))] = 1.0 / counts[owner[1:]]
        place[row, : window.last - window.first] = tokens.place[window.first : window.last]
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(pool), torch.from_numpy(place)


def _loss(
    network: Network, examples: Sequence[Example], batch: Sequence[Member], reading: Reading, device: torch.device
) -> Tensor:
    """Return the sum over the tasks of a mean a sentence: cross-entropy, summed over the labels of a task."""
    members = [(examples[number].tokens, window) for number, window in batch]
    with torch.autocast(device.type, dtype=torch.bfloat16):
        scores = network(*(part.to(device) for part in inputs(members, reading.first_id)))
    rows = torch.cat([scores[k, : w.last - w.first] for k, (_, w) in enumerate(batch)]).float()
    start, total = 0, torch.zeros((), device=device)
    for task in Task:
        part = rows[:, start : (start := start + len(LABELS[task]))]
        truth = _rows([examples[n].truth[task][w.first : w.last] for n, w in batch], device)
        if task in MULTI_LABEL:
            each = binary_cross_entropy_with_logits(part, truth, reduction="none")
            each = each * _rows([examples[n].weight[task][w.first : w.last] for n, w in batch], device)
            total = total + each.sum() / len(rows)
        elif bool((truth >= 0).any()):
            total = total + cross_entropy(part, truth, ignore_index=-1)
    return total


def _rows(parts: Sequence[NDArray[np.float32] | NDArray[np.int64]], device: torch.device) -> Tensor:
    return torch.from_numpy(np.concatenate(parts)).to(device)


def _mean_loss(
    network: Network, watched: Sequence[Example], stage: Stage, reading: Reading, device: torch.device
) -> float | None:
    if not watched:
        return None
    network.eval()
    with torch.no_grad():
        batches = _batches(watched, stage, reading, np.random.default_rng(0))
        return float(np.mean([float(_loss(network, watched, batch, reading, device)) for batch in batches]))
