"""Find the legal names of companies in a line or a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SUFFIX = re.compile(
    r"(?:Pty\.? (?:Ltd|Limited)|Co\.?,? (?:Ltd|Limited|Inc)|Limited|LIMITED|PTY\.? (?:LTD|LIMITED)|Ltd|LTD|P\.?L\.?C|plc|Plc"
    r"|L\.?L\.?P|Inc|INC|Incorporated|Corporation|CORPORATION|Corp|L\.?L\.?C|ULC|L\.?P|N\.A|S\.?A\.?S|S\.A|N\.V|B\.V|NV|BV"
    r"|AG|SE|GmbH|KGaA|ASA|A/S|AB|Oyj|S\.p\.A|SpA|SARL|S\.à r\.l|CIC|(?:Partnership|Charitable) Trust)(?![\w])"
)
TOKEN = re.compile(r"\S+")
MAX_NAME_WORDS = 9
# words inside a name that need no capital: "Marks and Spencer", "Bank of America"
JOINING = frozenset("and of the & de la du van von for in at + - –".split())
# a name never begins with these or runs across them: they belong to the sentence or to somebody's office
NEVER_IN_NAME = frozenset(
    """this that these those a an on by our we for from with as to whilst while where when here at both each all any its
    their it is are was has have managing director directors chief executive officer chairman chairwoman chair ceo cfo coo
    secretary president board statement slavery trafficking act policy signed signature approved registered name date
    subsidiaries subsidiary parent companies and/or copyright between including namely which who page about contact
    behalf disclosure introduction annex appendix following reporting january february march april may june july august
    september october november december report entity entities structure organisation business overview abn acn
    dear if in since founded bidder supplier statements through via under you your but or not no""".split()
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
        last = suffix.end()
        if start is not None:
            name = clean(text[start : suffix.end()])
            if name:
                yield Name(name, start, suffix.end())


def _walk_back(text: str, tokens: list[tuple[int, int]]) -> int | None:
    start: int | None = None
    for taken, (begin, end) in enumerate(reversed(tokens)):
        token = text[begin:end]
        bare = token.strip("\"'“”‘’(),.:;*#|•")
        ends_here = token[-1:] in ",;:!?|•" or (
            token.endswith(".") and not re.fullmatch(r"(?:\w\.)+|St\.|Co\.|Bros\.", token)
        )
        if ends_here and not (start is None and token.endswith(",")):  # ", Inc" and ", LLC" keep their comma
            break
        lower = bare.lower()
        if taken >= MAX_NAME_WORDS or not bare or (lower in NEVER_IN_NAME and lower not in JOINING):
            break
        if lower in JOINING:
            continue
        if not (bare[0].isupper() or bare[0].isdigit() or re.search(r"[A-Z]", bare)):
            break
        start = begin
        if token[0] in '"“‘(' and ")" not in token:
            break
    return start


def clean(name: str) -> str:
    """Fold spaces and strip what is no part of a name."""
    name = " ".join(name.split()).strip("\"“”‘'*#|•,;: ")
    name = re.sub(r"^(?:the|and|of|for|in|at) ", "", name, flags=re.IGNORECASE)
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
