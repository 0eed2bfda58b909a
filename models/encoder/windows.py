"""Windows of whole consecutive sentences: what the encoder reads at once, and for which sentences it answers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.classifier import Passage
from models.features import MAX_CHARACTERS, place

FIRST, LAST = "[CLS]", "[SEP]"  # a window begins with the one; each sentence ends with the other

_ACCENT_ALONE = "\u00b4"  # stands for an apostrophe; taken apart it would leave a space
_DASHES = str.maketrans({"\u2010": "-", "\u2212": "-"} | dict.fromkeys("\u2012\u2013\u2014\u2015", " "))
_DROPPED = re.compile(r"['\"`$]")
_STOPS = re.compile(r"(?<!\d)\.|\.(?!\d)|[!?;:,]+(?=\s|$)")


def plain(text: str) -> str:
    """Return the text without the marks that a poor reader loses: quotes, stops, currency signs, accents, long dashes.

    The expert labels come with texts that lost them, ours keep them; a mark that the model never sees cannot move a
    decision.
    """
    text = unicodedata.normalize("NFKD", text[:MAX_CHARACTERS].replace(_ACCENT_ALONE, ""))
    text = text.translate(_DASHES).encode("ascii", "ignore").decode("ascii")
    return " ".join(_STOPS.sub(" ", _DROPPED.sub("", text)).split())


@dataclass(frozen=True, eq=False)
class Tokens:
    """The tokens of one document's passages; a passage may have none."""

    ids: tuple[NDArray[np.int64], ...]
    place: NDArray[np.float32]  # (passages, PLACES)
    follows: NDArray[np.bool_]  # whether the passage before is its neighbour: no text was left out between them

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Number of tokens of each passage, with the mark at its end."""
        return np.array([len(ids) for ids in self.ids], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Window:
    """Consecutive passages `first` to `last` (excluded) of a document; it answers for `start` to `stop`."""

    first: int
    last: int
    start: int
    stop: int


def tokenise(passages: Sequence[Passage], tokenizer: Tokenizer, longest: int) -> Tokens:
    """Return the tokens of a document, at most `longest` a passage."""
    end = tokenizer.token_to_id(LAST)
    encoded = tokenizer.encode_batch_fast([plain(passage.text) for passage in passages], add_special_tokens=False)
    ids = tuple(np.array([*found.ids[: longest - 1], end], dtype=np.int64) for found in encoded)
    indices = np.array([passage.index for passage in passages], dtype=np.int64)
    follows = np.concatenate([[False], np.diff(indices) == 1]) if len(indices) else np.zeros(0, dtype=np.bool_)
    return Tokens(ids, place(passages), follows.astype(np.bool_))


def windows(tokens: Tokens, size: int, overlap: int) -> list[Window]:
    """Cover a document: each passage is answered for once, with `overlap` passages beside it wherever they fit.

    A window holds at most `size` tokens and never crosses text that was left out.
    """
    lengths, found = tokens.lengths, []
    for first, last in runs(tokens.follows):
        start = first
        while start < last:
            left = max(first, start - overlap)
            while left < start and lengths[left : start + 1].sum() + 1 > size:
                left += 1
            stop, room = start, size - 1 - int(lengths[left:start].sum())
            while stop < last and (stop == start or lengths[stop] <= room):
                room -= int(lengths[stop])
                stop += 1
            right = stop
            if stop < last and stop - overlap > start:  # the last ones it reads are context only
                stop -= overlap
            found.append(Window(left, right, start, stop))
            start = stop
    return found


def runs(follows: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the stretches of passages between which nothing was left out, as (first, last excluded)."""
    starts = np.flatnonzero(~follows).tolist()
    return list(zip(starts, [*starts, len(follows)][1:], strict=True))


def drawn_windows(tokens: Tokens, size: int, draw: np.random.Generator) -> list[Window]:
    """Cut a document for training: as full windows as fit, the first one short by chance, so that cuts differ."""
    lengths, found = tokens.lengths, []
    for first, last in runs(tokens.follows):
        start, room = first, int(draw.integers(size // 4, size + 1))
        while start < last:
            stop, left = start, room - 1
            while stop < last and (stop == start or lengths[stop] <= left):
                left -= int(lengths[stop])
                stop += 1
            found.append(Window(start, stop, start, stop))
            start, room = stop, size
    return found


def packed(tokens: Tokens, window: Window, first_id: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the window's token ids and for each the passage in the window that it belongs to, -1 for the first."""
    members = tokens.ids[window.first : window.last]
    ids = np.concatenate([[first_id], *members]).astype(np.int64)
    owner = np.repeat(np.arange(len(members)), [len(member) for member in members])
    return ids, np.concatenate([[-1], owner]).astype(np.int64)
