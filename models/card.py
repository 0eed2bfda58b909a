"""The model card: what a model was trained on, by whose labels, how well it does, and where it falls short."""

from pathlib import Path

from corpora.prediction import Task
from models.evaluate import Evaluation
from models.linear import LinearModel
from models.provenance import Provenance

LIMITS = """\
- Practices, evidence status and specificity learned from a large language model's reading: their figures say how well
  the model repeats that reading. Two such readings agree on practices at micro F1 .87.
- Reporting entity and consultation have gold labels in Australian statements only.
- English statements under the British and Australian acts. Other languages and genres (tender answers) are unmeasured.
- Rare practices (few positives below) are often missed; a negative prediction of one is weak evidence of its absence.
- A sentence is judged by its words and its neighbours' words. It is evidence for a reader, never a finding by itself.
- Evaluation statements were used to choose global settings (regularisation, weights of blocks), not thresholds.
"""


def write_card(path: Path, model: LinearModel, provenance: Provenance, evaluation: Evaluation) -> None:
    """Write the card as Markdown; it repeats byte for byte from the same data and settings."""
    counts = ", ".join(f"{number:,} {source}" for source, number in provenance.sentences.items())
    lines = [
        f"# {model.model_id}",
        "",
        "A linear classifier of sentences in modern-slavery statements: 11 criteria, 35 practices, evidence status and",
        "specificity, each with a calibrated probability. Word and character n-grams of the sentence, words of its",
        "neighbours and heading, its place; one logistic regression a label.",
        "",
        "## Data",
        "",
        f"Sentences by source of their criteria: {counts}. {provenance.labelled_by}",
        "",
        *[f"- {name}: SHA-256 {value}" for name, value in provenance.data.items()],
        "",
        "Vocabularies hold only word and character sequences that at least "
        f"{model.features.settings.min_groups} unrelated companies use.",
        "",
        "## Licence",
        "",
        provenance.licence,
        "",
        "## Figures",
        "",
        f"Out of fold: {provenance.folds} folds over companies; thresholds and calibration of a fold come from the "
        "others; 95 % intervals from resampling statements. In-domain means that other statements of the same set",
        "were in training, so a figure is not comparable with a peer that never saw them.",
        "",
        "| figure | on | F1 or accuracy | 95 % | statements | setting |",
        "|---|---|---|---|---|---|",
        *[
            f"| {f.name} | {f.on} | {f.value:.3f} | {f.low:.3f} to {f.high:.3f} | {f.statements} | {f.setting} |"
            for f in evaluation.figures
        ],
        "",
        "Labels over the gold statements:",
        "",
        "| label | precision | recall | F1 | positives | calibration error | threshold |",
        "|---|---|---|---|---|---|---|",
        *[
            f"| {label.label} | {label.precision:.2f} | {label.recall:.2f} | {label.f1:.2f} | {label.positives} "
            f"| {label.calibration_error:.3f} | {_threshold(model, label.task, place):.2f} |"
            for task in (Task.CRITERION, Task.PRACTICE)
            for place, label in enumerate(f for f in evaluation.labels if f.task == task)
        ],
        "",
        "## Limits",
        "",
        LIMITS,
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def _threshold(model: LinearModel, task: Task, place: int) -> float:
    return float(model.thresholds[task][place])
