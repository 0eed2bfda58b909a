"""A number as a workbook shows it: per cents, thousands, currencies, decimals, fractions, dates and times.

*Source:* ECMA-376 part 1, sections 18.8.30 and 18.8.31 (number formats), as Excel in English shows them.
"""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from pipelines.extract.xlsx.dates import is_date, shown_date
from pipelines.extract.xlsx.formats import PIECE, literal, sections_of

CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
DIGITS = frozenset("0#?")
MAX_CODE_CHARS = 255  # the limit of the format
MAX_DATE = 2_958_466  # days: the end of the year 9999
MAX_PLAIN = 1e15  # a double holds 15 digits


def shown(value: float, code: str, from_1904: bool = False) -> str:
    """Return what a cell shows; "" where its format shows nothing.

    Args:
        value: The stored number; dates are days since the workbook's first day.
        code: Number format, as "#,##0.00;(#,##0.00)".
        from_1904: Whether the workbook counts days from 1904, as old Macintosh ones do.
    """
    code = code[:MAX_CODE_CHARS]
    section, value = _section(value, sections_of(code))
    pieces = PIECE.findall(section)
    if not section or any(piece.lower() == "general" for piece in pieces):
        return "".join(_general(value) if t.lower() == "general" else literal(t) for t in pieces) or (
            "" if ";" in code else _general(value)
        )
    if any(is_date(piece) for piece in pieces):
        return shown_date(value, pieces, from_1904) if 0 <= value < MAX_DATE else _general(value)
    return _number(value, pieces).strip()


def shown_text(text: str, code: str) -> str:
    """Return what a cell that holds text shows; formats may add words to it, or hide it."""
    sections = sections_of(code[:MAX_CODE_CHARS])
    if len(sections) < 4 and "@" not in sections[-1]:
        return text
    return "".join(text if piece == "@" else literal(piece) for piece in PIECE.findall(sections[-1]))


def _section(value: float, sections: list[str]) -> tuple[str, float]:
    """Return the section for a value, and the value with the sign that this section shows."""
    for section in sections[:2]:
        if condition := CONDITION.search(section):
            if _holds(value, condition[1], float(condition[2])):
                return section, value
        elif CONDITION.search("".join(sections)):
            continue
        else:
            break
    else:
        return sections[min(2, len(sections) - 1)], value
    sections = [section for section in sections if "@" not in section] or sections[:1]
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit,
        ">": value > limit,
        "=": value == limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "<>": value != limit,
    }[sign]


def _general(value: float) -> str:
    if value == int(value) and abs(value) < MAX_PLAIN:
        return str(int(value))  # all digits: a company's number is no place to save room
    return f"{value:.10g}".replace("e", "E")


def _number(value: float, pieces: list[str]) -> str:
    bare = [i for i, piece in enumerate(pieces) if piece in DIGITS]
    if not bare:
        return ("-" if value < 0 else "") + "".join(_general(value) if t == "@" else literal(t) for t in pieces)
    if "/" in pieces[bare[0] : bare[-1]]:
        return _fraction(value, pieces)
    point = next((i for i, piece in enumerate(pieces) if piece == "."), len(pieces))
    power = next((i for i, piece in enumerate(pieces) if piece[0] in "eE" and len(piece) == 2), None)
    whole = [i for i in bare if i < min(point, power or len(pieces))]
    part = [i for i in bare if point < i < (power or len(pieces))]
    last = max([*whole, -1])
    grouped = any(piece == "," and whole and whole[0] < i < last for i, piece in enumerate(pieces))
    scale, scaled = 0, max([*whole, *part, -1]) + 1  # commas after the last digit divide by a thousand each
    while scaled and scaled + scale < len(pieces) and pieces[scaled + scale] == ",":
        scale += 1
    number = abs(Decimal(f"{value:.15g}")).scaleb(2 * pieces.count("%") - 3 * scale)
    exponent = 0
    if power is not None and number:
        exponent = number.adjusted()
        exponent -= exponent % len(whole) if len(whole) > 1 else 0
        number = number.scaleb(-exponent)
    with localcontext() as context:
        context.prec = 700  # a double has at most 309 digits before its point
        number = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    digits, _, decimals = f"{number:f}".partition(".")
    digits = digits.lstrip("0").rjust(sum(pieces[i] == "0" for i in whole), "0")
    kept = len(decimals.rstrip("0"))
    decimals = decimals[: max([kept, *(n for n, i in enumerate(part, start=1) if pieces[i] == "0")])]
    shown_digits = _spread(digits, whole, grouped)
    out = ["-"] if value < 0 and number else []
    for i, piece in enumerate(pieces):
        if i in shown_digits:
            out.append(shown_digits[i])
        elif i in part:
            out.append(decimals[part.index(i) : part.index(i) + 1])
        elif power is not None and i > power and i in bare:
            if i == min(n for n in bare if n > power):
                width = sum(n > power for n in bare)
                out.append(f"{abs(exponent):0{width}d}")
        elif i == power:
            out.append("E" + ("-" if exponent < 0 else "+" if piece[1] == "+" else ""))
        elif piece == "." and i == point:
            out.append("." if decimals or not part else "")
        elif piece != "," or not whole or not (whole[0] < i < last or scaled <= i < scaled + scale):
            out.append(literal(piece))
    return "".join(out)


def _spread(digits: str, places: list[int], grouped: bool) -> dict[int, str]:
    """Return the digits of each place before the point, from the right; the first place takes those left over."""
    found: dict[int, str] = {}
    for n, place in enumerate(reversed(places)):
        end = len(digits) - n
        is_first = n == len(places) - 1
        taken = digits[max(0, end) and (0 if is_first else end - 1) : end] if end > 0 else ""
        if grouped:
            offset = n  # digits to the right of the one taken last
            taken = "".join(
                d + ("," if (r := offset + len(taken) - 1 - k) and r % 3 == 0 else "") for k, d in enumerate(taken)
            )
        found[place] = taken
    return found


def _fraction(value: float, pieces: list[str]) -> str:
    slash = pieces.index("/")
    below = "".join(pieces[slash + 1 :]).strip()
    fixed = re.match(r"\d*[1-9]\d*", below)
    whole, rest = divmod(abs(value), 1)
    mixed = " " in pieces[:slash]
    amount = Fraction(rest if mixed else abs(value))
    if fixed:
        parts = int(fixed[0])
        top, bottom = round(amount * parts), parts
    else:
        near = amount.limit_denominator(10 ** max(sum(t in DIGITS for t in pieces[slash + 1 :]), 1) - 1)
        top, bottom = near.numerator, near.denominator
    if mixed and top == bottom:
        whole, top = whole + 1, 0
    sign = "-" if value < 0 else ""
    if not mixed:
        return f"{sign}{top}/{bottom}"
    return sign + " ".join(filter(None, [f"{whole:.0f}" if whole or not top else "", f"{top}/{bottom}" if top else ""]))
