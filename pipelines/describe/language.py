"""Name the language of a text by its commonest little words, or by its script."""

import re
from collections import Counter
from pathlib import Path

import yaml

MIN_WORDS = 15  # fewer are a title or a name
MIN_SHARE = (
    0.12  # of words that are little words of the language; running text has .3 and more, lists of names have none
)
MIN_SCRIPT_SHARE = 0.3  # of letters

LITTLE_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text(encoding="utf-8")).items()
}
SCRIPTS = {  # the first that fits: kana tells Japanese from Chinese
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
}


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code, or None for too little text, two languages alike, or one that is not known here."""
    letters = sum(map(str.isalpha, text))
    for code, letter in SCRIPTS.items():
        share = 0.05 if code == "ja" else MIN_SCRIPT_SHARE
        if letters >= MIN_WORDS and len(letter.findall(text)) >= share * letters:
            return code
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < MIN_WORDS:
        return None
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in little) / len(words) for code, little in LITTLE_WORDS.items()}
    best, second = sorted(shares, key=lambda code: -shares[code])[:2]
    return best if shares[best] >= MIN_SHARE and shares[best] > shares[second] else None
