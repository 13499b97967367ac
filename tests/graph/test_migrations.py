import asyncio
from collections.abc import AsyncIterator

import pytest

from graph.clock import FixedClock
from graph.errors import MigrationError
from graph.migrations import migrate, packaged_migrations, state
from graph.migrations.files import read_migration
from graph.model.catalogue import KINDS, THINGS
from graph.store import Store

NOW = FixedClock(1_773_140_400_000)
FIRST = packaged_migrations()
MORE = [
    *FIRST,
    read_migration(
        f"{len(FIRST) + 1:04d}_count_something.cypher",
        "// a step on data\nCREATE INDEX tried_at IF NOT EXISTS FOR (n:Tried) ON (n.at);\n"
        "MERGE (t:Tried {id: 1}) SET t.times = coalesce(t.times, 0) + 1;\n",
    ),
]


@pytest.fixture
async def migrated(scratch: Store) -> AsyncIterator[Store]:
    """A migrated store that has the packaged migrations only, before and after a test."""
    await migrate(scratch, NOW)
    yield scratch
    await scratch.write(lambda t: t.rows("MATCH (m:Migration) WHERE m.version > $last DELETE m", {"last": len(FIRST)}))
    await scratch.define("DROP INDEX tried_at IF EXISTS")


async def test_the_keys_are_what_the_catalogue_asks(migrated: Store) -> None:
    rows = await migrated.rows(
        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type WHERE type CONTAINS 'UNIQUE'"
        " RETURN labelsOrTypes, properties"
    )
    found = {(row["labelsOrTypes"][0], *row["properties"]) for row in rows}
    asked = {(label, "id") for label in (*(kind.label for kind in THINGS), "Record", "Ledger")}
    asked |= {(kind.label, kind.current_key) for kind in KINDS.values() if kind.current_key}
    own = {("Record", "sourceKey"), ("Migration", "version"), ("Act", "key"), ("Event", "caseId", "sequence")}
    own |= {
        ("Finding", "id"),
        ("AnalysisRun", "id"),
        ("Webhook", "organisation"),
        ("WebhookDelivery", "key"),
        ("WebhookDelivery", "id"),
    }
    assert found == asked | own


async def test_every_index_is_online(migrated: Store) -> None:
    rows = await migrated.rows("SHOW INDEXES YIELD name, state RETURN name, state")
    assert len(rows) > 20
    assert {row["state"] for row in rows} == {"ONLINE"}


async def test_migrating_twice_applies_nothing(migrated: Store) -> None:
    assert await migrate(migrated, NOW) == []
    assert (await state(migrated)).pending == ()


async def test_a_step_is_applied_once_by_two_processes_at_once(migrated: Store) -> None:
    answers = await asyncio.gather(*(migrate(migrated, NOW, MORE) for _ in range(3)))
    assert sorted(name for names in answers for name in names) == ["count_something"]
    assert await migrated.one("MATCH (t:Tried) RETURN t.times AS times") == {"times": 1}
    assert (await state(migrated, MORE)).pending == ()


async def test_an_altered_step_is_refused(migrated: Store) -> None:
    altered = [read_migration("0001_keys_and_indexes.cypher", "CREATE INDEX x IF NOT EXISTS FOR (n:X) ON (n.x);")]
    with pytest.raises(MigrationError, match="was altered"):
        await migrate(migrated, NOW, altered)


async def test_a_newer_database_is_refused(migrated: Store) -> None:
    await migrate(migrated, NOW, MORE)
    with pytest.raises(MigrationError, match="does not know"):
        await migrate(migrated, NOW)


async def test_a_step_that_fails_leaves_no_trace(migrated: Store) -> None:
    name = f"{len(FIRST) + 1:04d}_break.cypher"
    broken = [*FIRST, read_migration(name, "CREATE (:Tried {id: 2});\nMATCH (n) RETURN 1 / 0;")]
    with pytest.raises(Exception, match="by zero"):
        await migrate(migrated, NOW, broken)
    assert await migrated.one("MATCH (t:Tried) RETURN count(t) AS count") == {"count": 0}
    assert (await state(migrated, broken)).pending == ("break",)


def test_line_ends_do_not_change_a_checksum() -> None:
    assert (
        read_migration("0001_a.cypher", "RETURN 1;\nRETURN 2;\n").checksum
        == read_migration("0001_a.cypher", "RETURN 1;\r\nRETURN 2;\r\n").checksum
    )


def test_a_misnamed_file_is_refused() -> None:
    with pytest.raises(MigrationError, match="not named"):
        read_migration("keys.cypher", "RETURN 1;")
