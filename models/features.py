"""What the linear model sees of a sentence: its words and characters, its neighbours, its heading, its place."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from models.classifier import Passage

MAX_CHARACTERS = 4_000  # of one sentence; what stands behind is not read (the longest labelled sentence has 2,272)
MAX_HEADING_WORDS = 6
SHORTEST_DOCUMENT = 10  # passages; fewer are taken for an excerpt
PLACES = 14  # columns of `place`
SPACED = r"\S+"  # texts are normalised before
WORDS = (1, 2)  # word n-grams
CHARACTERS = (3, 5)  # character n-grams within words

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d+")
_NOT_WORD = re.compile(r"[^a-z0-9%]+")


def normalise(text: str) -> str:
    """Fold a text to lower-case ASCII words, so that well-read and poorly read copies of it look alike.

    The expert labels come with texts from which a reader deleted all non-ASCII characters and the final stops; ours
    keep them. Quotes, stops, currency signs, accents and ligatures therefore never reach the model. Years become
    `yyyy` and other numbers `0`: a model must not learn one company's figures.
    """
    text = unicodedata.normalize("NFKD", text[:MAX_CHARACTERS])
    text = _APOSTROPHES.sub("", text).lower()
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = _NUMBER.sub("0", _YEAR.sub("yyyy", text)).replace("%", " % ")
    return _NOT_WORD.sub(" ", text).strip()


def place(passages: Sequence[Passage]) -> NDArray[np.float32]:
    """Return (passages, 14) features in 0 to 1: place in the document, its length, words, capitals, digits.

    In a handful of passages every one would stand beside both ends, where statements keep their titles and signatures:
    there each counts as standing in the middle of a document.
    """
    rows = []
    last = max((passage.index for passage in passages), default=0)
    excerpt = last < SHORTEST_DOCUMENT - 1
    last = 2 * SHORTEST_DOCUMENT if excerpt else last
    for passage in passages:
        words = passage.text[:MAX_CHARACTERS].split()
        count = max(len(words), 1)
        start = last // 2 if excerpt else passage.index
        end = last - start
        rows.append(
            [
                start / max(last, 1),
                1 / (1 + start),
                1 / (1 + end),
                float(start < 5),
                float(end < 8),
                float(end < 3),
                min(last, 300) / 300,
                min(count, 60) / 60,
                float(count <= 3),
                float(3 < count <= 8),
                sum(word[0].isupper() for word in words) / count,
                sum(word.isupper() and len(word) > 1 for word in words) / count,
                sum(any(c.isdigit() for c in word) for word in words) / count,
                float(words[:1] != [] and words[0][0].isupper() and count <= MAX_HEADING_WORDS),
            ]
        )
    return np.asarray(rows, dtype=np.float32).reshape(len(passages), PLACES)


@dataclass(frozen=True)
class FeatureSettings:
    """Sizes and weights of the blocks of features.

    `min_groups` keeps word and character sequences that at least so many unrelated companies use: no company's own
    wording can be read back from a vocabulary. A block's weight scales its unit-length rows.
    """

    max_words: int = 30_000
    max_characters: int = 30_000
    min_groups: int = 3
    neighbour_min_groups: int = 10
    characters_weight: float = 1.0
    previous_weight: float = 0.5
    next_weight: float = 0.5
    heading_weight: float = 0.5
    place_weight: float = 0.5


@dataclass(frozen=True, eq=False)
class Features:
    """A fitted vocabulary: turns documents into rows of numbers.

    The columns are, in this order: word n-grams of the sentence, its character n-grams, then words of the previous
    sentence, of the next one and of the heading (each the subset `neighbours` of the words), and `PLACES` numbers.
    """

    words: tuple[str, ...]
    word_idf: NDArray[np.float32]
    characters: tuple[str, ...]
    character_idf: NDArray[np.float32]
    neighbours: NDArray[np.int32]  # columns of `words`
    settings: FeatureSettings

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.words) + len(self.characters) + 3 * len(self.neighbours) + PLACES

    def transform(self, documents: Sequence[Sequence[Passage]]) -> Any:
        """Return a CSR matrix (all passages, width) of float32; context never crosses from a document to the next."""
        settings = self.settings
        passages = [passage for document in documents for passage in document]
        texts = [normalise(passage.text) for passage in passages]
        above = [normalise(passage.heading or "") for passage in passages]
        words = _unit_rows(self._word_counter.transform(texts), self.word_idf)
        characters = _unit_rows(self._character_counter.transform(texts), self.character_idf)
        near = words[:, self.neighbours]
        before, after = _neighbours(documents)
        blocks = [
            words,
            characters * settings.characters_weight,
            _shifted(near, before) * settings.previous_weight,
            _shifted(near, after) * settings.next_weight,
            _unit_rows(self._word_counter.transform(above), self.word_idf)[:, self.neighbours]
            * settings.heading_weight,
            sparse.csr_matrix(np.vstack([place(document) for document in documents])) * settings.place_weight,
        ]
        return sparse.hstack(blocks, format="csr", dtype=np.float32)

    @cached_property
    def _word_counter(self) -> Any:
        return _word_counter(vocabulary={term: column for column, term in enumerate(self.words)})

    @cached_property
    def _character_counter(self) -> Any:
        return _character_counter(vocabulary={term: column for column, term in enumerate(self.characters)})


def fit_features(documents: Sequence[Sequence[Passage]], groups: Sequence[str], settings: FeatureSettings) -> Features:
    """Learn the vocabulary and its inverse document frequencies; `groups` names the company of each document."""
    texts = [normalise(passage.text) for document in documents for passage in document]
    numbers = {group: number for number, group in enumerate(sorted(set(groups)))}
    owner = np.repeat([numbers[group] for group in groups], [len(document) for document in documents])
    words, word_idf, spread = _vocabulary(_word_counter(), texts, owner, settings.max_words, settings.min_groups)
    characters, character_idf, _ = _vocabulary(
        _character_counter(), texts, owner, settings.max_characters, settings.min_groups
    )
    neighbours = np.flatnonzero(spread >= settings.neighbour_min_groups).astype(np.int32)
    return Features(words, word_idf, characters, character_idf, neighbours, settings)


def _word_counter(**options: Any) -> Any:
    return CountVectorizer(lowercase=False, token_pattern=SPACED, ngram_range=WORDS, dtype=np.float32, **options)


def _character_counter(**options: Any) -> Any:
    return CountVectorizer(lowercase=False, analyzer="char_wb", ngram_range=CHARACTERS, dtype=np.float32, **options)


def _vocabulary(
    counter: Any, texts: Sequence[str], owner: NDArray[np.int64], most: int, min_groups: int
) -> tuple[tuple[str, ...], NDArray[np.float32], NDArray[np.int64]]:
    """Return the terms, their idf and how many groups use each; the rarest are dropped where there are too many."""
    counts = counter.fit_transform(texts)
    counts.data[:] = 1
    rows = len(texts)
    by_group = sparse.csr_matrix((np.ones(rows, dtype=np.float32), (owner, np.arange(rows)))) @ counts
    spread = np.bincount(by_group.indices, minlength=counts.shape[1])
    frequency = np.asarray(counts.sum(axis=0)).ravel()
    kept = np.flatnonzero(spread >= min_groups)
    kept = np.sort(kept[np.lexsort((kept, -frequency[kept]))][:most])
    idf = (np.log((1 + rows) / (1 + frequency[kept])) + 1).astype(np.float32)
    terms = counter.get_feature_names_out()
    return tuple(str(terms[column]) for column in kept), idf, spread[kept]


def _unit_rows(counts: Any, idf: NDArray[np.float32]) -> Any:
    """Return (1 + log count) x idf, each row scaled to length 1; an empty row stays zero."""
    weighted = counts.astype(np.float32)
    weighted.data = (1 + np.log(weighted.data)) * idf[weighted.indices]
    length = np.sqrt(np.bincount(_row_of(weighted), weights=weighted.data**2, minlength=weighted.shape[0]))
    weighted.data /= np.maximum(length, 1e-12)[_row_of(weighted)].astype(np.float32)
    return weighted


def _row_of(matrix: Any) -> NDArray[np.int64]:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def _neighbours(documents: Sequence[Sequence[Passage]]) -> tuple[list[int], list[int]]:
    """Return for each passage the row of the one before and after it, -1 where there is none or text was left out."""
    before: list[int] = []
    after: list[int] = []
    for document in documents:
        first = len(before)
        for row, passage in enumerate(document):
            follows = row > 0 and document[row - 1].index == passage.index - 1
            leads = row + 1 < len(document) and document[row + 1].index == passage.index + 1
            before.append(first + row - 1 if follows else -1)
            after.append(first + row + 1 if leads else -1)
    return before, after


def _shifted(matrix: Any, rows: Sequence[int]) -> Any:
    """Return the matrix with the given rows in place of its own; -1 gives an empty row."""
    empty = sparse.csr_matrix((1, matrix.shape[1]), dtype=matrix.dtype)
    return sparse.vstack([matrix, empty], format="csr")[np.asarray(rows, dtype=np.int64)]
