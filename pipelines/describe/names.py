"""Find the legal names of companies in a line or a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

SUFFIX = re.compile(
    r"(?:Pty\.? (?:Ltd|Limited)|PTY\.? (?:LTD|LIMITED)|Co\.?,? (?:Ltd|Limited|Inc)|Limited|LIMITED|Ltd|LTD"
    r"|P\.?L\.?C|plc|Plc"
    r"|L\.?L\.?P|Inc|INC|Incorporated|Corporation|CORPORATION|Corp|L\.?L\.?C|ULC|L\.?P|N\.A|S\.?A\.?S|S\.A|N\.V|B\.V|NV|BV|SA"
    r"|(?:GmbH|AG|SE) & Co\.? (?:KGaA|KG|OHG)"
    r"|AG|SE|GmbH|KGaA|ASA|A/S|AB|Oyj|S\.p\.A|SpA|SARL|S\.à r\.l|CIC|(?:Partnership|Charitable) Trust)(?![\w])"
)
TOKEN = re.compile(r"\S+")
INITIALS = re.compile(r"(?:\w\.)+|St\.|Co\.|Bros\.")
YEAR = re.compile(r"(?:19|20)\d\d")
ABBREVIATED = re.compile(r"\.(?=,| [a-z(])")  # this full stop belongs to the name: "Inc. is"
MAX_NAME_WORDS = 9
# "Hollowbeck Corporation International (Europe) Plc" is one name
GOES_ON = re.compile(rf"(?: \(?[A-Z][\w&'-]*\)?){{1,4}},? {SUFFIX.pattern}")
MAY_GO_ON = re.compile(r"Corporation|CORPORATION|Corp|Inc|AG|SE|AB|SA")
IN_FRONT = re.compile(  # of a name: marks of copyright with their years, register numbers, numbers of a list
    r"^(?:(?:©|\(c\)|copyright)[\s:]*|(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)\d\d)?)?[\s,.:-]+(?=\D)"
    r"|\(\d{5,}\)\s*|\d{1,2}[.)]\s+)+",
    re.IGNORECASE,
)
_WORDS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
JOINING, NEVER_IN_NAME, NO_NAME, NEVER_LAST, NEVER_WITHIN, BODIES = (
    frozenset(_WORDS[name].split())
    for name in ("joining", "never_in_name", "no_name", "never_last", "never_within", "bodies")
)
IN_BODY = re.compile(  # "Members of Wexmoor LLP"; a company may well begin with "Partners" or "Members" alone
    rf"^(?:.*\s)?(?<!Organising )(?:{'|'.join(sorted(BODIES))}) (?:of (?:the )?)(?=[A-Z0-9])"
    r"|^(?:(?:[A-Z]\w+ )?(?:Boards|Committees?)|Suppliers|Shareholders|Stockholders) (?=[A-Z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A legal name as printed, spaces folded, with its place in the text it was found in."""

    text: str
    start: int
    end: int


def legal_names(text: str) -> Iterator[Name]:
    """Yield names that end in a legal form, left to right: "Hollowbeck Uniforms Ltd", "Marlin Bay Pty Ltd"."""
    tokens = [(match.start(), match.end()) for match in TOKEN.finditer(text)]
    last = 0
    for suffix in SUFFIX.finditer(text):
        before = [span for span in tokens if last <= span[0] and span[1] <= suffix.start()]
        attached = [span for span in tokens if span[0] < suffix.start() < span[1]]
        if attached or suffix.start() < last:  # "AG" inside a word is no legal form
            continue
        start = _walk_back(text, before)
        if MAY_GO_ON.fullmatch(suffix[0]) and GOES_ON.match(text, suffix.end()):
            continue
        last = suffix.end()
        if start is not None:
            dot = bool(ABBREVIATED.match(text, suffix.end())) and suffix[0][-1] in "cdpr"
            name = clean(text[start : suffix.end() + dot])
            if name:
                yield Name(name, start, suffix.end())


def _walk_back(text: str, tokens: list[tuple[int, int]]) -> int | None:
    start: int | None = None
    bracketed = False
    for taken, (begin, end) in enumerate(reversed(tokens)):
        token = text[begin:end]
        bare = token.strip("\"'“”‘’(),.:;*#|•")
        lower = bare.lower()
        closed = token[-1:] in ",;:!?|•" or (token[-1:] == "." and not INITIALS.fullmatch(token))
        if closed and not (taken == 0 and token[-1] == ","):  # ", Inc" and ", LLC" keep their comma
            break
        if taken >= MAX_NAME_WORDS or not bare or (lower in NEVER_IN_NAME and lower not in JOINING):
            break
        bracketed |= token.endswith(")")  # "Hollowbeck (North East) Ltd"
        if lower in JOINING:
            continue
        if not re.search(r"[A-Z0-9]", bare[:3]) or YEAR.fullmatch(bare):
            break
        start = begin
        if token[0] in '"“‘' or (token[0] == "(" and not bracketed):
            break
        bracketed &= token[0] != "("
    return start


def clean(name: str) -> str:
    """Fold spaces and strip what is no part of a name."""
    name = " ".join(name.split()).strip("\"“”‘'*#|•■▪●,;: ")
    name = IN_BODY.sub("", IN_FRONT.sub("", name))
    name = re.sub(r"^(?:the|and|of|for|in|at) ", "", name, flags=re.IGNORECASE)
    name = name.removeprefix("Us ")  # the end of "About Us", a menu
    return name[1:] if name.startswith("(") and ")" not in name else name


def same(one: str, other: str) -> bool:
    """Whether two printed names are the same company: case, dots, and Ltd against Limited make no difference."""
    return key(one) == key(other)


def key(name: str) -> str:
    """Return what makes a name the same however it is printed."""
    name = re.sub(r"[^\w& ]", "", name.lower())
    for long, short in (("limited", "ltd"), ("incorporated", "inc"), ("corporation", "corp"), (" and ", " & ")):
        name = name.replace(long, short)
    return re.sub(r"^the ", "", " ".join(name.split()))
