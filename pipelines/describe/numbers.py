"""Find and check the numbers by which registers know a company."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBERS = {
    # a table prints "ABN" once, above the column: two and three times three digits stand for one by themselves
    "ABN": re.compile(r"(?:\bA\.?B\.?N\.?\b[:\s(]*|(?<![\d+])(?=\d\d(?: \d{3}){3}\b))((?:\d[ \u00a0]?){11})(?!\d)"),
    "ACN": re.compile(r"\bA\.?C\.?N\.?\b[:\s(]*((?:\d[ \u00a0]?){9})(?!\d)"),
    "LEI": re.compile(r"\bLEI\b(?: code| number)?[:\s(]*([A-Z0-9]{18}\d\d)\b"),
    "company number": re.compile(
        r"\b(?:company|registered|registration|reg)\.? ?(?:registration )?(?:number|no|nr)s?\b\.?(?: is)?[:\s(]*"
        r"((?:SC|NI|OC|SO|NC|RC|R)?\d{5,8})(?!\d)",
        re.IGNORECASE,
    ),
}

ABN_WEIGHTS = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
ACN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Number:
    """A register number without spaces, with its place in the text it was found in."""

    scheme: str
    number: str
    start: int


def register_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers whose check digits are right; UK company numbers (none to check) are filled up to eight."""
    for scheme, pattern in NUMBERS.items():
        for match in pattern.finditer(text):
            number = re.sub(r"\s", "", match[1]).upper()
            if scheme == "company number":
                number = number.zfill(8) if number.isdigit() else number
            if is_valid(scheme, number):
                yield Number(scheme, number, match.start())


def is_valid(scheme: str, number: str) -> bool:
    """Whether the check digits of an ABN, ACN or LEI are right; schemes without any are taken as they are.

    Source: Australian Business Register (ABN, weights modulo 89), ASIC (ACN, modulo 10), ISO 17442 (LEI, modulo 97).
    """
    if scheme == "ABN":
        digits = [int(digit) for digit in number]
        return len(digits) == 11 and _dot(ABN_WEIGHTS, [digits[0] - 1, *digits[1:]]) % 89 == 0
    if scheme == "ACN":
        digits = [int(digit) for digit in number]
        return len(digits) == 9 and -_dot(ACN_WEIGHTS, digits[:8]) % 10 == digits[8]
    if scheme == "LEI":
        return len(number) == 20 and int("".join(str(int(c, 36)) for c in number)) % 97 == 1
    return True


def _dot(weights: tuple[int, ...], digits: list[int]) -> int:
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True))
