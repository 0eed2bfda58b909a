"""What the model sees: the same of a well-read and a poorly read copy, and nothing across documents."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.classifier import Passage
from models.features import FeatureSettings, fit_features, normalise, place

SMALL = FeatureSettings(min_groups=1, neighbour_min_groups=1)


def passages(*texts: str) -> list[Passage]:
    return [Passage(text, index=index) for index, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("read", "same"),
    [
        ("Suppliers’ staff — trained.", "Suppliers staff  trained"),
        ("“Zero tolerance”", "Zero tolerance"),
        ("We spent £36m.", "We spent 36m"),
        ("• Train buyers;", "Train buyers"),
        ("ﬁndings from Zürich", "findings from Zurich"),
        ("It’s done!", "Its done"),
    ],
)
def test_stops_quotes_currency_and_accents_never_reach_the_model(read: str, same: str) -> None:
    assert normalise(read) == normalise(same)


def test_a_company_s_figures_are_not_learned_but_shares_and_years_are_seen() -> None:
    assert normalise("In 2023, 14.5% of 212 mills") == "in yyyy 0 0 % of 0 mills"


@given(st.text(max_size=400))
def test_any_text_becomes_plain_words(text: str) -> None:
    folded = normalise(text)
    assert folded.isascii()
    assert folded == " ".join(folded.split())
    assert normalise(folded.replace("yyyy", "2024")) == folded


def test_a_handful_of_passages_stands_at_no_end_of_a_document() -> None:
    few, many = place(passages(*"abc")), place(passages(*"abcdefghijklmno"))
    assert np.array_equal(few[0], few[2])
    assert not np.array_equal(many[0], many[14])


def test_a_given_heading_is_seen() -> None:
    documents = [passages("We audit suppliers.", "We train buyers.")]
    features = fit_features(documents, ["a"], SMALL)
    with_heading = features.transform([[Passage("We train buyers.", heading="Suppliers")]]).toarray()
    without = features.transform([[Passage("We train buyers.")]]).toarray()
    assert np.count_nonzero(with_heading - without) == 1


def test_context_never_crosses_documents_nor_gaps() -> None:
    one, two = passages("Forced labour was found.", "It was repaid."), passages("Our shops sell tools.")
    features = fit_features([one, two], ["a", "b"], SMALL)
    together = features.transform([one, two]).toarray()
    assert np.array_equal(together[:2], features.transform([one]).toarray())
    assert np.array_equal(together[2:], features.transform([two]).toarray())
    apart = [one[0], Passage("It was repaid.", index=7)]
    near = slice(
        len(features.words) + len(features.characters),
        len(features.words) + len(features.characters) + 2 * len(features.neighbours),
    )
    assert together[1, near].any()
    assert not features.transform([apart]).toarray()[1, near].any()


def test_a_vocabulary_keeps_no_words_of_fewer_than_three_companies() -> None:
    shared, own = "we audit suppliers", "hollowbeck sells garden furniture"
    documents = [passages(shared, own), passages(shared), passages(shared)]
    features = fit_features(documents, ["a", "b", "c"], FeatureSettings())
    assert "audit suppliers" in features.words
    assert not any("garden" in word for word in features.words)
    twice = fit_features(documents, ["a", "b", "b"], FeatureSettings())
    assert not twice.words, "two documents of one company count once"


@pytest.mark.parametrize("text", ["", "   ", "Yes", "。。。", "我们没有发现强迫劳动", "x" * 50_000, "word " * 10_000])
def test_odd_texts_give_finite_rows(text: str) -> None:
    features = fit_features([passages("We audit.", "We train.")], ["a"], SMALL)
    rows = features.transform([passages(text)]).toarray()
    assert rows.shape == (1, features.width)
    assert np.isfinite(rows).all()
