"""Name the legal entities of a document: who speaks, who joins, whom they own, and their register numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.describe.entity_plain import DEALS, is_group_of, plain_name
from pipelines.describe.names import key, legal_names
from pipelines.describe.numbers import lone_number, register_numbers
from pipelines.describe.reading import EARLY_SENTENCES, Reading
from pipelines.stage import NamedEntity

MAX_ENTITIES = 60
MIN_WEIGHT = 1.4  # of cues, below which a legal name is only mentioned
SURE_WEIGHT = 4.0  # from which no name without a legal form is preferred
OPENING_BONUS = 2.5  # of a name in the first lines
MAX_BULLET_CHARS = 4
MAX_LISTED = 25  # rows of a list or table of reporting entities
NUMBER_REACH = 120  # characters between a name and its number
LONGEST_FORM = 8  # characters of "Limited", which may be the words before a number

MAKES = re.compile(
    r"(?:statement|report|disclosure)\b[^.]{0,150}?\b(?:by|on behalf of|of|for|from|covers|applies to|in respect of"
    r"|relates to)\b|constitutes|(?:steps|actions?) (?:\w+ )?taken by|reporting entit(?:y|ies)|joint statement",
    re.IGNORECASE,
)
JOINT_LIST = re.compile(
    r"\b(?:this|the|our|joint|following) (?:\w+[ -]){0,7}(?:statement|report|disclosure)\b[^.]{0,60}?"
    r"\b(?:made|published|issued|prepared|provided|given|submitted|produced|is|constitutes|covers|applies|relates"
    r"|sets out)\b[^.]{0,70}?\b(?:by|on behalf of|covers|applies to|in respect of|for|of|constitutes)\b"
    r"|steps (?:\w+ )?taken by|constitutes|joint (?:\w+ ){0,3}statement|reporting entities",
    re.IGNORECASE,
)
LISTS_MAKERS = re.compile(
    r"following (?:\w+ ){0,2}entities|reporting entities (?:covered|are|:)|reporting entities\W{0,3}$", re.IGNORECASE
)
GOES_ON_AS_PROSE = re.compile(r"\.?,? (?!and |or |abn |acn |trading )[a-z]")  # behind a name: no row of a list any more
SPEAKS = re.compile(
    r"[(\"“'‘ ]*(?:the )?(?:\"|“|'|‘)?(?:we|us|our|company|group|organi[sz]ation|firm|trust|bank)\b[^)]{0,40}\)?",
    re.IGNORECASE,
)
PARENT = re.compile(
    r"\b(?:parent(?: company| undertaking| entity)?|subsidiary of|(?:owned|held|controlled) by"
    r"|(?:part|member|division) of)\b",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"\b(?:subsidiar(?:y|ies)|owns?(?: and | or )controls?|controlled entit(?:y|ies)"
    r"|(?:group|trading) (?:companies|entities)|also covers)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:suppliers?|auditors?|audited|advis|customers?|clients?|partners? (?:such|include|with)|solicitors|registry"
    r"|hosted|designed)\b",
    re.IGNORECASE,
)
SIGNS = re.compile(
    r"\b(?:director|chief executive|ceo|chair(?:man|woman|person)?|for and on behalf of|signed|secretary|partner"
    r"|president)\b",
    re.IGNORECASE,
)
REGISTERED = re.compile(
    r"\b(?:registered (?:in|office|number)|incorporated|company number|company registration|ABN|ACN)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Candidate:
    name: str
    cues: dict[str, float] = field(default_factory=dict)  # what speaks for it, each kind of cue once
    count: int = 0
    joint: bool = False
    parent: bool = False
    owned: bool = False
    on_imprint: int = 0  # how many of `count` stand behind a mark of copyright
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def stands_outside(self) -> bool:
        """Whether it stands in the opening, the imprint or a registration, and not only in the text."""
        opens = self.cues.get("title", 0.0) >= OPENING_BONUS
        return opens or any(self.cues.get(cue, 0.0) > 0 for cue in ("registered", "owner of the page"))

    @property
    def weight(self) -> float:
        return sum(self.cues.values()) + min(self.count, 6) * 0.4

    def cue(self, name: str, weight: float) -> None:
        if abs(weight) > abs(self.cues.get(name, 0.0)):
            self.cues[name] = weight


def entities_of(reading: Reading, titles: tuple[str, ...], statement: bool = True) -> tuple[NamedEntity, ...]:
    """Return the entities that the document names, its author first; each with one number, where one stands by it.

    The author is the name that the text itself puts behind "this statement is made by", in its title, its definition
    of "we" or its sign-off. Names without a legal form count only where no legal name is tied to the document.

    Args:
        reading: The document's lines and sentences.
        titles: Lines that stand as titles.
        statement: Whether it speaks for somebody (a statement, a tender response). What does not has an owner only in
            its title or imprint, by a legal name: anybody else is only spoken of.
    """
    found = _collect(reading, titles)
    ranked = sorted(found.values(), key=lambda c: -c.weight)  # stable: the earliest of equals first
    ranked = (
        [c for c in ranked if _may_own(c, reading, titles)]
        if statement
        else [c for c in ranked if _owns(c, reading, titles)]
    )
    author = ranked[0] if ranked and ranked[0].weight >= MIN_WEIGHT else None
    if not statement:
        return (_entity(author, "author"),) if author else ()
    if author is None or author.weight < SURE_WEIGHT:
        plain, weight = plain_name(reading, titles, ranked, MIN_WEIGHT)
        if (
            plain
            and not (author and is_group_of(plain or "", author.name))
            and (author is None or weight > author.weight + 1)
        ):
            author = found.get(key(plain), _Candidate(plain))
    if author is None:
        return ()
    if not author.numbers:
        author.numbers.update(lone_number((*reading.lines, *reading.sentences)))
    joint = [c for c in ranked if c.joint and author.joint and c is not author]
    out = [_entity(author, "author")]
    out += [_entity(c, "joint") for c in joint]
    for c in ranked:
        if c is not author and c not in joint and (c.parent or c.owned):
            out.append(_entity(c, "parent" if c.parent else "owned"))
    return tuple(out[:MAX_ENTITIES])


def _may_own(candidate: _Candidate, reading: Reading, titles: tuple[str, ...]) -> bool:
    """A name that stands at the foot of the page alone may be that of the maker whose goods the author sells."""
    if DEALS.search(reading.text):
        tied = any(candidate.cues.get(cue, 0.0) > 0 for cue in ("tied", "speaks", "signs"))
        opens = candidate.cues.get("title", 0.0) >= OPENING_BONUS and candidate.on_imprint < candidate.count
        return tied or opens
    if candidate.on_imprint < candidate.count:
        return True
    return _opens_with(candidate, (*titles[:3], *reading.lines[:6], *reading.sentences[:EARLY_SENTENCES]))


def _owns(candidate: _Candidate, reading: Reading, titles: tuple[str, ...]) -> bool:
    """A footer may be that of an adviser; its name counts where the opening uses a part of it too."""
    at_the_foot = candidate.cues.get("title", 0.0) > 0
    return candidate.stands_outside or (at_the_foot and _opens_with(candidate, (*titles[:3], *reading.lines[:6])))


def _opens_with(candidate: _Candidate, texts: Iterable[str]) -> bool:
    first = candidate.name.split()[0].lower()
    return any(first in re.findall(r"[\w&'-]+", text.lower()) for text in texts)


def _entity(candidate: _Candidate, role: str) -> NamedEntity:
    numbers = list(candidate.numbers.items())
    scheme, number = numbers[0] if numbers else (None, None)
    return NamedEntity(candidate.name, role, scheme, number, tuple(numbers[1:]))


def _collect(reading: Reading, titles: tuple[str, ...]) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = {}
    passages: list[tuple[str, float, bool]] = [(t, 3.0, False) for t in titles[:2]]
    passages += [(line, OPENING_BONUS, False) for line in reading.lines[:6]]
    passages += [(s, 0.0, n < EARLY_SENTENCES) for n, s in enumerate(reading.sentences)]
    passages += [(line, 1.5, False) for line in reading.lines[-12:]]
    for text, bonus, early in passages:
        _passage(text, bonus, early, found)
    for n, sentence in enumerate(reading.sentences):
        if LISTS_MAKERS.search(sentence):
            for row in reading.sentences[n + 1 : n + 1 + MAX_LISTED]:
                names = list(legal_names(row))
                if names and GOES_ON_AS_PROSE.match(row, names[0].end):
                    break
                for name in names if names and names[0].start < MAX_BULLET_CHARS else ():
                    found[key(name.text)].joint = True
    return found


def _passage(text: str, bonus: float, early: bool, found: dict[str, _Candidate]) -> None:
    names = list(legal_names(text))
    numbers = list(register_numbers(text))
    makes = MAKES.search(text)
    joins = JOINT_LIST.search(text)
    for n, name in enumerate(names):
        before, after = text[max(0, name.start - 80) : name.start], text[name.end : name.end + 60]
        candidate = found.setdefault(key(name.text), _Candidate(name.text))
        candidate.count += 1
        copyright_line = "©" in text[max(0, name.start - 25) : name.end] or "opyright" in before[-40:]
        candidate.on_imprint += copyright_line
        candidate.name = name.text if name.text == f"{candidate.name}." else candidate.name
        parent = bool(PARENT.search(before[-45:]))
        owned = any(m.end() <= name.start for m in OWNED.finditer(text))
        listed = bool(makes and OWNED.search(text, makes.end(), name.start))  # "made by us and our subsidiaries X, Y"
        tied = bool(makes and makes.start() < name.start and not (listed and n == 0))
        speaks = after.lstrip()[:1] in ("(", '"', "“") and SPEAKS.match(after.lstrip())
        for cue, weight, seen in (
            ("title", bonus / (1 + (n > 0)), bonus > 0 and not parent and not listed),
            ("tied", 4.0 if n == 0 else 1.0, tied and not parent),
            ("tied early", 2.0, tied and early and n == 0 and not parent),
            ("speaks", 2.0, speaks),
            ("registered", 1.5, REGISTERED.search(after)),
            ("signs", 1.5, SIGNS.search(before) or SIGNS.search(after[:30])),
            ("owner of the page", 0.5, copyright_line),
            ("parent", -3.0, parent),
            ("somebody else", -3.0, OTHERS.search(before[-50:])),
            ("owned", -1.0, owned and n > 0),
        ):
            if seen:
                candidate.cue(cue, weight)
        candidate.parent |= parent
        candidate.owned |= owned and not parent
        candidate.joint |= bool(joins and joins.start() < name.start and not parent)
    for number in numbers:
        near = [name for name in names if -LONGEST_FORM <= number.start - name.end <= NUMBER_REACH]
        if near:
            found[key(near[-1].text)].numbers.setdefault(number.scheme, number.number)
