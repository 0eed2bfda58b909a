"""Signs that parts of a text are lost: what is not found there may have stood in them."""

import re
from collections import Counter
from collections.abc import Sequence

from corpora.document import Document, Page, Sentence
from pipelines.rules.furniture import is_menu
from pipelines.segment.language import MIN_OTHER_WORDS, MOST, NAMES, READ_LANGUAGE, words_in

MIN_PROSE_WORDS = 6
MIN_PLAIN_SHARE = 0.6  # of words without a capital, in prose
MAX_PAGE_MARK_WORDS = 4
TAIL = 20  # sentences at the end in which strays are looked for
MIN_UNREAD_SHARE = 0.05  # of the words, in languages that nobody reads: a section, not a quotation
STRAYS = 2  # torn lines in the tail from which the end is no longer trusted
FOOTER = 30  # lines at the end in which a website's footer is looked for
MAX_SIGNER_WORDS = 12  # in a line that carries a signer's title
EMPTY_RUN = 3  # headings of a statement in a row, from which text between them is lost
MID_SENTENCE = "Text incomplete: it stops in mid-sentence."
NO_LIST = "Text incomplete: it stops where a list should follow."

# "and", "of" and the like cannot end a sentence, nor stand before the label of a footer that follows a lost page.
_DANGLING = re.compile(
    r"[a-z,;] (?:and|or|of|to|with|by|from|the|including)(?: (?:Contact|Page|Tel\w*|Fax|Email|Date):?)?$"
)
# Before a caption in capitals, from the column beside it, the rest of the sentence is missing.
_BEFORE_CAPTION = re.compile(r"[a-z,;] (?:and|or|to|with|by|from|the|including) (?P<caption>[A-Z]{4,})$")
_OWNER = re.compile(r"\w['’]s(?: \d{1,3})?$")  # what is owned does not follow, at most the page's number
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,3}(?: (?:of|/) \d{1,3})?\W*", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\) ?\d{4}|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_LEADS_AWAY = re.compile(
    r"\b(?:sign\w*|approv\w+|authori[sz]ed|behalf|directors?|name|date|contact|e-?mail\w*|visit\w*|website|here|available|found|see|read|download\w*"
    r"|questions?|information|tel\w*|call)\b",
    re.IGNORECASE,
)
_ABBREVIATED = (
    r"(?<!Ltd)(?<!Inc)(?<!Co)(?<!Corp)(?<!plc)(?<!No)(?<!etc)(?<!approx)(?<!incl)(?<!\bvs)(?<!\bcf)(?<!\b[a-z])"
)
_TORN = re.compile(
    rf"(?:[a-z)]|\d{{4}}){_ABBREVIATED}\. (?!(?:how|what|why|where|who|we|our)\b)(?P<tail>[a-z]{{2,}})\b(?![.@]\w)"
    r"|^\d{1,2} (?P<item>[a-z]{2,}) "
)
_SIGNER = re.compile(
    r"\b(?:director|chair\w*|chief|ceo|president|officer|partner|member|secretary|head of|signed|on behalf of)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:our |the )?(?:about (?!us\b).*|(?:anti-slavery |supplier |group |relevant )?polic(?:y|ies)"
    r"|(?:organisation(?:al)?|business|company|group)(?:,? (?:and|&)? ?(?:structure|supply chains?|business))*"
    r"|(?:organi[sz]ation|company|group)['’]s structure|structure|supply chains?"
    r"|risks?|risk assessments?(?: (?:and|&) .*)?"
    r"|(?:supplier )?due diligence(?: process(?:es)?)?|(?:staff |employee )?training(?: (?:and|&) .*)?"
    r"|(?:measuring )?effectiveness|performance indicators|next steps|further steps|looking ahead)",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"(?:set out|described|given|listed|found|detailed)\b[^.]{0,40}\b(?:below|overleaf|section)\b[^.]{0,30}"
    r"\b(?:headed|entitled|titled)\W{1,3}(?P<title>[^.\"”“]{4,60}?)\W*$"
)


def lost_part(sentences: Sequence[Sentence], document: Document | None) -> str | None:
    """Return why a part of a whole text is missing: its last pages, its end or what stood under its headings."""
    pages = document.pages if document else ()
    return lost_pages(pages) or lost_end(sentences) or empty_sections(sentences)


def lost_pages(pages: Sequence[Page]) -> str | None:
    """Return why the end is missing though every page was read: the last pages hold nothing but their number."""
    filled = max((place for place, page in enumerate(pages, 1) if not _is_bare(page.text)), default=0)
    if not filled or not any(page.text.strip() for page in pages[filled:]):
        return None
    return f"Text incomplete: after page {filled} only page numbers could be read."


def lost_end(sentences: Sequence[Sentence]) -> str | None:
    """Return why the text breaks off or lacks a part that it announces, or None.

    A reader that strips full stops leaves nothing to see, so most prose must end in one.
    """
    prose = [s.text.rstrip() for s in sentences if len(s.text.split()) >= MIN_PROSE_WORDS]
    ended = sum(text.endswith((".", "!", "?", ":", ";")) for text in prose)
    if not prose or ended < len(prose) / 2:
        return None
    if not _is_out_of_order(sentences) and (reason := _stops(sentences, prose)):
        return reason
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
    """Return why the end cannot be trusted: lines stand there torn from their sentences, and nobody signs.

    Lines that are only out of order lose nothing: where a signer stands among them, the sign-off is there.
    """
    signed = any(
        _SIGNER.search(s.text) and len(s.text.split()) <= MAX_SIGNER_WORDS and not s.text.endswith(".")
        for s in sentences[-TAIL:]
    )
    if signed or not _is_out_of_order(sentences):
        return None
    return "The end of the text is torn; lines of a sign-off may be lost there."


def empty_sections(sentences: Sequence[Sentence]) -> str | None:
    """Return why parts are missing: headings follow one another, as on a web page whose parts were left folded.

    A list of contents or a menu names what stands elsewhere too, and a list hangs on a line with a colon.
    """
    run: list[Sentence] = []
    before = ""
    for sentence in sentences:
        if _SECTION.fullmatch(sentence.text.strip()) and sentence.text[:1].isupper() and not before.endswith(":"):
            run.append(sentence)
            continue
        if len(run) >= EMPTY_RUN and not any(_stands_elsewhere(title, sentences) for title in run[:-1]):
            return f"Text incomplete: nothing stands under the heading “{run[0].text}”."
        run, before = [], sentence.text.rstrip()
    return None


def _stands_elsewhere(title: Sentence, sentences: Sequence[Sentence]) -> bool:
    return any(s is not title and _opens(s, title.text) for s in sentences)


def _is_bare(text: str) -> bool:
    return not text.strip() or _PAGE_NUMBER.fullmatch(text.strip()) is not None


def _is_out_of_order(sentences: Sequence[Sentence]) -> bool:
    """Whether ends of lines stand near the end of the text without their beginnings; a name in small letters is one."""
    torn = {match["tail"] or match["item"] for s in sentences[-TAIL:] for match in _TORN.finditer(s.text)}
    return len(torn) >= STRAYS


def _stops(sentences: Sequence[Sentence], prose: Sequence[str]) -> str | None:
    """Return how the text stops short, or None."""
    if _DANGLING.search(prose[-1]) or any(_runs_into_caption(text, prose) for text in prose):
        return MID_SENTENCE
    last = next(
        (s for s in reversed(sentences) if len(s.text.split()) > MAX_PAGE_MARK_WORDS or s.text[:1].islower()), None
    )
    if last is not None and _breaks_off(last.text.rstrip()) and not _is_footer(sentences, last):
        return MID_SENTENCE
    end = next((s.text.rstrip() for s in reversed(sentences) if not _is_bare(s.text)), "")
    if end == prose[-1] and end.endswith(":") and not _LEADS_AWAY.search(end):
        return NO_LIST
    return None


def _runs_into_caption(text: str, prose: Sequence[str]) -> bool:
    """Whether a sentence ends in a caption from beside it: a word in capitals that is no name in other prose."""
    found = _BEFORE_CAPTION.search(text)
    return found is not None and not any(
        found["caption"] in other for other in prose if other is not text and not other.isupper()
    )


def _is_footer(sentences: Sequence[Sentence], last: Sentence) -> bool:
    """Whether a line belongs to the footer of a website: a copyright stands above it, and no prose between them."""
    for sentence in reversed(sentences[-FOOTER:]):
        if _COPYRIGHT.search(sentence.text):
            return True
        if sentence is not last and sentence.text.endswith(".") and len(sentence.text.split()) >= MIN_PROSE_WORDS:
            return False
    return False


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
    opened = words[-1][:1].islower() or words[-1].endswith((",", ";", "-", "–"))
    return plain >= MIN_PLAIN_SHARE and (opened or _OWNER.search(text) is not None)
