"""Signs that parts of a text are lost: what is not found there may have stood in them."""

import re
from collections import Counter
from collections.abc import Sequence

from corpora.document import Sentence
from pipelines.rules.furniture import is_menu
from pipelines.segment.language import MIN_OTHER_WORDS, MOST, NAMES, READ_LANGUAGE, words_in

MIN_PROSE_WORDS = 6
MIN_PLAIN_SHARE = 0.6  # of words without a capital, in prose
MAX_PAGE_MARK_WORDS = 4
TAIL = 20  # sentences at the end in which strays are looked for
MIN_UNREAD_SHARE = 0.05  # of the words, in languages that nobody reads: a section, not a quotation
STRAYS = 2  # torn lines in the tail from which the end is no longer trusted
MID_SENTENCE = "Text incomplete: it stops in mid-sentence."

# "and", "of" and the like cannot end a sentence, nor stand before the label of a footer that follows a lost page.
_DANGLING = re.compile(
    r"[a-z,;] (?:and|or|of|to|with|by|from|the|including)(?: (?:Contact|Page|Tel\w*|Fax|Email|Date):?)?$"
)
_TORN = re.compile(r"(?:[a-z)]|\d{4})\. (?!e\.g|i\.e|com\b|co\b)[a-z]{2,}\b|^\d{1,2} [a-z]{2,} ")
_ANNOUNCED = re.compile(
    r"(?:set out|described|given|listed|found|detailed)\b[^.]{0,40}\b(?:below|overleaf|section)\b[^.]{0,30}"
    r"\b(?:headed|entitled|titled)\W{1,3}(?P<title>[^.\"”“]{4,60}?)\W*$"
)


def lost_end(sentences: Sequence[Sentence]) -> str | None:
    """Return why the text breaks off or lacks a part that it announces, or None.

    A reader that strips full stops leaves nothing to see, so most prose must end in one.
    """
    prose = [s.text.rstrip() for s in sentences if len(s.text.split()) >= MIN_PROSE_WORDS]
    ended = sum(text.endswith((".", "!", "?", ":", ";")) for text in prose)
    if not prose or ended < len(prose) / 2:
        return None
    last = next(
        (s for s in reversed(sentences) if len(s.text.split()) > MAX_PAGE_MARK_WORDS or s.text[:1].islower()), None
    )
    if last is not None and _breaks_off(last.text.rstrip()):
        return MID_SENTENCE
    if _DANGLING.search(prose[-1]):
        return MID_SENTENCE
    for place, sentence in enumerate(sentences):
        announced = _ANNOUNCED.search(sentence.text)
        if announced and not any(_opens(s, announced["title"]) for s in sentences[place + 1 :]):
            return f"Text incomplete: the part that it announces as “{announced['title']}” is not there."
    return None


def unread_language(sentences: Sequence[Sentence]) -> str | None:
    """Return why what is not found may stand in a part of the text whose language is not read, or None."""
    words: Counter[int] = Counter()  # by page
    unread: Counter[int] = Counter()
    codes = {sentence.language for sentence in sentences} - {None, READ_LANGUAGE}
    for sentence in sentences if codes else ():
        words[sentence.page] += words_in(sentence.text)
        unread[sentence.page] += words_in(sentence.text) if sentence.language in codes else 0
    whole = any(n >= max(MIN_OTHER_WORDS, MOST * words[page]) for page, n in unread.items())
    if not whole and unread.total() < max(MIN_OTHER_WORDS, MIN_UNREAD_SHARE * words.total()):
        return None
    names = " and ".join(sorted(NAMES.get(str(code), str(code)) for code in codes))
    return f"{unread.total() / words.total():.0%} of the text is in {names}, which is not read."


def torn_tail(sentences: Sequence[Sentence]) -> str | None:
    """Return why the end cannot be trusted: ends of lines from elsewhere stand there, torn from their sentences."""
    torn = sum(len(_TORN.findall(s.text)) for s in sentences[-TAIL:])
    return "The end of the text is torn; lines of a sign-off may be lost there." if torn >= STRAYS else None


def _opens(sentence: Sentence, title: str) -> bool:
    return sentence.text.lower().startswith(title.lower()) or any(title.lower() in h.lower() for h in sentence.section)


def _breaks_off(text: str) -> bool:
    """Whether prose ends without an end: no full stop, its last word neither a name nor a number."""
    words = text.split()
    if (
        len(words) < MIN_PROSE_WORDS
        or "|" in text
        or is_menu(text)
        or text.endswith((".", "!", "?", ":", ")", "”", '"', "’"))
    ):
        return False
    plain = sum(word[:1].islower() for word in words) / len(words)
    return plain >= MIN_PLAIN_SHARE and (words[-1][:1].islower() or words[-1].endswith((",", ";", "-", "–")))
