"""Find the name without a legal form that a text ties to itself: a trading name, a charity, a council."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from pipelines.describe.names import BODIES, NEVER_IN_NAME, NEVER_LAST, NEVER_WITHIN, NO_NAME, clean, key
from pipelines.describe.reading import EARLY_SENTENCES, Reading

MIN_PLAIN_WEIGHT = 1.9
MAX_ABBREVIATION = 6  # letters of "SCI", which the text writes out once
DEALS = re.compile(
    r"\b(?:dealers?(?:hips?)?|franchisees?|authori[sz]ed (?:repairer|retailer|distributor)s?)\b", re.IGNORECASE
)
WEB = re.compile(r"\S*(?:www\.|https?:|@)\S*|\S+\.(?:com|co|org|net|eu|de|uk)\b\S*", re.IGNORECASE)
DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
PRIVATE = re.compile(r"[\w\ue000-\uf8ff]")  # behind a name: it is cut out of a longer word, or of signs printed over it

_CAP = r"[A-Z][\w'&.-]*"
_PLAIN = rf"{_CAP}(?: (?:(?:and|of|the|&|for|de|in) )?{_CAP})*"
PLAIN_NAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Ss]tatement|[Rr]eport|[Dd]isclosure)[^.]{{0,60}} (?:by|on behalf of|of|for) (?:the )?({_PLAIN})",
        rf"[Ss]igned (?:for and )?on behalf of:? (?:the )?({_PLAIN})",
        rf"(?:[Cc]onstitutes|[Tt]his is) (?:the )?({_PLAIN})(?:'s|') ",
        rf"(?:steps|actions|efforts) (?:that )?(?:taken by )?(?:the )?({_PLAIN})(?:'s)? "
        r"(?:has|have|took|is|actions|completed)",
        rf"\b[Aa]t ({_PLAIN}),? (?:we|our)\b",
        rf"^(?:The )?({_PLAIN}) (?:\([^)]*\) )?(?:is|are|was|has|have|recogni[sz]es?|offers|takes|fully|strongly"
        r"|believes|supports|aims|operates|provides|acknowledges|understands|does|opposes)\b",
        rf"(?:©|[Cc]opyright|\([Cc]\)) ?(?:20\d\d)?[ -]*(?:20\d\d)? ?({_PLAIN})",
        rf"({_PLAIN})(?: and its (?:\w+ ){{1,4}})? \([\"“'‘]?(?:the )?[\"“'‘]?"
        r"(?:[Gg]roup|[Cc]ompany|Firm|Organi[sz]ation|Trust|University|Council|Bank|[Ww]e|us|our)\b",
    )
)
ONLY_A_SUBJECT, ON_IMPRINT, DEFINES = 5, 6, 7  # of the patterns: whoever "is" or "has" something is not yet the author
MIN_SUBJECT = 2  # times, early in the text once, from which a subject is the author all the same
MIN_NAMED = 4  # times in the text, once of them as a subject early in it, where no legal name is tied
LABEL = re.compile(r"(?:FY|F\.Y\.)? ?\d[\d /-]*", re.IGNORECASE)
MAX_WORD = 22  # letters; longer ones are words that lost their spaces
PLAIN_TITLE = re.compile(
    rf"^(?:The )?({_PLAIN}?)(?:'s|:| [-–|])? (?:[Aa]nnual )?"
    r"(?:Modern|MODERN|Slavery|SLAVERY|Anti|ANTI|Human|HUMAN|Transparency)[ -]"
)


class Known(Protocol):
    """A legal name of the document and what its cues weigh."""

    @property
    def name(self) -> str: ...

    @property
    def parent(self) -> bool: ...

    @property
    def weight(self) -> float: ...


def plain_name(
    reading: Reading, titles: tuple[str, ...], legal: Sequence[Known], min_legal: float
) -> tuple[str | None, float]:
    """Return the name without a legal form that the text ties to itself, with its weight.

    "Signed on behalf of Hollowbeck Housing" ties one. A name has a word that the text never writes small. Where it
    is the short form of a legal name, that name is meant, unless it is the parent's.

    Args:
        reading: The document's lines and sentences.
        titles: Lines that stand as titles.
        legal: Legal names, the likeliest first.
        min_legal: Weight below which a legal name is only mentioned.
    """
    small = set(re.findall(r"\b[a-z][a-z']+", WEB.sub(" ", reading.text)))
    weights: dict[str, tuple[str, float]] = {}
    found = [
        (m[1], 3.0) for t in (*titles[:3], *reading.lines[:6], *reading.sentences[:5]) if (m := PLAIN_TITLE.search(t))
    ]
    early = " ".join((*titles[:3], *reading.lines[:6], *reading.sentences[:EARLY_SENTENCES]))
    in_title = {key(clean(name)) for name, _ in found}
    tied: set[str] = set()
    subjects: Counter[str] = Counter()
    alone = not legal or legal[0].weight < min_legal
    sells = bool(DEALS.search(reading.text))
    for n, text in enumerate((*reading.sentences, *reading.lines[-12:])):
        for rank, pattern in enumerate(PLAIN_NAMES):
            whole = [m for m in pattern.finditer(text) if not PRIVATE.match(text, m.end(1))]
            names = [m[1] for m in whole if not (sells and rank == ON_IMPRINT)]
            if rank == DEFINES and not alone:
                continue
            found += [(name, 3.0 if rank < 3 else 1.0) for name in names]
            if rank != ONLY_A_SUBJECT:
                tied |= {key(clean(name)) for name in names}
            elif n < len(reading.sentences):
                subjects.update(key(clean(name)) for name in names if name in early)
    folded = key(reading.text)
    tied |= {
        name for name, times in subjects.items() if times >= MIN_SUBJECT or (alone and folded.count(name) >= MIN_NAMED)
    }
    tied |= {name for name in in_title if not sells and len(re.findall(rf"\b{re.escape(name)}\b", folded)) > 1}
    for name, weight in found:
        if key(clean(name)) not in tied:
            continue
        name = clean(re.sub(r"(?:'[sS]?| (?:and|AND|&))$", "", name.strip(" .,")))
        if not _is_name(name, small):
            continue
        name = written_out(name, reading.text)
        owner = _owner(name, legal, reading.text, min_legal)
        if owner and owner.parent:
            continue
        name = owner.name if owner else name
        first, so_far = weights.get(key(name), (name, 0.0))
        weights[key(name)] = (first, so_far + weight)
    full = [(name, weight + min(reading.text.count(name), 10) * 0.3) for name, weight in weights.values()]
    name, weight = max(full, key=lambda pair: pair[1], default=("", 0.0))
    return (name, weight) if weight >= MIN_PLAIN_WEIGHT else (None, 0.0)


def is_group_of(plain: str, legal: str) -> bool:
    """Whether "Wexmoor Group" is what "Wexmoor Banking Corporation" calls itself; one of a country is not the group."""
    words = key(legal).replace("(", "").split()
    return key(plain).split() == [*words[:1], "group"] and NO_NAME.isdisjoint(words[1:2])


def _is_name(name: str, small: set[str]) -> bool:
    """Whether the words can name somebody: no piece of a title, no body, no country, however they are dotted."""
    words = [re.sub(r"'s?$", "", word) for word in re.findall(r"[\w&'-]+", DOTTED.sub("", name.lower()))]
    own = [w for w in words if w not in small and w not in NO_NAME and w not in NEVER_IN_NAME and w not in BODIES]
    if not own or len(name) < 2 or (name.isupper() and len(words) > 2):
        return False
    if NEVER_WITHIN.intersection(words) or LABEL.fullmatch(name) or max(map(len, words)) > MAX_WORD:
        return False
    body = words[0] in BODIES and words[1:2] in ([], ["of"])
    return not body and words[-1] not in NEVER_LAST and words[0] not in NEVER_IN_NAME


def _owner(name: str, legal: Sequence[Known], text: str, min_legal: float) -> Known | None:
    """Return the legal name that the short form means; of several that are only mentioned alike it means none."""
    owners = [
        c for c in legal if re.search(rf"\b{re.escape(key(name))}", key(c.name)) or _stands_for(name, c.name, text)
    ]
    unclear = len(owners) > 1 and owners[0].weight < min_legal and owners[0].weight == owners[1].weight
    return None if unclear or not owners else owners[0]


def _stands_for(short: str, name: str, text: str) -> bool:
    """Whether the text sets the short form behind the legal name: 'Wexmoor Group, LLC ("WG")'."""
    short = re.sub(r" group$", "", short, flags=re.IGNORECASE)
    if not short.isupper() or len(short) > MAX_ABBREVIATION:
        return False
    behind = rf"{re.escape(name)}\.?,? ?[^().]{{0,50}}\([^)]{{0,60}}(?<!\w){re.escape(short)}(?!\w)[^)]{{0,40}}\)"
    return bool(re.search(behind, text))


def written_out(short: str, text: str) -> str:
    """Return the name for which the abbreviation stands where the text says so once, else the abbreviation."""
    if not short.isupper() or len(short) > MAX_ABBREVIATION:
        return short
    defined = re.compile(rf"({_PLAIN}) \([\"“'‘]*(?:the )?[\"“'‘]*{re.escape(short)}[\"”'’]*\)")
    for match in defined.finditer(text):
        words = match[1].split()
        for first in range(len(words) - 1, -1, -1):
            if words[first][0] == short[0] and _initials(words[first:], short):
                return " ".join(words[first:])
    return short


def _initials(words: list[str], short: str) -> bool:
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return capitals in (short, short.replace("&", ""))
