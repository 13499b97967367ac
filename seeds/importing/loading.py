"""Loading what was found good: things by kind, then the records of some cases at a time, then links.

A node lands in one transaction with its relationships, and the records of a case in one with its ledger, so that an
import that was killed leaves no half of anything: importing again does what is left.
"""

import asyncio
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, LiteralString

from graph import statements
from graph.clock import Clock
from graph.creations import link_of, node_of, relationships_of, source_key
from graph.errors import ConflictError, WorldError
from graph.ledgers import lock_cases, versions_of
from graph.model.catalogue import KINDS, LINKS, RECORDS, THINGS
from graph.model.kinds import Kind, Link
from graph.model.rows import Row, RowReader, ends_of, lookup_labels
from graph.model.words import ORGANISATION_LABELS
from graph.records import new_id
from graph.store import Store, Transaction
from graph.targets import stored_targets
from seeds.importing.checking import NO_CASE, OFFSET_BITS, Checked
from seeds.importing.folder import World
from seeds.importing.planning import Creation, Given, Plan, Stored, plan_of
from seeds.importing.problems import Report

BATCH = 5_000
CASE_BATCH = 8_000
SESSIONS = 2
_SECONDS = 300.0
_OFFSET_MASK = (1 << OFFSET_BITS) - 1

Tell = Callable[[int], None]
"""Called with the number of rows that were dealt with since the last call."""


class Loader:
    """Loads one checked world into a store."""

    def __init__(
        self, store: Store, clock: Clock, world: World, checked: Checked, *, report: Report, tell: Tell
    ) -> None:
        self._store = store
        self._now = clock.now()
        self._world = world
        self._checked = checked
        self._report = report
        self._tell = tell
        self._readers = {label: RowReader(label) for label in checked.places}

    async def load(self) -> None:
        """Load everything."""
        for kind in THINGS:
            if self._checked.places.get(kind.label):
                await self._load_things(kind)
        await self._load_records()
        for link in LINKS:
            if self._checked.places.get(link.name):
                await _at_once(self._load_links, self._link_batches(link))

    # Things

    async def _load_things(self, kind: Kind) -> None:
        exist = await self._any(kind)
        for wave in self._waves(kind):
            batches = [(kind, wave[start : start + BATCH], exist) for start in range(0, len(wave), BATCH)]
            await _at_once(self._load_thing_batch, batches)

    async def _load_thing_batch(self, batch: tuple[Kind, list[tuple[Row, str]], bool]) -> None:
        kind, rows, exist = batch
        try:
            await self._write_things(kind, rows, exist)
        except ConflictError:  # another import was faster
            await self._write_things(kind, rows, True)

    async def _write_things(self, kind: Kind, rows: list[tuple[Row, str]], exist: bool) -> None:
        ids = [row["id"] for row, _ in rows]
        known = await stored_targets(self._store, {kind.label: ids}) if exist else {}
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for row, row_hash in rows:
            stored = known.get(row["id"])
            if stored is None or stored.row_hash != row_hash:
                (changed if stored else new).append(node_of(kind, row, row_hash, self._checked.targets))

        async def work(transaction: Transaction) -> None:
            await _create(transaction, kind, new)
            if changed:
                parameters = {"rows": changed, "labels": list(ORGANISATION_LABELS.values())}
                await transaction.rows(statements.renewal(kind), parameters)

        if new or changed:
            await self._store.write(work, seconds=_SECONDS)
        count = self._report.count(kind.label)
        count.new += len(new)
        count.changed += len(changed)
        count.same += len(rows) - len(new) - len(changed)
        self._tell(len(rows))

    def _waves(self, kind: Kind) -> Iterator[list[tuple[Row, str]]]:
        """All rows of a kind, those that others of the kind point at before these."""
        rows = [self._read(kind.label, place) for place in self._checked.places[kind.label]]
        inner = [edge for edge in kind.edges if kind.label in lookup_labels(edge)]
        waiting = {row["id"] for row, _ in rows} if inner else set[str]()
        while rows:
            ready = [given for given in rows if not any(
                edge in inner and end in waiting and end != given[0]["id"] for edge, end in ends_of(kind, given[0])
            )]  # fmt: skip
            ready = ready or rows
            waiting.difference_update(row["id"] for row, _ in ready)
            yield ready
            done = {row["id"] for row, _ in ready}
            rows = [given for given in rows if given[0]["id"] not in done]

    # Records

    async def _load_records(self) -> None:
        exist = {kind.label for kind in RECORDS if self._checked.places.get(kind.label) and await self._any(kind)}
        await _at_once(self._load_case_batch, self._case_batches())
        for kind in RECORDS:
            rows = [place for place in self._checked.places.get(kind.label, ()) if place >> OFFSET_BITS == NO_CASE]
            batches = [(kind, rows[start : start + BATCH], kind.label in exist) for start in range(0, len(rows), BATCH)]
            await _at_once(self._load_caseless_batch, batches)

    def _case_batches(self) -> Iterator[dict[str, list[Given]]]:
        """The records of some cases at a time, by case id."""
        places = {
            label: sorted(self._checked.places[label]) for label in (kind.label for kind in RECORDS)
            if label in self._checked.places
        }  # fmt: skip
        sizes = [0] * len(self._checked.cases)
        for sorted_places in places.values():
            for place in sorted_places:
                if (number := place >> OFFSET_BITS) != NO_CASE:
                    sizes[number] += 1
        start = 0
        while start < len(sizes):
            end, total = start, 0
            while end < len(sizes) and (total == 0 or total + sizes[end] <= CASE_BATCH):
                total += sizes[end]
                end += 1
            batch: dict[str, list[Given]] = {}
            for label, sorted_places in places.items():
                first = bisect_left(sorted_places, start << OFFSET_BITS)
                last = bisect_left(sorted_places, end << OFFSET_BITS)
                for place in sorted_places[first:last]:
                    batch.setdefault(self._checked.cases[place >> OFFSET_BITS], []).append(self._given(label, place))
            if batch:
                yield batch
            start = end

    async def _load_case_batch(self, batch: dict[str, list[Given]]) -> None:
        for _ in range(_TRIES):
            versions = await versions_of(self._store, batch)
            old = [case_id for case_id, version in versions.items() if version]
            stored = await _stored(self._store, OF_CASES, old)
            plans = {case_id: plan_of(rows, stored.get(case_id, ()), new_id) for case_id, rows in batch.items()}
            busy = {case_id: plan for case_id, plan in plans.items() if plan.turns}
            try:
                moved = bool(busy) and not await self._write_cases(busy, versions)
            except ConflictError:
                await self._split(batch)
                return
            if not moved:
                for plan in plans.values():
                    self._count(plan)
                return
        raise WorldError("the cases of this world are being changed all the time", "try again later")

    async def _write_cases(self, plans: dict[str, Plan], versions: dict[str, int]) -> bool:
        """Write the plans of some cases in one transaction; nothing, and False, when one has moved on meanwhile."""

        async def work(transaction: Transaction) -> None:
            wanted = [(case_id, plan.turns, self._stamp(plan)) for case_id, plan in plans.items()]
            turns = await lock_cases(transaction, wanted)
            if any(turns[case_id].version - plan.turns != versions[case_id] for case_id, plan in plans.items()):
                raise _MovedError
            rows: dict[str, list[dict[str, Any]]] = {}
            endings: list[dict[str, Any]] = []
            for case_id, plan in plans.items():
                turn = turns[case_id]
                endings.extend(self._endings(plan, turn.recorded_at))
                first = turn.version - len(plan.creations) + 1
                for place, creation in enumerate(plan.creations):
                    made = self._made(creation, turn.recorded_at)
                    made["n"]["seq"] = first + place
                    rows.setdefault(creation.given.kind.label, []).append(made)
            if endings:
                await transaction.rows(END, {"rows": endings})
            for label, made in rows.items():
                await _create(transaction, KINDS[label], made)

        try:
            await self._store.write(work, seconds=_SECONDS)
        except _MovedError:
            return False
        return True

    async def _split(self, batch: dict[str, list[Given]]) -> None:
        """Halve a batch that the store refuses, down to the case that clashes with what it holds."""
        cases = sorted(batch)
        if len(cases) == 1:
            for given in batch[cases[0]]:
                self._refuse(given)
            return
        half = len(cases) // 2
        for part in (cases[:half], cases[half:]):
            await self._load_case_batch({case_id: batch[case_id] for case_id in part})

    async def _load_caseless_batch(self, batch: tuple[Kind, list[int], bool]) -> None:
        kind, places, exist = batch
        rows = [self._given(kind.label, place) for place in places]
        await self._write_caseless(kind, rows, exist)

    async def _write_caseless(self, kind: Kind, rows: list[Given], exist: bool) -> None:
        stored: dict[str | None, list[Stored]] = {}
        if exist:
            asked = [{"id": one.row["id"], "key": source_key(kind, one.row)} for one in rows]
            stored = await _stored(self._store, OF_ROWS, asked)
        plan = plan_of(rows, (version for versions in stored.values() for version in versions), new_id)

        async def work(transaction: Transaction) -> None:
            if endings := self._endings(plan, self._now):
                await transaction.rows(END, {"rows": endings})
            await _create(transaction, kind, [self._made(creation, self._now) for creation in plan.creations])

        try:
            if plan.turns:
                await self._store.write(work, seconds=_SECONDS)
        except ConflictError:
            if not exist:  # another import was faster
                await self._write_caseless(kind, rows, True)
                return
            if len(rows) == 1:
                self._refuse(rows[0])
                return
            half = len(rows) // 2
            await self._write_caseless(kind, rows[:half], exist)
            await self._write_caseless(kind, rows[half:], exist)
        else:
            self._count(plan)

    def _stamp(self, plan: Plan) -> int:
        stamps = [0]
        for creation in plan.creations:
            stamps.append(self._now if creation.recorded_at is None else creation.recorded_at)
            stamps += [creation.given.row.get(name, 0) for name in ("endKnownAt", "retractedAt")]
        for ending in plan.endings:
            stamps += [self._now if ending.stamped else 0]
            stamps += [ending.set.get(name) or 0 for name in ("endKnownAt", "retractedAt")]
        return max(stamps)

    def _endings(self, plan: Plan, stamp: int) -> list[dict[str, Any]]:
        return [
            {"id": ending.id, "set": ending.set | dict.fromkeys(ending.stamped, stamp)} for ending in plan.endings
        ]  # fmt: skip

    def _made(self, creation: Creation, stamp: int) -> dict[str, Any]:
        given = creation.given
        recorded = stamp if creation.recorded_at is None else creation.recorded_at
        row: Row = {**given.row, "id": creation.id, "fact": creation.fact, "recordedAt": recorded}
        if row.get("endKnownAt", recorded + 1) <= recorded:
            del row["endKnownAt"]
        return node_of(given.kind, row, given.row_hash, self._checked.targets)

    # Links

    def _link_batches(self, link: Link) -> Iterator[tuple[Link, list[int]]]:
        places = self._checked.places[link.name]
        for start in range(0, len(places), BATCH):
            yield link, list(places[start : start + BATCH])

    async def _load_links(self, batch: tuple[Link, list[int]]) -> None:
        link, places = batch
        rows = [self._read(link.name, place) for place in places]
        starts = sorted({row["from"] for row, _ in rows})
        found = await self._store.rows(statements.links(link), {"ids": starts}, seconds=60)
        known: dict[tuple[str, str], str] = {(row["from"], row["to"]): row["rowHash"] for row in found}
        count = self._report.count(link.name)
        fresh: list[dict[str, Any]] = []
        for row, row_hash in rows:
            stored = known.get((row["from"], row["to"]))
            if stored == row_hash:
                count.same += 1
                continue
            fresh.append(link_of(link, row, row_hash))
            if stored is None:
                count.new += 1
            else:
                count.changed += 1

        async def work(transaction: Transaction) -> None:
            await transaction.rows(statements.linking(link), {"rows": fresh})

        if fresh:
            await self._store.write(work, seconds=_SECONDS)
        self._tell(len(rows))

    # What all share

    async def _any(self, kind: Kind) -> bool:
        row = await self._store.one(statements.counting(kind))
        return bool(row and row["count"])

    def _read(self, label: str, place: int) -> tuple[Row, str]:
        return self._readers[label].read(self._world.files[label].at(place & _OFFSET_MASK))

    def _given(self, label: str, place: int) -> Given:
        offset = place & _OFFSET_MASK
        row, row_hash = self._read(label, place)
        reader, lines = self._readers[label], self._world.files[label]
        return Given(KINDS[label], offset, row, row_hash, lambda keys: reader.hash_without(lines.at(offset), keys))

    def _count(self, plan: Plan) -> None:
        for given, verdict in plan.verdicts:
            count = self._report.count(given.kind.label)
            setattr(count, verdict, getattr(count, verdict) + 1)
        self._tell(len(plan.verdicts))

    def _refuse(self, given: Given) -> None:
        label = given.kind.label
        line = self._world.files[label].number(given.offset)
        self._checked.reject(
            label, line, "", "clashes with what the database holds: an id, a source key or a direction"
        )
        self._tell(1)


class _MovedError(Exception):
    """A case was written to between reading and locking it."""


_TRIES = 5

_STORED: LiteralString = """r.id AS id, r.fact AS fact, r.rowHash AS row_hash, r.sourceKey AS source_key,
  r.recordedAt AS recorded_at, r.validTo AS valid_to, r.retractedAt AS retracted_at"""

OF_CASES: LiteralString = f"""
UNWIND $asked AS case
MATCH (r:Record {{caseId: case}})
RETURN case, {_STORED}
"""

OF_ROWS: LiteralString = f"""
UNWIND $asked AS row
CALL (row) {{ MATCH (r:Record {{id: row.id}}) RETURN r.fact AS fact
  UNION MATCH (r:Record {{sourceKey: row.key}}) RETURN r.fact AS fact }}
WITH DISTINCT fact
MATCH (r:Record {{fact: fact}})
RETURN null AS case, {_STORED}
"""


async def _stored(store: Store, statement: LiteralString, asked: list[Any]) -> dict[str | None, list[Stored]]:
    found: dict[str | None, list[Stored]] = {}
    for row in await store.rows(statement, {"asked": asked}, seconds=120) if asked else ():
        found.setdefault(row.pop("case"), []).append(Stored(**row))
    return found


END: LiteralString = """
UNWIND $rows AS row
MATCH (r:Record {id: row.id})
SET r += row.set
"""


async def _create(transaction: Transaction, kind: Kind, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    made = await transaction.one(statements.creation(kind), {"rows": rows})
    asked = {"nodes": len(rows), "relationships": sum(relationships_of(kind, row) for row in rows)}
    if made != asked:
        raise WorldError("something that this world points at was removed meanwhile", "import it again")


async def _at_once(work: Callable[[Any], Awaitable[None]], batches: Iterable[Any]) -> None:
    """Work on batches in turn, on a few sessions at once; the first error ends all."""
    remaining = iter(batches)

    async def worker() -> None:
        for batch in remaining:
            await work(batch)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(SESSIONS):
                group.create_task(worker())
    except BaseExceptionGroup as failed:
        # One worker's error ended the others: that error is what happened.
        raise failed.exceptions[0] from None
