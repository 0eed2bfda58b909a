"""Name the legal entities of a document: who speaks, who joins, whom they own, and their register numbers."""

import re
from dataclasses import dataclass, field

from pipelines.describe.names import NEVER_IN_NAME, clean, key, legal_names
from pipelines.describe.numbers import register_numbers
from pipelines.describe.reading import Reading
from pipelines.stage import NamedEntity

MAX_ENTITIES = 60
NUMBER_REACH = 120  # characters between a name and its number

MAKES = re.compile(
    r"(?:statement|report|disclosure)\b[^.]{0,80}\b(?:made|published|issued|prepared|provided|given|submitted|produced)?\b[^.]{0,60}"
    r"\b(?:by|on behalf of|of|for|from|covers|applies to|in respect of|relates to)\b|constitutes|steps (?:\w+ )?taken by|actions? (?:\w+ )?taken by"
    r"|reporting entit(?:y|ies)|joint statement",
    re.IGNORECASE,
)
JOINT_LIST = re.compile(
    r"\b(?:this|the|our|joint|following) (?:\w+[ -]){0,7}(?:statement|report|disclosure)\b[^.]{0,60}?"
    r"\b(?:made|published|issued|prepared|provided|given|submitted|produced|is|constitutes|covers|applies|relates|sets out)\b[^.]{0,70}?"
    r"\b(?:by|on behalf of|covers|applies to|in respect of|for|of|constitutes)\b|steps (?:\w+ )?taken by|constitutes"
    r"|joint (?:\w+ ){0,3}statement|reporting entities",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r"[(\"“'‘ ]*(?:\"|“|'|‘)?(?:we|us|our|the company|the group|the organisation|company|group)\b[^)]{0,40}\)?",
    re.IGNORECASE,
)
PARENT = re.compile(
    r"\b(?:parent(?: company| undertaking| entity)?|subsidiary of|owned by|part of|member of|division of|held by|controlled by)\b",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"\b(?:subsidiar(?:y|ies)|owns?(?: and | or )controls?|controlled entit(?:y|ies)|group companies|trading entities|also covers)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:suppliers?|auditors?|audited|advis|customers?|clients?|partners? (?:such|include|with)|by law|solicitors|registry|hosted|designed)\b",
    re.IGNORECASE,
)
SIGNS = re.compile(
    r"\b(?:director|chief executive|ceo|chair(?:man|woman|person)?|for and on behalf of|signed|secretary|partner|president|copyright)\b|©",
    re.IGNORECASE,
)
REGISTERED = re.compile(
    r"\b(?:registered (?:in|office|number)|incorporated|company number|company registration|ABN|ACN)\b", re.IGNORECASE
)

_CAP = r"[A-Z][\w'&.-]*"
_PLAIN = rf"{_CAP}(?: (?:(?:and|of|the|&|for|de|in) )?{_CAP})*"
PLAIN_NAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Ss]tatement|[Rr]eport|[Dd]isclosure)[^.]{{0,60}} (?:by|on behalf of|of|for) (?:the )?({_PLAIN})",
        rf"[Ss]igned (?:for and )?on behalf of:? (?:the )?({_PLAIN})",
        rf"[Cc]onstitutes (?:the )?({_PLAIN})(?:'s|') ",
        rf"(?:steps|actions) (?:that )?(?:taken by )?(?:the )?({_PLAIN})(?:'s)? (?:has|have|took|is|actions)",
        rf"^(?:Here )?[Aa]t ({_PLAIN}),? (?:we|our)",
        rf"^(?:The )?({_PLAIN}) (?:\([^)]*\) )?(?:is|are|was|has|have|recogni[sz]es?|offers|takes|fully|strongly|believes|supports|aims|operates|provides|acknowledges|understands|does|opposes|Group's)\b",
        rf"(?:©|[Cc]opyright|\([Cc]\)) ?(?:20\d\d)?[ -]*(?:20\d\d)? ?({_PLAIN})",
    )
)
PLAIN_TITLE = re.compile(
    rf"^(?:The )?({_PLAIN}?)(?:'s|:| [-–|])? (?:[Aa]nnual )?(?:Modern|MODERN|Slavery|SLAVERY|Anti|ANTI|Human|HUMAN|Transparency)[ -]"
)
NO_NAMES = frozenset(
    """modern slavery human trafficking uk united kingdom australia canada england wales act section company group board
    introduction policy statement our we managing the organisation supply chain compliance training due diligence europe
    london corporate employees management whilst all staff financial year these directors responsibility code conduct
    it there he she they business structure risk assessment""".split()
)


@dataclass(slots=True)
class _Candidate:
    name: str
    weight: float = 0.0
    count: int = 0
    joint: bool = False
    parent: bool = False
    owned: bool = False
    numbers: dict[str, str] = field(default_factory=dict)


def entities_of(reading: Reading, titles: tuple[str, ...]) -> tuple[NamedEntity, ...]:
    """Return the entities that the document names, its author first; each with one number, where one stands by it.

    The author is the name that the text itself puts behind "this statement is made by", in its title, its definition
    of "we" or its sign-off. Names without a legal form count only where no legal name is tied to the document.
    """
    found = _collect(reading, titles)
    ranked = sorted(found.values(), key=lambda c: -c.weight)  # stable: the earliest of equals first
    legal = ranked[0] if ranked and ranked[0].weight >= 1 else None
    if legal is None or legal.weight < 3:
        plain = _plain_name(reading, titles)
        if plain and (legal is None or key(plain) not in key(legal.name)):
            if legal is None or legal.weight < 2:
                legal = _Candidate(plain)
    if legal is None:
        return ()
    joint = [c for c in ranked if c.joint and c is not legal]
    out = [_entity(legal, "author")]
    out += [_entity(c, "joint") for c in joint]
    for c in ranked:
        if c is not legal and c not in joint and (c.parent or c.owned):
            out.append(_entity(c, "parent" if c.parent else "owned"))
    return tuple(out[:MAX_ENTITIES])


def _entity(candidate: _Candidate, role: str) -> NamedEntity:
    scheme, number = next(iter(candidate.numbers.items()), (None, None))
    return NamedEntity(candidate.name, role, scheme, number)


def _collect(reading: Reading, titles: tuple[str, ...]) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = {}
    passages: list[tuple[str, float]] = [(t, 3.0) for t in titles[:2]]
    passages += [(line, 2.5) for line in reading.lines[:6]]
    passages += [(s, 0.0) for s in reading.sentences]
    passages += [(line, 1.5) for line in reading.lines[-12:]]
    for text, bonus in passages:
        _passage(text, bonus, found)
    for candidate in found.values():
        candidate.weight += min(candidate.count, 6) * 0.4
    return found


def _passage(text: str, bonus: float, found: dict[str, _Candidate]) -> None:
    names = list(legal_names(text))
    numbers = list(register_numbers(text))
    makes = MAKES.search(text)
    joins = JOINT_LIST.search(text)
    for n, name in enumerate(names):
        before, after = text[max(0, name.start - 80) : name.start], text[name.end : name.end + 60]
        candidate = found.setdefault(key(name.text), _Candidate(name.text))
        candidate.count += 1
        parent = bool(PARENT.search(before[-45:]))
        owned = any(m.end() <= name.start for m in OWNED.finditer(text))
        tied = bool(makes and makes.start() < name.start)
        candidate.weight += (bonus if n == 0 else bonus / 2) + 4.0 * (tied and not parent and n == 0)
        candidate.weight += 1.0 * (tied and n > 0) + 2.0 * bool(
            SPEAKS.match(after.lstrip()) and after.lstrip()[:1] in '("“'
        )
        candidate.weight += 1.5 * bool(REGISTERED.search(after)) + 1.5 * bool(
            SIGNS.search(before) or SIGNS.search(after[:30])
        )
        candidate.weight -= 3.0 * parent + 3.0 * bool(OTHERS.search(before[-50:])) + 1.0 * (owned and n > 0)
        candidate.parent |= parent
        candidate.owned |= owned and not parent
        candidate.joint |= bool(joins and joins.start() < name.start and not parent)
    for number in numbers:
        near = [name for name in names if 0 <= number.start - name.end <= NUMBER_REACH]
        if near:
            found[key(near[-1].text)].numbers.setdefault(number.scheme, number.number)


def _plain_name(reading: Reading, titles: tuple[str, ...]) -> str | None:
    """Return the name without a legal form that the text ties to itself ("Signed on behalf of Hollowbeck Housing")."""
    weights: dict[str, tuple[str, float]] = {}
    for title in [*titles[:3], *reading.lines[:6]]:
        if match := PLAIN_TITLE.search(title):
            _weigh(match[1], 3.0, weights)
    for text in [*reading.sentences, *reading.lines[-12:]]:
        for rank, pattern in enumerate(PLAIN_NAMES):
            for match in pattern.finditer(text):
                _weigh(match[1], 3.0 if rank < 3 else 1.0, weights)
    for known, (name, weight) in weights.items():
        weights[known] = (name, weight + min(reading.text.count(name), 10) * 0.3)
    best = max(weights.values(), key=lambda pair: pair[1], default=None)
    return best[0] if best else None


def _weigh(name: str, weight: float, weights: dict[str, tuple[str, float]]) -> None:
    name = clean(re.sub(r"'s?$", "", name.strip(" .,")))
    words = re.findall(r"[\w']+", name.lower())
    if (
        not words
        or all(word in NO_NAMES or word in NEVER_IN_NAME for word in words)
        or words[0] in NEVER_IN_NAME
        or len(name) < 3
    ):
        return
    known = key(name)
    weights[known] = (weights.get(known, (name, 0.0))[0], weights.get(known, (name, 0.0))[1] + weight)
