"""How the columns of a file of any shape become our fields: a YAML file or a dict, its unknown keys refused."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpora.datasets.rows import DatasetError, faults, refuse
from corpora.datasets.vocabulary import TASKS, TAXONOMY, known_names, near


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fields(_Strict):
    """Our fields, each with the column that holds it; without `index` a document's rows are in order."""

    document: str
    text: str
    index: str | None = None
    group: str | None = None
    heading: str | None = None
    jurisdiction: str | None = None
    split: str | None = None
    criteria: str | None = None
    practices: str | None = None
    status: str | None = None
    specificity: str | None = None


class Values(_Strict):
    """Their labels and ours; null says that a value of theirs is none of ours."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)  # many code labels as numbers

    criteria: dict[str, str | None] = {}
    practices: dict[str, str | None] = {}
    status: dict[str, str | None] = {}
    specificity: dict[str, str | None] = {}


class Labels(_Strict):
    """The labels that the set gives at all, where it has fewer than the taxonomy: the others are masked."""

    criteria: tuple[str, ...] | None = None
    practices: tuple[str, ...] | None = None


class ColumnMapping(_Strict):
    """A whole mapping; `flags` are columns of yes and no, one a label, where an empty cell is masked."""

    fields: Fields
    flags: dict[str, str] = Field(default={}, description="their column: our criterion or practice")
    values: Values = Values()
    labels: Labels = Labels()
    separator: str = Field(default=";", min_length=1, description="between the labels of one cell")
    delimiter: str = Field(default=",", min_length=1, max_length=1, description="between the columns of a CSV file")
    jurisdiction: str = Field(default="UK", description="where no column gives it")
    labelled_by: Literal["gold", "annotated", "authored"] = Field(
        default="annotated", description="experts, a language model or such, or the authors of invented text"
    )

    @property
    def columns(self) -> list[str]:
        """Return the columns that must be there."""
        return [*(name for name in self.fields.model_dump().values() if name), *self.flags]

    def gives(self, task: str) -> frozenset[str]:
        """Return our names of the labels of `criteria` or `practices` that the set gives in every row."""
        names = known_names(task)
        if getattr(self.fields, task) is None:
            return frozenset()
        listed: tuple[str, ...] | None = getattr(self.labels, task)
        return frozenset(names[name] for name in (names if listed is None else listed)) - self.flagged

    @property
    def flagged(self) -> frozenset[str]:
        """Return our names of the labels that have a column of their own."""
        names = known_names("criteria") | known_names("practices")
        return frozenset(names[label] for label in self.flags.values())

    def mistakes(self) -> Iterator[str]:
        """Say which labels of ours the mapping names and the taxonomy does not have."""
        for task in TASKS:
            given = [ours for ours in getattr(self.values, task).values() if ours is not None]
            if task in Labels.model_fields:
                given += getattr(self.labels, task) or ()
            if said := TAXONOMY.mistake(task, given):
                yield said
        both = known_names("criteria") | known_names("practices")
        for column, label in self.flags.items():
            if label not in both:
                yield f"flags.{column}: unknown label {label}{near(label, both)}"


def read_mapping(source: Path | Mapping[str, Any]) -> ColumnMapping:
    """Read a mapping from a YAML file, or take it from a dict.

    Raises:
        DatasetError: with every mistake: a key that is none of a mapping, a field that is missing, an unknown label.
    """
    name = source.name if isinstance(source, Path) else "mapping"
    try:
        raw = yaml.safe_load(source.read_text(encoding="utf-8")) if isinstance(source, Path) else dict(source)
        mapping = ColumnMapping.model_validate(raw)
    except ValidationError as error:
        told = [f"{name}: {said.replace('no field of the format', 'no key of a mapping')}" for said in faults(error)]
        raise DatasetError("\n".join(told), remedy="Mend the mapping; docs/models.md lists its keys.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DatasetError(f"{name}: not YAML: {error}", remedy="Mend the mapping.") from error
    except OSError as error:
        raise DatasetError(f"{source} cannot be read: {error.strerror}.", remedy="Check the path.") from error
    refuse([f"{name}: {mistake}" for mistake in mapping.mistakes()], "Mend the mapping; docs/models.md lists its keys.")
    return mapping
