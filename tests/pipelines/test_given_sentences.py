"""Text that others have split: what its rows become, and how their mistakes are told."""

import json
from pathlib import Path

import pytest

from pipelines.ingest import (
    GivenSentencesError,
    read_sentences,
)


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_given_sentences_become_cases_whose_spans_slice_back(tmp_path: Path) -> None:
    rows = [
        {"document": "one", "index": 1, "text": "We repaid  four workers."},
        {"document": "two", "index": 0, "text": "We train staff.", "heading": "Training"},
        {"document": "one", "index": 0, "text": "Hollowbeck makes desks.", "extra": True},
    ]
    path = write(tmp_path, "rows.jsonl", "\ufeff" + "\n".join(json.dumps(row) for row in rows) + "\n\n")
    one, two = read_sentences(path)
    assert [s.text for s in one.sentences] == ["Hollowbeck makes desks.", "We repaid four workers."]
    assert two.sentences[0].section == ("Training",)
    for case in (one, two):
        assert case.document is not None
        assert case.document.document_id == case.source.document_id
        for sentence in case.sentences:
            (span,) = sentence.spans
            assert case.document.pages[0].text[span.start : span.end] == sentence.text
    assert len({s.sentence_id for case in (one, two) for s in case.sentences}) == 3


def test_bad_rows_are_one_error_that_names_their_lines(tmp_path: Path) -> None:
    good = json.dumps({"document": "a", "index": 0, "text": "x"})
    path = write(tmp_path, "rows.jsonl", "\n".join([good, "{", '{"document": "a", "index": "x", "text": "y"}', good]))
    with pytest.raises(GivenSentencesError) as caught:
        read_sentences(path)
    for part in ("line 2: not JSON", "line 3: index", "line 4: index 0 of a stands twice"):
        assert part in str(caught.value)


def test_faults_of_given_sentences_are_told_in_plain_words(tmp_path: Path) -> None:
    rows = ["[1]", '{"document": "a", "index": -1, "text": "x"}', '{"document": "a", "index": 0}', '{"document": ""}']
    path = write(tmp_path, "rows.jsonl", "\n".join(rows))
    with pytest.raises(GivenSentencesError) as caught:
        read_sentences(path)
    assert [line.strip() for line in str(caught.value).splitlines()[1:]] == [
        "line 1: not a JSON object",
        "line 2: index: must be a whole number from 0",
        "line 3: text: is missing",
        "line 4: document: must be a text, and not an empty one",
    ]
    with pytest.raises(GivenSentencesError, match="there is no such file"):
        read_sentences(tmp_path / "nowhere.jsonl")
    with pytest.raises(GivenSentencesError, match="byte 5 is not UTF-8"):
        read_sentences(write(tmp_path, "latin.jsonl", b"1234\xe9"))
    with pytest.raises(GivenSentencesError, match="cannot be read: Is a directory"):
        read_sentences(tmp_path)


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_of_sentences_without_rows_is_an_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(GivenSentencesError):
        read_sentences(write(tmp_path, "rows.jsonl", content))
