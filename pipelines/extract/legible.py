"""Tell text from garbage, in any format: wrong characters, letters in an order that no language has, lines laced."""

import re
from collections import Counter
from collections.abc import Sequence

MAX_BROKEN_SHARE = 0.1  # of a page's letters
MIN_BROKEN = 100  # letters: fewer are a cookie notice laced into the foot of a web page, and lose no answer
PRIVATE_OR_UNKNOWN = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
MAX_PRIVATE_SHARE = 0.2  # of a page's characters: the icons of symbol fonts are fewer
MIN_CHARS = 30
MIN_LETTERS = 150  # of a page: fewer may be names, a logo, a line in capitals
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
PLAIN = re.compile(r"\W{0,2}(?:[A-Z]?[a-z]{1,18}|[A-Z]+|\d+)\W{0,3}")  # nearly every token; none is broken
ADDRESS = re.compile(r"@|\w\.(?:com|org|net|uk|eu|pdf|html?|aspx?)\b|://|www\.|/\w+/|\\|[=&?]\w+=|%[0-9A-F]{2}", re.I)
CODE = re.compile(r"\d\D*\d")  # a figure with its unit, an article, a product: two digits or more
# A sign that stands within no word, between two small letters; hyphens, apostrophes, stops and quotes glue two words.
STRANGE = re.compile(r"(?<=[a-z])(?:[)\]}*#$%!?£¢¤§¬¦°±¶†‡\ufffd\ue000-\uf8ff])+(?=[a-z])")
LONE_DIGIT = re.compile(r"(?<=[a-z])\d(?=[a-z])")
OPENED = re.compile(r"[(\[{]")
BEGINS_WRONG = re.compile(r"[)\]}]+[a-z]|\d[a-z]{3}")
CLOSED = re.compile(r"(?<=[a-z]{2})[)\]}]")
MANY_CLOSED = 3  # closing brackets to an opening one: lists "a)" and "1)" are no words, so not among them
TWO_SCRIPTS = re.compile(r"[A-Za-z][\u0391-\u03a9\u03b1-\u03bb\u03bd-\u03c9\u0400-\u052f]|[\u0370-\u052f][A-Za-z]")
PART = re.compile(r"[A-Za-z\u00c0-\u024f]+")
INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
MIN_PIECE = 3  # letters on average between inner capitals: those of a name written as one word have more
MAX_WORD = 25  # letters: longer ones are words run together, or two lines laced into each other
NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TVXZ]?[b-df-hj-np-tvxz]{4,}")  # y and w are vowels of some languages
MANY_CONSONANTS = re.compile(r"[b-df-hj-np-tvxz]{6}")


def is_garbled(words: Sequence[str]) -> bool:
    """Whether so many of a page's words are no words that the page cannot count as read."""
    return broken_share(words) > MAX_BROKEN_SHARE


def broken_share(words: Sequence[str]) -> float:
    """Return the share of a page's letters, 0 to 1, that stand in what is no word; 0 where few do.

    Every letter is lost where the page is private or unmapped characters, or pairs its letters as no language does.
    Else a word counts as broken for what no language writes: a sign or another script's letter amid small letters,
    capitals strewn through it, no vowel, no end. Addresses and codes count for neither side, and words in scripts other
    than Latin are never broken.

    Rationale: an analyst who opens such a page sees that it cannot be read, so nothing may be called missing for it.
    Laced lines leave many pieces that pass for words, hence the low limit.
    """
    text = " ".join(words)
    chars = len(text) - text.count(" ")
    if chars >= MIN_CHARS and len(PRIVATE_OR_UNKNOWN.findall(text)) > MAX_PRIVATE_SHARE * chars:
        return 1.0
    if _pairs_no_language(text):
        return 1.0
    never_opened = text.count(")") + text.count("]") > MANY_CLOSED * (1 + len(OPENED.findall(text)))
    letters = broken = 0
    for token in text.split():
        count = sum(map(str.isalpha, token))
        if never_opened and CLOSED.search(token) and not (OPENED.search(token) or ADDRESS.search(token)):
            letters += count
            broken += count
        elif PLAIN.fullmatch(token):
            letters += count
        elif not ADDRESS.search(token):
            is_bad = _is_broken(token)
            letters += count if is_bad or not CODE.search(token) else 0
            broken += count if is_bad else 0
    return broken / letters if letters >= MIN_LETTERS and broken >= MIN_BROKEN else 0.0


def _pairs_no_language(text: str) -> bool:
    found = [word.lower() for word in LATIN_WORD.findall(text)]
    letters = sum(map(len, found))
    least = next((share for count, share in MIN_PAIR_SHARES if letters >= count), 0.0)
    frequent = frozenset(FREQUENT_PAIRS.split())
    pairs = Counter(word[i : i + 2] for word in dict.fromkeys(found) for i in range(len(word) - 1))
    return sum(count for pair, count in pairs.items() if pair in frequent) < least * pairs.total()


def _is_broken(token: str) -> bool:
    strange = STRANGE.search(token)
    if (strange and not OPENED.search(token, 0, strange.start())) or BEGINS_WRONG.match(token):
        return True
    if TWO_SCRIPTS.search(token) or (LONE_DIGIT.search(token) and not CODE.search(token)):
        return True
    return any(_is_no_word(part) for part in PART.findall(token))


def _is_no_word(part: str) -> bool:
    if len(part) > MAX_WORD:
        return True
    capitals = len(INNER_CAPITAL.findall(part))
    if capitals >= 2 and len(part) < MIN_PIECE * (capitals + 1):
        return True
    return bool(NO_VOWEL.fullmatch(part) or MANY_CONSONANTS.search(part))
