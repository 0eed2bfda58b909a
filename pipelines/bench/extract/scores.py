"""How well a reading agrees with the known text: words, characters, order, sentences, furniture, what was lost."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
BEARS_MEANING = re.compile(r"[^\W_]|[£€$¥%]")
LEADERS = re.compile(r"(?:[.…]\s?){4,}")
FIGURES = {"digits": re.compile(r"\d"), "currency": re.compile(r"[£€$¥]"), "per cent": re.compile(r"%")}
LIGATURES = re.compile(r"f[fil]")
EDGE_WORDS = 3  # that show where a sentence begins or ends
KEY_WORDS = 5  # that show where a sentence stands in a reading


@dataclass(frozen=True, slots=True)
class Known:
    """What a document says: flows of sentences in reading order, and its furniture page by page."""

    flows: Sequence[Sequence[str]]
    furniture: Sequence[Sequence[str]]
    headings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gave: sentences and headings of the body, furniture page by page (None: it knows none)."""

    sentences: Sequence[str]
    furniture: Sequence[Sequence[str]] | None = None
    headings: Sequence[str] = ()


@dataclass(slots=True)
class Score:
    """Counts that add up over documents."""

    words_known: int = 0
    words_given: int = 0
    words_right: int = 0
    words_aligned: int = 0  # of those of the body, in the known order
    body_known: int = 0
    chars: int = 0  # of both texts
    chars_aligned: int = 0  # counted in both texts
    pairs: int = 0  # of neighbouring sentences
    pairs_in_order: int = 0
    sentences_known: int = 0
    sentences_given: int = 0
    sentences_right: int = 0
    edges_known: int = 0
    edges_given: int = 0
    edges_right: int = 0
    furniture_known: int = 0
    furniture_given: int = 0
    furniture_found: int = 0  # known lines that were given
    furniture_right: int = 0  # given lines that are known
    headings_known: int = 0
    headings_given: int = 0
    headings_right: int = 0
    lost_digits: int = 0
    lost_currency: int = 0
    lost_per_cent: int = 0
    lost_accents: int = 0
    lost_ligatures: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def recall(self) -> float:
        """Share of the known words that were given."""
        return share(self.words_right, self.words_known)

    @property
    def precision(self) -> float:
        """Share of the given words that are known."""
        return share(self.words_right, self.words_given)

    @property
    def aligned(self) -> float:
        """Share of the body's words that were given in their order."""
        return share(self.words_aligned, self.body_known)

    @property
    def characters(self) -> float:
        """Agreement of the body's characters, in order: twice those in common over those of both texts."""
        return share(self.chars_aligned, self.chars)

    @property
    def order(self) -> float:
        """Share of neighbouring sentences that still follow each other."""
        return share(self.pairs_in_order, self.pairs)

    @property
    def sentence_f1(self) -> float:
        """F1 of sentences that are right from the first word to the last."""
        return share(2 * self.sentences_right, self.sentences_known + self.sentences_given)

    @property
    def boundary_f1(self) -> float:
        """F1 of the places where sentences begin and end."""
        return share(2 * self.edges_right, self.edges_known + self.edges_given)

    @property
    def heading_f1(self) -> float:
        """F1 of headings under which a text stands."""
        return share(2 * self.headings_right, self.headings_known + self.headings_given)

    @property
    def furniture_precision(self) -> float:
        """Share of lines given as furniture that are."""
        return share(self.furniture_right, self.furniture_given)

    @property
    def furniture_recall(self) -> float:
        """Share of furniture lines that were given as such."""
        return share(self.furniture_found, self.furniture_known)

    @property
    def furniture_f1(self) -> float:
        """Harmonic mean of the two."""
        p, r = self.furniture_precision, self.furniture_recall
        return 2 * p * r / (p + r) if p + r else 0.0


def share(part: int, whole: int) -> float:
    """Return part / whole; nothing of nothing is all of it."""
    return part / whole if whole else 1.0


def words_of(text: str) -> list[str]:
    """Return words in compatible letters (ligatures undone), without bullets, bars and dots that lead to a number."""
    text = LEADERS.sub(" ", UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
    return [word for word in text.split() if BEARS_MEANING.search(word)]


def score(known: Known, reading: Reading) -> Score:
    """Compare a reading with the known text."""
    result = Score()
    body = [words_of(sentence) for flow in known.flows for sentence in flow]
    given = [words for sentence in reading.sentences if (words := words_of(sentence))]
    known_words = Counter(_flat(body)) + Counter(_words_of_lines(known.furniture))
    given_words = Counter(_flat(given)) + Counter(_words_of_lines(reading.furniture or ()))
    result.words_known, result.words_given = known_words.total(), given_words.total()
    result.words_right = (known_words & given_words).total()
    flat_known, flat_given = _flat(body), _flat(given)
    result.body_known, result.words_aligned = len(flat_known), common(flat_known, flat_given)
    text_known, text_given = " ".join(flat_known), " ".join(flat_given)
    result.chars = len(text_known) + len(text_given)
    result.chars_aligned = 2 * common(text_known, text_given)
    for flow in known.flows:
        pairs, right = _pairs([words_of(sentence) for sentence in flow], flat_given)
        result.pairs += pairs
        result.pairs_in_order += right
    known_sentences, given_sentences = Counter(map(tuple, body)), Counter(map(tuple, given))
    result.sentences_known, result.sentences_given = known_sentences.total(), given_sentences.total()
    result.sentences_right = (known_sentences & given_sentences).total()
    known_edges, given_edges = _edges(body), _edges(given)
    result.edges_known, result.edges_given = known_edges.total(), given_edges.total()
    result.edges_right = (known_edges & given_edges).total()
    known_headings, given_headings = _headings(known.headings), _headings(reading.headings)
    result.headings_known, result.headings_given = len(known_headings), len(given_headings)
    result.headings_right = len(known_headings & given_headings)
    if reading.furniture is not None:
        _count_furniture(known.furniture, reading.furniture, result)
    _count_lost(known_words, given_words, result)
    return result


def common(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """Return the length of the longest common subsequence.

    Source: Hyyrö, Bit-parallel LCS-length computation revisited (2004).
    """
    masks: dict[Hashable, int] = {}
    for i, item in enumerate(a):
        masks[item] = masks.get(item, 0) | 1 << i
    full = (1 << len(a)) - 1
    v = full
    for item in b:
        u = v & masks.get(item, 0)
        v = ((v + u) | (v - u)) & full
    return len(a) - v.bit_count()


def _headings(texts: Iterable[str]) -> set[tuple[str, ...]]:
    return {tuple(words_of(text)) for text in texts}


def _flat(sentences: Iterable[Sequence[str]]) -> list[str]:
    return [word for words in sentences for word in words]


def _words_of_lines(pages: Iterable[Iterable[str]]) -> list[str]:
    return [word for lines in pages for line in lines for word in words_of(line)]


def _edges(sentences: Iterable[Sequence[str]]) -> Counter[tuple[str, ...]]:
    edges: Counter[tuple[str, ...]] = Counter()
    for words in sentences:
        edges["^", *words[:EDGE_WORDS]] += 1
        edges[*words[-EDGE_WORDS:], "$"] += 1
    return edges


def _pairs(flow: Sequence[Sequence[str]], given: Sequence[str]) -> tuple[int, int]:
    """Return how many pairs of neighbouring sentences both stand in a reading, and how many still are neighbours.

    A sentence stands where its first words do; one whose first words stand in the flow or the reading more than once
    cannot be placed.
    """
    keys = [tuple(words[:KEY_WORDS]) for words in flow]
    wanted = {key for key, count in Counter(keys).items() if count == 1 and len(key) == KEY_WORDS}
    places: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(given) - KEY_WORDS + 1):
        key = tuple(given[i : i + KEY_WORDS])
        if key in wanted:
            places.setdefault(key, []).append(i)
    found = [places[key][0] if len(places.get(key, ())) == 1 else None for key in keys]
    ranks = {place: rank for rank, place in enumerate(sorted(place for place in found if place is not None))}
    placed = [ranks[place] for place in found if place is not None]
    return max(len(placed) - 1, 0), sum(b == a + 1 for a, b in pairwise(placed))


def _count_furniture(known: Sequence[Sequence[str]], given: Sequence[Sequence[str]], result: Score) -> None:
    """Count lines page by page; engines cut one printed line in pieces or not, so a line counts by its words."""
    for i in range(max(len(known), len(given))):
        wanted = [Counter(words_of(line)) for line in (known[i] if i < len(known) else ())]
        said = [Counter(words_of(line)) for line in (given[i] if i < len(given) else ())]
        all_wanted, all_said = sum(wanted, Counter()), sum(said, Counter())
        result.furniture_known += len(wanted)
        result.furniture_given += len(said)
        result.furniture_found += sum(line <= all_said for line in wanted)
        result.furniture_right += sum(line <= all_wanted for line in said)


def _count_lost(known: Counter[str], given: Counter[str], result: Score) -> None:
    def letters(words: Counter[str]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for word, count in words.items():
            for letter in word:
                counts[letter] += count
        return counts

    lost = letters(known) - letters(given)
    result.lost_digits = sum(count for letter, count in lost.items() if letter.isdigit())
    result.lost_currency = sum(lost[letter] for letter in "£€$¥")
    result.lost_per_cent = lost["%"]
    result.lost_accents = sum(count for letter, count in lost.items() if letter.isalpha() and ord(letter) > 127)
    pairs: Counter[str] = Counter()
    for words, sign in ((known, 1), (given, -1)):
        for word, count in words.items():
            for pair in LIGATURES.findall(word):
                pairs[pair] += sign * count
    result.lost_ligatures = sum(count for count in pairs.values() if count > 0)
