"""The 29 canonical commitments: what laws and buyers ask alike, each with its theme, its question and its action."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpora.practice import FOLDER, TaxonomyError
from corpora.practice import themes as practice_themes

FILE = FOLDER / "canonical.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Canonical(_Strict):
    """One thing that several frameworks ask: `ask` is the question to send, `act` what may go into a contract."""

    id: str = Field(pattern=r"^K\d\d$")
    title: str = Field(min_length=1)
    theme: str = Field(pattern=r"^T[0-8]$")
    ask: str = Field(min_length=1)
    act: str = ""


class _File(_Strict):
    themes: dict[str, str]
    canonical: tuple[Canonical, ...]


def read_canonical(path: Path = FILE) -> _File:
    """Read the canonical commitments and the theme that is none of the practices'.

    Raises:
        TaxonomyError: with every mistake, each with its path; also where an id stands twice.
    """
    try:
        found = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        lines = [f"{path.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise TaxonomyError("\n".join(lines)) from error
    except yaml.YAMLError as error:
        raise TaxonomyError(f"{path.name}: not YAML: {error}") from error
    ids = [one.id for one in found.canonical]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise TaxonomyError("\n".join(f"{path.name}: {name} stands twice" for name in twice))
    return found


@cache
def canonicals() -> dict[str, Canonical]:
    """Return the shipped canonical commitments by id, in order."""
    return {one.id: one for one in read_canonical().canonical}


@cache
def themes() -> dict[str, str]:
    """Return the names of the themes T0 to T8: those of the practices, and T0 before them."""
    return {**read_canonical().themes, **practice_themes()}
