"""A recipe from data to model: nothing is judged by what saw it, what is kept is read, and what ships judges alike."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED, load_all
from corpora.prediction import Task
from corpora.split import folds_of
from models.artifact import ID_DIGITS, load, read_about
from models.classifier import LABELS, MULTI_LABEL
from models.ensemble import Ensemble
from models.linear import LinearModel, documents_of
from models.provenance import data_digests
from models.recipe import EncoderRecipe, LinearRecipe, Recipe, Stage, Untrained, load_recipe
from models.stack import Margins
from models.study import Study
from models.transfer import Judge, transfer
from tests.models import measured
from tests.models.conftest import TINY

if TYPE_CHECKING:
    from tests.trained import Trained


def refuse(*_: object) -> None:
    raise AssertionError("what is kept must not be trained again")


@pytest.fixture
def again(trained: "Trained", monkeypatch: pytest.MonkeyPatch) -> Study:
    """Return the study of the finished run once more; it may train no encoder."""
    from models.encoder import runs

    monkeypatch.setattr(runs, "fine_tune", refuse)
    return Study(trained.data, trained.state, load_recipe("tiny"))


def files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"}


# ---- what is trained ----


def test_what_the_run_wrote_is_a_model_that_judges(trained: "Trained") -> None:
    model = load(trained.out)
    assert isinstance(model, Ensemble)
    assert set(model.bases) == {"linear", "encoder"}
    sentences = load_all(trained.data)
    for passages in documents_of(sentences)[0][:3]:
        scores = model.predict(passages)
        for task in Task:
            assert scores[task].shape == (len(passages), len(LABELS[task]))
            assert ((scores[task] >= 0) & (scores[task] <= 1)).all()
            if task not in MULTI_LABEL:
                assert np.allclose(scores[task].sum(axis=1), 1)


def test_it_says_what_it_was_trained_on_and_how(trained: "Trained") -> None:
    about = read_about(trained.out)
    assert about["model_id"].startswith("tiny-")
    assert len(about["model_id"]) == len("tiny-") + ID_DIGITS
    assert about["provenance"]["data"] == data_digests(trained.data)
    assert {name.split("/")[0] for name in about["provenance"]["data"]} == {"statements", "near-misses"}
    assert about["provenance"]["settings"] == load_recipe("tiny").model_dump(mode="json")


def test_its_card_names_it_and_holds_no_sentence_of_the_data(trained: "Trained") -> None:
    card = " ".join((trained.out / "card.md").read_text(encoding="utf-8").split())
    assert read_about(trained.out)["model_id"] in card
    texts = {" ".join(s.text.split()) for s in load_all(trained.data)}
    assert not [text for text in texts if len(text) > 40 and text in card]


def test_nothing_kept_or_shipped_is_a_pickle(trained: "Trained") -> None:
    kept = {path.suffix for path in [*files(trained.state), *files(trained.out)]}
    assert kept <= {".safetensors", ".json", ".onnx", ".npz", ".md"}
    for path in (*trained.state.rglob("*.npz"), *trained.out.rglob("*.npz")):
        with np.load(path, allow_pickle=False) as arrays:
            assert all(arrays[name].dtype != object for name in arrays.files)


def test_the_encoder_of_a_fold_is_taught_no_company_of_it(trained: "Trained") -> None:
    sentences = load_all(trained.data)
    folds = folds_of(sentences)
    groups = {s.group for s in sentences}
    for number in range(5):
        own = {s.group for s in sentences if folds[s.document] == number}
        assert own
        assert trained.taught[f"fold-{number}"] == groups - own
    assert trained.taught["all"] == groups


def test_the_encoders_for_transfer_are_taught_australian_statements_alone(trained: "Trained") -> None:
    sentences = load_all(trained.data)
    folds = folds_of(sentences)
    home = {s.group: folds[s.document] for s in sentences if s.jurisdiction == "AU"}
    abroad = {name.rsplit("-", 1)[1]: its for name, its in trained.taught.items() if name.startswith("transfer-")}
    assert abroad.pop("all") == set(home)
    assert set(abroad) == {str(number) for number in home.values()}
    for number, taught in abroad.items():
        assert taught == {group for group, fold in home.items() if str(fold) != number}


def test_a_second_run_reads_what_is_kept_and_ends_in_the_same_model(trained: "Trained", again: Study) -> None:
    before = files(trained.state)
    model, shipped = again.whole(), load(trained.out)
    assert isinstance(model, Ensemble)
    assert files(trained.state) == before
    for passages in documents_of(again.sentences)[0][:3]:
        one, two = model.predict(passages), shipped.predict(passages)
        for task in Task:
            assert np.allclose(one[task], two[task], atol=5e-3), "weights are stored in 16 bits"


def test_the_margins_of_a_sentence_are_those_of_the_models_of_its_fold(again: Study) -> None:
    found = again.found
    assert list(found.sentences) == again.sentences, "without a first stage on silver every sentence is measured"
    models = again.fold_models()
    assert set(models) == set(found.fold.tolist()) == set(range(5))
    for number in (0, 3):
        model = models[number]
        assert isinstance(model, Ensemble)
        held = [s for s, fold in zip(found.sentences, found.fold, strict=True) if fold == number]
        for task, values in model.margins(documents_of(held)[0]).items():
            assert np.allclose(values, found.margins[task][found.fold == number])


def test_a_judge_sees_other_margins_than_the_rest_and_its_own_alike(again: Study) -> None:
    view, own = again.view(2), again.found.fold == 2
    task = Task.CRITERION
    assert np.allclose(view.margins[task][own], again.found.margins[task][own])
    assert not np.allclose(view.margins[task][~own], again.found.margins[task][~own])
    assert again.view(2) is view


# ---- a first stage on silver statements ----


def row(sentence: LabelledSentence, document: str, group: str, source: str) -> str:
    names = {"document": document, "group": group, "index": sentence.index, "text": sentence.text}
    labels = {
        "criteria": [],
        "criteria_source": source,
        "practices": sorted(sentence.practices),
        "status": sentence.status,
        "specificity": sentence.specificity,
    }
    return json.dumps({**names, **labels, "jurisdiction": sentence.jurisdiction})


def test_silver_statements_of_companies_that_nothing_is_measured_on_are_for_the_first_stage_alone(
    sentences: Sequence[LabelledSentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("torch", "transformers", "safetensors", "onnx"):
        pytest.importorskip(name)
    from models.encoder import runs
    from tests.trained import watching

    lines = [row(s, f"d{n % 5}", f"company {n % 5}", "authored") for n, s in enumerate(sentences[:100])]
    lines += [row(s, "nw-stranger", "stranger", "annotated") for s in sentences[100:120]]
    lines += [row(s, "nw-sister", "company 1", "annotated") for s in sentences[120:140]]
    (tmp_path / "data.jsonl").write_text("\n".join(lines), encoding="utf-8")
    once = Stage(epochs=1)
    begins = Untrained(width=8, layers=1, heads=1, vocabulary=200)
    recipe = Recipe(
        name="staged",
        about="two stages",
        linear=LinearRecipe(max_words=200, max_characters=200),
        encoder=EncoderRecipe(begins=begins, window=64, longest=40, silver=once, gold=once),
    )
    taught: dict[str, set[str]] = {}
    monkeypatch.setattr(runs, "fine_tune", watching(taught))
    study = Study(tmp_path / "data.jsonl", tmp_path / "state", recipe)
    assert {s.document for s in study.found.sentences} == {*(f"d{n}" for n in range(5)), "nw-sister"}
    assert len(study.found.fold) == len(study.found.sentences) == 120
    assert all(len(study.found.margins[task]) == 120 for task in Task)
    assert taught.pop("silver") == {"stranger"}
    folds = folds_of(study.sentences)
    held = set(study.found.fold.tolist())
    assert set(taught) == {f"fold-{number}" for number in held}
    for number in held:
        kept_out = {s.group for s in study.sentences if folds[s.document] == number}
        assert taught[f"fold-{number}"] == {f"company {n}" for n in range(5)} - kept_out


# ---- from Australia to Britain ----


def test_transfer_judges_the_british_statements_alone(trained: "Trained", again: Study) -> None:
    before = files(trained.state)
    given = again.transfer()
    assert given is not None
    assert files(trained.state) == before
    assert {s.document for s in given.sentences} == {s.document for s in again.sentences if s.jurisdiction == "UK"}
    for task in Task:
        assert given.probabilities[task].shape == (len(given.sentences), len(LABELS[task]))
        assert given.decisions[task].shape == given.probabilities[task].shape


def test_without_two_countries_there_is_no_transfer(tmp_path: Path) -> None:
    linear = Study(AUTHORED / "train" / "dunsop-construction-2024.jsonl", tmp_path, TINY)
    assert {s.jurisdiction for s in linear.sentences} == {"UK"}
    assert linear.transfer() is None
    assert transferred([s for s in measured.statements() if s.jurisdiction == "AU"]) == []


@pytest.mark.parametrize("folds", [{}, {"au-0": 1}, {"au-0": 1, "au-1": 2}])
def test_where_one_fold_holds_nearly_all_australian_companies_there_is_none_either(folds: dict[str, int]) -> None:
    assert transferred(measured.statements(), folds) == []


def transferred(sentences: Sequence[LabelledSentence], folds: dict[str, int] | None = None) -> list[int | None]:
    """Measure with a model that knows nothing; return the folds that it was trained without."""
    asked: list[int | None] = []

    def trained_without(number: int | None) -> Judge:
        asked.append(number)

        def judge(held: Sequence[LabelledSentence]) -> Margins:
            return {task: np.zeros((len(held), len(LABELS[task]))) for task in Task}

        return judge

    home = folds_of(sentences) if folds is None else {s.document: folds.get(s.document, 0) for s in sentences}
    given = transfer(sentences, home, {"linear": trained_without}, fewest=3)
    assert (given is None) == (asked == [])
    return asked


def test_each_australian_fold_is_judged_by_a_model_without_it_and_britain_by_one_of_all() -> None:
    assert transferred(measured.statements()) == [0, 1, 2, 3, 4, None]


# ---- without an encoder ----


def test_a_recipe_without_an_encoder_gives_linear_models_that_all_judges_see_alike(trained: "Trained") -> None:
    before = files(trained.state)
    study = Study(trained.data, trained.state, load_recipe("tiny").model_copy(update={"encoder": None}))
    assert study.view(1) is study.found
    assert all(isinstance(model, LinearModel) for model in study.fold_models().values())
    assert files(trained.state) == before, "an ensemble's linear folds are the same"
