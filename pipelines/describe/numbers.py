"""Find and check the numbers by which registers know a company."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.describe.names import legal_names

_OF_COMPANY = r"(?:(?:(?-i:[A-Z]{2}) ?\d{6}|(?-i:R)\d{7}|\d{5,8})(?!\d|[.,/-]\d))"
_NO = r"(?:numbers?|nos?|nr)\b\.?"
COMPANY = "company number"
NUMBERS = {
    # a table prints "ABN" once, above the column: two and three times three digits stand for one by themselves
    "ABN": re.compile(r"(?:\bA\.?B\.?N\.?\b[:\s(]*|(?<![\d+])(?=\d\d(?: \d{3}){3}\b))((?:\d[ \u00a0]?){11})(?!\d)"),
    "ACN": re.compile(r"\bA\.?C\.?N\.?\b[:\s(]*((?:\d[ \u00a0]?){9})(?!\d)"),
    "LEI": re.compile(r"\bLEI\b(?: code| number)?[:\s(]*([A-Z0-9]{18}\d\d)\b"),
    COMPANY: re.compile(
        rf"\b(?:company|registered|registration|reg)\b\.? ?(?:(?:registration|registered|company|reg)\b\.? ?)?{_NO}"
        rf"(?: (?:is|in england(?: (?:and|&) wales)?))?[:\s(]*({_OF_COMPANY})"
        rf"|\b(?:registered|incorporated) (?:\w+ ){{0,2}}in (?P<place>england|wales|scotland|northern ireland|the uk"
        rf"|(?:the )?united kingdom)(?: (?:and|&) wales)?[,:;.]?(?: with| under)?(?: the)?(?: (?:company|registration"
        rf"|registered|reg)\b\.?)*(?:(?: ?{_NO}|[:\s]*\(|:)[:\s(]*|\s(?=(?-i:[A-Z]{{2}})?\d{{6,8}}\b))"
        rf"(?P<there>{_OF_COMPANY})"
        rf"|(?-i:Limited|Ltd|LIMITED|LTD|plc|PLC|LLP)[,\s(]*{_NO}[:\s]*(?P<behind>\d{{8}}(?!\d)|(?-i:[A-Z]{{2}})\d{{6}}(?!\d))",
        re.IGNORECASE,
    ),
}
OTHER_REGISTER = re.compile(  # before the words: another register's number
    r"\b(?:charit\w+|vat|tax|ico|data protection|fca|firm|financial services|trade ?mark|housing|isbn|bank|court of)\W*"
    r"(?:\w+ )?$",
    re.IGNORECASE,
)
# Kinds of company by the letters of Companies House; the rest is overseas, insolvent or old.
_PREFIXES = """
AC CE CS FC FE GE GN GS IC IP LP NA NC NF NI NL NO NP NR NV NZ OC OE PC RC RS SA SC SE SF SG SI SL SO SP SR SZ ZC
"""
PREFIXES = frozenset(_PREFIXES.split())
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLACE_PREFIXES = {"scotland": "SC", "northern ireland": "NI"}  # often left out where the place is said

ABN_WEIGHTS = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
ACN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Number:
    """A register number without spaces, with its place in the text it was found in."""

    scheme: str
    number: str
    start: int


def register_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers that can be true: check digits right, or the form of Companies House (none to check)."""
    for scheme, pattern in NUMBERS.items():
        for match in pattern.finditer(text):
            number = _of_company(match) if scheme == COMPANY else re.sub(r"\s", "", match[1]).upper()
            others = scheme == COMPANY and OTHER_REGISTER.search(text[max(0, match.start() - 40) : match.start()])
            if is_valid(scheme, number) and not others:
                yield Number(scheme, number, match.start())


def is_valid(scheme: str, number: str) -> bool:
    """Whether a number can be one of its scheme: the check digits of an ABN, ACN or LEI, the form of a UK company.

    Source: Australian Business Register (ABN, weights modulo 89), ASIC (ACN, modulo 10), ISO 17442 (LEI, modulo 97);
    Companies House, eight characters: digits alone, two letters of a kind of company, or R of old Northern Irish ones.
    """
    if scheme == "ABN":
        digits = [int(digit) for digit in number if digit.isdecimal()]
        return len(digits) == len(number) == 11 and _dot(ABN_WEIGHTS, [digits[0] - 1, *digits[1:]]) % 89 == 0
    if scheme == "ACN":
        digits = [int(digit) for digit in number if digit.isdecimal()]
        return len(digits) == len(number) == 9 and -_dot(ACN_WEIGHTS, digits[:8]) % 10 == digits[8]
    if scheme == "LEI":
        spelt = len(number) == 20 and number.isascii() and number.isalnum()
        return spelt and int("".join(str(int(c, 36)) for c in number)) % 97 == 1
    if scheme == COMPANY:
        rest = number.lstrip(LETTERS)
        kind = number[: len(number) - len(rest)]
        known = kind in ("", "R") or kind in PREFIXES
        return known and len(number) == 8 and rest.isascii() and rest.isdecimal() and int(rest) > 0
    return True


def lone_number(lines: Iterable[str]) -> dict[str, str]:
    """Return the only number of a text by its scheme, where it stands without a company's name, as in a footer."""
    lines = list(lines)
    every = {(n.scheme, n.number) for line in lines for n in register_numbers(line)}
    bare = {n.scheme: n.number for line in lines if not any(legal_names(line)) for n in register_numbers(line)}
    return bare if len(every) == 1 else {}


def scheme_of(number: str) -> tuple[str | None, str]:
    """Return the scheme that a number given without one belongs to, None where no register has such, and its digits."""
    bare = re.sub(r"[\s.-]", "", number).upper()
    company = bare.zfill(8) if bare.isdecimal() and 5 <= len(bare) <= 8 else bare
    for scheme, spelt in (("LEI", bare), ("ABN", bare), ("ACN", bare), (COMPANY, company)):
        if is_valid(scheme, spelt):
            return scheme, spelt
    return None, number


def _of_company(match: re.Match[str]) -> str:
    number = re.sub(r"\s", "", match[1] or match["there"] or match["behind"]).upper()
    prefix = PLACE_PREFIXES.get((match["place"] or "").lower())
    if prefix and number.isdecimal() and len(number) <= 6:
        return prefix + number.zfill(6)
    return number.zfill(8) if number.isdecimal() else number


def _dot(weights: tuple[int, ...], digits: list[int]) -> int:
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True))
