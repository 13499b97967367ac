"""A run over all who are detained at once in the Netherlands, within a minute."""

import asyncio
import time
from dataclasses import replace
from datetime import date

import pytest

from analytics.findings.analysing import analyse
from graph import engine
from graph.clock import FixedClock
from graph.migrations import migrate
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import fill
from seeds.worlds import write_world

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
SECONDS = 60


async def _taken(connection):
    """Cases and seconds of a run over who is inside, of the same again, and of one over all open cases."""
    found = []
    async with Store.open(connection.uri, connection.user, connection.password) as store:
        await migrate(store, NOON)
        for inside in (True, True, False):
            started = time.monotonic()
            run = await analyse(store, NOON.now(), lambda *_: None, inside=inside)
            found.append((run.cases, round(time.monotonic() - started)))
    return found


@pytest.mark.prove
def test_everybody_detained_at_once_is_judged_within_a_minute(settings, tmp_path, record_property):
    own = replace(settings, home=tmp_path / "home", engine_heap="2g", engine_page_cache="1g")
    write_world(tmp_path / "world", today=date(2026, 3, 10), size="national")
    assert fill(own, NOON, tmp_path / "world", strict=True).loaded
    with engine.running(own) as connection:
        taken = asyncio.run(_taken(connection))
    (inside, first), (_, second), (every, whole) = taken
    record_property("cases of who is inside", inside)
    record_property("seconds, first run", first)
    record_property("seconds, run after it", second)
    record_property("all open cases", every)
    record_property("seconds for all of them", whole)
    assert inside > 8_000
    assert max(first, second) <= SECONDS
