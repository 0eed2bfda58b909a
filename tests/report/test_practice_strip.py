"""The strip says how concrete a theme's best passage is and how far it reaches, never how much is written."""

from collections.abc import Sequence

import pytest

from corpora.document import Layer
from corpora.practice import practices, themes
from pipelines.report.passages import texts_of
from pipelines.report.practice_strip import DEPTHS, MOST_SHOWN, Depth, Told, told
from pipelines.report.withheld import withheld

DONE, PLAN = "DONE_IN_PERIOD", "PLANNED"
Given = tuple[str, str, str, str]  # text, practice, evidence status, specificity


def shown(
    rows: Sequence[Given], sure: Sequence[float] = (), layer: Layer = Layer.BODY, victim: int | None = None
) -> tuple[list[Told], dict[str, Depth]]:
    sentences = [
        {"sentence_id": str(n), "document_id": "d", "text": text, "section": [], "layer": str(layer), "spans": []}
        for n, (text, *_) in enumerate(rows)
    ]
    labels = {
        str(n): [
            ("practice", practice, (sure or [0.9] * len(rows))[n]),
            ("evidence_status", said, 0.9),
            ("specificity", depth, 0.9),
        ]
        for n, (_, practice, said, depth) in enumerate(rows)
    }
    flags = [{"pattern": "F33", "sentence_ids": [str(victim)]}] if victim is not None else []
    best, strip = told(texts_of(sentences, {"d": withheld(flags, sentences)}, frozenset(), {}), labels)
    assert [depth.theme for depth in strip] == list(themes())
    return best, {depth.theme: depth for depth in strip}


def test_the_deepest_passage_of_a_theme_counts_and_not_their_number() -> None:
    vague = [("We take training seriously.", "TRN1", DONE, "VAGUE")] * 5
    assert shown(vague)[1]["T8"].depth == "vague"
    assert shown([*vague, ("We trained 212 buyers in May.", "TRN1", DONE, "SPECIFIC")])[1]["T8"].depth == "specific"


def test_a_theme_of_which_nothing_is_told_is_none_and_reaches_nobody() -> None:
    _, strip = shown([("We train our staff.", "TRN1", DONE, "GENERAL")])
    assert {(depth.depth, depth.reach) for theme, depth in strip.items() if theme != "T8"} == {("none", "")}


@pytest.mark.parametrize("said", [PLAN, "NEGATED", "HYPOTHETICAL", "HISTORIC"])
def test_plans_and_denials_tell_of_no_practice(said: str) -> None:
    best, strip = shown([("We will train 212 buyers in May.", "TRN1", said, "SPECIFIC")])
    assert (best, strip["T8"].depth) == ([], "none")


@pytest.mark.parametrize("layer", [layer for layer in Layer if layer != Layer.BODY])
def test_only_body_text_tells_of_practices(layer: Layer) -> None:
    best, strip = shown([("We trained 212 buyers in May.", "TRN1", DONE, "SPECIFIC")], layer=layer)
    assert (best, strip["T8"].depth) == ([], "none")


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("We trained 212 buyers in May.", "own"),
        ("We audited 14 suppliers in Hull.", "tier 1"),
        ("We audited 14 suppliers’ suppliers in Hull.", "beyond tier 1"),
        ("We visited nine spinning mills and their tier 2 sites.", "beyond tier 1"),
    ],
)
def test_the_reach_is_that_of_the_words(text: str, reach: str) -> None:
    assert shown([(text, "MON1", DONE, "SPECIFIC")])[1]["T4"].reach == reach


def test_the_reach_is_the_farthest_of_the_deepest_passages() -> None:
    rows = [
        ("We visited 9 factories in May.", "MON1", DONE, "SPECIFIC"),
        ("We visited our own 3 sites in May.", "MON2", DONE, "SPECIFIC"),
        ("We care for sub-suppliers.", "MON2", DONE, "VAGUE"),
    ]
    assert shown(rows)[1]["T4"].reach == "tier 1"


def test_only_specific_passages_are_quoted_one_a_practice_the_surest_first() -> None:
    rows = [
        ("We trained 9 people.", "TRN1", DONE, "SPECIFIC"),
        ("We trained 212 buyers.", "TRN1", DONE, "SPECIFIC"),
        ("We audited 3 sites in Hull.", "MON1", DONE, "SPECIFIC"),
        ("We have a policy.", "GOV2", DONE, "GENERAL"),
    ]
    best, _ = shown(rows, sure=[0.6, 0.8, 0.9, 0.99])
    assert [(one.practice, one.passage.text) for one in best] == [
        (practices()["MON1"].name, "We audited 3 sites in Hull."),
        (practices()["TRN1"].name, "We trained 212 buyers."),
    ]


def test_no_sentence_is_quoted_twice_and_no_more_than_five() -> None:
    rows = [(f"We did {n} things in Hull.", id_, DONE, "SPECIFIC") for n, id_ in enumerate(practices())]
    assert len(shown(rows)[0]) == MOST_SHOWN
    twice = [("We trained 212 buyers.", "TRN1", DONE, "SPECIFIC"), ("We trained 9.", "TRN2", DONE, "SPECIFIC")]
    assert len({one.passage.sentence_id for one in shown(twice)[0]}) == 2


def test_a_withheld_sentence_is_never_quoted_and_still_counts_for_its_theme() -> None:
    best, strip = shown([("Her name is Nadia, from Hull.", "REM2", DONE, "SPECIFIC")], victim=0)
    assert best == []
    assert strip["T7"].depth == DEPTHS[-1]
