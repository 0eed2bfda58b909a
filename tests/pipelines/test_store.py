"""A run's folder is whole or unchanged, and holds the work of one run at a time."""

import errno
from pathlib import Path

import pytest

from pipelines import store
from pipelines.store import OutputError


def finish_run(folder: Path, name: str) -> None:
    store.write_json(folder / store.RUN_FILE, {"name": name})
    store.write_bytes(folder / "files.parquet", name.encode())


def break_off(out: Path, error: BaseException) -> None:
    with store.claim(out, replace=True) as folder:
        finish_run(folder, "broken off")
        raise error


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "results"


@pytest.fixture
def earlier(out: Path) -> Path:
    with store.claim(out) as folder:
        finish_run(folder, "earlier")
    return out


def test_a_finished_run_appears_at_once_and_leaves_nothing_beside_it(out: Path) -> None:
    with store.claim(out) as folder:
        finish_run(folder, "first")
        assert not out.exists()
    assert store.holds_run(out)
    assert names(out.parent) == ["results"]


def test_parents_of_the_folder_are_made(tmp_path: Path) -> None:
    with store.claim(tmp_path / "a" / "b") as folder:
        finish_run(folder, "first")
    assert store.holds_run(tmp_path / "a" / "b")


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_run_that_ends_early_leaves_no_trace(out: Path, error: type[BaseException]) -> None:
    with pytest.raises(error):
        break_off(out, error())
    assert names(out.parent) == []


def test_a_run_that_ends_early_leaves_the_earlier_one_as_it_was(earlier: Path) -> None:
    with pytest.raises(ValueError, match="broken"):
        break_off(earlier, ValueError("broken"))
    assert store.read_json(earlier / store.RUN_FILE) == {"name": "earlier"}
    assert names(earlier.parent) == ["results"]


def test_an_earlier_run_is_refused_unless_it_is_to_be_replaced(earlier: Path) -> None:
    with pytest.raises(OutputError, match="already holds a run") as caught, store.claim(earlier):
        pass
    assert "--replace" in caught.value.advice
    with pytest.raises(OutputError):
        store.check(earlier)


def test_a_replaced_run_stays_until_the_new_one_is_complete(earlier: Path) -> None:
    with store.claim(earlier, replace=True) as folder:
        finish_run(folder, "later")
        assert store.read_json(earlier / store.RUN_FILE) == {"name": "earlier"}
    assert store.read_json(earlier / store.RUN_FILE) == {"name": "later"}
    assert names(earlier.parent) == ["results"]


@pytest.mark.parametrize("replace", [False, True])
def test_files_that_are_no_run_are_never_replaced(out: Path, replace: bool) -> None:
    out.mkdir()
    (out / "thesis.docx").write_text("three years")
    with pytest.raises(OutputError, match="not a run of Avowal"), store.claim(out, replace):
        pass
    with pytest.raises(OutputError):
        store.check(out, replace)
    assert names(out) == ["thesis.docx"]


def test_an_empty_folder_may_be_filled(out: Path) -> None:
    out.mkdir()
    with store.claim(out) as folder:
        finish_run(folder, "first")
    assert store.holds_run(out)


def test_a_file_is_no_folder(out: Path) -> None:
    out.write_text("a file")
    with pytest.raises(OutputError, match="is a file"), store.claim(out):
        pass


def test_what_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    worked = False
    with pytest.raises(OutputError, match="cannot be written") as caught, store.claim(tmp_path / "file" / "results"):
        worked = True
    assert not worked
    assert "-o" in caught.value.advice
    with pytest.raises(OutputError):
        store.check(tmp_path / "file" / "results")


def test_a_full_disk_is_told_before_the_work(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"), store.claim(out):
        pass
    assert names(out.parent) == []


def test_two_runs_into_one_folder_are_kept_apart(out: Path) -> None:
    with store.claim(out) as folder:
        with pytest.raises(OutputError, match="Another run"), store.claim(out):
            pass
        finish_run(folder, "first")
    assert store.holds_run(out)


def test_what_a_killed_run_left_is_cleared(out: Path) -> None:
    left = out.with_name(".results.partial")
    (left / "deep").mkdir(parents=True)
    (left / "deep" / "half.parquet").write_text("half")
    with store.claim(out) as folder:
        assert names(folder) == []
        finish_run(folder, "first")
    assert names(out) == ["files.parquet", "run.json"]


def test_a_run_killed_between_the_two_renames_of_a_swap_loses_nothing(earlier: Path) -> None:
    earlier.rename(earlier.with_name(".results.previous"))
    with pytest.raises(OutputError, match="already holds a run"), store.claim(earlier):
        pass
    assert store.read_json(earlier / store.RUN_FILE) == {"name": "earlier"}
