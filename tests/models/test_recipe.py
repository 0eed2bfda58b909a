"""Recipes: those that ship can be read, and every mistake is told with its place before anything is trained."""

from pathlib import Path

import pytest
import yaml

from models.recipe import RECIPES, Recipe, RecipeError, Stage, known_recipes, load_recipe

TINY = yaml.safe_load((RECIPES / "tiny.yaml").read_text(encoding="utf-8"))


def written(folder: Path, *changes: tuple[str, object]) -> str:
    """Write the tiny recipe with some keys (dots between levels) set otherwise; return its path."""
    recipe = yaml.safe_load(yaml.safe_dump(TINY))
    for key, value in changes:
        *parents, last = key.split(".")
        level = recipe
        for parent in parents:
            level = level[parent]
        level[last] = value
    path = folder / "mine.yaml"
    path.write_text(yaml.safe_dump(recipe), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", known_recipes())
def test_every_recipe_that_ships_can_be_read(name: str) -> None:
    recipe = load_recipe(name)
    assert recipe.about
    assert (recipe.encoder is None) == name.startswith("linear")


def test_the_recipes_that_the_documentation_names_are_there() -> None:
    assert {"ensemble", "linear", "tiny"} <= set(known_recipes())


def test_a_file_of_ones_own_is_read_and_a_key_left_out_takes_its_default(tmp_path: Path) -> None:
    recipe = load_recipe(written(tmp_path, ("seed", 7), ("encoder.gold.epochs", 2)))
    assert recipe.encoder is not None
    assert (recipe.seed, recipe.encoder.gold.epochs) == (7, 2)
    assert recipe.encoder.overlap == 1
    assert recipe.linear.settings().features.max_words == TINY["linear"]["max_words"]


@pytest.mark.parametrize("key", ["rates", "linear.strenght", "encoder.gold.batch", "encoder.begins.depth"])
def test_an_unknown_key_is_refused_with_its_place(tmp_path: Path, key: str) -> None:
    with pytest.raises(RecipeError, match="is no key of a recipe") as refused:
        load_recipe(written(tmp_path, (key, 1)))
    assert f"mine.yaml: {key}: is no key" in str(refused.value)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "Tiny Model/1"),
        ("seed", -1),
        ("precision", "int4"),
        ("linear.strength", float("inf")),
        ("linear.silver_weight", 1.5),
        ("encoder.window", 1024),
        ("encoder.annotated", -0.1),
        ("encoder.gold.epochs", 0),
        ("encoder.gold.rate", float("nan")),
        ("encoder.gold.watched", 0.9),
        ("encoder.gold.patience", "long"),
        ("encoder.begins.layers", 2.5),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_place(tmp_path: Path, key: str, value: object) -> None:
    with pytest.raises(RecipeError, match=f"mine.yaml: {key}: "):
        load_recipe(written(tmp_path, (key, value)))


def test_what_fits_alone_and_not_together_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="window of 64 tokens cannot hold sentences of 96"):
        load_recipe(written(tmp_path, ("encoder.window", 64)))
    with pytest.raises(RecipeError, match="width of 32 cannot be shared by 3 heads"):
        load_recipe(written(tmp_path, ("encoder.begins.heads", 3)))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RecipeError) as refused:
        load_recipe(written(tmp_path, ("seed", "x"), ("encoder.gold.epochs", 0), ("linear.more", 1)))
    assert all(key in str(refused.value) for key in ("seed", "encoder.gold.epochs", "linear.more"))


@pytest.mark.parametrize("name", ["gigantic", "", "../recipes", "no/where.yaml"])
def test_an_unknown_name_lists_the_known_ones(name: str) -> None:
    with pytest.raises(RecipeError, match="known: ") as refused:
        load_recipe(name)
    assert all(known in str(refused.value) for known in known_recipes())
    assert refused.value.advice


@pytest.mark.parametrize("content", [b"name: [", b"\xff\xfe\x00", b"\tname: x"])
def test_what_is_no_yaml_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.yaml").write_bytes(content)
    with pytest.raises(RecipeError, match="is no YAML"):
        load_recipe(str(tmp_path / "broken.yaml"))


@pytest.mark.parametrize("content", ["", "- tiny\n", "tiny\n", "about: nothing else\n"])
def test_yaml_that_is_no_recipe_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "other.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(RecipeError, match=r"other\.yaml: "):
        load_recipe(str(tmp_path / "other.yaml"))


def test_yaml_cannot_make_objects(tmp_path: Path) -> None:
    (tmp_path / "evil.yaml").write_text("name: !!python/object/apply:os.getcwd []\n", encoding="utf-8")
    with pytest.raises(RecipeError, match="is no YAML"):
        load_recipe(str(tmp_path / "evil.yaml"))


def test_a_recipe_is_read_again_from_what_a_model_stores_of_it() -> None:
    recipe = load_recipe("ensemble")
    assert Recipe.model_validate_json(recipe.model_dump_json()) == recipe
    assert Stage(epochs=1).watched == 0, "nothing is held back where a recipe does not ask for it"
