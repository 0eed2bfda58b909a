"""Tell text from garbage: characters that a font maps to none or to others than those that it shows."""

import re
from collections import Counter
from collections.abc import Sequence

PRIVATE_OR_UNKNOWN = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
MAX_PRIVATE_SHARE = 0.2  # of a page's characters: the icons of symbol fonts are fewer
MIN_CHARS = 30
LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{4,}")
# Letters in such words from which on a share of frequent pairs is too small. Prose in Latin script has .48 to .75
# (Welsh .35), letters mapped at random .02 to .31; few letters may be a list of names, a line or two of prose has .38.
MIN_PAIR_SHARES = ((150, 0.33), (40, 0.24))
# The pairs of letters most frequent in English, French, German, Spanish, Italian, Dutch, Portuguese, Swedish, Polish,
# Finnish and Indonesian, accents left out.
FREQUENT_PAIRS = (
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro"
    " ic ne ea ra ce li ch ll be ma si om ur la el qu ue ie ei un ge ns sc ht di us em ao os do da ad ta na ka ia ni no"
    " wa za ow sz cz rz tt aa ii va sa ki il et am id tr pr po so mo vi ci ac ct rs ec ai au"
)


def is_garbled(words: Sequence[str]) -> bool:
    """Whether a page's words are no text: private or unmapped characters, or letters as no language pairs them.

    Scripts other than Latin are judged by their private and unmapped characters alone.
    """
    text = " ".join(words)
    chars = len(text) - text.count(" ")
    if chars >= MIN_CHARS and len(PRIVATE_OR_UNKNOWN.findall(text)) > MAX_PRIVATE_SHARE * chars:
        return True
    found = [word.lower() for word in LATIN_WORD.findall(text)]
    letters = sum(map(len, found))
    least = next((share for count, share in MIN_PAIR_SHARES if letters >= count), 0.0)
    frequent = frozenset(FREQUENT_PAIRS.split())
    pairs = Counter(word[i : i + 2] for word in dict.fromkeys(found) for i in range(len(word) - 1))
    return sum(count for pair, count in pairs.items() if pair in frequent) < least * pairs.total()
