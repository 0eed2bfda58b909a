"""The labels that a data set may use: those of the taxonomy, or the fewer that a recipe trains."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from corpora.practice import criterion_names, practice_ids
from corpora.prediction import CRITERIA, EvidenceStatus, Specificity

TASKS = ("criteria", "practices", "status", "specificity")  # as the fields of a row are called
CLOSE = 0.6  # share of like characters from which a known label is offered for an unknown one


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels allowed in each field; the default is the whole taxonomy."""

    criteria: Collection[str] = CRITERIA
    practices: Collection[str] = ()  # empty: all 35
    status: Collection[str] = tuple(EvidenceStatus)
    specificity: Collection[str] = tuple(Specificity)

    def of(self, task: str) -> Collection[str]:
        """Return the labels of one of `TASKS`, in the order of the taxonomy."""
        allowed: Collection[str] = getattr(self, task)
        return allowed or practice_ids()

    def mistake(self, task: str, labels: Iterable[str]) -> str | None:
        """Say which labels are unknown in a field, with the known labels nearest to each; None where all are known."""
        names = known_names(task)
        allowed = {alias: name for alias, name in names.items() if name in self.of(task)}
        said = []
        for label in labels:
            if label not in names:
                said.append(f"unknown label {label}{near(label, allowed)}")
            elif label not in allowed:
                said.append(f"label {label} is not one of the recipe's{near(label, allowed)}")
        return f"{task}: {'; '.join(said)}" if said else None


TAXONOMY = Vocabulary()


def known_names(task: str) -> dict[str, str]:
    """Return our name of each label of a task by every name it goes by in data."""
    if task == "criteria":
        return criterion_names()
    return {str(name): str(name) for name in TAXONOMY.of(task)}


def near(label: str, known: Mapping[str, str]) -> str:
    """Offer the known labels, by every name they go by, that are nearest to an unknown one; all where none is near."""
    lower = {alias.lower(): name for alias, name in known.items()}
    close = get_close_matches(label.lower(), lower, n=3, cutoff=CLOSE)
    found = list(dict.fromkeys(lower[name] for name in close))
    return (
        f" (did you mean {' or '.join(found)}?)" if found else f" (known: {', '.join(dict.fromkeys(known.values()))})"
    )
