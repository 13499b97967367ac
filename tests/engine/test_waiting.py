"""Who has to wait is told for what; who waits in vain too."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph import engine
from graph.engine import servers
from graph.engine.file_locks import exclusive
from graph.errors import EngineError
from graph.settings import Settings


def test_who_waits_is_told_what_the_other_does_and_gives_up_with_the_same(tmp_path: Path) -> None:
    told: list[str] = []
    other = exclusive(tmp_path / "lock", "nothing", patience_seconds=0.2, waiting=told.append)
    with exclusive(tmp_path / "lock", "baking bread", patience_seconds=1), pytest.raises(EngineError) as caught, other:
        raise AssertionError("two hold one lock")
    (said,) = told
    assert said.startswith("process ")
    assert said.endswith(" is baking bread")
    assert str(caught.value) == f"{said}, and has not ended within 0 seconds"
    assert caught.value.advice == "try again when it has ended, or end it"
    with exclusive(tmp_path / "lock", "nothing", patience_seconds=0.2, waiting=told.append):
        assert len(told) == 1


def test_a_command_during_a_bulk_import_says_what_is_going_on(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "LOCK_PATIENCE_SECONDS", 0.3)
    home, told = replace(settings, home=tmp_path), list[str]()
    with engine.vacant(home, told.append, lambda _: True) as vacancy:
        assert vacancy is not None
        with pytest.raises(
            EngineError, match="is filling the database with a world, which can take minutes, and has not"
        ):
            engine.start(home, told.append)
    assert "is filling the database with a world, which can take minutes, waiting for it" in told[-1]
