"""The model card: what a model was trained on, by whose labels, how well it does, and where it falls short."""

from pathlib import Path
from textwrap import fill

from corpora.prediction import Task
from models.evaluate import Evaluation
from models.linear import LinearModel
from models.provenance import Provenance

WIDTH = 120

WHAT = """A linear classifier of sentences in modern-slavery statements: 11 criteria, 35 practices, evidence status and
specificity, each with a calibrated probability. It sees word and character sequences of the sentence, words of the one
before and after, words of the heading, and the place in the document; one logistic regression a label."""

HOW = """Out of fold: {folds} folds over companies; thresholds and calibration of a fold come from the others; 95 %
intervals from resampling statements. In-domain means that other statements of the same set were in training, so such a
figure stands beside a peer's test score and is not comparable with it."""

LIMITS = (
    "Practices, evidence status and specificity learn from a language model's reading: their figures say how well the "
    "model repeats it. Two such readings agree on practices at micro F1 .87.",
    "Reporting entity and consultation have expert labels in Australian statements only.",
    "Trained on English statements under the British and Australian acts. Other languages and kinds of document "
    "(tender answers) are unmeasured.",
    "The labelled statements carry no headings of their own, so a heading counts as the sentence before; words of a "
    "given heading have no weight until data with headings are trained on.",
    "Rare practices (few positives below) are often missed: their negative predictions are weak evidence of absence.",
    "Global settings were chosen on the same folds, so the figures are slightly optimistic; thresholds were not.",
    "A prediction is evidence for a reader and for the rules, never a finding by itself.",
)


def write_card(path: Path, model: LinearModel, provenance: Provenance, evaluation: Evaluation) -> None:
    """Write the card as Markdown; it repeats byte for byte from the same data and settings."""
    counts = ", ".join(f"{number:,} {source}" for source, number in provenance.sentences.items())
    rare = (
        "The vocabulary holds only word and character sequences that at least "
        f"{model.features.settings.min_groups} unrelated companies use: no company's text can be read back from it."
    )
    peers = {
        (peer.system, f.on, f.name): peer for f in evaluation.figures for peer in f.peers if f.setting == "in-domain"
    }
    sections = [
        [f"# {model.model_id}", _paragraph(WHAT)],
        ["## Data", _paragraph(f"Sentences by source of their criteria: {counts}. {provenance.labelled_by}")],
        ["\n".join(f"- {name}: SHA-256 {value}" for name, value in provenance.data.items()), _paragraph(rare)],
        ["## Licence", _paragraph(provenance.licence)],
        ["## Figures", _paragraph(HOW.format(folds=provenance.folds))],
        [
            _table(
                ("figure", "on", "F1 or accuracy", "95 %", "statements", "setting"),
                [
                    (f.name, f.on, f"{f.value:.3f}", f"{f.low:.3f} to {f.high:.3f}", str(f.statements), f.setting)
                    for f in evaluation.figures
                ],
            )
        ],
        ["Published figures on the same gold statements:"] if peers else [],
        [
            _table(
                ("system", "on", "figure", "F1", "trained on", "source"),
                [(system, on, name, f"{p.value:.3f}", p.seen, p.source) for (system, on, name), p in peers.items()],
            )
        ]
        if peers
        else [],
        ["Labels, over the statements with expert criteria (authored ones where there are none):"],
        [
            _table(
                ("label", "precision", "recall", "F1", "positives", "calibration error", "threshold"),
                [
                    (
                        label.label,
                        *(f"{value:.2f}" for value in (label.precision, label.recall, label.f1)),
                        str(label.positives),
                        f"{label.calibration_error:.3f}",
                        f"{model.thresholds[task][place]:.2f}",
                    )
                    for task in (Task.CRITERION, Task.PRACTICE)
                    for place, label in enumerate(f for f in evaluation.labels if f.task == task)
                ],
            )
        ],
        ["## Limits", "\n".join(fill(f"- {limit}", WIDTH, subsequent_indent="  ") for limit in LIMITS)],
    ]
    path.write_text("\n\n".join(part for section in sections for part in section) + "\n", encoding="utf-8")


def _paragraph(text: str) -> str:
    return fill(" ".join(text.split()), WIDTH)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
