"""The sheet of a supplier prints on one page of A4 a law, however much there is to say; the evidence stands behind."""

import io
import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from corpora.finding import Confidence, Flag, Promise, Status
from corpora.framework import Commitment, load_frameworks
from corpora.practice import practices
from pipelines.report.sheet import write_sheet
from tests.browser.conftest import OpenPage
from tests.browser.measures import printed
from tests.report.runs import case, finding, judged, passage, run_of

SUPPLIER = (
    "The Consolidated International Holdings, Manufacturing and Distribution Company of Northern England and "
    "Subsidiary Undertakings (Second Incorporation) Limited"
)
QUOTE = (
    "Throughout the reporting period our procurement department together with independent specialists undertook "
    "comprehensive assessments of manufacturing arrangements, subcontracting relationships and intermediaries."
)
REASON = (
    "Mentions responsibilities and procedures in general terms, without naming whoever approved them, when that "
    "happened, or which organisations within the consolidated group are covered by the description given here."
)
FLAGS = ("F02", "F08", "F18", "F21", "F24", "F32")
MISSING = (Status.VAGUE, Status.PLANNED, Status.ABSENT)


def worst(folder: Path, missing: int) -> Path:
    """Write a sheet of every law, each with the longest of its titles, and as much of everything as a text can have."""
    texts = [f"{number} {QUOTE}" for number in range(16)]
    practised = list(practices())[:6]
    labels = {n: (practice, "DONE_IN_PERIOD", "SPECIFIC", 0.9) for n, practice in enumerate(practised)}
    one = case(SUPPLIER, texts, labels=labels, title=f"{SUPPLIER}: modern slavery statement for the financial year")
    findings = []
    for law in load_frameworks().values():
        longest = itertools.cycle(sorted(law.commitments, key=_length, reverse=True))
        asked = [
            *((status, Confidence.HIGH) for status, _ in zip(itertools.cycle(MISSING), range(missing), strict=False)),
            *[(Status.PARTIAL, Confidence.HIGH)] * 8,
            *[(Status.NOT_ASSESSABLE, Confidence.LOW)] * 9,
        ]
        for (number, (status, confidence)), commitment in zip(enumerate(asked), longest, strict=False):
            shown = passage(one, number % len(texts))
            found = finding(one, commitment.id, status, shown, reason=REASON, framework=law.id, confidence=confidence)
            findings.append(replace(found, applies="guessed"))  # which lengthens the first sentence
    id_ = one.source.document_id or ""
    ids = [sentence.sentence_id for sentence in one.sentences]
    flags = [Flag(id_, code, "shown", (ids[number],)) for number, code in enumerate(FLAGS)]
    promises = tuple(Promise(id_, None, "TRN1", ids[number], "2027-12-31") for number in range(6, 12))
    its = judged(one, *findings, flags=flags)
    run = run_of(folder / "run", replace(its, promises=promises))
    return write_sheet(run, SUPPLIER, folder, images=False)


def _length(commitment: Commitment) -> int:
    return len(commitment.title) + len(commitment.say.ask)


@pytest.fixture(scope="module", params=[2, 5, 15])
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worst(tmp_path_factory.mktemp("worst"), request.param)


def test_all_of_a_law_from_its_title_to_the_lines_for_names_is_one_page(sheet: Path, open_page: OpenPage) -> None:
    opened = open_page(sheet)
    opened.run("() => document.querySelectorAll('details').forEach(each => each.remove())")  # 600 pages of evidence
    paper = PdfReader(io.BytesIO(printed(opened))).pages
    laws = len(load_frameworks())
    assert [round(float(side) / 72 * 25.4) for side in paper[0].mediabox[2:]] == [210, 297]
    for number in range(laws):
        text = " ".join(paper[number].extract_text().split())
        assert text.count("Avowal supplier sheet") == 1, number
        for words in ("What is missing", "Check by hand", "Next step", "Second reader", "file sha256"):
            assert words in text, (number, words)
    behind = " ".join(paper[laws].extract_text().split())
    assert "Avowal supplier sheet" not in behind
    assert "Second reader" not in behind
    assert behind.startswith("The Consolidated International Holdings")
