"""What every part of an import needs: where rows are read, where they go, and what is told about them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from graph import statements
from graph.creations import relationships_of
from graph.errors import WorldError
from graph.model.catalogue import KINDS
from graph.model.kinds import Kind
from graph.model.rows import Row, RowReader
from graph.store import Store, Transaction
from seeds.importing.checking import OFFSET_BITS
from seeds.importing.folder import World
from seeds.importing.planning import Given, Plan
from seeds.importing.reporting import Import

BATCH = 5_000
"""Rows in one transaction."""

SESSIONS = 2
"""Transactions at once: the server has two cores to spare while one batch is made ready."""

SECONDS = 300.0
"""How long one transaction may take."""

OFFSET_MASK = (1 << OFFSET_BITS) - 1


class Source:
    """A checked world and the report about it. `now` is the moment of the import."""

    def __init__(self, importing: Import, now: int, world: World) -> None:
        self.now = now
        self.world = world
        self.checked = importing.checked
        self.report = importing.report
        self.tell = importing.loaded
        self._readers = {label: RowReader(label) for label in self.checked.places}

    def read(self, label: str, place: int) -> tuple[Row, str]:
        """The row at a place, and its hash."""
        return self._readers[label].read(self.world.files[label].at(place & OFFSET_MASK))

    def given(self, label: str, place: int) -> Given:
        """The record at a place."""
        offset = place & OFFSET_MASK
        row, row_hash = self.read(label, place)
        reader, lines = self._readers[label], self.world.files[label]
        return Given(KINDS[label], offset, row, row_hash, lambda keys: reader.hash_without(lines.at(offset), keys))

    def count(self, plan: Plan) -> None:
        """Tell what was done about the rows of a plan."""
        for given, verdict in plan.verdicts:
            count = self.report.count(given.kind.label)
            setattr(count, verdict, getattr(count, verdict) + 1)
        self.tell(len(plan.verdicts))

    def new(self, label: str, rows: int) -> None:
        """Tell that so many rows of a kind were new."""
        if rows:
            self.report.count(label).new += rows
            self.tell(rows)


class Supply(Source):
    """A source, and the store it goes to."""

    def __init__(self, importing: Import, now: int, world: World, store: Store) -> None:
        super().__init__(importing, now, world)
        self.store = store

    async def any(self, kind: Kind) -> bool:
        """Whether the store holds anything of a kind."""
        row = await self.store.one(statements.counting(kind))
        return bool(row and row["count"])

    def refuse(self, given: Given) -> None:
        """Reject a row that the store does not take."""
        label = given.kind.label
        line = self.world.files[label].number(given.offset)
        self.checked.reject(label, line, "", "clashes with what the database holds: an id, a source key or a direction")
        self.tell(1)


async def create(transaction: Transaction, kind: Kind, rows: list[dict[str, Any]]) -> None:
    """Create nodes of a kind, each with its relationships; raises WorldError when not all ends are there."""
    if not rows:
        return
    made = await transaction.one(statements.creation(kind), {"rows": rows}) or {"nodes": 0}
    # Rows of one batch may point at each other, and then count each other's relationships too.
    if made["nodes"] != len(rows) or made["relationships"] < sum(relationships_of(kind, row) for row in rows):
        raise WorldError("something that this world points at was removed meanwhile", "import it again")


async def at_once(work: Callable[[Any], Awaitable[None]], batches: Iterable[Any]) -> None:
    """Work on batches in turn, on a few sessions at once; the first error ends all."""
    remaining = iter(batches)

    async def worker() -> None:
        for batch in remaining:
            await work(batch)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(SESSIONS):
                group.create_task(worker())
    except ExceptionGroup as broken:
        raise broken.exceptions[0] from None
