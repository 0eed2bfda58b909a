"""A tender's own requirements are read with every mistake told, and judged by what their words speak of."""

from pathlib import Path

import openpyxl
import pytest

from pipelines.answers import decide, with_states
from pipelines.answers.requirements import RequirementsError, framework_of, read_requirements
from pipelines.assess import assess_batch
from pipelines.request import check
from pipelines.verdicts import judge
from tests.pipelines.answers.sent import form, sent

GOOD = """
- id: R1
  text: Workers of subcontractors can use a grievance channel in their own language.
  weight: 20
- id: R2
  text: Buyers on this contract are trained on modern slavery.
- {id: R3, text: The vans are electric., weight: 12.5%}
- {id: R4, text: A living wage is paid at every sewing site.}
- {id: "6.1", text: Say what was found in earlier years.}
- {id: R6, text: "Workers pay no recruitment fees, and keep their passports."}
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_yaml_and_workbook_are_read_alike(tmp_path: Path) -> None:
    rows = [["ID", "Text", "Weight"], ["R1", "Buyers are trained.", 20], ["R2", "The vans are electric.", None]]
    sheet = read_requirements(workbook(tmp_path / "r.xlsx", rows))
    plain = "- {id: R1, text: Buyers are trained., weight: 20}\n- {id: R2, text: The vans are electric.}\n"
    assert sheet == read_requirements(written(tmp_path / "r.yaml", plain))
    assert sheet == read_requirements(written(tmp_path / "s.yaml", f"requirements:\n{plain}"))
    assert [(r.id, r.weight) for r in sheet] == [("R1", 20.0), ("R2", None)]


def test_each_is_judged_by_what_its_words_speak_of(tmp_path: Path) -> None:
    framework = framework_of(written(tmp_path / "r.yaml", GOOD))
    rules = {c.id: (c.rule, c.canonical, c.decided_from) for c in framework.commitments}
    assert rules == {
        "R1": ("grievance_channel.v1", ("K16",), "text"),
        "R2": ("training_with_audience.v1", ("K19",), "text"),
        "R3": ("checked_outside_the_text.v1", (), "external"),
        "R4": ("practice_told.v1", (), "text"),
        "6.1": ("candour_about_cases.v1", ("K27",), "text"),
        "R6": ("several_told.v1", ("K22", "K29"), "text"),
    }
    assert {c.level for c in framework.commitments} == {"T"}
    assert framework.commitments[0].title.endswith("(weight 20)")


def test_a_requirement_with_a_questions_number_is_asked_by_that_question_alone(tmp_path: Path) -> None:
    found = {c.id: c for c in framework_of(written(tmp_path / "r.yaml", GOOD)).commitments}
    text = "6.1 What did your visits show? |\n7.2 Have you found any cases in the past? | None, in two night visits."
    decided = decide(found["6.1"], with_states(sent(form(text))), judge)
    assert (decided.question_id, decided.verdict.status) == ("6.1", "ABSENT")


def test_they_become_findings_of_the_response(tmp_path: Path) -> None:
    path = written(tmp_path / "r.yaml", GOOD)
    told = "We train all buyers on modern slavery each year."
    text = f"1 How are staff trained on modern slavery? | {told}\n2 Who pays fees? |"
    (case,) = assess_batch([form(text)], requirements=str(path))
    found = {
        f.commitment: (f.status, f.answered, f.missing, f.question_id) for f in case.findings if f.framework == "TENDER"
    }
    assert found["R2"] == ("MET", True, False, "1")
    assert found["R6"] == ("ABSENT", False, True, "2")
    assert found["R3"] == ("NOT_ASSESSABLE", None, False, None)
    assert found["R4"] == ("NOT_ASSESSABLE", None, False, None)


BAD_YAML = """- id: R1
  text: One.
  wieght: 3
- text: Two.
- id: R1
  text: Three.
  weight: lots
- nothing
- id: R9
"""


def test_every_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(RequirementsError) as raised:
        read_requirements(written(tmp_path / "bad.yaml", BAD_YAML))
    told = [line.strip().split(": ")[0] for line in str(raised.value).splitlines()[1:]]
    assert told == ["line 3", "line 4", "line 5", "line 7", "line 8", "line 9"]
    rows: list[list[object]] = [["id", "txt", "weight"], ["R1", "One", "x"]]
    with pytest.raises(RequirementsError, match="cell B1: unknown column: txt"):
        read_requirements(workbook(tmp_path / "bad.xlsx", rows))
    rows = [["id", "text", "weight"], ["R1", "One", "x"], [None, "Two", 2], ["R1", "Three", None]]
    with pytest.raises(RequirementsError) as raised:
        read_requirements(workbook(tmp_path / "worse.xlsx", rows))
    told = [line.strip().split(": ")[0] for line in str(raised.value).splitlines()[1:]]
    assert told == ["cell C2", "cell A3", "cell A4"]


@pytest.mark.parametrize("text", ["", "{", "just words", "- [a, b]", "id: R1\ntext: x", "\0\1", "- &a [*a]"])
def test_what_is_no_list_of_requirements_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(RequirementsError, match="line 1"):
        read_requirements(written(tmp_path / "r.yaml", text))


def test_a_run_with_bad_requirements_ends_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    bad = written(tmp_path / "bad.yaml", BAD_YAML)
    with pytest.raises(RequirementsError, match="line 3"):
        check([tmp_path / "a.pdf"], tmp_path / "out", requirements=bad)
