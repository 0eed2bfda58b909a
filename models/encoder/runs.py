"""The encoders of one recipe on one data set: a shared first stage, one for each fold, and the one that ships.

All first epochs are spent once, on silver statements of companies that no figure is measured on; each fold then only
needs a short second stage. What is trained is kept in a folder named by the digest of recipe and data, so that a run
that was stopped goes on, and a second run only reads.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from filelock import FileLock
from tokenizers import Tokenizer

from corpora.annotation import LabelledSentence
from corpora.identifiers import digest
from corpora.split import are_reported, folds_of, is_silver
from models.encoder.begin import network_of, tokenizer_of
from models.encoder.checkpoint import resume
from models.encoder.examples import documents, example
from models.encoder.export import exported
from models.encoder.finetune import Progress, Reading, fine_tune
from models.encoder.network import Network
from models.encoder.session import EncoderModel, WindowSettings
from models.encoder.windows import FIRST
from models.recipe import EncoderRecipe, Recipe, Stage

TOKENIZER = "tokenizer.json"


class Runs:
    """Train the encoders of a recipe, or find them trained.

    Args:
        recipe: with an encoder.
        sentences: all labelled sentences, in order of document and index.
        measured: the companies that figures are measured on (`models.encoder.examples.measured_groups`).
        data: digests of the data set's files.
        state: folder to keep them in.
        progress: hears of each batch.
    """

    def __init__(
        self,
        recipe: Recipe,
        sentences: Sequence[LabelledSentence],
        measured: set[str],
        data: dict[str, str],
        state: Path,
        progress: Progress,
    ) -> None:
        if recipe.encoder is None:
            raise ValueError(f"the recipe {recipe.name} has no encoder")
        self.recipe, self._encoder, self._progress = recipe, recipe.encoder, progress
        self._documents = documents(sentences)
        reported = zip(sentences, are_reported(sentences), strict=True)
        self._reported = {sentence.document for sentence, yes in reported if yes}
        self._folds = folds_of(sentences)
        self._measured = measured if self._encoder.silver else {s.group for s in sentences}
        said = recipe.model_dump_json(include={"encoder", "seed"})
        self.folder = state / digest("encoder", said, str(sorted(data.items())))[:16]
        self.folder.mkdir(parents=True, exist_ok=True)
        self.tokenizer = self._kept_tokenizer()
        first = Tokenizer.from_str(self.tokenizer).token_to_id(FIRST)
        if first is None:
            raise ValueError(f"the tokenizer does not know {FIRST}")
        self._reading = Reading(self._encoder.window, first)

    def is_measured(self, sentence: LabelledSentence) -> bool:
        """Whether a sentence is judged out of fold, rather than trained on in every fold."""
        return not is_silver(sentence.document) or sentence.group in self._measured

    def fold(self, number: int) -> EncoderModel:
        """Return the encoder that has seen no document of a fold, as it would ship."""
        use = [d for d in self._second() if self._folds[d[0].document] != number]
        return self._second_stage(f"fold-{number}", use)

    def whole(self) -> EncoderModel:
        """Return the encoder trained on everything, as it ships."""
        return self._second_stage("all", self._second())

    def trained(self, name: str) -> Network:
        """Return the network behind a trained encoder (fold-0, all, ...), in full precision."""
        network = network_of(self._encoder, self.tokenizer)
        resume(network, None, self.folder / name, best=True)
        return network.eval()

    def abroad(self, without: int | None = None) -> EncoderModel:
        """Return an encoder trained on the Australian gold statements alone; all of them, or all but a fold's."""
        gold = [d for d in self._documents if d[0].jurisdiction == "AU" and d[0].document in self._reported]
        use = [d for d in gold if self._folds[d[0].document] != without]
        stage = self.recipe.transfer or self._encoder.gold
        name = f"transfer-{digest(stage.model_dump_json())[:6]}-{'all' if without is None else without}"
        return self._trained(name, use, stage, None)

    def _second(self) -> list[list[LabelledSentence]]:
        return [d for d in self._documents if self.is_measured(d[0])]

    def _second_stage(self, name: str, use: Sequence[Sequence[LabelledSentence]]) -> EncoderModel:
        if not use:
            raise ValueError(f"there is nothing to train {name} on")
        begin = None
        if self._encoder.silver:
            silver = [d for d in self._documents if not self.is_measured(d[0])]
            begin = self._silver(silver, self._encoder.silver) if silver else None
        return self._trained(name, use, self._encoder.gold, begin)

    def _silver(self, use: Sequence[Sequence[LabelledSentence]], stage: Stage) -> Path:
        folder = self.folder / "silver"
        with FileLock(self.folder / "silver.lock"):
            self._tuned(folder, use, stage, None, annotated=1.0)
        return folder

    def _trained(
        self, name: str, use: Sequence[Sequence[LabelledSentence]], stage: Stage, begin: Path | None
    ) -> EncoderModel:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        with FileLock(self.folder / f"{name}.lock"):  # a second run waits instead of training the same encoder
            graph = folder / f"{self.recipe.precision}.onnx"  # another precision is drawn from the same training
            if not graph.is_file():
                network = self._tuned(folder, use, stage, begin, self._encoder.annotated)
                part = graph.with_suffix(".part")
                part.write_bytes(exported(network, self.recipe.precision, self._reading.first_id))
                part.replace(graph)
        return EncoderModel(graph.read_bytes(), self.tokenizer, reads(self._encoder))

    def _tuned(
        self,
        folder: Path,
        use: Sequence[Sequence[LabelledSentence]],
        stage: Stage,
        begin: Path | None,
        annotated: float,
    ) -> Network:
        torch.manual_seed(self.recipe.seed)  # of the weights that begin at random: the same whatever was trained before
        network = network_of(self._encoder, self.tokenizer)
        if begin is not None:
            resume(network, None, begin, best=True)
        tokenizer = Tokenizer.from_str(self.tokenizer)
        examples = [example(d, tokenizer, self._encoder.longest, annotated) for d in use]
        fine_tune(network, examples, stage, self._reading, self.recipe.seed, folder, folder.name, self._progress)
        return network.eval()

    def _kept_tokenizer(self) -> str:
        path = self.folder / TOKENIZER
        if not path.is_file():
            texts = (sentence.text for document in self._documents for sentence in document)
            part = path.with_suffix(".part")
            part.write_text(tokenizer_of(self._encoder, texts), encoding="utf-8")
            part.replace(path)
        return path.read_text(encoding="utf-8")


def reads(recipe: EncoderRecipe) -> WindowSettings:
    """Return what an encoder of the recipe reads at once."""
    return WindowSettings(recipe.window, recipe.longest, recipe.overlap)
