"""What never leaves: sentences by which a victim could be known, whole, wherever their words stand."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.patterns.lowered import VICTIM, WITHHELD

WORDS_TO_KNOW_IT_BY = 7  # in a row: fewer are common speech
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Withheld:
    """The withheld sentences of one document (F33; specification, section 8)."""

    sentence_ids: frozenset[str]
    _runs: frozenset[tuple[str, ...]]

    def hides(self, sentence_id: str) -> bool:
        """Whether this sentence is withheld."""
        return sentence_id in self.sentence_ids

    def touches(self, sentence: Mapping[str, Any]) -> bool:
        """Whether a row of `sentences` is withheld, or says again what one says that is."""
        return self.hides(sentence["sentence_id"]) or self.clean(sentence["text"]) != sentence["text"]

    def clean(self, text: str) -> str:
        """Return the text with whatever repeats a withheld sentence taken out, the place marked."""
        if not self._runs:
            return text
        words = list(WORD.finditer(text))
        covered = [False] * len(words)
        for length in {len(run) for run in self._runs}:
            for first in range(len(words) - length + 1):
                if tuple(word[0].lower() for word in words[first : first + length]) in self._runs:
                    covered[first : first + length] = [True] * length
        parts, kept, number = [], 0, 0
        while number < len(words):
            if not covered[number]:
                number += 1
                continue
            last = number
            while last + 1 < len(words) and covered[last + 1]:
                last += 1
            parts += [text[kept : words[number].start()], WITHHELD]
            kept, number = words[last].end(), last + 1
        return "".join([*parts, text[kept:]])


def withheld(flags: Iterable[Mapping[str, Any]], sentences: Iterable[Mapping[str, Any]]) -> Withheld:
    """Return what is withheld of one document, from its rows of `flags` and `sentences`."""
    ids = frozenset(id_ for flag in flags if flag["pattern"] == VICTIM for id_ in flag["sentence_ids"])
    runs: set[tuple[str, ...]] = set()
    for sentence in sentences if ids else ():
        if sentence["sentence_id"] in ids:
            words = tuple(word.lower() for word in WORD.findall(sentence["text"]))
            length = min(WORDS_TO_KNOW_IT_BY, len(words))
            runs |= {words[first : first + length] for first in range(len(words) - length + 1)} - {()}
    return Withheld(ids, frozenset(runs))
