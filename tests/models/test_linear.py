"""Training and judging: probabilities are probabilities, masks are not negatives, and a batch changes nothing."""

from dataclasses import replace

import numpy as np
import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import DatasetError
from corpora.prediction import CRITERIA, Task
from models.classifier import LABELS, MULTI_LABEL, Passage, decide
from models.linear import LinearModel, Settings, documents_of, fit_linear, known_of

SENTENCE = Passage("The board approved this statement and our buyers were trained on forced labour.")


def test_probabilities_have_the_promised_shapes_and_ranges(
    tiny: LinearModel, sentences: list[LabelledSentence]
) -> None:
    for document in documents_of(sentences)[0]:
        scores = tiny.predict(document)
        for task in Task:
            assert scores[task].shape == (len(document), len(LABELS[task]))
            assert ((scores[task] >= 0) & (scores[task] <= 1)).all()
            if task not in MULTI_LABEL:
                assert scores[task].sum(axis=1) == pytest.approx(1)


def test_no_passage_gives_no_row(tiny: LinearModel) -> None:
    assert all(tiny.predict([])[task].shape == (0, len(LABELS[task])) for task in Task)


def test_other_documents_of_a_batch_change_nothing(tiny: LinearModel, sentences: list[LabelledSentence]) -> None:
    documents = documents_of(sentences)[0]
    together = tiny.margins(documents)
    first = 0
    for document in documents:
        alone = tiny.margins([document])
        for task in Task:
            assert np.array_equal(together[task][first : first + len(document)], alone[task])
        first += len(document)


def test_training_twice_gives_the_same_model(sentences: list[LabelledSentence]) -> None:
    one, two = fit_linear(sentences, Settings()), fit_linear(sentences, Settings())
    assert one.features.words == two.features.words
    assert all(np.array_equal(one.weights[task], two.weights[task]) for task in Task)


def test_a_masked_criterion_is_neither_yes_nor_no(sentences: list[LabelledSentence]) -> None:
    label = CRITERIA.index("consultation")
    masked = [
        replace(s, masked=frozenset({"consultation"})) if "consultation" not in s.criteria else s for s in sentences
    ]
    assert not known_of(masked)[Task.CRITERION][:, label].all()
    flipped = [replace(s, criteria=s.criteria | {"consultation"}) if s.masked else s for s in masked]
    one, two = (fit_linear(rows, Settings(), [Task.CRITERION]) for rows in (masked, flipped))
    assert np.array_equal(one.weights[Task.CRITERION], two.weights[Task.CRITERION])


def test_silver_of_no_weight_teaches_no_criterion(sentences: list[LabelledSentence]) -> None:
    wrong = [
        replace(s, document=f"nw-{s.document}", criteria_source="annotated", criteria=frozenset(CRITERIA))
        for s in sentences
    ]
    settings = Settings(silver_weight=0.0)
    taught = fit_linear([*sentences, *wrong], settings, [Task.CRITERION])
    given = taught.predict(documents_of(sentences)[0][0])[Task.CRITERION]
    assert (given < 0.5).any(axis=1).all()


def test_too_few_companies_are_refused(sentences: list[LabelledSentence]) -> None:
    with pytest.raises(DatasetError, match="1 companies are too few"):
        fit_linear([s for s in sentences if s.document == sentences[0].document], Settings())


def test_status_and_specificity_are_given_only_where_something_is_described() -> None:
    scores = {task: np.zeros((3, len(LABELS[task]))) for task in Task}
    scores[Task.PRACTICE][0, 4] = 0.9
    scores[Task.CRITERION][1, CRITERIA.index("structure")] = 0.9
    scores[Task.CRITERION][2, CRITERIA.index("mitigation")] = 0.9
    scores[Task.EVIDENCE_STATUS][:, 2] = 0.6
    scores[Task.SPECIFICITY][:, 1] = 0.6
    given = decide(scores, {task: np.full(len(LABELS[task]), 0.5) for task in MULTI_LABEL})
    assert given[Task.EVIDENCE_STATUS].sum(axis=1).tolist() == [1, 0, 1]
    assert given[Task.EVIDENCE_STATUS][0, 2]
    assert given[Task.SPECIFICITY].sum(axis=1).tolist() == [1, 0, 1]


def test_a_probability_at_its_threshold_is_given() -> None:
    scores = {task: np.full((1, len(LABELS[task])), 0.25) for task in Task}
    given = decide(scores, {task: np.full(len(LABELS[task]), 0.25) for task in MULTI_LABEL})
    assert given[Task.CRITERION].all()
    assert given[Task.PRACTICE].all()


@pytest.mark.parametrize(
    "text", ["", "Yes", "word " * 10_000, "Nous n'avons trouvé aucun travail forcé.", "我们没有发现强迫劳动"]
)
def test_odd_texts_are_judged_like_any_other(tiny: LinearModel, text: str) -> None:
    scores = tiny.predict([SENTENCE, Passage(text, index=1)])
    assert all(np.isfinite(scores[task]).all() for task in Task)
