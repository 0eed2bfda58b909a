"""The bench of extraction: known text is on the pages, and every kind of fault costs the figure that names it."""

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.bench.extract.layouts import make_layouts
from pipelines.bench.extract.plan import KINDS, PRODUCERS, plan_of
from pipelines.bench.extract.readers import read_with_pdfium
from pipelines.bench.extract.scores import Known, Reading, common, score, words_of
from pipelines.bench.figures import shown
from pipelines.cli.main import app

FLOW = [
    "We paid £1,200 (7.5%) back to Zoë at the office.",
    "Each supplier of fish signs our code of conduct.",
    "The board met twice to look at it.",
]
KNOWN = Known([FLOW], [["Ostermoor Group", "Page 1"], ["Ostermoor Group", "Page 2"]])
RIGHT = Reading(FLOW, [["Ostermoor Group Page 1"], ["Ostermoor Group", "Page 2"]])


@pytest.fixture(autouse=True)
def without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.bench.extract.layouts.browser", lambda: None)


def test_a_reading_without_fault_is_right_in_every_figure_however_lines_are_cut() -> None:
    right = score(KNOWN, RIGHT)
    assert {right.recall, right.precision, right.aligned, right.characters, right.order} == {1.0}
    assert {right.sentence_f1, right.boundary_f1, right.furniture_precision, right.furniture_recall} == {1.0}
    assert not any((right.lost_digits, right.lost_currency, right.lost_per_cent, right.lost_accents))
    assert not right.lost_ligatures


def test_each_lost_character_is_counted_by_its_kind() -> None:
    lost = score(KNOWN, Reading(["We paid 1,20 (7.5) back to Zo at the ofice.", *FLOW[1:]], KNOWN.furniture))
    assert (lost.lost_digits, lost.lost_currency, lost.lost_per_cent, lost.lost_accents, lost.lost_ligatures) == (
        1, 1, 1, 1, 1,
    )  # fmt: skip
    assert lost.recall < 1


def test_a_ligature_is_the_letters_that_it_stands_for() -> None:
    assert words_of("o\ufb03ce • of \ufb01sh ........ 7") == ["office", "of", "fish", "7"]


def test_sentences_out_of_order_cost_order_and_joined_ones_their_edges() -> None:
    turned = score(KNOWN, Reading([FLOW[1], FLOW[0], FLOW[2]], KNOWN.furniture))
    assert (turned.recall, turned.sentence_f1) == (1.0, 1.0)
    assert turned.order < 1
    assert turned.aligned < 1
    joined = score(KNOWN, Reading([FLOW[0], f"{FLOW[1]} {FLOW[2]}"], KNOWN.furniture))
    assert joined.order == 1.0
    assert joined.sentence_f1 == pytest.approx(2 * 1 / 5)
    assert joined.boundary_f1 == pytest.approx(2 * 4 / 10)


def test_furniture_taken_for_text_and_text_for_furniture_both_cost() -> None:
    missed = score(KNOWN, Reading([*FLOW, "Ostermoor Group"], [["Page 1"], ["Ostermoor Group", "Page 2"]]))
    assert (missed.furniture_precision, missed.furniture_recall) == (1.0, 0.75)
    taken = score(KNOWN, Reading(FLOW[:2], [[FLOW[2], *KNOWN.furniture[0]], KNOWN.furniture[1]]))
    assert (taken.furniture_precision, taken.furniture_recall) == (0.8, 1.0)
    assert taken.recall == 1.0


def test_headings_count_whole_and_once() -> None:
    known = Known(KNOWN.flows, KNOWN.furniture, ["Where we buy", "What comes next"])
    read = score(known, Reading(FLOW, KNOWN.furniture, ["Where we buy", "Each supplier"]))
    assert (read.headings_known, read.headings_given, read.headings_right, read.heading_f1) == (2, 2, 1, 0.5)


def test_the_longest_common_subsequence_is_found() -> None:
    assert common("abcbdab", "bdcaba") == 4
    assert common("", "abc") == 0


def test_shares_and_counts_are_shown_as_such() -> None:
    assert [shown(cell) for cell in (0.98765, 0.9999, 1.0, 0.0)] == [".988", ".999", "1", ".000"]
    assert [shown(cell) for cell in (4.25, 12, None, "a")] == ["4.250", "12", "-", "a"]


def test_every_kind_of_layout_comes_from_two_producers_and_a_seed_says_the_same_again() -> None:
    plans = [plan_of(seed) for seed in range(48)]
    assert {plan.kind for plan in plans} == set(KINDS)
    assert {plan.producer for plan in plans} == set(PRODUCERS)
    for kind in KINDS:
        assert len({plan.producer for plan in plans if plan.kind == kind}) >= 2, kind
    assert plan_of(7) == plan_of(7)
    assert plan_of(7).flows() != plan_of(8).flows()


def test_what_a_plan_says_is_printed_by_every_means(tmp_path: Path) -> None:
    seeds = [
        next(seed for seed in range(200) if plan_of(seed).kind == kind and plan_of(seed).producer == producer)
        for kind, producer in (("tables", "platypus"), ("footnotes", "canvas"), ("cover and contents", "canvas"))
    ]
    for seed in seeds:
        ((layout,), left_out) = make_layouts(1, tmp_path, seed)
        assert left_out == 0
        said = Counter(word for flow in layout.plan.flows() for sentence in flow for word in words_of(sentence))
        given = Counter(word for text in read_with_pdfium(layout.path).sentences for word in words_of(text))
        assert (said - given).total() <= 0.05 * said.total(), layout.name  # broken words, drop capitals
        again = make_layouts(1, tmp_path, seed)[0][0]
        assert again == layout


def test_the_command_prints_its_tables_and_says_which_layouts_it_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVOWAL_STATE", str(tmp_path))
    seed = next(seed for seed in range(100) if plan_of(seed + 1).producer != plan_of(seed).producer == "chromium")
    result = CliRunner().invoke(app, ["bench", "extract", "--layouts", "2", "--first", str(seed), "--json"])
    assert result.exit_code == 0, result.output
    tables = json.loads(result.stdout)
    assert tables[0]["title"] == "Avowal on 1 layouts with known text"
    assert {row["reader"] for row in tables[2]["rows"]} >= {"avowal", "pdfplumber", "pypdfium2", "pdfminer.six"}
    assert "1 layouts need Chromium" in result.stderr
