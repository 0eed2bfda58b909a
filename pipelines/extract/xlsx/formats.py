"""The parts of a workbook's number format: its sections, and what of each shows as it stands.

*Source:* ECMA-376 part 1, sections 18.8.30 and 18.8.31.
"""

import re

# Formats without a code in the file. 14 and 22 follow each reader's own region: the unmistakable order stands for all.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "$#,##0;-$#,##0",
    6: "$#,##0;-$#,##0",
    7: "$#,##0.00;-$#,##0.00",
    8: "$#,##0.00;-$#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
PIECE = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general|am/pm|a/p|e[+-]|y+|m+|d+|h+|s+|[0#?]|.', re.IGNORECASE | re.DOTALL
)
CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


def sections_of(code: str) -> list[str]:
    """Return the sections of a number format: for positive numbers, negative ones, zero, text."""
    sections = [""]
    for piece in PIECE.findall(code):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return sections


def literal(piece: str) -> str:
    """Return what a piece that stands for no digit shows."""
    if piece[0] == '"':
        return piece.strip('"')
    if piece[0] == "\\":
        return piece[1:]
    if piece[0] == "_":
        return " "
    if piece[0] == "*":
        return ""
    if piece[0] == "[":
        currency = CURRENCY.match(piece)
        return currency[1] if currency else ""
    return piece
