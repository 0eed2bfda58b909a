"""Windows: every sentence is answered for once, nothing is read across a gap, and lost marks change no token."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from models.classifier import Passage
from models.encoder.windows import Tokens, Window, drawn_windows, packed, plain, runs, tokenise, windows
from models.features import MAX_CHARACTERS, PLACES
from models.report.restoring import restore
from tests.models.tinyencoder import tiny_tokenizer

LONGEST = 16
ALPHABET = "ab eB15.,;:!?()%-/&'\"`$£€“”‘’´éüñ"
LOST = "'\"`$£€¥“”‘’„´\u0301"


def document(lengths: list[int], gaps: list[bool]) -> Tokens:
    """Return a document of sentences with so many tokens, each its own number; a gap stands before some."""
    follows = np.array([n > 0 and not gaps[n] for n in range(len(lengths))], dtype=np.bool_)
    ids = tuple(np.full(length, number, dtype=np.int64) for number, length in enumerate(lengths))
    return Tokens(ids, np.zeros((len(lengths), PLACES), dtype=np.float32), follows)


documents = st.lists(st.tuples(st.integers(1, LONGEST), st.sampled_from([False, False, True])), max_size=40).map(
    lambda rows: document([length for length, _ in rows], [gap for _, gap in rows])
)
sizes = st.integers(LONGEST + 1, 80)


def covered(found: list[Window]) -> list[int]:
    return [number for window in found for number in range(window.start, window.stop)]


def holds(tokens: Tokens, window: Window, size: int) -> bool:
    """Whether a window is in order: not empty, of one stretch, and no longer than it may be."""
    together = tokens.follows[window.first + 1 : window.last].all()
    length = tokens.lengths[window.first : window.last].sum() + 1
    return bool(window.first <= window.start < window.stop <= window.last and together and length <= size)


@given(documents, sizes, st.integers(0, 5))
def test_every_sentence_is_answered_for_once_in_windows_that_hold(tokens: Tokens, size: int, overlap: int) -> None:
    found = windows(tokens, size, overlap)
    assert covered(found) == list(range(len(tokens.ids)))
    for window in found:
        assert holds(tokens, window, size)
        assert window.start - window.first <= overlap
        assert window.last - window.stop <= overlap


@given(documents, sizes, st.integers(1, 5))
def test_a_neighbour_is_read_wherever_it_fits(tokens: Tokens, size: int, overlap: int) -> None:
    for window in windows(tokens, size, overlap):
        if tokens.follows[window.start] and window.first == window.start:
            assert tokens.lengths[window.start - 1 : window.start + 1].sum() + 1 > size


@given(documents, sizes, st.integers(0, 99))
def test_windows_drawn_for_training_cover_all_too(tokens: Tokens, size: int, seed: int) -> None:
    found = drawn_windows(tokens, size, np.random.default_rng(seed))
    assert covered(found) == list(range(len(tokens.ids)))
    for window in found:
        assert holds(tokens, window, size)
        assert (window.first, window.last) == (window.start, window.stop)


def test_drawn_cuts_differ_from_draw_to_draw_and_repeat_with_the_seed() -> None:
    tokens = document([10] * 40, [False] * 40)
    cuts = {seed: [w.start for w in drawn_windows(tokens, 64, np.random.default_rng(seed))] for seed in (1, 2, 3, 4, 5)}
    assert len({str(cut) for cut in cuts.values()}) > 1
    assert cuts[1] == [w.start for w in drawn_windows(tokens, 64, np.random.default_rng(1))]


def test_an_empty_document_has_no_window() -> None:
    tokens = tokenise([], Tokenizer.from_str(tiny_tokenizer()), LONGEST)
    assert len(tokens.lengths) == 0
    assert tokens.place.shape == (0, PLACES)
    assert runs(tokens.follows) == []
    assert windows(tokens, 64, 1) == []
    assert drawn_windows(tokens, 64, np.random.default_rng(0)) == []


def test_a_jump_in_the_index_parts_neighbours() -> None:
    passages = [Passage("our board", index=index) for index in (3, 4, 7, 8, 8, 9)]
    tokens = tokenise(passages, Tokenizer.from_str(tiny_tokenizer()), LONGEST)
    assert runs(tokens.follows) == [(0, 2), (2, 4), (4, 6)]
    assert [(w.first, w.last) for w in windows(tokens, 64, 2)] == [(0, 2), (2, 4), (4, 6)]


@given(documents.filter(lambda tokens: len(tokens.ids) > 0), sizes)
def test_a_packed_window_says_of_each_token_whose_it_is(tokens: Tokens, size: int) -> None:
    for window in windows(tokens, size, 1):
        ids, owner = packed(tokens, window, first_id=-7)
        assert (ids[0], owner[0]) == (-7, -1)
        assert np.array_equal(ids[1:], owner[1:] + window.first)
        assert np.array_equal(np.bincount(owner[1:]), tokens.lengths[window.first : window.last])


# ---- what is read of a text ----


@given(st.text(ALPHABET, max_size=60), st.data())
def test_a_mark_that_readers_lose_moves_no_token_wherever_it_stands(text: str, data: st.DataObject) -> None:
    place, mark = data.draw(st.integers(0, len(text))), data.draw(st.sampled_from(LOST))
    assert plain(text[:place] + mark + text[place:]) == plain(text)


@given(st.text(ALPHABET, max_size=60))
def test_a_restored_text_gives_the_same_tokens(text: str) -> None:
    assert plain(restore(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The Group’s policy, “the Code”, applies.", "The Groups policy the Code applies"),
        ("We spent £1.5m (€2,000.50) in 2024.", "We spent 1.5m (2,000.50) in 2024"),
        ("Zoë’s café: no naïve résumé!", "Zoes cafe no naive resume"),
        ("An e.g. at 10:30, a/b and 5% - done;", "An e g at 10:30 a/b and 5% - done"),
        ("of\ufb01ce and \uff21", "office and A"),
        ("2023\u20132024, sites\u2014all, long\u2010term", "2023 2024 sites all long-term"),
        ("", ""),
        ("“”’.", ""),
        ("强迫劳动", ""),
    ],
)
def test_nothing_else_is_taken_away(text: str, read: str) -> None:
    assert plain(text) == read


@given(st.text(max_size=200))
def test_any_text_is_read_once_and_for_all(text: str) -> None:
    assert plain(text).isascii()
    assert plain(text) == " ".join(plain(text).split())


def test_a_sentence_keeps_its_end_mark_and_no_more_than_it_may() -> None:
    tokenizer = Tokenizer.from_str(tiny_tokenizer())
    tokenizer.no_truncation()
    passages = [Passage("forced labour " * 5_000), Passage("", index=1), Passage("our board", index=2)]
    tokens = tokenise(passages, tokenizer, LONGEST)
    assert tokens.lengths.tolist() == [LONGEST, 1, 3]
    assert {int(ids[-1]) for ids in tokens.ids} == {tokenizer.token_to_id("[SEP]")}
    assert len(plain("a" * 50_000)) == MAX_CHARACTERS
