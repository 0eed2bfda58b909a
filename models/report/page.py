"""A measurement as one page: tables, curves and the worst errors with their texts, for reading on this machine."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpora.annotation import LabelledSentence
from corpora.practice import practices
from corpora.prediction import Task
from models.classifier import LABELS
from models.measure import LabelFigure, Span
from models.report.curves import Curve
from models.report.drawing import draw, in_words
from models.report.evaluation import Evaluation
from models.report.trust import MAX_ERROR, MIN_F1, MIN_POSITIVES, Reliability
from models.report.worst import WorstError, text_digest

HERE = Path(__file__).parent
TEMPLATE, STYLE = "page.html", "page.css"
TITLES = {
    Task.CRITERION: "Criteria",
    Task.PRACTICE: "Practices",
    Task.EVIDENCE_STATUS: "Evidence status",
    Task.SPECIFICITY: "Specificity",
}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label with all that the page shows of it."""

    name: str
    title: str
    pooled: LabelFigure
    others: tuple[LabelFigure, ...]  # on other sets, or in transfer
    error: float
    reasons: tuple[str, ...]
    curve: Curve
    reliability: Reliability
    picture: str  # a data address
    words: str


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One of the worst errors; `text` is None where it is not at hand."""

    error: WorstError
    text: str | None


def write_page(path: Path, evaluation: Evaluation, sentences: Sequence[LabelledSentence] = ()) -> None:
    """Write the page: one file that asks no other host for anything and runs no script.

    Args:
        path: the file; its folder is made where it is missing.
        evaluation: what was measured.
        sentences: where the texts of the worst errors are found; without them the page names places and hashes alone.

    Raises:
        DrawingError: where matplotlib is missing.
    """
    html = render(evaluation, sentences)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")


def render(evaluation: Evaluation, sentences: Sequence[LabelledSentence] = ()) -> str:
    """Return the page as HTML (see `write_page`)."""
    style = (HERE / STYLE).read_text(encoding="utf-8")
    pinned = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"share": _share, "within": _within, "plain": _plain}
    texts = {(s.document, s.index): s.text for s in sentences}
    errors = [ErrorRow(error, _text(error, texts)) for error in evaluation.errors]
    return environment.get_template(TEMPLATE).render(
        evaluation=evaluation,
        style=style,
        pinned=pinned,
        sections=[(task, TITLES[task], rows) for task in Task if (rows := _label_rows(evaluation, task))],
        whole=[r for r in evaluation.reliability if not r.label and r.rows],
        titles=TITLES,
        errors=errors,
        has_texts=any(row.text for row in errors),
        bars={"error": MAX_ERROR, "positives": MIN_POSITIVES, "f1": MIN_F1},
    )


def _label_rows(evaluation: Evaluation, task: Task) -> list[LabelRow]:
    names = {name: practice.name for name, practice in practices().items()} if task == Task.PRACTICE else {}
    reasons = {doubt.label: doubt.reasons for doubt in evaluation.doubts if doubt.task == task}
    curves = {curve.label: curve for curve in evaluation.curves if curve.task == task}
    measured = {r.label: r for r in evaluation.reliability if r.task == task}
    rows = []
    for label in LABELS[task]:
        name = str(label)
        figures = [figure for figure in evaluation.labels if figure.task == task and figure.label == name]
        if not figures or name not in curves:
            continue
        picture = base64.b64encode(draw(curves[name], measured[name])).decode("ascii")
        rows.append(
            LabelRow(
                name=name,
                title=names.get(name, _plain(name)),
                pooled=figures[0],
                others=tuple(figures[1:]),
                error=measured[name].error,
                reasons=reasons.get(name, ()),
                curve=curves[name],
                reliability=measured[name],
                picture=f"data:image/svg+xml;base64,{picture}",
                words=in_words(curves[name], measured[name]),
            )
        )
    return rows


def _text(error: WorstError, texts: dict[tuple[str, int], str]) -> str | None:
    """Return the sentence where it is at hand and is the one that was judged."""
    text = texts.get((error.document, error.index))
    return text if text is not None and text_digest(text) == error.digest else None


def _share(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _within(span: Span) -> str:
    return f"{span.low:.2f} to {span.high:.2f}"


def _plain(label: str) -> str:
    """Return a label as words: only those in capitals are changed."""
    return label.replace("_", " ").capitalize() if label.isupper() and not label[-1].isdigit() else label
