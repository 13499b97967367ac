"""The whole country, 45,000 persons: it loads in bulk, and what came in is what was written."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph import engine
from graph.clock import FixedClock
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import fill
from seeds.worlds import write_world

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
LIMIT_SECONDS = 480


@pytest.mark.prove
def test_the_national_world_loads_within_eight_minutes(
    settings: Settings, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    own = replace(settings, home=tmp_path / "home", engine_heap="2g", engine_page_cache="1g")
    counts = write_world(tmp_path / "world", today=date(2026, 3, 10), size="national")
    begun = time.monotonic()
    report = fill(own, NOON, tmp_path / "world", strict=True)
    assert report is not None
    assert report.loaded
    assert {label: count.new for label, count in report.counts.items()} == counts

    async def migrated(connection: engine.Connection) -> dict[str, int]:
        async with Store.open(connection.uri, connection.user, connection.password) as store:
            await migrate(store, NOON)
            persons = await store.one("MATCH (n:Person) RETURN count(n) AS n")
            records = await store.one("MATCH (n:Record) RETURN count(n) AS n")
            return {"Person": persons["n"], "Record": records["n"]}

    with engine.running(own) as connection:
        found = asyncio.run(migrated(connection))
        seconds = time.monotonic() - begun
    assert found["Person"] == counts["Person"]
    record_property("rows", sum(counts.values()))
    record_property("records", found["Record"])
    record_property("seconds, from the folder to a database with its keys", round(seconds))
    assert seconds <= LIMIT_SECONDS
