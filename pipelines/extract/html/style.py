"""What a web page's own style sheets and attributes say of an element: only what can make its text unseen."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MAX_CSS_CHARS = 2_000_000
MAX_RULES = 20_000
MAX_MATCHES = 3_000_000  # of a rule with an element: more than any page has, and seconds
_PROPERTIES = """
display visibility font-size opacity text-indent left top right clip clip-path color background background-color
background-image text-decoration text-decoration-line font-weight
"""
PROPERTIES = frozenset(_PROPERTIES.split())
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
COMPOUND = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<more>(?:[.#][\w-]+)*)", re.IGNORECASE)
IMPORT = re.compile(r"@import\b", re.IGNORECASE)
STATES = re.compile(  # of an element that a reader's hand is on, and of what is no element
    r":(?:hover|focus|active|visited|disabled|checked|target|:?selection|:?placeholder)|:-|scrollbar", re.IGNORECASE
)
PAPER_ONLY = re.compile(r"\bprint\b|\(|\bspeech\b", re.IGNORECASE)

Simple = tuple[str, str, frozenset[str]]  # tag, id, classes; "" for any


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector, outermost part first, with what it declares; rank orders rules that meet in one element."""

    parts: tuple[Simple, ...]
    rank: tuple[int, int, int, int]
    declared: Mapping[str, str]


class Sheet:
    """The rules of a page, looked up by the last part of their selectors."""

    def __init__(self, css: Iterator[str]) -> None:
        self._rules: dict[str, list[Rule]] = defaultdict(list)
        self._work = MAX_MATCHES
        self.is_partial = False  # whether rules that are not looked up may colour a ground
        count = left = 0
        for text in css:
            if (left := left + len(text)) > MAX_CSS_CHARS:
                break
            self.is_partial |= bool(IMPORT.search(text))
            for selectors, body in _blocks(COMMENT.sub("", text)):
                declared = declarations(body)
                for selector in selectors.split(",") if declared else ():
                    count += 1
                    rule = _rule(selector, declared, count)
                    if rule is None and not STATES.search(selector):
                        self.is_partial |= any(name.startswith("background") for name in declared)
                    if rule and count < MAX_RULES:
                        tag, name, classes = rule.parts[-1]
                        key = f"#{name}" if name else f".{min(classes)}" if classes else tag
                        self._rules[key].append(rule)

    def declared(self, element: Any) -> dict[str, str]:
        """Return what holds for an element, its own `style` last; inherited values are not in it."""
        style = element.get("style")
        if not self._rules:
            return declarations(style) if style else {}
        names = (element.get("class") or "").split()
        keys = [f"#{element.get('id')}", *(f".{name}" for name in names), element.tag, ""]
        rules: list[Rule] = []
        for key in keys:
            candidates = self._rules.get(key, ())
            self._work -= len(candidates)
            rules += [rule for rule in candidates if _matches(rule, element)] if self._work > 0 else []
        found: dict[str, str] = {}
        for rule in sorted(rules, key=lambda rule: rule.rank):
            found.update(rule.declared)
        if style:
            found.update(declarations(style))
        return found


def declarations(body: str) -> dict[str, str]:
    """Return those declarations of a rule or a `style` that bear on being seen, lower case."""
    found = {}
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        if (name := name.strip().lower()) in PROPERTIES:
            found[name] = value.replace("!important", "").strip().lower()
    return found


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and body of each rule that holds on a screen of usual size."""
    start = place = 0
    while (opening := css.find("{", place)) >= 0:
        closing = css.find("}", opening)
        if closing < 0:
            return
        head = css[start:opening].rsplit(";", 1)[-1].strip()
        if head.startswith("@"):
            end = _end(css, opening)
            if re.match(r"@(?:media|layer|supports)\b", head, re.IGNORECASE) and not PAPER_ONLY.search(head):
                yield from _blocks(css[opening + 1 : end])
            start = place = end + 1
            continue
        yield head, css[opening + 1 : closing]
        start = place = closing + 1


def _end(css: str, opening: int) -> int:
    """Return where the block that opens there closes."""
    depth = 0
    for brace in re.compile("[{}]").finditer(css, opening):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return len(css)


def _rule(selector: str, declared: Mapping[str, str], order: int) -> Rule | None:
    """Return a rule whose parts are tags, ids and classes; any other (states, attributes) is nobody's here."""
    parts: list[Simple] = []
    ids = names = tags = 0
    for piece in selector.replace(">", " ").split():
        match = COMPOUND.fullmatch(piece)
        if match is None or not piece:
            return None
        tag = (match["tag"] or "").lower().strip("*")
        marks = re.findall(r"[.#][\w-]+", match["more"])
        name = next((mark[1:] for mark in marks if mark[0] == "#"), "")
        classes = frozenset(mark[1:] for mark in marks if mark[0] == ".")
        ids, names, tags = ids + bool(name), names + len(classes), tags + bool(tag)
        parts.append((tag, name, classes))
    return Rule(tuple(parts), (ids, names, tags, order), declared) if parts else None


def _matches(rule: Rule, element: Any) -> bool:
    """Whether the rule's last part fits the element and the others, in order, some elements around it."""
    *outer, last = rule.parts
    if not _fits(last, element):
        return False
    here = element.getparent()
    while outer and here is not None:
        if _fits(outer[-1], here):
            outer.pop()
        here = here.getparent()
    return not outer


def _fits(part: Simple, element: Any) -> bool:
    tag, name, classes = part
    if (tag and element.tag != tag) or (name and element.get("id") != name):
        return False
    return not classes or classes <= set((element.get("class") or "").split())
