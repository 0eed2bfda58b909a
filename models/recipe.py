"""Training recipes: one YAML file says everything that decides a model, apart from the data."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpora.errors import AvowalError
from models.features import FeatureSettings
from models.linear import Settings

RECIPES = Path(__file__).with_name("recipes")
DEFAULT = "ensemble"


class RecipeError(AvowalError):
    """A recipe is missing, is no YAML, or says what no recipe can; nothing is trained."""

    remedy = "Name a recipe of models/recipes or a YAML file; docs/models.md lists the keys."
    exit_code = 2


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Stage(_Strict):
    """One stage of fine-tuning."""

    epochs: int = Field(ge=1, le=100)
    rate: float = Field(default=1e-4, gt=0, lt=1)  # peak learning rate of the encoder
    head_rate: float = Field(default=1e-3, gt=0, lt=1)
    warm_up: float = Field(default=0.06, ge=0, lt=1)  # share of all steps; then the rate falls in a line to zero
    windows_a_step: int = Field(default=8, ge=1, le=256)
    decay: float = Field(default=0.01, ge=0, lt=1)
    frozen: int = Field(default=0, ge=0)  # lower layers, with the token embeddings, that keep their weights
    watched: float = Field(default=0.0, ge=0, le=0.5)  # share of companies held back to stop early by
    patience: int = Field(default=2, ge=1)  # epochs without a better loss on them before it stops


class Pretrained(_Strict):
    """Where the encoder's first weights come from: an installed package, its files by their digest."""

    package: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")  # of Python, installed
    folder: str  # inside the package, with config.json, tokenizer.json and model.safetensors
    sha256: str = Field(min_length=64, max_length=64)  # of model.safetensors
    licence: str


class Untrained(_Strict):
    """An encoder that begins at random with a vocabulary of the training texts: for tests, not for use."""

    width: int = Field(ge=8, le=1024)
    layers: int = Field(ge=1, le=24)
    heads: int = Field(ge=1, le=16)
    vocabulary: int = Field(ge=100, le=50_000)

    @model_validator(mode="after")
    def _heads_share_the_width(self) -> "Untrained":
        if self.width % self.heads:
            raise ValueError(f"a width of {self.width} cannot be shared by {self.heads} heads")
        return self


class EncoderRecipe(_Strict):
    """How the encoder is made and what it reads at once."""

    begins: Pretrained | Untrained
    layers: int | None = Field(default=None, ge=1)  # lower layers to keep; all by default
    window: int = Field(default=256, ge=32, le=512)  # tokens read at once
    longest: int = Field(default=192, ge=8, le=510)  # tokens of one sentence; what stands behind is not read
    overlap: int = Field(default=1, ge=0, le=8)  # sentences beside a window, read and not answered for
    annotated: float = Field(default=0.5, ge=0, le=1)  # weight of criteria given by a language model, beside 1
    silver: Stage | None = None  # first stage, on statements that no figure is measured on
    gold: Stage

    @model_validator(mode="after")
    def _a_sentence_fits_a_window(self) -> "EncoderRecipe":
        if self.longest >= self.window:
            raise ValueError(f"a window of {self.window} tokens cannot hold sentences of {self.longest}")
        return self


class LinearRecipe(_Strict):
    """How the n-gram model is trained."""

    strength: float = Field(default=3.0, gt=0)
    silver_weight: float = Field(default=0.5, ge=0, le=1)
    max_words: int = Field(default=30_000, ge=10)
    max_characters: int = Field(default=30_000, ge=10)
    min_groups: int = Field(default=3, ge=1)
    neighbour_min_groups: int = Field(default=10, ge=1)

    def settings(self) -> Settings:
        """Return what `fit_linear` takes."""
        features = FeatureSettings(
            max_words=self.max_words,
            max_characters=self.max_characters,
            min_groups=self.min_groups,
            neighbour_min_groups=self.neighbour_min_groups,
        )
        return Settings(features=features, strength=self.strength, silver_weight=self.silver_weight)


class Recipe(_Strict):
    """A whole training: the n-gram model, and with `encoder` the ensemble of both."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.\-]{0,63}$")  # first part of the model's id
    about: str
    seed: int = Field(default=54, ge=0, lt=2**32)
    precision: Literal["int8", "float32"] = "int8"
    linear: LinearRecipe = LinearRecipe()
    encoder: EncoderRecipe | None = None
    transfer: Stage | None = Field(None)  # of the encoder trained on Australian gold, to measure


def load_recipe(name: str) -> Recipe:
    """Read a recipe by its name in models/recipes, or by its path.

    Raises:
        RecipeError: with every mistake and where it stands.
    """
    path = RECIPES / f"{name}.yaml" if name in known_recipes() else Path(name)
    if not path.is_file():
        raise RecipeError(f"There is no recipe {name}; known: {', '.join(known_recipes())}.")
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Recipe.model_validate(raw)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path} is no YAML: {error}") from error
    except ValidationError as error:
        raise RecipeError("\n".join(f"{path}: {_said(fault)}" for fault in error.errors())) from error


def known_recipes() -> list[str]:
    """Return the names of the recipes that come with the package."""
    return sorted(path.stem for path in RECIPES.glob("*.yaml"))


def _said(fault: object) -> str:
    assert isinstance(fault, dict)  # noqa: S101 - what pydantic gives
    where = ".".join(str(part) for part in fault["loc"] if part not in ("Pretrained", "Untrained"))
    known = "is no key of a recipe" if fault["type"] == "extra_forbidden" else fault["msg"]
    return f"{where}: {known}" if where else str(known)
