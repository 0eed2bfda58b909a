"""The environment: what of it counts, and that a user's own Prefect is left out unless asked for."""

import os
from pathlib import Path

import pytest

from pipelines import settings


def test_the_state_folder_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AVOWAL_STATE", str(tmp_path / "here"))
    assert settings.state_folder() == tmp_path / "here"
    monkeypatch.delenv("AVOWAL_STATE")
    assert settings.state_folder().name == "avowal"


def test_our_prefect_knows_nothing_of_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PREFECT_API_KEY", "the user's")
    monkeypatch.setenv("PREFECT_PROFILE", "cloud")
    monkeypatch.setenv("PREFECT_API_URL", "https://example.org/api")
    made = settings.prefect_environment(tmp_path, "avowal:key")
    assert not {"PREFECT_API_KEY", "PREFECT_PROFILE", "PREFECT_API_URL"} & made.keys()
    assert made["PREFECT_HOME"] == str(tmp_path)
    assert Path(made["PREFECT_PROFILES_PATH"]).parent == tmp_path


def test_nothing_phones_home(tmp_path: Path) -> None:
    made = settings.prefect_environment(tmp_path, "avowal:key")
    assert (made["DO_NOT_TRACK"], made["PREFECT_SERVER_ANALYTICS_ENABLED"]) == ("1", "false")


def test_a_process_is_turned_to_our_server_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_API_KEY", "the user's")
    with monkeypatch.context() as inside:
        inside.setattr(os, "environ", os.environ.copy())
        settings.use_prefect(settings.prefect_environment(tmp_path, "avowal:key"), "http://127.0.0.1:9/api")
        assert "PREFECT_API_KEY" not in os.environ
        assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:9/api"


@pytest.mark.parametrize(("said", "inherits"), [("inherit", True), ("", False), ("yes", False)])
def test_the_users_prefect_is_used_only_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, said: str, inherits: bool
) -> None:
    monkeypatch.setenv("AVOWAL_PREFECT", said)
    assert settings.inherits_prefect() is inherits
