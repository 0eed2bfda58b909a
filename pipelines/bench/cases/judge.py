"""Judge what was made of a file by assertions on its text, layers, places, answers, findings and outcomes.

White space is folded and Unicode brought to one form before texts are compared; nothing else is forgiven.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

Assertion = Mapping[str, Any]
Verdict = tuple[bool | None, str]  # None: there is nothing to judge it by; then why it does not hold

JOINED_CHARS = 12  # that a sentence may have around the one asked for
SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")
MARKS = re.compile(r"\s*\[\d{1,2}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+|\^\d{1,2}")
NO_WORD = re.compile(r"[^0-9a-z\u0590-\u06ff\u00e0-\u024f]+")
TICK = re.compile(r"^[\u2611\u2612\u2713\u2714\u25a0\u25cf]\s*")


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence that counts as the supplier's: page from 1; box left, top, right, bottom in parts of its page."""

    text: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How the reading of one file ended."""

    name: str
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """Everything that came of one case; `commitments` by law and topic, `stray` names of files left outside."""

    sentences: Sequence[Shown] = ()
    hidden: Sequence[str] = ()
    answers: Sequence[tuple[str, str]] = ()
    documents: Sequence[Ended] = ()
    commitments: Mapping[str, str] = field(default_factory=dict)
    completed: bool = True
    seconds: float = 0.0
    clean: bool = True
    stray: frozenset[str] = frozenset()


def folded(text: str, asked: Assertion | None = None) -> str:
    """Return the text as it is compared: what an assertion forgives (marks, forms, case) is taken away."""
    asked = asked or {}
    text = unicodedata.normalize("NFKC" if asked.get("nfkc") else "NFC", text)
    text = SPACES.sub(" ", text.replace("\u2011", "-")).strip()
    if asked.get("drop_markers"):
        text = SPACES.sub(" ", MARKS.sub("", text)).strip()
    return text.lower() if asked.get("ci") else text


def judge(asked: Assertion, made: Made) -> Verdict:
    """Return whether an assertion holds of what was made, and why not.

    Raises:
        KeyError: for a type of assertion that is not known here.
    """
    return JUDGES[asked["type"]](asked, made)


def _body(made: Made, asked: Assertion | None = None) -> list[str]:
    return [folded(sentence.text, asked) for sentence in made.sentences]


def _contains(asked: Assertion, made: Made) -> Verdict:
    return folded(asked["text"], asked) in " ".join(_body(made, asked)), "missing from the body"


def _contains_not(asked: Assertion, made: Made) -> Verdict:
    raw = " ".join(unicodedata.normalize("NFC", sentence.text) for sentence in made.sentences)
    text = folded(asked["text"], asked)
    found = asked["text"] in raw or (text != "" and text in " ".join(_body(made, asked)))
    return not found, "is in the body"


def _one_sentence(asked: Assertion, made: Made) -> Verdict:
    text = folded(asked["text"])
    holding = [sentence for sentence in _body(made, asked) if text in sentence]
    if not holding:
        return False, "no sentence holds it whole"
    nearest = min(holding, key=len)
    return len(nearest) <= len(text) + asked.get("slack", JOINED_CHARS), f"joined to other text: {nearest[:160]}"


def _separate(asked: Assertion, made: Made) -> Verdict:
    texts, sentences = [folded(text) for text in asked["texts"]], _body(made, asked)
    joined = " ".join(sentences)
    if missing := [text for text in texts if text not in joined]:
        return False, f"missing: {missing[0]}"
    mixed = [sentence for sentence in sentences if sum(text in sentence for text in texts) > 1]
    return not mixed, f"in one sentence: {mixed[0][:160]}" if mixed else ""


def _order(asked: Assertion, made: Made) -> Verdict:
    joined = " ".join(_body(made, asked))
    places = [joined.find(folded(text)) for text in asked["texts"]]
    return min(places) >= 0 and places == sorted(places), f"positions {places}"


def _count(asked: Assertion, made: Made) -> Verdict:
    n = " ".join(_body(made, asked)).count(folded(asked["text"]))
    return n == asked["n"], f"found {n} times"


def _hidden(asked: Assertion, made: Made) -> Verdict:
    text = folded(asked["text"])
    if text in " ".join(_body(made, asked)):
        return False, "counted as visible text"
    return any(text in folded(hidden) for hidden in made.hidden), "dropped without a word"


def _holding(asked: Assertion, made: Made) -> list[Shown]:
    text = folded(asked["text"])
    return [sentence for sentence in made.sentences if text in folded(sentence.text)]


def _page_of(asked: Assertion, made: Made) -> Verdict:
    pages = [sentence.page for sentence in _holding(asked, made)]
    return asked["page"] in pages, f"page {pages}" if pages else "missing"


def _box_near(asked: Assertion, made: Made) -> Verdict:
    holding = _holding(asked, made)
    boxes = [sentence.box for sentence in holding if sentence.page == asked["page"] and sentence.box]
    if not boxes:
        return False, "no box" if holding else "missing"
    off = min(max(abs(a - b) for a, b in zip(box, asked["box"], strict=True)) for box in boxes)
    got = [round(side, 3) for side in boxes[0]]
    return off <= asked["tol"], f"off by {off:.3f} of the page: {got}, wanted {asked['box']}"


def _key(text: str) -> str:
    return NO_WORD.sub(" ", folded(text).lower()).strip()


def _answer(text: str) -> str:
    return SPACES.sub(" ", TICK.sub("", folded(text))).strip(" .\u2022").lower()  # a ticked box before it is fine


def _answered(asked: Assertion, made: Made) -> Verdict:
    question = _key(asked["question"])
    given = [answer for text, answer in made.answers if question in _key(text)]
    if not given:
        return False, "question not found"
    right = {_answer(text) for text in asked["answer_any"]} & {_answer(text) for text in given}
    forbidden = [_answer(text) for text in asked.get("answer_not", ()) if _answer(text)]
    wrong = any(text in _answer(answer) for text in forbidden for answer in given)
    return bool(right) and not wrong, f"got {given[:3]!r}"


def _commitment(asked: Assertion, made: Made) -> Verdict:
    status = made.commitments.get(f"{asked['law']}/{asked['topic']}")
    return status in asked["status_in"], f"got {status}"


def _name(document: Ended) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(document.name.replace("\\", "/")).name)


def _outcome(asked: Assertion, made: Made) -> Verdict:
    ended = [document for document in made.documents if _name(document) == unicodedata.normalize("NFC", asked["doc"])]
    if not ended:
        return False, "document not listed"
    words = asked.get("reason_any", ())
    for document in ended:
        if document.outcome in asked["class_in"] and (not words or any(w in document.reason.lower() for w in words)):
            return True, ""
    return False, f"got {ended[0].outcome} ({ended[0].reason[:80]})"


def _included(asked: Assertion, made: Made) -> Verdict:
    missing = [name for name in asked["names"] if name not in {_name(document) for document in made.documents}]
    return not missing, f"not listed: {', '.join(missing)}"


def _excluded(asked: Assertion, made: Made) -> Verdict:
    listed = [name for name in asked["names"] if name in {_name(document) for document in made.documents}]
    return not listed, f"listed: {', '.join(listed)}"


def _completes(asked: Assertion, made: Made) -> Verdict:
    return made.completed and made.seconds <= asked["max_seconds"], f"completed {made.completed}, {made.seconds:.1f} s"


def _any_of(asked: Assertion, made: Made) -> Verdict:
    verdicts = [judge(one, made) for one in asked["assertions"]]
    why = " / ".join(reason for _, reason in verdicts)
    if all(holds is None for holds, _ in verdicts):
        return None, why
    return any(holds for holds, _ in verdicts), why


def _not_clean(_asked: Assertion, made: Made) -> Verdict:
    return not made.clean, "the run called itself clean"


def _nothing_outside(asked: Assertion, made: Made) -> Verdict:
    return asked["name"] not in made.stray, "written outside"


def _later(_asked: Assertion, _made: Made) -> Verdict:
    return None, "no workbook is made yet"


JUDGES: dict[str, Callable[[Assertion, Made], Verdict]] = {
    "must_contain": _contains,
    "must_not_contain": _contains_not,
    "must_be_one_sentence": _one_sentence,
    "must_be_separate": _separate,
    "order": _order,
    "count": _count,
    "must_be_flagged_hidden": _hidden,
    "page_of": _page_of,
    "box_near": _box_near,
    "qa": _answered,
    "commitment": _commitment,
    "outcome": _outcome,
    "documents_include": _included,
    "documents_exclude": _excluded,
    "exit_completes": _completes,
    "any_of": _any_of,
    "run_state_not_clean": _not_clean,
    "no_file_outside": _nothing_outside,
    "same_schema": _later,
    "export_opens": _later,
    "export_no_formula": _later,
    "export_text_cell": _later,
    "export_text_cell_starts": _later,
}
