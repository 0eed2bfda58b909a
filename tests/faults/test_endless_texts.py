"""No text, however odd, takes more than its length to read and to split: it is split by the run itself."""

import time

import pytest

from pipelines.extract.furniture import mark_furniture
from pipelines.extract.text import read_text
from pipelines.segment.batch import segment

CHARS = 40_000
UNITS = [
    *("(", "[", "a(", "'s", '"a.', ".", "1", "x", "A. ", "e.g. ", "Why? ", "\u2022 ", "a\u0301\u0323", "\u0301"),
    *("http://a.b/c?d=e&", "word\n", "Word.\n\n", "1.\n", "# a\n", "**a", "[a](b", "a\tb ", "| a ", "Q1. ", "<a "),
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_made_to_cost_time_costs_none(unit: str) -> None:
    text = "We train staff. " + unit * (CHARS // len(unit))
    began = time.process_time()
    document = mark_furniture(read_text(text.encode(), "a"))
    assert segment(document)
    assert time.process_time() - began < 4
