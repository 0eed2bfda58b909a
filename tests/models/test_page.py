"""The page of a measurement: whole, closed to the outside, and nothing in it that a text could break."""

import base64
import hashlib
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from corpora.prediction import Task
from models.classifier import LABELS
from models.report import drawing
from models.report.curves import curve
from models.report.evaluate import evaluate
from models.report.evaluation import Evaluation
from models.report.page import render, write_page
from models.report.trust import reliability
from tests.models import measured


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    found = measured.out_of_fold(measured.statements())
    row, column = measured.place(found, "uk-0", "approval")
    found.margins[Task.CRITERION][row, column] = -measured.SURE
    return evaluate(found, model="<i>model</i>", data={"<labels>": "ab"}, settings="a & b")


@pytest.fixture(scope="module")
def page(evaluation: Evaluation) -> str:
    return render(evaluation, measured.statements())


def few(evaluation: Evaluation) -> Evaluation:
    """The same with three pictures to draw."""
    return replace(evaluation, curves=evaluation.curves[:3])


def test_every_label_has_figures_a_picture_with_words_and_its_numbers(page: str) -> None:
    tree = html.fromstring(page)
    pictures = tree.xpath("//figure/img")
    assert len(pictures) == sum(len(LABELS[task]) for task in Task)
    for picture in pictures:
        assert picture.get("src").startswith("data:image/svg+xml;base64,")
        assert "Average precision" in picture.get("alt")
        assert picture.xpath("../details//table")
    for task in Task:
        for label in LABELS[task]:
            assert str(label) in page or str(label).replace("_", " ").capitalize() in page


def test_texts_and_names_are_shown_and_never_obeyed(page: str) -> None:
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &#34;quoted&#34;" in page
    assert "<b>bold</b>" not in page
    assert "<i>model</i>" not in page
    assert "&lt;labels&gt;" in page


def test_the_page_says_that_it_holds_others_texts(page: str, evaluation: Evaluation) -> None:
    assert "not to be published" in page
    without = render(few(evaluation))
    assert "bold" not in without
    assert "The text is not at hand" in without
    assert "not to be published" not in without


def test_a_sentence_that_is_no_longer_the_one_judged_is_not_shown(evaluation: Evaluation) -> None:
    changed = [replace(s, text="Something else") for s in measured.statements()]
    assert "Something else" not in render(few(evaluation), changed)


def test_the_page_asks_nobody_and_runs_nothing(page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    pinned = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"'sha256-{pinned}'" in html.fromstring(page).xpath("//meta[@http-equiv]/@content")[0]
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!data:|\#)""", page)
    assert ' style="' not in page


def test_what_stands_beside_a_picture_is_reachable_and_named(page: str) -> None:
    tree = html.fromstring(page)
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    assert all(link[1:] in names for link in tree.xpath("//nav//a/@href"))
    assert all(head.get("scope") in ("col", "row") for head in tree.xpath("//th"))
    assert [tree.xpath("count(//h1)"), tree.get("lang")] == [1, "en"]


def test_the_same_curve_gives_the_same_picture(evaluation: Evaluation) -> None:
    drawn = (drawing.draw(evaluation.curves[0], evaluation.reliability[1]) for _ in range(2))
    one, two = drawn
    assert one == two


def test_a_curve_knows_its_area() -> None:
    import numpy as np

    scores, truth = np.array([0.9, 0.8, 0.7, 0.1]), np.array([True, False, True, False])
    found = curve(Task.CRITERION, "x", scores, truth)
    assert found.average_precision == pytest.approx((1 + 2 / 3) / 2)
    assert {p.threshold: p.precision for p in found.points}[0.95] is None
    assert {p.threshold: p.recall for p in found.points}[0.75] == 0.5
    assert drawing.in_words(found, reliability(Task.CRITERION, "x", scores, truth)).startswith("Average precision 0.83")


def test_without_the_drawing_library_the_error_says_what_to_install(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(drawing.DrawingError) as caught:
        write_page(tmp_path / "page.html", evaluation)
    assert "avowal[train]" in caught.value.advice
    assert not (tmp_path / "page.html").exists()
