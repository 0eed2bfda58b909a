"""What a framework's YAML file may say, word by word; whatever else stands there is a mistake with its path."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self, cast

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpora.canonical import canonicals, themes
from corpora.pattern import failure_patterns
from corpora.practice import practice_ids
from corpora.prediction import CRITERIA

NO_DATE = date.min  # standards that came into force on no day, and Bills that are not yet law
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # as safe, and six times as fast where it was built in

Mark = Literal["V", "S", "m"]
Level = Literal["M", "MC", "R", "T", "B", "P"]
WORDING = {
    "M": "not evidenced in the text",
    "MC": "not evidenced in the text",
    "R": "recommended topic not covered",
    "T": "answer not given",
}  # specification, 2.1: the words follow the level; P and B items are never missing


def _canonical(name: str) -> str:
    if name not in canonicals():
        raise ValueError(f"there is no canonical commitment {name}")
    return name


def _theme(name: str) -> str:
    if name not in themes():
        raise ValueError(f"there is no theme {name}")
    return name


def _failure(code: str) -> str:
    if code not in failure_patterns():
        raise ValueError(f"there is no failure pattern {code}")
    return code


def _label(name: str) -> str:
    if name not in CRITERIA and name not in practice_ids():
        raise ValueError(f"there is no criterion or practice {name}")
    return name


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return text


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InForce(_Strict):
    """Days on which a framework or a commitment is law; `verified` says how that was checked.

    Without a day it is asked whenever it is chosen. `periods_ending_from` is for a law whose first reports cover other
    periods than those that end after it began.
    """

    start: date = Field(default=NO_DATE, alias="from")
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

    missing: str = Field(min_length=1)
    ask: str = ""  # empty: the question of the first canonical commitment
    act: str = ""  # likewise


class CommitmentFile(_Strict):
    """One commitment as the YAML file gives it."""

    id: str = Field(pattern=r"^[A-Z][A-Z0-9]*-[A-Z]?\d{1,2}$")
    title: str = Field(min_length=1)
    reference: str = Field(min_length=1)
    level: Level
    verified: Mark
    decided_from: Literal["text", "external", "both"]
    theme: Annotated[str, AfterValidator(_theme)]
    canonical: tuple[Annotated[str, AfterValidator(_canonical)], ...] = ()
    rule: str = Field(pattern=r"^[a-z_]+\.v\d+$")
    parameters: dict[str, Any] = Field(default_factory=dict)
    learnt: tuple[Annotated[str, AfterValidator(_label)], ...] = ()  # speak of it: readings weigh it
    asked_of_statement: bool = False  # a fact of the statement itself: never missing from a tender response or annex
    failures: tuple[Annotated[str, AfterValidator(_failure)], ...] = ()
    in_force: InForce | None = None
    measured: int | None = Field(default=None, ge=0)  # None: as the framework says
    say: Say

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """See that theme and words follow from what stands beside them."""
        wanted = {canonicals()[name].theme for name in self.canonical} or {"T0"}
        if self.theme not in wanted:
            raise ValueError(f"its theme is {' or '.join(sorted(wanted))} by its canonical commitments")
        if (words := WORDING.get(self.level)) and words not in self.say.missing.lower():
            raise ValueError(f"say.missing must hold “{words}” at level {self.level}")
        if not self.say.ask and not self.canonical:
            raise ValueError("say.ask is needed where no canonical commitment lends its question")
        return self


class FrameworkFile(_Strict):
    """One framework as the YAML file gives it."""

    id: str = Field(pattern=r"^[A-Z][A-Z0-9-]*$")
    title: str = Field(min_length=1)
    short_title: str = Field(min_length=1)
    jurisdiction: str
    version: str
    citation: str
    in_force: InForce
    pending: bool = False  # not law yet: off until the user sets a switch, and never missing
    measured: int = Field(default=0, ge=0)  # judged findings, per commitment, that its rules were measured by
    mentions: tuple[Annotated[str, AfterValidator(_expression)], ...] = ()  # how a text names this framework
    commitments: tuple[CommitmentFile, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_not_guessed(self) -> Self:
        if self.pending and self.mentions:
            raise ValueError("pending law is never guessed from a text, so it has no mentions")
        return self


def read_file(path: Path) -> tuple[FrameworkFile | None, list[str]]:
    """Return what a file says, or every mistake in it, one a line and each with its path."""
    try:
        raw = read_yaml(path)
    except yaml.YAMLError as error:
        return None, [f"{path.name}: not YAML: {error}"]
    except (OSError, UnicodeDecodeError) as error:
        return None, [f"{path.name}: cannot be read: {error}"]
    mistakes = [f"{path.name}: commitments: {name} stands twice" for name in _twice(raw)]
    try:
        found = FrameworkFile.model_validate(raw)
    except ValidationError as error:
        mistakes += [_line(path, raw, e["loc"], e["msg"]) for e in error.errors()]
        return None, mistakes
    return (None if mistakes else found), mistakes


def read_yaml(path: Path) -> object:
    """Return the content of a YAML file as it stands, unchecked.

    Raises:
        YAMLError: it is no YAML.
        OSError, UnicodeDecodeError: it cannot be read as text.
    """
    loader = _LOADER(path.read_text(encoding="utf-8"))
    try:
        return cast("object", loader.get_single_data())
    finally:
        loader.dispose()


def commitments_in(raw: object) -> list[dict[str, Any]]:
    """Return the commitments of a file's raw content, those that cannot be read as empty; [] where it has no list."""
    listed = raw.get("commitments") if isinstance(raw, dict) else None
    return [one if isinstance(one, dict) else {} for one in listed] if isinstance(listed, list) else []


def _twice(raw: object) -> list[str]:
    ids = [str(one.get("id")) for one in commitments_in(raw) if one.get("id")]
    return sorted({name for name in ids if ids.count(name) > 1})


def _line(path: Path, raw: object, place: tuple[int | str, ...], message: str) -> str:
    """Say where the mistake is, the commitment by its id too: nobody counts commitments."""
    name = ""
    if len(place) > 1 and place[0] == "commitments" and isinstance(place[1], int):
        known = commitments_in(raw)[place[1] : place[1] + 1]
        name = f" ({known[0]['id']})" if known and known[0].get("id") else ""
    where = ".".join(map(str, place)) or "the whole file"
    return f"{path.name}: {where}{name}: {message.removeprefix('Value error, ')}"
