"""Every kind of fault that users reported of libraries in use here has own instances, and none of them is met here."""

from collections import Counter
from pathlib import Path

import pytest

from pipelines.bench.cases.judge import judge
from pipelines.bench.cases.report import make
from tests.cases import carriers, forms, glyphs, other_files, other_pages, pages, sheets, word
from tests.cases.instances import Instance

INSTANCES = [
    *glyphs.INSTANCES,
    *pages.INSTANCES,
    *forms.INSTANCES,
    *word.INSTANCES,
    *sheets.INSTANCES,
    *carriers.INSTANCES,
    *other_pages.INSTANCES,
    *other_files.INSTANCES,
]
KINDS = [  # of the reports, each by what a user saw
    "answers outside the page text",
    "batches",
    "columns",
    "content controls and boxes",
    "doubled glyphs",
    "exports",
    "files inside files",
    "footnote marks",
    "glyphs that map to no letter",
    "hidden Office content",
    "hyphens at line ends",
    "letter and word gaps",
    "lists",
    "merged cells",
    "page boxes",
    "quoted mail",
    "readable or not",
    "right to left",
    "running heads inside sentences",
    "said or not said",
    "scans",
    "sentence ends",
    "text boxes",
    "text encodings",
    "text that cannot be seen",
    "the form's own words",
    "tracked changes",
    "turned text",
    "unseen characters",
    "values as shown",
    "web pages",
    "workbook traps",
    "wrapped table cells",
]


def test_every_kind_has_two_instances() -> None:
    counts = Counter(instance.kind for instance in INSTANCES)
    assert set(counts) == set(KINDS)
    assert not [kind for kind, n in counts.items() if n < 2]


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda instance: f"{instance.kind}: {instance.name}")
def test_an_instance_comes_out_as_a_reader_sees_it(instance: Instance, tmp_path: Path) -> None:
    files = instance.files()
    folder = tmp_path / "given"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    made = make(folder / instance.name if instance.name in files else folder)
    for asked in instance.assertions:
        holds, why = judge(asked, made)
        assert holds is not False, (
            f"{asked}: {why}\n{[s.text for s in made.sentences]}\n{made.answers}\n{made.documents}"
        )
