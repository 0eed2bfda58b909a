"""What a measurement found, as data: written as JSON, read back the same, and shown by the card and the page.

docs/evaluation.md describes every field. No text of a labelled sentence is ever in it.
"""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpora.errors import AvowalError
from models.measure import Confusion, Figure, LabelFigure
from models.report.curves import Curve
from models.report.restoring import Flips
from models.report.trust import Doubt, Reliability
from models.report.worst import WorstError

FORMAT = 2


class EvaluationError(AvowalError):
    """A file holds no measurement, or one that another version wrote."""

    remedy = "Write it anew with `avowal evaluate`."
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures, labels, curves and doubts of one kind of model, with the data and settings that they belong to."""

    model: str  # what was measured: a recipe or a kind of model
    figures: tuple[Figure, ...]
    labels: tuple[LabelFigure, ...]
    confusions: tuple[Confusion, ...]
    reliability: tuple[Reliability, ...]
    curves: tuple[Curve, ...]
    doubts: tuple[Doubt, ...]
    errors: tuple[WorstError, ...]
    data: dict[str, str] = field(default_factory=dict)  # file name: SHA-256
    settings: str = ""
    restored: Flips | None = None
    format: int = FORMAT

    def to_json(self) -> str:
        """Return it as JSON."""
        return _ADAPTER.dump_json(self, indent=1).decode("utf-8") + "\n"

    @staticmethod
    def from_json(text: str, where: Path | str = "The text") -> "Evaluation":
        """Read what `to_json` wrote.

        Raises:
            EvaluationError: where it is not of this format.
        """
        try:
            found = _ADAPTER.validate_json(text)
        except ValidationError as error:
            raise EvaluationError(
                f"{where} is no measurement of format {FORMAT}: {error.errors()[0]['msg']}"
            ) from error
        if found.format != FORMAT:
            raise EvaluationError(f"{where} has format {found.format}; this version reads {FORMAT}.")
        return found

    def label(self, task: str, name: str, on: str | None = None) -> LabelFigure | None:
        """Return the figures of a label on a set, or on the first set that was measured."""
        return next((f for f in self.labels if f.task == task and f.label == name and on in (None, f.on)), None)


_ADAPTER = TypeAdapter(Evaluation)
