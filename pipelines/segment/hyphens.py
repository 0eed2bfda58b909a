"""What stands between two lines of a paragraph: a space, nothing, or nothing and the hyphen gone."""

import re
from collections import Counter

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
WRAP_HYPHENS = "-\u2010"
BROKEN = re.compile(rf"([^\W\d_]+)[{WRAP_HYPHENS}]$")
HELD = re.compile(rf"\w[{WRAP_HYPHENS}–—/]$")  # "2024-" | "25", "and/" | "or"
LINKED = re.compile(rf"\w[{WRAP_HYPHENS}](?:to|of|the|and|by|in|on|up|for)[{WRAP_HYPHENS}]$")  # "day-to-" | "day"

# First parts that English joins to the next word with a hyphen; without other sign, any other part is a broken word.
_HYPHENATED = """
anti all co cross day decision ethics ex face five follow four free full half hard health high higher home human
in inter labour labor large later long low lower make medium mid micro month multi near new non off on one open
over own part peer post pre price pro public quasi risk self semi seven short single six small state sub
supplier ten third three tier time two under up value well work worker world year
"""
HYPHENATED = frozenset(_HYPHENATED.split())
BEGINNINGS = frozenset(["ex", "in", "inter", "on", "pro"])  # of them, those that also begin many whole words

_SECOND_PARTS = """
based border bound called chain class compliance compliant date day depth driven effective free going hand how led
level made making month offs only operated out own owned paid party related rights risk scale site sourced specific
stakeholder standing term tier time to trained up wide year
"""
SECOND_PARTS = frozenset(_SECOND_PARTS.split())

_ENDINGS = """
able ables al ally ance ances ant ants ation ations ed ence ences ent ents er ers ibility ible ies ing ings ist
ists ities ity ive ives ize ized izing ly ment ments ness ous sion sions ties tion tional tions ty
"""
ENDINGS = frozenset(_ENDINGS.split())  # of words: none of them is a word of its own after a hyphen
LETTERS = frozenset("ex")  # "e-mail", "x-ray"; capitals too: "T-shirt"


def joint_of(before: str, after: str, words: Counter[str]) -> str | None:
    """Return what stands between two lines of a paragraph: a space, nothing, or None where the hyphen goes too."""
    if before.endswith("\u00ad"):
        return ""
    left = BROKEN.search(before)
    if left and (right := re.match(r"[^\W\d_]+", after)):
        return None if not LINKED.search(before) and _was_one_word(left[1], right[0], words) else ""
    if HELD.search(before) and after[:1].isalnum():
        return ""
    return "" if before and after and CJK.match(before[-1]) and CJK.match(after[0]) else " "


def _was_one_word(left: str, right: str, words: Counter[str]) -> bool:
    """Whether a hyphen at the line's end only broke a word: the document's other words decide, then habit."""
    if not right[0].islower() and not (left + right).isupper():
        return False
    whole, compound = (left + right).lower(), f"{left}-{right}".lower()
    if words[whole] != words[compound]:
        return words[whole] > words[compound]
    if len(left) == 1 and (left.isupper() or left in LETTERS):
        return False
    if right.lower() in ENDINGS:
        return True
    if left.lower() in BEGINNINGS and right.lower() not in SECOND_PARTS:
        return not words[right.lower()]
    if left.lower() in HYPHENATED or right.lower() in SECOND_PARTS:
        return False
    if right[0].isupper():  # "LO-" | "CATION", but "BSI-" | "ISO"
        return not (words[left.lower()] or words[right.lower()])
    return not (words[left.lower()] and words[right.lower()] and len(left) > 3)
