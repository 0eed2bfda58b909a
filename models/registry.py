"""Which version answers which task: `registry.yaml`, read and checked, with the history that a rollback needs."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpora.errors import AvowalError
from corpora.prediction import Task
from models.rewrite import rewrite

FOLDER = Path(__file__).with_name("released")
REGISTRY = Path(__file__).with_name("registry.yaml")
HEAD = (
    "# Which exact version answers each task, and every change of that. "
    "Written by `avowal promote` and `avowal rollback`.\n"
)
MOVING = frozenset({"latest", "newest", "current", "live", "stable"})  # names that mean another model every day
EXACT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)-[0-9a-f]{12}")  # a model's id: its folder's name, and its digest


class RegistryError(AvowalError):
    """The registry has mistakes, or names what is not there; every mistake is listed with its place."""

    remedy = "Restore models/registry.yaml from the release; `avowal promote` and `avowal rollback` change it."
    exit_code = 2


def _exact(version: str) -> str:
    if version.lower() in MOVING:
        raise ValueError(f"{version!r} is no exact version: write a model's id, its name and the digest after it")
    if not EXACT.fullmatch(version):
        raise ValueError(f"{version!r} is no model's id: that is its name, a hyphen and 12 digits of its digest")
    return version


Version = Annotated[str, AfterValidator(_exact)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Strict):
    """One change: from that day on these tasks were answered by these versions. A rollback takes one promotion back."""

    date: date
    act: Literal["promote", "rollback"]
    why: str = Field(pattern=r"\S")
    live: dict[Task, Version] = Field(min_length=1)


class Registry(_Strict):
    """The live version of each task, and how it came to be that."""

    live: dict[Task, Version]
    history: tuple[Entry, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _agrees(self) -> "Registry":
        if missing := [task for task in Task if task not in self.live]:
            raise ValueError(f"live: no version for {', '.join(missing)}")
        for task, standing in self.standing().items():
            if not standing or standing[-1][1] != self.live[task]:
                raise ValueError(f"live.{task}: {self.live[task]} is not what the history ends with")
        return self

    def standing(self) -> dict[Task, list[tuple[int, str]]]:
        """Return each task's promotions that no rollback took back: number in the history and version, oldest first.

        Raises:
            ValueError: where a rollback of the history goes to another version than the one before.
        """
        found: dict[Task, list[tuple[int, str]]] = {task: [] for task in Task}
        for number, entry in enumerate(self.history):
            for task, version in entry.live.items():
                if entry.act == "promote":
                    found[task].append((number, version))
                elif len(found[task]) < 2 or found[task][-2][1] != version:
                    raise ValueError(f"history.{number}.live.{task}: before it stood another version than {version}")
                else:
                    found[task].pop()
        return found

    def changed(self, act: Literal["promote", "rollback"], versions: Mapping[Task, str], why: str, day: date) -> str:
        """Return the text of `registry.yaml` after one more change."""
        live = {task: versions.get(task, self.live[task]) for task in Task}
        entry = Entry(date=day, act=act, why=why, live=dict(versions))
        after = Registry(live=live, history=(*self.history, entry)).model_dump(mode="json")
        for row, its in zip(after["history"], (*self.history, entry), strict=True):
            row["date"] = its.date  # YAML has days of its own
        return HEAD + yaml.safe_dump(after, sort_keys=False, allow_unicode=True, width=120)


def read_registry() -> Registry:
    """Return what `registry.yaml` says; it is read once a process.

    Raises:
        RegistryError: with every mistake of the file, each with its place.
    """
    return _read(REGISTRY)


def write_registry(text: str) -> None:
    """Replace `registry.yaml`.

    Raises:
        NotWritableError: where it cannot be written.
    """
    rewrite(REGISTRY, text)
    _read.cache_clear()


def released(task: Task | None = None) -> Path:
    """Return the folder of the live version of a task; without a task, of the one version that answers all of them.

    Raises:
        RegistryError: where the registry has mistakes, its folder is not there, or no one version answers all tasks.
    """
    return folder_of(_sole() if task is None else read_registry().live[task])


def folder_of(version: str) -> Path:
    """Return the folder of a released model by its id.

    Raises:
        RegistryError: where the text is no id, or no released model has that name.
    """
    found = EXACT.fullmatch(version)
    return released_folder(found[1] if found else version)


def released_folder(name: str) -> Path:
    """Return the folder of a released model by its name.

    Raises:
        RegistryError: where no released model has that name.
    """
    known = sorted(path.parent.name for path in FOLDER.glob("*/model.json"))
    if name.lower() in MOVING:
        raise RegistryError(f"{name} is no exact version.", remedy=f"Name one of {', '.join(known) or 'none'}.")
    if name not in known:
        raise RegistryError(
            f"No released model is called {name}.",
            remedy=f"Released are {', '.join(known) or 'none'}; `avowal train --out {FOLDER.name}/NAME` makes another.",
        )
    return FOLDER / name


def _sole() -> str:
    versions = sorted(set(read_registry().live.values()))
    if len(versions) > 1:
        raise RegistryError(f"No one version answers all tasks: {', '.join(versions)} do.", remedy="Name a task.")
    return versions[0]


@cache
def _read(path: Path) -> Registry:
    try:
        return Registry.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        places = ((".".join(map(str, e["loc"])), e["msg"].removeprefix("Value error, ")) for e in error.errors())
        lines = [": ".join(filter(None, (path.name, place, said))) for place, said in places]
        raise RegistryError("\n".join(lines)) from error
    except OSError as error:
        raise RegistryError(f"{path} cannot be read: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path.name}: not YAML: {error}") from error
