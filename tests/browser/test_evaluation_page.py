"""The page of a measurement, as a reader has it: in both schemes, on a phone, at 200 %, by keyboard and on paper."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from corpora.prediction import Task
from models.report.evaluate import evaluate
from models.report.page import write_page
from tests.browser.chromium import Chromium, Opened
from tests.browser.measures import axe_violations, cramped, overflow, printed, requests, tab_order
from tests.models import measured

See = Callable[[str, bool], Opened]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of two labels, with an error whose text is shown."""
    found = measured.out_of_fold(measured.statements())
    row, column = measured.place(found, "uk-0", "approval")
    found.margins[Task.CRITERION][row, column] = -measured.SURE
    evaluation = evaluate(found, model="model", data={"labels": "ab"}, settings="a & b")
    file = tmp_path_factory.mktemp("page") / "page.html"
    write_page(file, replace(evaluation, curves=evaluation.curves[:2]), measured.statements())
    return file


@pytest.fixture(scope="module")
def see(page: Path, chromium: Chromium) -> See:
    """Open the page in a view, once for all tests: none of them changes more than what is unfolded."""
    return cache(lambda view, dark: chromium.open_page(page, view, dark=dark))


@pytest.mark.parametrize(("view", "dark"), [("desktop", False), ("desktop", True), ("phone", False)])
def test_everyone_can_read_it(see: See, view: str, dark: bool) -> None:
    assert axe_violations(see(view, dark)) == []


@pytest.mark.parametrize("view", ["phone", "zoom"])
def test_nothing_is_wider_than_the_window(see: See, view: str) -> None:
    opened = see(view, False)
    assert overflow(opened) == []
    assert cramped(opened) == []


def test_it_is_whole_in_its_file_and_keeps_its_own_policy(see: See) -> None:
    opened = see("desktop", False)
    assert requests(opened) == []
    assert opened.errors == []


def test_it_can_be_walked_through_by_keyboard(see: See) -> None:
    stops = tab_order(see("zoom", False))
    assert len(stops) > 3
    assert [stop.name for stop in stops if stop.covered or not stop.outlined] == []


def test_it_prints(see: See) -> None:
    pdf = PdfReader(io.BytesIO(printed(see("desktop", True))))
    assert "Criteria" in "".join(sheet.extract_text() for sheet in pdf.pages)
