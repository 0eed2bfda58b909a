"""The taxonomy: 35 due-diligence practices in eight themes, and the 11 criteria under their various names."""

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpora.errors import AvowalError
from corpora.prediction import CRITERIA

FOLDER = Path(__file__).with_name("taxonomy")

Model = TypeVar("Model", bound=BaseModel)


class TaxonomyError(AvowalError):
    """A taxonomy file has mistakes; every one is listed with its path."""

    remedy = "Restore corpora/taxonomy from the release, or mend the lines named."
    exit_code = 2


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NearMiss(_Strict):
    """A sentence that sounds like the practice; `recorded_as` says how it counts, None: not at all."""

    text: str
    recorded_as: str | None = Field(default=None, alias="as")


class Practice(_Strict):
    """One kind of action a supplier can take; `criteria` are those that a mention usually carries."""

    id: str = Field(pattern=r"^[A-Z]{3}\d$")
    name: str
    theme: str = Field(pattern=r"^T[1-8]$")
    definition: str
    criteria: tuple[Literal[CRITERIA], ...]  # type: ignore[valid-type]
    examples: tuple[str, ...] = Field(min_length=2)
    near_misses: tuple[NearMiss, ...] = Field(min_length=1)


class Criterion(_Strict):
    """One AIMS label: our name, its code, its name in the labelled files, its letters in the guide."""

    name: Literal[CRITERIA]  # type: ignore[valid-type]
    aims: str
    dataset: str
    guide: str
    meaning: str


class _Practices(_Strict):
    themes: dict[str, str]
    practices: tuple[Practice, ...]


class _Criteria(_Strict):
    criteria: tuple[Criterion, ...]


def read_practices(path: Path = FOLDER / "practices.yaml") -> _Practices:
    """Read the practices and their themes.

    Raises:
        TaxonomyError: with every mistake, each with its path; also where an id stands twice or a theme is unknown.
    """
    taxonomy = _read(path, _Practices)
    ids = [practice.id for practice in taxonomy.practices]
    mistakes = [f"{name} stands twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    mistakes += [f"{p.id}: theme {p.theme} is not listed" for p in taxonomy.practices if p.theme not in taxonomy.themes]
    if mistakes:
        raise TaxonomyError("\n".join(f"{path.name}: {mistake}" for mistake in mistakes))
    return taxonomy


def read_criteria(path: Path = FOLDER / "criteria.yaml") -> tuple[Criterion, ...]:
    """Read the criteria, which must be the 11 of `corpora.prediction`, in that order.

    Raises:
        TaxonomyError: with every mistake, each with its path.
    """
    criteria = _read(path, _Criteria).criteria
    if tuple(criterion.name for criterion in criteria) != CRITERIA:
        raise TaxonomyError(f"{path.name}: the criteria must be {', '.join(CRITERIA)}, in this order")
    return criteria


def _read(path: Path, model: type[Model]) -> Model:
    try:
        return model.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        lines = [f"{path.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise TaxonomyError("\n".join(lines)) from error
    except yaml.YAMLError as error:
        raise TaxonomyError(f"{path.name}: not YAML: {error}") from error


@cache
def practices() -> dict[str, Practice]:
    """Return the shipped practices by id, in the order of the taxonomy."""
    return {practice.id: practice for practice in read_practices().practices}


@cache
def practice_ids() -> tuple[str, ...]:
    """Return the 35 ids in the order of the taxonomy: the columns of every practice array."""
    return tuple(practices())


@cache
def criterion_names() -> dict[str, str]:
    """Return our name of a criterion by each name it goes by: ours, the dataset's, the AIMS code, the guide's."""
    return {alias: c.name for c in read_criteria() for alias in (c.name, c.dataset, c.aims, c.guide)}


@cache
def themes() -> dict[str, str]:
    """Return the names of the themes T1 to T8."""
    return dict(read_practices().themes)
