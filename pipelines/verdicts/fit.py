"""Fit the weights of learnt statuses to readers' findings: a logistic regression a commitment, small and readable."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from corpora.finding import Status
from pipelines.verdicts.features import Floats
from pipelines.verdicts.weights import Weights

STRENGTH = 0.3  # inverse of the regularisation; .1 to 1 make no difference that can be measured
SECOND = 0.25  # of an example's weight goes to the status that a fair reader could have given instead
MIN_DOCUMENTS = 100
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """What a reader found of one commitment in one document, with what the rule says and the features."""

    document: str
    group: str
    commitment: str
    status: Status
    alternative: Status | None
    rule: Status
    features: Floats


def fit(examples: Sequence[Example]) -> Weights:
    """Fit one commitment's weights to the examples of it."""
    given = np.stack([example.features for example in examples])
    truth = np.array([example.status.value for example in examples])
    weight = np.ones(len(examples))
    fair = np.array([example.alternative is not None for example in examples], dtype=bool)
    if fair.any():
        second = np.array([example.alternative.value for example in examples if example.alternative])
        weight[fair] -= SECOND
        given, truth = np.vstack([given, given[fair]]), np.concatenate([truth, second])
        weight = np.concatenate([weight, np.full(fair.sum(), SECOND)])
    model = LogisticRegression(C=STRENGTH, max_iter=2_000).fit(given, truth, sample_weight=weight)
    coefficients, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row stands for both
        coefficients, bias = np.vstack([-coefficients, coefficients]) / 2, np.concatenate([-bias, bias]) / 2
    return Weights(tuple(Status(name) for name in model.classes_), coefficients, bias)


def out_of_fold(examples: Sequence[Example]) -> list[dict[Status, float]]:
    """Return for each example of one commitment the statuses' probabilities by weights that saw none of its group."""
    groups = [example.group for example in examples]
    given: list[dict[Status, float]] = [{} for _ in examples]
    for seen, unseen in GroupKFold(min(FOLDS, len(set(groups)))).split(groups, groups=groups):
        weights = fit([examples[place] for place in seen])
        for place in unseen:
            given[place] = weights.probabilities(examples[place].features)
    return given


def indices(examples: Sequence[Example]) -> dict[str, NDArray[np.int64]]:
    """Return the places of each commitment's examples, for those with enough documents."""
    places: dict[str, list[int]] = {}
    for place, example in enumerate(examples):
        places.setdefault(example.commitment, []).append(place)
    enough = {name: found for name, found in places.items() if len(found) >= MIN_DOCUMENTS}
    return {name: np.array(found, dtype=np.int64) for name, found in enough.items()}
