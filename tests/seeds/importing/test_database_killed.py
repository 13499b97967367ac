"""The database dies while a world is imported: one clear error, and importing again does what is left."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import psutil
import pytest

from graph import engine
from graph.clock import FixedClock
from graph.errors import StoreUnavailableError, UnknownOutcomeError
from graph.integrity import violations
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import Progress, load
from seeds.stories.library import STORIES
from seeds.worlds import write_world

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


@pytest.mark.prove
async def test_an_import_whose_database_was_killed_is_finished_by_importing_again(
    settings: Settings, tmp_path: Path
) -> None:
    own = replace(settings, home=tmp_path / "home")
    counts = write_world(tmp_path / "world", today=date(2026, 3, 10), stories=tuple(STORIES))
    killed: list[int] = []

    def kill_halfway(now: Progress) -> None:
        if now.stage == "loading" and now.done > now.of / 2 and not killed:
            pid = engine.status(own).pid
            assert pid is not None
            killed.append(pid)
            psutil.Process(pid).kill()

    with engine.running(own) as running:
        async with Store.open(running.uri, running.user, running.password) as store:
            await migrate(store, NOON)
            with pytest.raises((StoreUnavailableError, UnknownOutcomeError)):
                await load(store, NOON, tmp_path / "world", kill_halfway)
    assert killed
    with engine.running(own) as running:
        async with Store.open(running.uri, running.user, running.password) as store:
            report = await load(store, NOON, tmp_path / "world")
            assert report.problems == []
            assert sum(count.same for count in report.counts.values()) > report.rows / 4
            assert {label: n.new + n.same for label, n in report.counts.items()} == counts
            assert await violations(store) == []
