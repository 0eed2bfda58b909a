"""The model card: what a model was trained on, by whose labels, how well it does, and where it falls short."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Protocol

from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL, Thresholds
from models.measure import Figure, LabelFigure, Span
from models.provenance import Provenance
from models.report.evaluation import Evaluation
from models.report.trust import MAX_ERROR, MIN_F1, MIN_POSITIVES

WIDTH = 120
DISTRUST = "not to be trusted"


class Shipped(Protocol):
    """What the card asks a model for; any `Classifier` has it."""

    @property
    def model_id(self) -> str:
        """Exact version."""
        ...

    @property
    def thresholds(self) -> Thresholds:
        """Probability from which a label is given."""
        ...


@dataclass(frozen=True, slots=True)
class Description:
    """What a kind of model is, in words; `limits` are those of this kind, beside the limits of all."""

    what: str
    limits: tuple[str, ...] = ()


LINEAR = Description(
    """A linear classifier of sentences in modern-slavery statements: 11 criteria, 35 practices, evidence status and
    specificity, each with a calibrated probability. It sees word and character sequences of the sentence, words of the
    one before and after, words of the heading, and the place in the document; one logistic regression a label. Its
    vocabulary holds only what several unrelated companies use: no company's text can be read back from it.""",
    (
        "The labelled statements carry no headings of their own, so a heading counts as the sentence before; words of "
        "a given heading have no weight until data with headings are trained on.",
    ),
)
ENSEMBLE = Description(
    """A small ensemble that judges each sentence of a modern-slavery statement in its document: 11 criteria, 35
    practices, evidence status and specificity, each with a calibrated probability. A fine-tuned encoder reads windows
    of whole consecutive sentences, a linear model reads word and character sequences, and a stack weighs what both say
    of a label. It runs on a CPU.""",
)

USE = """To point a reader of a modern-slavery statement or of a supplier's answers to the passages that speak of a
criterion or a practice, and to feed the rules that say what a document shows and what it does not. Every prediction
carries a probability; a person decides. Not for judging whether slavery exists anywhere, not for ranking companies, and
not for any decision about a person."""

HOW = """Out of fold: {folds} folds over companies; no statement is judged by a model that saw it, its company or a
near-copy; thresholds and calibration of a fold come from the other folds; 95 % intervals from resampling statements.
In-domain means that other statements of the same set were in training, so such a figure stands beside a peer's test
score and is not comparable with it. Transfer means that none were. A peer with an interval was judged here, on the same
rows, by its released outputs; the others are as published."""

TRUST = """A label is marked "{mark}" where fewer than {positives} of the measured sentences have it, its F1 is under
{f1}, or its probabilities are off by more than {error} on average: use what it says as a hint, and its silence as
nothing."""

LIMITS = (
    "Practices, evidence status and specificity learn from a language model's reading: their figures say how well the "
    "model repeats it. Two such readings agree on practices at micro F1 .87.",
    "Reporting entity and consultation have expert labels in Australian statements only.",
    "Trained on English statements under the British and Australian acts. Other languages and kinds of document "
    "(tender answers) are unmeasured.",
    "Rare practices (few positives below) are often missed: their negative predictions are weak evidence of absence.",
    "Global settings were chosen on the same folds, so the figures are slightly optimistic; thresholds were not.",
    "A prediction is evidence for a reader and for the rules, never a finding by itself.",
)


def write_card(
    path: Path, model: Shipped, provenance: Provenance, evaluation: Evaluation, about: Description = LINEAR
) -> None:
    """Write the card as Markdown; it repeats byte for byte from the same data and settings, and shows no text of data.

    Args:
        path: the file.
        model: the model that ships: its id and thresholds are told.
        provenance: what it was trained on.
        evaluation: what was measured of its kind.
        about: what kind it is.
    """
    path.write_text(card(model, provenance, evaluation, about), encoding="utf-8")


def card(model: Shipped, provenance: Provenance, evaluation: Evaluation, about: Description = LINEAR) -> str:
    """Return the card as Markdown (see `write_card`)."""
    counts = ", ".join(f"{number:,} {source}" for source, number in provenance.sentences.items())
    trust = TRUST.format(mark=DISTRUST, positives=MIN_POSITIVES, f1=MIN_F1, error=MAX_ERROR)
    parts = [
        f"# {model.model_id}",
        _paragraph(about.what),
        "## Intended use",
        _paragraph(USE),
        "## Data",
        _paragraph(f"Sentences by source of their criteria: {counts}. {provenance.labelled_by}"),
        "\n".join(f"- {name}: SHA-256 {value}" for name, value in provenance.data.items()),
        "## Licence and attribution",
        _paragraph(provenance.licence),
        "## Figures",
        _paragraph(HOW.format(folds=provenance.folds)),
        _figures(evaluation.figures),
        *_peers(evaluation.figures),
        "## Labels",
        _paragraph(trust),
        *(part for task in Task for part in _labels(model, evaluation, task)),
        "## Calibration",
        _calibration(evaluation),
        *_robustness(evaluation),
        "## Limits",
        "\n".join(fill(f"- {limit}", WIDTH, subsequent_indent="  ") for limit in (*LIMITS, *about.limits)),
    ]
    return "\n\n".join(parts) + "\n"


def _figures(figures: Iterable[Figure]) -> str:
    return _table(
        ("figure", "on", "value", "95 %", "statements", "setting", "labelled by"),
        [
            (
                f.name,
                f.on,
                f"{f.value:.3f}",
                f"{f.low:.3f} to {f.high:.3f}",
                str(f.statements),
                f.setting,
                f.labelled_by,
            )
            for f in figures
        ],
    )


def _peers(figures: Iterable[Figure]) -> list[str]:
    """Return the table of what others reach; a peer stands once, though in-domain and transfer figures name it."""
    rows: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for figure in figures:
        for peer in figure.peers:
            within = "" if peer.low is None or peer.high is None else f"{peer.low:.3f} to {peer.high:.3f}"
            key = (peer.system, figure.on, figure.name)
            rows.setdefault(key, (*key, f"{peer.value:.3f}", within, peer.seen, peer.source))
    if not rows:
        return []
    head = ("system", "on", "figure", "value", "95 %", "trained on", "source")
    return ["What others reach:", _table(head, list(rows.values()))]


def _labels(model: Shipped, evaluation: Evaluation, task: Task) -> list[str]:
    pooled = [figure for figure in evaluation.labels if figure.task == task][: len(LABELS[task])]
    if not any(figure.positives for figure in pooled):
        return []
    doubts = {doubt.label: "; ".join(doubt.reasons) for doubt in evaluation.doubts if doubt.task == task}
    error = {r.label: r.error for r in evaluation.reliability if r.task == task}
    rows: list[tuple[str, ...]] = []
    for place, figure in enumerate(pooled):
        threshold = f"{model.thresholds[task][place]:.2f}" if task in MULTI_LABEL else "likeliest"
        doubt = f"{DISTRUST}: {doubts[figure.label]}" if figure.label in doubts else ""
        spans = _spans(figure)
        rows.append((figure.label, *spans, str(figure.positives), f"{error[figure.label]:.3f}", threshold, doubt))
    head = ("label", "precision", "recall", "F1 (95 %)", "positives", "calibration error", "threshold", "mark")
    return [f"### {task.replace('_', ' ').capitalize()}, over the {pooled[0].on}", _table(head, rows)]


def _spans(figure: LabelFigure) -> tuple[str, str, str]:
    def within(span: Span) -> str:
        return f"{span.value:.2f} ({span.low:.2f} to {span.high:.2f})"

    return f"{figure.precision.value:.2f}", f"{figure.recall.value:.2f}", within(figure.f1)


def _calibration(evaluation: Evaluation) -> str:
    whole = [r for r in evaluation.reliability if not r.label and r.rows]
    return _table(
        ("task", "expected calibration error", "the same where the probability is at least .1", "decisions"),
        [(r.task.replace("_", " "), f"{r.error:.3f}", f"{r.likely_error:.3f}", f"{r.rows:,}") for r in whole],
    )


def _robustness(evaluation: Evaluation) -> list[str]:
    if not (flips := evaluation.restored):
        return []
    said = (
        f"Giving {flips.sentences:,} sentences back the full stops, quotes, apostrophes and currency signs that the "
        f"experts' reader deleted changes {flips.share:.3%} of all decisions, {flips.share_of_given:.2%} of those that "
        "give a label."
    )
    return ["## Robustness", _paragraph(said)]


def _paragraph(text: str) -> str:
    return fill(" ".join(text.split()), WIDTH)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
