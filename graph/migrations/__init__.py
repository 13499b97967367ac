"""Bring a database to the layout this product expects: each step once, in order, noted in the graph itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString

from graph.clock import Clock
from graph.errors import MigrationError
from graph.migrations.files import Migration, packaged_migrations
from graph.store import Store, Transaction

__all__ = ["Migration", "MigrationState", "migrate", "packaged_migrations", "state"]


@dataclass(frozen=True, slots=True)
class MigrationState:
    """Names of the steps that were applied and of those that are still to come, in order."""

    applied: tuple[str, ...]
    pending: tuple[str, ...]


_KEY: LiteralString = "CREATE CONSTRAINT migration_version IF NOT EXISTS FOR (m:Migration) REQUIRE m.version IS UNIQUE"

APPLIED: LiteralString = """
MATCH (m:Migration) WHERE m.version > 0
RETURN m.version AS version, m.name AS name, m.checksum AS checksum ORDER BY version
"""


async def state(store: Store, migrations: Sequence[Migration] | None = None) -> MigrationState:
    """What was applied and what is to come. Raises MigrationError when the two do not fit together."""
    steps = packaged_migrations() if migrations is None else tuple(migrations)
    applied = _compared(steps, await store.rows(APPLIED))
    return MigrationState(
        tuple(step.name for step in steps if step.version in applied),
        tuple(step.name for step in steps if step.version not in applied),
    )


LOCK: LiteralString = """
MERGE (m:Migration {version: 0}) SET m.turn = coalesce(m.turn, 0) + 1 RETURN m.turn AS turn
"""

NOTE: LiteralString = """
CREATE (m:Migration {version: $version, name: $name, checksum: $checksum, appliedAt: $now})
"""


async def migrate(store: Store, clock: Clock, migrations: Sequence[Migration] | None = None) -> list[str]:
    """Apply what is to come and answer its names, in order; nothing to come is no work.

    Two processes may do this at once: one waits for the other and finds its work done. Raises MigrationError when a
    step was altered after it was applied, or when the database knows a step that this product does not.
    """
    steps = packaged_migrations() if migrations is None else tuple(migrations)
    if not (await state(store, steps)).pending:
        return []
    await store.define(_KEY)
    names: list[str] = []
    for step in steps:

        async def apply(transaction: Transaction, step: Migration = step) -> bool:
            await transaction.rows(LOCK)
            if step.version in _compared(steps, await transaction.rows(APPLIED)):
                return False
            for statement in step.schema:
                await store.define(statement)
            for statement in step.data:
                await transaction.rows(statement)
            await transaction.rows(
                NOTE, {"version": step.version, "name": step.name, "checksum": step.checksum, "now": clock.now()}
            )
            return True

        if await store.write(apply, seconds=600):
            names.append(step.name)
    await store.rows("CALL db.awaitIndexes(300)", seconds=310)
    return names


def _compared(steps: Sequence[Migration], rows: list[dict[str, object]]) -> set[int]:
    known = {step.version: step for step in steps}
    for row in rows:
        step = known.get(int(str(row["version"])))
        if step is None:
            raise MigrationError(
                f"the database has migration {row['version']} ({row['name']}), which this version does not know",
                "use the newer version of casusregie that made it",
            )
        if row["checksum"] != step.checksum:
            raise MigrationError(
                f"migration {step.version} ({step.name}) was altered after it was applied to this database",
                "restore the file as it was released, and put the change into a new migration",
            )
    return {int(str(row["version"])) for row in rows}
