"""The ensemble: probabilities as promised, the same alone and among others, with and without a linear model."""

import numpy as np
import pytest

from corpora.annotation import LabelledSentence
from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL, Passage, decide
from models.ensemble import Ensemble
from models.linear import LinearModel, documents_of
from tests.models.ensembles import tiny_ensemble


@pytest.fixture(scope="module")
def both(tiny: LinearModel) -> Ensemble:
    return tiny_ensemble(tiny)


@pytest.fixture(scope="module")
def alone() -> Ensemble:
    return tiny_ensemble()


@pytest.mark.parametrize("which", ["both", "alone"])
def test_probabilities_have_the_promised_shapes_and_ranges(
    which: str, sentences: list[LabelledSentence], request: pytest.FixtureRequest
) -> None:
    model: Ensemble = request.getfixturevalue(which)
    for document in documents_of(sentences)[0][:3]:
        scores = model.predict(document)
        for task in Task:
            assert scores[task].shape == (len(document), len(LABELS[task]))
            assert ((scores[task] >= 0) & (scores[task] <= 1)).all()
            if task not in MULTI_LABEL:
                assert scores[task].sum(axis=1) == pytest.approx(1)
        assert decide(scores, model.thresholds)[Task.CRITERION].shape == (len(document), len(LABELS[Task.CRITERION]))


def test_other_documents_beside_it_change_no_bit(both: Ensemble, sentences: list[LabelledSentence]) -> None:
    documents = [*documents_of(sentences)[0][:4], []]
    together = both.margins(documents)
    for task in Task:
        assert np.array_equal(together[task], np.concatenate([both.margins([its])[task] for its in documents]))


def test_both_bases_are_heard(both: Ensemble, alone: Ensemble, sentences: list[LabelledSentence]) -> None:
    document = documents_of(sentences)[0][0]
    linear = both.bases["linear"].margins([document])[Task.CRITERION]
    encoder = alone.bases["encoder"].margins([document])[Task.CRITERION]
    assert np.allclose(both.margins([document])[Task.CRITERION], (linear + encoder) / 4)


def test_no_passage_gives_no_row(both: Ensemble) -> None:
    assert all(both.predict([])[task].shape == (0, len(LABELS[task])) for task in Task)
    assert all(both.margins([])[task].shape == (0, len(LABELS[task])) for task in Task)


@pytest.mark.parametrize("text", ["", "Yes", "word " * 10_000, "Aucun travail forcé.", "我们没有发现强迫劳动"])
def test_odd_texts_are_judged_like_any_other(both: Ensemble, text: str) -> None:
    scores = both.predict([Passage("The board approved this statement."), Passage(text, index=1)])
    assert all(np.isfinite(scores[task]).all() for task in Task)
