"""Whether a passage of a tender speaks of this contract or of the company (level CONTRACT or CORPORATE)."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from corpora.document import Sentence
from pipelines.rules.asked import question_of
from pipelines.rules.reading import Reading
from pipelines.rules.terms import FOLDER, load_terms

MIN_WORD = 4  # letters; shorter words name no goods or place
WORD = re.compile(rf"[^\W\d_]{{{MIN_WORD},}}")
ENDING = re.compile(r"(?:ings?|ers?|ies|es|s)$", re.IGNORECASE)

CONCRETE = ("commodity", "workforce", "location", "site")  # of the risk of a contract

_TERMS, _GOODS = load_terms("contract_level"), load_terms("contract_risk")
_GENERIC: tuple[str, ...] = tuple(
    yaml.safe_load(Path(FOLDER, "contract_level.yaml").read_text(encoding="utf-8"))["generic"].split()
)


class ContractLevel:
    """Tells which sentences of one reading speak of the contract on offer.

    Rationale: a buyer may weigh only what has to do with the subject of the contract (Procurement Act 2023, s.23), so a
    company's programme alone is part of an answer. A passage is at contract level where it names the contract, its lot,
    its buyer or its delivery; or where it names goods, sites or workers that the procurement, the lot or the question
    names, unless it says that it speaks of the whole company. Where the question is put about the contract, goods,
    workers and places named in its answer are those of the contract. A list item takes the level of its stem and
    heading, a sentence that of the one before it unless it turns to the company.

    Source: specification 7 (level), 8 (F31).
    """

    def __init__(self, reading: Reading) -> None:
        """Take the contract's own words from the manifest and from the questions asked."""
        self._reading = reading
        subject = reading.subject
        told = [text for text in (subject.procurement, subject.lot) if text]
        told.append(question_of(reading))
        self.words = frozenset(word for text in told for word in _specific(text))
        stems = "|".join(sorted(map(re.escape, self.words)))
        asked = question_of(reading)
        self._asked_here = bool(_TERMS["anchor"].search(asked))
        self._named = re.compile(rf"\b(?:{stems})\w{{0,3}}\b", re.IGNORECASE) if stems else None

    def is_contract(self, sentence: Sentence) -> bool:
        """Whether the sentence, its stem, its heading or the sentence before it speaks of this contract."""
        if self._says(sentence.text):
            return True
        if _TERMS["corporate"].search(sentence.text):
            return False
        if self._asked_here and any(_GOODS[name].search(sentence.text) for name in CONCRETE):
            return True
        stem = self._reading.stem(sentence)
        if any(self._says(text) for text in (stem or "", *sentence.section)):
            return True
        place = self._reading.place(sentence)
        before = self._reading.sentences[place - 1] if place else None
        return before is not None and before.page <= sentence.page <= before.page + 1 and self._says(before.text)

    def _says(self, text: str) -> bool:
        if _TERMS["anchor"].search(text):
            return True
        return bool(self._named and self._named.search(text)) and not _TERMS["corporate"].search(text)


def _specific(text: str) -> Iterator[str]:
    """Yield the words of a question or a lot that name something of this contract, without their endings."""
    for found in WORD.finditer(text):
        word = found[0].lower()
        if not word.startswith(_GENERIC):
            yield ENDING.sub("", word)
