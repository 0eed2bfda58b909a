"""An instance of a kind of fault: files made here, and what must come of them in the words of the bench of cases."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Assertion = dict[str, Any]
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Instance:
    """Files by name, one or a batch, and the assertions on what is made of them."""

    kind: str
    name: str
    files: Callable[[], Files]
    assertions: Sequence[Assertion]


def one_file(kind: str, name: str, data: Callable[[], bytes], *assertions: Assertion) -> Instance:
    """Return an instance of one file."""
    return Instance(kind, name, lambda: {name: data()}, assertions)


def has(text: str, **forgiven: bool) -> Assertion:
    return {"type": "must_contain", "text": text, **forgiven}


def lacks(*texts: str) -> list[Assertion]:
    return [{"type": "must_not_contain", "text": text} for text in texts]


def whole(text: str, slack: int = 0) -> Assertion:
    """The text is one sentence."""
    return {"type": "must_be_one_sentence", "text": text, "slack": slack}


def apart(*texts: str) -> Assertion:
    return {"type": "must_be_separate", "texts": list(texts)}


def order(*texts: str) -> Assertion:
    return {"type": "order", "texts": list(texts)}


def count(text: str, n: int = 1) -> Assertion:
    return {"type": "count", "text": text, "n": n}


def unseen(text: str) -> Assertion:
    return {"type": "must_be_flagged_hidden", "text": text}


def on_page(text: str, page: int) -> Assertion:
    return {"type": "page_of", "text": text, "page": page}


def near(text: str, page: int, box: Sequence[float], tol: float = 0.02) -> Assertion:
    return {"type": "box_near", "text": text, "page": page, "box": list(box), "tol": tol}


def qa(question: str, *answers: str, wrong: Sequence[str] = ()) -> Assertion:
    return {"type": "qa", "question": question, "answer_any": list(answers), "answer_not": list(wrong)}


def judged(topic: str, *classes: str) -> Assertion:
    """The UK Act's commitment on the topic has one of the classes, NOT MET if none is named."""
    return {"type": "commitment", "law": "UK", "topic": topic, "status_in": list(classes or ("NOT MET",))}


def ended(doc: str, *classes: str, words: Sequence[str] = ()) -> Assertion:
    return {"type": "outcome", "doc": doc, "class_in": list(classes), "reason_any": list(words)}


def listed(*names: str) -> Assertion:
    return {"type": "documents_include", "names": list(names)}


def unlisted(*names: str) -> Assertion:
    return {"type": "documents_exclude", "names": list(names)}


def any_of(*assertions: Assertion) -> Assertion:
    return {"type": "any_of", "assertions": list(assertions)}


ENDS: Assertion = {"type": "exit_completes", "max_seconds": 60}
NOT_CLEAN: Assertion = {"type": "run_state_not_clean"}
