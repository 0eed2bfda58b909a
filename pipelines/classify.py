"""Classify: what each body sentence discloses, with a probability and a decision for every label of four tasks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpora.document import Sentence, body
from corpora.prediction import Prediction, Task
from models.classifier import LABELS, Classifier, Passage, decide
from models.live import live_model, model_at, model_id_of
from pipelines.segment.language import READ_LANGUAGE
from pipelines.stage import Case, report


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence that others have split: one line of `avowal classify`."""

    document: str
    index: int
    text: str
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """One label of one task for one `SentenceRow`."""

    document: str
    index: int
    task: str
    label: str
    probability: float
    decision: bool


def load_model(path: Path | None = None) -> Classifier:
    """Load the model at a path, or what the registry names, be it one a task; a model is read once a process.

    Raises:
        ModelError: where it is missing, damaged or made for other labels.
        RegistryError: where no path is given and the registry has mistakes.
    """
    return model_at(path.resolve()) if path else live_model()


def classify_batch(cases: Sequence[Case], model: Classifier | None = None) -> list[Case]:
    """Judge the body sentences of each case, one document at a time: nothing beside it changes its predictions.

    Furniture, hidden, quoted and form text, and other languages, are not judged and are nobody's neighbours. Of what is
    judged every label gets a prediction, the negative ones too.

    Raises:
        ModelError: where no model is given and the released one cannot be loaded.
    """
    model = model or load_model()
    judged = []
    for case in cases:
        judged.append(replace(case, predictions=tuple(_predictions(case.sentences, model))))
        report("classify", 1)
    return judged


def classify_sentences(rows: Sequence[SentenceRow], model: Classifier | None = None) -> list[PredictionRow]:
    """Judge sentences that others have split, in any order; those of a document are read in the order of their index.

    A jump in the index counts as text left out, so the sentences beside it are no neighbours.

    Raises:
        ModelError: as `classify_batch`.
    """
    model = model or load_model()
    documents: dict[str, list[SentenceRow]] = {}
    for row in rows:
        documents.setdefault(row.document, []).append(row)
    found = []
    for document, members in documents.items():
        members = sorted(members, key=lambda row: row.index)
        passages = [Passage(row.text, row.heading, row.index) for row in members]
        for place, task, label, probability, decision in _judge(passages, model):
            found.append(PredictionRow(document, members[place].index, task, label, probability, decision))
    return found


def _predictions(sentences: Sequence[Sentence], model: Classifier) -> Iterator[Prediction]:
    read = [(n, s) for n, s in enumerate(body(sentences)) if s.language in (None, READ_LANGUAGE)]
    judged = [sentence for _, sentence in read]
    passages = [
        Passage(sentence.text, sentence.section[-1] if sentence.section else None, number) for number, sentence in read
    ]
    for place, task, label, probability, decision in _judge(passages, model):
        sentence = judged[place]
        yield Prediction(
            document_id=sentence.document_id,
            sentence_id=sentence.sentence_id,
            index=sentence.index,
            task=task,
            label=label,
            probability=probability,
            decision=decision,
            model_id=model_id_of(model, task),
        )


def _judge(passages: Sequence[Passage], model: Classifier) -> Iterator[tuple[int, Task, str, float, bool]]:
    if not passages:
        return
    scores = model.predict(passages)
    decisions = decide(scores, model.thresholds)
    values = {task: (scores[task].tolist(), decisions[task].tolist()) for task in Task}
    for place in range(len(passages)):
        for task, (probabilities, given) in values.items():
            for label, probability, decision in zip(LABELS[task], probabilities[place], given[place], strict=True):
                yield place, task, label, probability, decision
