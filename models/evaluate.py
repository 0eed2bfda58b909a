"""Measure a recipe: by folds, from Australia to Britain, and what signs that readers lose do to the shipped model."""

from models.classifier import Classifier
from models.peers import peer_outputs
from models.provenance import data_digests
from models.report.evaluate import evaluate as report
from models.report.evaluation import Evaluation
from models.report.figures import rows_of
from models.report.restoring import flips
from models.study import Study


def evaluate(study: Study, shipped: Classifier | None = None) -> Evaluation:
    """Measure what a study's recipe gives, out of fold.

    Args:
        study: recipe and data; what is not trained yet is trained.
        shipped: the model trained on everything; with it, the share of its decisions that restored signs turn is told.
    """
    reported = rows_of(study.found.sentences).reported
    gold = [s for s, yes in zip(study.found.sentences, reported, strict=True) if yes]
    return report(
        study.found,
        study.transfer(),
        model=f"the recipe {study.recipe.name}",
        data=data_digests(study.data),
        settings=study.recipe.model_dump_json(),
        outputs=peer_outputs(study.data),
        view=study.view,
        restored=flips(shipped, gold) if shipped else None,
        progress=study.progress,
    )
