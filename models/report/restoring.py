"""Whether decisions hold when a text gets back what the experts' reader deleted: stops, quotes, currency signs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpora.annotation import LabelledSentence
from corpora.prediction import Task
from models.classifier import MULTI_LABEL, Classifier, Passage, decide

_ENDED = re.compile(r"[.!?:;,]\W*$")
_AMOUNT = re.compile(r"(?<![\w£$€.,])(\d[\d,.]*)(?=\s?(?:m|bn|k|million|billion|thousand)\b)")
_TERM = re.compile(r"\((the|this|our|together the|collectively the|collectively) ([A-Z][^()]{1,60})\)")
_OWNER = re.compile(r"\b(company|group|organisation|supplier|board|employee|worker|business)s (?=[a-z])", re.IGNORECASE)
_DELETED = re.compile(r"[^\x00-\x7f]")
_LAST = re.compile(r"[.!?;:,]+$")


@dataclass(frozen=True, slots=True)
class Flips:
    """How many decisions a change of the text turned around.

    `decisions` counts one a sentence and label of criteria and practices, one a sentence for status and specificity
    each; `given` those that gave a label before or after; `flipped` those that changed.
    """

    sentences: int
    changed: int  # sentences whose text the change touched
    decisions: int
    given: int
    flipped: int

    @property
    def share(self) -> float:
        """Share of all decisions that changed, 0 to 1."""
        return self.flipped / max(self.decisions, 1)

    @property
    def share_of_given(self) -> float:
        """Share of the decisions that gave a label, before or after, that changed: the stricter figure, 0 to 1."""
        return self.flipped / max(self.given, 1)


def restore(text: str) -> str:
    """Return a text with a final stop, quotes around defined terms, a possessive's apostrophe and a currency sign.

    What was deleted cannot be known; these are the places where such signs commonly stood.
    """
    text = _AMOUNT.sub(r"£\1", text)
    text = _TERM.sub(r"(\1 “\2”)", text)
    text = _OWNER.sub(lambda match: f"{match.group(1)}’s ", text)
    return text if not text.strip() or _ENDED.search(text) else f"{text.rstrip()}."


def strip(text: str) -> str:
    """Return a text as the experts' reader would have left it: no character outside ASCII, no final stop."""
    return _LAST.sub("", _DELETED.sub("", text).rstrip())


def flips(model: Classifier, sentences: Sequence[LabelledSentence], change: Callable[[str], str] = restore) -> Flips:
    """Judge documents as they are and with every sentence changed, and count the decisions that differ.

    Args:
        model: the judge.
        sentences: labelled sentences, a document's together and in order; their labels are not looked at.
        change: what is done to each text: `restore` for the gold texts, `strip` for well-read ones.
    """
    decisions = given = flipped = changed = 0
    for _, rows in groupby(sentences, key=lambda s: s.document):
        plain = [Passage(s.text, s.heading, s.index) for s in rows]
        other = [Passage(change(p.text), p.heading, p.index) for p in plain]
        changed += sum(p.text != q.text for p, q in zip(plain, other, strict=True))
        before, after = (decide(model.predict(passages), model.thresholds) for passages in (plain, other))
        for task in Task:
            one, two = before[task], after[task]
            if task in MULTI_LABEL:
                decisions, given = decisions + one.size, given + int((one | two).sum())
                flipped += int((one != two).sum())
            else:
                decisions, given = decisions + len(one), given + int((one.any(axis=1) | two.any(axis=1)).sum())
                flipped += int((one != two).any(axis=1).sum())
    return Flips(len(sentences), changed, decisions, given, flipped)
