"""Folds: groups stay whole, every process agrees, and silver never moves gold."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from corpora.datasets.labelled import load_authored
from corpora.split import FOLDS, fold_by_group, folds_of, is_silver

documents = st.dictionaries(
    st.builds(
        lambda kind, number: f"{kind}{number}",
        st.sampled_from(["au-", "uk-", "nw-", "nr-", "pdf_"]),
        st.integers(0, 99),
    ),
    st.integers(0, 20).map("company {}".format),
)


@given(documents)
def test_a_group_has_one_fold_and_every_fold_is_one_of_five(groups: dict[str, str]) -> None:
    folds = fold_by_group(groups)
    assert set(folds) == set(groups.values())
    assert set(folds.values()) <= set(range(FOLDS))


@given(documents)
def test_the_order_of_documents_never_matters(groups: dict[str, str]) -> None:
    assert fold_by_group(groups) == fold_by_group(dict(reversed(groups.items())))


@given(documents, documents)
def test_silver_and_other_documents_never_move_gold(gold: dict[str, str], more: dict[str, str]) -> None:
    gold = {name: group for name, group in gold.items() if name.startswith(("au-", "uk-"))}
    more = {name: group for name, group in more.items() if not name.startswith(("au-", "uk-"))}
    before, after = fold_by_group(gold), fold_by_group({**more, **gold})
    assert {group: after[group] for group in before} == before


def test_folds_hold_like_shares() -> None:
    groups = {f"{kind}{number}": f"{kind}{number}" for kind in ("au-", "uk-", "nw-") for number in range(50)}
    folds = fold_by_group(groups)
    shares = Counter((name[:3], folds[group]) for name, group in groups.items())
    assert set(shares.values()) == {10}


def test_the_fold_of_a_company_is_known_in_advance() -> None:
    assert fold_by_group({"au-1": "a", "au-2": "b", "uk-1": "c"}) == {"a": 0, "b": 1, "c": 0}


def test_documents_follow_their_group() -> None:
    sentences = load_authored()
    folds = folds_of(sentences)
    assert set(folds) == {s.document for s in sentences}
    assert len(set(folds.values())) == FOLDS


def test_silver_is_told_by_its_name() -> None:
    assert is_silver("nw-hidden0001")
    assert is_silver("nr-labeled0001")
    assert not is_silver("uk-401")
