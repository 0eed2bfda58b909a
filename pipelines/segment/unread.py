"""Which parts of a text are in a language that this version does not judge, in words for the reader."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpora.document import Document, Sentence, body
from pipelines.segment.language import MIN_OTHER_WORDS, MOST, NAMES, READ_LANGUAGE, words_in

WHOLE = 0.9  # of the words of a text or page
SOME = 0.1  # of a page's words, from which a part of it is said to be in another language
MAX_APART = 2  # languages that are told one by one
MAX_TITLE_CHARS = 60


def unread_reason(document: Document, sentences: Sequence[Sentence]) -> str | None:
    """Say which pages or parts are in another language than the one that is judged; None where all is read."""
    spoken = body(sentences)
    total = sum(words_in(sentence.text) for sentence in spoken)
    others: Counter[str] = Counter()
    for sentence in spoken:
        if sentence.language not in (None, READ_LANGUAGE):
            others[str(sentence.language)] += words_in(sentence.text)
    told = {code: n for code, n in others.most_common() if n >= MIN_OTHER_WORDS or n > MOST * total}
    if len(told) > MAX_APART:
        names = ", ".join(sorted(NAMES.get(code, code) for code in told))
        return (
            f"{sum(told.values()) / total:.0%} of the text is in languages that this version does not judge ({names})."
        )
    return " ".join(_said(document, spoken, code, n, total) for code, n in told.items()) or None


def _said(document: Document, spoken: Sequence[Sentence], code: str, words: int, total: int) -> str:
    name = NAMES.get(code, f"another language ({code})")
    if words >= WHOLE * total:
        return f"The text is in {name}, which this version does not judge."
    if len(document.pages) > 1:
        shares = _shares(spoken, code)
        whole = [page for page, share in shares.items() if share >= WHOLE]
        parts = [page for page, share in shares.items() if SOME <= share < WHOLE]
        places = [_pages(whole)] if whole else []
        if parts:
            places.append(f"parts of {_pages(parts)}")
        if places:
            said = " and ".join(places)
            verb = "is" if len(whole) == 1 and not parts else "are"
            return f"{said[:1].upper()}{said[1:]} {verb} in {name}, which this version does not judge."
    opening = next(sentence for sentence in spoken if sentence.language == code)
    title = " ".join((opening.section[-1] if opening.section else opening.text).split())
    title = title if len(title) <= MAX_TITLE_CHARS else f"{title[:MAX_TITLE_CHARS].rsplit(' ', 1)[0]} …"
    return f"{words / total:.0%} of the text, from “{title}”, is in {name}, which this version does not judge."


def _shares(spoken: Sequence[Sentence], code: str) -> Mapping[int, float]:
    words: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for sentence in spoken:
        count = words_in(sentence.text)
        words[sentence.page] += count
        others[sentence.page] += count if sentence.language == code else 0
    return {page: others[page] / words[page] for page in sorted(words) if words[page]}


def _pages(numbers: Sequence[int]) -> str:
    """Return "page 2", "pages 3–5", "pages 1, 4 and 6–8"."""
    runs = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number != before + 1:
            runs.append([])
        runs[-1].append(number)
    texts = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    listed = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
    return f"page{'s' if len(numbers) > 1 else ''} {listed}"
