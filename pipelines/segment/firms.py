"""Whether the full stop of a company's legal form ("Pty Ltd.", "Inc.") ends a sentence too."""

import re

_FIRMS = "ltd pty co corp inc plc llc bros gmbh cie b.v n.v s.a"
FIRMS = frozenset(_FIRMS.split())  # as they stand before a full stop, in small letters

_GOES_ON = """
board company corporation corp gmbh group holding holdings inc kg limited llc llp ltd plc proprietary pty
"""
GOES_ON = frozenset(_GOES_ON.split())  # "Smith & Co. Limited", "Acme Ltd. Board": more of the name, or what is named

_AUXILIARIES = """
am are became began came can could did do does fell found gave grew had has have held holds is kept led makes may met
might must paid rose said saw sells sent shall should spent told took was went were will won would wrote
"""
AUXILIARIES = frozenset(_AUXILIARIES.split())
TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "sir"])  # before the name of a person
_NO_VERBS = """
across always and as at business but by for from in its less of on or perhaps plus process sales series this thus to
towards trading us versus whereas which who with
"""
NO_VERBS = frozenset(_NO_VERBS.split())
MIN_VERB_CHARS = 4  # of one that only its ending shows
MAX_NAME_WORDS = 9

WORD = re.compile(r"[^\W_][\w'’.&-]*|&")
# "the Acme Inc." | "Code", "Roe & Co." | "Mutual"
ATTRIBUTE = re.compile(r"(?:(?:\b[Tt]he|\b[Oo]ur|\b[Aa]n?)\s(?:[A-Z&][\w&,.'’-]*\s)*|& )[\w.,'’-]+$")
SUBJECT = re.compile(r"\b(?:[Ww]e|[Ii]t|[Tt]hey|I|[Yy]ou)\s[a-z]+")  # and its verb, whatever that is
DEFINITION = re.compile(r"^\(([^()]{1,180})\)")  # "(the Company)"; "(We looked at all sites.)" is a sentence


def begins_after_firm(before: str, after: str) -> bool:
    """Whether a new sentence begins, with a name, after one that ends with a company's legal form.

    Args:
        before: The running sentence, with its last full stop.
        after: What follows, beginning with a capital letter.
    """
    if not SUBJECT.search(before) and not any(_is_verb(word) for word in WORD.findall(before)):
        return False  # a company's name alone: "Acme Ltd. Supplier Code"
    words = re.split(r"\s+", after, maxsplit=MAX_NAME_WORDS)[:MAX_NAME_WORDS]
    if words[0].strip(".,;:)").lower() in GOES_ON:
        return False
    named_again = re.search(rf"(?<!\w){re.escape(words[0])}(?!\w)", before) is not None
    if not named_again and ATTRIBUTE.search(before):
        return False
    for i, word in enumerate(words):
        if _is_of_name(word) or (i and word in ("and", "of") and _is_of_name((words[i + 1 : i + 2] or [""])[0])):
            if word.endswith((",", ";", ":")) or (word.endswith(".") and not _goes_on_in_name(word)):
                return False
            continue
        return _is_verb(word) or (named_again and word.isalpha() and word not in NO_VERBS)
    return False


def is_definition(after: str) -> bool:
    """Whether what follows a company's name in brackets only names it."""
    bracket = DEFINITION.match(after)
    return bracket is not None and not bracket[1].rstrip("\"”’'").endswith((".", "!", "?"))


def _is_of_name(word: str) -> bool:
    return word[:1].isupper() or word == "&" or word[:1].isdigit() or word.rstrip(".") in FIRMS


def _goes_on_in_name(word: str) -> bool:
    """Whether a word with a full stop is a legal form, a person's title or an initial."""
    return word[:-1].lower() in FIRMS | TITLES or (len(word) == 2 and word[0].isupper())


def _is_verb(word: str) -> bool:
    """Whether a word in small letters is a verb by the look of it: one of the usual ones, or "controls", "employed"."""
    if word in AUXILIARIES:
        return True
    by_ending = word.islower() and word.endswith(("s", "ed")) and not word.endswith("ss")
    return by_ending and len(word) >= MIN_VERB_CHARS and word not in NO_VERBS
