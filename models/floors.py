"""The floors of the gate: `floors.json`, where every value has its history and none sinks without a recorded reason."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpora.datasets.labelled import files_of
from corpora.errors import AvowalError
from models.rewrite import rewrite

FLOORS = Path(__file__).with_name("floors.json")
REASON = r"\S"
NAMED = 5  # changed files of gold that a message names


class FloorsError(AvowalError):
    """The floors are damaged, edited by hand, or belong to other gold; or a change of them is refused."""

    remedy = "Restore models/floors.json from the release; `avowal gate --raise`, `--lower` and `--reset` change it."
    exit_code = 2


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(_Strict):
    """One value that a floor was given: a first one, a higher one, a lower one, or one for other gold."""

    date: date
    act: Literal["set", "raise", "lower", "reset"]
    value: float = Field(ge=0, le=1)
    model: str
    why: str = Field(pattern=REASON)


class Floor(_Strict):
    """What one figure must reach; 0 where it need not reach anything."""

    value: float = Field(ge=0, le=1)
    history: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _never_sinks_unsaid(self) -> "Floor":
        before: float | None = None
        for number, step in enumerate(self.history):
            if (step.act == "set") != (before is None):
                raise ValueError(f"history.{number}: a floor is set once, at its beginning")
            if before is not None and step.act == "raise" and step.value <= before:
                raise ValueError(f"history.{number}: {step.value} is no raise from {before}")
            if before is not None and step.act == "lower" and step.value >= before:
                raise ValueError(f"history.{number}: {step.value} is no lower floor than {before}")
            before = step.value
        if self.value != before:
            raise ValueError(f"the value is {self.value}, but its history ends with {before}")
        return self

    def after(self, step: Step) -> "Floor":
        """Return the floor with one more step."""
        return Floor(value=step.value, history=(*self.history, step))


class Gold(_Strict):
    """Which files the floors belong to: name and SHA-256, since when, and why."""

    date: date
    why: str = Field(pattern=REASON)
    files: dict[str, str]


class Floors(_Strict):
    """Every floor by its key, a task and a label or average of it, and the gold that they were measured on."""

    gold: tuple[Gold, ...] = ()
    floors: dict[str, Floor] = Field(default_factory=dict)

    def belong_to(self, files: Mapping[str, str]) -> None:
        """Refuse gold that is not what the floors were measured on.

        Raises:
            FloorsError: naming the files that were changed, added or taken away.
        """
        if not self.gold:
            raise FloorsError("There are no floors yet.", remedy="`avowal gate --reset --why TEXT` measures them.")
        before = self.gold[-1].files
        if changed := sorted(name for name in before.keys() | files.keys() if before.get(name) != files.get(name)):
            more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
            raise FloorsError(
                f"The floors belong to other gold: {', '.join(changed[:NAMED])}{more} changed since.",
                remedy="Restore the held half of the authored corpus; where its change is meant, "
                "`avowal gate --reset --why TEXT` measures the floors anew and records it.",
            )

    def key_of(self, label: str) -> str:
        """Return the key of a floor by the key itself or by its label, where that says which.

        Raises:
            FloorsError: where no floor or several have that label.
        """
        found = [key for key in self.floors if label in (key, key.partition("/")[2])]
        if len(found) != 1:
            raise FloorsError(
                f"{'Several floors are' if found else 'No floor is'} called {label}.",
                remedy=f"Name one of {', '.join(found or self.floors) or 'none'}.",
            )
        return found[0]

    def raised(self, proposals: Mapping[str, float], model: str, why: str, day: date) -> "Floors":
        """Return the floors, each as high as proposed where that is higher; what had none is given one."""
        floors = dict(self.floors)
        for key, value in proposals.items():
            if key not in floors and value > 0:
                floors[key] = _first(value, model, why, day)
            elif key in floors and value > floors[key].value:
                floors[key] = floors[key].after(Step(date=day, act="raise", value=value, model=model, why=why))
        return Floors(gold=self.gold, floors=floors)

    def lowered(
        self, labels: Sequence[str], proposals: Mapping[str, float], model: str, why: str, day: date
    ) -> "Floors":
        """Return the floors with those of these labels as low as proposed.

        Raises:
            FloorsError: where a label has no floor, or what is proposed is not lower.
        """
        floors = dict(self.floors)
        for key in map(self.key_of, labels):
            value = proposals.get(key, 0.0)
            if value >= self.floors[key].value:
                raise FloorsError(
                    f"{key} stands at {self.floors[key].value:.2f} and {model} gives {value:.2f}, which is not lower.",
                    remedy="Nothing is to be lowered for this model.",
                )
            floors[key] = floors[key].after(Step(date=day, act="lower", value=value, model=model, why=why))
        return Floors(gold=self.gold, floors=floors)

    def reset(
        self, files: Mapping[str, str], proposals: Mapping[str, float], model: str, why: str, day: date
    ) -> "Floors":
        """Return floors for other gold, each as proposed; one without a proposal falls to 0 and keeps its history.

        Raises:
            FloorsError: where the gold is the same.
        """
        if self.gold and self.gold[-1].files == dict(files):
            raise FloorsError(
                "The gold is what the floors were measured on: there is no reason to set them anew.",
                remedy="`avowal gate --raise` raises floors, `--lower LABEL --why TEXT` lowers one.",
            )
        floors = {
            key: floor.after(Step(date=day, act="reset", value=proposals.get(key, 0.0), model=model, why=why))
            for key, floor in self.floors.items()
        }
        fresh = {k: _first(value, model, why, day) for k, value in proposals.items() if k not in floors and value > 0}
        gold = (*self.gold, Gold(date=day, why=why, files=dict(files)))
        return Floors(gold=gold, floors=dict(sorted((floors | fresh).items())))


def gold_digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of the gold by its name."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files_of(folder).items()}


def read_floors() -> Floors:
    """Return the floors; none where the file is not there yet.

    Raises:
        FloorsError: where the file is damaged or was changed by hand.
    """
    if not FLOORS.exists():
        return Floors()
    try:
        content = json.loads(FLOORS.read_text(encoding="utf-8"))
        seal = content.pop("seal", None) if isinstance(content, dict) else None
        floors = Floors.model_validate(content)
    except ValidationError as error:
        places = ((".".join(map(str, e["loc"])), e["msg"].removeprefix("Value error, ")) for e in error.errors())
        lines = [": ".join(filter(None, (FLOORS.name, place, said))) for place, said in places]
        raise FloorsError("\n".join(lines)) from error
    except (OSError, ValueError) as error:
        raise FloorsError(f"{FLOORS} cannot be read: {error}") from error
    if seal != _seal(floors):
        raise FloorsError(f"{FLOORS.name} was changed by hand: its seal is not the digest of what it holds.")
    return floors


def write_floors(floors: Floors) -> None:
    """Replace `floors.json`.

    Raises:
        NotWritableError: where it cannot be written.
    """
    content: dict[str, Any] = {**floors.model_dump(mode="json"), "seal": _seal(floors)}
    rewrite(FLOORS, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def _first(value: float, model: str, why: str, day: date) -> Floor:
    return Floor(value=value, history=(Step(date=day, act="set", value=value, model=model, why=why),))


def _seal(floors: Floors) -> str:
    text = json.dumps(floors.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
