"""The train flow: from labelled sentences to a candidate model with its card."""

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from models.recipe import DEFAULT, load_recipe
from models.train import train as train_model
from pipelines import settings


@task(name="train", cache_policy=NO_CACHE, persist_result=False)
def _train(data: str, out: str, recipe: str, state: str) -> str:
    return train_model(Path(data), Path(out), Path(state), load_recipe(recipe)).model_id


@flow(name="train", log_prints=False, persist_result=False)
def train(data: str, out: str, recipe: str = DEFAULT, state: str | None = None) -> str:
    """Train on the labelled sentences and write a candidate; return its id. Promoting it is a command, not a flow.

    Args:
        data: folder of labels or one file of rows.
        out: folder to write; files of an earlier model there are replaced.
        recipe: name of one that comes with the package, or its file.
        state: where fold models are kept, so that a run that was stopped goes on; by default in the state folder.
    """
    return _train(data, out, recipe, state or str(settings.state_folder() / "models"))
