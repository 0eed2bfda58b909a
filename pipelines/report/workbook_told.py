"""The sheets of practices and of answers: what each document tells of what a supplier does and was asked."""

from collections.abc import Iterator
from typing import Any

from corpora.document import Layer
from corpora.practice import practices, themes
from corpora.prediction import Specificity
from pipelines.report.passages import shortened
from pipelines.report.practice_strip import TOLD
from pipelines.report.workbook_chosen import Chosen
from pipelines.report.workbook_look import Column, SheetPlan
from pipelines.report.workbook_sheets import Cells

SAID = {
    "DONE_IN_PERIOD": "done in the period",
    "ONGOING": "ongoing",
    "PLANNED": "planned",
    "NEGATED": "said not to be done",
    "HYPOTHETICAL": "what would be done",
    "HISTORIC": "in the past",
}
DEPTHS = {str(name): place for place, name in enumerate(Specificity)}
NONE = "none"
BLANK = "(left blank)"

PRACTICES = (
    Column("Supplier", 22, "source"),
    Column("Practice", 32),
    Column("Theme", 32),
    Column("How concrete", 12),
    Column("What is said of it", 17),
    Column("Words of the text", 60, "source"),
    Column("Page", 6, "number"),
    Column("Place", 16),
    Column("Document", 26, "source"),
    Column("Period to", 12, "date"),
    Column("File", 26, printed=False),
    Column("Practice code", 10, "id", printed=False),
    Column("Document id", 14, "id", printed=False),
    Column("Sentence id", 14, "id", printed=False),
)
ANSWERS = (
    Column("Supplier", 22, "source"),
    Column("Question no.", 10),
    Column("Question", 46, "source"),
    Column("Answer", 60, "source"),
    Column("State", 18),
    Column("Why", 40),
    Column("Words", 7, "number"),
    Column("Words allowed", 9, "number"),
    Column("What is asked for", 18),
    Column("Speaks of", 30),
    Column("Page", 6, "number"),
    Column("Place", 16, printed=False),
    Column("File", 26, printed=False),
    Column("Document id", 14, "id", printed=False),
)


def practices_plan(chosen: Chosen) -> SheetPlan:
    """Return the sheet of practices: each of the taxonomy once for each document whose sentences were read."""
    count = sum(_is_read(chosen, row["document_id"]) for row in chosen.documents) * len(practices())
    return SheetPlan("Practices", "predictions", PRACTICES, 2, count, _practices(chosen))


def answers_plan(chosen: Chosen) -> SheetPlan:
    """Return the sheet of what stands as the answer to each question of a form."""
    return SheetPlan("Answers", "answers", ANSWERS, 2, chosen.count("answers"), _answers(chosen))


def _is_read(chosen: Chosen, document_id: str) -> bool:
    return document_id in chosen.run.labels


def _practices(chosen: Chosen) -> Iterator[Cells]:
    for document in chosen.documents:
        id_ = document["document_id"]
        if not _is_read(chosen, id_):
            continue
        best = _best(chosen, id_)
        places = {row["sentence_id"]: row["locator"] for row in chosen.rows("evidence", id_) if best}
        for practice in practices().values():
            sentence, depth, said = best.get(practice.id, ({}, NONE, None))
            spans = sentence.get("spans")
            words = chosen.quote(id_, sentence["sentence_id"], sentence["text"]) if sentence else None
            yield (
                chosen.supplier(document),
                practice.name,
                themes()[practice.theme],
                depth.lower(),
                SAID.get(said or ""),
                shortened(words) if words else None,
                spans[0]["page"] if spans and chosen.is_paged(id_) else None,
                places.get(sentence.get("sentence_id")),
                chosen.clean(id_, document["title"]) or chosen.file(id_),
                document["period_end"],
                chosen.file(id_),
                practice.id,
                id_,
                sentence.get("sentence_id"),
            )


def _best(chosen: Chosen, document_id: str) -> dict[str, tuple[dict[str, Any], str, str | None]]:
    """Return, for each practice that body text speaks of, its passage with specificity and evidence status.

    What is done goes before what is planned or denied, then the most specific; of like ones, one that may be quoted and
    of which the classifier is surest.
    """
    labels = chosen.run.labels[document_id]
    found: dict[str, tuple[tuple[Any, ...], tuple[dict[str, Any], str, str | None]]] = {}
    for sentence in chosen.run.sentences(document_id):
        given = labels.get(sentence["sentence_id"], ())
        if sentence["layer"] != Layer.BODY:
            continue
        depth = max(
            (label for task, label, _ in given if task == "specificity"), key=DEPTHS.__getitem__, default="VAGUE"
        )
        said = next((label for task, label, _ in given if task == "evidence_status"), None)
        for task, practice, probability in given:
            rank = (said in TOLD, DEPTHS[depth], not chosen.hides(sentence["sentence_id"]), probability)
            if task == "practice" and (practice not in found or rank > found[practice][0]):
                found[practice] = rank, (sentence, depth, said)
    return {practice: passage for practice, (_, passage) in found.items()}


def _answers(chosen: Chosen) -> Iterator[Cells]:
    for document in chosen.documents:
        id_ = document["document_id"]
        for row in chosen.rows("answers", id_):
            yield (
                chosen.supplier(document),
                row["question_id"],
                chosen.clean(id_, row["question"]),
                chosen.clean(id_, row["answer"]) or BLANK,
                _lines(state.replace("_", " ") for state in row["states"]),
                chosen.clean(id_, _lines(row["reasons"])),
                row["words"],
                row["limit"],
                row["type"],
                _lines(practices()[name].name for name in row["practices"] if name in practices()),
                row["spans"][0]["page"] if row["spans"] and chosen.is_paged(id_) else None,
                row["locator"],
                chosen.file(id_),
                id_,
            )


def _lines(parts: Any) -> str:
    return "\n".join(parts)
