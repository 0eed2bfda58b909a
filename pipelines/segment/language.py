"""The language of every sentence, by its own words and those around it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpora.document import Layer, Sentence

READ_LANGUAGE = "en"  # the one that classifiers and rules read
SPOKEN = frozenset({Layer.BODY, Layer.FORM, Layer.QUOTED})
MIN_WORDS = 6  # of a sentence that shows its language; a shorter one takes that of its neighbours
MIN_LITTLE_WORDS = 2  # English ones that show a shorter sentence to be English
MIN_LETTERS = 6
MIN_TEXT_WORDS = 10  # of a whole text
MIN_ENGLISH_SHARE = 0.14  # of words that are English little words; names, addresses and other languages have fewer
MIN_PROBABILITY = 0.9
MIN_LOWER_SHARE = 0.4  # of words without a capital: lists of names and addresses look like any language
MIN_OTHER_WORDS, MIN_OTHER_SENTENCES = 40, 2  # from which another language is a part of the text, not a chance
MOST = 0.5
MIN_KANA_SHARE = 0.05  # of letters
CHARS = 2_000  # of a sentence that are looked at

_KNOWN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text(encoding="utf-8"))
NAMES: dict[str, str] = _KNOWN["names"]
_ENGLISH: frozenset[str] = frozenset(_KNOWN["english"].split())
_SCRIPTS = {  # of one language each; kana tells Japanese from Chinese
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
_SAME = {"nb": "no", "nn": "no"}
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces
_LETTERS_PER_WORD = 2


def with_languages(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences with their language (ISO 639-1); furniture and what is hidden has none.

    A sentence of few words takes the language of the nearest that shows its own. A language that hardly occurs is a
    name or an address, not a part of the text.
    """
    spoken = [sentence for sentence in sentences if sentence.layer in SPOKEN]
    votes = _settled([_vote(sentence.text) for sentence in spoken], [words_in(sentence.text) for sentence in spoken])
    if not any(votes):
        votes = [language_of(" ".join(sentence.text for sentence in spoken))] * len(spoken)
    given = dict(zip((sentence.index for sentence in spoken), _filled(votes), strict=True))
    return [replace(sentence, language=given.get(sentence.index)) for sentence in sentences]


def main_language(sentences: Sequence[Sentence]) -> str | None:
    """Return the language of most words."""
    words: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.language:
            words[sentence.language] += words_in(sentence.text)
    return max(words, key=lambda code: (words[code], code)) if words.total() >= MIN_TEXT_WORDS else None


def language_of(text: str) -> str | None:
    """Return the language (ISO 639-1) of a whole text, None where it has too few words or is no running text."""
    return _vote(text) if words_in(text) >= MIN_TEXT_WORDS else None


def words_in(text: str) -> int:
    """Return the number of words; where a script has no spaces, two letters count as one."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text) if unspaced else text)) + unspaced // _LETTERS_PER_WORD


def _vote(text: str) -> str | None:
    """Return the language that a text shows by itself: by English little words, its script, or a detector."""
    text = text[:CHARS]
    letters = sum(map(str.isalpha, text))
    if letters < MIN_LETTERS:
        return None
    for code, letter in _SCRIPTS.items():
        if len(letter.findall(text)) >= (MIN_KANA_SHARE if code == "ja" else MOST) * letters:
            return code
    words = _WORD.findall(text)
    little = sum(word.lower() in _ENGLISH for word in words)
    if little >= MIN_ENGLISH_SHARE * len(words) and (len(words) >= MIN_WORDS or little >= MIN_LITTLE_WORDS):
        return READ_LANGUAGE
    if words_in(text) < MIN_WORDS:
        return None
    code, probability = _detector().classify(text)
    code = _SAME.get(code, code)
    if probability < MIN_PROBABILITY:
        return None
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    if 2 * len(cased) > len(words) and sum(word[0].islower() for word in cased) < MIN_LOWER_SHARE * len(cased):
        return None
    return str(code)


def _settled(votes: Sequence[str | None], words: Sequence[int]) -> list[str | None]:
    """Return the votes without those for languages that hardly occur."""
    counts, sizes = Counter(filter(None, votes)), Counter[str]()
    for vote, size in zip(votes, words, strict=True):
        if vote:
            sizes[vote] += size
    kept = {
        code
        for code, size in sizes.items()
        if code == READ_LANGUAGE
        or (size >= MIN_OTHER_WORDS and counts[code] >= MIN_OTHER_SENTENCES)
        or size > MOST * sum(sizes.values())
    }
    return [vote if vote in kept else None for vote in votes]


def _filled(votes: Sequence[str | None]) -> list[str | None]:
    """Return the votes, each gap with the nearest vote; of two as near, the later: a heading goes with its text."""
    known = [place for place, vote in enumerate(votes) if vote]
    if not known:
        return list(votes)
    filled, at = [], 0
    for place in range(len(votes)):
        while at + 1 < len(known) and abs(known[at + 1] - place) <= abs(known[at] - place):
            at += 1
        filled.append(votes[known[at]])
    return filled


@cache
def _detector() -> Any:
    """Return the detector, whose model takes half a second to load: most documents never need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
