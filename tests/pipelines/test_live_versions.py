"""Where several versions are live, each prediction bears the id of the version that answers its task."""

from dataclasses import replace

from corpora.document import Sentence, Source
from corpora.prediction import Task
from models.classifier import Classifier
from models.live import PerTask, live_model
from pipelines.classify import SentenceRow, classify_batch, classify_sentences, load_model
from pipelines.stage import Case

TEXTS = ("Harlow Tools Ltd", "This statement was approved by the board.", "We trained 41 buyers on forced labour.")


def several() -> PerTask:
    first = load_model()
    models = first.models if isinstance(first, PerTask) else dict.fromkeys(Task, first)
    other = Renamed(models[Task.PRACTICE])
    return PerTask({**models, Task.PRACTICE: other})


class Renamed:
    """The same judge under another name."""

    model_id = "other-1-0123456789ab"

    def __init__(self, model: Classifier) -> None:
        self.thresholds, self.predict = model.thresholds, model.predict


def test_a_row_bears_the_id_of_the_version_that_answers_its_task() -> None:
    sentences = tuple(Sentence(f"a-{k}", "a", k, text) for k, text in enumerate(TEXTS))
    case = Case(Source("a.pdf", "a", "application/pdf", 1, 0.0), sentences=sentences)
    model = several()
    (done,) = classify_batch([case], model)
    ids = {task: {p.model_id for p in done.predictions if p.task is task} for task in Task}
    assert ids == {task: {model.models[task].model_id} for task in Task}
    assert ids[Task.PRACTICE] == {"other-1-0123456789ab"}
    (alone,) = classify_batch([case])
    assert [replace(p, model_id="") for p in done.predictions] == [replace(p, model_id="") for p in alone.predictions]


def test_sentences_that_others_split_are_judged_by_the_same() -> None:
    rows = [SentenceRow("a", k, text) for k, text in enumerate(TEXTS)]
    assert classify_sentences(rows, several()) == classify_sentences(rows)


def test_what_is_live_is_read_once() -> None:
    assert load_model() is load_model() or isinstance(live_model(), PerTask)
