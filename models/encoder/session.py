"""The encoder as it ships: an ONNX graph that reads a window at a time, so that nothing beside a document sways it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpora.prediction import Task
from models.classifier import LABELS, Passage
from models.encoder.windows import FIRST, LAST, Tokens, Window, packed, tokenise, windows
from models.threads import cores

OUTPUTS = sum(len(LABELS[task]) for task in Task)
INPUTS = ("ids", "pool", "place")  # see `models.encoder.network.Network.forward`; one window alone needs no mask
SLOWER = ("SkipLayerNormFusion",)  # ONNX Runtime's fused operator takes a tenth longer than the two it replaces
ERRORS_ONLY = 3  # ONNX Runtime's level of logging


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """What the encoder reads at once; part of what decides a prediction, so it is stored with the weights."""

    size: int = 256  # tokens
    longest: int = 192  # tokens of one sentence; what stands behind is not read
    overlap: int = 1  # sentences beside a window, read and not answered for

    def __post_init__(self) -> None:
        if not (0 < self.longest < self.size and self.overlap >= 0):
            raise ValueError(f"a window of {self.size} tokens cannot hold sentences of {self.longest}")


class EncoderModel:
    """A trained encoder, run by ONNX Runtime.

    Every window is a run of its own. Its numbers are quantised by their range, so in a batch of windows each would
    sway the others; alone they depend on the document only, however many threads share the windows.

    Args:
        graph: the ONNX graph, as `models.encoder.export` writes it.
        tokenizer: `tokenizer.json`.
        settings: what is read at once.
        threads: windows read at the same time; as many as there are cores where not given.

    Raises:
        ValueError: where graph or tokenizer cannot be read, or the graph is for other labels.
    """

    def __init__(self, graph: bytes, tokenizer: str, settings: WindowSettings, threads: int | None = None) -> None:
        self.graph = graph
        self.settings = settings
        self.threads = threads or cores()
        self._session = _session(graph)
        self._tokenizer = _tokenizer(tokenizer)
        self._first_id = _id_of(FIRST, self._tokenizer)
        self.tokenizer = tokenizer

    def margins(self, documents: Sequence[Sequence[Passage]]) -> dict[Task, NDArray[np.float64]]:
        """Return raw scores (all passages, labels) of each task, before stacking and calibration."""
        scores = self._scores([self.tokens(passages) for passages in documents])
        found, start = {}, 0
        for task in Task:
            found[task] = scores[:, start : start + len(LABELS[task])]
            start += len(LABELS[task])
        return found

    def tokens(self, passages: Sequence[Passage]) -> Tokens:
        """Return the tokens of a document as this encoder reads them."""
        return tokenise(passages, self._tokenizer, self.settings.longest)

    def windows(self, tokens: Tokens) -> list[tuple[Window, dict[str, NDArray[Any]]]]:
        """Return the windows of a document and what the graph takes for each (see `Network.forward`)."""
        found = []
        for window in windows(tokens, self.settings.size, self.settings.overlap) if tokens.ids else ():
            ids, owner = packed(tokens, window, self._first_id)
            count = window.last - window.first
            pool = np.zeros((count, len(ids)), dtype=np.float32)
            pool[owner[1:], np.arange(1, len(ids))] = 1.0 / np.bincount(owner[1:], minlength=count)[owner[1:]]
            place = tokens.place[window.first : window.last]
            given: dict[str, NDArray[Any]] = dict(zip(INPUTS, (ids[None], pool[None], place[None]), strict=True))
            found.append((window, given))
        return found

    def _scores(self, documents: Sequence[Tokens]) -> NDArray[np.float64]:
        """Return (all passages, outputs of all tasks)."""
        starts = np.cumsum([0, *(len(tokens.ids) for tokens in documents)])
        found = np.zeros((int(starts[-1]), OUTPUTS))

        def read(start: int, window: Window, given: dict[str, NDArray[Any]]) -> None:
            rows = self._session.run(None, given)[0][0, window.start - window.first : window.stop - window.first]
            found[start + window.start : start + window.stop] = rows

        jobs = (
            (start, window, given)
            for start, tokens in zip(starts.tolist(), documents, strict=False)
            for window, given in self.windows(tokens)
        )
        if self.threads == 1:
            for job in jobs:
                read(*job)
        else:
            with ThreadPoolExecutor(self.threads, "encoder") as pool:
                for done in [pool.submit(read, *job) for job in jobs]:
                    done.result()
        return found


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # windows share the cores, not operators
    options.log_severity_level = ERRORS_ONLY
    try:
        session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(SLOWER)
        )
    except Exception as error:  # its many errors have no common class
        raise ValueError(f"the graph cannot be read: {error}") from error
    if {given.name for given in session.get_inputs()} != set(INPUTS):
        raise ValueError(f"the graph takes other inputs than {', '.join(INPUTS)}")
    if session.get_outputs()[0].shape[-1] != OUTPUTS:
        raise ValueError(f"the graph gives other outputs than the {OUTPUTS} labels")
    return session


def _tokenizer(content: str) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_str(content)
    except Exception as error:  # it raises nothing more special
        raise ValueError(f"the tokenizer cannot be read: {error}") from error
    tokenizer.no_padding()  # a pretrained one brings both settings
    tokenizer.no_truncation()
    _id_of(LAST, tokenizer)
    return tokenizer


def _id_of(mark: str, tokenizer: Tokenizer) -> int:
    found = tokenizer.token_to_id(mark)
    if found is None:
        raise ValueError(f"the tokenizer does not know {mark}")
    return found
