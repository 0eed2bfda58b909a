"""Run a folder of small cases, each a file with assertions on what must come of it, through the real stages."""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.document import Layer, Outcome, Page, Sentence, body
from corpora.errors import AvowalError
from corpora.finding import Status
from pipelines.assess import assess_batch
from pipelines.bench.cases.judge import Ended, Made, Shown, judge
from pipelines.classify import classify_batch
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case

CASES_FILE = "cases.json"
OPEN = ("export", "same_schema")  # beginnings: what a workbook must say comes later
FRAMEWORKS = {"UK": "UK-MSA"}
TOPICS = {
    "UK/structure": ("UK-06", "UK-07", "UK-08"),
    "UK/policies": ("UK-09",),
    "UK/due_diligence": ("UK-10",),
    "UK/risk": ("UK-11", "UK-12"),
    "UK/effectiveness": ("UK-13",),
    "UK/training": ("UK-14",),
    "UK/board_approval": ("UK-02",),
}
CLASSES = {  # the best first
    "MET": (Status.MET,),
    "PARTLY MET": (Status.PARTIAL,),
    "UNCLEAR": (Status.NOT_ASSESSABLE, Status.NOT_APPLICABLE),
    "NOT MET": (Status.VAGUE, Status.PLANNED, Status.ABSENT, Status.NEG_DISCLOSED),
}
OUTCOMES = {Outcome.READ_BY_OCR: "read", Outcome.REFUSED: "unreadable"}  # in the words of the cases


class CasesError(AvowalError):
    """The folder holds no cases."""

    remedy = "Name a folder with a cases.json: a list `cases` of objects with id, file and assertions."
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """One assertion of a case: whether it holds (None: nothing to judge it by), and whether it counts yet."""

    about: str
    holds: bool | None
    why: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case with its assertions."""

    id: str
    title: str
    seconds: float
    checks: tuple[Checked, ...]

    @property
    def failing(self) -> list[Checked]:
        """Assertions that count and do not hold."""
        return [check for check in self.checks if not check.is_open and check.holds is False]


def run_cases(folder: Path, ids: Sequence[str] = ()) -> Iterator[CaseResult]:
    """Yield each case of a folder with its assertions judged; ids: only these cases.

    Raises:
        CasesError: where the folder has no readable list of cases.
    """
    try:
        listed = json.loads((folder / CASES_FILE).read_text(encoding="utf-8"))["cases"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CasesError(f"No cases can be read from {folder / CASES_FILE}.") from error
    for given in listed:
        if not ids or given["id"] in ids:
            made = make(folder / given["file"])
            checks = tuple(_check(asked, made) for asked in given["assertions"])
            yield CaseResult(given["id"], given.get("title", ""), made.seconds, checks)


def make(path: Path) -> Made:
    """Read, split, classify and judge one file or folder, and return what came of it."""
    places = {path.parent, path.parent.parent, Path.cwd(), Path(tempfile.gettempdir())}
    before = _names(places)
    began = time.perf_counter()
    try:
        found = [Case(source) for source in find_sources([path])]
        cases = assess_batch(classify_batch(segment_batch(extract_batch(found))), tuple(FRAMEWORKS.values()))
    except Exception as error:  # a run that fails is the finding
        return Made(
            documents=[Ended(path.name, "failed", f"{type(error).__name__}: {error}")],
            completed=False,
            seconds=time.perf_counter() - began,
        )
    seconds = time.perf_counter() - began
    return made_of(cases, seconds, frozenset(_names(places) - before))


def made_of(cases: Sequence[Case], seconds: float = 0.0, stray: frozenset[str] = frozenset()) -> Made:
    """Return what the stages made of some files in the words of the assertions."""
    sentences = [(case, sentence) for case in cases for sentence in body(case.sentences)]
    return Made(
        sentences=[_shown(case, sentence) for case, sentence in sentences],
        hidden=[s.text for case in cases for s in case.sentences if s.layer == Layer.HIDDEN],
        answers=[(answer.question, answer.answer) for case in cases for answer in case.answers],
        documents=[_ended(case) for case in cases],
        commitments=_commitments(cases),
        seconds=seconds,
        clean=all(_outcome(case).has_text or _outcome(case) == Outcome.DUPLICATE for case in cases),
        stray=stray,
    )


def table(results: Sequence[CaseResult], every: bool = False) -> Iterator[str]:
    """Yield a line a case with what fails and what is open below it, then the totals; every: what holds too."""
    for result in results:
        counted = [check for check in result.checks if not check.is_open]
        state = "FAILS" if result.failing else "holds"
        holding = sum(check.holds is True for check in counted)
        yield f"{result.id:<7}{state}  {holding}/{len(counted)}  {result.seconds:5.1f} s  {result.title}"
        for check in result.checks:
            if check.is_open:
                said = {True: "would hold", False: f"would fail: {check.why}", None: check.why}[check.holds]
                yield f"         open   {check.about}: {said}"
            elif check.holds is not True:
                yield f"         fails  {check.about}: {check.why}"
            elif every:
                yield f"         holds  {check.about}"
    totals = summary(results)
    yield (
        f"{totals['cases_holding']} of {totals['cases']} cases hold; of their assertions {totals['holding']} hold, "
        f"{totals['failing']} fail, {totals['open']} are open (workbook)."
    )


def summary(results: Sequence[CaseResult]) -> dict[str, int]:
    """Return the totals."""
    checks = [check for result in results for check in result.checks]
    failing = sum(len(result.failing) for result in results)
    opened = sum(check.is_open for check in checks)
    return {
        "cases": len(results),
        "cases_holding": sum(not result.failing for result in results),
        "holding": len(checks) - failing - opened,
        "failing": failing,
        "open": opened,
    }


def _check(asked: Mapping[str, Any], made: Made) -> Checked:
    holds, why = judge(asked, made)
    return Checked(_about(asked), holds, "" if holds else why, _is_open(asked))


def _is_open(asked: Mapping[str, Any]) -> bool:
    parts = asked.get("assertions") or [asked]
    return all(part["type"].startswith(OPEN) for part in parts)


def _about(asked: Mapping[str, Any]) -> str:
    if asked["type"] == "any_of":
        return "any of (" + "; ".join(_about(part) for part in asked["assertions"]) + ")"
    said = next((asked[key] for key in ("text", "texts", "question", "topic", "doc", "names") if key in asked), "")
    return f"{asked['type']} {said}".strip()[:140]


def _names(places: set[Path]) -> set[str]:
    return {name for place in places for name in os.listdir(place)}


def _outcome(case: Case) -> Outcome:
    is_read = case.document is not None and case.source.outcome != Outcome.DUPLICATE
    return case.document.outcome if is_read and case.document else case.source.outcome


def _ended(case: Case) -> Ended:
    outcome = _outcome(case)
    reason = case.document.reason if case.document and case.source.outcome == Outcome.READ else case.source.reason
    return Ended(case.source.path, OUTCOMES.get(outcome, str(outcome)), reason or "")


def _shown(case: Case, sentence: Sentence) -> Shown:
    if case.document is None or not sentence.spans:
        return Shown(sentence.text)
    page = next(page for page in case.document.pages if page.number == sentence.page)
    return Shown(sentence.text, page.number, _box(sentence, page))


def _box(sentence: Sentence, page: Page) -> tuple[float, float, float, float] | None:
    boxes = [span.box for span in sentence.spans if span.box and span.page == page.number]
    if not boxes or not page.width or not page.height:
        return None
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left / page.width, top / page.height, right / page.width, bottom / page.height


def _commitments(cases: Sequence[Case]) -> dict[str, str]:
    """Return the best class that any document gives each topic."""
    found: dict[str, str] = {}
    for topic, ids in TOPICS.items():
        statuses = {finding.status for case in cases for finding in case.findings if finding.commitment in ids}
        for name, members in CLASSES.items():
            if statuses.intersection(members):
                found[topic] = name
                break
    return found
