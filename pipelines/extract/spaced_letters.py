"""Close up l e t t e r s that somebody typed with blanks between them, words two or more blanks apart."""

import re

MIN_LETTERS = 4
MIN_LONE_LETTERS = 5  # of a single word: fewer, in a row, may be labels
WORD_GAP = re.compile(r"[ \u00a0\u2002-\u200a]{2,}")


def close_up(line: str) -> str:
    """Return a line of single characters as the words that they spell, any other line as it is."""
    line = line.strip()
    if len(line) < 2 * MIN_LETTERS - 1 or not line[1].isspace():
        return line
    words = [word.split() for word in WORD_GAP.split(line)]
    signs = [sign for word in words for sign in word]
    letters = [sign for sign in signs if sign.isalpha()]
    if any(len(sign) > 1 for sign in signs) or len(letters) < MIN_LETTERS or max(map(len, words)) < 2:
        return line
    if len(words) == 1:
        codes = [ord(sign) for sign in signs]
        in_turn = codes == list(range(codes[0], codes[0] + len(codes)))
        if len(letters) < max(MIN_LONE_LETTERS, len(signs)) or not all(map(str.isupper, letters)) or in_turn:
            return line
    return " ".join("".join(word) for word in words)
