"""What a law or a buyer asks: frameworks and their commitments, one YAML file each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from corpora.canonical import canonicals
from corpora.errors import AvowalError
from corpora.framework_file import NO_DATE, CommitmentFile, FrameworkFile, InForce, Say, read_file

__all__ = ["FOLDER", "MISSING_LEVELS", "Commitment", "Framework", "FrameworkError", "InForce", "Say"]

SWITCH = "Set AVOWAL_SHOW_PENDING=1 to see what is coming; it is never called missing."
FOLDER = Path(__file__).with_name("frameworks")
MISSING_LEVELS = frozenset({"M", "MC", "R", "T"})  # P and B items are never missing (specification, 2.1)
NOT_MEASURED = "rule not yet measured"
VERIFIED = {
    "V": "provision read",
    "S": "read in a secondary source only",
    "m": "from memory, to be checked",
}


class FrameworkError(AvowalError):
    """A framework file has mistakes, or no framework has that id; every mistake is listed with its path."""

    remedy = "Run `avowal frameworks list` for the ids, `avowal frameworks lint` for the mistakes."
    exit_code = 2


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
    learnt: tuple[str, ...] = ()  # criteria and practices that speak of it, where readings weigh its status
    asked_of_statement: bool = False
    failures: tuple[str, ...] = ()
    measured: int = 0  # judged findings that its rule was measured by

    @property
    def remarks(self) -> tuple[str, ...]:
        """What must be said wherever it is shown: that the provision itself was not read, or the rule not measured.

        What is decided outside the text has no rule to measure.
        """
        read = () if self.verified == "V" else (VERIFIED[self.verified],)
        return read if self.measured or self.decided_from == "external" else (*read, NOT_MEASURED)


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
    measured: int
    mentions: tuple[str, ...]
    commitments: tuple[Commitment, ...]
    pending: bool = False

    def is_pending(self, day: date) -> bool:
        """Whether it is not yet law on that day: then it is off, unless the user asks for what is coming."""
        return self.pending and (self.in_force.start == NO_DATE or day < self.in_force.start)


def read_framework(path: Path) -> Framework:
    """Read one framework file.

    Raises:
        FrameworkError: with every mistake of the file, each with its path, one a line.
    """
    raw, mistakes = read_file(path)
    if raw is None:
        raise FrameworkError("\n".join(mistakes))
    return _framework(raw)


def _framework(raw: FrameworkFile) -> Framework:
    kept = {name: getattr(raw, name) for name in FrameworkFile.model_fields if name != "commitments"}
    return Framework(**kept, commitments=tuple(_commitment(raw, one) for one in raw.commitments))


def _commitment(framework: FrameworkFile, one: CommitmentFile) -> Commitment:
    """Return the commitment with what it takes from its framework and from its first canonical commitment."""
    lends = canonicals()[one.canonical[0]] if one.canonical else None
    say = Say(
        missing=one.say.missing,
        ask=one.say.ask or (lends.ask if lends else ""),
        act=one.say.act or (lends.act if lends and not one.say.ask else ""),
    )
    kept = {name: getattr(one, name) for name in CommitmentFile.model_fields}
    kept |= {"say": say, "in_force": one.in_force or framework.in_force}
    kept["measured"] = framework.measured if one.measured is None else one.measured
    return Commitment(framework=framework.id, **kept)


def load_frameworks(names: Iterable[str] | None = None, folder: Path | None = None) -> dict[str, Framework]:
    """Return the frameworks named (any case), or all, keyed by id in the order of their ids; a folder is read once.

    Raises:
        FrameworkError: where a file has mistakes or a name is unknown.
    """
    known = _read(folder or FOLDER)
    if names is None:
        return dict(known)
    wanted = [name.strip().upper() for name in names if name.strip()]
    if unknown := [name for name in wanted if name not in known]:
        raise FrameworkError(f"Unknown framework: {', '.join(unknown)}.", remedy=f"Choose from {', '.join(known)}.")
    return {name: known[name] for name in dict.fromkeys(wanted)}


def pending_mistakes(frameworks: Iterable[Framework], day: date) -> list[str]:
    """Return, for each framework that is not yet law on that day, why it is off unless the user asks for it."""
    off = [framework for framework in frameworks if framework.is_pending(day)]
    return [f"{one.id} is not law on {day.isoformat()}: what is still to come is off by default" for one in off]


def read_folder(folder: Path) -> tuple[dict[Path, FrameworkFile], list[str]]:
    """Return the files of a folder that can be read, and every mistake of all; an id in two files is one."""
    files = {path: read_file(path) for path in sorted(folder.glob("*.yaml"))}
    mistakes = [mistake for _, found in files.values() for mistake in found]
    read = {path: raw for path, (raw, _) in files.items() if raw is not None}
    mistakes += _shared("framework", [(path, raw.id) for path, raw in read.items()])
    mistakes += _shared("commitment", [(path, one.id) for path, raw in read.items() for one in raw.commitments])
    return read, mistakes


def _shared(what: str, places: list[tuple[Path, str]]) -> list[str]:
    """Return each id that several files claim, with the files."""
    several = [name for name, count in Counter(name for _, name in places).items() if count > 1]
    return [
        f"{', '.join(path.name for path, other in places if other == name)}: each has the {what} {name}"
        for name in several
    ]


@cache
def _read(folder: Path) -> Mapping[str, Framework]:
    read, mistakes = read_folder(folder)
    if mistakes:
        raise FrameworkError("\n".join(mistakes))
    return {raw.id: _framework(raw) for raw in sorted(read.values(), key=lambda raw: raw.id)}
