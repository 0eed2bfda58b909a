"""A measurement on the screen: tables of figures, labels, confusions and errors."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpora.annotation import LabelledSentence
from pipelines.cli.screen import plain, results

if TYPE_CHECKING:
    from rich.table import Table

    from models.measure import Span
    from models.report.evaluation import Evaluation
    from models.report.worst import WorstError
    from pipelines.bench.figures import Figures

NOTE = (
    "In-domain: training saw other statements of the set, so a figure stands beside a peer's test score and rivals "
    "none. Transfer: it saw none. Intervals: 95 %, from resampling statements; a peer with one was judged here on the "
    "same rows. Practices, status and specificity: labels by a large language model, not by people."
)


def show_figures(evaluation: "Evaluation") -> None:
    """Print the headline figures, each above what others reach, and how far the probabilities can be trusted."""
    console = results()
    table = _table("Figure", "On", "Value", "95 %", "Setting, labels by")
    table.columns[0].no_wrap = table.columns[1].no_wrap = table.columns[3].no_wrap = True
    for figure in evaluation.figures:
        within = f"{figure.low:.3f}–{figure.high:.3f}"
        kind = f"{figure.setting}, {figure.labelled_by}"
        table.add_row(figure.name, figure.on, f"{figure.value:.3f}", within, kind, style="bold")
        for peer in figure.peers:
            within = "" if peer.low is None else f"{peer.low:.3f}–{peer.high:.3f}"
            table.add_row(f"  {peer.system}", "", f"{peer.value:.3f}", within, f"saw {peer.seen}")
    console.print(table)
    console.print(f"\n{NOTE}\n")
    table = _table("Calibration error", "All", "Where p is .1 or more", "Decisions")
    for whole in (r for r in evaluation.reliability if not r.label and r.rows):
        cells = (f"{whole.error:.3f}", f"{whole.likely_error:.3f}", f"{whole.rows:,}")
        table.add_row(whole.task.replace("_", " "), *cells)
    console.print(table)
    if flips := evaluation.restored:
        console.print(
            f"\nRestoring stops, quotes and currency signs changes {flips.share:.3%} of all decisions, "
            f"{flips.share_of_given:.2%} of those that give a label."
        )
    if evaluation.doubts:
        named = ", ".join(doubt.label for doubt in evaluation.doubts)
        console.print(f"\nNot to be trusted ({len(evaluation.doubts)} labels; --labels says why): {named}.")


def show_labels(evaluation: "Evaluation") -> None:
    """Print precision, recall and F1 of every label on every set, with what speaks against trusting it."""
    console = results()
    reasons = {(d.task, d.label): "; ".join(d.reasons) for d in evaluation.doubts}
    error = {(r.task, r.label): r.error for r in evaluation.reliability}
    for task, on, setting in dict.fromkeys((f.task, f.on, f.setting) for f in evaluation.labels):
        table = _table("Label", "Precision", "Recall", "F1", "Positives", "Error", "Not to be trusted")
        table.columns[0].no_wrap = table.columns[3].no_wrap = True
        table.title = f"\n{task.replace('_', ' ').capitalize()}: {on}, {setting}"
        pooled = on == evaluation.labels[0].on
        for figure in evaluation.labels:
            if (figure.task, figure.on, figure.setting) == (task, on, setting):
                key = (task, figure.label)
                off, why = (f"{error[key]:.3f}", reasons.get(key, "")) if pooled else ("", "")
                spans = (f"{figure.precision.value:.2f}", f"{figure.recall.value:.2f}", _within(figure.f1))
                table.add_row(figure.label, *spans, str(figure.positives), off, why)
        console.print(table)


def show_confusions(evaluation: "Evaluation") -> None:
    """Print which right answers (rows) were answered how (columns)."""
    console = results()
    for confusion in evaluation.confusions:
        table = _table("right \\ given", *(_short(label) for label in confusion.labels))
        table.title = f"\n{confusion.task.replace('_', ' ').capitalize()}: {confusion.on}, sentences"
        for label, counts in zip(confusion.labels, confusion.counts, strict=True):
            table.add_row(_short(label), *(str(count) for count in counts))
        console.print(table)


def show_errors(evaluation: "Evaluation", sentences: Sequence[LabelledSentence], number: int) -> None:
    """Print the worst errors with their texts, for reading on this machine: a like share of each task and kind."""
    from rich.text import Text

    console = results()
    texts = {(s.document, s.index): s.text for s in sentences}
    console.print("\nThe worst errors. The texts belong to others: read them here, publish none.")
    for place, error in enumerate(spread(evaluation, number), 1):
        said = "missed, label says yes" if error.gold else "given, label says no"
        where = f"{error.document} {error.index}, {error.digest}"
        head = f"\n{place}. {error.task} {error.label}: {said}, probability {error.probability:.3f} ({where})"
        console.print(Text(head, style="bold"))
        console.print(Text(plain(texts.get((error.document, error.index), "(text not at hand)"))))


def spread(evaluation: "Evaluation", number: int) -> list["WorstError"]:
    """Return so many of the worst errors, taken in turn from each task and kind, the worst of each first."""
    kinds: dict[tuple[str, bool], list[WorstError]] = {}
    for error in evaluation.errors:
        kinds.setdefault((error.task, error.gold), []).append(error)
    turns = max((len(errors) for errors in kinds.values()), default=0)
    mixed = [errors[turn] for turn in range(turns) for errors in kinds.values() if turn < len(errors)]
    return mixed[:number]


def _table(*columns: str) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, title_justify="left")
    for column in columns:
        table.add_column(column)
    return table


def _within(span: "Span") -> str:
    return f"{span.value:.2f} ({span.low:.2f}–{span.high:.2f})"


def _short(label: str) -> str:
    return label.replace("_", " ").capitalize()


def show_table(figures: "Figures") -> None:
    """Print a table of figures."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from pipelines.bench.figures import shown

    table = Table(title=figures.title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for i, column in enumerate(figures.columns):
        table.add_column(column, justify="left" if i == 0 else "right", no_wrap=i == 0)
    for row in figures.rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    console = results()
    console.print(table)
    if figures.note:
        console.print(Text(figures.note, style="dim"))
