"""Change which version is live: promote another, or roll back to the one before; both pass the gate first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from corpora.datasets.labelled import AUTHORED, load
from corpora.prediction import Task
from models import artifact
from models.artifact import ModelError
from models.classifier import Classifier
from models.floors import gold_digests
from models.gains import Change, Tally, gains, tallies
from models.gate import Outcome, through_gate
from models.live import combine, live_models
from models.registry import (
    EXACT,
    Registry,
    RegistryError,
    folder_of,
    read_registry,
    released_folder,
    write_registry,
)
from models.rewrite import rewrite

CARD, CHANGES, SUMMARY = "card.md", "changes.jsonl", "changes.md"
BACK = "Back to what was live before."


@dataclass(frozen=True, slots=True)
class Move:
    """One task that is answered by another version from now on."""

    task: Task
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a promotion or rollback changed. `changes` is None where nothing was compared, and so are `files`."""

    moves: tuple[Move, ...]
    gate: Outcome
    changes: tuple[Change, ...] | None = None
    files: tuple[Path, ...] = ()


def promote(name: str, tasks: Sequence[Task], why: str, today: date, data: Path = AUTHORED) -> Promotion:
    """Make a released model answer these tasks, and list what sentences gain and lose by it beside its card.

    Nothing is compared where the live model cannot be read and all tasks go to the new one: that is how a damaged one
    is replaced.

    Args:
        name: the model's folder below `models/released`.
        tasks: which it answers from now on; none means all.
        why: the reason that the registry keeps.
        today: the day that the registry keeps.
        data: labelled sentences to compare the two on.

    Raises:
        RegistryError: where there is no such model, it lacks its card, it answers these tasks already, or the reason
            is empty.
        ModelError: where it is damaged, or a live model whose task stays is.
        GateError: where a floor does not hold with it.
        DatasetError: as the loader.
    """
    _reason(why)
    registry, folder = read_registry(), released_folder(name)
    candidate = _sound(folder)
    moves = _moves(registry, dict.fromkeys(tasks or Task, candidate.model_id))
    if not moves:
        raise RegistryError(f"{candidate.model_id} is live already.", remedy="Nothing is to be changed.")
    try:
        live = live_models()
    except (ModelError, RegistryError):
        if len({move.task for move in moves}) < len(Task):
            raise
        live = {}
    after = combine({**live, **{move.task: candidate for move in moves}})
    outcome = through_gate(after)
    outcome.demand()
    text = registry.changed("promote", {move.task: move.after for move in moves}, why, today)
    if not live:
        write_registry(text)
        return Promotion(moves, outcome)
    sentences = load(data)
    found = gains(sentences, combine(live), after)
    rewrite(folder / CHANGES, "".join(json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in found))
    rewrite(folder / SUMMARY, _summary(moves, found, len(sentences), gold_digests(data), today))
    write_registry(text)
    return Promotion(moves, outcome, tuple(found), (folder / CHANGES, folder / SUMMARY))


def roll_back(tasks: Sequence[Task], today: date, why: str = BACK) -> Promotion:
    """Take back the last promotion that still stands, or the last one of each task named.

    Raises:
        RegistryError: where nothing was promoted before, or what was is not there any more or lacks its card.
        ModelError: where what was live before is damaged.
        GateError: where a floor does not hold with it.
    """
    _reason(why)
    registry = read_registry()
    standing = {task: its for task, its in registry.standing().items() if len(its) > 1}
    if missing := [task for task in tasks if task not in standing]:
        raise RegistryError(f"Nothing was live before for {', '.join(missing)}.", remedy="Promote another model.")
    if not standing:
        raise RegistryError("Nothing was live before.", remedy="Promote another model.")
    newest = max(its[-1][0] for its in standing.values())
    wanted = list(tasks) or [task for task, its in standing.items() if its[-1][0] == newest]
    versions = {task: standing[task][-2][1] for task in wanted}
    kept = {task: registry.live[task] for task in Task if task not in versions}
    models = {version: _sound(folder_of(version), version) for version in {*kept.values(), *versions.values()}}
    after = combine({task: models[version] for task, version in {**kept, **versions}.items()})
    outcome = through_gate(after)
    outcome.demand()
    moves = tuple(Move(task, registry.live[task], version) for task, version in versions.items())
    write_registry(registry.changed("rollback", versions, why, today))
    return Promotion(moves, outcome)


def _reason(why: str) -> None:
    if not why.strip():
        raise RegistryError("A change of what is live needs a reason.", remedy="Say it with --why TEXT.")


def _moves(registry: Registry, versions: Mapping[Task, str]) -> tuple[Move, ...]:
    return tuple(
        Move(task, registry.live[task], versions[task])
        for task in Task
        if task in versions and versions[task] != registry.live[task]
    )


def _sound(folder: Path, version: str | None = None) -> Classifier:
    """Return the model of a folder, checked to be whole, to have its card, and to be the version that is asked for."""
    model = artifact.load(folder)  # anew: what was read before may have been damaged since
    if not (folder / CARD).is_file():
        raise RegistryError(
            f"{folder.name} lacks its card, {CARD}.", remedy="A model ships with its card: `avowal train` writes it."
        )
    found = EXACT.fullmatch(model.model_id)
    if not found or found[1] != folder.name or version not in (None, model.model_id):
        raise RegistryError(
            f"{folder} holds {model.model_id}, not {version or 'a model of that name'}.",
            remedy="The folder of a released model is named for its version, the first part of its id; "
            "restore what it held, or train the model into a folder of that name.",
        )
    return model


def _summary(
    moves: Sequence[Move], found: Sequence[Change], sentences: int, digests: Mapping[str, str], today: date
) -> str:
    rows = [
        f"| {tally.task} | {tally.label or 'all'} | {tally.gained} | {tally.gained_right} | {tally.lost} "
        f"| {tally.lost_right} | {tally.unlabelled} |"
        for tally in tallies(found)
    ]
    changed = len({(change.document, change.index) for change in found})
    lines = [
        f"# What changed on {today.isoformat()}",
        "",
        *(f"- {move.task}: {move.before} became {move.after}" for move in moves),
        "",
        f"{changed:,} of {sentences:,} labelled sentences changed; each change is a line of `{CHANGES}`, known by "
        "document, index and digest of the text. Right means that the labels agree with the change.",
        "",
        "| task | label | gained | of those right | lost | of those right | not labelled |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        "Compared on:",
        "",
        *(f"- {name}: SHA-256 {its}" for name, its in digests.items()),
    ]
    return "\n".join(lines) + "\n"


def tallied(promotion: Promotion) -> list[Tally]:
    """Return the counts of a promotion's changes, each task's as a whole before its labels'."""
    return tallies(promotion.changes or ())
