"""Findings are measured by experts' criteria, by volunteers' answers and by shares, each as the folder allows."""

import json
from pathlib import Path

import pytest

from corpora.datasets.labelled import DatasetError
from corpora.datasets.wikirate import TRAINING, WHISTLEBLOWING
from corpora.framework import load_frameworks
from corpora.pattern import failure_patterns
from corpora.practice import practice_ids
from corpora.prediction import CRITERIA
from models.classifier import Classifier
from models.measure import Span
from pipelines.bench import criteria, shares, volunteers
from pipelines.bench.figures import Cell, Figures
from pipelines.bench.findings import NEEDS, able
from pipelines.bench.labelled_texts import folds_of_texts, texts_of
from tests.cli.running import quick

Models = dict[int, Classifier]


@pytest.fixture
def given(silent: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the command find its fold models trained."""

    class Study:
        def __init__(self, *_arguments: object) -> None: ...

        def fold_models(self) -> Models:
            return silent

    monkeypatch.setattr("pipelines.bench.findings.Study", Study)


def by_name(table: Figures, column: int = 0) -> dict[Cell, dict[str, Cell]]:
    return {row[column]: dict(zip(table.columns, row, strict=True)) for row in table.rows}


def test_what_stands_behind_a_commitment_is_there_to_be_found() -> None:
    known = {c.id for framework in load_frameworks().values() for c in framework.commitments}
    for country in criteria.countries().values():
        own = {c.id for c in load_frameworks()[country.framework].commitments}
        assert country.commitments.keys() <= own
        assert set().union(*country.commitments.values(), country.criteria) <= set(CRITERIA)
        assert {name for names in country.criteria.values() for name in names} <= known
    assert len(criteria.countries()["UK"].criteria) == 9
    assert tuple(criteria.countries()["AU"].criteria) == CRITERIA


def test_a_flag_is_right_where_no_sentence_has_the_criterion(panel: Path, silent: Models) -> None:
    commitments, at_once = criteria.bench(panel, silent)
    rows = by_name(commitments)
    assert (rows["AU-13"]["lacking"], rows["AU-13"]["flagged"]) == (0, 0), "approved by the board, and labelled so"
    assert (rows["AU-09"]["lacking"], rows["AU-09"]["flagged"]) == (1, 1)
    assert rows["AU-09"]["precision"] == Span(1.0, 1.0, 1.0)
    assert [row[:2] for row in at_once.rows] == [("AU, 11 criteria", "commitments"), ("AU, 11 criteria", "labels")]
    assert by_name(at_once, 1)["labels"]["flagged"] == 11, "a silent model labels nothing"
    assert criteria.bench(panel, silent, folds=())[-1].rows == []


def test_a_statement_lacks_a_criterion_where_all_that_stand_for_it_are_missing() -> None:
    country = criteria.countries()["UK"]
    behind = country.criteria["mitigation"]

    def flagged(missing: frozenset[str]) -> Cell:
        one = criteria.Statement("uk-1", "UK", frozenset(), missing, frozenset(CRITERIA), frozenset(CRITERIA))
        return by_name(criteria.at_once([one]), 1)["commitments"]["flagged"]

    assert flagged(frozenset(behind[:-1])) == 0
    assert flagged(frozenset(behind)) == 1


def test_a_volunteers_answers_are_compared_value_by_value(panel: Path, silent: Models) -> None:
    apart, kinds = map(by_name, volunteers.bench(panel, silent))
    trained, planned = apart["training: any training given"], apart["training: In Development"]
    assert (trained["right"], trained["said"], trained["recall"]) == (1, 1, Span(1.0, 1.0, 1.0))
    assert (planned["right"], planned["said"]) == (1, 0)
    assert (apart["whistleblowing: No"]["right"], apart["whistleblowing: No"]["said"]) == (1, 1)
    assert kinds["training: Procurement / purchasing"]["recall"] == Span(1.0, 1.0, 1.0)
    assert "training: Suppliers" not in kinds


def test_every_answer_that_a_volunteer_can_give_is_counted_somewhere() -> None:
    for question, answers in (("training", TRAINING), ("whistleblowing", WHISTLEBLOWING)):
        counted = frozenset().union(*(value.answers for value in volunteers.VALUES if value.question == question))
        assert {answer for answer in answers if not answer.startswith("In Development (")} == counted


def test_a_question_left_open_says_nothing() -> None:
    given = {"t1": {"training": frozenset({"No"}), "whistleblowing": frozenset[str]()}}
    apart, _kinds = volunteers.compare(given, {"t1": [True] * len(volunteers.VALUES)})
    assert apart.title == "Volunteers' answers: training of 1 statements, whistleblowing of 0 statements"
    assert {row["said"] for name, row in by_name(apart).items() if str(name).startswith("whistle")} == {0}


def test_bands_name_what_is_there() -> None:
    framework, bands = shares.bands()
    commitments = {c.id for c in load_frameworks()[framework].commitments}
    known = {"criterion": set(CRITERIA), "practice": set(practice_ids()), "flag": set(failure_patterns())}
    for band in bands:
        assert band.any <= known.get(band.of, set()), band.name
        assert band.all <= commitments, band.name
        assert band.below is None or band.below in {other.name for other in bands}


def test_shares_are_counted_over_what_reads_as_a_statement(panel: Path, silent: Models) -> None:
    heard: list[tuple[int, int]] = []
    (table,) = shares.bench(panel, silent, progress=lambda _step, done, total: heard.append((done, total)))
    assert table.title == "Shares of 1 British statements (1 other texts left out)"
    assert heard == [(1, 2), (2, 2)]
    rows = by_name(table)
    assert (rows["approval found"]["stands"], rows["MON3 or GRV4"]["stands"]) == ("outside", "inside")
    assert isinstance(span := rows["approval found"]["found"], Span)
    assert span.value == 0


def test_a_share_stands_where_it_is_expected() -> None:
    def seen(name: str, found: bool) -> shares.Seen:
        has = frozenset({"approval", "MON3"}) if found else frozenset[str]()
        met = frozenset({"UK-02"}) if found else frozenset[str]()
        return shares.Seen(name, has, has, frozenset({"F01"}), met, met | {"UK-01"}, 10, 6)

    rows = by_name(shares.table([seen("a", True), seen("b", False)], 0))
    stands = {name: row["stands"] for name, row in rows.items()}
    assert stands["approval found"] == stands["sentences labelled"] == "inside"
    assert stands["MON3 or GRV4"] == stands["value talk or blanket claim (F01, F02)"] == "outside"
    assert stands["both mandatory text items answered (UK-01, UK-02)"] == "inside"
    assert stands["UK-02 met"] == "outside", "a commitment is stricter than its label, so it must be met less often"
    assert shares.table([], 0).rows[0][1:4] == (None, "1-1", None)


def test_a_text_of_a_group_without_labels_has_a_model_too(panel: Path) -> None:
    assert folds_of_texts(panel, texts_of(panel)).keys() == {"t1", "t2"}


def test_what_the_folder_lacks_is_left_out_unless_it_was_asked_for(panel: Path) -> None:
    assert able(panel, ()) == (list(NEEDS), [])
    (panel / "wikirate_answers.jsonl").unlink()
    names, left_out = able(panel, ())
    assert names == ["panel", "criteria", "shares"]
    assert "wikirate_answers.jsonl" in left_out[0]
    with pytest.raises(DatasetError, match=r"wikirate_answers\.jsonl"):
        able(panel, ["answers"])
    with pytest.raises(DatasetError):
        able(panel / "nowhere", ())


@pytest.mark.usefixtures("given")
def test_the_command_prints_all_four(panel: Path) -> None:
    said = quick("bench", "assess", "--data", panel)
    assert said.exit_code == 0, said.output
    for title in ("commitment ", "Panel:", "Missing by the experts", "Volunteers' answers", "Shares of"):
        assert title in said.stdout
    said = quick("bench", "assess", "--data", panel, "--json", "--documents", "1")
    found = json.loads(said.stdout)
    assert list(found) == list(NEEDS)
    assert [table["title"] for table in found["panel"]][-1] == "Panel: counts"


@pytest.mark.usefixtures("given")
def test_the_command_measures_what_is_named(panel: Path) -> None:
    said = quick("bench", "assess", "--data", panel, "--only", "answers", "--only", "criteria", "--held")
    assert said.exit_code == 0, said.output
    assert "Volunteers' answers" in said.stdout
    assert "Panel:" not in said.stdout
    (panel / "commitments.jsonl").unlink()
    said = quick("bench", "assess", "--data", panel, "--only", "panel")
    assert said.exit_code == 2
    assert "commitments.jsonl" in said.stderr
    said = quick("bench", "assess", "--data", panel, "--only", "criteria", "--recipe", "linear")
    assert said.exit_code == 0
