"""Signs of symbol fonts: a tick box of Wingdings is stored as the letter in whose place the font draws it."""

TICKS = {  # font, places that show a box with a mark, a box without one, a mark alone
    "wingdings": ({0xFD: "☒", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0xFC: "✓", 0xFB: "✗", 0x78: "☒"}),
    "wingdings 2": ({0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x50: "✓", 0x4F: "✗", 0x51: "☒"}),
    "webdings": ({0x61: "✓", 0x72: "✗", 0x63: "☐"}),
    "zapfdingbats": ({0x34: "✓", 0x38: "✗", 0x6F: "☐", 0x71: "☐"}),
}
SYMBOL = dict(
    zip(
        range(0x61, 0x7B),
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB9: "≠", 0xB0: "°", 0xAE: "→", 0xB7: "•", 0xA5: "∞", 0xD7: "·"}
ARROWS = {0xE0: "→", 0xDF: "←", 0xE8: "→", 0xF0: "→"}  # of Wingdings
OTHER = "•"


def symbol(code: str | None, font: str | None) -> str:
    """Return a sign as a character of its own; one that is not known as a bullet, an ordinary letter as it is.

    Args:
        code: Hexadecimal place in the font, with or without the private area's F000 before it.
        font: The font's name.
    """
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    place = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    name = (font or "").lower()
    if chr(place).isspace():
        return " "
    if name == "symbol":
        return SYMBOL.get(place, chr(place) if place < 0x80 else OTHER)
    known = TICKS.get(name, {} if name else TICKS["wingdings"])
    if place in known:
        return known[place]
    if name.startswith("wingdings") and place in ARROWS:
        return ARROWS[place]
    if name in TICKS or name.startswith("wingdings") or 0xE000 <= number <= 0xF8FF:
        return OTHER
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def is_symbol_font(font: str) -> bool:
    """Whether a font draws signs in the places of letters."""
    return font.lower().startswith(("wingdings", "webdings", "symbol", "zapfdingbats"))
