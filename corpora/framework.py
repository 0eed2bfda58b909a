"""What a law or a buyer asks: frameworks and their commitments, one YAML file each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpora.errors import AvowalError

FOLDER = Path(__file__).with_name("frameworks")
MISSING_LEVELS = frozenset({"M", "MC", "R", "T"})  # P and B items are never missing (specification, 2.1)

Mark = Literal["V", "S", "m"]


class FrameworkError(AvowalError):
    """A framework file has mistakes, or no framework has that id; every mistake is listed with its path."""

    remedy = "Run `avowal frameworks list` for the ids, `avowal frameworks lint` for the mistakes."
    exit_code = 2


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InForce(_Strict):
    """Days on which a framework or a commitment is law; `verified` says how that was checked.

    `periods_ending_from` is for a law whose first reports look back: it asks of periods that ended before it began.
    """

    start: date = Field(alias="from")
    to: date | None = None
    periods_ending_from: date | None = None
    verified: Mark

    def covers(self, day: date) -> bool:
        """Whether the law is in force on that day."""
        return self.start <= day and (self.to is None or day <= self.to)

    def asks_of(self, period_end: date) -> bool:
        """Whether a report on a period that ended on that day is asked for."""
        first = self.periods_ending_from or self.start
        return first <= period_end and (self.to is None or period_end <= self.to)


class Say(_Strict):
    """Words for the analyst: what is said when it is missing, the question to send, the follow-up."""

    missing: str
    ask: str
    act: str = ""


class CommitmentFile(_Strict):
    """One commitment as the YAML file gives it."""

    id: str
    title: str
    reference: str
    level: Literal["M", "MC", "R", "T", "B", "P"]
    verified: Mark
    decided_from: Literal["text", "external", "both"]
    theme: str
    canonical: tuple[str, ...] = ()
    rule: str
    parameters: dict[str, Any] = Field(default_factory=dict)
    asked_of_statement: bool = False  # a fact of the statement itself: never missing from a tender response or annex
    failures: tuple[str, ...] = ()
    in_force: InForce | None = None
    say: Say


class FrameworkFile(_Strict):
    """One framework as the YAML file gives it."""

    id: str
    title: str
    short_title: str
    jurisdiction: str
    version: str
    citation: str
    in_force: InForce
    measured: bool = False  # whether judged findings exist to measure its rules by
    mentions: tuple[str, ...] = ()  # regular expressions by which a text names this framework
    commitments: tuple[CommitmentFile, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing that a framework asks the text to show."""

    id: str
    framework: str
    title: str
    reference: str
    level: str
    verified: str
    decided_from: str
    theme: str
    canonical: tuple[str, ...]
    rule: str
    in_force: InForce
    say: Say
    parameters: Mapping[str, Any] = field(default_factory=dict)
    asked_of_statement: bool = False
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """A regime or procurement rule set with its commitments in order."""

    id: str
    title: str
    short_title: str
    jurisdiction: str
    version: str
    citation: str
    in_force: InForce
    measured: bool
    mentions: tuple[str, ...]
    commitments: tuple[Commitment, ...]


def read_framework(path: Path) -> Framework:
    """Read one framework file.

    Raises:
        FrameworkError: with every mistake of the file, each with its path, one a line.
    """
    try:
        raw = FrameworkFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        lines = [f"{path.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise FrameworkError("\n".join(lines)) from error
    except yaml.YAMLError as error:
        raise FrameworkError(f"{path.name}: not YAML: {error}") from error
    twice = {c.id for c in raw.commitments if sum(d.id == c.id for d in raw.commitments) > 1}
    if twice:
        raise FrameworkError("\n".join(f"{path.name}: commitments: {name} stands twice" for name in sorted(twice)))
    commitments = tuple(
        Commitment(
            framework=raw.id,
            in_force=c.in_force or raw.in_force,
            **{name: getattr(c, name) for name in CommitmentFile.model_fields if name != "in_force"},
        )
        for c in raw.commitments
    )
    kept = {name: getattr(raw, name) for name in FrameworkFile.model_fields if name != "commitments"}
    return Framework(**kept, commitments=commitments)


def load_frameworks(names: Iterable[str] | None = None, folder: Path = FOLDER) -> dict[str, Framework]:
    """Return the frameworks named (any case), or all, keyed by id in the order of their ids; a folder is read once.

    Raises:
        FrameworkError: where a file has mistakes or a name is unknown.
    """
    known = _read(folder)
    if names is None:
        return dict(known)
    wanted = [name.strip().upper() for name in names if name.strip()]
    if unknown := [name for name in wanted if name not in known]:
        raise FrameworkError(f"Unknown framework: {', '.join(unknown)}.", remedy=f"Choose from {', '.join(known)}.")
    return {name: known[name] for name in dict.fromkeys(wanted)}


@cache
def _read(folder: Path) -> Mapping[str, Framework]:
    mistakes: list[str] = []
    known: dict[str, Framework] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            framework = read_framework(path)
        except FrameworkError as error:
            mistakes.append(str(error))
        else:
            known[framework.id] = framework
    if mistakes:
        raise FrameworkError("\n".join(mistakes))
    return known
